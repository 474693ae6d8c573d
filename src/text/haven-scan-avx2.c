/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place with instructions of one machine: 32 characters at a time, on x86-64 with AVX2. The build
 * gives this file the options for it; nothing in it runs before haven_scanner_get_avx2() has asked the
 * processor.
 */
#ifdef __AVX2__

#include <immintrin.h>
#include <string.h>

#include "haven-scan-blocks.h"

static inline __m256i
load (const char *bytes)
{
  return _mm256_loadu_si256 ((const __m256i *)(gconstpointer)bytes);
}

static inline __m256i
repeat (char c)
{
  return _mm256_set1_epi8 (c);
}

static inline void
store (char *bytes, __m256i v)
{
  _mm256_storeu_si256 ((__m256i *)(gpointer)bytes, v);
}

static inline guint32
to_bits (__m256i mask)
{
  return (guint32)_mm256_movemask_epi8 (mask);
}

static inline __m256i
find_byte (__m256i v, char c)
{
  return _mm256_cmpeq_epi8 (v, repeat (c));
}

/* All ones where low <= byte < low + n. */
static inline __m256i
find_range (__m256i v, char low, char n)
{
  /* moved so that the range ends at the top of the signed bytes */
  __m256i moved = _mm256_add_epi8 (v, repeat ((char)(128 - low - n)));

  return _mm256_cmpgt_epi8 (moved, repeat ((char)(127 - n)));
}

/* All ones where there is a control, DEL, no ASCII, or markup. */
static inline __m256i
find_special (__m256i v)
{
  /* moved by one, DEL is the least of the signed bytes */
  __m256i unprintable = _mm256_cmpgt_epi8 (repeat (0x21), _mm256_add_epi8 (v, repeat (1)));

  return _mm256_or_si256 (unprintable, _mm256_or_si256 (find_byte (v, '<'), find_byte (v, '&')));
}

/* The last bytes of a message, up to four, as the topmost of 32 bits. */
static inline guint32
load_last (const char *from, gsize length)
{
  guint32 last = 0;

  if (G_LIKELY (length >= sizeof last))
    memcpy (&last, from + length - sizeof last, sizeof last);
  else
    for (gsize i = 0; i < length; i++)
      last = last >> 8 | (guint32)(guint8)from[i] << 24;
  return last;
}

/* What is left of a message, fewer than 32 bytes, and zeros: nothing behind its end may be read. */
static inline __m256i
load_rest (const char *from, gsize at, gsize length)
{
  const __m256i numbers = _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7);
  __m256i whole = _mm256_set1_epi32 ((length - at) / 4);
  __m256i few = _mm256_set1_epi32 ((guint64)load_last (from, length) >> (32 - length % 4 * 8));

  return _mm256_or_si256 (
      _mm256_maskload_epi32 ((const int *)(gconstpointer)(from + at), _mm256_cmpgt_epi32 (whole, numbers)),
      _mm256_and_si256 (_mm256_cmpeq_epi32 (whole, numbers), few));
}

HAVEN_HOT static gboolean
take_in (char *to, guint32 *special, const char *from, gsize length)
{
  guint32 any = 0;
  gsize at = 0;
  __m256i v;

  for (; at + HAVEN_SCAN_PIECE <= length; at += HAVEN_SCAN_PIECE) {
    v = load (from + at);
    store (to + at, v);
    any |= special[at / HAVEN_SCAN_PIECE] = to_bits (find_special (v));
  }
  v = load_rest (from, at, length);
  store (to + at, v);
  any |= special[at / HAVEN_SCAN_PIECE] = _bzhi_u32 (to_bits (find_special (v)), length - at);
  haven_scan_pad (to + at + HAVEN_SCAN_PIECE);
  return any != 0;
}

/*
 * What else a byte is, by its two halves: where the rows of both share a bit. Rows 2, 4, 6 and 7 of ASCII
 * have the signs of bits 1, 2, 4 and 8; row 3 has digits; rows 4 and 6, 5 and 7 have the rare letters of bits
 * 16 and 32.
 */
#define SIGN (1 | 2 | 4 | 8)
#define RARE (16 | 32)
#define DIGIT 64

