/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * A fingerprint of 64 bits by which a message and an altered copy of it know each other: a SimHash
 * (Charikar, "Similarity estimation techniques from rounding algorithms", 2002) over the pairs of letters
 * that stand together in the folded words, so that another word order, an added word or a changed letter
 * moves few bits. The message cannot be read back from it, which is why memory may keep it.
 */

#include "conduct/haven-fingerprint.h"

#define LEAST_FEATURES 12 /* "ok", "lol" and the like are everybody's */
#define ALIKE_BITS 10

/* The finaliser of MurmurHash3 (Appleby, public domain), without its first step: three letters have no 33rd
 * bit. */
static guint64
mix (guint32 letters)
{
  guint64 x = letters;

  x *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

/*
 * How often each of the 64 bits was set, bit-sliced: plane p holds bit p of all 64 counts, so that one
 * feature is added to all of them with a few operations.
 */
#define N_PLANES 10
#define FEATURES_AT_ONCE 8
#define MOST_FEATURES ((1u << N_PLANES) - 1)

typedef struct {
  guint64 planes[N_PLANES];
  guint64 waiting[FEATURES_AT_ONCE];
  guint n_features;
} Counts;

/* Adds @carry, which counts 1 << @plane for each of its bits. */
static void
add_carry (Counts *counts, guint plane, guint64 carry)
{
  for (guint p = plane; p < N_PLANES && carry != 0; p++) {
    guint64 next = counts->planes[p] & carry;

    counts->planes[p] ^= carry;
    carry = next;
  }
}

/* A full adder: three bits of one plane leave one there; returns what goes on to the plane above. */
static guint64
add_two (guint64 *plane, guint64 a, guint64 b)
{
  guint64 either = *plane ^ a, both = *plane & a;

  *plane = either ^ b;
  return both | (either & b);
}

/* Eight at once, so that only every eighth goes through all planes (Harley and Seal). */
static void
add_features (Counts *counts, const guint64 hashes[FEATURES_AT_ONCE])
{
  guint64 *planes = counts->planes;
  guint64 two_a = add_two (&planes[0], hashes[0], hashes[1]);
  guint64 two_b = add_two (&planes[0], hashes[2], hashes[3]);
  guint64 four_a = add_two (&planes[1], two_a, two_b);
  guint64 four_b;

  two_a = add_two (&planes[0], hashes[4], hashes[5]);
  two_b = add_two (&planes[0], hashes[6], hashes[7]);
  four_b = add_two (&planes[1], two_a, two_b);
  add_carry (counts, 3, add_two (&planes[2], four_a, four_b));
}

static void
add_feature (Counts *counts, guint64 hash)
{
  counts->waiting[counts->n_features++ % FEATURES_AT_ONCE] = hash;
  if (counts->n_features % FEATURES_AT_ONCE == 0)
    add_features (counts, counts->waiting);
}

static void
add_waiting (Counts *counts)
{
  for (guint i = 0; i < counts->n_features % FEATURES_AT_ONCE; i++)
    add_carry (counts, 0, counts->waiting[i]);
}

/* The bits that were set in more than half of the features. */
static guint64
majority (const Counts *counts)
{
  guint half = counts->n_features / 2;
  guint64 more = 0, same = G_MAXUINT64;

  for (guint p = N_PLANES; p-- > 0;) {
    if ((half >> p & 1) != 0) {
      same &= counts->planes[p];
    } else {
      more |= same & counts->planes[p];
      same &= ~counts->planes[p];
    }
  }
  return more;
}

/**
 * haven_fingerprint:
 * @text: a message, read
 *
 * Returns: its fingerprint, or %HAVEN_FINGERPRINT_NONE when it is too short to be told from others
 */
guint64
haven_fingerprint (const HavenText *text)
{
  guint n_words;
  const HavenWord *words = haven_text_peek_words (text, &n_words);
  const guchar *folded = (const guchar *)haven_text_get_folded (text, NULL);
  Counts counts = {.n_features = 0};
  guint64 fingerprint;

  for (guint i = 0; i < n_words; i++) {
    const guchar *word = folded + words[i].fold;
    guint n =
        words[i].fold_length > 2 ? MIN (words[i].fold_length - 2u, MOST_FEATURES - counts.n_features) : 0;
    guint32 letters = n > 0 ? (guint32)word[0] << 8 | word[1] : 0;

    for (guint j = 0; j < n; j++) {
      letters = (letters << 8 | word[j + 2]) & 0xffffff;
      add_feature (&counts, mix (letters));
    }
  }
  if (counts.n_features < LEAST_FEATURES)
    return HAVEN_FINGERPRINT_NONE;
  add_waiting (&counts);
  fingerprint = majority (&counts);
  return fingerprint != HAVEN_FINGERPRINT_NONE ? fingerprint : 1;
}

/*
 * A processor that counts bits by itself is not taken for granted, and the compiler's way is a call.
 */
static inline guint64
count_bits (guint64 x)
{
  x -= x >> 1 & G_GUINT64_CONSTANT (0x5555555555555555);
  x = (x & G_GUINT64_CONSTANT (0x3333333333333333)) + (x >> 2 & G_GUINT64_CONSTANT (0x3333333333333333));
  x = (x + (x >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  x += x >> 8;
  x += x >> 16;
  return (x + (x >> 32)) & 0x7f;
}

/**
 * haven_fingerprint_alike:
 * @a: a fingerprint
 * @b: another
 *
 * Returns: whether the two messages are the same, or nearly
 */
gboolean
haven_fingerprint_alike (guint64 a, guint64 b)
{
  if (a == HAVEN_FINGERPRINT_NONE || b == HAVEN_FINGERPRINT_NONE)
    return FALSE;
  return count_bits (a ^ b) <= ALIKE_BITS;
}

#define AT_ONCE 16

/* The same as count_bits() for half a fingerprint, of which twice as many are counted together. */
static inline guint32
count_half (guint32 x)
{
  x -= x >> 1 & 0x55555555u;
  x = (x & 0x33333333u) + (x >> 2 & 0x33333333u);
  x = (x + (x >> 4)) & 0x0f0f0f0fu;
  x += x >> 8;
  return (x + (x >> 16)) & 0x3f;
}

/* Which of some are like it in their lower halves; of those that are not like it at all, one in forty is. */
static guint32
find_half_alike (const guint64 *some, guint64 fingerprint)
{
  guint32 signs[AT_ONCE], any = 0, alike = 0;

  for (gsize i = 0; i < AT_ONCE; i++) {
    signs[i] = count_half ((guint32)some[i] ^ (guint32)fingerprint) - (ALIKE_BITS + 1);
    any |= signs[i];
  }
  for (gsize i = 0; any >> 31 != 0 && i < AT_ONCE; i++)
    alike |= signs[i] >> 31 << i;
  return alike;
}

/**
 * haven_fingerprint_find_alike:
 * @fingerprints: (array length=n): fingerprints
 * @n: how many; a multiple of 16, and no more than 64
 * @fingerprint: one more
 *
 * Returns: a bit for each of @fingerprints, the first of them bit 0: whether it is like @fingerprint
 */
guint64
haven_fingerprint_find_alike (const guint64 *fingerprints, guint n, guint64 fingerprint)
{
  guint64 alike = 0;

  if (fingerprint == HAVEN_FINGERPRINT_NONE)
    return 0;
  for (guint first = 0; first < n; first += AT_ONCE) {
    const guint64 *some = fingerprints + first;

    for (guint32 half = find_half_alike (some, fingerprint); half != 0; half &= half - 1) {
      guint i = __builtin_ctz (half);

      alike |= (guint64)haven_fingerprint_alike (some[i], fingerprint) << (first + i);
    }
  }
  return alike;
}
