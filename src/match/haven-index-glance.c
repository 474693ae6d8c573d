/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Whether a message may hold a term at all. Most do not, and of these nothing is asked but this: words are
 * read off the scan of the message, before anybody made its words or its readings. What the screen lets pass
 * is looked at again, until there is a word that some entry is found by.
 */
#include "haven-index-private.h"

#include "text/haven-text-private.h"

#define MAX_READING 64

#define NO_WORD G_MAXSIZE

/* Words are known by where they begin; zeros stand behind each. */
typedef struct {
  const HavenIndex *index;
  const HavenScan *scan;
} Glance;

/* One way to read a word. */
typedef struct {
  const char *letters;
  guint length;
  guint64 hash;
} Way;

/* A word as it stands, and without its apostrophe. */
typedef struct {
  Way ways[2];
  guint n_ways;
  char room[MAX_READING + 8];
} Word;

/* Whether some entry has this hash: the filter is asked first, and then the bucket's tags. */
static gboolean
may_hold (const Glance *glance, guint64 hash)
{
  const HavenIndex *index = glance->index;
  const HavenIndexHeader *header = index->header;
  guint32 bucket, end;

  if (G_LIKELY (!haven_index_filter_holds (index, HAVEN_INDEX_TRIGGERS, hash)))
    return FALSE;
  bucket = haven_index_bucket_number (hash, header->n_buckets);
  end = MIN (index->buckets[bucket + 1], header->n_entries);
  for (guint32 i = index->buckets[bucket]; i < end; i++)
    if (index->entries[i].tag == (guint32)hash)
      return TRUE;
  return FALSE;
}

static gboolean
any_stem_may_hold (const Glance *glance, const char *letters, guint32 stems)
{
  for (; stems != 0; stems &= stems - 1)
    if (may_hold (glance, haven_index_hash_stem (letters, __builtin_ctz (stems))))
      return TRUE;
  return FALSE;
}

/* Where the last word begins that begins before a place. */
static gsize
find_start_before (const HavenScan *scan, gsize place)
{
  gsize number = place / HAVEN_SCAN_BLOCK;
  guint64 starts = scan->blocks[number].starts & ((G_GUINT64_CONSTANT (1) << place % HAVEN_SCAN_BLOCK) - 1);

  while (starts == 0 && number > 0)
    starts = scan->blocks[--number].starts;
  return starts == 0 ? NO_WORD : number * HAVEN_SCAN_BLOCK + 63 - __builtin_clzll (starts);
}

/* Where the first word begins that begins at a place or behind it. */
static gsize
find_start_behind (const HavenScan *scan, gsize place)
{
  gsize number = place / HAVEN_SCAN_BLOCK;
  guint64 starts = scan->blocks[number].starts & ~G_GUINT64_CONSTANT (0) << place % HAVEN_SCAN_BLOCK;

  while (starts == 0 && number + 1 < scan->n_blocks)
    starts = scan->blocks[++number].starts;
  return starts == 0 ? NO_WORD : number * HAVEN_SCAN_BLOCK + __builtin_ctzll (starts);
}

/* Where the word ends that begins at a place. */
static gsize
find_end (const HavenScan *scan, gsize start)
{
  gsize number = start / HAVEN_SCAN_BLOCK;
  guint64 ends = scan->blocks[number].ends & ~G_GUINT64_CONSTANT (0) << start % HAVEN_SCAN_BLOCK;

  while (ends == 0 && number + 1 < scan->n_blocks)
    ends = scan->blocks[++number].ends;
  return ends == 0 ? scan->length : number * HAVEN_SCAN_BLOCK + __builtin_ctzll (ends);
}

static void
add_way (Word *word, const char *letters, guint length)
{
  word->ways[word->n_ways++] = (Way){letters, length, haven_index_hash_word (letters, length)};
}

static void
add_without_apostrophe (Word *word)
{
  const Way *plain = &word->ways[0];
  guint length;

  if (plain->length > MAX_READING)
    return;
  length = haven_readings_without_apostrophe (plain->letters, plain->length, word->room);
  memset (word->room + length, 0, 8);
  if (length >= 2)
    add_way (word, word->room, length);
}

