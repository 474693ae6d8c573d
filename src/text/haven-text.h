/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-message.h"

G_BEGIN_DECLS

/* What is known about one word of a text. */
typedef enum {
  HAVEN_WORD_HASHTAG = 1 << 0,        /* it was written #word */
  HAVEN_WORD_MENTION = 1 << 1,        /* it was written @word */
  HAVEN_WORD_SENTENCE_START = 1 << 2, /* the first word of a sentence or line */
  HAVEN_WORD_QUOTED = 1 << 3,         /* between quotation marks, or on a line quoted with > */
  HAVEN_WORD_CAPITAL = 1 << 4,        /* its first letter is upper case */
  HAVEN_WORD_SHOUTED = 1 << 5,        /* all its letters are upper case, and there are two or more */
  HAVEN_WORD_QUESTION = 1 << 6,       /* in a sentence that ends with a question mark */
  HAVEN_WORD_EMOJI = 1 << 7,          /* one emoji; skin tones are words of their own */
  HAVEN_WORD_IDEOGRAPH = 1 << 8,      /* one character of a script written without spaces */
  HAVEN_WORD_LINK = 1 << 9,           /* part of an address: http://…, host.tld/…, a@b.tld */
  HAVEN_WORD_JOINED = 1 << 10, /* one of several spaced or dotted letters, which have a reading: k.y.s */
  HAVEN_WORD_CLAUSE_START = 1 << 11, /* after , ; : – ( or the like */
  /* starts a sentence or a line, but the line before was of a word or two: "kill\nyourself", or the sentences
   * are of one word each: "You. Are. Boring." */
  HAVEN_WORD_GOES_ON = 1 << 12,
} HavenWordFlags;

/**
 * HavenWord:
 * @start: first byte in the visible text
 * @end: one past its last byte in the visible text
 * @fold: where the folded word stands in the folded text
 * @fold_length: bytes of the folded word
 * @loose: where the first looser reading of this word alone (leet, repeated letters) stands, or the same as
 * @fold
 * @loose_length: bytes of the looser reading, 0 when there is none
 * @flags: what is known about it
 */
typedef struct {
  guint32 start;
  guint32 end;
  guint32 fold;
  guint32 loose;
  guint16 fold_length;
  guint16 loose_length;
  guint32 flags;
} HavenWord;

typedef enum {
  HAVEN_READING_MASKED = 1 << 0, /* letters were starred out: each '*' stands for one letter */
  HAVEN_READING_JOINED = 1 << 1, /* letters were spaced out: it may be several words run together */
} HavenReadingFlags;

/**
 * HavenReading:
 * @first_word: the first word it reads
 * @last_word: the last word it reads
 * @fold: where its letters stand in the folded text
 * @length: its bytes
 * @flags: HavenReadingFlags
 *
 * Another way to read one word or several as one: k1ll as kill, k.y.s as kys, stuuupid as stupid.
 */
typedef struct {
  guint32 first_word;
  guint32 last_word;
  guint32 fold;
  guint16 length;
  guint16 flags;
} HavenReading;

/* A link or a picture in the markup: offsets are in the visible text. */
typedef struct {
  guint32 start;
  guint32 end;
  const char *target; /* href or src, entities decoded; owned by the text */
} HavenTextLink;

typedef struct _HavenText HavenText;

HavenText *haven_text_new (void);
void haven_text_free (HavenText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenText, haven_text_free)

void haven_text_read (HavenText *text, const char *source, gsize length, HavenFormat format);

const char *haven_text_get_visible (const HavenText *text, gsize *length);
const char *haven_text_get_folded (const HavenText *text, gsize *length);
const HavenWord *haven_text_get_words (const HavenText *text, guint *n_words);
const HavenWord *haven_text_peek_words (const HavenText *text, guint *n_words);
gboolean haven_text_may_have_hashtags (const HavenText *text);
gboolean haven_text_may_have_emoji (const HavenText *text);
gboolean haven_text_may_have_guesses (const HavenText *text);
const guint32 *haven_text_get_bounds (const HavenText *text, guint *n_bounds);
const HavenReading *haven_text_get_readings (const HavenText *text, guint *n_readings);
const HavenReading *haven_text_get_guesses (const HavenText *text, guint *n_guesses);
const HavenTextLink *haven_text_get_links (const HavenText *text, guint *n_links);
gsize haven_text_to_source (const HavenText *text, gsize visible_offset);
void haven_text_span_to_source (
    const HavenText *text, gsize start, gsize end, gsize *source_start, gsize *source_end);

G_END_DECLS
