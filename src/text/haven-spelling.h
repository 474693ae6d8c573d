/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-text-private.h"

G_BEGIN_DECLS

#define HAVEN_SPELLING_LETTERS 48
#define HAVEN_SPELLING_SIGNS 8 /* in a row */

/* One letter of a spelling, and the other ways to read it. */
typedef struct {
  gunichar c[2];
  guint8 count[2];
  guint8 n; /* how many ways there are */
} HavenSpellingLetter;

/* A word or a cluster of words and signs, letter by letter, equal letters together. */
typedef struct {
  guint first_word;
  guint last_word;
  guint n;
  gboolean letters;
  gboolean unreadable; /* a digit stands for no letter */
  gboolean changed;
  gboolean shapes;  /* letters are read by their shapes */
  gboolean between; /* an emoji or a bullet stands in the place of a letter, or between two */
  HavenSpellingLetter choices[HAVEN_SPELLING_LETTERS];
} HavenSpelling;

void haven_spelling_begin (HavenSpelling *spelling, guint word);
void haven_spelling_append (HavenSpelling *spelling, gunichar c);
void haven_spelling_append_word (HavenSpelling *spelling, const HavenText *text, const HavenWord *word);
gboolean haven_spelling_is_needed (const HavenText *text, const HavenWord *word);
void haven_spelling_drop_stars (HavenSpelling *spelling);
gboolean haven_spelling_has_mask (const HavenSpelling *spelling);
void haven_spelling_add_readings (HavenText *text, HavenSpelling *spelling, guint flags);
void haven_spelling_add_mask (HavenText *text, const HavenSpelling *spelling, guint *n_masked);

G_END_DECLS
