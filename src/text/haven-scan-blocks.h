/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The part of scanning that is the same for every scanner: what the bits of a block of 64 characters mean.
 * Each scanner includes it, so that the compiler can fit it to that scanner's instructions; what is not
 * needed for most blocks stands in haven-scan.c.
 */
#include "haven-scan.h"

/* One bit a character. */
typedef struct {
  guint64 letters;
  guint64 digits;
  guint64 apostrophes;
  guint64 signs;   /* those that may stand for letters, and I, which may stand for l */
  guint64 doubles; /* letters that are the same as the next one */
  guint64 rare;    /* letters that English hardly ever doubles */
} HavenBlock;

/* What goes over from block to block, and what is gathered. */
typedef struct {
  guint64 letters;
  guint64 digits;
  guint64 words;
  guint64 starts;
  guint64 doubles;
  guint64 apostrophes; /* of all blocks together, like those below */
  guint64 odd;
  guint64 slow;
  guint n_singles;
} HavenBlockWalk;

/* Fewer letters alone are not spaced out. */
#define HAVEN_MIN_SPACED 3

/* More blocks of nothing but letters in a row are no word. */
#define HAVEN_MAX_FULL_BLOCKS 16

guint64 haven_block_read_signs (HavenScan *scan, guint64 signs, guint64 behind_words, gsize base);
void haven_block_part_at (HavenScan *scan, guint64 apostrophes, gsize base);
gboolean haven_block_are_spaced (const HavenScan *scan);
gboolean haven_block_are_endless (const HavenScan *scan);

/*
 * Where a tag surely ends: one past the first '>' of 32 bytes, unless a quoted value may hold that. When two
 * quotes stand before it, and the first of them opens a value that the second one ends, none does. More only
 * a reader of tags knows, and then it is 0. @close has a bit for each '>', @quotes for each quote before the
 * first.
 */
static inline gsize
haven_block_check_tag_end (const char *from, guint32 close, guint32 quotes)
{
  guint32 second = quotes & (quotes - 1);

  if (close == 0)
    return 0;
  if (quotes != 0) {
    guint first = __builtin_ctz (quotes);

    if (second == 0 || (second & (second - 1)) != 0 || first == 0 || from[first - 1] != '=' ||
        from[__builtin_ctz (second)] != from[first])
      return 0;
  }
  return __builtin_ctz (close) + 1;
}

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
haven_block_is_digit (char c)
{
  return (guint8)(c - '0') < 10;
}

/*
 * Reads the bits of the block that begins at base. A scanner that has seen that some of them are zero says
 * so, and the compiler leaves out what they are for; next_letter is whether the next block begins with one.
 */
static inline void
haven_block_walk (
    HavenBlockWalk *walk, HavenScan *scan, const HavenBlock *block, gboolean next_letter, gsize base)
{
  guint64 after_letter = haven_block_after (block->letters, walk->letters);
  guint64 after_digit = haven_block_after (block->digits, walk->digits);
  guint64 before_letter = block->letters >> 1 | (guint64)next_letter << 63;
  guint64 apostrophes = block->apostrophes & after_letter & before_letter;
  guint64 words = block->letters | block->digits | apostrophes;
  guint64 behind_words = haven_block_after (words, walk->words);
  guint64 starts = words & ~behind_words, ends = behind_words & ~words;
  guint64 singles = ends & haven_block_after (starts, walk->starts);
  guint64 signs;
  /* letters and digits in one word, three of a letter, two of a rare one */
  guint64 odd = (block->letters & after_digit) | (block->digits & after_letter) |
                (block->doubles & (block->rare | haven_block_after (block->doubles, walk->doubles)));

  signs = block->signs & (~block->letters | after_letter); /* an I mostly begins its word */
  if (signs != 0)
    odd |= haven_block_read_signs (scan, signs, behind_words, base);
  if (block->apostrophes != apostrophes)
    haven_block_part_at (scan, block->apostrophes & ~apostrophes, base);
  scan->blocks[base / HAVEN_SCAN_BLOCK] = (HavenScanBlock){starts, ends, apostrophes, odd};
  /* 5'a: whether that is one word depends on what stands before */
  walk->slow |= block->apostrophes & after_digit;
  walk->n_singles += haven_scan_count_bits (singles);
  walk->apostrophes |= apostrophes;
  walk->odd |= odd;
  walk->letters = block->letters;
  walk->digits = block->digits;
  walk->words = words;
  walk->starts = starts;
  walk->doubles = block->doubles;
}

/* Where the word begins that has a character of a block in it. */
static inline gsize
haven_block_find_start (const HavenScan *scan, guint number, guint bit)
{
  guint64 starts = scan->blocks[number].starts & ((G_GUINT64_CONSTANT (1) << bit) - 1);

  while (G_UNLIKELY (starts == 0))
    starts = scan->blocks[--number].starts;
  return (gsize)number * HAVEN_SCAN_BLOCK + 63 - __builtin_clzll (starts);
}

/*
 * What haven_readings_without_apostrophe() makes of a word, asked of the screen: x's is x, l'x is x, and
 * don't is dont. A word with two of them passes.
 */
static inline gboolean
haven_block_passes_without (const HavenScreen *screen, const char *letters, gsize before)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 head = haven_screen_head (letters, before);
  guint64 rest = haven_screen_head_of_letters (letters + before + 1);
  guint64 others = rest ^ ones * '\'';

  if (before < 8 && rest != 's')
    head |= rest << 8 * before;
  return haven_screen_passes (screen, head) || (before == 1 && haven_screen_passes (screen, rest)) ||
         ((others - ones) & ~others & ones << 7) != 0;
}

/* Notes as passed in both ways what passes without its apostrophe; returns whether there is such a word. */
static inline gboolean
haven_block_screen_apostrophes (const HavenScan *scan, guint number, const HavenScreen *screen)
{
  gboolean any = FALSE;

  for (guint64 left = scan->blocks[number].apostrophes; left != 0; left &= left - 1) {
    guint bit = __builtin_ctzll (left);
    gsize start = haven_block_find_start (scan, number, bit);
    guint64 passed = haven_block_passes_without (screen, scan->letters + start,
                                                 (gsize)number * HAVEN_SCAN_BLOCK + bit - start);

    scan->blocks[start / HAVEN_SCAN_BLOCK].passed |= passed << start % HAVEN_SCAN_BLOCK;
    scan->blocks[start / HAVEN_SCAN_BLOCK].begun |= passed << start % HAVEN_SCAN_BLOCK;
    any |= passed != 0;
  }
  return any;
}

/* What has been gathered. */
static inline void
haven_block_end (const HavenBlockWalk *walk, HavenScan *scan)
{
  scan->n_blocks = scan->length / HAVEN_SCAN_BLOCK + 1;
  scan->blocks[scan->n_blocks].ends = 0;
  scan->apostrophes = walk->apostrophes != 0;
  scan->odd = walk->odd != 0;
  scan->spaced = walk->n_singles >= HAVEN_MIN_SPACED && haven_block_are_spaced (scan);
  scan->slow |= walk->slow != 0;
  if (G_UNLIKELY (scan->n_blocks > HAVEN_MAX_FULL_BLOCKS))
    scan->slow |= haven_block_are_endless (scan);
}
