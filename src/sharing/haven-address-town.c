/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Am Mühlbach 3, 85354 Freising": a name, the number of a house, a postcode and a town say by their order
 * that they are an address, whatever the street is called. As it is written from Portugal to Finland. */
#include "sharing/haven-address.h"

#include <string.h>

#define MOST_WORDS 5

static guint
length_of (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens ? reader->tokens[token].end - reader->tokens[token].start : 0;
}

static gboolean
is_upper (const HavenReader *reader, guint token, guint length)
{
  return length_of (reader, token) == length &&
         !(reader->tokens[token].flags & (HAVEN_TOKEN_DIGITS | HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH));
}

/* The number of a house: 3, 12a, 1204/8, 12-14. Returns the last token of it, or 0. */
static guint
house_number (const HavenReader *reader, guint token)
{
  guint length = length_of (reader, token);

  if (length == 0 || length > 4 || !g_ascii_isdigit (reader->text[reader->tokens[token].start]) ||
      (!haven_reader_is_digits (reader, token) && length_of (reader, token) > 4))
    return 0;
  if ((haven_reader_gap_is (reader, token, "/") || haven_reader_gap_is (reader, token, "-")) &&
      haven_reader_is_digits (reader, token + 1) && length_of (reader, token + 1) <= 4)
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
  guint length = length_of (reader, token);

  if (!haven_reader_is_digits (reader, token))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    if (length == pairs[i].first && haven_reader_gap_is (reader, token, pairs[i].gap) &&
        haven_reader_is_digits (reader, token + 1) && length_of (reader, token + 1) == pairs[i].second)
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
  if (town == 0 || !haven_reader_is_capital (reader, town) || length_of (reader, town) < 3)
    return FALSE;
  while (town < code + 3 && haven_reader_gap_is (reader, town, " ") &&
         haven_reader_is_capital (reader, town + 1))
    town++;
  return haven_shared_take (found, "address", reader, token, town);
}
