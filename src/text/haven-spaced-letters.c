/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Letters with something between each, which are read as words: "k.y.s", "k i l l  y o u". */
#include "haven-text-private.h"

#include <string.h>

#define MAX_LETTERS 128 /* of such a word; longer ones are read group by group only */
#define MAX_SPACING 3   /* bytes between letters */
#define MAX_SPACINGS 4  /* kinds of what stands between them */
#define REGIONAL_A 0x1F1E6
#define LEAST_JOINED 3 /* letters that make a word; fewer beside others that do */

/* The letter that one regional indicator shows, which is a flag only beside another: 🇰 🇾 🇸; else 0. */
static char
get_regional_letter (const HavenText *text, const HavenWord *word)
{
  const guint8 *fold = (const guint8 *)text->folded.data + word->fold;
  gunichar c;

  if (!(word->flags & HAVEN_WORD_EMOJI) ||
      haven_utf8_read (fold, fold + word->fold_length, &c) != word->fold_length)
    return 0;
  return c >= REGIONAL_A && c < REGIONAL_A + 26 ? (char)('a' + (c - REGIONAL_A)) : 0;
}

static gboolean
is_single_letter (const HavenText *text, guint i)
{
  const HavenWord *word;

  if (i >= text->words->len)
    return FALSE;
  word = haven_text_word_at (text, i);
  if (get_regional_letter (text, word) != 0)
    return TRUE;
  return !(word->flags & (HAVEN_WORD_EMOJI | HAVEN_WORD_IDEOGRAPH)) &&
         word->fold_length == g_utf8_skip[(guint8)text->folded.data[word->fold]] &&
         !g_ascii_isdigit (text->folded.data[word->fold]);
}

/* The bytes between a word and the next, 0 when they do not space letters: a line break, too many, or
 * the stars of f**k. */
static guint
spacing_after (const HavenText *text, guint i)
{
  guint start = haven_text_word_at (text, i)->end, length = haven_text_word_at (text, i + 1)->start - start;

  if (length == 0 || length > MAX_SPACING || memchr (text->visible.data + start, '\n', length) != NULL ||
      (length > 1 && text->visible.data[start] == '*'))
    return 0;
  return length;
}

/* What stands between a letter and the next, as a number. */
static guint
spacing_key (const HavenText *text, guint i)
{
  guint length = spacing_after (text, i), key = 0;

  memcpy (&key, text->visible.data + haven_text_word_at (text, i)->end, length);
  return key;
}

/*
 * What stands between most letters of a run, of the first few kinds that occur; 0 when none of them does so
 * twice: nothing is usual in "f**k f".
 */
static guint
usual_spacing (const HavenText *text, guint first, guint last)
{
  guint keys[MAX_SPACINGS] = {0}, counts[MAX_SPACINGS] = {0};
  guint most = 0;

  for (guint i = first; i < last; i++) {
    guint key = spacing_key (text, i), k = 0;

    while (k < MAX_SPACINGS && counts[k] > 0 && keys[k] != key)
      k++;
    if (k == MAX_SPACINGS)
      continue;
    keys[k] = key;
    counts[k]++;
    if (counts[k] > counts[most])
      most = k;
  }
  return counts[most] > 1 ? keys[most] : 0;
}

static void
add_joined (HavenText *text, guint first, guint last, guint least)
{
  gsize start = text->folded.length;

  if (last - first + 1 < least || last - first + 1 > MAX_LETTERS)
    return;
  for (guint i = first; i <= last; i++) {
    HavenWord *word = haven_text_word_at (text, i);
    char letter = get_regional_letter (text, word);

    haven_bytes_reserve (&text->folded, word->fold_length);
    haven_bytes_append (&text->folded, letter != 0 ? &letter : text->folded.data + word->fold,
                        letter != 0 ? 1 : word->fold_length);
    word->flags |= HAVEN_WORD_JOINED;
  }
  haven_readings_append (text, first, last, start, HAVEN_READING_JOINED);
}

/*
 * Reads letters with something between each: "k.y.s", "k y s". What is not the usual thing between them parts
 * words: "y.o.u f.o.o.l", "y o u  f o o l". Returns the last of them.
 */
static guint
read_spaced (HavenText *text, guint first)
{
  guint last = first, group = first, usual;

  while (is_single_letter (text, last + 1) && spacing_after (text, last) > 0)
    last++;
  if (last - first + 1 < LEAST_JOINED)
    return last;
  usual = usual_spacing (text, first, last);
  for (guint i = first; i < last; i++) {
    if (usual == 0 || spacing_key (text, i) == usual)
      continue;
    add_joined (text, group, i, 2);
    group = i + 1;
  }
  add_joined (text, group, last, 2);
  if (group > first)
    add_joined (text, first, last, LEAST_JOINED);
  return last;
}

/**
 * haven_spaced_letters_read:
 * @text: a text whose words have been made
 *
 * Adds the words that single letters spell as readings, in no order.
 */
void
haven_spaced_letters_read (HavenText *text)
{
  guint i = 0;

  while (i < text->words->len)
    i = is_single_letter (text, i) ? read_spaced (text, i) + 1 : i + 1;
}
