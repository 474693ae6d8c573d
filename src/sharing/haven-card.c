/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Payment cards: the only place that knows the issuers' ranges. */
#include "sharing/haven-digits.h"
#include "sharing/haven-shared.h"

#include <string.h>

typedef struct {
  const char *from; /* first digits, lowest */
  const char *to;   /* and highest, of the same length */
  guint32 lengths;  /* bit n: n digits */
  gboolean common;  /* known without a word about cards near it */
} Issuer;

#define L(n) (1u << (n))
#define L16_19 (L (16) | L (17) | L (18) | L (19))

/*
 * Source: the issuer identification numbers that the networks publish for merchants (Visa, Mastercard,
 * American Express, Discover, Diners, JCB, UnionPay, Maestro, Mir, RuPay, Elo, Troy, Verve), ISO/IEC 7812.
 */
static const Issuer issuers[] = {
    {"4", "4", L (16), TRUE},
    {"4", "4", L (13) | L (19), FALSE},
    {"51", "55", L (16), TRUE},
    {"2221", "2720", L (16), TRUE},
    {"34", "34", L (15), TRUE},
    {"37", "37", L (15), TRUE},
    {"6011", "6011", L (16), TRUE},
    {"6011", "6011", L (17) | L (18) | L (19), FALSE},
    {"644", "649", L (16), TRUE},
    {"644", "649", L (17) | L (18) | L (19), FALSE},
    {"65", "65", L (16), TRUE},
    {"65", "65", L (17) | L (18) | L (19), FALSE},
    {"300", "305", L (14) | L16_19, FALSE},
    {"3095", "3095", L (14) | L16_19, FALSE},
    {"36", "36", L (14) | L16_19, FALSE},
    {"38", "39", L (14) | L16_19, FALSE},
    {"3528", "3589", L (16), TRUE},
    {"3528", "3589", L (17) | L (18) | L (19), FALSE},
    {"1800", "1800", L (15), FALSE},
    {"2131", "2131", L (15), FALSE},
    {"62", "62", L16_19, FALSE},
    {"2200", "2204", L16_19, FALSE},
    {"50", "50", L (12) | L (13) | L (14) | L (15) | L16_19, FALSE},
    {"56", "69", L (12) | L (13) | L (14) | L (15) | L16_19, FALSE},
    {"81", "82", L (16), FALSE},
    {"9792", "9792", L (16), FALSE},
};

static const char *const groupings[] = {"4444", "465", "4443", "446", "4442", "44443",
                                        "6444", "464", "633",  "444", "66"};
static const char *const not_words[] = {"order", "tracking", "invoice",  "imei",   "serial", "isbn",
                                        "ean",   "barcode",  "shipment", "parcel", "ticket", NULL};

static gboolean
is_grouped_as_card (const HavenDigits *run)
{
  if (run->n_groups == 1)
    return TRUE;
  if (!haven_digits_even (run))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++) {
    if (haven_digits_grouped (run, groupings[i]))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_issued (const HavenDigits *run, gboolean near_card)
{
  for (guint i = 0; i < G_N_ELEMENTS (issuers); i++) {
    gsize length = strlen (issuers[i].from);

    if (issuers[i].lengths & L (run->n) && (issuers[i].common || near_card) &&
        strncmp (run->digits, issuers[i].from, length) >= 0 &&
        strncmp (run->digits, issuers[i].to, length) <= 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_one_digit (const HavenDigits *run)
{
  return strspn (run->digits, (char[]){run->digits[0], '\0'}) == run->n;
}

/* Takes the last group away; what follows a card after a space is when it ends, or its code. */
static gboolean
drop_group (HavenDigits *run, const HavenReader *reader)
{
  if (run->n_groups < 2 || run->separators[run->n_groups - 2] != ' ')
    return FALSE;
  run->n -= run->groups[--run->n_groups];
  run->digits[run->n] = '\0';
  run->last--;
  run->end = reader->tokens[run->last].end;
  return TRUE;
}

/* "stripe test card is 4242 …": numbers that the issuers give out to try payments with are said to be so. */
static gboolean
is_said_made_up (const HavenReader *reader, const HavenDigits *run)
{
  static const char *const words[] = {"test", "dummy", "sandbox", "sample", "placeholder", "lorem", NULL};

  return haven_reader_near_any (reader, run->first, run->last, 4, 5, words);
}

static gboolean
is_card (const HavenReader *reader, const HavenDigits *run)
{
  gboolean near_card;

  if (!is_grouped_as_card (run) || !haven_reader_alone (reader, run->start, run->end) ||
      !haven_check_luhn (run->digits, run->n) || is_one_digit (run))
    return FALSE;
  if (is_said_made_up (reader, run))
    return FALSE;
  near_card = haven_reader_near (reader, run->first, 10, 10 + run->n_groups, HAVEN_CLUE_CARD);
  if (!is_issued (run, near_card || haven_digits_grouped (run, "464")))
    return FALSE;
  return near_card || !haven_reader_near_any (reader, run->first, run->last, 3, 0, not_words);
}

/**
 * haven_card_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the card
 *
 * A card has 12 to 19 digits together or in the groups of a printed card, an issuer's first digits, and
 * Luhn's check digit (ISO/IEC 7812). What is joined to letters, or called an order or a parcel, is none.
 *
 * Returns: whether a payment card's number starts at @token
 */
gboolean
haven_card_find (const HavenReader *reader, guint token, HavenShared *found)
{
  HavenDigits run;
  guint length = reader->tokens[token].end - reader->tokens[token].start;

  /* how all printed groups begin */
  if ((length != 4 && length != 6 && length < 12) || reader->tokens[token].flags & HAVEN_TOKEN_LINK ||
      !haven_digits_read (reader, token, " -.", 19, &run))
    return FALSE;
  while (run.n >= 12) {
    if (is_card (reader, &run))
      return haven_shared_take (found, "card", reader, run.first, run.last);
    if (!drop_group (&run, reader))
      return FALSE;
  }
  return FALSE;
}
