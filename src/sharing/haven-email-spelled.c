/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Email addresses that are written so that no program finds them: "first.last (at) uni (dot) example". */
#include "sharing/haven-shared.h"

#include <string.h>

#define MOST_LABELS 6

static gboolean
is_bracketed (const HavenReader *reader, guint token)
{
  return token > 0 && haven_reader_gap_has (reader, token - 1, "([{<") &&
         haven_reader_gap_has (reader, token, ")]}>");
}

static gboolean
is_dot (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens && reader->tokens[token].clues & HAVEN_CLUE_SPELLED;
}

/* The word for the @ before the first spelled dot at @dot; 0 when there is none. */
static guint
find_at (const HavenReader *reader, guint dot)
{
  static const char *const ats[] = {"at", "arroba", "ät", "chiocciola", NULL};

  for (guint i = dot; i > 1 && dot - i < MOST_LABELS; i--) {
    if (haven_reader_is_any (reader, i - 1, ats))
      return i - 1;
    if (i < dot && !haven_reader_gap_is (reader, i - 1, ".") && !haven_reader_gap_is (reader, i - 1, "-"))
      return 0;
  }
  return 0;
}

/* The last token of the domain, whose first spelled dot is @dot; 0 when it is none. */
static guint
domain_last (const HavenReader *reader, guint dot)
{
  guint last = dot;

  while (is_dot (reader, last)) {
    const HavenToken *label = &reader->tokens[last + 1];

    if (last + 1 >= reader->n_tokens || label->flags & HAVEN_TOKEN_DIGITS || label->end - label->start < 2 ||
        label->end - label->start > 10 || haven_reader_gap_has (reader, last, ".,;!?\n"))
      return 0;
    last++;
    if (!is_dot (reader, last + 1) || haven_reader_gap_has (reader, last, ",;!?\n"))
      break;
    last++;
  }
  return last;
}

/* Where the name before the @ begins: words joined by signs, or by dots that are spelled as well. */
static guint
local_first (const HavenReader *reader, guint at)
{
  guint first = at - 1;

  while (first > 0 && haven_reader_gap_length (reader, first - 1) == 1 &&
         haven_reader_gap_has (reader, first - 1, "._+-"))
    first--;
  while (first > 1 && is_dot (reader, first - 1) && !haven_reader_gap_has (reader, first - 2, ".,;!?\n"))
    first -= 2;
  return first;
}

/* "meet me at the dot com party": without brackets something must say that it is an address. */
static gboolean
is_meant (const HavenReader *reader, guint first, guint at)
{
  static const char *const words[] = {"mail",  "email",   "e",      "address", "reach",
                                      "write", "contact", "correo", NULL};

  return is_bracketed (reader, at) || first + 1 < at || reader->tokens[first].flags & HAVEN_TOKEN_DIGITS ||
         (!(reader->tokens[first].clues & HAVEN_CLUE_COMMON) &&
          haven_reader_near_any (reader, first, at, 4, 0, words));
}

/**
 * haven_email_spelled_find:
 * @reader: a reader
 * @token: number of a word that is a spelled dot
 * @found: (out caller-allocates): the address
 *
 * Returns: whether the dot stands in an email address that is spelled
 */
gboolean
haven_email_spelled_find (const HavenReader *reader, guint token, HavenShared *found)
{
  guint at = find_at (reader, token), last, first;

  last = at > 0 && at + 1 < token ? domain_last (reader, token) : 0;
  if (last == 0 || haven_reader_gap_has (reader, at - 1, ".,;!?\n") ||
      haven_reader_gap_has (reader, at, ".,;!?\n"))
    return FALSE;
  first = local_first (reader, at);
  return is_meant (reader, first, at) && haven_shared_take (found, "email", reader, first, last);
}
