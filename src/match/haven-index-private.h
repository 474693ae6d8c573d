/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-index.h"

#include "text/haven-screen.h"

#include <string.h>

G_BEGIN_DECLS

/*
 * A compiled index is one block of memory, the same in a file: a header, then the sections in this order,
 * each a multiple of 8 bytes:
 *
 * - screen: HavenIndexBlock, sixteen for each of a power of two of lines, at least two; see haven-screen.h
 * - trigger filter, common filter: HavenIndexBlock, a power of two of them each
 * - buckets: guint32, one more than a power of two; those of bucket b are entries[buckets[b] .. buckets[b+1]]
 * - entries: HavenIndexEntry
 * - masks: guint32, entries of single words by length and spelling, for starred-out words
 * - text: the folded phrases
 *
 * Nothing in it is trusted: what is read from a section is checked where it is used.
 */
#define HAVEN_INDEX_MAGIC 0x31786e49u /* "Inx1" in the byte order of this machine */
#define HAVEN_INDEX_VERSION 8
#define HAVEN_INDEX_MAX_WORDS 32
#define HAVEN_INDEX_MAX_LENGTH 1024
#define HAVEN_INDEX_MAX_TERMS (1u << 24)
#define HAVEN_INDEX_MAX_STEM 8 /* bytes of a prefix term's last word that its key is made of */
#define HAVEN_INDEX_MAX_MASKED 32

typedef guint64 HavenIndexBlock;

/* Of the two passes over a message, each has its filter. */
typedef enum {
  HAVEN_INDEX_TRIGGERS,
  HAVEN_INDEX_COMMONS,
  HAVEN_INDEX_N_PASSES,
} HavenIndexPass;

typedef struct {
  guint32 magic;
  guint32 version;
  guint32 n_terms;
  guint32 n_screen_lines;
  guint32 n_blocks[HAVEN_INDEX_N_PASSES];
  guint32
      stems[HAVEN_INDEX_N_PASSES]; /* bit n: a single-word prefix term of n bytes, or more than 8, is there */
  guint32 n_buckets;
  guint32 n_entries;
  guint32 n_masks;
  guint32 text_length;
  guint32 mask_starts[HAVEN_INDEX_MAX_MASKED + 2]; /* where in masks the words of n bytes begin */
  guint32 shortest;                                /* letters of the shortest word or stem on the screen */
  guint32 padding;
} HavenIndexHeader;

/* the sections behind it are read where they lie */
G_STATIC_ASSERT (sizeof (HavenIndexHeader) % 8 == 0);

/* What kind of key an entry is found by. */
typedef enum {
  HAVEN_KEY_WORD,   /* the first word */
  HAVEN_KEY_PAIR,   /* two words of a phrase, one after the other */
  HAVEN_KEY_STEM,   /* the first bytes of one word */
  HAVEN_KEY_JOINED, /* a phrase without its spaces, for hashtags and spaced-out letters */
} HavenIndexKey;

typedef struct {
  guint32 tag;  /* the low half of its hash */
  guint32 text; /* where its folded phrase begins */
  guint32 term;
  guint16 length;
  guint8 flags : 4; /* HavenIndexFlags */
  guint8 key : 4;   /* HavenIndexKey */
  guint8 anchor;    /* words of the phrase before its key */
} HavenIndexEntry;

G_STATIC_ASSERT (sizeof (HavenIndexEntry) == 16);

struct _HavenIndex {
  gatomicrefcount references;
  GBytes *bytes;
  const HavenIndexHeader *header;
  HavenScreen screen;
  const HavenIndexBlock *filters[HAVEN_INDEX_N_PASSES];
  const guint32 *buckets;
  const HavenIndexEntry *entries;
  const guint32 *masks;
  const char *text;
};

/*
 * Hashing, in step between building and finding. A word is known by its first and its last eight bytes and
 * its length: words that only begin alike or only end alike do not meet.
 */
static inline guint64
haven_index_load (const char *bytes)
{
  guint64 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_LE (value);
}

static inline guint64
haven_index_mix (guint64 value)
{
  value *= G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return value ^ value >> 32;
}

