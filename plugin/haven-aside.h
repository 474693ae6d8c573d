/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

GPtrArray *haven_aside_list (HavenPlugin *plugin);
char *haven_aside_find (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender);
char *haven_aside_mute (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender);
gboolean haven_aside_release (HavenPlugin *plugin, const char *id, GError **error);

void haven_aside_command_mute (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_aside_command_release (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