static inline void
read_word (const Glance *glance, gsize start, Word *word)
{
  word->n_ways = 0;
  add_way (word, glance->scan->letters + start, find_end (glance->scan, start) - start);
  add_without_apostrophe (word);
}

/* Whether some entry is found by two words that follow one another, whichever way they are read. */
static gboolean
pair_may_hold (const Glance *glance, const Word *first, const Word *second)
{
  for (guint i = 0; i < first->n_ways; i++)
    for (guint j = 0; j < second->n_ways; j++)
      if (may_hold (glance, haven_index_hash_pair (first->ways[i].hash, second->ways[j].hash)))
        return TRUE;
  return FALSE;
}

static gboolean
way_may_begin (const Glance *glance, const Way *way)
{
  return any_stem_may_hold (
      glance, way->letters,
      haven_index_get_stems (glance->index, HAVEN_INDEX_TRIGGERS, way->letters, way->length));
}

/* The same for a word of a text with apostrophes. */
static gboolean
word_may_hold_some_way (const Glance *glance, gsize start, gsize before, gsize behind)
{
  Word word, other;

  read_word (glance, start, &word);
  for (guint i = 0; i < word.n_ways; i++)
    if (may_hold (glance, word.ways[i].hash) || way_may_begin (glance, &word.ways[i]))
      return TRUE;
  if (before != NO_WORD) {
    read_word (glance, before, &other);
    if (pair_may_hold (glance, &other, &word))
      return TRUE;
  }
  if (behind == NO_WORD)
    return FALSE;
  read_word (glance, behind, &other);
  return pair_may_hold (glance, &word, &other);
}

static guint64
hash_word_at (const Glance *glance, gsize start)
{
  return haven_index_hash_word (glance->scan->letters + start, find_end (glance->scan, start) - start);
}

/* Whether some entry is found by a word by itself or with one of its neighbours. */
static gboolean
word_or_pair_may_hold (const Glance *glance, gsize start, gsize end, gsize before, gsize behind)
{
  const char *letters = glance->scan->letters + start;
  guint64 hash = haven_index_hash_word (letters, end - start);

  return may_hold (glance, hash) ||
         (before != NO_WORD &&
          may_hold (glance, haven_index_hash_pair (hash_word_at (glance, before), hash))) ||
         (behind != NO_WORD &&
          may_hold (glance, haven_index_hash_pair (hash, hash_word_at (glance, behind))));
}

/* Whether some entry is found by a word that passed the screen in one way or both. What only begins like a
 * term is in none of two words, and has no reading that passed: those are noted as passed in both ways. */
static gboolean
word_may_hold (const Glance *glance, gsize start, gboolean passed, gboolean begun)
{
  gsize end = find_end (glance->scan, start);
  guint32 stems = haven_index_get_screened_stems (glance->index, end - start, passed, begun);

  if (passed) {
    gsize before = find_start_before (glance->scan, start), behind = find_start_behind (glance->scan, end);

    if (glance->scan->apostrophes)
      return word_may_hold_some_way (glance, start, before, behind);
    if (word_or_pair_may_hold (glance, start, end, before, behind))
      return TRUE;
  }
  return any_stem_may_hold (glance, glance->scan->letters + start, stems);
}

static gboolean
any_may_hold (const Glance *glance)
{
  for (guint i = 0; i < glance->scan->n_blocks; i++) {
    const HavenScanBlock *block = &glance->scan->blocks[i];

    for (guint64 left = block->passed | block->begun; left != 0; left &= left - 1) {
      guint bit = __builtin_ctzll (left);

      if (word_may_hold (glance, i * HAVEN_SCAN_BLOCK + bit, block->passed >> bit & 1,
                         block->begun >> bit & 1))
        return TRUE;
    }
  }
  return FALSE;
}

/**
 * haven_index_glance:
 * @index: an index
 * @text: a text whose scan is not slow
 *
 * Notes in the scan which words passed the screen.
 *
 * Returns: whether the message may hold a term
 */
HAVEN_HOT gboolean
haven_index_glance (const HavenIndex *index, const HavenText *text)
{
  const HavenScan *scan = &text->scan;
  gboolean any = text->scanner.screen (scan, &index->screen);
  Glance glance = {index, scan};

  return scan->odd || scan->spaced || (any && any_may_hold (&glance));
}
