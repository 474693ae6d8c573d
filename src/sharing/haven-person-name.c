/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The only place that knows how a person's name is written: which words can be one, and where it ends. */
#include "sharing/haven-person-name.h"

#include <string.h>

#define MOST_NAMES 6
#define MOST_TITLES 4 /* "Frau Prof. Dr. Dr." */

static const char *const particles[] = {"van", "der", "den", "de",    "da",  "di",  "von", "la", "le",
                                        "del", "dos", "al",  "bin",   "ibn", "ter", "zu",  "el", "du",
                                        "st",  "ten", "dei", "della", "y",   "e",   NULL};
static const char *const titles[] = {
    "mr",           "mrs",     "ms",    "miss",    "dr",     "prof",     "professor",  "herr",      "frau",
    "señor",        "señora",  "sr",    "sra",     "mme",    "monsieur", "madame",     "signor",    "signora",
    "mx",           "sir",     "rev",   "mevrouw", "meneer", "mevr",     "mw",         "dhr",       "mlle",
    "mademoiselle", "sig",     "sigra", "dott",    "dottor", "dottore",  "dottoressa", "dra",       "doutor",
    "doutora",      "dona",    "pani",  "pan",     "panie",  "pana",     "fru",        "señorita",  "senhor",
    "senhora",      "docteur", "judge", "sgt",     "nurse",  "sergeant", "inspector",  "constable", NULL};
static const char *const firms[] = {
    "inc",           "ltd",         "llc",        "gmbh",         "corp",       "company",   "university",
    "college",       "school",      "hospital",   "group",        "bank",       "museum",    "airport",
    "stadium",       "award",       "foundation", "plc",          "ag",         "library",   "institute",
    "church",        "industry",    "industries", "records",      "studios",    "band",      "incorporated",
    "limited",       "unlimited",   "partners",   "consulting",   "counseling", "solutions", "systems",
    "services",      "service",     "software",   "technologies", "technology", "labs",      "media",
    "digital",       "design",      "health",     "clinic",       "centre",     "center",    "app",
    "apps",          "data",        "maps",       "agency",       "team",       "support",   "department",
    "office",        "sons",        "brothers",   "associates",   "holdings",   "capital",   "insurance",
    "international", "maintenance", "government", "national",     "global",     "club",      "hotel",
    "restaurant",    "cafe",        "shop",       "store",        "market",     "festival",  "street",
    "road",          "avenue",      "court",      "version",      "edition",    "project",   "model",
    "regards",       "wishes",      "wi",         "fi",           NULL};

/* What no part of a name is known as. */
#define NO_NAME                                                                                              \
  (HAVEN_CLUE_COMMON | HAVEN_CLUE_COUNTED | HAVEN_CLUE_STREET | HAVEN_CLUE_MONTH | HAVEN_CLUE_PHONE |        \
   HAVEN_CLUE_PLACE | HAVEN_CLUE_ACCOUNT | HAVEN_CLUE_CARD | HAVEN_CLUE_SECRET | HAVEN_CLUE_NAME |           \
   HAVEN_CLUE_IDENTITY | HAVEN_CLUE_BORN | HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX | HAVEN_CLUE_STATE |             \
   HAVEN_CLUE_SERVICE | HAVEN_CLUE_KIN)
#define ANY_GIVEN (HAVEN_CLUE_GIVEN | HAVEN_CLUE_GIVEN_WORD)
#define ANY_SURNAME (HAVEN_CLUE_SURNAME | HAVEN_CLUE_SURNAME_WORD)

/**
 * haven_name_is_other_word:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is known as something that stands in no name
 */
gboolean
haven_name_is_other_word (const HavenReader *reader, guint token)
{
  return (haven_reader_clues (reader, token) & NO_NAME) != 0;
}

/**
 * haven_name_is_given:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is a given name that is no ordinary word
 */
gboolean
haven_name_is_given (const HavenReader *reader, guint token)
{
  return (haven_reader_clues (reader, token) & ANY_GIVEN) == HAVEN_CLUE_GIVEN;
}

/**
 * haven_name_is_surname:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is a family's name that is no ordinary word
 */
gboolean
haven_name_is_surname (const HavenReader *reader, guint token)
{
  return (haven_reader_clues (reader, token) & ANY_SURNAME) == HAVEN_CLUE_SURNAME;
}

/**
 * haven_name_can_be:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether a word can be a part of a name: it has a capital, and is not known as something else
 */
gboolean
haven_name_can_be (const HavenReader *reader, guint token)
{
  guint clues = haven_reader_clues (reader, token);

  return haven_reader_is_capital (reader, token) && !(reader->tokens[token].flags & HAVEN_TOKEN_LINK) &&
         (!(clues & NO_NAME) ||
          (clues & (HAVEN_CLUE_GIVEN | HAVEN_CLUE_SURNAME) && !(clues & HAVEN_CLUE_COMMON)));
}

