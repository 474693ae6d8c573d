/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that must be readable, and zero, behind a text that is scanned. */
#define HAVEN_SCAN_PADDING 128
#define HAVEN_SCAN_BLOCK 64

/**
 * HavenScan:
 * @n_bounds: how many bounds were written: twice the number of words
 * @n_odd: how many odd words were written
 * @spaced: letters may be spaced out
 * @slow: there is something that only haven-words.c reads aright; nothing else of the scan counts
 *
 * What one quick pass over ASCII text found.
 */
typedef struct {
  guint n_bounds;
  guint n_odd;
  gboolean spaced;
  gboolean slow;
} HavenScan;

/* An odd word may have readings: one bit says which, the others are its number. */
#define HAVEN_ODD_SPELLED 1u /* it must be spelled out; else it only has an apostrophe */
#define HAVEN_ODD_WORD(odd) ((odd) >> 1)

/**
 * HavenScanRoom:
 * @folded: the folded text; room for a block more than the text is long
 * @bounds: where words begin and end; room for 32 more than the text is long
 * @odd: odd words in their order; room for one more than the text is long
 *
 * Where a scanner writes.
 */
typedef struct {
  char *folded;
  guint32 *bounds;
  guint32 *odd;
} HavenScanRoom;

/**
 * HavenScanner:
 * @name: for tests and benchmarks
 * @find_special: offset of the first byte that is not printable ASCII, or is '<' or '&'; the length when
 * there is none
 * @scan_words: folds padded ASCII text, and finds its words and which of them are odd
 *
 * One way to do the passes that every message costs. All ways give the same results.
 */
typedef struct {
  const char *name;
  gsize (*find_special) (const char *bytes, gsize length);
  void (*scan_words) (const char *visible, gsize length, const HavenScanRoom *room, HavenScan *scan);
} HavenScanner;

const HavenScanner *haven_scanner_get_portable (void);
const HavenScanner *haven_scanner_get_avx2 (void);
const HavenScanner *haven_scanner_get_best (void);

G_END_DECLS
