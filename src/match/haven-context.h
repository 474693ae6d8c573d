/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How something was said, as far as the words around it tell. Names stand in packs: haven-context.c. */
typedef enum {
  HAVEN_CONTEXT_NEGATED,
  HAVEN_CONTEXT_QUOTED,
  HAVEN_CONTEXT_REPORTED,
  HAVEN_CONTEXT_ASKED,
  HAVEN_CONTEXT_CONDITIONAL,
  HAVEN_CONTEXT_ABOUT_ME,
  HAVEN_CONTEXT_ABOUT_THIRD,
  HAVEN_CONTEXT_PAST_OTHER,
  HAVEN_CONTEXT_PLAYFUL,
  HAVEN_CONTEXT_NAMING,
  HAVEN_CONTEXT_OPPOSED,
  HAVEN_CONTEXT_TITLED,
  HAVEN_CONTEXT_SHOUTED,
  HAVEN_CONTEXT_HASHTAG,
  HAVEN_CONTEXT_TO_YOU,
  HAVEN_CONTEXT_SHORT,
  HAVEN_CONTEXT_LINK,
  HAVEN_CONTEXT_MENTION,
  HAVEN_CONTEXT_NICK,
  HAVEN_CONTEXT_ADVISING,
  HAVEN_CONTEXT_FALSE_FRIEND,
  HAVEN_CONTEXT_NAMED,
  HAVEN_N_CONTEXTS,
} HavenContext;

const char *haven_context_to_string (HavenContext context);
gboolean haven_context_from_string (const char *name, HavenContext *context);

G_END_DECLS
