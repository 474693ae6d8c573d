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

/* What is left of a message, fewer than 128 bytes, and zeros: nothing behind its end may be read. */
typedef struct {
  const char *bytes;
  __m256i whole; /* how many times four they are */
  __m256i last;  /* the bytes behind those */
} Rest;

static inline Rest
begin_rest (const char *from, gsize at, gsize length)
{
  return (Rest){from + at, _mm256_set1_epi32 ((int)(length - at) / 4),
                _mm256_set1_epi32 ((int)((guint64)load_last (from, length) >> (32 - length % 4 * 8)))};
}

static inline __m256i
load_rest (const Rest *rest, int number)
{
  __m256i places =
      _mm256_add_epi32 (_mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32 (number * 8));

  return _mm256_or_si256 (_mm256_maskload_epi32 ((const int *)(gconstpointer)(rest->bytes + number * 32),
                                                 _mm256_cmpgt_epi32 (rest->whole, places)),
                          _mm256_and_si256 (_mm256_cmpeq_epi32 (rest->whole, places), rest->last));
}

static inline guint64
join (guint32 low, guint32 high)
{
  return low | (guint64)high << 32;
}

/* Takes in a block; returns what is special in it. */
static inline guint64
take_block (char *to, __m256i low, __m256i high)
{
  store (to, low);
  store (to + 32, high);
  return join (to_bits (find_special (low)), to_bits (find_special (high)));
}

HAVEN_HOT static gboolean
take_in (char *to, guint64 *special, const char *from, gsize length)
{
  guint64 any = 0;
  gsize at = 0;
  Rest rest;

  for (; at + 2 * HAVEN_SCAN_BLOCK <= length; at += 2 * HAVEN_SCAN_BLOCK, special += 2) {
    special[0] = take_block (to + at, load (from + at), load (from + at + 32));
    special[1] = take_block (to + at + 64, load (from + at + 64), load (from + at + 96));
    any |= special[0] | special[1];
  }
  rest = begin_rest (from, at, length);
  special[0] = take_block (to + at, load_rest (&rest, 0), load_rest (&rest, 1));
  special[1] = take_block (to + at + 64, load_rest (&rest, 2), load_rest (&rest, 3));
  haven_scan_pad (to + at + 2 * HAVEN_SCAN_BLOCK);
  /* not the zeros behind the end */
  length -= at;
  any |= _bzhi_u64 (special[0], length) | _bzhi_u64 (special[1], MAX (length, 64) - 64);
  return any != 0;
}

