/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-screen.h"

G_BEGIN_DECLS

/* What every message runs through. Such functions are laid side by side, so that a message that comes when
 * the caches are cold touches fewer pages. */
#define HAVEN_HOT __attribute__ ((hot))

#define HAVEN_SCAN_BLOCK 64    /* characters that are scanned at once */
#define HAVEN_SCAN_PADDING 128 /* zeros that must be readable behind a text that is scanned: two blocks */

/**
 * HavenScanBlock:
 * @starts: where words begin
 * @ends: where words have ended: the character after their last
 * @apostrophes: those inside words
 * @odd: that which makes a word odd: in it, a sign behind it, or one before it
 * @passed: which of @starts the screen let pass as words, once it was asked
 * @begun: which of them it let pass for what they begin with
 *
 * What is known of 64 characters, a bit for each.
 */
typedef struct {
  guint64 starts;
  guint64 ends;
  guint64 apostrophes;
  guint64 odd;
  guint64 passed;
  guint64 begun;
} HavenScanBlock;

/**
 * HavenScan:
 * @text: (array length=length): what is scanned: printable ASCII, line feeds and tabs, and zeros behind it
 * @length: its bytes
 * @letters: the same with words folded, and zeros for all else
 * @blocks: (array length=n_blocks): what was found, and behind it one more block where nothing ends
 * @n_blocks: how many: one more than @length / 64
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
  gboolean apostrophes;
  gboolean odd;
  gboolean spaced;
  gboolean slow;
} HavenScan;

/**
 * HavenScanner:
 * @name: for tests and benchmarks
 * @take_in: copies a message and writes zeros behind it, %HAVEN_SCAN_PADDING and as many again; notes, a bit
 * for each character of a block, what is special: not printable ASCII, or '<' or '&', so that zeros at its
 * end are, which are always there; returns whether anything is but those
 * @find_tag_end: behind the name of a tag, how far it is to its end, when that is within 32 bytes and a look
 * at them is enough; else 0
 * @copy: copies so many bytes, and whatever is behind them up to a multiple of %HAVEN_SCAN_PADDING
 * @scan: reads a text that is placed in a scan
 * @screen: asks a screen about each word, as it stands and without its apostrophe; returns whether any
 * passed, and notes which
 *
 * One way to do the passes that every message costs. All ways give the same results.
 */
typedef struct {
  const char *name;
  gboolean (*take_in) (char *to, guint64 *special, const char *from, gsize length);
  gsize (*find_tag_end) (const char *from);
  void (*copy) (char *to, const char *from, gsize length);
  void (*scan) (HavenScan *scan);
  gboolean (*screen) (const HavenScan *scan, const HavenScreen *screen);
} HavenScanner;

/* Writes the zeros behind a text. As a single memset() a compiler may make one instruction of it that takes
 * longer than to scan a short message. */
static inline void
haven_scan_pad (char *end)
{
  static const char zeros[HAVEN_SCAN_PADDING / 4];

  for (guint i = 0; i < HAVEN_SCAN_PADDING; i += sizeof zeros)
    memcpy (end + i, zeros, sizeof zeros);
}

/* How many bits are set. Without an instruction for it compilers call a function, which costs several times
 * this. */
static inline guint
haven_scan_count_bits (guint64 bits)
{
#ifdef __POPCNT__
  return __builtin_popcountll (bits);
#else
  const guint64 ones = ~G_GUINT64_CONSTANT (0);

  bits -= bits >> 1 & ones / 3;
  bits = (bits & ones / 5) + (bits >> 2 & ones / 5);
  return ((bits + (bits >> 4)) & ones / 17) * (ones / 255) >> 56;
#endif
}

/* How many words there are. */
static inline guint
haven_scan_count_words (const HavenScan *scan)
{
  guint n = 0;

  for (guint i = 0; i < scan->n_blocks; i++)
    n += haven_scan_count_bits (scan->blocks[i].starts);
  return n;
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
  guint64 starts = block->starts;

  for (guint i = 1; i < MIN (letters, 4); i++)
    starts &= ~(block->ends >> i | block[1].ends << (64 - i));
  return starts;
}

/* An odd word may have readings: one bit says which, the others are its number. */
#define HAVEN_ODD_SPELLED 1u /* it must be spelled out; else it only has an apostrophe */
#define HAVEN_ODD_WORD(odd) ((odd) >> 1)

G_END_DECLS
