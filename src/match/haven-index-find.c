/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Finding the terms of an index in a message. Most words of most messages are in no term, so every word, and
 * every pair of words, first asks a small filter; what passes is looked up, and what is looked up is compared
 * letter by letter: a hit is never a guess.
 */
#include "haven-index-search.h"

static gboolean
may_hold (const HavenIndexSearch *search, guint64 hash)
{
  return haven_index_filter_holds (search->index, search->pass, hash);
}

static inline void
look_up_if_held (HavenIndexSearch *search, guint64 hash, const HavenIndexSpelled *spelled)
{
  if (may_hold (search, hash))
    haven_index_look_up (search, hash, spelled);
}

/* A word or a reading by itself, and the stems that it may begin with. */
static inline void
look_up_alone (HavenIndexSearch *search, guint64 hash, const HavenIndexSpelled *spelled)
{
  guint32 stems = haven_index_get_stems (search->index, search->pass, spelled->letters, spelled->length);

  look_up_if_held (search, hash, spelled);
  for (; stems != 0; stems &= stems - 1)
    look_up_if_held (search, haven_index_hash_stem (spelled->letters, __builtin_ctz (stems)), spelled);
}

static void
look_up_pair (HavenIndexSearch *search,
              const HavenIndexSpelled *first,
              guint64 first_hash,
              guint64 second_hash)
{
  look_up_if_held (search, haven_index_hash_pair (first_hash, second_hash), first);
}

/* Whether a word passed the screen, or now passes: words that are not ASCII do, and common terms have none.
 */
static gboolean
word_passes (const HavenIndexSearch *search, guint i)
{
  const HavenScan *scan = &search->text->scan;
  const HavenWord *word = &search->words[i];
  guint64 head;

  if (search->pass != HAVEN_INDEX_TRIGGERS)
    return TRUE;
  if (!scan->slow) {
    const HavenScanBlock *block = &scan->blocks[word->start / HAVEN_SCAN_BLOCK];

    return (block->passed | block->begun) >> word->start % HAVEN_SCAN_BLOCK & 1;
  }
  head = haven_screen_head (search->folded + word->fold, word->fold_length);
  return !haven_index_asks_screen (HAVEN_INDEX_TRIGGERS, head) ||
         haven_screen_passes (&search->index->screen, head);
}

static inline guint64
hash_nth (const HavenIndexSearch *search, guint i)
{
  return haven_index_hash_word (search->folded + search->words[i].fold, search->words[i].fold_length);
}

static void
look_up_candidates (HavenIndexSearch *search)
{
  const HavenIndex *index = search->index;

  for (guint i = 0; i < search->n_candidates; i++) {
    guint32 number = haven_index_bucket_number (search->candidates[i].hash, index->header->n_buckets);

    __builtin_prefetch (&index->entries[MIN (index->buckets[number], index->header->n_entries)]);
  }
  for (guint i = 0; i < search->n_candidates; i++) {
    HavenIndexSpelled spelled = haven_index_spell_word (search, search->candidates[i].word);

    haven_index_look_up (search, search->candidates[i].hash, &spelled);
  }
  search->n_candidates = 0;
}

/*
 * Most words lead to nothing. What others lead to is seldom in the nearest cache: it is sent for, and looked
 * up together with what comes after.
 */
static __attribute__ ((noinline)) void
add_candidate (HavenIndexSearch *search, guint64 hash, guint word)
{
  const HavenIndex *index = search->index;

  __builtin_prefetch (&index->buckets[haven_index_bucket_number (hash, index->header->n_buckets)]);
  search->candidates[search->n_candidates++] = (HavenIndexCandidate){hash, word};
  if (search->n_candidates == HAVEN_INDEX_CANDIDATES)
    look_up_candidates (search);
}

static inline void
look_up_nth_if_held (HavenIndexSearch *search, guint64 hash, guint i)
{
  if (may_hold (search, hash))
    add_candidate (search, hash, i);
}

/* A word by itself, as the second of a pair and as the first. */
static void
find_word (HavenIndexSearch *search, guint i)
{
  guint64 hash = hash_nth (search, i);

  look_up_nth_if_held (search, hash, i);
  if (i > 0 && search->paired < i)
    look_up_nth_if_held (search, haven_index_hash_pair (hash_nth (search, i - 1), hash), i - 1);
  /* without a screen the next word will come to that pair by itself */
  if (i + 1 < search->n_words && search->pass == HAVEN_INDEX_TRIGGERS) {
    look_up_nth_if_held (search, haven_index_hash_pair (hash, hash_nth (search, i + 1)), i);
    search->paired = i + 1;
  }
}

