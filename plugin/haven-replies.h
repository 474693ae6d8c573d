/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

HavenReplies *haven_replies_new (void);
void haven_replies_free (HavenReplies *replies);

void haven_replies_opened (HavenPlugin *plugin, const HavenVeil *veil);
void haven_replies_forget (HavenReplies *replies, PurpleConversation *conversation);
char *haven_replies_take (
    HavenReplies *replies, PurpleConversation *conversation, const char *markup, gint64 now, char **label);

G_END_DECLS
