/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

char *haven_room_pass_take (
    HavenPlugin *plugin, PurpleConversation *room, const char *path, HavenRoomCard *card, GError **error);
void haven_room_pass_command_pass (PurpleConversation *room, const HavenRoomCard *card, const char *path);

G_END_DECLS
