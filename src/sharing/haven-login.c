/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords that stand beside a user's name without a word that gives them: "root / toor1234", "user: bob pw:
 * x". */
#include "sharing/haven-shared.h"

#include <string.h>

#define SHORTEST 5
#define LONGEST 64

static const char *const labels[] = {"user",     "username", "login",  "account", "usr", "email",
                                     "network",  "ssid",     "wifi",   "host",    "id",  "userid",
                                     "benutzer", "logon",    "server", NULL};
static const char *const password_words[] = {"pw",       "pwd",      "pass", "passwd", "password",
                                             "passwort", "kennwort", "mdp",  NULL};

/* Where a word that may be a password ends: up to white space, without what ends a sentence. */
static gsize
word_end (const HavenReader *reader, gsize at)
{
  gsize end = at;

  while (end < reader->length && !g_ascii_isspace (reader->text[end]) && end - at <= LONGEST)
    end++;
  while (end > at && strchr (".,;)\"'", reader->text[end - 1]) != NULL)
    end--;
  return end;
}

/* Digits among letters, or signs inside of a word: nobody writes that by chance. A time, a date, an amount, a
 * version or a name of a file is none. */
static gboolean
is_strong (const HavenReader *reader, gsize start, gsize end)
{
  guint digits = 0, letters = 0, signs = 0, upper = 0, changes = 0;

  if (end - start < SHORTEST || end - start > LONGEST)
    return FALSE;
  for (gsize i = start; i < end; i++) {
    char sign = reader->text[i];

    if ((guint8)sign >= 0x80 || strchr ("/\\<>@=|(){}[]", sign) != NULL)
      return FALSE;
    digits += g_ascii_isdigit (sign);
    letters += g_ascii_isalpha (sign);
    upper += i > start && g_ascii_isupper (sign);
    signs +=
        g_ascii_ispunct (sign) && sign != '\'' && sign != ',' && sign != '.' && sign != ':' && sign != '-';
    changes += i > start && g_ascii_isdigit (sign) != g_ascii_isdigit (reader->text[i - 1]);
  }
  return letters >= 2 && (digits >= 2 || (digits > 0 && (signs > 0 || upper > 0 || changes > 1)) ||
                          (signs > 0 && (upper > 0 || digits > 0)));
}

/* "sunflower9": what many take for a password. */
static gboolean
is_word_and_number (const HavenReader *reader, gsize start, gsize end)
{
  gsize letters = 0;

  while (start + letters < end && g_ascii_isalpha (reader->text[start + letters]))
    letters++;
  if (letters < 6 || end - start - letters > 4 || end == start + letters)
    return FALSE;
  for (gsize i = start + letters; i < end; i++)
    if (!g_ascii_isdigit (reader->text[i]))
      return FALSE;
  return TRUE;
}

/* Where the chunk that holds a token begins, behind the token before: marks before its first letter belong to
 * a password. */
static gsize
chunk_start (const HavenReader *reader, guint token)
{
  gsize start = reader->tokens[token].start;

  while (start > reader->tokens[token - 1].end && !g_ascii_isspace (reader->text[start - 1]) &&
         strchr (":=/\"'`", reader->text[start - 1]) == NULL)
    start--;
  return start;
}

/* "root / toor1234", "admin:hunter22": a well-known user, one separator, and a word that is no word. */
static gboolean
find_pair (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const gaps[] = {" / ", "/", ":", ": ", " : ", " - ", NULL};
  char before = haven_reader_at (reader, (gssize)reader->tokens[token].start - 1);
  gsize start, end;
  guint gap = 0;

  if (token + 1 >= reader->n_tokens || (before != '\0' && strchr ("/.@-_~", before) != NULL))
    return FALSE;
  while (gaps[gap] != NULL && !haven_reader_gap_is (reader, token, gaps[gap]))
    gap++;
  if (gaps[gap] == NULL)
    return FALSE;
  start = reader->tokens[token + 1].start;
  end = word_end (reader, start);
  return is_strong (reader, start, end) && haven_shared_take_bytes (found, "password", reader, start, end);
}

/* "log in as root with Tr0ub4dor&9x" */
static gboolean
find_with (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const withs[] = {"with", "using", "mit", "con", "avec", NULL};
  gsize start, end;

  if (token == 0 || token + 2 >= reader->n_tokens || !haven_reader_is_any (reader, token + 1, withs) ||
      haven_reader_gap_has (reader, token + 1, ".,;\n"))
    return FALSE;
  start = chunk_start (reader, token + 2);
  end = word_end (reader, start);
  return is_strong (reader, start, end) && haven_shared_take_bytes (found, "password", reader, start, end);
}

/* Whether the user's name before it has a label with a colon of its own: "user: bob". */
static gboolean
is_labelled_user (const HavenReader *reader, guint token)
{
  for (guint i = token > 6 ? token - 6 : 0; i < token; i++) {
    if (haven_reader_is_any (reader, i, labels) && haven_reader_gap_has (reader, i, ":="))
      return TRUE;
  }
  return FALSE;
}

/* "login … pw …", "network Plumtree, pw gooseberry-77": the word for a password right before it, without
 * "is". */
