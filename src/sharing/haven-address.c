/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Postal addresses, in the customs of North America, Britain and Ireland, Germany, Austria and Switzerland,
 * France, Spain and Latin America, Italy, Portugal and Brazil, the Netherlands and Belgium, Poland, the
 * Nordic countries.
 *
 * An address is read as a person writes one: from where it may start, the words that can stand in one are
 * taken, over commas and lines, until something cannot; and what was taken is weighed: a house number beside
 * a street's word, a part of a building, a box, a postcode beside a place's name, words before it that an
 * address follows.
 */
#include "sharing/haven-address.h"
#include "sharing/haven-shared.h"

#include <string.h>

#define MOST_TOKENS 24
#define MOST_LINES 6

/* What was seen between the start and the end of what may be an address. */
typedef struct {
  guint first;
  guint last;
  guint names;      /* words that can be names */
  guint long_names; /* of more than two letters */
  guint numbers;    /* short numbers */
  guint parts;      /* commas and new lines */
  gboolean street;  /* a word or an ending that only streets have, beside a number */
  gboolean maybe;   /* one that other things have too */
  gboolean close;   /* such a one with a capital, right before a comma: "45 Orchard Close, Leeds" */
  gboolean unit;    /* Apt 5 */
  gboolean box;     /* P.O. Box 7 */
  gboolean post;    /* a postcode beside a name */
  gboolean said;    /* the words before it are followed by addresses */
} Sight;

static const char *const strong_streets[] = {
    "street", "st",       "road", "rd",      "avenue", "ave",     "lane",    "ln",     "boulevard",
    "blvd",   "crescent", "cres", "parkway", "pkwy",   "terrace", "highway", "straße", "strasse",
    "str",    "turnpike", "mews", "gatan",   "utca",   "ulice",   "caddesi", "sokak",  NULL};
static const char *const strong_before[] = {
    "rue",       "calle",   "avenida", "rua",      "ulica",  "ul",         "piazza", "viale", "travessa",
    "alameda",   "aleja",   "osiedle", "chaussée", "strada", "carretera",  "ctra",   "avda",  "avenue",
    "boulevard", "impasse", "allée",   "chemin",   "piața",  "bulevardul", "praça",  "largo", "улица",
    "ул",        "вул",     "đường",   "проспект", "οδός",   "λεωφόρος",   NULL};
static const char *const strong_endings[] = {
    "straße", "strasse", "stasse", "gasse", "straat", "gatan", "vägen",   "veien",  "vegen",    "steenweg",
    "gracht", "singel",  "laan",   "plein", "allee",  "platz", "vænget",  "stræde", "gränd",    "katu",
    "kuja",   "polku",   "utca",   "kade",  "dreef",  "stieg", "burgwal", "markt",  "chaussee", "promenade",
    "stræti", "rakpart", "vej",    "weg",   "gade",   "gata",  "haugen",  NULL};
static const char *const endings[] = {"gate", "gaten", "vegur", "vei",    "tie",    "str",   "damm", "ufer",
                                      "väg",  "ring",  "hof",   "bakken", "haugen", "stien", "allé", "lia",
                                      "berg", "dijk",  "pad",   "park",   "stígur", "gil",   NULL};
static const char *const leads[] = {
    "at",      "to",    "is",      "in",         "with",      "from",     "near",   "on",        "here",
    "same",    "are",   "address", "adresse",    "dirección", "wohne",    "é",      "es",        "adresa",
    "adresim", "adres", "adresi",  "osoite",     "indirizzo", "endereço", "morada", "anschrift", "è",
    "au",      "à",     "dans",    "en",         "na",        "no",       "em",     "w",         "przy",
    "pod",     "der",   "dem",     "la",         "o",         "op",       "jetzt",  "into",      "ist",
    "est",     "now",   "ahora",   "maintenant", NULL};

static const char *const numbering[] = {"no",  "nr", "num", "number", "numara", "daire",
                                        "kat", "д",  "кв",  "корп",   "буд",    NULL};

static gboolean
has_clue (const HavenReader *reader, guint token, guint clue)
{
  return token < reader->n_tokens && (reader->tokens[token].clues & clue) != 0;
}

static gboolean
is_short_number (const HavenReader *reader, guint token)
{
  return haven_reader_is_digits (reader, token) && haven_reader_length (reader, token) <= 6;
}

