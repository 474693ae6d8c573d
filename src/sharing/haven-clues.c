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

/*
 * Source of the hash: none; scripts/gen-clues has the same. It looks at the first four bytes, the last one
 * and the length, so that its cost does not grow with the word.
 */
static guint32
hash_of (const char *word, gsize length)
{
  guint32 head = 0;

  if (length >= 4) {
    memcpy (&head, word, 4);
    head = GUINT32_FROM_LE (head);
  } else {
    for (gsize i = 0; i < length; i++)
      head |= (guint32)(guint8)word[i] << (8 * i);
  }
  head |= 0x20202020; /* letters in lower case */
  head ^= ((guint32)(guint8)(word[length - 1] | 0x20) << 5) ^ ((guint32)length << 16);
  return (head * 2654435761u) >> CLUES_SHIFT;
}

/**
 * haven_clues_get:
 * @word: a word in any case; not NUL-terminated
 * @length: bytes of @word
 *
 * Returns: the HavenClue bits of the word, 0 when nothing is known of it
 */
guint
haven_clues_get (const char *word, gsize length)
{
  guint slot;

  if (length == 0 || length > HAVEN_CLUES_LONGEST)
    return 0;
  slot = hash_of (word, length);
  if (!(taken[slot / 64] >> (slot % 64) & 1))
    return 0;
  for (guint i = slot; clues[i].length != 0; i = (i + 1) % N_CLUES) {
    if (clues[i].length == length && is_same_word (word, clues[i].word, length))
      return clues[i].clues;
  }
  return 0;
}
