/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Persons by name. A name in talk is no finding: people speak of one another, of singers and of players. It
 * is one where the words or the form give it ("my name is …", "Name: …", a letter's first and last line, "my
 * sister Maria"), and in a message that says something else that finds a person: a name beside a number or a
 * house tells whose it is.
 */
#include "sharing/haven-person.h"
#include "sharing/haven-person-name.h"
#include "sharing/haven-person-role.h"
#include "sharing/haven-shared.h"

#include <string.h>

#define MOST_TITLES 4 /* "Frau Prof. Dr. Dr." */

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
  static const char *const mine[] = {"my",        "full",   "real",      "legal", "mein",       "maiden",
                                     "mon",       "mi",     "min",       "meu",   "mio",        "mijn",
                                     "partner's", "wife's", "husband's", "son's", "daughter's", NULL};
  static const char *const kinds[] = {"first",    "last",       "full",      "given",   "family",   "middle",
                                      "maiden",   "legal",      "birth",     "patient", "customer", "client",
                                      "employee", "student",    "contact",   "display", "real",     "account",
                                      "holder",   "cardholder", "guest",     "e",       "y",        "i",
                                      "et",       "und",        "recipient", "s",       NULL};
  static const char *const links[] = {"is", "s",  "it's", "was", "ist", "lautet", "est",
                                      "es", "är", "er",   "é",   "è",   NULL};
  static const char *const abroad[] = {"nome", "cognome",  "nombre",  "apellidos", "nom", "prénom",
                                       "naam", "nazwisko", "vorname", "nachname",  NULL};
  static const char *const theirs[] = {"his", "her", "their", "whose", "its", NULL};
  /* other languages say it in one verb */
  static const char *const verbs[] = {"heiße", "heisse", "llamo",   "appelle", "chiamo", "heet",
                                      "heter", "hedder", "nazywam", "зовут",   "звати",  NULL};

  if (haven_reader_is (reader, token, "name") || haven_reader_is (reader, token, "surname") ||
      haven_reader_is (reader, token, "firstname") || haven_reader_is (reader, token, "lastname") ||
      haven_reader_is (reader, token, "fullname") || haven_reader_is_any (reader, token, abroad)) {
    if (is_label (reader, token) &&
        (starts_line (reader, token) || haven_reader_is_any (reader, token - 1, kinds)))
      return token + 1;
    if (!haven_reader_near_any (reader, token, token, 2, 0, mine) ||
        haven_reader_near_any (reader, token, token, 3, 0, theirs))
      return 0;
    /* somebody else's words: "“my name is Ann Lee”, he said" */
    if (haven_reader_is (reader, token - 1, "my") && is_quoted (reader, token - 1))
      return 0;
    return haven_reader_is_any (reader, token + 1, links) ? token + 2 : 0;
  }
  if (haven_reader_is (reader, token, "call") || haven_reader_is (reader, token, "called") ||
      haven_reader_is (reader, token, "calls"))
    return haven_reader_is (reader, token + 1, "me") && haven_name_is_given (reader, token + 2) ? token + 2
                                                                                                : 0;
  if (haven_reader_is_any (reader, token, verbs))
    return haven_reader_gap_is (reader, token, " ") ? token + 1 : 0;
  return 0;
}

/* "Ann Lee here, …" at the beginning of a line */
static gboolean
is_here (const HavenReader *reader, guint token)
{
  guint n = starts_line (reader, token) ? haven_name_read_full (reader, token) : 0;

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

  while (before > 0 && token - before < MOST_TITLES && haven_name_is_title (reader, before - 1))
    before--;
  if (before < 2)
    return FALSE;
  if (haven_reader_is (reader, before - 1, "m") || haven_reader_is (reader, before - 1, "am"))
    return haven_reader_is (reader, before - 2, "i") && haven_name_read_full (reader, token) > 0;
  return haven_reader_is (reader, before - 1, "is") && haven_reader_is (reader, before - 2, "this") &&
         (before == 2 || haven_reader_gap_has (reader, before - 3, ".,!\n")) &&
         haven_name_read_full (reader, token) > 0;
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
  at = haven_name_skip_titles (reader, at);
  if (at > token + 1 && haven_reader_gap_has (reader, at - 1, "?!"))
    return FALSE;
  n = haven_name_read (reader, at);
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
  at = haven_name_skip_titles (reader, at);
  return at > token + 1 || haven_name_is_given (reader, at) ? at : 0;
}

