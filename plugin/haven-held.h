/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-wall-clock.h"
#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenHeld HavenHeld;

HavenHeld *haven_held_new (guint bound, const char *path, const HavenWallClock *clock, gint64 keep_from);
void haven_held_take_over (HavenHeld *held, const char *path, gint64 keep_from);
void haven_held_free (HavenHeld *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHeld, haven_held_free)

gboolean haven_held_keep (HavenHeld *held,
                          const HavenMessage *message,
                          const HavenVerdict *verdict,
                          const char *alias,
                          double score);
gboolean haven_held_is_due (const HavenHeld *held);
const char *haven_held_get_problem (const HavenHeld *held);
gboolean haven_held_open_again (HavenHeld *held);
gboolean haven_held_has (HavenHeld *held, const HavenMessage *message);
guint haven_held_count (HavenHeld *held, const char *account, const char *conversation);
GPtrArray *haven_held_list (HavenHeld *held);
HavenHeldItem *haven_held_find (HavenHeld *held, guint64 id);
gboolean haven_held_remove (HavenHeld *held, guint64 id);
gboolean haven_held_forget (HavenHeld *held, gint64 keep_from);

void haven_held_item_free (HavenHeldItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHeldItem, haven_held_item_free)

G_END_DECLS
