/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates of birth: a date, and words that say somebody was born on it. */
#include "sharing/haven-person.h"
#include "sharing/haven-shared.h"

#include <string.h>

static guint
value_of (const HavenReader *reader, guint token)
{
  guint value = 0;

  for (gsize i = reader->tokens[token].start;
       i < reader->tokens[token].end && i < reader->tokens[token].start + 5u; i++)
    value = value * 10 + (guint)(reader->text[i] - '0');
  return value;
}

/* The number that "12th" starts with. */
static guint
leading_value (const HavenReader *reader, guint token)
{
  guint value = 0;

  for (gsize i = reader->tokens[token].start;
       i < reader->tokens[token].end && g_ascii_isdigit (reader->text[i]); i++)
    value = value * 10 + (guint)(reader->text[i] - '0');
  return value;
}

static guint
digits_in (const HavenReader *reader, guint token)
{
  return haven_reader_is_digits (reader, token) ? reader->tokens[token].end - reader->tokens[token].start : 0;
}

static gboolean
is_year (const HavenReader *reader, guint token)
{
  guint year = value_of (reader, token);

  if (digits_in (reader, token) == 2)
    return TRUE;
  return digits_in (reader, token) == 4 && year >= 1900 && year <= 2029;
}

/* 3/23/1940, 23.3.40, 1940-03-23: three groups of digits with one separator. */
static gboolean
read_numbers (const HavenReader *reader, guint token, guint *last)
{
  static const char *const gaps[] = {"/", ".", "-", ". ", " "};
  guint a = value_of (reader, token), b, c;
  guint g;

  for (g = 0; g < G_N_ELEMENTS (gaps) && !haven_reader_gap_is (reader, token, gaps[g]); g++)
    ;
  if (g == G_N_ELEMENTS (gaps) || digits_in (reader, token + 1) == 0 || digits_in (reader, token + 1) > 2 ||
      !haven_reader_gap_is (reader, token + 1, gaps[g]) || digits_in (reader, token + 2) == 0)
    return FALSE;
  b = value_of (reader, token + 1);
  c = value_of (reader, token + 2);
  *last = token + 2;
  if (digits_in (reader, token) == 4)
    return is_year (reader, token) && b >= 1 && b <= 12 && c >= 1 && c <= 31 &&
           digits_in (reader, token + 2) <= 2;
  return digits_in (reader, token) <= 2 && is_year (reader, token + 2) && a >= 1 && b >= 1 && a <= 31 &&
         b <= 31 && (a <= 12 || b <= 12);
}

static gboolean
is_month (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens && reader->tokens[token].clues & HAVEN_CLUE_MONTH;
}

/* "12", "12th", "1st" */
static gboolean
is_day (const HavenReader *reader, guint token)
{
  guint value;

  if (token >= reader->n_tokens || !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) ||
      reader->tokens[token].end - reader->tokens[token].start > 4)
    return FALSE;
  value = leading_value (reader, token);
  return value >= 1 && value <= 31 &&
         (digits_in (reader, token) > 0 || haven_reader_ends (reader, token, "") ||
          strchr ("snrt", reader->text[reader->tokens[token].end - 2]) != NULL);
}

/* "12 March 1984", "12th of March, 1984", "March 12th, 1984", "March 12" */
static gboolean
read_words (const HavenReader *reader, guint token, guint *last)
{
  guint at = token;

  if (is_month (reader, at) && is_day (reader, at + 1)) {
    at += 2;
  } else if (is_day (reader, at)) {
    at++;
    if (haven_reader_is (reader, at, "of") || haven_reader_is (reader, at, "de"))
      at++;
    if (!is_month (reader, at))
      return FALSE;
    at++;
  } else {
    return FALSE;
  }
  if (haven_reader_is (reader, at, "de") && is_year (reader, at + 1))
    at++;
  *last = at - 1;
  if (at < reader->n_tokens && digits_in (reader, at) == 4 && is_year (reader, at))
    *last = at;
  return TRUE;
}

/* In Polish "ur." is "born"; in chat "ur" is "your". */
static gboolean
is_chat_ur (const HavenReader *reader, guint first)
{
  for (guint at = first; at > 0 && first - at < 6; at--) {
    if (reader->tokens[at - 1].clues & HAVEN_CLUE_BORN)
      return haven_reader_is (reader, at - 1, "ur") && !haven_reader_gap_has (reader, at - 1, ".:");
  }
  return FALSE;
}

/* Whether the words near it say that somebody was born then. */
static gboolean
is_said_born (const HavenReader *reader, guint first, guint last, gboolean has_year)
{
  static const char *const day_words[] = {"birthday",     "bday",      "dob", "birthdate",
                                          "geburtsdatum", "birthdays", NULL};

  /* without a year only a birthday is meant: films are born on the Fourth of July */
  return has_year ? haven_reader_near (reader, first, 6, 3 + last - first, HAVEN_CLUE_BORN) &&
                        !is_chat_ur (reader, first)
                  : haven_reader_near_any (reader, first, last, 6, 3, day_words);
}

/**
 * haven_birth_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the date
 *
 * Returns: whether a date of birth starts at @token
 */
gboolean
haven_birth_find (const HavenReader *reader, guint token, HavenShared *found)
{
  gboolean numbers;
  guint last;

  if (!(reader->clues & HAVEN_CLUE_BORN) || reader->tokens[token].flags & HAVEN_TOKEN_LINK)
    return FALSE;
  numbers = read_numbers (reader, token, &last);
  if (!numbers && !read_words (reader, token, &last))
    return FALSE;
  if (!is_said_born (reader, token, last,
                     numbers || (digits_in (reader, last) == 4 && is_year (reader, last))))
    return FALSE;
  /* 1979-05-16 11:28:01: the hour belongs to it */
  if (digits_in (reader, token) == 4 && digits_in (reader, last + 1) == 2 &&
      haven_reader_gap_is (reader, last, " ") && haven_reader_gap_is (reader, last + 1, ":") &&
      digits_in (reader, last + 2) == 2)
    last += haven_reader_gap_is (reader, last + 2, ":") && digits_in (reader, last + 3) == 2 ? 3 : 2;
  return haven_shared_take (found, "date-of-birth", reader, token, last);
}

/**
 * haven_birth_find_beside:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the date
 *
 * For what stands right behind somebody's name in a message that holds something else that finds a person:
 * "Ann Lee, 2 May 1971, 12 Oak Road".
 *
 * Returns: whether a whole date on which a grown person may be born starts at @token
 */
gboolean
haven_birth_find_beside (const HavenReader *reader, guint token, HavenShared *found)
{
  guint last, year;

  if (token >= reader->n_tokens || reader->tokens[token].flags & HAVEN_TOKEN_LINK ||
      (!read_numbers (reader, token, &last) && !read_words (reader, token, &last)))
    return FALSE;
  year = value_of (reader, digits_in (reader, token) == 4 ? token : last);
  return year >= 1915 && year <= 2010 && haven_shared_take (found, "date-of-birth", reader, token, last);
}
