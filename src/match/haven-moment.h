/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-context.h"
#include "haven-matcher.h"
#include "haven-sequence.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_ADDRESS_OPEN,  /* to nobody in particular */
  HAVEN_ADDRESS_ME,    /* to the reader, by name */
  HAVEN_ADDRESS_OTHER, /* to somebody else, by name */
} HavenAddress;

/**
 * HavenMoment:
 * @search: the message in the words of the program
 * @language: the words by which contexts are understood
 * @address: to whom the message is said
 * @start: first token of what was met
 * @end: one past its last token
 * @gaps: which of its tokens stand in gaps
 *
 * Something a rule met, and everything by which to tell how it was said.
 */
typedef struct {
  HavenSearch *search;
  const HavenLanguageCode *language;
  HavenAddress address;
  guint32 start;
  guint32 end;
  HavenPlaces gaps;
} HavenMoment;

/* haven-context.c: one function a context, in one table */
gboolean haven_context_holds (HavenContext context, const HavenMoment *moment);

/* haven-address.c: who is spoken of, and to whom */
HavenAbout haven_moment_get_subject (const HavenMoment *moment);
HavenAddress
haven_address_read (const HavenProgram *program, const HavenText *text, const HavenMatchScene *scene);
gboolean haven_moment_is_to_you (const HavenMoment *moment);
gboolean haven_moment_is_advising (const HavenMoment *moment);

/* haven-tongue.c: in which language it was said */
gboolean haven_moment_is_false_friend (const HavenMoment *moment);

/* haven-moment.c: the words around */
guint32 haven_moment_is (const HavenMoment *moment, HavenContextWords words, guint32 at);
gboolean
haven_moment_is_any (const HavenMoment *moment, const HavenContextWords *words, guint n_words, guint32 at);
guint32 haven_moment_sentence_start (const HavenMoment *moment, guint32 at);
guint32 haven_moment_sentence_end (const HavenMoment *moment, guint32 at);
gboolean haven_moment_begins_clause (const HavenMoment *moment, guint32 at);
gboolean haven_moment_in_gap (const HavenMoment *moment, guint32 at);
gboolean
haven_moment_ends_before (const HavenMoment *moment, HavenContextWords words, guint32 at, guint32 within);
gboolean
haven_moment_starts_after (const HavenMoment *moment, HavenContextWords words, guint32 at, guint32 within);
gboolean haven_moment_all_flagged (const HavenMoment *moment, guint32 flags);
gboolean haven_moment_any_flagged (const HavenMoment *moment, guint32 flags);
const HavenWord *haven_moment_word (const HavenMoment *moment, guint32 at);

#define HAVEN_MOMENT_IS_ANY(moment, at, ...)                                                                 \
  haven_moment_is_any (moment, (const HavenContextWords[]){__VA_ARGS__},                                     \
                       sizeof ((const HavenContextWords[]){__VA_ARGS__}) / sizeof (HavenContextWords), at)

G_END_DECLS
