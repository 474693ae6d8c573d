/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HavenCommonness HavenCommonness;

HavenCommonness *haven_commonness_new (guint n_phrases);
void haven_commonness_free (HavenCommonness *common);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCommonness, haven_commonness_free)

void haven_commonness_count (HavenCommonness *common, const char *phrase, guint length);
guint haven_commonness_get (const HavenCommonness *common, const char *word, guint length);

G_END_DECLS
