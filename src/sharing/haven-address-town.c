/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Am Mühlbach 3, 85354 Freising": a name, the number of a house, a postcode and a town say by their order
 * that they are an address, whatever the street is called. As it is written from Portugal to Finland. */
#include "sharing/haven-address.h"

#include <string.h>

#define MOST_WORDS 5

static gboolean
is_upper (const HavenReader *reader, guint token, guint length)
{
  return haven_reader_length (reader, token) == length &&
         !(reader->tokens[token].flags & (HAVEN_TOKEN_DIGITS | HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH));
}

/* The number of a house: 3, 12a, 1204/8, 12-14. Returns the last token of it, or 0. */
static guint
house_number (const HavenReader *reader, guint token)
{
  guint length = haven_reader_length (reader, token);

  if (length == 0 || length > 4 || !g_ascii_isdigit (reader->text[reader->tokens[token].start]) ||
      (!haven_reader_is_digits (reader, token) && haven_reader_length (reader, token) > 4))
    return 0;
  if ((haven_reader_gap_is (reader, token, "/") || haven_reader_gap_is (reader, token, "-")) &&
      haven_reader_is_digits (reader, token + 1) && haven_reader_length (reader, token + 1) <= 4)
    return token + 1;
  return token;
}

/* A year is no postcode. */
static gboolean
is_year (const HavenReader *reader, guint token)
{
  const char *text = reader->text + reader->tokens[token].start;

  return memcmp (text, "19", 2) == 0 || memcmp (text, "20", 2) == 0;
}

/* 85354, 5020, 779 00, 15-427, 1200-195, 4847 KC. Returns the last token of it, or 0. */
static guint
postcode (const HavenReader *reader, guint token)
{
  static const struct {
    guint first;
    guint second;
    const char *gap;
  } pairs[] = {{3, 2, " "}, {2, 3, "-"}, {4, 3, "-"}};
  guint length = haven_reader_length (reader, token);

  if (!haven_reader_is_digits (reader, token))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    if (length == pairs[i].first && haven_reader_gap_is (reader, token, pairs[i].gap) &&
        haven_reader_is_digits (reader, token + 1) &&
        haven_reader_length (reader, token + 1) == pairs[i].second)
      return token + 1;
  }
  if (length == 4 && haven_reader_gap_is (reader, token, " ") && is_upper (reader, token + 1, 2))
    return token + 1;
  return length == 5 || (length == 4 && !is_year (reader, token)) ? token : 0;
}

/* The words of the street; returns the token after them, or 0. */
static guint
street_end (const HavenReader *reader, guint token)
{
  guint at = token;

  if (!haven_reader_is_capital (reader, token))
    return 0;
  while (at < token + MOST_WORDS &&
         (haven_reader_gap_is (reader, at, " ") || haven_reader_gap_is (reader, at, ". "))) {
    at++;
    if (at < reader->n_tokens && reader->tokens[at].flags & HAVEN_TOKEN_DIGITS)
      return at;
    if (!haven_reader_is_capital (reader, at) && !(reader->tokens[at].clues & HAVEN_CLUE_PART))
      return 0;
  }
  return 0;
}

/**
 * haven_address_town_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address
 *
 * Returns: whether a street's name, a number, a postcode and a town follow one another there
 */
gboolean
haven_address_town_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint number = street_end (reader, token), house, code, town;

  house = number != 0 ? house_number (reader, number) : 0;
  if (house == 0 || !(haven_reader_gap_is (reader, house, ", ") || haven_reader_gap_is (reader, house, "\n")))
    return FALSE;
  code = postcode (reader, house + 1);
  town = code != 0 && haven_reader_gap_is (reader, code, " ") ? code + 1 : 0;
  if (town == 0 || !haven_reader_is_capital (reader, town) || haven_reader_length (reader, town) < 3)
    return FALSE;
  while (town < code + 3 && haven_reader_gap_is (reader, town, " ") &&
         haven_reader_is_capital (reader, town + 1))
    town++;
  return haven_shared_take (found, "address", reader, token, town);
}

static const char *const states[] = {"al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi",
                                     "id", "il", "in", "ia", "ks", "ky", "la", "me", "md", "ma", "mi",
                                     "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc",
                                     "nd", "oh", "ok", "or", "pa", "ri", "sc", "sd", "tn", "tx", "ut",
                                     "vt", "va", "wa", "wv", "wi", "wy", "dc", NULL};