static gboolean
find_after (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const gaps[] = {" ", ": ", ":", "=", " = ", NULL};
  gboolean labelled =
      haven_reader_near_any (reader, token, token, 6, 0, labels) || haven_reader_gap_is (reader, token, "=");
  guint gap = 0;
  gsize start, end;

  if (token + 1 >= reader->n_tokens || (!labelled && !haven_reader_is (reader, token, "pw")))
    return FALSE;
  while (gaps[gap] != NULL && !haven_reader_gap_is (reader, token, gaps[gap]))
    gap++;
  start = chunk_start (reader, token + 1);
  end = word_end (reader, start);
  if (gaps[gap] == NULL && start != reader->tokens[token].end + 1)
    return FALSE;
  /* "user: bob pass: swordfish": both are labelled, so that any word is meant */
  return (is_strong (reader, start, end) || (labelled && is_word_and_number (reader, start, end)) ||
          (labelled && haven_reader_gap_has (reader, token, ":=") && end - start >= 3 &&
           !(reader->tokens[token + 1].clues & HAVEN_CLUE_COMMON) && is_labelled_user (reader, token))) &&
         haven_shared_take_bytes (found, "password", reader, start, end);
}

/* "user:pass@localhost": what stands in manuals where a password is to stand. */
static gboolean
is_placeholder (const char *text, gsize length)
{
  static const char *const words[] = {"pass",  "password", "passwd", "pwd",  "secret",
                                      "token", "changeme", "xxx",    "xxxx", "yourpassword"};

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strlen (words[i]) == length && g_ascii_strncasecmp (text, words[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Source: RFC 3986, 3.2.1: "scheme://user:password@host". */
static gboolean
find_in_link (const HavenReader *reader, guint token, HavenShared *found)
{
  gsize user = reader->tokens[token].start, start, end;
  HavenShared key;
  guint first;

  if (user < 3 || memcmp (reader->text + user - 3, "://", 3) != 0)
    return FALSE;
  start = user + strcspn (reader->text + user, ":@/ \n");
  if (haven_reader_at (reader, (gssize)start) != ':')
    return FALSE;
  start++;
  end = start + strcspn (reader->text + start, "@/ \n");
  first = haven_reader_token_at (reader, start);
  if (first < reader->n_tokens && haven_key_find (reader, first, &key) && key.start == start)
    return FALSE; /* said as what it is */
  return end - start >= 3 && !is_placeholder (reader->text + start, end - start) &&
         haven_reader_at (reader, (gssize)end) == '@' &&
         haven_shared_take_bytes (found, "password", reader, start, end);
}

/* "try Bella621 as the password": it stands before the word. */
static gboolean
find_before (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const articles[] = {"the", "a", "my", "your", "our", "its", NULL};
  guint as = token > 0 && haven_reader_is_any (reader, token - 1, articles) ? token - 1 : token, at;
  gsize start, end;

  if (as < 2 || !haven_reader_is (reader, as - 1, "as") || haven_reader_gap_has (reader, as - 1, ".,;\n"))
    return FALSE;
  for (at = as - 2; at > 0 && !haven_reader_gap_has (reader, at - 1, " \n\t"); at--)
    ;
  start = at > 0 ? chunk_start (reader, at) : reader->tokens[0].start;
  end = start;
  while (end < reader->tokens[as - 1].start && !g_ascii_isspace (reader->text[end]))
    end++;
  return is_strong (reader, start, end) && haven_shared_take_bytes (found, "password", reader, start, end);
}

/**
 * haven_login_find:
 * @reader: a reader
 * @token: number of the user's name, or of the word for a password, that may stand before one
 * @found: (out caller-allocates): the password itself
 *
 * Returns: whether a password stands beside it
 */
gboolean
haven_login_find (const HavenReader *reader, guint token, HavenShared *found)
{
  if (haven_reader_at (reader, (gssize)reader->tokens[token].start - 1) == '/')
    return find_in_link (reader, token, found);
  if (haven_reader_is_any (reader, token, password_words))
    return find_after (reader, token, found) || find_before (reader, token, found);
  return reader->tokens[token].clues & HAVEN_CLUE_USER &&
         (find_pair (reader, token, found) || find_with (reader, token, found));
}

/* Whether a user's name that ends before @token is said to be what opens something: "my netflix login is …",
 * "creds: …". It may have several parts, as an address has. */
static gboolean
is_login_before (const HavenReader *reader, guint token)
{
  static const char *const logins[] = {"login", "creds", "credentials", "acc", "account", NULL};
  static const char *const are[] = {"is", "are", "s", NULL};
  guint name = token - 1;

  while (name > 0 && token - name < 6 && !haven_reader_gap_has (reader, name - 1, " :\n'"))
    name--;
  if (name == 0)
    return FALSE;
  if (haven_reader_is_any (reader, name - 1, logins) || reader->tokens[name - 1].clues & HAVEN_CLUE_SERVICE)
    return haven_reader_gap_has (reader, name - 1, ":");
  return name > 1 && haven_reader_is_any (reader, name - 1, are) &&
         haven_reader_is_any (reader, name - 2, logins);
}

/**
 * haven_login_told_find:
 * @reader: a reader
 * @token: number of the token where a password may start
 * @found: (out caller-allocates): the password itself
 *
 * Returns: whether a password follows what is said to be a login: "my login is ann@mail.example.com /
 * Pineapple22"
 */
gboolean
haven_login_told_find (const HavenReader *reader, guint token, HavenShared *found)
{
  static const char *const gaps[] = {" / ", "/", ", ", ":", " : ", " - ", " | ", NULL};
  gsize start = reader->tokens[token].start, end;
  guint gap = 0;

  /* most words have no such gap before them: that is asked first, since all words come here */
  if (token < 2 || !haven_reader_gap_has (reader, token - 1, "/,:-|") ||
      reader->tokens[token].flags & HAVEN_TOKEN_LINK)
    return FALSE;
  end = word_end (reader, start);
  if (!is_strong (reader, start, end) && !is_word_and_number (reader, start, end))
    return FALSE;
  while (gaps[gap] != NULL && !haven_reader_gap_is (reader, token - 1, gaps[gap]))
    gap++;
  return gaps[gap] != NULL && is_login_before (reader, token) &&
         haven_shared_take_bytes (found, "password", reader, start, end);
}
