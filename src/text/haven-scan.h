/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-screen.h"

G_BEGIN_DECLS

/* What every message runs through. Such functions are laid side by side, so that a message that comes when
 * the caches are cold touches fewer pages. */
#define HAVEN_HOT __attribute__ ((hot))

#define HAVEN_SCAN_BLOCK 64    /* characters that are scanned at once */
#define HAVEN_SCAN_PIECE 32    /* characters that are taken in at once */
#define HAVEN_SCAN_PADDING 128 /* zeros that must be readable behind a text that is scanned */

/**
 * HavenScanBlock:
 * @starts: where words begin
 * @ends: where words have ended: the character after their last
 * @apostrophes: those inside words
 * @odd: that which makes a word odd: in it, a sign behind it, or one before it
 * @passed: which of @starts passed the screen, once it was asked
 * @n_begun: how many words begin in the blocks before
 * @n_ended: how many of them end there
 *
 * What is known of 64 characters, a bit for each.
 */
typedef struct {
  guint64 starts;
  guint64 ends;
  guint64 apostrophes;
  guint64 odd;
  guint64 passed;
  guint32 n_begun;
  guint32 n_ended;
} HavenScanBlock;

/**
 * HavenScan:
 * @text: (array length=length): what is scanned: printable ASCII, line feeds and tabs, and zeros behind it
 * @length: its bytes
 * @letters: the same with words folded, and zeros for all else
 * @blocks: (array length=n_blocks): what was found
 * @n_blocks: how many: one more than @length / 64
 * @n_words: how many words there are
 * @apostrophes: whether a word has one
 * @odd: whether a word is odd
 * @spaced: letters may be spaced out
 * @slow: there is something that only haven-words.c reads aright; nothing else of the scan counts
 *
 * What one quick pass found.
 */
typedef struct {
  const char *text;
  gsize length;
  char *letters;
  HavenScanBlock *blocks;
  guint n_blocks;
  guint n_words;
  gboolean apostrophes;
  gboolean odd;
  gboolean spaced;
  gboolean slow;
} HavenScan;

/**
 * HavenScanner:
 * @name: for tests and benchmarks
 * @take_in: copies a message and writes zeros behind it, %HAVEN_SCAN_PADDING and more up to the end of a
 * piece; notes, a bit for each character, what is special: not printable ASCII, or '<' or '&'; returns
 * whether anything is
 * @scan: reads a text that is placed in a scan
 * @screen: asks a screen about each word, as it stands and without its apostrophe; returns whether any
 * passed, and notes which
 *
 * One way to do the passes that every message costs. All ways give the same results.
 */
typedef struct {
  const char *name;
  gboolean (*take_in) (char *to, guint32 *special, const char *from, gsize length);
  void (*scan) (HavenScan *scan);
  gboolean (*screen) (const HavenScan *scan, const HavenScreen *screen);
} HavenScanner;

/* Writes the zeros behind a text. As a single memset() a compiler may make one instruction of it that takes
 * longer than to scan a short message. */
static inline void
haven_scan_pad (char *end)
{
  static const char zeros[HAVEN_SCAN_PIECE];

  for (guint i = 0; i < HAVEN_SCAN_PADDING; i += HAVEN_SCAN_PIECE)
    memcpy (end + i, zeros, HAVEN_SCAN_PIECE);
}

const HavenScanner *haven_scanner_get_portable (void);
const HavenScanner *haven_scanner_get_avx2 (void);
const HavenScanner *haven_scanner_get_best (void);

void haven_scan_write_bounds (const HavenScan *scan, guint32 *bounds);
guint haven_scan_write_odd (const HavenScan *scan, guint32 *odd);

/* Where in a block words begin that have so many letters or more; of those with more than four no more is
 * told. */
static inline guint64
haven_scan_get_starts (const HavenScan *scan, guint number, guint letters)
{
  const HavenScanBlock *block = &scan->blocks[number];
  guint64 next_ends = number + 1 < scan->n_blocks ? block[1].ends : 0, starts = block->starts;

  for (guint i = 1; i < MIN (letters, 4); i++)
    starts &= ~(block->ends >> i | next_ends << (64 - i));
  return starts;
}

/* An odd word may have readings: one bit says which, the others are its number. */
#define HAVEN_ODD_SPELLED 1u /* it must be spelled out; else it only has an apostrophe */
#define HAVEN_ODD_WORD(odd) ((odd) >> 1)

G_END_DECLS
