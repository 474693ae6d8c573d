/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known about the words that stand around numbers; the lists are in clues.txt. */
#include "sharing/haven-clues.h"

#include <string.h>

typedef struct {
  char word[24];
  guint32 length;
  guint32 clues;
} Clue;

#include "sharing/haven-clues-table.h"

static gboolean
is_same_word (const char *word, const char *known, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guint8 is = (guint8)word[i];

    if ((is >= 'A' && is <= 'Z' ? is | 0x20 : is) != (guint8)known[i])
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_clues_get:
 * @word: a word in any case; not NUL-terminated
 * @length: bytes of @word
 * @hash: HAVEN_CLUES_HASH over the bytes of @word, A to Z in lower case
 *
 * Returns: the HavenClue bits of the word, 0 when nothing is known of it
 */
guint
haven_clues_get (const char *word, gsize length, guint32 hash)
{
  for (guint i = hash % N_CLUES; clues[i].length != 0; i = (i + 1) % N_CLUES) {
    if (clues[i].length == length && is_same_word (word, clues[i].word, length))
      return clues[i].clues;
  }
  return 0;
}
