/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-char.h"
#include "haven-scan-blocks.h"

static gboolean
is_special (char c)
{
  return (guint8)(c - 0x20) >= 0x5F || c == '<' || c == '&';
}

static gboolean
take_in (char *to, guint64 *special, const char *from, gsize length)
{
  gboolean any = FALSE;

  for (gsize base = 0; base <= length; base += HAVEN_SCAN_BLOCK) {
    guint n = MIN (length - base, HAVEN_SCAN_BLOCK);
    guint64 found = 0;

    for (guint i = 0; i < n; i++)
      found |= (guint64)is_special (from[base + i]) << i;
    any |= found != 0;
    special[base / HAVEN_SCAN_BLOCK] = n < HAVEN_SCAN_BLOCK ? found | ~G_GUINT64_CONSTANT (0) << n : found;
  }
  if (length > 0)
    memcpy (to, from, length);
  haven_scan_pad (to + length);
  haven_scan_pad (to + length + HAVEN_SCAN_PADDING);
  return any;
}

static gsize
find_tag_end (const char *from)
{
  guint32 close = 0, quotes = 0;

  for (guint i = 0; i < 32 && close == 0; i++) {
    close |= (guint32)(from[i] == '>') << i;
    quotes |= (guint32)(from[i] == '"' || from[i] == '\'') << i;
  }
  return haven_block_check_tag_end (from, close, quotes);
}

static void
copy (char *to, const char *from, gsize length)
{
  for (gsize at = 0; at < length; at += HAVEN_SCAN_PADDING)
    memcpy (to + at, from + at, HAVEN_SCAN_PADDING);
}

static gboolean
is_sign (char c)
{
  return haven_char_is_leet_sign ((guint8)c) || c == '`';
}

static gboolean
is_word (char c)
{
  return haven_block_is_letter (c) || haven_block_is_digit (c);
}

/* Whether a sign stands behind a word where it could be a letter: $ and * may end one, others only before a
 * $. */
static gboolean
sign_reads (const HavenScan *scan, gsize at)
{
  const char *text = scan->text;
  gsize next = at + 1;

  if (text[at] == '$' || text[at] == '*')
    return TRUE;
  while (next < scan->length && haven_char_is_leet_sign ((guint8)text[next])) {
    if (text[next++] == '$')
      return TRUE;
  }
  return is_word (text[next]);
}

/* Signs that make the word before them odd, or the one after them: @ss, a$$, k!ll, !d!ot, #killthem; and
 * kiIl. */
guint64
haven_block_read_signs (HavenScan *scan, guint64 signs, guint64 behind_words, gsize base)
{
  guint64 odd = 0;

  for (; signs != 0; signs &= signs - 1) {
    guint bit = __builtin_ctzll (signs);
    gboolean behind_word = behind_words >> bit & 1;
    char c = scan->text[base + bit];

    if (c == 'I')
      odd |= (guint64)g_ascii_islower (scan->text[base + bit - 1]) << bit;
    else if (c == '`')
      scan->slow |= behind_word; /* an apostrophe to some */
    else if ((behind_word && sign_reads (scan, base + bit)) ||
             (strchr ("@$!#", c) != NULL && is_word (scan->text[base + bit + 1])))
      odd |= G_GUINT64_CONSTANT (1) << bit;
  }
  return odd;
}

/* Apostrophes that are in no word: those that quote. */
void
haven_block_part_at (HavenScan *scan, guint64 apostrophes, gsize base)
{
  for (; apostrophes != 0; apostrophes &= apostrophes - 1)
    scan->letters[base + __builtin_ctzll (apostrophes)] = 0;
}

/* Three letters alone in a row, one to three characters between: k.y.s. Bits beyond the window count as none.
 */
static gboolean
are_spaced (guint64 singles)
{
  guint64 pairs = singles & (singles >> 2 | singles >> 3 | singles >> 4);

  return (pairs & (pairs >> 2 | pairs >> 3 | pairs >> 4)) != 0;
}

/* Whether letters alone are spaced out; they may go over from the block before. */
gboolean
haven_block_are_spaced (const HavenScan *scan)
{
  guint64 starts = 0, before = 0;

  for (guint i = 0; i < scan->n_blocks; i++) {
    const HavenScanBlock *block = &scan->blocks[i];
    guint64 singles = block->ends & haven_block_after (block->starts, starts);

    if (singles != 0 && (are_spaced (singles) || are_spaced (singles << 32 | before >> 32)))
      return TRUE;
    starts = block->starts;
    before = singles;
  }
  return FALSE;
}

/* Whether there are too many blocks in a row without an end of a word in them, and without a gap. */
gboolean
haven_block_are_endless (const HavenScan *scan)
{
  guint n_full = 0;

  for (guint i = 0; i < scan->n_blocks && n_full <= HAVEN_MAX_FULL_BLOCKS; i++) {
    const HavenScanBlock *block = &scan->blocks[i];
    gboolean full = block->ends == 0 && block->starts <= 1 && scan->letters[i * HAVEN_SCAN_BLOCK] != 0;

    n_full = full ? n_full + 1 : 0;
  }
  return n_full > HAVEN_MAX_FULL_BLOCKS;
}

