/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bank accounts other than IBANs: routing numbers, sort codes, BIC, CLABE, IFSC. */
#include "sharing/haven-digits.h"
#include "sharing/haven-shared.h"

#include <string.h>

static const char *const routing_words[] = {"routing", "aba", "rtn", "transit", NULL};
static const char *const sort_words[] = {"sort", "sortcode", "bsb", NULL};
static const char *const bic_words[] = {"bic", "swift", "iban", NULL};
static const char *const clabe_words[] = {"clabe", NULL};
static const char *const ifsc_words[] = {"ifsc", NULL};
static const char *const account_words[] = {
    "account",        "acc",   "acct",  "konto", "kontonummer", "cuenta", "conto", "compte", "rekening",
    "rekeningnummer", "conta", "hesap", "tili",  "kontonr",     "ac",     "счет",  NULL};
static const char *const number_words[] = {"number", "no",     "num", "nr", "nummer",
                                           "numéro", "número", "nro", "is", NULL};

/* Source: American Bankers Association, key to routing numbers: weights 3 7 1, and the districts that exist.
 */
static gboolean
is_routing (const HavenDigits *run)
{
  guint district = (guint)(run->digits[0] - '0') * 10 + (guint)(run->digits[1] - '0');

  if (run->n != 9 || run->n_groups != 1)
    return FALSE;
  return (district <= 12 || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) ||
          district == 80) &&
         haven_check_weighted (run->digits, "371371371") % 10 == 0;
}

/* Source: Banco de México, CLABE: weights 3 7 1, each product modulo 10. */
static gboolean
is_clabe (const HavenDigits *run)
{
  guint sum = 0;

  if (run->n != 18)
    return FALSE;
  for (guint i = 0; i < 17; i++)
    sum += (guint)(run->digits[i] - '0') * (guint)("371"[i % 3] - '0') % 10;
  return (10 - sum % 10) % 10 == (guint)(run->digits[17] - '0');
}

/* "account number 12345678", "acct #: 12345678", "my account is 12345678" */
static gboolean
is_called_account (const HavenReader *reader, guint token, guint last)
{
  static const char *const after[] = {"account", "acct", "konto", NULL};
  static const char *const kinds[] = {"savings", "checking", "account", "current", NULL};
  guint first = token > 4 ? token - 4 : 0, further = token > 8 ? token - 8 : 0;
  gboolean number = FALSE;

  for (guint i = token; i-- > first;) {
    if (haven_reader_is_any (reader, i, number_words) || haven_reader_gap_has (reader, i, "#:"))
      number = TRUE;
    if (haven_reader_is_any (reader, i, account_words))
      return number || i + 1 == token;
    /* "A/c no" */
    if (i > 0 && haven_reader_is (reader, i, "c") && haven_reader_is (reader, i - 1, "a"))
      return TRUE;
  }
  /* "account number at the bank is 12345678" */
  for (guint i = first; i-- > further && haven_reader_is (reader, token - 1, "is");) {
    if (haven_reader_is_any (reader, i, account_words) && haven_reader_is_any (reader, i + 1, number_words))
      return TRUE;
  }
  return haven_reader_is_any (reader, last + 1, after) ||
         (haven_reader_is (reader, last + 1, "is") &&
          haven_reader_near_any (reader, token, last + 1, 0, 3, kinds));
}

/* Source: ISO 9362: four letters of the bank, two of a country, two signs of the place, three of the branch.
 */
static gboolean
is_bic (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  const char *text = reader->text + of->start;
  gsize length = of->end - of->start;

  if ((length != 8 && length != 11) || of->flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH))
    return FALSE;
  for (guint i = 0; i < 6; i++) {
    if (!g_ascii_isupper (text[i]))
      return FALSE;
  }
  return haven_reader_near_any (reader, token, token, 4, 2, bic_words);
}

/* Source: Reserve Bank of India, IFSC: four letters, a nought, six signs. */
static gboolean
is_ifsc (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  const char *text = reader->text + of->start;

  if (of->end - of->start != 11 || text[4] != '0')
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    if (!g_ascii_isalpha (text[i]))
      return FALSE;
  }
  return haven_reader_near_any (reader, token, token, 4, 2, ifsc_words);
}

/**
 * haven_account_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the number
 *
 * None of these has a check that is strong enough alone, so a word must say what it is.
 *
 * Returns: whether an account or a bank's number starts at @token
 */
gboolean
haven_account_find (const HavenReader *reader, guint token, HavenShared *found)
{
  HavenDigits run;
  const HavenToken *start = &reader->tokens[token];

  if (start->flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (start->flags & HAVEN_TOKEN_LETTERS)
    return (is_bic (reader, token) || is_ifsc (reader, token)) &&
           haven_reader_alone (reader, start->start, start->end) &&
           haven_shared_take (found, "account-number", reader, token, token);
  if (!haven_digits_read (reader, token, " -", 20, &run) || !haven_reader_alone (reader, run.start, run.end))
    return FALSE;
  if (is_routing (&run) && haven_reader_near_any (reader, run.first, run.last, 5, 3, routing_words))
    return haven_shared_take (found, "account-number", reader, run.first, run.last);
  if (is_clabe (&run) && haven_reader_near_any (reader, run.first, run.last, 5, 3, clabe_words))
    return haven_shared_take (found, "account-number", reader, run.first, run.last);
  if ((haven_digits_grouped (&run, "222") || haven_digits_grouped (&run, "33") ||
       haven_digits_grouped (&run, "6")) &&
      haven_reader_near_any (reader, run.first, run.last, 4, 1, sort_words))
    return haven_shared_take (found, "account-number", reader, run.first, run.last);
  /* as they stand beside one another in Britain: "20-44-15 71829304" */
  if (haven_digits_grouped (&run, "2228") && run.separators[0] == '-' && run.separators[1] == '-')
    return haven_shared_take (found, "account-number", reader, run.first, run.last);
  if (run.n >= 6 && run.n <= 18 && is_called_account (reader, token, run.last))
    return haven_shared_take (found, "account-number", reader, run.first, run.last);
  return FALSE;
}