static void
find_stems (HavenIndexSearch *search, guint i, guint32 stems)
{
  const char *letters = search->folded + search->words[i].fold;

  for (; stems != 0; stems &= stems - 1)
    look_up_nth_if_held (search, haven_index_hash_stem (letters, __builtin_ctz (stems)), i);
}

/* A hashtag may be a phrase run together, and those are not on the screen. */
static gboolean
is_run_together (const HavenIndexSearch *search, guint i)
{
  guint32 start = search->words[i].start;

  return start > 0 && search->text->visible.data[start - 1] == '#';
}

/* A word that the scan has noted as passed in one way or both. */
static void
find_passed (HavenIndexSearch *search, guint i, gboolean passed, gboolean begun)
{
  if (passed)
    find_word (search, i);
  find_stems (search, i,
              haven_index_get_screened_stems (search->index, search->words[i].fold_length, passed, begun));
}

static void
find_all_passed (HavenIndexSearch *search)
{
  const HavenScan *scan = &search->text->scan;
  guint n_begun = 0;

  for (guint number = 0; number < scan->n_blocks; number++) {
    const HavenScanBlock *block = &scan->blocks[number];

    for (guint64 left = block->passed | block->begun; left != 0; left &= left - 1) {
      guint64 bit = left & -left;

      find_passed (search, n_begun + haven_scan_count_bits (block->starts & (bit - 1)),
                   (block->passed & bit) != 0, (block->begun & bit) != 0);
    }
    n_begun += haven_scan_count_bits (block->starts);
  }
}

static void
find_each_word (HavenIndexSearch *search)
{
  for (guint i = 0; i < search->n_words; i++) {
    const HavenWord *word = &search->words[i];

    if (!word_passes (search, i) && !is_run_together (search, i))
      continue;
    find_word (search, i);
    find_stems (
        search, i,
        haven_index_get_stems (search->index, search->pass, search->folded + word->fold, word->fold_length));
  }
}

/* A phrase stands on the screen with one word of its pair, so a word is tried as either. */
static void
find_words (HavenIndexSearch *search)
{
  search->paired = 0;
  if (search->pass == HAVEN_INDEX_TRIGGERS && !search->text->scan.slow &&
      !haven_text_may_have_hashtags (search->text))
    find_all_passed (search);
  else
    find_each_word (search);
  look_up_candidates (search);
}

/* Whether a reading may be in a term by itself or with a word beside it, as far as the screen knows. */
static gboolean
reading_passes (const HavenIndexSearch *search, const HavenIndexSpelled *spelled)
{
  guint64 head = haven_screen_head (spelled->letters, spelled->length);

  return !haven_index_asks_screen (search->pass, head) || haven_screen_passes (&search->index->screen, head);
}

/* Pairs of a reading with the readings before it. */
static void
find_pairs_of_readings (HavenIndexSearch *search,
                        guint number,
                        const HavenIndexSpelled *spelled,
                        guint64 hash)
{
  for (guint i = number; i > 0 && number - i < HAVEN_INDEX_LOOK_BACK; i--) {
    const HavenReading *reading = &search->readings[i - 1];

    /* readings stand in the order of their first words, and none is wider than the widest */
    if (reading->first_word + search->widest + 1 < spelled->first_word)
      break;
    if (reading->last_word + 1 == spelled->first_word && !(reading->flags & HAVEN_READING_MASKED)) {
      HavenIndexSpelled before = haven_index_spell_reading (search, i - 1);

      look_up_pair (search, &before, search->reading_hashes[(i - 1) % HAVEN_INDEX_LOOK_BACK], hash);
    }
  }
}

/* Pairs of a reading with what stands before it and with the word after it, if one of both passed the screen.
 */
static void
find_reading_pairs (
    HavenIndexSearch *search, guint number, const HavenIndexSpelled *spelled, guint64 hash, gboolean passes)
{
  guint next = spelled->last_word + 1;

  if (spelled->first_word > 0 && (passes || word_passes (search, spelled->first_word - 1))) {
    HavenIndexSpelled before = haven_index_spell_word (search, spelled->first_word - 1);

    look_up_pair (search, &before, hash_nth (search, spelled->first_word - 1), hash);
  }
  if (passes || search->readings_passed != 0)
    find_pairs_of_readings (search, number, spelled, hash);
  if (next < search->n_words && (passes || word_passes (search, next)))
    look_up_pair (search, spelled, hash, hash_nth (search, next));
}

