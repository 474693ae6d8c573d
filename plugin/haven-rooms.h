/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-iqs.h"
#include "rooms/haven-room-facts.h"

G_BEGIN_DECLS

typedef struct _HavenRooms HavenRooms;

HavenRooms *haven_rooms_new (PurplePlugin *handle, HavenIqs *iqs);
void haven_rooms_free (HavenRooms *rooms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRooms, haven_rooms_free)

void haven_rooms_ask (HavenRooms *rooms, PurpleConversation *room);
void haven_rooms_forget (HavenRooms *rooms, PurpleConversation *room);
gint64 haven_rooms_get_asked (PurpleConversation *room);
void haven_rooms_get (PurpleConversation *room, HavenRoomFacts *facts);

G_END_DECLS
