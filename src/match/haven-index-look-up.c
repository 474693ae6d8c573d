/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What a word of a message has led to in an index: it is compared with the message letter by letter, and a
 * phrase followed through whatever way its next words may be read, so that a hit is never a guess.
 */
#include "haven-index-search.h"

/* However many readings a message has, a phrase is followed through no more of them than this. */
#define MAX_STEPS 256

/* A phrase while it is followed through the words of a message. */
typedef struct {
  const HavenIndexEntry *entry;
  guint first_word;
  guint steps;
} Trail;

static gboolean
is_hashtag (const HavenIndexSearch *search, guint i)
{
  guint n_words;

  /* flags cost more than all the rest: most messages have no such sign at all */
  return haven_text_may_have_hashtags (search->text) &&
         (haven_text_get_words (search->text, &n_words)[i].flags & HAVEN_WORD_HASHTAG) != 0;
}

static void
add_hit (HavenIndexSearch *search, const HavenIndexEntry *entry, guint first_word, guint last_word)
{
  HavenHit hit = {entry->term, first_word, last_word};

  if (entry->term >= search->index->header->n_terms)
    return;
  if ((entry->flags & HAVEN_INDEX_HASHTAG) && !is_hashtag (search, first_word))
    return;
  g_array_append_val (search->hits, hit);
}

static gboolean
begins_with (const HavenIndexSpelled *spelled, const char *letters, guint length)
{
  return spelled->length >= length && memcmp (spelled->letters, letters, length) == 0;
}

/* The first reading that begins at a word or after it. */
static guint
first_reading (const HavenIndexSearch *search, guint word)
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

static void
follow_phrase (HavenIndexSearch *search, Trail *trail, const char *phrase, guint length, guint word);

/* Follows a phrase through one way to read its next word. */
static void
follow_word (HavenIndexSearch *search,
             Trail *trail,
             const char *phrase,
             guint length,
             const HavenIndexSpelled *spelled)
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
follow_phrase (HavenIndexSearch *search, Trail *trail, const char *phrase, guint length, guint word)
{
  HavenIndexSpelled spelled;

  if (word >= search->n_words || ++trail->steps > MAX_STEPS)
    return;
  spelled = haven_index_spell_word (search, word);
  follow_word (search, trail, phrase, length, &spelled);
  for (guint i = first_reading (search, word); i < search->n_readings; i++) {
    if (search->readings[i].first_word != word)
      break;
    if (search->readings[i].flags & HAVEN_READING_MASKED)
      continue;
    spelled = haven_index_spell_reading (search, i);
    follow_word (search, trail, phrase, length, &spelled);
  }
}

static gboolean
equals_without_spaces (const HavenIndexSpelled *spelled, const char *phrase, guint length)
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
follow_from (HavenIndexSearch *search, const HavenIndexEntry *entry, guint word)
{
  Trail trail = {entry, word, 0};

  follow_phrase (search, &trail, search->index->text + entry->text, entry->length, word);
}

/*
 * The words before a phrase's key may be readings of more words than one, and then it begins further back
 * than it has words: every place is tried that it can begin at.
 */
static void
follow_anchored (HavenIndexSearch *search, const HavenIndexEntry *entry, guint word)
{
  guint least = entry->anchor, most = MIN (least + least * search->widest, word);

  for (guint back = least; back <= most; back++)
    follow_from (search, entry, word - back);
}

/* Compares an entry with the message; the key has led to spelled. */
static void
verify (HavenIndexSearch *search, const HavenIndexEntry *entry, const HavenIndexSpelled *spelled)
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

/**
 * haven_index_look_up:
 * @search: a search
 * @hash: of a key that the filter may hold
 * @spelled: what it is of: a word or reading, or the first of two
 *
 * Adds a hit for each term that this leads to, and that stands there letter by letter.
 */
void
haven_index_look_up (HavenIndexSearch *search, guint64 hash, const HavenIndexSpelled *spelled)
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

/*
 * A term of the same length, or the stem of one, with the same letters where letters are left. Of a stem with
 * an ending more must be left: f**k is no word that begins with three letters of which the first is f.
 */
static gboolean
fits_mask (const HavenIndexSpelled *spelled, const char *letters, guint length)
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
find_masked_of_length (HavenIndexSearch *search, const HavenIndexSpelled *spelled, guint length)
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

/**
 * haven_index_look_up_masked:
 * @search: a search
 * @spelled: a reading in which letters are starred out
 *
 * Adds a hit for each term that may stand there.
 */
void
haven_index_look_up_masked (HavenIndexSearch *search, const HavenIndexSpelled *spelled)
{
  guint longest = MIN (spelled->length, HAVEN_INDEX_MAX_MASKED);

  for (guint length = 3; length <= longest; length++)
    find_masked_of_length (search, spelled, length);
}
