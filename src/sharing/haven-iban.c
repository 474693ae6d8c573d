/* SPDX-License-Identifier: GPL-2.0-or-later */
/* International bank account numbers. */
#include "sharing/haven-digits.h"
#include "sharing/haven-shared.h"

#include <string.h>

/* Source: SWIFT, IBAN registry (ISO 13616-1): country and length, in the order of the codes. */
static const char lengths[][5] = {
    "AD24", "AE23", "AL28", "AT20", "AZ28", "BA20", "BE16", "BG22", "BH22", "BI27", "BR29", "BY28", "CH21",
    "CR22", "CY28", "CZ24", "DE22", "DJ27", "DK18", "DO28", "EE20", "EG29", "ES24", "FI18", "FK18", "FO18",
    "FR27", "GB22", "GE22", "GI23", "GL18", "GR27", "GT28", "HN28", "HR21", "HU28", "IE22", "IL23", "IQ23",
    "IS26", "IT27", "JO30", "KW30", "KZ20", "LB28", "LC32", "LI21", "LT20", "LU20", "LV21", "LY25", "MC27",
    "MD24", "ME22", "MK19", "MN20", "MR27", "MT31", "MU30", "NI28", "NL18", "NO15", "OM23", "PK24", "PL28",
    "PS29", "PT25", "QA29", "RO24", "RS22", "RU33", "SA24", "SC31", "SD18", "SE24", "SI19", "SK24", "SM27",
    "SO23", "ST25", "SV28", "TL23", "TN24", "TR26", "UA29", "VA22", "VG24", "XK20", "YE30",
};

static guint
length_of_country (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    if (g_ascii_strncasecmp (code, lengths[i], 2) == 0)
      return (guint)(lengths[i][2] - '0') * 10 + (guint)(lengths[i][3] - '0');
  }
  return 0;
}

static gboolean
is_right (const char *iban, guint length)
{
  char turned[40];

  memcpy (turned, iban + 4, length - 4);
  memcpy (turned + length - 4, iban, 4);
  return haven_check_mod97 (turned, length) == 1;
}

/**
 * haven_iban_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the account
 *
 * Source: ISO 13616-1: two letters of a country, two check digits, the length of that country, MOD 97-10 of
 * ISO 7064. It stands together, or in groups with one space or hyphen between them.
 *
 * Returns: whether an IBAN starts at @token
 */
gboolean
haven_iban_find (const HavenReader *reader, guint token, HavenShared *found)
{
  const HavenToken *start = &reader->tokens[token];
  const char *at = reader->text + start->start;
  char iban[40];
  guint wanted, n = 0;

  if (start->end - start->start < 4 || start->flags & (HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LINK) ||
      !g_ascii_isalpha (at[0]) || !g_ascii_isalpha (at[1]) || !g_ascii_isdigit (at[2]) ||
      !g_ascii_isdigit (at[3]))
    return FALSE;
  wanted = length_of_country (at);
  for (guint i = token; wanted != 0 && i < reader->n_tokens; i++) {
    const HavenToken *part = &reader->tokens[i];
    guint length = part->end - part->start;

    if (part->flags & HAVEN_TOKEN_HIGH || n + length > wanted)
      return FALSE;
    memcpy (iban + n, reader->text + part->start, length);
    n += length;
    if (n == wanted)
      return is_right (iban, n) && haven_reader_alone (reader, start->start, part->end) &&
             haven_shared_take (found, "iban", reader, token, i);
    if (!haven_reader_gap_is (reader, i, " ") && !haven_reader_gap_is (reader, i, "-") &&
        !haven_reader_gap_is (reader, i, "\u00a0"))
      return FALSE;
  }
  return FALSE;
}
