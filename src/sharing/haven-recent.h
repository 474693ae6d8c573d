/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-message.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

typedef struct _HavenRecent HavenRecent;

HavenRecent *haven_recent_new (void);
void haven_recent_free (HavenRecent *recent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRecent, haven_recent_free)

void haven_recent_heard (HavenRecent *recent, const HavenMessage *message, const HavenText *text);
void haven_recent_opened (HavenRecent *recent, const char *uri);
gboolean haven_recent_find_words (
    const HavenRecent *recent, const char *conversation, const HavenText *text, gsize *start, gsize *end);
gboolean haven_recent_find_link (const HavenRecent *recent, const HavenText *text, gsize *start, gsize *end);
void haven_recent_clear (HavenRecent *recent);

G_END_DECLS