HAVEN_HOT static gsize
find_tag_end (const char *from)
{
  __m256i v = load (from);
  guint32 close = to_bits (find_byte (v, '>'));
  guint32 quotes = to_bits (_mm256_or_si256 (find_byte (v, '"'), find_byte (v, '\'')));

  return haven_block_check_tag_end (from, close, quotes & (close - 1));
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

/* A quarter of what is to know of two blocks: what is of most of them, and the classes of which more is. */
typedef struct {
  guint32 letters;
  guint32 apostrophes;
  guint32 doubles;
  __m256i more;
} Piece;

static inline Piece
read_piece (const char *text, char *letters)
{
  __m256i v = load (text), behind = load (text + 1), folded = _mm256_or_si256 (v, repeat (0x20)),
          next = _mm256_or_si256 (behind, repeat (0x20));
  __m256i letter = find_range (folded, 'a', 26), apostrophe = find_byte (v, '\'');
  __m256i doubled = _mm256_and_si256 (letter, _mm256_cmpeq_epi8 (folded, next));
  /* signs, digits, and rare letters that are doubled; an I counts only inside a word, as in kiIl */
  __m256i more =
      _mm256_or_si256 (_mm256_and_si256 (classify (v), _mm256_or_si256 (doubled, repeat (SIGN | DIGIT))),
                       _mm256_and_si256 (letter, find_byte (behind, 'I')));

  store (letters, _mm256_and_si256 (folded, _mm256_or_si256 (letter, apostrophe)));
  return (Piece){to_bits (letter), to_bits (apostrophe), to_bits (doubled), more};
}

static inline HavenBlock
join_pieces (const Piece *low, const Piece *high)
{
  return (HavenBlock){.letters = join (low->letters, high->letters),
                      .apostrophes = join (low->apostrophes, high->apostrophes),
                      .doubles = join (low->doubles, high->doubles)};
}

/* Two blocks as they are read first. */
typedef struct {
  HavenBlock first;
  HavenBlock second;
  gboolean plain; /* nothing more is to know of them */
} Two;

static inline __attribute__ ((always_inline)) Two
read_two (const HavenScan *scan, gsize base)
{
  const char *text = scan->text + base;
  char *letters = scan->letters + base;
  Piece one = read_piece (text, letters), two = read_piece (text + 32, letters + 32),
        three = read_piece (text + 64, letters + 64), four = read_piece (text + 96, letters + 96);
  HavenBlock first = join_pieces (&one, &two), second = join_pieces (&three, &four);
  __m256i more =
      _mm256_or_si256 (_mm256_or_si256 (one.more, two.more), _mm256_or_si256 (three.more, four.more));

  /* whether an apostrophe at the end is in a word, the blocks alone do not say */
  return (Two){first, second, _mm256_testz_si256 (more, more) && second.apostrophes >> 63 == 0};
}

static inline __attribute__ ((always_inline)) void
walk_two (HavenBlockWalk *walk, HavenScan *scan, const Two *two, gboolean next_letter, gsize base)
{
  haven_block_walk (walk, scan, &two->first, two->second.letters & 1, base);
  haven_block_walk (walk, scan, &two->second, next_letter, base + HAVEN_SCAN_BLOCK);
}

/* Finds signs, digits or the like in a block of which the rest is known, and writes down the digits. */
static inline void
read_more (const HavenScan *scan, HavenBlock *block, gsize base)
{
  for (guint at = 0; at < HAVEN_SCAN_BLOCK; at += 32) {
    char *letters = scan->letters + base + at;
    __m256i v = load (scan->text + base + at), class = classify (v);
    guint64 rare = have_class (class, RARE), digit = have_class (class, DIGIT),
            sign = have_class (class, SIGN) | to_bits (find_byte (v, 'I'));

    block->rare |= rare << at;
    block->signs |= sign << at;
    block->digits |= digit << at;
    store (letters, _mm256_or_si256 (load (letters), _mm256_and_si256 (v, find_range (v, '0', 10))));
  }
}

static void
walk_with_care (HavenBlockWalk *walk, HavenScan *scan, Two *two, gsize base)
{
  gsize end = base + 2 * HAVEN_SCAN_BLOCK;

  read_more (scan, &two->first, base);
  read_more (scan, &two->second, base + HAVEN_SCAN_BLOCK);
  walk_two (walk, scan, two, haven_block_is_letter (scan->text[end]), base);
}

/* Two blocks that are not plain, and nothing behind them. */
static __attribute__ ((noinline)) void
scan_two_with_care (HavenScan *scan, Two *two)
{
  HavenBlockWalk walk = {0};

  walk_with_care (&walk, scan, two, 0);
  haven_block_end (&walk, scan);
}

/* Any text. */
static __attribute__ ((noinline)) void
scan_any (HavenScan *scan)
{
  HavenBlockWalk walk = {0};

  for (gsize base = 0; base <= scan->length; base += 2 * HAVEN_SCAN_BLOCK) {
    Two two = read_two (scan, base);

    /* of an I that two blocks begin with, those before know whether it is inside a word */
    if (G_LIKELY (two.plain && scan->text[base] != 'I')) {
      walk_two (&walk, scan, &two, FALSE, base);
    } else {
      /* copies: what has its address taken does not stay in registers */
      HavenBlockWalk careful_walk = walk;
      Two careful_two = two;

      walk_with_care (&careful_walk, scan, &careful_two, base);
      walk = careful_walk;
    }
  }
  haven_block_end (&walk, scan);
}

/* Most messages are plain and no longer than two blocks; whether there is a second no processor foresees. */
HAVEN_HOT static void
scan_text (HavenScan *scan)
{
  scan->slow = FALSE;
  if (G_LIKELY (scan->length < 2 * HAVEN_SCAN_BLOCK)) {
    HavenBlockWalk walk = {0};
    Two two = read_two (scan, 0);

    if (G_LIKELY (two.plain)) {
      walk_two (&walk, scan, &two, FALSE, 0);
      haven_block_end (&walk, scan);
    } else {
      Two careful_two = two;

      scan_two_with_care (scan, &careful_two);
    }
    return;
  }
  scan_any (scan);
}

HAVEN_HOT static void
copy (char *to, const char *from, gsize length)
{
  for (gsize at = 0; at < length; at += 2 * HAVEN_SCAN_BLOCK)
    for (guint i = 0; i < 2 * HAVEN_SCAN_BLOCK; i += 32)
      store (to + at + i, load (from + at + i));
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

static inline __m256i
load_four (const char *base, gsize first, gsize second, gsize third, gsize fourth)
{
  return _mm256_inserti128_si256 (_mm256_castsi128_si256 (load_two (base, first, second)),
                                  load_two (base, third, fourth), 1);
}

/* haven_screen_head() of four words. */
static inline __m256i
cut_heads (__m256i letters)
{
  __m256i zeros = _mm256_cmpeq_epi8 (letters, _mm256_setzero_si256 ());

  return _mm256_and_si256 (letters,
                           _mm256_xor_si256 (zeros, _mm256_add_epi64 (zeros, _mm256_set1_epi64x (-1))));
}

/* Eight numbers of 64 bits, each in two halves: in the order of words, not of memory. */
typedef struct {
  __m256i low;
  __m256i high;
} Eight;

static inline Eight
part (__m256i first, __m256i second)
{
  __m256 one = _mm256_castsi256_ps (first), other = _mm256_castsi256_ps (second);

  return (Eight){_mm256_castps_si256 (_mm256_shuffle_ps (one, other, 0x88)),
                 _mm256_castps_si256 (_mm256_shuffle_ps (one, other, 0xDD))};
}

/* haven_screen_head() where the eight words begin that come first of those that are left. */
static inline Eight
load_heads (const char *letters, guint64 *left)
{
  gsize at[8];

  for (guint i = 0; i < 8; i++) {
    at[i] = _tzcnt_u64 (*left);
    *left &= *left - 1;
  }
  /* part() takes two from each half of both in turns */
  return part (cut_heads (load_four (letters, at[0], at[1], at[4], at[5])),
               cut_heads (load_four (letters, at[2], at[3], at[6], at[7])));
}

/* Blocks from eight places. A gather would look simpler and take longer. */
static inline Eight
load_blocks (const guint64 *blocks, __m256i places)
{
  const char *base = (const char *)blocks;
  guint32 at[8];

  _mm256_storeu_si256 ((__m256i *)(gpointer)at, _mm256_slli_epi32 (places, 3));
  return part (load_four (base, at[0], at[1], at[4], at[5]), load_four (base, at[2], at[3], at[6], at[7]));
}

/* So many bits of each hash, from a first one on. A mask would be one more thing to be loaded for each
 * message.
 */
static inline __m256i
cut_bits (__m256i hash, int first, int n)
{
  return _mm256_srli_epi32 (_mm256_slli_epi32 (hash, 32 - first - n), 32 - n);
}

static inline guint
to_lane_bits (__m256i lowest)
{
  return (guint)_mm256_movemask_ps (_mm256_castsi256_ps (_mm256_slli_epi32 (lowest, 31)));
}

/* haven_screen_may_be() for eight words, a bit each, and haven_screen_may_begin(). */
static inline guint
screen_eight (const HavenScreen *screen, Eight heads, guint *begun)
{
  __m256i rest = heads.high;
  __m256i four = _mm256_mullo_epi32 (heads.low, _mm256_set1_epi32 ((int)HAVEN_SCREEN_FIRST));
  __m256i word =
      _mm256_add_epi32 (four, _mm256_mullo_epi32 (rest, _mm256_set1_epi32 ((int)HAVEN_SCREEN_SECOND)));
  __m256i line = _mm256_slli_epi32 (_mm256_srl_epi32 (four, _mm_cvtsi32_si128 (screen->shift)), 4);
  __m256i words, stems;
  Eight blocks;

  word = _mm256_mullo_epi32 (_mm256_xor_si256 (word, _mm256_srli_epi32 (word, 15)),
                             _mm256_set1_epi32 ((int)HAVEN_SCREEN_THIRD));
  blocks = load_blocks (screen->blocks, _mm256_or_si256 (line, _mm256_srli_epi32 (word, 28)));
  words = _mm256_and_si256 (_mm256_srlv_epi32 (blocks.low, cut_bits (word, 23, 5)),
                            _mm256_and_si256 (_mm256_srlv_epi32 (blocks.low, cut_bits (word, 18, 5)),
                                              _mm256_srlv_epi32 (blocks.low, cut_bits (word, 13, 5))));
  stems = _mm256_and_si256 (
      _mm256_srlv_epi32 (_mm256_srli_epi32 (blocks.high, 16), cut_bits (four, 12, 4)),
      _mm256_and_si256 (_mm256_srlv_epi32 (blocks.high, cut_bits (rest, 0, 3)),
                        _mm256_srlv_epi32 (_mm256_srli_epi32 (blocks.high, 8), cut_bits (rest, 8, 3))));
  *begun = to_lane_bits (stems);
  return to_lane_bits (words);
}

/* Notes which words of a block pass, and returns them. Eight are asked at once, whether there are so many or
 * not: how many there are in a block no processor foresees, and few have more. */
static inline guint64
screen_block (const HavenScan *scan, guint number, const HavenScreen *screen)
{
  const char *letters = scan->letters + number * HAVEN_SCAN_BLOCK;
  guint64 left = haven_scan_get_starts (scan, number, screen->shortest), passed = 0, begun = 0;

  do {
    guint64 words = left;
    Eight heads = load_heads (letters, &left);
    guint begin;

    passed |= _pdep_u64 (screen_eight (screen, heads, &begin), words);
    begun |= _pdep_u64 (begin, words);
  } while (G_UNLIKELY (left != 0));
  scan->blocks[number].passed = passed;
  scan->blocks[number].begun = begun;
  return passed | begun;
}

HAVEN_HOT static gboolean
screen_words (const HavenScan *scan, const HavenScreen *screen)
{
  guint64 any = 0, apostrophes = 0;

  for (guint i = 0; i < scan->n_blocks; i++) {
    any |= screen_block (scan, i, screen);
    apostrophes |= scan->blocks[i].apostrophes;
  }
  for (guint i = 0; apostrophes != 0 && i < scan->n_blocks; i++)
    any |= haven_block_screen_apostrophes (scan, i, screen);
  return any != 0;
}

/**
 * haven_scanner_get_avx2:
 *
 * Returns: (transfer none) (nullable): the scanner with AVX2, NULL when this machine has none
 */
const HavenScanner *
haven_scanner_get_avx2 (void)
{
  static const HavenScanner scanner = {"avx2", take_in, find_tag_end, copy, scan_text, screen_words};

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
