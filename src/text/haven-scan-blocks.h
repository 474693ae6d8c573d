/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The part of scanning that is the same for every scanner: what the bits of a block of 64 characters mean.
 * Each scanner includes it, so that the compiler can fit it to that scanner's instructions.
 */
#include "haven-scan.h"

#include <string.h>

/* One bit a character. */
typedef struct {
  guint64 letters;
  guint64 digits;
  guint64 apostrophes;
  guint64 signs;   /* those that may stand for letters */
  guint64 doubles; /* letters that are the same as the next one */
  guint64 rare;    /* letters that English hardly ever doubles */
} HavenBlock;

/* What goes over from block to block. */
typedef struct {
  const char *visible;
  gsize length;
  const HavenScanRoom *room;
  HavenScan *scan;
  guint64 letters;
  guint64 digits;
  guint64 words;
  guint64 singles;
  guint64 doubles;
  guint64 odd; /* the first character of the next block belongs to an odd word */
  guint full_blocks;
} HavenBlockWalk;

/* The number of the first bit that is set, and any number when there is none. */
#ifndef HAVEN_BLOCK_FIRST_BIT
#define HAVEN_BLOCK_FIRST_BIT(mask) ((mask) != 0 ? (guint)__builtin_ctzll (mask) : 0)
#endif

/* More blocks of nothing but letters in a row are no word. */
#define HAVEN_MAX_FULL_BLOCKS 16

/* A mask moved by one character, with the last one of the block before. */
static inline guint64
haven_block_after (guint64 mask, guint64 before)
{
  return mask << 1 | before >> 63;
}

static inline gboolean
haven_block_is_letter (char c)
{
  return (guint8)((c | 0x20) - 'a') < 26;
}

static inline gboolean
haven_block_is_word (char c)
{
  return haven_block_is_letter (c) || (guint8)(c - '0') < 10;
}

/* Whether a sign stands behind a word where it could be a letter: $ and * may end one, the others must not.
 */
static inline gboolean
haven_block_sign_reads (const HavenBlockWalk *walk, gsize at)
{
  const char *visible = walk->visible;
  gsize next = at + 1;

  if (visible[at] == '$' || visible[at] == '*')
    return TRUE;
  while (next < walk->length && visible[next] != 0 && strchr ("@$!*+|(#%", visible[next]) != NULL)
    next++;
  return haven_block_is_word (visible[next]);
}

/* Three letters alone in a row, one to three characters between: k.y.s. Bits beyond the window count as none.
 */
static inline gboolean
haven_block_spaced (guint64 singles)
{
  guint64 pairs = singles & (singles >> 2 | singles >> 3 | singles >> 4);

  return (pairs & (pairs >> 2 | pairs >> 3 | pairs >> 4)) != 0;
}

/* Signs that make the word before them odd, or the one after them: @ss, a$$, k!ll, #killthem. */
static inline guint64
haven_block_read_signs (HavenBlockWalk *walk, guint64 signs, guint64 words, gsize base)
{
  guint64 odd = 0;

  for (; signs != 0; signs &= signs - 1) {
    guint bit = __builtin_ctzll (signs);
    gboolean behind_word = haven_block_after (words, walk->words) >> bit & 1;
    char c = walk->visible[base + bit];

    if (c == '`')
      walk->scan->slow |= behind_word;
    else if (behind_word && haven_block_sign_reads (walk, base + bit))
      odd |= G_GUINT64_CONSTANT (1) << bit;
    else if ((c == '@' || c == '$' || c == '#') && haven_block_is_word (walk->visible[base + bit + 1])) {
      odd |= bit < 63 ? G_GUINT64_CONSTANT (2) << bit : 0;
      walk->odd |= bit == 63;
    }
  }
  return odd;
}

/*
 * Writes down which words are odd. The number of a word is half the edges before any of its characters, or
 * before the character that follows it.
 */
static inline void
haven_block_write_odd (HavenBlockWalk *walk, guint64 spelled, guint64 apostrophes, guint64 edges)
{
  HavenScan *scan = walk->scan;
  guint32 *odd = walk->room->odd;

  for (guint64 left = spelled | apostrophes; left != 0; left &= left - 1) {
    guint64 bit = left & -left;
    guint32 word = (scan->n_bounds + __builtin_popcountll (edges & (bit - 1))) / 2;
    guint32 kind = spelled & bit ? HAVEN_ODD_SPELLED : 0;

    if (scan->n_odd > 0 && HAVEN_ODD_WORD (odd[scan->n_odd - 1]) == word)
      odd[scan->n_odd - 1] |= kind;
    else
      odd[scan->n_odd++] = word << 1 | kind;
  }
}

/* Sixteen at a time, more than there are: that is cheaper than to stop at the right one. */
static inline void
haven_block_write_bounds (HavenBlockWalk *walk, guint64 edges, gsize base)
{
  guint32 *bounds = walk->room->bounds + walk->scan->n_bounds;

  walk->scan->n_bounds += __builtin_popcountll (edges);
  while (edges != 0) {
    for (guint i = 0; i < 16; i++) {
      bounds[i] = base + HAVEN_BLOCK_FIRST_BIT (edges);
      edges &= edges - 1;
    }
    bounds += 16;
  }
}

/* Reads the bits of the block that begins at base. */
static inline void
haven_block_walk (HavenBlockWalk *walk, const HavenBlock *block, gsize base)
{
  HavenScan *scan = walk->scan;
  guint64 next_letter = haven_block_is_letter (walk->visible[base + HAVEN_SCAN_BLOCK]);
  guint64 next_digit = (guint8)(walk->visible[base + HAVEN_SCAN_BLOCK] - '0') < 10;
  guint64 after_letter = haven_block_after (block->letters, walk->letters);
  guint64 after_digit = haven_block_after (block->digits, walk->digits);
  guint64 apostrophes = block->apostrophes & after_letter & (block->letters >> 1 | next_letter << 63);
  guint64 words = block->letters | block->digits | apostrophes;
  guint64 edges = words ^ haven_block_after (words, walk->words);
  guint64 singles =
      words & ~haven_block_after (words, walk->words) & ~(words >> 1 | (next_letter | next_digit) << 63);
  /* letters and digits in one word, three of a letter, two of a rare one */
  guint64 odd = (block->letters & after_digit) | (block->digits & after_letter) |
                (block->doubles & (block->rare | haven_block_after (block->doubles, walk->doubles))) |
                walk->odd;

  walk->odd = 0;
  if (block->signs != 0)
    odd |= haven_block_read_signs (walk, block->signs, words, base);
  if ((odd | apostrophes) != 0)
    haven_block_write_odd (walk, odd, apostrophes, edges);
  if (G_UNLIKELY (__builtin_popcountll (singles) + __builtin_popcountll (walk->singles) > 2))
    scan->spaced |= haven_block_spaced (singles) || haven_block_spaced (singles << 32 | walk->singles >> 32);
  /* 5'a: whether that is one word depends on what stands before */
  scan->slow |= (block->apostrophes & after_digit) != 0;
  walk->full_blocks = words == ~G_GUINT64_CONSTANT (0) ? walk->full_blocks + 1 : 0;
  scan->slow |= walk->full_blocks > HAVEN_MAX_FULL_BLOCKS;
  haven_block_write_bounds (walk, edges, base);
  walk->letters = block->letters;
  walk->digits = block->digits;
  walk->words = words;
  walk->singles = singles;
  walk->doubles = block->doubles;
}
