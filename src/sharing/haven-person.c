/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Persons by name. A name in talk is no finding: people speak of one another, of singers and of players. It
 * is one where the words or the form give it ("my name is …", "Name: …", a letter's first and last line, "my
 * sister Maria"), and in a message that says something else that finds a person: a name beside a number or a
 * house tells whose it is.
 */
#include "sharing/haven-person.h"
#include "sharing/haven-shared.h"

#include <string.h>

#define MOST_NAMES 6
#define MOST_TITLES 4 /* "Frau Prof. Dr. Dr." */

static const char *const particles[] = {"van", "der", "den", "de",  "da",  "di", "von", "la", "le", "del",
                                        "dos", "al",  "bin", "ibn", "ter", "zu", "el",  "du", "st", NULL};
static const char *const titles[] = {
    "mr", "mrs", "ms",  "miss",     "dr",     "prof",   "professor", "herr", "frau", "señor", "señora",
    "sr", "sra", "mme", "monsieur", "madame", "signor", "signora",   "mx",   "sir",  "rev",   NULL};
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

static guint
clues_of (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens ? reader->tokens[token].clues : 0;
}

static guint
length_of (const HavenReader *reader, guint token)
{
  return reader->tokens[token].end - reader->tokens[token].start;
}

/* A given name that is no ordinary word. */
static gboolean
is_given (const HavenReader *reader, guint token)
{
  return (clues_of (reader, token) & ANY_GIVEN) == HAVEN_CLUE_GIVEN;
}

static gboolean
is_surname (const HavenReader *reader, guint token)
{
  return (clues_of (reader, token) & ANY_SURNAME) == HAVEN_CLUE_SURNAME;
}

/* Whether a word can be a part of a name: it has a capital, and is not known as something else. */
static gboolean
can_be_name (const HavenReader *reader, guint token)
{
  guint clues = clues_of (reader, token);

  return haven_reader_is_capital (reader, token) && !(reader->tokens[token].flags & HAVEN_TOKEN_LINK) &&
         (!(clues & NO_NAME) ||
          (clues & (HAVEN_CLUE_GIVEN | HAVEN_CLUE_SURNAME) && !(clues & HAVEN_CLUE_COMMON)));
}

static gboolean
is_initial (const HavenReader *reader, guint token)
{
  return haven_reader_is_capital (reader, token) && length_of (reader, token) == 1;
}

static gboolean
is_title (const HavenReader *reader, guint token)
{
  return haven_reader_is_any (reader, token, titles);
}

/* The token after the titles from @token on. */
static guint
skip_titles (const HavenReader *reader, guint token)
{
  guint at = token;

  while (at - token < MOST_TITLES && is_title (reader, at))
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
          is_initial (reader, token));
}

/* "Eun-ji": a name's second half in small letters. */
static gboolean
is_second_half (const HavenReader *reader, guint token)
{
  return haven_reader_gap_is (reader, token - 1, "-") &&
         !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) && length_of (reader, token) <= 5 &&
         length_of (reader, token - 1) <= 6;
}

