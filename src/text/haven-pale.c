/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Letters in white ink, which on dark paper are seen and on white are not: s<font color="white">x</font>lut.
 * Which paper it is nobody here knows, so a word with such letters in it is read without them as well.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_PALE 1000

/* From where to where in the visible text. */
typedef struct {
  guint32 start;
  guint32 end;
} Pale;

/**
 * haven_pale_note:
 * @text: what is being read
 * @start: where letters in white ink begin that have just been appended
 */
void
haven_pale_note (HavenText *text, gsize start)
{
  Pale pale = {start, text->visible.length};

  if (pale.start >= pale.end || text->pale.length >= MAX_PALE * sizeof pale)
    return;
  haven_bytes_append (&text->pale, (const char *)&pale, sizeof pale);
}

/* Appends the letters of a word that are in other ink; each stands for one byte. */
static void
append_dark (HavenText *text, const HavenWord *word, const Pale *pale, guint n)
{
  for (guint32 at = word->start; at < word->end; at++) {
    while (n > 0 && pale->end <= at) {
      pale++;
      n--;
    }
    if (n == 0 || at < pale->start)
      haven_bytes_append (&text->folded, text->folded.data + word->fold + (at - word->start), 1);
  }
}

/**
 * haven_pale_read:
 * @text: a text whose words have been made
 *
 * Adds words without their letters in white ink as readings, in no order.
 */
void
haven_pale_read (HavenText *text)
{
  const Pale *pale = (const Pale *)(gconstpointer)text->pale.data;
  guint n = text->pale.length / sizeof *pale;

  for (guint i = 0; i < text->words->len && n > 0; i++) {
    const HavenWord *word = haven_text_word_at (text, i);
    gsize start = text->folded.length;

    while (n > 0 && pale->end <= word->start) {
      pale++;
      n--;
    }
    if (n == 0 || pale->start >= word->end || word->end - word->start != word->fold_length)
      continue;
    haven_bytes_reserve (&text->folded, word->fold_length);
    append_dark (text, word, pale, n);
    haven_readings_append (text, i, i, start, 0);
  }
}
