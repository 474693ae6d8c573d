/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_commands_register (HavenPlugin *plugin);
void haven_commands_unregister (HavenPlugin *plugin);
void haven_commands_run (HavenPlugin *plugin, PurpleConversation *conversation, const char *line);
gboolean haven_commands_catch (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup);

G_END_DECLS