/* "221B", "12a", "SW1A", "K1A", "N7": digits with a letter or two */
static gboolean
is_mixed_number (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens && haven_reader_length (reader, token) <= 5 &&
         !(reader->tokens[token].flags & HAVEN_TOKEN_HIGH) &&
         (reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) &&
         (reader->tokens[token].flags & HAVEN_TOKEN_LETTERS);
}

/* "45B", "9a": a house's number, and the letter of its door */
static gboolean
is_house_number (const HavenReader *reader, guint token)
{
  const char *text;

  if (!is_mixed_number (reader, token))
    return FALSE;
  text = reader->text + reader->tokens[token].start;
  return g_ascii_isdigit (text[0]) && !g_ascii_isdigit (text[haven_reader_length (reader, token) - 1]);
}

static gboolean
ends_as_street (const HavenReader *reader, guint token, const char *const *of)
{
  if (token >= reader->n_tokens || reader->tokens[token].flags & HAVEN_TOKEN_DIGITS ||
      haven_reader_length (reader, token) < 6)
    return FALSE;
  for (guint i = 0; of[i] != NULL; i++) {
    if (haven_reader_ends (reader, token, of[i]))
      return TRUE;
  }
  return FALSE;
}

/* Source: Royal Mail (AN NAA, ANN NAA, AAN NAA, AANN NAA, ANA NAA, AANA NAA), Canada Post (ANA NAN). */
static gboolean
is_letter_postcode (const HavenReader *reader, guint token)
{
  const char *inward;

  if (!is_mixed_number (reader, token) || !is_mixed_number (reader, token + 1) ||
      haven_reader_length (reader, token + 1) != 3 || !haven_reader_gap_is (reader, token, " ") ||
      reader->tokens[token].flags & HAVEN_TOKEN_LOWER ||
      reader->tokens[token + 1].flags & HAVEN_TOKEN_LOWER ||
      !g_ascii_isupper (reader->text[reader->tokens[token].start]) ||
      haven_reader_length (reader, token) < 2 || haven_reader_length (reader, token) > 4)
    return FALSE;
  inward = reader->text + reader->tokens[token + 1].start;
  return g_ascii_isdigit (inward[0]) && g_ascii_isupper (inward[1]) &&
         (g_ascii_isupper (inward[2]) || g_ascii_isdigit (inward[2]));
}

/* Whether the gap before the next token can stand within an address; lines counts new lines. */
static gboolean
gap_goes_on (const HavenReader *reader, guint token, gboolean *part, gboolean *line)
{
  gsize length = haven_reader_gap_length (reader, token);
  const char *gap = reader->text + reader->tokens[token].end;
  guint lines = 0, stops = 0;

  *part = *line = FALSE;
  if (length > 12)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (gap[i] == '\n')
      lines++;
    else if (gap[i] == ',')
      *part = TRUE;
    else if (gap[i] == '.')
      stops++;
    else if (gap[i] == '>' || gap[i] == '?') { /* a quoted line */
      if (lines == 0)
        return FALSE;
    } else if (gap[i] == ':') { /* "No: 12" */
      if (!haven_reader_is_any (reader, token, numbering))
        return FALSE;
    } else if (strchr (" \t\r#-/'&", gap[i]) == NULL && (guint8)gap[i] < 0x80) {
      return FALSE;
    }
  }
  *line = lines > 0;
  if (lines > 2 || (lines == 2 && !haven_reader_is_capital (reader, token + 1)))
    return FALSE;
  /* a full stop ends it, unless it stands after a short form, or after a number at the end of a line */
  if (stops > 0 && !*part && lines == 0)
    return !haven_reader_is_digits (reader, token) &&
           (haven_reader_length (reader, token) <= 2 || haven_reader_is (reader, token, "nr") ||
            has_clue (reader, token, HAVEN_CLUE_STREET | HAVEN_CLUE_STREET_BEFORE | HAVEN_CLUE_UNIT) ||
            !haven_reader_is_capital (reader, token + 1));
  return stops <= 1;
}

static gboolean
is_connector (const HavenReader *reader, guint token)
{
  return has_clue (reader, token, HAVEN_CLUE_PART);
}

static gboolean
is_postcode (const HavenReader *reader, guint token)
{
  const char *text;

  if (!haven_reader_is_digits (reader, token) || haven_reader_length (reader, token) < 4 ||
      haven_reader_length (reader, token) > 6)
    return FALSE;
  text = reader->text + reader->tokens[token].start;
  /* four digits of these are a year */
  return haven_reader_length (reader, token) > 4 ||
         !((text[0] == '1' && text[1] == '9') || (text[0] == '2' && text[1] == '0'));
}

