/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-host.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_HOST 253     /* RFC 1035 */
#define MAX_LABEL 63     /* RFC 1035 */
#define MAX_WRITTEN 1024 /* bytes of a host before it is put in ASCII form */

/* Reads one part of an IPv4 address as browsers do: 0x… hexadecimal, 0… octal, else decimal. */
static gboolean
parse_ipv4_part (const char *part, gsize length, guint64 *value)
{
  guint base = 10;

  *value = 0;
  if (length >= 2 && part[0] == '0' && (part[1] == 'x' || part[1] == 'X')) {
    base = 16;
    part += 2;
    length -= 2;
  } else if (length >= 2 && part[0] == '0') {
    base = 8;
    part++;
    length--;
  } else if (length == 0)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    int digit = g_ascii_xdigit_value (part[i]);

    if (digit < 0 || (guint)digit >= base || *value > G_MAXUINT32)
      return FALSE;
    *value = *value * base + (guint)digit;
  }
  return TRUE;
}

/* An IPv4 address in any notation: up to four parts, the last of which fills what is left. */
static gboolean
parse_ipv4 (const char *host, gsize length, guint32 *address)
{
  guint64 parts[4];
  guint n_parts = 0;
  gsize start = 0;
  guint64 whole;

  for (gsize i = 0; i <= length; i++) {
    if (i < length && host[i] != '.')
      continue;
    if (n_parts == G_N_ELEMENTS (parts) || !parse_ipv4_part (host + start, i - start, &parts[n_parts++]))
      return FALSE;
    start = i + 1;
  }
  for (guint i = 0; i + 1 < n_parts; i++)
    if (parts[i] > 255)
      return FALSE;
  whole = parts[n_parts - 1];
  if (whole >= G_GUINT64_CONSTANT (1) << (8 * (5 - n_parts)))
    return FALSE;
  for (guint i = 0; i + 1 < n_parts; i++)
    whole |= parts[i] << (8 * (3 - i));
  *address = (guint32)whole;
  return TRUE;
}

static gboolean
is_ascii (const char *host, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar)host[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* A browser reads letters and digits of full width, and the full stops of East Asia, as the usual ones. */
static char *
usual_letters (const char *host, gsize length)
{
  g_autofree char *copy = g_strndup (host, length);
  g_autofree char *usual =
      g_utf8_validate (copy, -1, NULL) ? g_utf8_normalize (copy, -1, G_NORMALIZE_NFKC) : NULL;
  g_auto (GStrv) parts = usual != NULL ? g_strsplit (usual, "\u3002", -1) : NULL;

  return parts != NULL ? g_strjoinv (".", parts) : NULL;
}

/**
 * haven_host_parse_address:
 * @host: the host of a link as it stands there, with the brackets of an IPv6 address
 * @length: its length in bytes
 *
 * Reads an IP address in each notation that a browser follows: dotted, decimal, hexadecimal, octal,
 * shortened (URL Standard, "IPv4 parser"), and IPv6 in brackets.
 *
 * Returns: (transfer full) (nullable): the address in its usual form, without brackets; %NULL when
 *   @host is a name
 */
char *
haven_host_parse_address (const char *host, gsize length)
{
  g_autofree char *usual = NULL;
  guint32 address = 0;

  if (length >= 4 && length < 64 && host[0] == '[' && host[length - 1] == ']') {
    g_autofree char *inner = g_strndup (host + 1, length - 2);
    g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (inner);

    if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
      return NULL;
    return g_inet_address_to_string (parsed);
  }
  if (length == 0 || length > 64)
    return NULL;
  if (!is_ascii (host, length)) {
    usual = usual_letters (host, length);
    host = usual != NULL ? usual : "";
    length = strlen (host);
  }
  if (!g_ascii_isdigit (host[0]) || !parse_ipv4 (host, length, &address))
    return NULL;
  return g_strdup_printf ("%u.%u.%u.%u", address >> 24, (address >> 16) & 255, (address >> 8) & 255,
                          address & 255);
}

/**
 * haven_host_is_plain_ipv4:
 * @host: some text
 * @length: its length in bytes
 *
 * Returns: whether it is four decimal numbers up to 255, as a person writes an address
 */
gboolean
haven_host_is_plain_ipv4 (const char *host, gsize length)
{
  guint dots = 0;
  guint digits = 0;
  guint value = 0;

  for (gsize i = 0; i < length; i++) {
    if (host[i] == '.') {
      if (digits == 0 || ++dots > 3)
        return FALSE;
      digits = value = 0;
      continue;
    }
    if (!g_ascii_isdigit (host[i]) || ++digits > 3)
      return FALSE;
    value = value * 10 + (guint)(host[i] - '0');
    if (value > 255)
      return FALSE;
  }
  return dots == 3 && digits > 0;
}

/**
 * haven_host_is_address:
 * @host: a host as haven_host_to_ascii() or haven_host_parse_address() returned it
 *
 * Returns: whether it is an IP address
 */
gboolean
haven_host_is_address (const char *host)
{
  return strchr (host, ':') != NULL || haven_host_is_plain_ipv4 (host, strlen (host));
}

/* Source: URL Standard, "forbidden domain code point": a browser follows no link with one of them, so that
 * whoever writes one there wants it to be read, not followed. */
static gboolean
is_forbidden (char character)
{
  return (guchar)character <= 0x20 || character == 0x7F || strchr ("#%/:<>?@[\\]^|", character) != NULL;
}

static gboolean
check_labels (const char *host)
{
  const char *label = host;

  if (strlen (host) > MAX_HOST)
    return FALSE;
  for (const char *at = host; *at != '\0'; at++)
    if (is_forbidden (*at))
      return FALSE;
  for (;;) {
    gsize length = strcspn (label, ".");

    if (length == 0 || length > MAX_LABEL)
      return FALSE;
    if (label[length] == '\0')
      return TRUE;
    label += length + 1;
  }
}

/**
 * haven_host_to_ascii:
 * @host: the name of a host as it stands in a link, UTF-8, without brackets and port
 * @length: its length in bytes
 *
 * Puts a name in lower case and ASCII form (IDNA 2003, which GLib speaks: "ß" becomes "ss").
 *
 * Returns: (transfer full) (nullable): the ASCII form; %NULL when it cannot be the name of a host
 */
char *
haven_host_to_ascii (const char *host, gsize length)
{
  g_autofree char *name = NULL;
  g_autofree char *ascii = NULL;

  if (length == 0 || length > MAX_WRITTEN || !g_utf8_validate (host, (gssize)length, NULL))
    return NULL;
  name = g_strndup (host, length);
  if (g_str_is_ascii (name))
    ascii = g_ascii_strdown (name, -1);
  else
    ascii = g_hostname_to_ascii (name);
  if (ascii == NULL || !check_labels (ascii))
    return NULL;
  return g_steal_pointer (&ascii);
}

/**
 * haven_host_to_display:
 * @host: a host in ASCII form
 *
 * Returns: (transfer full): the name as a person reads it; @host itself when it has no other form
 */
char *
haven_host_to_display (const char *host)
{
  char *shown = g_hostname_to_unicode (host);
  return shown != NULL ? shown : g_strdup (host);
}
