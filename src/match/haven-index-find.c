/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Finding the terms of an index in a message. Most words of most messages are in no term, so every word, and
 * every pair of words, first asks a small filter; what passes is looked up, and what is looked up is compared
 * letter by letter: a hit is never a guess.
 */
#include "haven-index-private.h"

#include "text/haven-text-private.h"

/* However many readings a message has, a phrase is followed through no more of them than this. */
#define MAX_STEPS 256
#define MAX_LOOK_BACK 64 /* no more than bits */
#define MAX_CANDIDATES 16

/* A word that led to something by itself, or as the first of a pair. */
typedef struct {
  guint64 hash;
  guint word;
} Candidate;

typedef struct {
  const HavenIndex *index;
  const HavenText *text;
  const char *folded;
  const HavenWord *words;
  const HavenReading *readings;
  guint n_words;
  guint n_readings;
  guint widest; /* how many words more than one a reading covers at most */
  HavenIndexPass pass;
  GArray *hits;
  guint64 reading_hashes[MAX_LOOK_BACK]; /* of the readings before one, those that are masked aside */
  guint64 readings_passed;               /* which of these passed the screen, a bit each */
  guint paired; /* the pairs of words before this one have been looked up, for one that passed */
  guint n_candidates;
  Candidate candidates[MAX_CANDIDATES];
} Search;

/* One way to read one word or several: as it is folded, or a reading. */
typedef struct {
  const char *letters;
  guint length;
  guint first_word;
  guint last_word;
  gboolean joined;
} Spelled;

/* A phrase while it is followed through the words of a message. */
typedef struct {
  const HavenIndexEntry *entry;
  guint first_word;
  guint steps;
} Trail;

static Spelled
spelled_word (const Search *search, guint i)
{
  const HavenWord *word = &search->words[i];

  return (Spelled){search->folded + word->fold, word->fold_length, i, i, FALSE};
}

static Spelled
spelled_reading (const Search *search, guint i)
{
  const HavenReading *reading = &search->readings[i];

  return (Spelled){search->folded + reading->fold, reading->length, reading->first_word, reading->last_word,
                   (reading->flags & HAVEN_READING_JOINED) != 0};
}

static gboolean
may_hold (const Search *search, guint64 hash)
{
  return haven_index_filter_holds (search->index, search->pass, hash);
}

static gboolean
is_hashtag (const Search *search, guint i)
{
  guint n_words;

  /* flags cost more than all the rest: most messages have no such sign at all */
  return haven_text_may_have_hashtags (search->text) &&
         (haven_text_get_words (search->text, &n_words)[i].flags & HAVEN_WORD_HASHTAG) != 0;
}

static void
add_hit (Search *search, const HavenIndexEntry *entry, guint first_word, guint last_word)
{
  HavenHit hit = {entry->term, first_word, last_word};

  if (entry->term >= search->index->header->n_terms)
    return;
  if ((entry->flags & HAVEN_INDEX_HASHTAG) && !is_hashtag (search, first_word))
    return;
  g_array_append_val (search->hits, hit);
}

static gboolean
begins_with (const Spelled *spelled, const char *letters, guint length)
{
  return spelled->length >= length && memcmp (spelled->letters, letters, length) == 0;
}