/* Whether a token can stand in an address. */
static gboolean
belongs (const HavenReader *reader, guint token, gboolean lower, guint parts)
{
  const HavenToken *of = &reader->tokens[token];

  if (of->flags & HAVEN_TOKEN_LINK)
    return FALSE;
  /* how a letter ends */
  if (parts > 0 && of->clues & HAVEN_CLUE_NAME && haven_reader_gap_has (reader, token - 1, "\n"))
    return FALSE;
  if (of->flags & HAVEN_TOKEN_DIGITS)
    return is_short_number (reader, token) || is_mixed_number (reader, token);
  /* "A-5020 Salzburg" */
  if (haven_reader_is_capital (reader, token) && haven_reader_length (reader, token) <= 2 && parts > 0 &&
      haven_reader_gap_is (reader, token, "-") && is_postcode (reader, token + 1))
    return TRUE;
  if (haven_reader_is_any (reader, token, numbering))
    return TRUE;
  if (of->clues & (HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX))
    return TRUE;
  /* later these stand in the names of countries: "Antigua and Barbuda" */
  if (parts > 0 && haven_reader_gap_is (reader, token - 1, " ") &&
      (haven_reader_is (reader, token, "and") || haven_reader_is (reader, token, "of") ||
       haven_reader_is (reader, token, "the")))
    return lower || haven_reader_is_capital (reader, token + 1) || haven_reader_is (reader, token + 1, "the");
  if (of->clues & HAVEN_CLUE_COUNTED && !(of->flags & HAVEN_TOKEN_CAPITAL))
    return FALSE;
  if (haven_reader_is_capital (reader, token))
    return !(of->clues & HAVEN_CLUE_COMMON) ||
           (of->clues & HAVEN_CLUE_STREET_BEFORE && haven_reader_is_capital (reader, token + 1)) ||
           haven_reader_length (reader, token) == 2 || is_connector (reader, token);
  if (of->clues & (HAVEN_CLUE_STREET | HAVEN_CLUE_STREET_BEFORE))
    return TRUE;
  if (is_connector (reader, token) &&
      (haven_reader_is_capital (reader, token + 1) || is_connector (reader, token + 1) || lower ||
       has_clue (reader, token + 1, HAVEN_CLUE_STREET_BEFORE)))
    return !(of->clues & HAVEN_CLUE_COMMON) || !lower;
  return lower && !(of->clues & (HAVEN_CLUE_COMMON | HAVEN_CLUE_COUNTED | HAVEN_CLUE_PHONE));
}

/* Where numbers stand that a house, a flat or a box could have. */
typedef struct {
  gboolean before; /* a token */
  gboolean after;
  gboolean first; /* in the sight */
} Numbers;

static Numbers
numbers_around (const HavenReader *reader, guint token, guint last, const Sight *sight)
{
  return (Numbers){
      .before = token > sight->first && is_short_number (reader, token - 1),
      .after = token < last &&
               (is_short_number (reader, token + 1) || is_mixed_number (reader, token + 1) ||
                (haven_reader_is_any (reader, token + 1, numbering) && is_short_number (reader, token + 2))),
      .first = is_short_number (reader, sight->first) || is_mixed_number (reader, sight->first),
  };
}

/* A postcode of digits tells only beside a name. */
static gboolean
is_post (const HavenReader *reader, guint token, const Sight *sight)
{
  return is_letter_postcode (reader, token) ||
         (is_postcode (reader, token) && token > sight->first &&
          (haven_reader_is_capital (reader, token - 1) || haven_reader_is_capital (reader, token + 1)));
}

/* "Postfach 7", "PO box 7" */
static gboolean
is_box (const HavenReader *reader, guint token)
{
  static const char *const before[] = {"o", "po", "office", NULL};

  return reader->tokens[token].clues & HAVEN_CLUE_BOX ||
         (haven_reader_is (reader, token, "box") && token > 0 &&
          haven_reader_is_any (reader, token - 1, before));
}

