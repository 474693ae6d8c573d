/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses on the internet that may say where somebody is. */
#include "sharing/haven-shared.h"

#include <string.h>

static const char *const version_words[] = {
    "version",    "v",       "ver",      "kernel",  "firefox", "ff",      "release",
    "driver",     "linux",   "firmware", "build",   "rev",     "update",  "package",
    "source",     "chrome",  "patch",    "upgrade", "mozilla", "section", "chapter",
    "nameserver", "netmask", "dns",      "ping",    "dig",     "gateway", NULL};
static const char *const ip_words[] = {"ip", "ips", "ipv4", "ipv6", "address", "addr", NULL};

static gboolean
read_octet (const HavenReader *reader, guint token, guint *value)
{
  const HavenToken *of = &reader->tokens[token];

  *value = 0;
  if (!haven_reader_is_digits (reader, token) || of->end - of->start > 3)
    return FALSE;
  for (gsize i = of->start; i < of->end; i++)
    *value = *value * 10 + (guint)(reader->text[i] - '0');
  return *value <= 255;
}

/*
 * Source: IANA, IPv4 special-purpose registry: this host, link-local and multicast addresses and netmasks
 * find nobody, nowhere. Those kept for documents are taken for what somebody means by them.
 */
static gboolean
is_special (const guint *octets)
{
  guint a = octets[0], b = octets[1];

  return a == 0 || a == 127 || a >= 224 || (a == 169 && b == 254);
}

/* Source: RFC 1918, RFC 6598: addresses behind a router; most homes have the same. */
static gboolean
is_private (const guint *octets)
{
  guint a = octets[0], b = octets[1];

  return a == 10 || (a == 172 && b >= 16 && b <= 31) || (a == 192 && b == 168) ||
         (a == 100 && b >= 64 && b <= 127) || (a == 198 && (b == 18 || b == 19));
}

/* The resolvers that everybody knows say nothing about anybody. */
static gboolean
is_resolver (const guint *octets)
{
  static const guint8 known[][4] = {{1, 1, 1, 1},        {1, 0, 0, 1},       {8, 8, 8, 8}, {8, 8, 4, 4},
                                    {9, 9, 9, 9},        {4, 2, 2, 1},       {4, 2, 2, 2}, {4, 2, 2, 3},
                                    {208, 67, 222, 222}, {208, 67, 220, 220}};

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    if (known[i][0] == octets[0] && known[i][1] == octets[1] && known[i][2] == octets[2] &&
        known[i][3] == octets[3])
      return TRUE;
  }
  return FALSE;
}

/* 2.6.15.23 is a kernel: a small first number, and none that only an address would have. */
static gboolean
is_version (const HavenReader *reader, guint token, const guint *octets)
{
  if (haven_reader_near_any (reader, token, token + 3, 3, 0, ip_words))
    return FALSE;
  return octets[0] < 10 && octets[1] < 100 && octets[2] < 100 && octets[3] < 100;
}

/* Numbers that the registries keep for manuals are taken as any, unless it is said what they are. */
static const char *const made_up[] = {"documentation", "placeholder", "example", "docs", NULL};

static gboolean
find_ipv4 (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const mine[] = {"my",    "your",   "our",  "his",      "her",
                                     "their", "client", "user", "customer", NULL};
  guint octets[4], last = token + 3;
  gsize end;

  for (guint i = 0; i < 4; i++) {
    if (!read_octet (reader, token + i, &octets[i]) ||
        (i < 3 && !haven_reader_gap_is (reader, token + i, ".")))
      return FALSE;
  }
  /* a port or the length of a prefix may follow */
  if (haven_reader_gap_is (reader, last, ":") ||
      (haven_reader_gap_is (reader, last, "/") && haven_reader_is_digits (reader, last + 1) &&
       reader->tokens[last + 1].end - reader->tokens[last + 1].start <= 2))
    last++;
  end = reader->tokens[last].end;
  if (!haven_reader_alone (reader, reader->tokens[token].start, end) || is_special (octets) ||
      is_resolver (octets) || octets[3] == 0 || is_version (reader, token, octets))
    return FALSE;
  if (haven_reader_near_any (reader, token, last, 4, 4, made_up))
    return FALSE;
  if (is_private (octets) && !(haven_reader_near_any (reader, token, last, 4, 0, ip_words) &&
                               haven_reader_near_any (reader, token, last, 6, 0, mine)))
    return FALSE;
  if (last == token + 3 && haven_reader_near_any (reader, token, last, 2, 0, version_words) &&
      !haven_reader_near_any (reader, token, last, 2, 0, ip_words))
    return FALSE;
  return haven_shared_take (found, "ip-address", reader, token, last);
}

static gboolean
is_hex (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  if (token >= reader->n_tokens || of->end - of->start > 4)
    return FALSE;
  for (gsize i = of->start; i < of->end; i++) {
    if (!g_ascii_isxdigit (reader->text[i]))
      return FALSE;
  }
  return TRUE;
}

/* Source: RFC 4291, 2.2: eight groups, or fewer with one "::"; only addresses of the whole world, 2000::/3
 * (RFC 4291, 2.4), are taken in the short form, where a programmer's a::b looks alike; none for documentation
 * (RFC 3849). */
static gboolean
find_ipv6 (const HavenReader *reader, guint token, HavenShared *found)
{
  guint last = token, groups = 1, gaps = 0, wide = 0;
  gsize start = reader->tokens[token].start;
  char first = reader->text[start];

  if (!is_hex (reader, token))
    return FALSE;
  while (groups < 9 && last + 1 < reader->n_tokens && is_hex (reader, last + 1)) {
    if (haven_reader_gap_is (reader, last, "::"))
      gaps++;
    else if (!haven_reader_gap_is (reader, last, ":"))
      break;
    last++;
    groups++;
  }
  for (guint i = token; i <= last; i++)
    wide += reader->tokens[i].end - reader->tokens[i].start > 2;
  if (!((gaps == 0 && groups == 8 && wide > 1) || (gaps == 1 && groups < 8 && groups >= 3 && wide > 1)) ||
      !haven_reader_alone (reader, start, reader->tokens[last].end))
    return FALSE;
  if (reader->tokens[token].end - start == 4 && (g_ascii_strncasecmp (reader->text + start, "fe8", 3) == 0 ||
                                                 g_ascii_strncasecmp (reader->text + start, "fc", 2) == 0 ||
                                                 g_ascii_strncasecmp (reader->text + start, "fd", 2) == 0))
    return FALSE;
  if (haven_reader_near_any (reader, token, last, 4, 4, made_up))
    return FALSE;
  if (gaps == 1 && !((first == '2' || first == '3') && reader->tokens[token].end - start == 4))
    return FALSE;
  return haven_shared_take (found, "ip-address", reader, token, last);
}

/**
 * haven_ip_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address
 *
 * Versions, netmasks, private and special ranges, and well-known resolvers are none.
 *
 * Returns: whether an IPv4 or IPv6 address starts at @token
 */
gboolean
haven_ip_find (const HavenReader *reader, guint token, HavenShared *found)
{
  char after = haven_reader_at (reader, (gssize)reader->tokens[token].end);

  if ((after != '.' && after != ':') || reader->tokens[token].flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (haven_reader_gap_is (reader, token, "."))
    return find_ipv4 (reader, token, found);
  if (haven_reader_gap_is (reader, token, ":") || haven_reader_gap_is (reader, token, "::"))
    return find_ipv6 (reader, token, found);
  return FALSE;
}