/* The first reading that begins at a word or after it. */
static guint
first_reading (const Search *search, guint word)
{
  guint low = 0, high = search->n_readings;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (search->readings[middle].first_word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void follow_phrase (Search *search, Trail *trail, const char *phrase, guint length, guint word);

/* Follows a phrase through one way to read its next word. */
static void
follow_word (Search *search, Trail *trail, const char *phrase, guint length, const Spelled *spelled)
{
  gboolean open_ended = (trail->entry->flags & HAVEN_INDEX_PREFIX) != 0;
  guint n = MIN (length, spelled->length);

  if (phrase[0] != spelled->letters[0] || memcmp (phrase, spelled->letters, n) != 0)
    return;
  /* letters have no spaces, so that what is like them is no more than one word */
  if (n == length && (n == spelled->length || open_ended))
    add_hit (search, trail->entry, trail->first_word, spelled->last_word);
  else if (n + 1 < length && phrase[n] == ' ')
    follow_phrase (search, trail, phrase + n + 1, length - n - 1, spelled->last_word + 1);
}

/* Follows what is left of a phrase from a word of the message on. It recurs once a word, at most 32 deep. */
static void
follow_phrase (Search *search, Trail *trail, const char *phrase, guint length, guint word)
{
  Spelled spelled;

  if (word >= search->n_words || ++trail->steps > MAX_STEPS)
    return;
  spelled = spelled_word (search, word);
  follow_word (search, trail, phrase, length, &spelled);
  for (guint i = first_reading (search, word); i < search->n_readings; i++) {
    if (search->readings[i].first_word != word)
      break;
    if (search->readings[i].flags & HAVEN_READING_MASKED)
      continue;
    spelled = spelled_reading (search, i);
    follow_word (search, trail, phrase, length, &spelled);
  }
}

static gboolean
equals_without_spaces (const Spelled *spelled, const char *phrase, guint length)
{
  guint n = 0;

  for (guint i = 0; i < length; i++) {
    if (phrase[i] == ' ')
      continue;
    if (n >= spelled->length || spelled->letters[n++] != phrase[i])
      return FALSE;
  }
  return n == spelled->length;
}

/* Follows a phrase from a word of the message, whichever way that is read. */
static void
follow_from (Search *search, const HavenIndexEntry *entry, guint word)
{
  Trail trail = {entry, word, 0};

  follow_phrase (search, &trail, search->index->text + entry->text, entry->length, word);
}

/*
 * The words before a phrase's key may be readings of more words than one, and then it begins further back
 * than it has words: every place is tried that it can begin at.
 */
static void
follow_anchored (Search *search, const HavenIndexEntry *entry, guint word)
{
  guint least = entry->anchor, most = MIN (least + least * search->widest, word);

  for (guint back = least; back <= most; back++)
    follow_from (search, entry, word - back);
}

/* Compares an entry with the message; the key has led to spelled. */
static void
verify (Search *search, const HavenIndexEntry *entry, const Spelled *spelled)
{
  const char *phrase = search->index->text + entry->text;
  Trail trail = {entry, spelled->first_word, 0};

  switch (entry->key) {
  case HAVEN_KEY_WORD:
    follow_word (search, &trail, phrase, entry->length, spelled);
    break;
  case HAVEN_KEY_PAIR:
    if (entry->anchor == 0)
      follow_word (search, &trail, phrase, entry->length, spelled);
    else
      follow_anchored (search, entry, spelled->first_word);
    break;
  case HAVEN_KEY_STEM:
    if (begins_with (spelled, phrase, entry->length))
      add_hit (search, entry, spelled->first_word, spelled->last_word);
    break;
  case HAVEN_KEY_JOINED:
    if (equals_without_spaces (spelled, phrase, entry->length) &&
        (spelled->joined || is_hashtag (search, spelled->first_word)))
      add_hit (search, entry, spelled->first_word, spelled->last_word);
    break;
  default:
    break; /* a damaged file */
  }
}

static gboolean
is_entry_sound (const HavenIndex *index, const HavenIndexEntry *entry)
{
  return entry->length > 0 && entry->length <= HAVEN_INDEX_MAX_LENGTH &&
         entry->text <= index->header->text_length &&
         index->header->text_length - entry->text >= entry->length;
}

static void
look_up (Search *search, guint64 hash, const Spelled *spelled)
{
  const HavenIndex *index = search->index;
  guint32 number = haven_index_bucket_number (hash, index->header->n_buckets);
  guint32 end = MIN (index->buckets[number + 1], index->header->n_entries);

  for (guint32 i = index->buckets[number]; i < end; i++) {
    const HavenIndexEntry *entry = &index->entries[i];
    HavenIndexPass pass = entry->flags & HAVEN_INDEX_COMMON ? HAVEN_INDEX_COMMONS : HAVEN_INDEX_TRIGGERS;

    if (entry->tag == (guint32)hash && pass == search->pass && is_entry_sound (index, entry))
      verify (search, entry, spelled);
  }
}

static inline void
look_up_if_held (Search *search, guint64 hash, const Spelled *spelled)
{
  if (may_hold (search, hash))
    look_up (search, hash, spelled);
}

/* A word or a reading by itself, and the stems that it may begin with. */
static inline void
look_up_alone (Search *search, guint64 hash, const Spelled *spelled)
{
  guint32 stems = haven_index_get_stems (search->index, search->pass, spelled->letters, spelled->length);

  look_up_if_held (search, hash, spelled);
  for (; stems != 0; stems &= stems - 1)
    look_up_if_held (search, haven_index_hash_stem (spelled->letters, __builtin_ctz (stems)), spelled);
}

static void
look_up_pair (Search *search, const Spelled *first, guint64 first_hash, guint64 second_hash)
{
  look_up_if_held (search, haven_index_hash_pair (first_hash, second_hash), first);
}

/* Whether a word passed the screen, or now passes: words that are not ASCII do, and common terms have none.
 */
static gboolean
word_passes (const Search *search, guint i)
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
hash_nth (const Search *search, guint i)
{
  return haven_index_hash_word (search->folded + search->words[i].fold, search->words[i].fold_length);
}

static void
look_up_candidates (Search *search)
{
  const HavenIndex *index = search->index;

  for (guint i = 0; i < search->n_candidates; i++) {
    guint32 number = haven_index_bucket_number (search->candidates[i].hash, index->header->n_buckets);

    __builtin_prefetch (&index->entries[MIN (index->buckets[number], index->header->n_entries)]);
  }
  for (guint i = 0; i < search->n_candidates; i++) {
    Spelled spelled = spelled_word (search, search->candidates[i].word);

    look_up (search, search->candidates[i].hash, &spelled);
  }
  search->n_candidates = 0;
}

/*
 * Most words lead to nothing. What others lead to is seldom in the nearest cache: it is sent for, and looked
 * up together with what comes after.
 */
static __attribute__ ((noinline)) void
add_candidate (Search *search, guint64 hash, guint word)
{
  const HavenIndex *index = search->index;

  __builtin_prefetch (&index->buckets[haven_index_bucket_number (hash, index->header->n_buckets)]);
  search->candidates[search->n_candidates++] = (Candidate){hash, word};
  if (search->n_candidates == MAX_CANDIDATES)
    look_up_candidates (search);
}

static inline void
look_up_nth_if_held (Search *search, guint64 hash, guint i)
{
  if (may_hold (search, hash))
    add_candidate (search, hash, i);
}

/* A word by itself, as the second of a pair and as the first, and by the stems that it may begin with. */
static void
find_word (Search *search, guint i)
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
find_stems (Search *search, guint i, guint32 stems)
{
  const char *letters = search->folded + search->words[i].fold;

  for (; stems != 0; stems &= stems - 1)
    look_up_nth_if_held (search, haven_index_hash_stem (letters, __builtin_ctz (stems)), i);
}

/* A hashtag may be a phrase run together, and those are not on the screen. */
static gboolean
is_run_together (const Search *search, guint i)
{
  guint32 start = search->words[i].start;

  return start > 0 && search->text->visible.data[start - 1] == '#';
}

/* A word that the scan has noted as passed in one way or both. */
static void
find_passed (Search *search, guint i, gboolean passed, gboolean begun)
{
  if (passed)
    find_word (search, i);
  find_stems (search, i,
              haven_index_get_screened_stems (search->index, search->words[i].fold_length, passed, begun));
}

static void
find_all_passed (Search *search)
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
find_each_word (Search *search)
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
find_words (Search *search)
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
reading_passes (const Search *search, const Spelled *spelled)
{
  guint64 head = haven_screen_head (spelled->letters, spelled->length);

  return !haven_index_asks_screen (search->pass, head) || haven_screen_passes (&search->index->screen, head);
}

/* Pairs of a reading with the readings before it. */
static void
find_pairs_of_readings (Search *search, guint number, const Spelled *spelled, guint64 hash)
{
  for (guint i = number; i > 0 && number - i < MAX_LOOK_BACK; i--) {
    const HavenReading *reading = &search->readings[i - 1];

    /* readings stand in the order of their first words, and none is wider than the widest */
    if (reading->first_word + search->widest + 1 < spelled->first_word)
      break;
    if (reading->last_word + 1 == spelled->first_word && !(reading->flags & HAVEN_READING_MASKED)) {
      Spelled before = spelled_reading (search, i - 1);

      look_up_pair (search, &before, search->reading_hashes[(i - 1) % MAX_LOOK_BACK], hash);
    }
  }
}

/* Pairs of a reading with what stands before it and with the word after it, if one of both passed the screen.
 */
static void
find_reading_pairs (Search *search, guint number, const Spelled *spelled, guint64 hash, gboolean passes)
{
  guint next = spelled->last_word + 1;

  if (spelled->first_word > 0 && (passes || word_passes (search, spelled->first_word - 1))) {
    Spelled before = spelled_word (search, spelled->first_word - 1);

    look_up_pair (search, &before, hash_nth (search, spelled->first_word - 1), hash);
  }
  if (passes || search->readings_passed != 0)
    find_pairs_of_readings (search, number, spelled, hash);
  if (next < search->n_words && (passes || word_passes (search, next)))
    look_up_pair (search, spelled, hash, hash_nth (search, next));
}

/*
 * A term of the same length, or the stem of one, with the same letters where letters are left. Of a stem with
 * an ending more must be left: f**k is no word that begins with three letters of which the first is f.
 */
static gboolean
fits_mask (const Spelled *spelled, const char *letters, guint length)
{
  guint stars = 0;

  for (guint i = 0; i < length; i++) {
    if (spelled->letters[i] != '*' && spelled->letters[i] != letters[i])
      return FALSE;
    stars += spelled->letters[i] == '*';
  }
  return spelled->length == length || stars * 2 < length;
}

/* The first of the masks from start to end whose first letter is not before c. */
static guint32
first_mask (const HavenIndex *index, guint32 start, guint32 end, guint8 c)
{
  while (start < end) {
    guint32 middle = start + (end - start) / 2;
    guint32 number = index->masks[middle];

    if (number >= index->header->n_entries || !is_entry_sound (index, &index->entries[number]) ||
        (guint8)index->text[index->entries[number].text] < c)
      start = middle + 1;
    else
      end = middle;
  }
  return start;
}

static void
find_masked_of_length (Search *search, const Spelled *spelled, guint length)
{
  const HavenIndex *index = search->index;
  guint32 end = MIN (index->header->mask_starts[length + 1], index->header->n_masks);
  guint32 start = MIN (index->header->mask_starts[length], end);
  guint8 c = spelled->letters[0];

  for (guint32 i = first_mask (index, start, end, c); i < end; i++) {
    guint32 number = index->masks[i];
    const HavenIndexEntry *entry;

    if (number >= index->header->n_entries)
      return;
    entry = &index->entries[number];
    if (!is_entry_sound (index, entry) || entry->length != length || (guint8)index->text[entry->text] != c)
      return;
    if ((length == spelled->length || (entry->flags & HAVEN_INDEX_PREFIX)) &&
        fits_mask (spelled, index->text + entry->text, length))
      add_hit (search, entry, spelled->first_word, spelled->last_word);
  }
}

static void
find_masked (Search *search, const Spelled *spelled)
{
  guint longest = MIN (spelled->length, HAVEN_INDEX_MAX_MASKED);

  for (guint length = 3; length <= longest; length++)
    find_masked_of_length (search, spelled, length);
}

static void
find_reading (Search *search, guint number, const Spelled *spelled)
{
  guint64 hash = haven_index_hash_word (spelled->letters, spelled->length);
  gboolean passes = reading_passes (search, spelled);

  /* a phrase run together is not on the screen */
  if (passes || spelled->joined)
    look_up_alone (search, hash, spelled);
  find_reading_pairs (search, number, spelled, hash, passes);
  search->reading_hashes[number % MAX_LOOK_BACK] = hash;
  search->readings_passed |= (guint64)passes << number % MAX_LOOK_BACK;
}

static void
find_readings (Search *search)
{
  search->readings_passed = 0;
  for (guint i = 0; i < search->n_readings; i++) {
    Spelled spelled = spelled_reading (search, i);

    search->readings_passed &= ~(G_GUINT64_CONSTANT (1) << i % MAX_LOOK_BACK);
    if (!(search->readings[i].flags & HAVEN_READING_MASKED))
      find_reading (search, i, &spelled);
    else if (search->pass == HAVEN_INDEX_TRIGGERS)
      find_masked (search, &spelled);
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
widest_reading (const Search *search)
{
  guint widest = 0;

  for (guint i = 0; i < search->n_readings; i++)
    widest = MAX (widest, search->readings[i].last_word - search->readings[i].first_word);
  return MIN (widest, MAX_LOOK_BACK);
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
  Search search = {.index = index, .text = text, .hits = hits};
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
