/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-iqs.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_ROOM_UNKNOWN,
  HAVEN_ROOM_YES,
  HAVEN_ROOM_NO,
} HavenRoomAnswer;

/* What a protocol tells about a room. */
typedef struct {
  HavenRoomAnswer open;               /* anybody may come in */
  HavenRoomAnswer listed;             /* it stands in the server's list */
  HavenRoomAnswer moderated;          /* only those with a voice may speak */
  HavenRoomAnswer real_address_shows; /* everybody sees the real address behind a nick */
  HavenRoomAnswer archived;           /* the server keeps what is said */
} HavenRoomFacts;

typedef struct _HavenRooms HavenRooms;

HavenRooms *haven_rooms_new (PurplePlugin *handle, HavenIqs *iqs);
void haven_rooms_free (HavenRooms *rooms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRooms, haven_rooms_free)

void haven_rooms_ask (HavenRooms *rooms, PurpleConversation *room);
void haven_rooms_forget (HavenRooms *rooms, PurpleConversation *room);
gint64 haven_rooms_get_asked (PurpleConversation *room);
void haven_rooms_get (PurpleConversation *room, HavenRoomFacts *facts);

G_END_DECLS
