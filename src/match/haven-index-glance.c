/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Whether a message may hold a term at all. Most do not, and of these nothing is asked but this: words are
 * read off the scan of the message, before anybody made its visible text, its words or its readings.
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

/* One way to read a word: as it stands, or without its apostrophe. */
typedef struct {
  const char *letters;
  guint length;
  char room[MAX_READING + 8];
} Way;

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
stem_may_hold (const Glance *glance, const Way *way)
{
  guint32 stems = haven_index_get_stems (glance->index, HAVEN_INDEX_TRIGGERS, way->letters, way->length);

  for (; stems != 0; stems &= stems - 1)
    if (may_hold (glance, haven_index_hash_stem (way->letters, __builtin_ctz (stems))))
      return TRUE;
  return FALSE;
}

static guint64
hash_way (const Way *way)
{
  return haven_index_hash_word (way->letters, way->length);
}

static void
read_plainly (const Glance *glance, gsize start, Way *way)
{
  way->letters = glance->scan->letters + start;
  way->length = strlen (way->letters);
}

/* FALSE when a word has no other way that it is read. */
static gboolean
read_without_apostrophe (const Glance *glance, gsize start, Way *way)
{
  Way plain;

  if (!glance->scan->apostrophes)
    return FALSE;
  read_plainly (glance, start, &plain);
  if (plain.length > MAX_READING)
    return FALSE;
  way->letters = way->room;
  way->length = haven_readings_without_apostrophe (plain.letters, plain.length, way->room);
  memset (way->room + way->length, 0, 8);
  return way->length >= 2;
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

/* Whether a word is the first of a pair, or the second, whichever way its neighbour is read. */
static gboolean
pair_may_hold (const Glance *glance, const Way *way, gsize neighbour, gboolean before)
{
  guint64 hash = hash_way (way);
  Way other;

  if (neighbour == NO_WORD)
    return FALSE;
  read_plainly (glance, neighbour, &other);
  for (guint i = 0; i < 2; i++) {
    guint64 other_hash = hash_way (&other);

    if (may_hold (glance, before ? haven_index_hash_pair (other_hash, hash)
                                 : haven_index_hash_pair (hash, other_hash)))
      return TRUE;
    if (!read_without_apostrophe (glance, neighbour, &other))
      return FALSE;
  }
  return FALSE;
}

static gboolean
way_may_hold (const Glance *glance, gsize start, gsize end, const Way *way)
{
  return may_hold (glance, hash_way (way)) || stem_may_hold (glance, way) ||
         pair_may_hold (glance, way, find_start_before (glance->scan, start), TRUE) ||
         pair_may_hold (glance, way, find_start_behind (glance->scan, end), FALSE);
}

static gboolean
word_may_hold (const Glance *glance, gsize start)
{
  gsize end;
  Way way;

  read_plainly (glance, start, &way);
  end = start + way.length;
  return way_may_hold (glance, start, end, &way) ||
         (read_without_apostrophe (glance, start, &way) && way_may_hold (glance, start, end, &way));
}

/*
 * What haven_readings_without_apostrophe() makes of a word, asked of the screen: x's is x, l'x is x, and
 * don't is dont. A word with two of them passes.
 */
static gboolean
passes_without_apostrophe (const HavenScreen *screen, const char *letters, gsize before)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const char *after = letters + before + 1;
  guint64 head = haven_screen_head (letters, before), rest = haven_screen_head_of_letters (after);
  guint64 others = rest ^ ones * '\'';

  if (((others - ones) & ~others & ones << 7) != 0)
    return TRUE;
  if (before >= 8 || (after[0] == 's' && after[1] == 0))
    return haven_screen_passes (screen, head);
  if (before == 1 && haven_screen_passes (screen, rest))
    return TRUE;
  return haven_screen_passes (screen, head | rest << 8 * before);
}

/* Notes as passed what passes without its apostrophe. */
static gboolean
screen_apostrophes (const HavenScan *scan, const HavenScreen *screen)
{
  gboolean any = FALSE;

  for (guint i = 0; i < scan->n_blocks; i++) {
    for (guint64 left = scan->blocks[i].apostrophes; left != 0; left &= left - 1) {
      gsize apostrophe = i * HAVEN_SCAN_BLOCK + __builtin_ctzll (left);
      gsize start = find_start_before (scan, apostrophe);

      if (!passes_without_apostrophe (screen, scan->letters + start, apostrophe - start))
        continue;
      scan->blocks[start / HAVEN_SCAN_BLOCK].passed |= G_GUINT64_CONSTANT (1) << start % HAVEN_SCAN_BLOCK;
      any = TRUE;
    }
  }
  return any;
}

static gboolean
any_may_hold (const Glance *glance)
{
  for (guint i = 0; i < glance->scan->n_blocks; i++)
    for (guint64 left = glance->scan->blocks[i].passed; left != 0; left &= left - 1)
      if (word_may_hold (glance, i * HAVEN_SCAN_BLOCK + __builtin_ctzll (left)))
        return TRUE;
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
gboolean
haven_index_glance (const HavenIndex *index, const HavenText *text)
{
  const HavenScan *scan = &text->scan;
  gboolean any = text->scanner->screen (scan, &index->screen);
  Glance glance = {index, scan};

  if (scan->apostrophes)
    any |= screen_apostrophes (scan, &index->screen);
  return scan->odd || scan->spaced || (any && any_may_hold (&glance));
}