/**
 * haven_address_last_line_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the line
 *
 * Returns: whether the last line of an address in the United States stands there: "Springfield, IL 62704"
 */
gboolean
haven_address_last_line_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at = token, last;

  while (at < token + 3 && haven_reader_is_capital (reader, at) &&
         !(reader->tokens[at].clues & HAVEN_CLUE_COMMON) && haven_reader_gap_is (reader, at, " "))
    at++;
  if (!haven_reader_is_capital (reader, at) || !haven_reader_gap_is (reader, at, ", "))
    return FALSE;
  if (haven_reader_length (reader, at + 1) != 2 || at + 1 >= reader->n_tokens ||
      reader->tokens[at + 1].flags & HAVEN_TOKEN_LOWER || !haven_reader_is_any (reader, at + 1, states) ||
      !haven_reader_is_digits (reader, at + 2) || haven_reader_length (reader, at + 2) != 5 ||
      !haven_reader_gap_is (reader, at + 1, " "))
    return FALSE;
  last = at + 2;
  if (haven_reader_gap_is (reader, last, "-") && haven_reader_is_digits (reader, last + 1) &&
      haven_reader_length (reader, last + 1) == 4)
    last++;
  return haven_shared_take (found, "address", reader, token, last);
}

/**
 * haven_address_is_next_line:
 * @reader: a reader
 * @token: number of a token
 * @lower: whether the text has no capitals at all
 *
 * Returns: whether it begins a line that is no part of an address: "Phone: …", "Leave with a neighbour"
 */
gboolean
haven_address_is_next_line (const HavenReader *reader, guint token, gboolean lower)
{
  const HavenToken *next = &reader->tokens[token + 1];

  if (token == 0 || token + 1 >= reader->n_tokens || !haven_reader_gap_has (reader, token - 1, "\n") ||
      reader->tokens[token].flags & HAVEN_TOKEN_DIGITS)
    return FALSE;
  if (haven_reader_gap_has (reader, token, ":") &&
      !(reader->tokens[token].clues & (HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX)))
    return TRUE;
  return !lower && haven_reader_gap_is (reader, token, " ") && next->flags & HAVEN_TOKEN_LOWER &&
         !(next->flags & (HAVEN_TOKEN_CAPITAL | HAVEN_TOKEN_DIGITS)) && next->clues & HAVEN_CLUE_COMMON &&
         !haven_reader_is (reader, token + 1, "and") && !haven_reader_is (reader, token + 1, "of") &&
         !haven_reader_is (reader, token + 1, "the") &&
         !(next->clues & (HAVEN_CLUE_PART | HAVEN_CLUE_UNIT | HAVEN_CLUE_STREET));
}

/**
 * haven_address_leads_to_name:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether a word with a capital follows, if need be behind small words: "Avenida de la Constitución"
 */
gboolean
haven_address_leads_to_name (const HavenReader *reader, guint token)
{
  guint at = token + 1;

  while (at < token + 3 && at < reader->n_tokens && reader->tokens[at].clues & HAVEN_CLUE_PART &&
         !haven_reader_is_capital (reader, at) && haven_reader_gap_length (reader, at) == 1)
    at++;
  return haven_reader_is_capital (reader, at);
}

/**
 * haven_address_has_article:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether small words and a name follow: "place de la République", not "place Anna"
 */
gboolean
haven_address_has_article (const HavenReader *reader, guint token)
{
  static const char *const articles[] = {"de", "du", "des", "del", "dei", "della",
                                         "do", "da", "dos", "das", NULL};

  return haven_reader_is_any (reader, token + 1, articles) && haven_address_leads_to_name (reader, token);
}

/**
 * haven_address_is_calle:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is the short form of a Spanish street: "C/ de Alcalá 5"
 */
gboolean
haven_address_is_calle (const HavenReader *reader, guint token)
{
  return haven_reader_is (reader, token, "c") &&
         (haven_reader_gap_is (reader, token, "/ ") || haven_reader_gap_is (reader, token, "/")) &&
         (reader->clues & HAVEN_CLUE_PLACE ? haven_address_leads_to_name (reader, token)
                                           : haven_address_has_article (reader, token)) &&
         !(token > 0 && haven_reader_gap_is (reader, token - 1, "/"));
}