/**
 * haven_name_is_initial:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is one capital letter
 */
gboolean
haven_name_is_initial (const HavenReader *reader, guint token)
{
  return haven_reader_is_capital (reader, token) && haven_reader_length (reader, token) == 1;
}

/**
 * haven_name_is_title:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: whether it is a title: Mr, Dr, Frau
 */
gboolean
haven_name_is_title (const HavenReader *reader, guint token)
{
  return haven_reader_is_any (reader, token, titles);
}

/**
 * haven_name_skip_titles:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: the token after the titles from @token on
 */
guint
haven_name_skip_titles (const HavenReader *reader, guint token)
{
  guint at = token;

  while (at - token < MOST_TITLES && haven_name_is_title (reader, at))
    at++;
  return at;
}

/* Whether a name goes on after a token: a space, a hyphen, an apostrophe, the full stop of an initial. */
static gboolean
goes_on (const HavenReader *reader, guint token)
{
  return haven_reader_gap_is (reader, token, " ") || haven_reader_gap_is (reader, token, "-") ||
         haven_reader_gap_is (reader, token, "'") || haven_reader_gap_is (reader, token, "’") ||
         ((haven_reader_gap_is (reader, token, ". ") || haven_reader_gap_is (reader, token, ".")) &&
          haven_name_is_initial (reader, token));
}

/* "Eun-ji": a name's second half in small letters. */
static gboolean
is_second_half (const HavenReader *reader, guint token)
{
  return haven_reader_gap_is (reader, token - 1, "-") &&
         !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) && haven_reader_length (reader, token) <= 5 &&
         haven_reader_length (reader, token - 1) <= 6;
}

/**
 * haven_name_read:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: how many tokens from @token on can be one name
 */
guint
haven_name_read (const HavenReader *reader, guint token)
{
  guint n = 0;

  while (n < MOST_NAMES && token + n < reader->n_tokens) {
    guint at = token + n;

    if (!haven_name_can_be (reader, at) && !(n > 0 && is_second_half (reader, at)) &&
        !((n > 0 || (at > 0 && haven_name_is_title (reader, at - 1))) &&
          haven_reader_is_any (reader, at, particles) &&
          (haven_name_can_be (reader, at + 1) || haven_reader_is_any (reader, at + 1, particles))))
      break;
    n++;
    if (!goes_on (reader, at))
      break;
  }
  return n;
}

/* The same in a text without capitals, where only names that are known can be told. */
static guint
read_lower_names (const HavenReader *reader, guint token)
{
  if (!(haven_reader_clues (reader, token) & HAVEN_CLUE_GIVEN) || !haven_reader_gap_is (reader, token, " "))
    return 0;
  if (haven_reader_clues (reader, token + 1) & HAVEN_CLUE_SURNAME)
    return 2;
  return haven_reader_length (reader, token + 1) == 1 &&
                 haven_reader_clues (reader, token + 2) & HAVEN_CLUE_SURNAME
             ? 3
             : 0;
}

/**
 * haven_name_is_firm:
 * @reader: a reader
 * @token: number of a token
 * @n: how many tokens
 *
 * Returns: whether @n tokens from @token on name a firm: "Kowalski Ltd", "Maria Kowalski University"
 */
gboolean
haven_name_is_firm (const HavenReader *reader, guint token, guint n)
{
  for (guint at = token; at <= token + n; at++) {
    if (haven_reader_is_any (reader, at, firms) &&
        (at == token || haven_reader_gap_length (reader, at - 1) <= 2))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_name_read_full:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: how many tokens from @token on are a given name and a family's, one of them known; 0 when it is
 * none
 */
guint
haven_name_read_full (const HavenReader *reader, guint token)
{
  guint n = haven_name_read (reader, token);
  guint first = haven_reader_clues (reader, token);

  if (n == 0 && !(reader->flags & HAVEN_TOKEN_UPPER))
    return read_lower_names (reader, token);
  if (n < 2 || haven_name_is_firm (reader, token, n))
    return 0;
  if ((first & ANY_GIVEN) == HAVEN_CLUE_GIVEN)
    return n;
  for (guint i = 1; i < n; i++) {
    guint clues = haven_reader_clues (reader, token + i);

    if (first & HAVEN_CLUE_GIVEN_WORD ? (clues & HAVEN_CLUE_SURNAME) != 0
                                      : haven_name_is_surname (reader, token + i))
      return n;
  }
  /* where the family comes first: "Zhang Wei" */
  return haven_name_is_surname (reader, token) && haven_name_is_given (reader, token + 1) ? n : 0;
}
