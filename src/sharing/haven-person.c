/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Persons by full name, where the words or the form say that it is one. */
#include "sharing/haven-shared.h"

#include <string.h>

static const char *const particles[] = {"van", "der", "den", "de",  "da",  "di", "von", "la", "le", "del",
                                        "dos", "al",  "bin", "ibn", "ter", "zu", "el",  "du", "st", NULL};
static const char *const titles[] = {"mr", "mrs", "ms", "miss", "dr", "prof", NULL};

static gboolean
is_name (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  return token < reader->n_tokens && haven_reader_is_capital (reader, token) &&
         !(of->flags & HAVEN_TOKEN_LINK) &&
         !(of->clues & (HAVEN_CLUE_COMMON | HAVEN_CLUE_COUNTED | HAVEN_CLUE_STREET));
}

/* Up to four names with a space, hyphen or apostrophe between them; returns how many tokens. */
static guint
read_names (const HavenReader *reader, guint token)
{
  guint n = 0;

  while (n < 6 && token + n < reader->n_tokens) {
    if (!is_name (reader, token + n) &&
        !(n > 0 && haven_reader_is_any (reader, token + n, particles) &&
          (is_name (reader, token + n + 1) || haven_reader_is_any (reader, token + n + 1, particles))))
      break;
    n++;
    if (!haven_reader_gap_is (reader, token + n - 1, " ") &&
        !haven_reader_gap_is (reader, token + n - 1, "-") &&
        !haven_reader_gap_is (reader, token + n - 1, "'") &&
        !(haven_reader_gap_is (reader, token + n - 1, ". ") &&
          reader->tokens[token + n - 1].end - reader->tokens[token + n - 1].start == 1))
      break;
  }
  return n;
}

/* "my name is Ann Lee", "Name: Ann Lee": returns the token after the words at @token, 0 when they give no
 * name. */
static guint
after_name_is (const HavenReader *reader, guint token)
{
  static const char *const mine[] = {"my",        "full",   "real",      "legal", "mein",       "maiden",
                                     "partner's", "wife's", "husband's", "son's", "daughter's", NULL};
  static const char *const links[] = {"is", "s", "it's", NULL};

  if (haven_reader_is (reader, token, "name") || haven_reader_is (reader, token, "surname")) {
    if (haven_reader_gap_has (reader, token, ":") &&
        (token == 0 || haven_reader_gap_has (reader, token - 1, "\n")))
      return token + 1;
    if (!haven_reader_near_any (reader, token, token, 2, 0, mine))
      return 0;
    return haven_reader_is_any (reader, token + 1, links) ? token + 2 : 0;
  }
  /* French, Spanish and German say it in one verb */
  if (haven_reader_is (reader, token, "heiße") || haven_reader_is (reader, token, "llamo") ||
      haven_reader_is (reader, token, "appelle"))
    return token + 1;
  return 0;
}

/**
 * haven_person_find:
 * @reader: a reader
 * @token: number of the token where a name, or the words before it, may start
 * @found: (out caller-allocates): the name
 *
 * A name in ordinary talk is no finding. One is where the words give it as somebody's ("my name is Ann Lee",
 * "Name: Ann Lee").
 *
 * Returns: whether a person's name is given at @token
 */
gboolean
haven_person_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at, n;

  at = after_name_is (reader, token);
  if (at == 0)
    return FALSE;
  if (haven_reader_is_any (reader, at, titles))
    at++;
  if (at > token + 1 && haven_reader_gap_has (reader, at - 1, "?!\""))
    return FALSE;
  n = read_names (reader, at);
  return n > 0 && haven_shared_take (found, "person", reader, at, at + n - 1);
}