/* "Sincerely,\nAnn Lee" as one ends. */
static guint
after_closing (const HavenReader *reader, guint token)
{
  static const char *const closings[] = {
      "sincerely",      "regards", "yours",     "truly",    "faithfully",   "wishes",
      "grüßen",         "grüße",   "gruß",      "saludos",  "cordialement", "atentamente",
      "atenciosamente", "abraços", "saluti",    "groeten",  "groet",        "groetjes",
      "saludo",         "mvg",     "greetings", "cordiali", "hälsningar",   "pozdrawiam",
      "hilsen",         NULL};

  if (!haven_reader_is_any (reader, token, closings) || !(haven_reader_gap_has (reader, token, ",\n")))
    return 0;
  return haven_reader_gap_has (reader, token, "\n") || haven_name_is_given (reader, token + 1) ? token + 1
                                                                                               : 0;
}

/* "Patient: Ann Lee" */
static guint
after_role (const HavenReader *reader, guint token)
{
  return is_label (reader, token) && haven_reader_gap_length (reader, token) <= 4 &&
                 (haven_name_read_full (reader, token + 1) > 0 || haven_name_is_title (reader, token + 1))
             ? token + 1
             : 0;
}

/* "my sister Maria", but not "his brother": that may be anybody of whom one has read. */
static guint
after_kin (const HavenReader *reader, guint token)
{
  static const char *const mine[] = {"my", "our", "mein", "meine", "mi", "mon", "ma", "mia", NULL};

  return haven_reader_clues (reader, token) & HAVEN_CLUE_KIN && token > 0 &&
                 haven_reader_is_any (reader, token - 1, mine) && haven_reader_gap_is (reader, token, " ") &&
                 haven_name_is_given (reader, token + 1) && haven_reader_is_capital (reader, token + 1)
             ? token + 1
             : 0;
}

static gboolean
find_somebody (const HavenReader *reader, guint token, HavenShared *found)
{
  guint (*const finds[]) (const HavenReader *, guint) = {after_salutation, after_closing, after_role,
                                                         after_kin, haven_person_role_after_title};

  for (guint i = 0; i < G_N_ELEMENTS (finds); i++) {
    guint at = finds[i](reader, token), n;

    if (at == 0)
      continue;
    at = haven_name_skip_titles (reader, at);
    n = haven_name_read (reader, at);
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
  guint clues = haven_reader_clues (reader, token), n;

  if (clues & HAVEN_CLUE_NAME && find_own (reader, token, found))
    return TRUE;
  if (clues & (HAVEN_CLUE_NAME | HAVEN_CLUE_KIN) && find_somebody (reader, token, found))
    return TRUE;
  if (!haven_name_is_given (reader, token) || !haven_reader_is_capital (reader, token))
    return FALSE;
  if (is_introduced (reader, token)) {
    n = haven_name_read_full (reader, token);
    return n > 0 && haven_shared_take (found, "person", reader, token, token + n - 1);
  }
  n = haven_person_role_read (reader, token);
  return n > 0 && haven_shared_take (found, "someone", reader, token, token + n - 1);
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
  guint n = haven_name_read (reader, token), words = 0;

  if (n < 2 || n > 4 || !is_field (reader, token, n) || haven_name_is_firm (reader, token, n) ||
      !haven_reader_gap_has (reader, token, " "))
    return 0;
  for (guint at = token; at < token + n; at++) {
    if (haven_name_is_other_word (reader, at) ||
        (!(reader->tokens[at].flags & (HAVEN_TOKEN_LOWER | HAVEN_TOKEN_HIGH)) &&
         !haven_name_is_initial (reader, at)))
      return 0;
    words += haven_reader_length (reader, at) > 1;
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
  guint n = haven_name_read_full (reader, token);

  if (n == 0)
    n = read_field_name (reader, token);
  if (n == 0 && token > 0 && haven_reader_is_any (reader, token - 1, naming) &&
      haven_name_read (reader, token) >= 2)
    n = haven_name_read (reader, token);
  if (n > 0)
    return haven_shared_take (found, "someone", reader, token, token + n - 1);
  if (!haven_name_can_be (reader, token) ||
      haven_name_is_firm (reader, token, haven_name_read (reader, token)))
    return FALSE;
  if (token > 0 && haven_name_is_title (reader, token - 1))
    return haven_shared_take (found, "someone", reader, token,
                              token + MAX (haven_name_read (reader, token), 1) - 1);
  /* a line of a table has a name in two cells */
  if (token > 0 && haven_name_is_surname (reader, token) && haven_name_is_given (reader, token - 1) &&
      haven_reader_gap_has (reader, token - 1, ",;|\t"))
    return haven_shared_take (found, "someone", reader, token, token);
  return haven_name_is_given (reader, token) && haven_shared_take (found, "someone", reader, token, token);
}
