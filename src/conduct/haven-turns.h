/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-message.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

#define HAVEN_TURNS_PAUSE G_TIME_SPAN_MINUTE

/* What each writer said last, as long as they may go on with it. */
typedef struct _HavenTurns HavenTurns;

HavenTurns *haven_turns_new (void);
void haven_turns_free (HavenTurns *turns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTurns, haven_turns_free)

void haven_turns_clear (HavenTurns *turns);
GString *
haven_turns_join (const HavenTurns *turns, const HavenMessage *message, const HavenText *text, gsize *before);
void haven_turns_said (HavenTurns *turns, const HavenMessage *message, const HavenText *text);

G_END_DECLS