/* "12 Oak Road": the word for a street stands behind its name. */
static void
weigh_street_behind (const HavenReader *reader, guint token, const Numbers *numbers, Sight *sight)
{
  const HavenToken *of = &reader->tokens[token];
  gboolean strong = haven_reader_is_any (reader, token, strong_streets);

  sight->street |= strong && (token - sight->first <= 6);
  sight->maybe |= !strong;
  sight->close |= !strong && numbers->first && of->flags & HAVEN_TOKEN_CAPITAL && sight->names > 0 &&
                  haven_reader_gap_is (reader, token, ", ") && haven_reader_is_capital (reader, token + 1);
}

/* "12 rue Oberkampf": it stands before it. */
static void
weigh_street_before (const HavenReader *reader, guint token, const Numbers *numbers, Sight *sight)
{
  gboolean strong =
      haven_reader_is_any (reader, token, strong_before) || haven_address_is_calle (reader, token) ||
      (numbers->first && token == sight->first + 1 &&
       (reader->tokens[token].flags & HAVEN_TOKEN_CAPITAL ? haven_reader_is_capital (reader, token + 1)
                                                          : haven_address_has_article (reader, token)));

  sight->street |= strong;
  sight->maybe |= !strong;
}

/* Weighs one token of the sight. */
static void
weigh (const HavenReader *reader, guint token, guint last, Sight *sight)
{
  const HavenToken *of = &reader->tokens[token];
  Numbers numbers;

  if (of->flags & HAVEN_TOKEN_DIGITS) {
    sight->numbers++;
    sight->post |= is_post (reader, token, sight);
    return;
  }
  numbers = numbers_around (reader, token, last, sight);
  sight->box |= numbers.after && is_box (reader, token);
  if (of->clues & HAVEN_CLUE_UNIT && numbers.after) {
    sight->unit |= !haven_reader_is (reader, token, "box") && !haven_reader_is (reader, token, "bus");
    return;
  }
  if (token > sight->first && of->clues & HAVEN_CLUE_STREET && (numbers.first || numbers.after) &&
      !numbers.before)
    weigh_street_behind (reader, token, &numbers, sight);
  if ((of->clues & HAVEN_CLUE_STREET_BEFORE || haven_address_is_calle (reader, token)) && token < last &&
      (numbers.first || sight->last > token))
    weigh_street_before (reader, token, &numbers, sight);
  if (numbers.after || numbers.before) {
    sight->street |= ends_as_street (reader, token, strong_endings);
    sight->maybe |= ends_as_street (reader, token, endings);
  }
  if (!(of->clues & (HAVEN_CLUE_STREET_BEFORE | HAVEN_CLUE_UNIT)) ||
      (of->flags & HAVEN_TOKEN_CAPITAL && haven_reader_length (reader, token) > 4)) {
    sight->names++;
    sight->long_names += haven_reader_length (reader, token) > 2;
  }
}

/* What cannot be the end of an address. */
static gboolean
cannot_end (const HavenReader *reader, guint token)
{
  if (haven_reader_is (reader, token, "and") || haven_reader_is (reader, token, "the"))
    return TRUE;
  return !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) && is_connector (reader, token) &&
         !haven_reader_is_capital (reader, token) && !haven_reader_is (reader, token, "le");
}

/* Whether another thing that has a name of its own starts here. */
static gboolean
is_other (const HavenReader *reader, guint token)
{
  HavenShared other;

  return haven_phone_find (reader, token, &other) || haven_email_find (reader, token, &other) ||
         haven_card_find (reader, token, &other);
}

static void
read_sight (const HavenReader *reader, guint token, Sight *sight)
{
  gboolean lower = !(reader->flags & HAVEN_TOKEN_UPPER), part = FALSE, line = FALSE;
  guint lines = 0, at;

  sight->first = sight->last = token;
  for (at = token; at < reader->n_tokens && at - token < MOST_TOKENS && belongs (reader, at, lower, lines);
       at++) {
    if (at > token && (line || part || reader->tokens[at].flags & HAVEN_TOKEN_DIGITS) &&
        is_other (reader, at))
      break;
    if (line && haven_address_is_next_line (reader, at, lower || lines >= 2))
      break;
    sight->parts += part || line;
    lines += line;
    if (lines > MOST_LINES)
      break;
    sight->last = at;
    if (at + 1 >= reader->n_tokens || !gap_goes_on (reader, at, &part, &line))
      break;
  }
  while (sight->last > token && cannot_end (reader, sight->last))
    sight->last--;
  for (at = token; at <= sight->last; at++)
    weigh (reader, at, sight->last, sight);
}

