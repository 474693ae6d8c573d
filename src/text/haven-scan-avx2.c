/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place with instructions of one machine: 32 characters at a time, on x86-64 with AVX2. The build
 * gives this file the options for it; nothing in it runs before haven_scanner_get_avx2() has asked the
 * processor.
 */
#ifdef __AVX2__

#include <immintrin.h>

#define HAVEN_BLOCK_FIRST_BIT(mask) ((guint)_tzcnt_u64 (mask))
#include "haven-scan-blocks.h"

/* All ones where low <= byte < low + n, for bytes below 0x80. */
static inline __m256i
in_range (__m256i bytes, char low, char n)
{
  /* moved so that the range ends at the top of the signed bytes */
  __m256i moved = _mm256_add_epi8 (bytes, _mm256_set1_epi8 ((char)(128 - low - n)));

  return _mm256_cmpgt_epi8 (moved, _mm256_set1_epi8 ((char)(127 - n)));
}

static inline guint32
to_bits (__m256i mask)
{
  return (guint32)_mm256_movemask_epi8 (mask);
}

/* All ones where there is a control, DEL, or no ASCII. */
static inline __m256i
find_unprintable (__m256i v)
{
  return _mm256_or_si256 (_mm256_cmpeq_epi8 (v, _mm256_set1_epi8 (0x7F)),
                          _mm256_cmpgt_epi8 (_mm256_set1_epi8 (0x20), v));
}

static inline __m256i
find_markup (__m256i v)
{
  return _mm256_or_si256 (_mm256_cmpeq_epi8 (v, _mm256_set1_epi8 ('<')),
                          _mm256_cmpeq_epi8 (v, _mm256_set1_epi8 ('&')));
}

static inline guint32
special_bits (const char *bytes)
{
  __m256i v = _mm256_loadu_si256 ((const __m256i *)(gconstpointer)bytes);

  return to_bits (_mm256_or_si256 (find_unprintable (v), find_markup (v)));
}

static gsize
find_special (const char *bytes, gsize length)
{
  if (length < 32)
    return haven_scanner_get_portable ()->find_special (bytes, length);
  for (gsize i = 0; i < length; i += 64) {
    /* the last ones are looked at with some before them once more */
    gsize at = MIN (i, length - 32), then = MIN (i + 32, length - 32);
    guint64 special = special_bits (bytes + at) | (guint64)special_bits (bytes + then) << 32;

    if (special != 0)
      return __builtin_ctzll (special) < 32 ? at + __builtin_ctzll (special)
                                            : then + __builtin_ctzll (special) - 32;
  }
  return length;
}

static inline __m256i
fold (__m256i v)
{
  return _mm256_or_si256 (v, _mm256_and_si256 (in_range (v, 'A', 26), _mm256_set1_epi8 (0x20)));
}

/*
 * What else a byte is, by its two halves: where the rows of both share a bit. Rows 2, 4, 6 and 7 of ASCII
 * have the signs of bits 1, 2, 4 and 8; rows 6 and 7 have the rare letters of bits 16 and 32.
 */
static inline __m256i
classify (__m256i v)
{
  const __m256i low = _mm256_broadcastsi128_si256 (
      _mm_setr_epi8 (2 | 4, 1 | 32, 0, 1, 1, 1 | 32, 32, 32, 1 | 16 | 32, 32, 1 | 16, 1, 8, 0, 0, 0));
  const __m256i high =
      _mm256_broadcastsi128_si256 (_mm_setr_epi8 (0, 0, 1, 0, 2, 0, 4 | 16, 8 | 32, 0, 0, 0, 0, 0, 0, 0, 0));
  __m256i lows = _mm256_shuffle_epi8 (low, _mm256_and_si256 (v, _mm256_set1_epi8 (15)));
  __m256i highs =
      _mm256_shuffle_epi8 (high, _mm256_and_si256 (_mm256_srli_epi16 (v, 4), _mm256_set1_epi8 (15)));

  return _mm256_and_si256 (lows, highs);
}

static inline void
read_half (const char *visible, char *folded, HavenBlock *block, guint shift)
{
  __m256i v = fold (_mm256_loadu_si256 ((const __m256i *)(gconstpointer)visible));
  __m256i next = fold (_mm256_loadu_si256 ((const __m256i *)(gconstpointer)(visible + 1)));
  __m256i letters = in_range (v, 'a', 26);
  __m256i class = classify (v);
  guint32 rare = to_bits (_mm256_cmpgt_epi8 (class, _mm256_set1_epi8 (15)));

  _mm256_storeu_si256 ((__m256i *)(gpointer)folded, v);
  block->letters |= (guint64)to_bits (letters) << shift;
  block->digits |= (guint64)to_bits (in_range (v, '0', 10)) << shift;
  block->apostrophes |= (guint64)to_bits (_mm256_cmpeq_epi8 (v, _mm256_set1_epi8 ('\''))) << shift;
  block->signs |= (guint64)(to_bits (_mm256_cmpgt_epi8 (class, _mm256_setzero_si256 ())) & ~rare) << shift;
  block->doubles |= (guint64)to_bits (_mm256_and_si256 (letters, _mm256_cmpeq_epi8 (v, next))) << shift;
  block->rare |= (guint64)rare << shift;
}

static void
scan_words (const char *visible, gsize length, const HavenScanRoom *room, HavenScan *scan)
{
  HavenBlockWalk walk = {.visible = visible, .length = length, .room = room, .scan = scan};

  *scan = (HavenScan){0};
  for (gsize base = 0; base <= length; base += HAVEN_SCAN_BLOCK) {
    HavenBlock block = {0};

    read_half (visible + base, room->folded + base, &block, 0);
    read_half (visible + base + 32, room->folded + base + 32, &block, 32);
    haven_block_walk (&walk, &block, base);
  }
}

/**
 * haven_scanner_get_avx2:
 *
 * Returns: (transfer none) (nullable): the scanner with AVX2, NULL when this machine has none
 */
const HavenScanner *
haven_scanner_get_avx2 (void)
{
  static const HavenScanner scanner = {"avx2", find_special, scan_words};

  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi2") ? &scanner : NULL;
}

#else

#include "haven-scan.h"

const HavenScanner *
haven_scanner_get_avx2 (void)
{
  return NULL;
}

#endif
