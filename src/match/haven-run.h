/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-program.h"

G_BEGIN_DECLS

#define HAVEN_RUN_MAX 128     /* letters that are taken apart */
#define HAVEN_RUN_MAX_WORD 16 /* letters of one word among them */
#define HAVEN_RUN_NO_WAY 0xff /* above HAVEN_RUN_MAX */
#define HAVEN_RUN_LONG 12     /* letters of a word that may be three words or more */
#define HAVEN_RUN_ALONE 9     /* letters of a word that is worth a look though nothing else in a message is */

/* Words written together, and the ways to take them apart into words that packs speak of. */
typedef struct {
  guint length;
  guint32 ids[HAVEN_RUN_MAX][HAVEN_RUN_MAX_WORD + 1]; /* by first letter and length; 0 for no such word */
  guint8 n_before[HAVEN_RUN_MAX + 1];                 /* the fewest words up to a letter; HAVEN_RUN_NO_WAY */
  guint8 n_after[HAVEN_RUN_MAX + 1];                  /* the fewest words from there to the end */
} HavenRun;

/* What tells that letters without spaces are several words. */
typedef enum {
  HAVEN_RUN_BY_GRAMMAR, /* one word of grammar, for what is likely to be several: a hashtag */
  HAVEN_RUN_BY_JOINS,   /* two words that a language calls "joins", for any word */
} HavenRunTold;

/* How many words it has at least. */
static inline guint
haven_run_get_n_words (const HavenRun *run)
{
  return run->n_after[0];
}

gboolean
haven_run_split (HavenRun *run, const HavenProgram *program, const char *text, gsize length, guint *lookups);
guint32 haven_run_get_word (const HavenRun *run, guint at, guint length);
guint haven_run_get_first (const HavenRun *run, guint at);
gboolean
haven_run_is_sentence (const HavenRun *run, const HavenProgram *program, const char *text, HavenRunTold told);
gsize haven_run_find_seam (const HavenProgram *program, const char *text, gsize length, guint *lookups);

G_END_DECLS