/* "lives at", "address:", "sent to", "moved to": a word about places, and a word that leads on. */
static gboolean
is_said (const HavenReader *reader, guint token)
{
  guint i = token, steps = 0;
  gboolean led = FALSE;

  if (!(reader->clues & HAVEN_CLUE_PLACE) && !(reader->clues & HAVEN_CLUE_COMMON))
    return FALSE;
  if (i > 0 && haven_reader_gap_has (reader, i - 1, ":"))
    led = TRUE;
  while (i > 0 && steps < 8) {
    i--;
    steps++;
    if (has_clue (reader, i, HAVEN_CLUE_PLACE))
      return led || haven_reader_is_any (reader, i, leads);
    led |= steps <= 1 && haven_reader_is_any (reader, i, leads);
    if (!led)
      return FALSE;
    if (haven_reader_gap_has (reader, i, "!;\n") && steps > 1)
      return FALSE;
  }
  return FALSE;
}

/* "in 2011", "since 1998" */
static gboolean
is_year (const HavenReader *reader, guint token)
{
  static const char *const words[] = {"in",     "since", "by",   "until", "till", "around",
                                      "before", "after", "year", "early", "late", NULL};
  const char *text = reader->text + reader->tokens[token].start;

  return token > 0 && haven_reader_length (reader, token) == 4 &&
         ((text[0] == '1' && text[1] >= '7') || (text[0] == '2' && text[1] == '0')) &&
         haven_reader_is_any (reader, token - 1, words);
}

/* Numbers of people's houses do not count things: "80 GB Hard Drive", "2 Way". */
static gboolean
counts_things (const HavenReader *reader, const Sight *sight)
{
  return has_clue (reader, sight->first + 1, HAVEN_CLUE_COUNTED) || sight->names == 0 ||
         (reader->text[reader->tokens[sight->first].start] == '0' &&
          haven_reader_length (reader, sight->first) == 4 &&
          haven_reader_is_digits (reader, sight->first + 1)) || /* "0800 1111" */
         (has_clue (reader, sight->first + 1, HAVEN_CLUE_MONTH) && !sight->street) ||
         haven_reader_gap_has (reader, sight->first, "%/") ||
         (haven_reader_gap_has (reader, sight->first, ",") && !sight->said &&
          !(sight->street && (has_clue (reader, sight->first + 1, HAVEN_CLUE_STREET_BEFORE) ||
                              haven_reader_is (reader, sight->first + 1, "avenue")))) ||
         (sight->first > 0 && has_clue (reader, sight->first - 1, HAVEN_CLUE_MONTH)) ||
         is_year (reader, sight->first);
}

static gboolean
is_address (const HavenReader *reader, Sight *sight)
{
  gboolean number_first = is_short_number (reader, sight->first) || is_mixed_number (reader, sight->first);

  if (sight->numbers == 0 || sight->names == 0)
    return FALSE;
  sight->said = is_said (reader, sight->first);
  if (number_first && counts_things (reader, sight))
    return FALSE;
  if (sight->box)
    return TRUE;
  if (sight->unit && (sight->numbers >= 2 && sight->names > 0))
    return sight->street || sight->maybe || sight->said || sight->numbers >= 3 || sight->parts > 0;
  if (sight->street)
    return sight->last - sight->first >= 1;
  if (sight->maybe)
    return sight->said || sight->post ||
           (sight->parts > 0 && sight->long_names > 0 && (sight->numbers >= 2 || sight->close));
  if (sight->said && sight->post && sight->parts > 0)
    return TRUE;
  /* "wohne An der Mühle 51": a small word, a name, the number of the house */
  if (sight->said && is_connector (reader, sight->first) && sight->last > sight->first + 1 &&
      (is_short_number (reader, sight->last) || is_house_number (reader, sight->last)))
    return TRUE;
  if (sight->said && number_first)
    return (sight->names >= 1 && (sight->numbers >= 2 || sight->parts > 0)) || sight->post;
  return number_first && sight->post && sight->parts > 0 && sight->numbers >= 2;
}

/* Source: USPS, Domestic Mail Manual 703.2: APO, FPO or DPO; AA, AE or AP; and a ZIP code. */
static gboolean
find_military (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const starts[] = {"psc", "unit", "cmr", "usns", "uss", "uscgc", "usnv", "usnr", NULL};
  static const char *const offices[] = {"apo", "fpo", "dpo", NULL};
  static const char *const places[] = {"aa", "ae", "ap", NULL};

  if (!haven_reader_is_any (reader, token, starts))
    return FALSE;
  for (guint i = token + 1; i < token + 7 && i + 2 < reader->n_tokens; i++) {
    if (haven_reader_is_any (reader, i, offices) && haven_reader_is_any (reader, i + 1, places) &&
        is_postcode (reader, i + 2))
      return haven_shared_take (found, "address", reader, token, i + 2);
  }
  return FALSE;
}

