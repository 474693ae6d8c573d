/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "text/haven-text.h"

G_BEGIN_DECLS

typedef struct _HavenFacts HavenFacts;

/**
 * HavenFactSeen:
 * @item: (transfer none): what kind of fact it is, as the user listed it: "name", "phone"…
 * @persona: whether it belongs to another account's persona, and so is no secret there
 * @start: its first byte in the visible text
 * @end: one past its last byte in the visible text
 *
 * One of the user's own facts, seen in a text.
 */
typedef struct {
  const char *item;
  gboolean persona;
  gsize start;
  gsize end;
} HavenFactSeen;

HavenFacts *haven_facts_new (const GPtrArray *lines);
void haven_facts_free (HavenFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenFacts, haven_facts_free)

guint haven_facts_count (const HavenFacts *facts);
void haven_facts_find (const HavenFacts *facts,
                       const HavenText *text,
                       const char *account,
                       const char *const *my_names,
                       GArray *seen);

G_END_DECLS
