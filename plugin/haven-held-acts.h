/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

gboolean haven_held_act (HavenPlugin *plugin, guint64 id, HavenHeldAction action, GError **error);
guint haven_held_count_in (HavenPlugin *plugin, PurpleConversation *conversation);
void haven_held_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
