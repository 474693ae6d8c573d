/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-groups.h"
#include "haven-plugin-api.h"

G_BEGIN_DECLS

/**
 * HavenGtkHeldPerson:
 * @id: account and sender
 * @cause: what most of theirs is held for: what they stand under
 * @causes: all that theirs is held for, in words
 * @n_causes: how many these are
 * @items: (element-type HavenHeldItem): what is held of them, the oldest first; borrowed
 *
 * Somebody of whom something is held.
 */
typedef struct {
  char *id;
  const char *cause;
  char *causes;
  guint n_causes;
  GPtrArray *items;
} HavenGtkHeldPerson;

char *haven_gtk_held_person_id (const HavenHeldItem *item);
GPtrArray *haven_gtk_held_people (const GPtrArray *items);
GPtrArray *haven_gtk_held_choose (const GPtrArray *items, const HavenGtkGroup *choice);

char *haven_gtk_account_of (PurpleConversation *conversation);
char *haven_gtk_held_person_in (const GPtrArray *items,
                                const HavenPluginApi *api,
                                PurpleConversation *conversation);

G_END_DECLS
