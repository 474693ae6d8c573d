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

static guint64
mix (guint64 x)
{
  /* the finaliser of MurmurHash3 (Appleby, public domain) */
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

static guint
add_word (const guchar *word, guint length, gint votes[64])
{
  guint n_features = 0;

  for (guint i = 0; i + 2 < length; i++, n_features++) {
    guint64 hash = mix ((guint64)word[i] << 16 | (guint64)word[i + 1] << 8 | word[i + 2]);

    for (guint bit = 0; bit < 64; bit++)
      votes[bit] += (hash >> bit & 1) ? 1 : -1;
  }
  return n_features;
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
  guint n_words, n_features = 0;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const guchar *folded = (const guchar *)haven_text_get_folded (text, NULL);
  gint votes[64] = {0};
  guint64 fingerprint = 0;

  for (guint i = 0; i < n_words && i < 512; i++)
    n_features += add_word (folded + words[i].fold, words[i].fold_length, votes);
  if (n_features < LEAST_FEATURES)
    return HAVEN_FINGERPRINT_NONE;
  for (guint bit = 0; bit < 64; bit++)
    fingerprint |= (guint64)(votes[bit] > 0) << bit;
  return fingerprint != HAVEN_FINGERPRINT_NONE ? fingerprint : 1;
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
  return __builtin_popcountll (a ^ b) <= ALIKE_BITS;
}
