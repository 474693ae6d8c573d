/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-char.h"
#include "haven-scan.h"
#include "haven-text.h"

#include <string.h>

G_BEGIN_DECLS

/* Bytes that grow and are kept from message to message. */
typedef struct {
  char *data;
  gsize length;
  gsize capacity;
} HavenBytes;

/*
 * A stretch of visible text and where it comes from, up to the next one. With a span of 0 its bytes
 * correspond one by one; else all of it stands for `span` bytes of the source, as "é" does for "&#233;".
 */
typedef struct {
  guint32 visible;
  guint32 source;
  guint32 span;
} HavenSegment;

/* A link while it is being read: its target is an offset, since the bytes of targets may still move. */
typedef struct {
  guint32 start;
  guint32 end;
  guint32 target;
} HavenOpenLink;

/*
 * What the stages hand on: haven-markup.c and haven-visible.c fill `visible` and `segments`, unless there is
 * nothing to take apart in a message: then it is what is visible. Most messages are ASCII: of these a scan
 * finds the words in one pass, and that is all that most of them need: whoever looks for terms sees from it
 * that there are none. Only when somebody asks are words and readings made: from the scan, or, when that is
 * slow, by haven-words.c, and readings by haven-readings.c.
 */
struct _HavenText {
  HavenScanner scanner;
  gsize source_length;
  HavenBytes source; /* the message and zeros, while it is taken apart */
  HavenBytes visible;
  guint64 *special;  /* what is special in it; see HavenScanner */
  gsize capacity;    /* characters that there is room for in what a scan writes */
  HavenScan scan;    /* of the visible text */
  HavenBytes folded; /* the folded text, then the readings */
  gsize folded_length;
  HavenBytes targets;
  HavenBytes pale;   /* which letters are in white ink */
  HavenBytes bounds; /* guint32: where words of the scan begin and end, once bounded */
  HavenBytes odd;    /* guint32: its odd words, while readings are made */
  HavenSegment *segments;
  guint n_segments;
  guint max_segments; /* there is room for */
  GArray *words;      /* HavenWord */
  GArray *readings;   /* HavenReading */
  GArray *guesses;    /* HavenReading */
  GArray *open_links; /* HavenOpenLink */
  GArray *links;      /* HavenTextLink */
  guint marks;        /* combining marks in a row at the end of visible */
  gsize override;     /* where what runs from right to left begins, plus one; 0 when nothing does */
  gboolean ascii;     /* visible is */
  gboolean turned;    /* segments do not come from the source in their order */
  gboolean linked;    /* open_links and links are of this message */
  gboolean bounded;   /* bounds are good */
  gboolean complete;  /* folded, words and readings are good */
  gboolean readable;  /* of a text whose scan is slow: something may have another reading */
  gboolean tilted;    /* visible has letters that are others upside down */
  gboolean disguised; /* letters may be put for others by their shapes */
  gboolean flagged;   /* words have all their flags */
  gboolean guessed;   /* guesses are good */
  int tagged;         /* whether there may be hashtags; below zero when nobody has asked */
};

void haven_bytes_grow (HavenBytes *bytes, gsize more);

static inline void
haven_bytes_reserve (HavenBytes *bytes, gsize more)
{
  if (G_UNLIKELY (bytes->length + more > bytes->capacity))
    haven_bytes_grow (bytes, more);
}

static inline void
haven_bytes_append (HavenBytes *bytes, const char *data, gsize length)
{
  haven_bytes_reserve (bytes, length);
  memcpy (bytes->data + bytes->length, data, length);
  bytes->length += length;
}

/* A word, to be written to: callers have seen that there is one. */
static inline HavenWord *
haven_text_word_at (const HavenText *text, guint i)
{
  return &g_array_index (text->words, HavenWord, i);
}

void haven_visible_note_all (HavenText *text);
gsize haven_visible_append_run (HavenText *text, const char *source, gsize start, gsize end);
gsize haven_visible_append_one (HavenText *text, const char *source, gsize start, gsize end);
void haven_visible_append (HavenText *text, const char *source, gsize length);
void haven_visible_cut (HavenText *text, gsize length);
void
haven_visible_append_turned (HavenText *text, const char *letter, gsize length, const HavenSegment *from);
GArray *haven_visible_read_places (const HavenText *text);
void haven_override_note (HavenText *text, gunichar c);
void haven_override_end (HavenText *text);
void haven_visible_append_char (HavenText *text, gunichar c, gsize start, gsize span);
GArray *haven_text_get_open_links (HavenText *text);
void haven_markup_read (HavenText *text, const char *source, gsize length);
void haven_words_read (HavenText *text);
void haven_readings_add (HavenText *text);
void haven_readings_append (HavenText *text, guint first, guint last, gsize start, guint flags);
void haven_spaced_letters_read (HavenText *text);
const char *haven_shapes_get_letters (gunichar c);
void haven_shapes_read (HavenText *text);
void haven_pale_note (HavenText *text, gsize start);
void haven_pale_part (HavenText *text);
void haven_pale_read (HavenText *text);
char haven_turned_get_letter (gunichar c);
void haven_turned_read (HavenText *text);
void haven_readings_add_plain (HavenText *text);
#define HAVEN_GUESSES_ROOM 640 /* bytes that all guesses of a message have in the folded text */
void haven_guesses_add (HavenText *text);
gboolean haven_readings_needs_apostrophe (const char *fold, guint length);
guint haven_readings_without_apostrophe (const char *fold, guint length, char *reading);
void haven_word_flags_add (HavenText *text);

void haven_text_set_scanner (HavenText *text, const HavenScanner *scanner);
void haven_text_take_slow_way (HavenText *text);
const guint32 *haven_text_peek_bounds (const HavenText *text);

G_END_DECLS
