/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-char.h"
#include "haven-text.h"

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
 * What the three stages hand on: haven-markup.c and haven-visible.c fill `visible` and `segments`,
 * haven-words.c reads it into `folded` and `words`, haven-readings.c adds `readings`, whose letters
 * stand behind the folded text.
 */
struct _HavenText {
  gsize source_length;
  HavenBytes visible;
  HavenBytes folded; /* the folded text, then the readings */
  gsize folded_length;
  HavenBytes targets;
  GArray *segments;   /* HavenSegment */
  GArray *words;      /* HavenWord */
  GArray *readings;   /* HavenReading */
  GArray *open_links; /* HavenOpenLink */
  GArray *links;      /* HavenTextLink */
  guint marks;        /* combining marks in a row at the end of visible */
  gboolean odd;       /* something may have another reading */
  gboolean flagged;   /* words have all their flags */
};

void haven_bytes_reserve (HavenBytes *bytes, gsize more);
void haven_bytes_append (HavenBytes *bytes, const char *data, gsize length);

void haven_visible_append (HavenText *text, const char *source, gsize start, gsize end);
void haven_visible_append_char (HavenText *text, gunichar c, gsize start, gsize span);
void haven_markup_read (HavenText *text, const char *source, gsize length);
void haven_words_read (HavenText *text);
void haven_readings_add (HavenText *text);
gboolean haven_readings_needs_apostrophe (const char *fold, guint length);
void haven_word_flags_add (HavenText *text);

const HavenWord *haven_text_peek_words (const HavenText *text, guint *n_words);

G_END_DECLS
