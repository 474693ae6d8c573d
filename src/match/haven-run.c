/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Words without anything between them: spelled out letter by letter ("k i l l y o u"), a hashtag, or with a
 * space left out.
 */

#include "haven-run.h"

#include <string.h>

#define LEAST_PIECE 3   /* letters of a word that another runs into */
#define LONGEST_JOINS 8 /* letters of a word that tells that a space is missing */
#define LONGEST_SEAM 30 /* letters of two words that are told apart */

static gboolean
may_be_word (const char *text, guint length)
{
  return length > 1 || *text == 'i' || *text == 'a';
}

static void
look_up_from (HavenRun *run, const HavenProgram *program, const char *text, guint at, guint *lookups)
{
  for (guint n = 1; n <= HAVEN_RUN_MAX_WORD && at + n <= run->length && *lookups > 0; n++) {
    if (!may_be_word (text + at, n))
      continue;
    run->ids[at][n] = haven_program_find (program, text + at, n);
    if (run->ids[at][n] != 0)
      run->n_before[at + n] = MIN (run->n_before[at + n], run->n_before[at] + 1);
    --*lookups;
  }
}

static void
count_after (HavenRun *run, guint at)
{
  for (guint n = 1; n <= HAVEN_RUN_MAX_WORD && at + n <= run->length; n++) {
    if (run->ids[at][n] != 0 && run->n_after[at + n] != HAVEN_RUN_NO_WAY)
      run->n_after[at] = MIN (run->n_after[at], run->n_after[at + n] + 1);
  }
}

/**
 * haven_run_split:
 * @run: (out): room for the ways
 * @program: the packs, whose words are looked for
 * @text: (array length=length): folded letters
 * @length: how many; those of more than %HAVEN_RUN_MAX are not taken apart
 * @lookups: (inout): how many words may still be looked up, so that a hostile message costs little
 *
 * Returns: whether the whole of it can be read as words that packs speak of
 */
gboolean
haven_run_split (HavenRun *run, const HavenProgram *program, const char *text, gsize length, guint *lookups)
{
  if (length == 0 || length > HAVEN_RUN_MAX)
    return FALSE;
  memset (run->ids, 0, length * sizeof *run->ids);
  memset (run->n_before, HAVEN_RUN_NO_WAY, length + 1);
  memset (run->n_after, HAVEN_RUN_NO_WAY, length + 1);
  run->length = length;
  run->n_before[0] = run->n_after[length] = 0;
  for (guint at = 0; at < length; at++) {
    if (run->n_before[at] != HAVEN_RUN_NO_WAY)
      look_up_from (run, program, text, at, lookups);
  }
  for (guint at = length; at-- > 0;)
    count_after (run, at);
  return haven_run_get_n_words (run) != HAVEN_RUN_NO_WAY;
}

/**
 * haven_run_get_word:
 * @run: what was split
 * @at: a letter
 * @length: how many letters, up to %HAVEN_RUN_MAX_WORD
 *
 * "youstupid" is no "yo us tu pid": ways of more than one word above the fewest are not taken.
 *
 * Returns: the symbol of the word of that length that starts there on a way through all of it; 0 for none
 */
guint32
haven_run_get_word (const HavenRun *run, guint at, guint length)
{
  guint end = at + length;

  if (end > run->length || (guint)run->n_before[at] + run->n_after[end] > haven_run_get_n_words (run))
    return 0;
  return run->ids[at][length];
}

/**
 * haven_run_get_first:
 * @run: what was split
 * @at: a letter that a word starts with
 *
 * Returns: how many letters the first word has when the fewest words are taken, and of these the longest
 * first; 0 when no words lead to the end
 */
guint
haven_run_get_first (const HavenRun *run, guint at)
{
  for (guint n = MIN (HAVEN_RUN_MAX_WORD, run->length - at); n > 0; n--) {
    if (run->ids[at][n] != 0 && run->n_after[at + n] + 1 == run->n_after[at])
      return n;
  }
  return 0;
}

static gboolean
tells (const HavenSymbol *word, guint length, HavenRunTold told)
{
  return told == HAVEN_RUN_BY_JOINS ? word->joins
                                    : word->common == HAVEN_COMMON_FUNCTION && length >= LEAST_PIECE;
}

/**
 * haven_run_is_sentence:
 * @run: what was split
 * @program: the packs
 * @text: its letters
 * @told: by what it shows
 *
 * What packs speak of is no dictionary, and #assured is one long word that they do not know, made of pieces
 * that they do: so words of it must tell that it is a sentence, as in #killyourself. An "I" at its start is
 * one of them.
 *
 * Returns: whether it is several words
 */
gboolean
haven_run_is_sentence (const HavenRun *run, const HavenProgram *program, const char *text, HavenRunTold told)
{
  guint n_told = *text == 'i' && haven_run_get_first (run, 0) == 1;

  for (guint at = 0, n; at < run->length; at += n) {
    const HavenSymbol *word;

    n = haven_run_get_first (run, at);
    word = &program->symbols[run->ids[at][n]];
    if (n < LEAST_PIECE && word->common != HAVEN_COMMON_FUNCTION)
      return FALSE;
    n_told += tells (word, n, told);
  }
  return n_told >= (told == HAVEN_RUN_BY_JOINS ? 2 : 1);
}

/* Whether there are two words, one of which tells that a space is missing. */
static gboolean
is_seam (const HavenProgram *program, const char *text, gsize length, gsize at, guint *lookups)
{
  guint32 first, second;

  if (*lookups < 2)
    return FALSE;
  *lookups -= 2;
  first = haven_program_find (program, text, at);
  if (first == 0)
    return FALSE;
  second = haven_program_find (program, text + at, length - at);
  return second != 0 && (program->symbols[first].joins || program->symbols[second].joins);
}

/* "Ihate" */
static gboolean
is_behind_i (const HavenProgram *program, const char *text, gsize length, guint *lookups)
{
  guint32 word;

  if (length < LEAST_PIECE || *lookups == 0)
    return FALSE;
  --*lookups;
  word = haven_program_find (program, text, length);
  return word != 0 && program->symbols[word].joins;
}

/**
 * haven_run_find_seam:
 * @program: the packs, whose words are looked for
 * @text: (array length=length): a folded word that they do not speak of
 * @length: its bytes
 * @lookups: (inout): how many words may still be looked up
 *
 * "womenare" is two words, and so is "Ihate". One of the two is among those that the language calls "joins",
 * and what only looks so ("congresspeople") is a word that it knows.
 *
 * Returns: where the second word begins; 0 when it is one word
 */
gsize
haven_run_find_seam (const HavenProgram *program, const char *text, gsize length, guint *lookups)
{
  if (length > LONGEST_SEAM)
    return 0;
  if (*text == 'i' && is_behind_i (program, text + 1, length - 1, lookups))
    return 1;
  for (gsize at = LEAST_PIECE; at + LEAST_PIECE <= length; at++)
    if ((at <= LONGEST_JOINS || length - at <= LONGEST_JOINS) && is_seam (program, text, length, at, lookups))
      return at;
  return 0;
}