static void
read_block (const HavenScan *scan, gsize base, HavenBlock *block)
{
  *block = (HavenBlock){0};
  for (guint i = 0; i < HAVEN_SCAN_BLOCK; i++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << i;
    char c = scan->text[base + i], letter = 0;

    if (haven_block_is_letter (c)) {
      letter = c | 0x20;
      block->letters |= bit;
      block->signs |= c == 'I' ? bit : 0;
      block->doubles |= (scan->text[base + i + 1] | 0x20) == letter ? bit : 0;
      block->rare |= memchr ("uyhjqvwx", letter, 8) != NULL ? bit : 0;
    } else if (haven_block_is_digit (c)) {
      letter = c;
      block->digits |= bit;
    } else if (c == '\'') {
      letter = c;
      block->apostrophes |= bit;
    } else if (is_sign (c)) {
      block->signs |= bit;
    }
    scan->letters[base + i] = letter;
  }
}

static void
scan_text (HavenScan *scan)
{
  HavenBlockWalk walk = {0};

  scan->slow = FALSE;
  for (gsize base = 0; base <= scan->length; base += HAVEN_SCAN_BLOCK) {
    HavenBlock block;

    read_block (scan, base, &block);
    haven_block_walk (&walk, scan, &block, haven_block_is_letter (scan->text[base + HAVEN_SCAN_BLOCK]), base);
  }
  haven_block_end (&walk, scan);
}

/* Returns whether any word of a block passed. */
static gboolean
screen_block (const HavenScan *scan, guint number, const HavenScreen *screen)
{
  const char *letters = scan->letters + number * HAVEN_SCAN_BLOCK;
  HavenScanBlock *block = &scan->blocks[number];

  block->passed = block->begun = 0;
  for (guint64 left = haven_scan_get_starts (scan, number, screen->shortest); left != 0; left &= left - 1) {
    guint64 head = haven_screen_head_of_letters (letters + __builtin_ctzll (left));

    if (haven_screen_may_be (screen, head))
      block->passed |= left & -left;
    if (haven_screen_may_begin (screen, head))
      block->begun |= left & -left;
  }
  return (block->passed | block->begun) != 0;
}

static gboolean
screen_words (const HavenScan *scan, const HavenScreen *screen)
{
  gboolean any = FALSE;

  for (guint i = 0; i < scan->n_blocks; i++) {
    any |= screen_block (scan, i, screen);
    any |= haven_block_screen_apostrophes (scan, i, screen);
  }
  return any;
}

/**
 * haven_scanner_get_portable:
 *
 * Returns: (transfer none): the scanner for every machine; what others give is held against it
 */
const HavenScanner *
haven_scanner_get_portable (void)
{
  static const HavenScanner scanner = {"portable", take_in, find_tag_end, copy, scan_text, screen_words};

  return &scanner;
}

/**
 * haven_scanner_get_best:
 *
 * Returns: (transfer none): the fastest scanner that this machine runs
 */
const HavenScanner *
haven_scanner_get_best (void)
{
  const HavenScanner *avx2 = haven_scanner_get_avx2 ();

  return avx2 != NULL ? avx2 : haven_scanner_get_portable ();
}

/**
 * haven_scan_write_bounds:
 * @scan: a scan that is not slow
 * @bounds: (out): room for twice the number of its words
 *
 * Writes down where each word begins and ends.
 */
void
haven_scan_write_bounds (const HavenScan *scan, guint32 *bounds)
{
  guint32 *start = bounds, *end = bounds + 1;

  for (guint i = 0; i < scan->n_blocks; i++) {
    const HavenScanBlock *block = &scan->blocks[i];
    guint32 base = i * HAVEN_SCAN_BLOCK;

    for (guint64 left = block->starts; left != 0; left &= left - 1, start += 2)
      *start = base + __builtin_ctzll (left);
    for (guint64 left = block->ends; left != 0; left &= left - 1, end += 2)
      *end = base + __builtin_ctzll (left);
  }
}

/**
 * haven_scan_write_odd:
 * @scan: a scan that is not slow
 * @odd: (out): room for as many as there are words
 *
 * Writes down which words may have readings, in their order.
 *
 * Returns: how many they are
 */
guint
haven_scan_write_odd (const HavenScan *scan, guint32 *odd)
{
  guint n = 0, n_ended = 0;

  for (guint i = 0; i < scan->n_blocks; i++) {
    const HavenScanBlock *block = &scan->blocks[i];

    for (guint64 left = block->odd | block->apostrophes, group; left != 0; left &= ~group) {
      guint64 bit = left & -left, ends = block->ends & -bit;
      /* it is in a word, behind it, or before it: so many have ended before */
      guint32 word = n_ended + haven_scan_count_bits (block->ends & (bit - 1));
      guint32 kind;

      /* all up to the next end are of the same word */
      group = ((ends & -ends) << 1) - 1;
      kind = block->odd & left & group ? HAVEN_ODD_SPELLED : 0;

      if (n > 0 && HAVEN_ODD_WORD (odd[n - 1]) == word)
        odd[n - 1] |= kind;
      else
        odd[n++] = word << 1 | kind;
    }
    n_ended += haven_scan_count_bits (block->ends);
  }
  return n;
}