static void
find_reading (HavenIndexSearch *search, guint number, const HavenIndexSpelled *spelled)
{
  guint64 hash = haven_index_hash_word (spelled->letters, spelled->length);
  gboolean passes = reading_passes (search, spelled);

  /* a phrase run together is not on the screen */
  if (passes || spelled->joined)
    look_up_alone (search, hash, spelled);
  find_reading_pairs (search, number, spelled, hash, passes);
  search->reading_hashes[number % HAVEN_INDEX_LOOK_BACK] = hash;
  search->readings_passed |= (guint64)passes << number % HAVEN_INDEX_LOOK_BACK;
}

static void
find_readings (HavenIndexSearch *search)
{
  search->readings_passed = 0;
  for (guint i = 0; i < search->n_readings; i++) {
    HavenIndexSpelled spelled = haven_index_spell_reading (search, i);

    search->readings_passed &= ~(G_GUINT64_CONSTANT (1) << i % HAVEN_INDEX_LOOK_BACK);
    if (!(search->readings[i].flags & HAVEN_READING_MASKED))
      find_reading (search, i, &spelled);
    else if (search->pass == HAVEN_INDEX_TRIGGERS)
      haven_index_look_up_masked (search, &spelled);
  }
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const HavenHit *one = a, *other = b;

  if (one->first_word != other->first_word)
    return one->first_word < other->first_word ? -1 : 1;
  if (one->last_word != other->last_word)
    return one->last_word < other->last_word ? -1 : 1;
  return one->term < other->term ? -1 : one->term > other->term;
}

/* Several readings may lead to one hit. */
static void
put_in_order (GArray *hits, guint start)
{
  guint n = hits->len - start, kept = 1;
  HavenHit *found;

  if (n < 2)
    return;
  found = &g_array_index (hits, HavenHit, start);
  qsort (found, n, sizeof *found, compare_hits);
  for (guint i = 1; i < n; i++)
    if (compare_hits (&found[i], &found[kept - 1]) != 0)
      found[kept++] = found[i];
  g_array_set_size (hits, start + kept);
}

static guint
widest_reading (const HavenIndexSearch *search)
{
  guint widest = 0;

  for (guint i = 0; i < search->n_readings; i++)
    widest = MAX (widest, search->readings[i].last_word - search->readings[i].first_word);
  return MIN (widest, HAVEN_INDEX_LOOK_BACK);
}

static gboolean
has_terms (const HavenIndex *index, HavenIndexPass pass)
{
  return index->header->n_blocks[pass] > 1 || index->filters[pass][0] != 0;
}

/* Looks at every word and reading of a message. */
static void
find_all (const HavenIndex *index, const HavenText *text, GArray *hits)
{
  HavenIndexSearch search = {.index = index, .text = text, .hits = hits};
  guint start = hits->len;

  search.folded = haven_text_get_folded (text, NULL);
  search.words = haven_text_peek_words (text, &search.n_words);
  search.readings = haven_text_get_readings (text, &search.n_readings);
  search.widest = widest_reading (&search);
  for (search.pass = HAVEN_INDEX_TRIGGERS; search.pass < HAVEN_INDEX_N_PASSES; search.pass++) {
    if (!has_terms (index, search.pass))
      continue;
    find_words (&search);
    if (search.n_readings > 0)
      find_readings (&search);
    if (hits->len == start)
      return;
  }
  put_in_order (hits, start);
}

/**
 * haven_index_may_hold:
 * @index: an index
 * @text: a text that has read a message
 *
 * Returns: %FALSE when there is no term in the message; %TRUE when one may be, which is known for less than
 *   a fifth of what finding it costs
 */
gboolean
haven_index_may_hold (const HavenIndex *index, const HavenText *text)
{
  return text->scan.slow || haven_index_glance (index, text);
}

/**
 * haven_index_find:
 * @index: an index
 * @text: a text that has read a message
 * @hits: (element-type HavenHit): where hits are appended, in the order of their words, each once
 *
 * Finds every term in the message, as its words are folded and as they may be read (leet, spaced out, starred
 * out). Common terms are looked up only when another term was found. Phrases are found across punctuation and
 * line ends: whoever minds asks the words' flags.
 */
HAVEN_HOT void
haven_index_find (const HavenIndex *index, const HavenText *text, GArray *hits)
{
  if (haven_index_may_hold (index, text))
    find_all (index, text, hits);
}
