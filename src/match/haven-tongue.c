/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that tells whether a message is in the language of a rule. Rules read every message, and
 * what is a slur in one language is late, the end or a school subject in another: "je suis en retard". Such
 * words count for nothing where the words around them are another language's.
 */

#include "haven-moment.h"

/* Whether one of the words that were met is an everyday word of some other language. */
static gboolean
has_false_friend (const HavenMoment *moment)
{
  for (guint32 at = moment->start; at < moment->end; at++) {
    if (!haven_moment_in_gap (moment, at) && haven_moment_is (moment, HAVEN_WORDS_FALSE_FRIEND, at) > 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether there are more words of grammar of other languages around it than of its own: "a" and "in" are
 * words of many. */
static gboolean
is_of_another_tongue (const HavenMoment *moment)
{
  guint n_foreign = 0, n_own = 0;

  for (guint32 at = 0; at < moment->search->n_tokens; at++) {
    if (haven_moment_is (moment, HAVEN_WORDS_OTHER_TONGUE, at) > 0)
      n_foreign++;
    else if (haven_moment_is (moment, HAVEN_WORDS_FUNCTION, at) > 0)
      n_own++;
  }
  return n_foreign > n_own;
}

/**
 * haven_moment_is_false_friend:
 * @moment: something that was met
 *
 * Returns: whether it was met by a word that is another one in another language, and is one here, as far as
 *   the words of grammar in the message tell
 */
gboolean
haven_moment_is_false_friend (const HavenMoment *moment)
{
  return has_false_friend (moment) && is_of_another_tongue (moment);
}