/* "Maple and 5th", after words that an address follows */
static gboolean
is_crossing (const HavenReader *reader, guint token)
{
  for (guint at = token + 1; at < token + 4 && at < reader->n_tokens; at++) {
    if (reader->tokens[at].clues & HAVEN_CLUE_COMMON && haven_reader_is (reader, at, "and"))
      return haven_reader_is_capital (reader, at + 1) || has_clue (reader, at + 1, HAVEN_CLUE_STREET_BEFORE);
    if (!haven_reader_is_capital (reader, at))
      return FALSE;
  }
  return FALSE;
}

/* "corner of Maple Street and 5th Avenue" */
static gboolean
find_corner (const HavenReader *reader, guint token, HavenShared *found)
{
  gboolean lower = !(reader->flags & HAVEN_TOKEN_UPPER), crossed = FALSE, part, line;
  guint at = token, first = token, streets = 0;

  if (has_clue (reader, token, HAVEN_CLUE_CROSSING) && haven_reader_is (reader, token + 1, "of"))
    at += 2;
  else if (!haven_reader_is_capital (reader, token) || !is_crossing (reader, token) ||
           !is_said (reader, token))
    return FALSE;
  for (; at < reader->n_tokens && at - token < 16; at++) {
    gboolean cross = haven_reader_is (reader, at, "and") || haven_reader_is (reader, at, "&");

    if (cross && crossed)
      break;
    crossed |= cross;
    if (!cross && !belongs (reader, at, lower, 0) && !haven_reader_ends (reader, at, "th"))
      break;
    streets += has_clue (reader, at, HAVEN_CLUE_STREET | HAVEN_CLUE_STREET_BEFORE) ||
               reader->tokens[at].flags & HAVEN_TOKEN_DIGITS || ends_as_street (reader, at, strong_endings);
    if (!gap_goes_on (reader, at, &part, &line) || line) {
      at++;
      break;
    }
  }
  return crossed && streets > 0 && at - token >= 4 &&
         haven_shared_take (found, "address", reader, first, at - 1);
}

/* "my zip code is 98547", "postcode SW1A 1AA" */
static gboolean
find_postcode (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const words[] = {"zip",          "zipcode", "postcode", "postal", "plz",
                                      "postleitzahl", "cep",     "eircode",  NULL};
  static const char *const between[] = {"code", "is", "codes", "s", "my", "it's", "was", NULL};
  guint i = token;
  gboolean letters = is_letter_postcode (reader, token);

  if (!letters && !is_postcode (reader, token))
    return FALSE;
  while (i > 0 && token - i < 4) {
    i--;
    if (haven_reader_is_any (reader, i, words)) {
      guint last = letters ? token + 1 : token;

      if (!letters && haven_reader_gap_is (reader, token, "-") &&
          haven_reader_is_digits (reader, token + 1) && haven_reader_length (reader, token + 1) == 4)
        last++;
      return haven_reader_alone (reader, reader->tokens[token].start, reader->tokens[last].end) &&
             haven_shared_take (found, "address", reader, token, last);
    }
    if (!haven_reader_is_any (reader, i, between))
      return FALSE;
  }
  return FALSE;
}

/* "Hauptstr. 12" */
static gboolean
is_abbreviated (const HavenReader *reader, guint token)
{
  return haven_reader_gap_is (reader, token, ". ") && haven_reader_ends (reader, token, "str");
}

