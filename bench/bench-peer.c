/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bench-peer.h"

#include "bench-run.h"

#include <hs/hs.h>
#include <string.h>

struct _BenchPeer {
  hs_database_t *database;
  hs_scratch_t *scratch;
  double compile_time;
};

/**
 * bench_peer_new:
 * @terms: the terms
 *
 * Returns: (transfer full): Vectorscan compiled for block mode on this machine
 */
BenchPeer *
bench_peer_new (const BenchTerms *terms)
{
  BenchPeer *peer = g_new0 (BenchPeer, 1);
  guint n = terms->phrases->len;
  g_autofree unsigned *flags = g_new (unsigned, n);
  g_autofree unsigned *ids = g_new (unsigned, n);
  g_autofree size_t *lengths = g_new (size_t, n);
  double start = bench_seconds ();
  hs_compile_error_t *error = NULL;

  for (guint i = 0; i < n; i++) {
    flags[i] = HS_FLAG_CASELESS;
    ids[i] = i;
    lengths[i] = strlen (terms->phrases->pdata[i]);
  }
  if (hs_compile_lit_multi ((const char *const *)terms->phrases->pdata, flags, ids, lengths, n, HS_MODE_BLOCK,
                            NULL, &peer->database, &error) != HS_SUCCESS)
    g_error ("Vectorscan: %s", error->message);
  peer->compile_time = bench_seconds () - start;
  g_assert_cmpint (hs_alloc_scratch (peer->database, &peer->scratch), ==, HS_SUCCESS);
  return peer;
}

/**
 * bench_peer_new_patterns:
 * @patterns: (element-type utf8): regular expressions
 *
 * Returns: (transfer full): Vectorscan compiled for all of them at once, without regard to case
 */
BenchPeer *
bench_peer_new_patterns (const GPtrArray *patterns)
{
  BenchPeer *peer = g_new0 (BenchPeer, 1);
  g_autofree unsigned *flags = g_new (unsigned, patterns->len);
  g_autofree unsigned *ids = g_new (unsigned, patterns->len);
  hs_compile_error_t *error = NULL;

  for (guint i = 0; i < patterns->len; i++) {
    flags[i] = HS_FLAG_CASELESS;
    ids[i] = i;
  }
  if (hs_compile_multi ((const char *const *)patterns->pdata, flags, ids, patterns->len, HS_MODE_BLOCK, NULL,
                        &peer->database, &error) != HS_SUCCESS)
    g_error ("Vectorscan: %s", error->message);
  g_assert_cmpint (hs_alloc_scratch (peer->database, &peer->scratch), ==, HS_SUCCESS);
  return peer;
}

/**
 * bench_peer_free:
 * @peer: (nullable) (transfer full): a peer
 */
void
bench_peer_free (BenchPeer *peer)
{
  if (peer == NULL)
    return;
  hs_free_scratch (peer->scratch);
  hs_free_database (peer->database);
  g_free (peer);
}

/**
 * bench_peer_get_size:
 * @peer: a peer
 *
 * Returns: bytes of the compiled database
 */
gsize
bench_peer_get_size (const BenchPeer *peer)
{
  size_t size = 0;

  hs_database_size (peer->database, &size);
  return size;
}

/**
 * bench_peer_get_compile_time:
 * @peer: a peer
 *
 * Returns: seconds that compiling took
 */
double
bench_peer_get_compile_time (const BenchPeer *peer)
{
  return peer->compile_time;
}

static int
count_match (unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *data)
{
  *(guint *)data += 1;
  return 0;
}

/**
 * bench_peer_scan:
 * @peer: a peer
 * @text: any text, as it is
 * @length: its bytes
 *
 * Returns: how many matches there are
 */
guint
bench_peer_scan (BenchPeer *peer, const char *text, gsize length)
{
  guint n = 0;

  hs_scan (peer->database, text, length, 0, peer->scratch, count_match, &n);
  return n;
}

/* Tags out, the five entities in: the least that anyone would do. */
static char *
strip_markup (const char *markup)
{
  GString *text = g_string_sized_new (strlen (markup));

  for (const char *at = markup; *at; at++) {
    const char *close = *at == '<' ? strchr (at, '>') : NULL;

    if (close != NULL) {
      at = close;
    } else if (g_str_has_prefix (at, "&amp;")) {
      g_string_append_c (text, '&');
      at += 4;
    } else if (g_str_has_prefix (at, "&lt;") || g_str_has_prefix (at, "&gt;")) {
      g_string_append_c (text, at[1] == 'l' ? '<' : '>');
      at += 3;
    } else {
      g_string_append_c (text, *at);
    }
  }
  return g_string_free (text, FALSE);
}

/**
 * bench_peer_scan_normalised:
 * @peer: a peer
 * @markup: a message
 *
 * Strips, normalises and case-folds with GLib, then scans: what a careful plugin would do without Haven.
 *
 * Returns: how many matches there are
 */
guint
bench_peer_scan_normalised (BenchPeer *peer, const char *markup)
{
  g_autofree char *plain = strip_markup (markup);
  g_autofree char *normal = g_utf8_normalize (plain, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;

  return folded != NULL ? bench_peer_scan (peer, folded, strlen (folded)) : 0;
}

/**
 * bench_peer_serialise:
 * @peer: a peer
 * @length: (out): bytes
 *
 * Returns: (transfer full): the database as it would be kept on disk
 */
char *
bench_peer_serialise (const BenchPeer *peer, gsize *length)
{
  char *bytes = NULL, *copy;

  hs_serialize_database (peer->database, &bytes, length);
  copy = g_memdup2 (bytes, *length);
  free (bytes);
  return copy;
}

/**
 * bench_peer_deserialise:
 * @data: from bench_peer_serialise()
 * @length: bytes
 *
 * Makes a database of it and lets it go.
 */
void
bench_peer_deserialise (const char *data, gsize length)
{
  hs_database_t *database = NULL;

  g_assert_cmpint (hs_deserialize_database (data, length, &database), ==, HS_SUCCESS);
  hs_free_database (database);
}