/* The first n bytes, 1 to 8, of a word with at least 8 readable bytes. */
static inline guint64
haven_index_head (const char *word, guint n)
{
  return haven_index_load (word) & (~G_GUINT64_CONSTANT (0) >> (64 - 8 * n));
}

static inline guint64
haven_index_hash_word (const char *word, guint length)
{
  guint64 head;

  if (length <= 8)
    return haven_index_mix (haven_index_head (word, length));
  head = haven_index_load (word);
  return haven_index_mix (head ^ haven_index_mix (haven_index_load (word + length - 8) + length));
}

static inline guint64
haven_index_hash_pair (guint64 first, guint64 second)
{
  return haven_index_mix (first + (second << 17 | second >> 47) + 1);
}

static inline guint64
haven_index_hash_stem (const char *word, guint n)
{
  return haven_index_mix (haven_index_head (word, n) ^ (G_GUINT64_CONSTANT (0x5354454D) << 32 | n));
}

/* A first question before each length of stem is tried: does any begin with these four bytes? */
static inline guint64
haven_index_hash_gate (const char *word)
{
  return haven_index_mix (haven_index_head (word, 4) ^ G_GUINT64_CONSTANT (0x4741544500000000));
}

static inline HavenIndexBlock
haven_index_block_bits (guint64 hash)
{
  return G_GUINT64_CONSTANT (1) << (hash & 63) | G_GUINT64_CONSTANT (1) << (hash >> 6 & 63) |
         G_GUINT64_CONSTANT (1) << (hash >> 12 & 63);
}

static inline guint32
haven_index_block_number (guint64 hash, guint32 n_blocks)
{
  return hash >> 32 & (n_blocks - 1);
}

/* Whether some entry may have this hash. */
static inline gboolean
haven_index_filter_holds (const HavenIndex *index, HavenIndexPass pass, guint64 hash)
{
  guint32 number = haven_index_block_number (hash, index->header->n_blocks[pass]);
  HavenIndexBlock bits = haven_index_block_bits (hash);

  return (index->filters[pass][number] & bits) == bits;
}

static inline guint32
haven_index_bucket_number (guint64 hash, guint32 n_buckets)
{
  return hash >> 20 & (n_buckets - 1);
}

/* The stems of triggers stand on the screen, which knows words of ASCII only. */
static inline gboolean
haven_index_asks_screen (HavenIndexPass pass, guint64 head)
{
  return pass == HAVEN_INDEX_TRIGGERS && (head & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

#define HAVEN_INDEX_LONGEST_STEM (1u << HAVEN_INDEX_MAX_STEM)

/* The lengths of stems that there are and that are no longer than a word: a bit each. */
static inline guint32
haven_index_get_fitting_stems (const HavenIndex *index, HavenIndexPass pass, guint length)
{
  return index->header->stems[pass] & ((2u << MIN (length, HAVEN_INDEX_MAX_STEM)) - 2);
}

/* Those that a word of a scan is worth being looked up by, as the screen let it pass. To a screen the longest
 * are words. */
static inline guint32
haven_index_get_screened_stems (const HavenIndex *index, guint length, gboolean passed, gboolean begun)
{
  return haven_index_get_fitting_stems (index, HAVEN_INDEX_TRIGGERS, length) &
         ((passed ? HAVEN_INDEX_LONGEST_STEM : 0) | (begun ? HAVEN_INDEX_LONGEST_STEM - 1 : 0));
}

/* Those that any folded word, with 8 readable bytes, is worth being looked up by. */
static inline guint32
haven_index_get_stems (const HavenIndex *index, HavenIndexPass pass, const char *word, guint length)
{
  guint32 stems = haven_index_get_fitting_stems (index, pass, length);
  guint64 head;

  if (stems == 0)
    return 0;
  head = haven_screen_head (word, length);
  /* the longest are asked of the filter as soon as of the screen */
  if (haven_index_asks_screen (pass, head))
    return haven_screen_may_begin (&index->screen, head) ? stems : stems & HAVEN_INDEX_LONGEST_STEM;
  if (stems >> 4 == 0 || haven_index_filter_holds (index, pass, haven_index_hash_gate (word)))
    return stems;
  return stems & 15;
}

gboolean haven_index_glance (const HavenIndex *index, const HavenText *text);

G_END_DECLS
