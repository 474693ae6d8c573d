/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-scan-blocks.h"

static gsize
find_special (const char *bytes, gsize length)
{
  gsize i = 0;

  while (i < length && (guint8)(bytes[i] - 0x20) < 0x5F && bytes[i] != '<' && bytes[i] != '&')
    i++;
  return i;
}

static gboolean
is_sign (char c)
{
  return c != 0 && strchr ("@$!*+|(#%`", c) != NULL;
}

static void
read_block (const char *visible, char *folded, HavenBlock *block)
{
  *block = (HavenBlock){0};
  for (guint i = 0; i < HAVEN_SCAN_BLOCK; i++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << i;
    char c = visible[i];

    folded[i] = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    if (haven_block_is_letter (c))
      block->letters |= bit;
    else if (c >= '0' && c <= '9')
      block->digits |= bit;
    else if (c == '\'')
      block->apostrophes |= bit;
    else if (is_sign (c))
      block->signs |= bit;
    if (haven_block_is_letter (c) && (visible[i + 1] | 0x20) == (c | 0x20))
      block->doubles |= bit;
    if (haven_block_is_letter (c) && memchr ("uyhjqvwx", c | 0x20, 8) != NULL)
      block->rare |= bit;
  }
}

static void
scan_words (const char *visible, gsize length, const HavenScanRoom *room, HavenScan *scan)
{
  HavenBlockWalk walk = {.visible = visible, .length = length, .room = room, .scan = scan};

  *scan = (HavenScan){0};
  for (gsize base = 0; base <= length; base += HAVEN_SCAN_BLOCK) {
    HavenBlock block;

    read_block (visible + base, room->folded + base, &block);
    haven_block_walk (&walk, &block, base);
  }
}

/**
 * haven_scanner_get_portable:
 *
 * Returns: (transfer none): the scanner for every machine; what others give is held against it
 */
const HavenScanner *
haven_scanner_get_portable (void)
{
  static const HavenScanner scanner = {"portable", find_special, scan_words};

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
