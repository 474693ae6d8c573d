/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

gboolean haven_held_put (HavenPlugin *plugin,
                         PurpleAccount *account,
                         const char *sender,
                         const HavenMessage *message,
                         const HavenVerdict *verdict);
gboolean haven_held_act (HavenPlugin *plugin, guint64 id, HavenHeldAction action, GError **error);
void haven_held_changed (HavenPlugin *plugin, PurpleConversation *conversation);
guint haven_held_count_in (HavenPlugin *plugin, PurpleConversation *conversation);

G_END_DECLS
