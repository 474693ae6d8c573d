/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

GPtrArray *haven_room_card_describe (HavenPlugin *plugin, PurpleConversation *room);
void haven_room_card_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_room_card_remind (HavenPlugin *plugin, PurpleConversation *room);

G_END_DECLS