/* Whether an address may start here: a number, or a word that begins one in some custom. */
static gboolean
may_start (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  if (of->flags & HAVEN_TOKEN_LINK)
    return FALSE;
  if (of->flags & HAVEN_TOKEN_DIGITS)
    return (is_short_number (reader, token) || is_mixed_number (reader, token)) &&
           (haven_reader_alone (reader, of->start, of->end) || haven_address_is_after_flat (reader, token)) &&
           (token == 0 || !haven_reader_gap_has (reader, token - 1, "$€£"));
  if (of->clues & (HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX))
    return is_short_number (reader, token + 1);
  if (of->clues & HAVEN_CLUE_STREET_BEFORE && haven_address_leads_to_name (reader, token))
    return TRUE;
  if (haven_address_is_calle (reader, token))
    return TRUE;
  if ((haven_reader_is (reader, token, "p") && haven_reader_is (reader, token + 1, "o") &&
       haven_reader_is (reader, token + 2, "box")) ||
      (haven_reader_is (reader, token, "po") && haven_reader_is (reader, token + 1, "box")))
    return TRUE;
  /* "Hauptstraße 5", "Grote Baan 477": the name of a street, and the number after it */
  if (!haven_reader_is_capital (reader, token) ||
      (of->clues & HAVEN_CLUE_COMMON &&
       !(is_connector (reader, token) && haven_address_leads_to_name (reader, token))))
    return FALSE;
  for (guint at = token;
       at < token + 3 && (haven_reader_gap_is (reader, at, " ") || is_abbreviated (reader, at)); at++) {
    if (is_short_number (reader, at + 1) || is_house_number (reader, at + 1) ||
        haven_reader_is_any (reader, at + 1, numbering))
      return ends_as_street (reader, at, strong_endings) || ends_as_street (reader, at, endings) ||
             has_clue (reader, at, HAVEN_CLUE_STREET) || is_said (reader, token);
    if (!haven_reader_is_capital (reader, at + 1) && !is_connector (reader, at + 1) &&
        !has_clue (reader, at + 1, HAVEN_CLUE_STREET))
      return FALSE;
  }
  return FALSE;
}

/* A quick look at what can come of a token at all: most words of a chat start no address. */
static gboolean
is_worth_reading (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  if (of->flags & HAVEN_TOKEN_DIGITS) {
    /* a row of numbers is none */
    if (token > 1 && reader->tokens[token - 1].flags & HAVEN_TOKEN_DIGITS &&
        reader->tokens[token - 2].flags & HAVEN_TOKEN_DIGITS &&
        !haven_reader_gap_is (reader, token - 1, ", "))
      return FALSE;
    return token + 1 < reader->n_tokens || of->end - of->start >= 4;
  }
  if (of->clues & (HAVEN_CLUE_UNIT | HAVEN_CLUE_BOX | HAVEN_CLUE_STREET_BEFORE))
    return TRUE;
  return haven_reader_is_capital (reader, token) || haven_reader_is (reader, token, "po") ||
         haven_reader_is (reader, token, "p");
}

static gboolean
find_address (const HavenReader *reader, guint token, HavenShared *found)
{
  Sight sight = {0};

  if (reader->tokens[token].flags & HAVEN_TOKEN_WIDE)
    return haven_address_asia_find (reader, token, found);
  if (reader->clues & (HAVEN_CLUE_CROSSING | HAVEN_CLUE_PLACE) && find_corner (reader, token, found))
    return TRUE;
  if (!(reader->flags & HAVEN_TOKEN_DIGITS))
    return FALSE;
  if (reader->clues & HAVEN_CLUE_MILITARY && find_military (reader, token, found))
    return TRUE;
  if (!is_worth_reading (reader, token))
    return haven_address_after_label (reader, token, found);
  if (find_postcode (reader, token, found) || haven_address_last_line_find (reader, token, found))
    return TRUE;
  if (haven_address_asia_find (reader, token, found) || haven_address_town_find (reader, token, found))
    return TRUE;
  if (!may_start (reader, token))
    return haven_address_after_label (reader, token, found);
  read_sight (reader, token, &sight);
  if (!is_address (reader, &sight)) {
    if (haven_address_after_label (reader, token, found))
      return TRUE;
    if (sight.last - token + 1 >= MOST_TOKENS)
      found->last = token + MOST_TOKENS / 2;
    return FALSE;
  }
  haven_shared_take (found, "address", reader, sight.first, sight.last);
  if (haven_address_is_after_flat (reader, sight.first))
    found->start = reader->tokens[sight.first - 1].start;
  return TRUE;
}

/**
 * haven_address_find:
 * @reader: a reader
 * @token: number of the token where it may start
 * @found: (out caller-allocates): the address; without one its @last says before which token none need be
 * tried
 *
 * Returns: whether a postal address, or what finds a house as surely, starts at @token
 */
gboolean
haven_address_find (const HavenReader *reader, guint token, HavenShared *found)
{
  return find_address (reader, token, found) && !haven_address_is_public (reader, token, found->last);
}
