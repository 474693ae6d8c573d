/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_ROOM_UNKNOWN,
  HAVEN_ROOM_YES,
  HAVEN_ROOM_NO,
} HavenRoomAnswer;

/**
 * HavenRoomFacts:
 * @open: whether anybody may come in
 * @listed: whether it stands in the server's list
 * @moderated: whether only those with a voice may speak
 * @real_address_shows: whether everybody sees the real address behind a nick
 * @archived: whether the server keeps what is said
 *
 * What a server tells of a room. What it does not tell is unknown.
 */
typedef struct {
  HavenRoomAnswer open;
  HavenRoomAnswer listed;
  HavenRoomAnswer moderated;
  HavenRoomAnswer real_address_shows;
  HavenRoomAnswer archived;
} HavenRoomFacts;

void haven_room_facts_read_feature (HavenRoomFacts *facts, const char *feature);
void haven_room_facts_read_modes (HavenRoomFacts *facts, const char *modes);
guint haven_room_facts_to_number (const HavenRoomFacts *facts);
HavenRoomFacts haven_room_facts_from_number (guint number);

G_END_DECLS
