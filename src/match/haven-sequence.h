/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-tokens.h"

G_BEGIN_DECLS

/* A set of places after a start: bit n is n tokens on. */
typedef guint64 HavenPlaces;

#define HAVEN_MAX_REACH 63

/* What is searched, and how much may still be looked at before the search gives up. */
typedef struct {
  const HavenProgram *program;
  const HavenTokens *tokens;
  guint32 n_tokens;
  guint64 steps_left;
  gint playful;         /* whether the text has a sign of play: 1 or -1, 0 as long as nobody asked */
  const guint32 *slots; /* nullable: what open concepts stand for; NULL for any of what they may stand for */
} HavenSearch;

guint32 haven_search_reach (const HavenSearch *search, guint32 start, gboolean across);
gboolean haven_search_is_boundary (const HavenSearch *search, guint32 at);
HavenPlaces haven_sequence_ends (HavenSearch *search, guint32 node, guint32 start, guint32 reach);
HavenPlaces
haven_sequence_gaps (HavenSearch *search, guint32 node, guint32 start, guint32 reach, guint32 end);
gboolean haven_sequence_is_within (HavenSearch *search, guint32 node, guint32 from, guint32 to);
guint32 haven_concept_at (const HavenSearch *search, guint32 concept, guint32 at, guint32 end);

G_END_DECLS