static inline __m256i
classify (__m256i v)
{
  const __m256i low = _mm256_broadcastsi128_si256 (
      _mm_setr_epi8 (2 | 4 | DIGIT, 1 | 32 | DIGIT, DIGIT, 1 | DIGIT, 1 | DIGIT, 1 | 32 | DIGIT, 32 | DIGIT,
                     32 | DIGIT, 1 | 16 | 32 | DIGIT, 32 | DIGIT, 1 | 16, 1, 8, 0, 0, 0));
  const __m256i high = _mm256_broadcastsi128_si256 (
      _mm_setr_epi8 (0, 0, 1, DIGIT, 2 | 16, 32, 4 | 16, 8 | 32, 0, 0, 0, 0, 0, 0, 0, 0));
  __m256i lows = _mm256_shuffle_epi8 (low, _mm256_and_si256 (v, repeat (15)));
  __m256i highs = _mm256_shuffle_epi8 (high, _mm256_and_si256 (_mm256_srli_epi16 (v, 4), repeat (15)));

  return _mm256_and_si256 (lows, highs);
}

/* Which bytes have one of these bits. */
static inline guint32
have_class (__m256i class, char bits)
{
  return ~to_bits (find_byte (_mm256_and_si256 (class, repeat (bits)), 0));
}

/* Half of what is to know of a block: what is of most of them. */
typedef struct {
  guint32 letters;
  guint32 apostrophes;
  guint32 doubles;
  guint32 plain; /* characters of which no more is to know */
} Half;

static inline Half
read_half (const char *text, char *letters)
{
  const __m256i lower = repeat (0x20);
  __m256i v = load (text), folded = _mm256_or_si256 (v, lower),
          next = _mm256_or_si256 (load (text + 1), lower);
  __m256i letter = find_range (folded, 'a', 26), apostrophe = find_byte (v, '\'');
  __m256i doubled = _mm256_and_si256 (letter, _mm256_cmpeq_epi8 (folded, next));
  /* signs, digits, and rare letters that are doubled */
  __m256i more = _mm256_and_si256 (classify (v), _mm256_or_si256 (doubled, repeat (SIGN | DIGIT)));

  store (letters, _mm256_and_si256 (folded, _mm256_or_si256 (letter, apostrophe)));
  return (Half){to_bits (letter), to_bits (apostrophe), to_bits (doubled), to_bits (find_byte (more, 0))};
}

static inline guint64
join (guint32 low, guint32 high)
{
  return low | (guint64)high << 32;
}

/* Reads a block with signs, digits or the like in it, of which the rest is known. */
static void
walk_with_care (HavenBlockWalk *walk, HavenScan *scan, HavenBlock *block, gsize base)
{
  for (guint at = 0; at < HAVEN_SCAN_BLOCK; at += 32) {
    char *letters = scan->letters + base + at;
    __m256i v = load (scan->text + base + at), class = classify (v);
    guint64 rare = have_class (class, RARE), sign = have_class (class, SIGN),
            digit = have_class (class, DIGIT);

    block->rare |= rare << at;
    block->signs |= sign << at;
    block->digits |= digit << at;
    store (letters, _mm256_or_si256 (load (letters), _mm256_and_si256 (v, find_range (v, '0', 10))));
  }
  haven_block_walk (walk, scan, block, haven_block_is_letter (scan->text[base + HAVEN_SCAN_BLOCK]), base);
}

HAVEN_HOT static void
scan_text (HavenScan *scan)
{
  HavenBlockWalk walk = {0};

  scan->slow = FALSE;
  for (gsize base = 0; base <= scan->length; base += HAVEN_SCAN_BLOCK) {
    const char *text = scan->text + base;
    char *letters = scan->letters + base;
    Half low = read_half (text, letters), high = read_half (text + 32, letters + 32);
    HavenBlock block = {.letters = join (low.letters, high.letters),
                        .apostrophes = join (low.apostrophes, high.apostrophes),
                        .doubles = join (low.doubles, high.doubles)};

    /* whether an apostrophe at its end is in a word, the block alone does not say */
    if (G_LIKELY ((low.plain & high.plain) == G_MAXUINT32 && block.apostrophes >> 63 == 0)) {
      haven_block_walk (&walk, scan, &block, FALSE, base);
    } else {
      /* copies: what has its address taken does not stay in registers */
      HavenBlockWalk careful_walk = walk;
      HavenBlock careful_block = block;

      walk_with_care (&careful_walk, scan, &careful_block, base);
      walk = careful_walk;
    }
  }
  haven_block_end (&walk, scan);
}

/* Words begin anywhere, and what is read as a number of eight bytes must not: it is copied, which costs
 * nothing. */
static inline __m128i
load_two (const char *base, gsize one, gsize other)
{
  guint64 low, high;

  memcpy (&low, base + one, sizeof low);
  memcpy (&high, base + other, sizeof high);
  return _mm_set_epi64x ((gint64)high, (gint64)low);
}

