/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Digits in groups, and the check digits of the world. */
#include "sharing/haven-digits.h"

#include <string.h>

/* The character that alone stands between a token and the next, a no-break space as a space; 0 for anything
 * else. */
static char
single_gap (const HavenReader *reader, guint token)
{
  const char *gap = reader->text + reader->tokens[token].end;
  gsize length = haven_reader_gap_length (reader, token);

  if (length == 1)
    return gap[0];
  if (length == 2 && (guint8)gap[0] == 0xC2 && (guint8)gap[1] == 0xA0)
    return ' ';
  /* U+2010 to U+2015: hyphens and dashes; U+2009, U+202F: thin spaces */
  if (length == 3 && (guint8)gap[0] == 0xE2 && (guint8)gap[1] == 0x80)
    return (guint8)gap[2] >= 0x90 && (guint8)gap[2] <= 0x95 ? '-' : ' ';
  return '\0';
}

/**
 * haven_digits_read:
 * @reader: a reader
 * @token: number of the token that starts the run
 * @separators: characters that may stand, one at a time, between groups
 * @max: most digits to take, at most HAVEN_DIGITS_MAX
 * @run: (out caller-allocates): the digits
 *
 * Takes the longest run of groups of digits; a group that would pass @max ends it.
 *
 * Returns: whether there is at least one group
 */
gboolean
haven_digits_read (
    const HavenReader *reader, guint token, const char *separators, guint max, HavenDigits *run)
{
  run->n = run->n_groups = 0;
  run->first = token;
  while (haven_reader_is_digits (reader, token) && run->n_groups < HAVEN_DIGITS_GROUPS) {
    const HavenToken *group = &reader->tokens[token];
    guint length = group->end - group->start;
    char gap;

    if (run->n + length > max)
      break;
    memcpy (run->digits + run->n, reader->text + group->start, length);
    run->n += length;
    run->groups[run->n_groups] = (guint8)length;
    run->last = token;
    gap = token + 1 < reader->n_tokens ? single_gap (reader, token) : '\0';
    run->separators[run->n_groups++] = gap;
    if (gap == '\0' || strchr (separators, gap) == NULL)
      break;
    token++;
  }
  run->digits[run->n] = '\0';
  if (run->n_groups == 0)
    return FALSE;
  run->start = reader->tokens[run->first].start;
  run->end = reader->tokens[run->last].end;
  return TRUE;
}

/**
 * haven_digits_even:
 * @run: digits
 *
 * Returns: whether the same separator stands between all groups
 */
gboolean
haven_digits_even (const HavenDigits *run)
{
  for (guint i = 1; i + 1 < run->n_groups; i++) {
    if (run->separators[i] != run->separators[0])
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_digits_grouped:
 * @run: digits
 * @groups: lengths of groups, a digit for each: "4444"
 *
 * Returns: whether the digits stand in these groups
 */
gboolean
haven_digits_grouped (const HavenDigits *run, const char *groups)
{
  if (strlen (groups) != run->n_groups)
    return FALSE;
  for (guint i = 0; i < run->n_groups; i++) {
    if (run->groups[i] != groups[i] - '0')
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_check_luhn:
 * @digits: digits
 * @n: how many
 *
 * Source: ISO/IEC 7812-1, annex B.
 *
 * Returns: whether the last digit is right for the others
 */
gboolean
haven_check_luhn (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++) {
    guint digit = (guint)(digits[n - 1 - i] - '0') << (i & 1);

    sum += digit > 9 ? digit - 9 : digit;
  }
  return n > 0 && sum % 10 == 0;
}

/**
 * haven_check_mod97:
 * @text: digits and letters, A to Z in either case
 * @length: how many
 *
 * Source: ISO 7064, MOD 97-10; a letter counts as 10 to 35.
 *
 * Returns: the number modulo 97
 */
guint
haven_check_mod97 (const char *text, gsize length)
{
  guint rest = 0;

  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isdigit (text[i]))
      rest = (rest * 10 + (guint)(text[i] - '0')) % 97;
    else
      rest = (rest * 100 + (guint)(g_ascii_toupper (text[i]) - 'A') + 10) % 97;
  }
  return rest;
}

/**
 * haven_check_verhoeff:
 * @digits: digits
 * @n: how many
 *
 * Source: J. Verhoeff, Error detecting decimal codes, 1969: the dihedral group of order 10.
 *
 * Returns: whether the last digit is right for the others
 */
gboolean
haven_check_verhoeff (const char *digits, gsize n)
{
  static const guint8 permutation[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  guint sum = 0;

  for (gsize i = 0; i < n; i++) {
    guint digit = (guint)(digits[n - 1 - i] - '0');

    for (gsize times = i % 8; times > 0; times--)
      digit = permutation[digit];
    /* the product in D5, where 0 to 4 turn and 5 to 9 mirror */
    if (sum < 5)
      sum = digit < 5 ? (sum + digit) % 5 : 5 + (sum + digit) % 5;
    else
      sum = digit < 5 ? 5 + (sum + 5 - digit) % 5 : (sum + 5 - digit % 5 + 5) % 5;
  }
  return n > 0 && sum == 0;
}

/**
 * haven_check_mod11_10:
 * @digits: digits
 * @n: how many
 *
 * Source: ISO 7064, MOD 11,10.
 *
 * Returns: whether the last digit is right for the others
 */
gboolean
haven_check_mod11_10 (const char *digits, gsize n)
{
  guint product = 10;

  if (n < 2)
    return FALSE;
  for (gsize i = 0; i + 1 < n; i++) {
    guint sum = (product + (guint)(digits[i] - '0')) % 10;

    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + (guint)(digits[n - 1] - '0')) % 10 == 1;
}

/**
 * haven_check_weighted:
 * @digits: digits, at least as many as there are weights
 * @weights: a character for each weight: '0' to '9', then 'A' for 10, 'B' for 11…
 *
 * Returns: the sum of the digits, each times its weight
 */
guint
haven_check_weighted (const char *digits, const char *weights)
{
  guint sum = 0;

  for (gsize i = 0; weights[i] != '\0'; i++) {
    guint weight = weights[i] <= '9' ? (guint)(weights[i] - '0') : (guint)(weights[i] - 'A') + 10;

    sum += (guint)(digits[i] - '0') * weight;
  }
  return sum;
}
