/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The hash of a map of sites: what compiles it and what reads it must agree. */

#include <string.h>

#include "links/haven-host.h"
#include "links/haven-site-map-format.h"

#define MAX_HOST 253 /* bytes, RFC 1035 */

/* Multiplies to 128 bits and folds the halves: every bit of the result depends on all of both. */
static inline guint64
mix (guint64 a, guint64 b)
{
#ifdef __SIZEOF_INT128__
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;

  return (guint64)product ^ (guint64)(product >> 64);
#else
  /* on 32 bits there is no such integer: from the products of the halves */
  guint64 a_high = a >> 32, a_low = a & G_MAXUINT32, b_high = b >> 32, b_low = b & G_MAXUINT32;
  guint64 cross = a_high * b_low + (a_low * b_low >> 32);
  guint64 other = a_low * b_high + (cross & G_MAXUINT32);

  return a * b ^ (a_high * b_high + (cross >> 32) + (other >> 32));
#endif
}

static inline guint64
load (const char *at, gsize n_bytes)
{
  guint64 word = 0;
  guint32 low, high;

  if (n_bytes == 8) {
    memcpy (&word, at, 8);
    return word;
  }
  if (n_bytes >= 4) { /* two loads that overlap, in place of a loop */
    memcpy (&low, at, 4);
    memcpy (&high, at + n_bytes - 4, 4);
    return low | (guint64)high << 32;
  }
  return (guint64)(guchar)at[0] | (guint64)(guchar)at[n_bytes / 2] << 8 |
         (guint64)(guchar)at[n_bytes - 1] << 16;
}

static inline guint64
hash_label (guint64 hash, const char *label, gsize length)
{
  hash ^= length * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  for (; length > 8; label += 8, length -= 8)
    hash = mix (hash ^ load (label, 8), G_GUINT64_CONSTANT (0xA0761D6478BD642F));
  if (length > 0)
    hash ^= load (label, length);
  return mix (hash, G_GUINT64_CONSTANT (0xE7037ED1A0B428DB));
}

/**
 * haven_map_names:
 * @host: a host in ASCII form and lower case, or an address
 * @seed: of the map
 * @names: (out caller-allocates): the hashes of the host and its parents; none for what is no host
 *
 * An address has no parents, and of a host with very many labels the longest parents are left out.
 */
void
haven_map_names (const char *host, guint64 seed, HavenMapNames *names)
{
  guint8 starts[MAX_HOST + 1];
  guint n_starts = 0;
  gsize length;
  gsize end;

  names->n_labels = 0;
  names->whole = TRUE;
  starts[n_starts++] = 0;
  for (length = 0; host[length] != '\0'; length++) {
    if (length == MAX_HOST)
      return;
    if (host[length] == '.')
      starts[n_starts++] = (guint8)(length + 1);
  }
  if (length == 0)
    return;
  if ((g_ascii_isdigit (host[length - 1]) || memchr (host, ':', length) != NULL) &&
      haven_host_is_address (host)) {
    names->hashes[names->n_labels++] = hash_label (seed, host, length);
    return;
  }
  end = length;
  while (n_starts > 0 && names->n_labels < HAVEN_MAP_MAX_LABELS) {
    gsize start = starts[--n_starts];

    seed = hash_label (seed, host + start, end - start);
    names->hashes[names->n_labels++] = seed;
    end = start - 1;
  }
  names->whole = n_starts == 0;
}