/* Numbers of eight bytes from four places. */
static inline __m256i
load_four (const char *base, gsize first, gsize second, gsize third, gsize fourth)
{
  return _mm256_inserti128_si256 (_mm256_castsi128_si256 (load_two (base, first, second)),
                                  load_two (base, third, fourth), 1);
}

/* The same where the four words begin that come first of those that are left. */
static inline __m256i
load_words (const char *letters, guint64 *left)
{
  guint64 second = *left & (*left - 1), third = second & (second - 1), fourth = third & (third - 1);
  __m256i words =
      load_four (letters, _tzcnt_u64 (*left), _tzcnt_u64 (second), _tzcnt_u64 (third), _tzcnt_u64 (fourth));

  *left = fourth & (fourth - 1);
  return words;
}

/* haven_screen_head() of four words. */
static inline __m256i
cut_heads (__m256i letters)
{
  __m256i zeros = _mm256_cmpeq_epi8 (letters, _mm256_setzero_si256 ());

  return _mm256_and_si256 (letters,
                           _mm256_xor_si256 (zeros, _mm256_add_epi64 (zeros, _mm256_set1_epi64x (-1))));
}

/* The blocks that the low halves of four hashes choose. */
static inline __m256i
load_blocks (const guint64 *blocks, __m256i hashes, guint shift)
{
  __m256i upper = _mm256_slli_epi64 (hashes, 32);
  __m256i offsets = _mm256_slli_epi64 (_mm256_srl_epi64 (upper, _mm_cvtsi32_si128 (32 + shift)), 3);
  guint64 places[4];

  _mm256_storeu_si256 ((__m256i *)(gpointer)places, offsets);
  return load_four ((const char *)blocks, places[0], places[1], places[2], places[3]);
}

/* In the lowest bit of each, whether both bits are set. */
static inline __m256i
have_bits (__m256i blocks, __m256i one, __m256i other)
{
  return _mm256_and_si256 (_mm256_srlv_epi64 (blocks, one), _mm256_srlv_epi64 (blocks, other));
}

/* haven_screen_passes() for four words: a bit each. */
static inline guint
screen_four (const HavenScreen *screen, __m256i letters)
{
  const __m256i six_bits = _mm256_set1_epi64x (63), five_bits = _mm256_set1_epi64x (31);
  __m256i head = cut_heads (letters);
  __m256i rest = _mm256_srli_epi64 (head, 32);
  __m256i four = _mm256_mul_epu32 (head, _mm256_set1_epi64x (HAVEN_SCREEN_FIRST));
  __m256i word = _mm256_add_epi64 (four, _mm256_mul_epu32 (rest, _mm256_set1_epi64x (HAVEN_SCREEN_SECOND)));
  __m256i words = load_blocks (screen->words, word, screen->words_shift);
  __m256i stems = load_blocks (screen->stems, four, screen->stems_shift);
  __m256i passed = have_bits (words, _mm256_and_si256 (_mm256_srli_epi64 (word, 32), six_bits),
                              _mm256_and_si256 (_mm256_srli_epi64 (word, 38), six_bits));

  stems = have_bits (
      stems, _mm256_and_si256 (rest, five_bits),
      _mm256_or_si256 (_mm256_and_si256 (_mm256_srli_epi64 (four, 32), five_bits), _mm256_set1_epi64x (32)));
  passed = _mm256_slli_epi64 (_mm256_or_si256 (passed, stems), 63);
  return (guint)_mm256_movemask_pd (_mm256_castsi256_pd (passed));
}

static guint64
screen_block (const HavenScan *scan, guint number, const HavenScreen *screen)
{
  const char *letters = scan->letters + number * HAVEN_SCAN_BLOCK;
  guint64 passed = 0;

  for (guint64 left = haven_scan_get_starts (scan, number, screen->shortest); left != 0;) {
    guint64 words = left;

    passed |= _pdep_u64 (screen_four (screen, load_words (letters, &left)), words);
  }
  return passed;
}

HAVEN_HOT static gboolean
screen_words (const HavenScan *scan, const HavenScreen *screen)
{
  gboolean any = FALSE;

  for (guint i = 0; i < scan->n_blocks; i++) {
    scan->blocks[i].passed = screen_block (scan, i, screen);
    any |= scan->blocks[i].passed != 0;
    any |= haven_block_screen_apostrophes (scan, i, screen);
  }
  return any;
}

/**
 * haven_scanner_get_avx2:
 *
 * Returns: (transfer none) (nullable): the scanner with AVX2, NULL when this machine has none
 */
const HavenScanner *
haven_scanner_get_avx2 (void)
{
  static const HavenScanner scanner = {"avx2", take_in, scan_text, screen_words};

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
