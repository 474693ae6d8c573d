/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

gboolean haven_replay_is (const HavenPlugin *plugin, const char *text, PurpleMessageFlags flags);
char *haven_replay_cover (HavenPlugin *plugin, PurpleConversation *conversation, const char *text);

G_END_DECLS