/* How many tokens from @token on can be one name. */
static guint
read_names (const HavenReader *reader, guint token)
{
  guint n = 0;

  while (n < MOST_NAMES && token + n < reader->n_tokens) {
    guint at = token + n;

    if (!can_be_name (reader, at) && !(n > 0 && is_second_half (reader, at)) &&
        !(n > 0 && haven_reader_is_any (reader, at, particles) &&
          (can_be_name (reader, at + 1) || haven_reader_is_any (reader, at + 1, particles))))
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
  if (!(clues_of (reader, token) & HAVEN_CLUE_GIVEN) || !haven_reader_gap_is (reader, token, " "))
    return 0;
  if (clues_of (reader, token + 1) & HAVEN_CLUE_SURNAME)
    return 2;
  return length_of (reader, token + 1) == 1 && clues_of (reader, token + 2) & HAVEN_CLUE_SURNAME ? 3 : 0;
}

/* "Kowalski Ltd", "Maria Kowalski University" */
static gboolean
names_firm (const HavenReader *reader, guint token, guint n)
{
  for (guint at = token; at <= token + n; at++) {
    if (haven_reader_is_any (reader, at, firms) &&
        (at == token || haven_reader_gap_length (reader, at - 1) <= 2))
      return TRUE;
  }
  return FALSE;
}

/* A given name and a family's, one of them known; returns how many tokens, 0 when it is none. */
static guint
read_full_name (const HavenReader *reader, guint token)
{
  guint n = read_names (reader, token);
  guint first = clues_of (reader, token);

  if (n == 0 && !(reader->flags & HAVEN_TOKEN_UPPER))
    return read_lower_names (reader, token);
  if (n < 2 || names_firm (reader, token, n))
    return 0;
  if ((first & ANY_GIVEN) == HAVEN_CLUE_GIVEN)
    return n;
  for (guint i = 1; i < n; i++) {
    guint clues = clues_of (reader, token + i);

    if (first & HAVEN_CLUE_GIVEN_WORD ? (clues & HAVEN_CLUE_SURNAME) != 0 : is_surname (reader, token + i))
      return n;
  }
  /* where the family comes first: "Zhang Wei" */
  return is_surname (reader, token) && is_given (reader, token + 1) ? n : 0;
}

/* Whether a label stands at @token: "Name:", "name =", "\"name\": \"", "name|". */
static gboolean
is_label (const HavenReader *reader, guint token)
{
  return haven_reader_gap_has (reader, token, ":=|\t") && !haven_reader_gap_has (reader, token, "?!");
}

/* Whether nothing of a sentence stands before @token on its line. */
static gboolean
starts_line (const HavenReader *reader, guint token)
{
  return token == 0 || haven_reader_gap_has (reader, token - 1, "\n{[,;|\"*>");
}

/* Whether quotation marks open right before a token: what follows are somebody else's words. */
static gboolean
is_quoted (const HavenReader *reader, guint token)
{
  static const char *const marks[] = {"\"", "'", "“", "‘", "„", "«", NULL};
  gsize start = reader->tokens[token].start;

  for (guint i = 0; marks[i] != NULL; i++) {
    gsize length = strlen (marks[i]);

    if (start >= length && memcmp (reader->text + start - length, marks[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "my name is Ann Lee", "Name: Ann Lee", "\"first_name\": \"Ann\"": returns the token after the words at
 * @token, 0 when they give no name. */
static guint
after_name_is (const HavenReader *reader, guint token)
{
  static const char *const mine[] = {"my",     "full",      "real",  "legal",      "mein",
                                     "maiden", "mon",       "mi",    "min",        "partner's",
                                     "wife's", "husband's", "son's", "daughter's", NULL};
  static const char *const kinds[] = {"first",    "last",       "full",    "given",     "family",   "middle",
                                      "maiden",   "legal",      "birth",   "patient",   "customer", "client",
                                      "employee", "student",    "contact", "display",   "real",     "account",
                                      "holder",   "cardholder", "guest",   "recipient", "s",        NULL};
  static const char *const links[] = {"is",  "s",  "it's", "was", "ist", "lautet",
                                      "est", "es", "är",   "er",  NULL};
  /* other languages say it in one verb */
  static const char *const verbs[] = {"heiße", "heisse", "llamo",   "appelle", "chiamo", "heet",
                                      "heter", "hedder", "nazywam", "зовут",   "звати",  NULL};

  if (haven_reader_is (reader, token, "name") || haven_reader_is (reader, token, "surname") ||
      haven_reader_is (reader, token, "firstname") || haven_reader_is (reader, token, "lastname") ||
      haven_reader_is (reader, token, "fullname")) {
    if (is_label (reader, token) &&
        (starts_line (reader, token) || haven_reader_is_any (reader, token - 1, kinds)))
      return token + 1;
    if (!haven_reader_near_any (reader, token, token, 2, 0, mine))
      return 0;
    /* somebody else's words: "“my name is Ann Lee”, he said" */
    if (haven_reader_is (reader, token - 1, "my") && is_quoted (reader, token - 1))
      return 0;
    return haven_reader_is_any (reader, token + 1, links) ? token + 2 : 0;
  }
  if (haven_reader_is (reader, token, "call") || haven_reader_is (reader, token, "called"))
    return haven_reader_is (reader, token + 1, "me") && is_given (reader, token + 2) ? token + 2 : 0;
  if (haven_reader_is_any (reader, token, verbs))
    return haven_reader_gap_is (reader, token, " ") ? token + 1 : 0;
  return 0;
}

/* "Ann Lee here, …" at the beginning of a line */
static gboolean
is_here (const HavenReader *reader, guint token)
{
  guint n = starts_line (reader, token) ? read_full_name (reader, token) : 0;

  return n > 0 && haven_reader_is (reader, token + n, "here") &&
         haven_reader_gap_is (reader, token + n - 1, " ") &&
         (token + n + 1 >= reader->n_tokens || haven_reader_gap_has (reader, token + n, ",.!-;"));
}

/* "I'm Ann Lee", "I am Ann Lee", "this is Ann Lee", "Ann Lee here": the name is the one who writes. */
static gboolean
is_introduced (const HavenReader *reader, guint token)
{
  guint before = token;

  if (is_here (reader, token))
    return TRUE;

  while (before > 0 && token - before < MOST_TITLES && is_title (reader, before - 1))
    before--;
  if (before < 2)
    return FALSE;
  if (haven_reader_is (reader, before - 1, "m") || haven_reader_is (reader, before - 1, "am"))
    return haven_reader_is (reader, before - 2, "i") && read_full_name (reader, token) > 0;
  return haven_reader_is (reader, before - 1, "is") && haven_reader_is (reader, before - 2, "this") &&
         (before == 2 || haven_reader_gap_has (reader, before - 3, ".,!\n")) &&
         read_full_name (reader, token) > 0;
}

/* "Bond, James Bond": who is known to everybody by these words. */
static gboolean
is_of_a_story (const HavenReader *reader, guint token)
{
  static const struct {
    const char *first;
    const char *then; /* within the next two words */
  } known[] = {
      {"bond", "bond"},      {"james", "bond"},      {"inigo", "montoya"}, {"maximus", "decimus"},
      {"forrest", "gump"},   {"ozymandias", "king"}, {"slim", "shady"},    {"harry", "potter"},
      {"bruce", "wayne"},    {"peter", "parker"},    {"clark", "kent"},    {"tony", "stark"},
      {"walter", "white"},   {"homer", "simpson"},   {"bart", "simpson"},  {"darth", "vader"},
      {"luke", "skywalker"}, {"frodo", "baggins"},   {"bilbo", "baggins"}, {"sherlock", "holmes"},
      {"jack", "sparrow"},   {"barry", "allen"},     {"oliver", "queen"},  {"katniss", "everdeen"},
      {"percy", "jackson"},  {"tyler", "durden"},    {"dexter", "morgan"}, {"earl", "hickey"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    if (haven_reader_is (reader, token, known[i].first) &&
        (haven_reader_is (reader, token + 1, known[i].then) ||
         haven_reader_is (reader, token + 2, known[i].then)))
      return TRUE;
  }
  return FALSE;
}

/* What the one who writes goes by. */
static gboolean
find_own (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at = after_name_is (reader, token), n;

  if (at == 0)
    return FALSE;
  at = skip_titles (reader, at);
  if (at > token + 1 && haven_reader_gap_has (reader, at - 1, "?!"))
    return FALSE;
  n = read_names (reader, at);
  return n > 0 && !is_of_a_story (reader, at) && haven_shared_take (found, "person", reader, at, at + n - 1);
}

/* "Dear Ms Lee," as a letter begins. */
static guint
after_salutation (const HavenReader *reader, guint token)
{
  static const char *const starts[] = {"dear",     "geehrter", "geehrte", "cher",    "chère",   "estimado",
                                       "estimada", "querido",  "querida", "gentile", "egregio", "prezado",
                                       "prezada",  "caro",     "cara",    "geachte", "beste",   "kära",
                                       "lieber",   "liebe",    NULL};
  guint at = token + 1;

  if (!haven_reader_is_any (reader, token, starts) ||
      !(token == 0 || haven_reader_gap_has (reader, token - 1, "\n") ||
        haven_reader_is (reader, token - 1, "sehr")))
    return 0;
  at = skip_titles (reader, at);
  return at > token + 1 || is_given (reader, at) ? at : 0;
}

/* "Sincerely,\nAnn Lee" as one ends. */
static guint
after_closing (const HavenReader *reader, guint token)
{
  static const char *const closings[] = {"sincerely",      "regards",    "yours",        "truly",
                                         "faithfully",     "wishes",     "grüßen",       "grüße",
                                         "gruß",           "saludos",    "cordialement", "atentamente",
                                         "atenciosamente", "abraços",    "saluti",       "groeten",
                                         "hälsningar",     "pozdrawiam", "hilsen",       NULL};

  if (!haven_reader_is_any (reader, token, closings) || !(haven_reader_gap_has (reader, token, ",\n")))
    return 0;
  return haven_reader_gap_has (reader, token, "\n") || is_given (reader, token + 1) ? token + 1 : 0;
}

/* "Patient: Ann Lee" */
static guint
after_role (const HavenReader *reader, guint token)
{
  return is_label (reader, token) && haven_reader_gap_length (reader, token) <= 4 &&
                 (read_full_name (reader, token + 1) > 0 || is_title (reader, token + 1))
             ? token + 1
             : 0;
}

/* "my sister Maria", but not "his brother": that may be anybody of whom one has read. */
static guint
after_kin (const HavenReader *reader, guint token)
{
  static const char *const mine[] = {"my", "our", "mein", "meine", "mi", "mon", "ma", "mia", NULL};

  return clues_of (reader, token) & HAVEN_CLUE_KIN && token > 0 &&
                 haven_reader_is_any (reader, token - 1, mine) && haven_reader_gap_is (reader, token, " ") &&
                 is_given (reader, token + 1) && haven_reader_is_capital (reader, token + 1)
             ? token + 1
             : 0;
}

/* "my doctor is Dr Wilhelmina Postma": a title, and two names or more; one alone is how people are spoken to.
 */
static guint
after_title (const HavenReader *reader, guint token)
{
  static const char *const mine[] = {"my", "our", "meine", "mein", NULL};

  return is_title (reader, token) && !is_title (reader, token + 1) &&
                 haven_reader_near_any (reader, token, token, 4, 0, mine) &&
                 haven_reader_is_capital (reader, token) &&
                 (haven_reader_gap_is (reader, token, " ") || haven_reader_gap_is (reader, token, ". ")) &&
                 read_names (reader, token + 1) >= 2 && haven_reader_gap_is (reader, token + 1, " ") &&
                 !names_firm (reader, token + 1, read_names (reader, token + 1))
             ? token + 1
             : 0;
}

static gboolean
find_somebody (const HavenReader *reader, guint token, HavenShared *found)
{
  guint (*const finds[]) (const HavenReader *, guint) = {after_salutation, after_closing, after_role,
                                                         after_kin, after_title};

  for (guint i = 0; i < G_N_ELEMENTS (finds); i++) {
    guint at = finds[i](reader, token), n;

    if (at == 0)
      continue;
    at = skip_titles (reader, at);
    n = read_names (reader, at);
    if (n > 0)
      return haven_shared_take (found, "someone", reader, at, at + n - 1);
  }
  return FALSE;
}

/**
 * haven_person_find:
 * @reader: a reader
 * @token: number of the token where a name, or the words before it, may start
 * @found: (out caller-allocates): the name: "person" for one that the writer gives as theirs, "someone" for
 * any other
 *
 * Returns: whether a person's name is given at @token
 */
gboolean
haven_person_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint clues = clues_of (reader, token), n;

  if (clues & HAVEN_CLUE_NAME && find_own (reader, token, found))
    return TRUE;
  if (clues & (HAVEN_CLUE_NAME | HAVEN_CLUE_KIN) && find_somebody (reader, token, found))
    return TRUE;
  if (!is_given (reader, token) || !haven_reader_is_capital (reader, token) || !is_introduced (reader, token))
    return FALSE;
  n = read_full_name (reader, token);
  return n > 0 && haven_shared_take (found, "person", reader, token, token + n - 1);
}

/* Whether one of the characters, or an edge of the text, stands on either side of a name. */
static gboolean
is_field (const HavenReader *reader, guint token, guint n)
{
  static const char *const before[] = {"name", "holder", "contact", "attn", NULL};
  gboolean starts = token == 0 || haven_reader_gap_has (reader, token - 1, "\n,;:|\t\"(") ||
                    haven_reader_is_any (reader, token - 1, before);

  return starts &&
         (token + n == reader->n_tokens || haven_reader_gap_has (reader, token + n - 1, "\n,;|\t\")<"));
}

/* ", Liselotte Brandsma," in a row of other facts: two or three words with capitals that are known as nothing
 * else. */
static guint
read_field_name (const HavenReader *reader, guint token)
{
  guint n = read_names (reader, token), words = 0;

  if (n < 2 || n > 4 || !is_field (reader, token, n) || names_firm (reader, token, n) ||
      !haven_reader_gap_has (reader, token, " "))
    return 0;
  for (guint at = token; at < token + n; at++) {
    if (clues_of (reader, at) & NO_NAME ||
        (!(reader->tokens[at].flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH)) && !is_initial (reader, at)))
      return 0;
    words += length_of (reader, at) > 1;
  }
  return words >= 2 ? n : 0;
}

/**
 * haven_person_find_beside:
 * @reader: a reader
 * @token: number of the token where a name may start
 * @found: (out caller-allocates): the name, as "someone"
 *
 * For a message that holds something else that finds a person.
 *
 * Returns: whether a name that is known, or that follows a title, starts at @token
 */
gboolean
haven_person_find_beside (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const naming[] = {"m", "am", "named", "called", "contact", "attn", "mrs", "mr", NULL};
  guint n = read_full_name (reader, token);

  if (n == 0)
    n = read_field_name (reader, token);
  if (n == 0 && token > 0 && haven_reader_is_any (reader, token - 1, naming) &&
      read_names (reader, token) >= 2)
    n = read_names (reader, token);
  if (n > 0)
    return haven_shared_take (found, "someone", reader, token, token + n - 1);
  if (!can_be_name (reader, token) || names_firm (reader, token, read_names (reader, token)))
    return FALSE;
  if (token > 0 && is_title (reader, token - 1))
    return haven_shared_take (found, "someone", reader, token,
                              token + MAX (read_names (reader, token), 1) - 1);
  /* a line of a table has a name in two cells */
  if (token > 0 && is_surname (reader, token) && is_given (reader, token - 1) &&
      haven_reader_gap_has (reader, token - 1, ",;|\t"))
    return haven_shared_take (found, "someone", reader, token, token);
  return is_given (reader, token) && haven_shared_take (found, "someone", reader, token, token);
}
