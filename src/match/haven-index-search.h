/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What goes on between haven-index-find.c, which asks about words and readings, and haven-index-look-up.c,
 * which compares what they lead to. */
#include "haven-index-private.h"

#include "text/haven-text-private.h"

G_BEGIN_DECLS

#define HAVEN_INDEX_LOOK_BACK 64 /* no more than bits */
#define HAVEN_INDEX_CANDIDATES 16

/* A word that led to something by itself, or as the first of a pair. */
typedef struct {
  guint64 hash;
  guint word;
} HavenIndexCandidate;

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
  guint64 reading_hashes[HAVEN_INDEX_LOOK_BACK]; /* of the readings before one, those that are masked aside */
  guint64 readings_passed;                       /* which of these passed the screen, a bit each */
  guint paired; /* the pairs of words before this one have been looked up, for one that passed */
  guint n_candidates;
  HavenIndexCandidate candidates[HAVEN_INDEX_CANDIDATES];
} HavenIndexSearch;

/* One way to read one word or several: as it is folded, or a reading. */
typedef struct {
  const char *letters;
  guint length;
  guint first_word;
  guint last_word;
  gboolean joined;
} HavenIndexSpelled;

static inline HavenIndexSpelled
haven_index_spell_word (const HavenIndexSearch *search, guint i)
{
  const HavenWord *word = &search->words[i];

  return (HavenIndexSpelled){search->folded + word->fold, word->fold_length, i, i, FALSE};
}

static inline HavenIndexSpelled
haven_index_spell_reading (const HavenIndexSearch *search, guint i)
{
  const HavenReading *reading = &search->readings[i];

  return (HavenIndexSpelled){search->folded + reading->fold, reading->length, reading->first_word,
                             reading->last_word, (reading->flags & HAVEN_READING_JOINED) != 0};
}

void haven_index_look_up (HavenIndexSearch *search, guint64 hash, const HavenIndexSpelled *spelled);
void haven_index_look_up_masked (HavenIndexSearch *search, const HavenIndexSpelled *spelled);

G_END_DECLS
