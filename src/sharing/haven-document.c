/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passports and driving licences: their numbers have no form of their own, so a word must say what they are.
 */
#include "sharing/haven-shared.h"

#include <string.h>

static const char *const passport_words[] = {
    "passport",   "reisepass",  "passeport",      "pasaporte",  "passaporto", "passaporte",
    "passnummer", "paspoort",   "paszport",       "passi",      "pasaport",   "pasaportu",
    "паспорт",    "пасспорт",   "διαβατήριο",     "útlevél",    "pas",        "vegabréf",
    "パスポート", "旅券",       "护照",           "護照",       "여권",       "reisepassnummer",
    "passnr",     "paspoortnr", "paspoortnummer", "passnumber", NULL};

/* Words for a driving licence; and those that only together mean one. */
static const char *const driving_licence_words[] = {"dl",
                                                    "führerschein",
                                                    "permis",
                                                    "fuhrerschein",
                                                    "rijbewijs",
                                                    "patente",
                                                    "ajokortti",
                                                    "ajokortin",
                                                    "körkort",
                                                    "førerkort",
                                                    "kørekort",
                                                    "ehliyet",
                                                    "cnh",
                                                    "habilitação",
                                                    "驾照",
                                                    "免許",
                                                    "운전면허",
                                                    "führerscheinnummer",
                                                    "führerscheinnr",
                                                    "rijbewijsnummer",
                                                    NULL};
static const char *const licence_words[] = {"licence",  "license",       "carnet", "licenses",
                                            "licences", "jazdy",         "carta",  "permiso",
                                            "licencia", "patentenummer", NULL};
static const char *const driving_words[] = {"driver",   "drivers",  "driver's", "driving",
                                            "conducir", "conduire", "guida",    "prawo",
                                            "condução", "uk",       NULL};
static const char *const between_words[] = {
    "is",       "number",   "no",       "num",     "nr",     "s",   "id",   "it's", "was",
    "nummer",   "numéro",   "n",        "número",  "numero", "es",  "ist",  "est",  "de",
    "conduire", "conducir", "guida",    "on",      "to",     "nº",  "num",  "état", "my",
    "the",      "card",     "condução", "č",       "číslo",  "nro", "番号", "번호", "は",
    "号码",     "是",       "numarası", "numaram", "numer",  NULL};

/* Source: DVLA: five letters or nines of the surname, six digits of the birth, two initials or nines, three
 * signs. */
static gboolean
is_british_licence (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];
  const char *text = reader->text + of->start;

  if (of->end - of->start != 16 || of->flags & (HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LOWER | HAVEN_TOKEN_LINK))
    return FALSE;
  for (guint i = 0; i < 13; i++) {
    if (i < 5 || i > 10 ? !g_ascii_isupper (text[i]) && text[i] != '9' : !g_ascii_isdigit (text[i]))
      return FALSE;
  }
  return g_ascii_isupper (text[0]);
}

static gboolean
is_number (const HavenReader *reader, guint token, guint least, guint most)
{
  const HavenToken *of = &reader->tokens[token];
  guint length = of->end - of->start, digits = 0;

  if (of->flags & (HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LINK) || length < least || length > most)
    return FALSE;
  for (gsize i = of->start; i < of->end; i++)
    digits += g_ascii_isdigit (reader->text[i]);
  return digits >= 4 || digits * 2 >= length;
}

/* "passport: X4RTBPFW4": letters and digits of Germany's are mixed, and a word has no digit. */
static gboolean
is_mixed_passport (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  return of->end - of->start == 9 && !(of->flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH | HAVEN_TOKEN_LINK));
}

static gboolean
is_behind_licence (const HavenReader *reader, guint token)
{
  return haven_reader_near_any (reader, token, token, 1, 0, driving_licence_words) ||
         haven_reader_near_any (reader, token, token, 1, 0, licence_words);
}

/* Whether what was taken for a licence is one to drive. */
static gboolean
is_for_driving (const HavenReader *reader, guint token)
{
  static const char *const *const lists[] = {driving_licence_words, driving_words};

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (haven_reader_near_any (reader, token, token, 2, 1, lists[i]) ||
        haven_reader_is_any (reader, token, lists[i]))
      return TRUE;
  return FALSE;
}

/**
 * haven_document_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the number
 *
 * Source: ICAO Doc 9303: a passport's number has up to nine signs. Licences differ by state, from 5 to 20.
 *
 * Returns: whether the number of a passport or a driving licence starts at @token
 */
gboolean
haven_document_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint i = token, last = token;
  gboolean passport = FALSE, licence = FALSE;

  if (!(reader->clues & HAVEN_CLUE_IDENTITY) || !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS))
    return FALSE;
  if (is_british_licence (reader, token))
    return haven_shared_take (found, "driver-licence", reader, token, token);
  /* only words that lead from the paper to its number may stand between */
  while (i > 0 && token - i < 6 && !passport && !licence) {
    i--;
    passport = haven_reader_near_any (reader, i + 1, i + 1, 1, 0, passport_words);
    licence = is_behind_licence (reader, i + 1);
    if (!passport && !licence && !haven_reader_is_any (reader, i, between_words))
      return FALSE;
  }
  /* "A123 456 789": groups belong together */
  while (last + 1 < reader->n_tokens && last - token < 3 &&
         reader->tokens[last + 1].flags & HAVEN_TOKEN_DIGITS &&
         (haven_reader_gap_is (reader, last, "-") || haven_reader_gap_is (reader, last, " ") ||
          haven_reader_gap_is (reader, last, "/")) &&
         licence)
    last++;
  /* Russia's: a series of four digits and a number of six */
  if (passport && haven_reader_is_digits (reader, token) && haven_reader_is_digits (reader, token + 1) &&
      reader->tokens[token].end - reader->tokens[token].start == 4 &&
      reader->tokens[token + 1].end - reader->tokens[token + 1].start == 6 &&
      haven_reader_gap_length (reader, token) <= 5)
    return haven_shared_take (found, "passport", reader, token, token + 1);
  if (passport && (is_number (reader, token, 6, 10) || is_mixed_passport (reader, token)) &&
      haven_reader_alone (reader, reader->tokens[token].start, reader->tokens[token].end))
    return haven_shared_take (found, "passport", reader, token, token);
  if (licence && is_for_driving (reader, i)) {
    if (last > token)
      return haven_shared_take (found, "driver-licence", reader, token, last);
    return is_number (reader, token, 5, 20) &&
           haven_shared_take (found, "driver-licence", reader, token, token);
  }
  return FALSE;
}
