/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finds in one pass which of many literals are in a text. */
typedef struct _HavenLiteralIndex HavenLiteralIndex;

HavenLiteralIndex *haven_literal_index_new (void);
void haven_literal_index_free (HavenLiteralIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenLiteralIndex, haven_literal_index_free)

void haven_literal_index_add (HavenLiteralIndex *index, const char *literal, guint32 owner);
void haven_literal_index_build (HavenLiteralIndex *index);
guint
haven_literal_index_find (const HavenLiteralIndex *index, const char *text, gsize length, guint64 *owners);

G_END_DECLS
