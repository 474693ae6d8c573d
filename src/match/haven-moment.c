/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Looking at the words around what was met, by the concepts of its language. */

#include "haven-moment.h"

/**
 * haven_moment_is:
 * @moment: something that was met
 * @words: a concept of its language
 * @at: a token
 *
 * Returns: how many tokens from @at on are one of @words, within their sentence; 0 for none
 */
guint32
haven_moment_is (const HavenMoment *moment, HavenContextWords words, guint32 at)
{
  guint32 concept = moment->language->concepts[words];

  if (concept == 0 || at >= moment->search->n_tokens)
    return 0;
  return haven_concept_at (moment->search, concept - 1, at, MIN (at + 6, moment->search->n_tokens));
}

/**
 * haven_moment_is_any:
 * @moment: something that was met
 * @words: (array length=n_words): concepts of its language
 * @n_words: how many
 * @at: a token
 *
 * Returns: whether the token begins one of any of them
 */
gboolean
haven_moment_is_any (const HavenMoment *moment, const HavenContextWords *words, guint n_words, guint32 at)
{
  for (guint i = 0; i < n_words; i++) {
    if (haven_moment_is (moment, words[i], at) > 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_moment_sentence_start:
 * @moment: something that was met
 * @at: a token
 *
 * Returns: the first token of its sentence, at most 64 back
 */
guint32
haven_moment_sentence_start (const HavenMoment *moment, guint32 at)
{
  guint32 first = at;

  while (first > 0 && at - first < 64 &&
         haven_tokens_get (moment->search->tokens, first - 1)->sentence ==
             haven_tokens_get (moment->search->tokens, at)->sentence)
    first--;
  return first;
}

/**
 * haven_moment_sentence_end:
 * @moment: something that was met
 * @at: a token
 *
 * Returns: one past the last token of its sentence, at most 64 on
 */
guint32
haven_moment_sentence_end (const HavenMoment *moment, guint32 at)
{
  guint32 end = at;

  while (end < moment->search->n_tokens && end - at < 64 &&
         haven_tokens_get (moment->search->tokens, end)->sentence ==
             haven_tokens_get (moment->search->tokens, at)->sentence)
    end++;
  return end;
}

/**
 * haven_moment_begins_clause:
 * @moment: something that was met
 * @at: a token
 *
 * Returns: whether a sentence or clause starts with it
 */
gboolean
haven_moment_begins_clause (const HavenMoment *moment, guint32 at)
{
  const guint32 starts = HAVEN_WORD_SENTENCE_START | HAVEN_WORD_CLAUSE_START;

  return at == 0 || at >= moment->search->n_tokens ||
         (haven_tokens_get (moment->search->tokens, at)->flags & starts) != 0;
}

/**
 * haven_moment_in_gap:
 * @moment: something that was met
 * @at: a token
 *
 * Returns: whether it stands inside the match, but in one of its gaps
 */
gboolean
haven_moment_in_gap (const HavenMoment *moment, guint32 at)
{
  return at >= moment->start && at < moment->end && at - moment->start < 64 &&
         (moment->gaps >> (at - moment->start) & 1) != 0;
}

/**
 * haven_moment_ends_before:
 * @moment: something that was met
 * @words: a concept of its language
 * @at: a token
 * @within: how many tokens may stand between
 *
 * Returns: whether one of @words stands shortly before @at in the same sentence
 */
gboolean
haven_moment_ends_before (const HavenMoment *moment, HavenContextWords words, guint32 at, guint32 within)
{
  guint32 first = haven_moment_sentence_start (moment, MIN (at, moment->search->n_tokens - 1));

  for (guint32 p = at; p-- > first && at - p <= within + 4;) {
    guint32 length = haven_moment_is (moment, words, p);

    if (length > 0 && p + length <= at && at - (p + length) <= within)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_moment_starts_after:
 * @moment: something that was met
 * @words: a concept of its language
 * @at: a token
 * @within: how many tokens may stand between
 *
 * Returns: whether one of @words stands shortly after @at in the same sentence
 */
gboolean
haven_moment_starts_after (const HavenMoment *moment, HavenContextWords words, guint32 at, guint32 within)
{
  guint32 end = at > 0 ? haven_moment_sentence_end (moment, at - 1) : 0;

  for (guint32 p = at; p < end && p - at <= within; p++) {
    if (haven_moment_is (moment, words, p) > 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_moment_all_flagged:
 * @moment: something that was met
 * @flags: HavenWordFlags
 *
 * Returns: whether all its words have all of @flags; those in gaps do not count
 */
gboolean
haven_moment_all_flagged (const HavenMoment *moment, guint32 flags)
{
  for (guint32 at = moment->start; at < moment->end; at++) {
    if (!haven_moment_in_gap (moment, at) &&
        (haven_tokens_get (moment->search->tokens, at)->flags & flags) != flags)
      return FALSE;
  }
  return moment->start < moment->end;
}

/**
 * haven_moment_any_flagged:
 * @moment: something that was met
 * @flags: HavenWordFlags
 *
 * Returns: whether one of its words has one of @flags; those in gaps do not count
 */
gboolean
haven_moment_any_flagged (const HavenMoment *moment, guint32 flags)
{
  for (guint32 at = moment->start; at < moment->end; at++) {
    if (!haven_moment_in_gap (moment, at) &&
        (haven_tokens_get (moment->search->tokens, at)->flags & flags) != 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_moment_word:
 * @moment: something that was met
 * @at: a token
 *
 * Returns: (transfer none): the word of the text that it belongs to
 */
const HavenWord *
haven_moment_word (const HavenMoment *moment, guint32 at)
{
  guint n_words;

  return &haven_text_get_words (moment->search->tokens->text,
                                &n_words)[haven_tokens_get (moment->search->tokens, at)->word];
}
