/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "settings/haven-room-card.h"

G_BEGIN_DECLS

/**
 * HavenRoomPass:
 * @room: the room's name as its server knows it
 * @from: (nullable): the name that whoever passes it on gave themselves for it
 * @date: YYYY-MM-DD, the day on which it was passed on
 * @card: their notes; never whether they would share there, nor when they look again
 *
 * The card of a room as one person hands it to another, in a file.
 */
typedef struct {
  char *room;
  char *from;
  char *date;
  HavenRoomCard *card;
} HavenRoomPass;

void haven_room_pass_free (HavenRoomPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRoomPass, haven_room_pass_free)

gboolean haven_room_pass_has_notes (const HavenRoomCard *card);
char *haven_room_pass_to_json (
    const HavenRoomCard *card, const char *room, const char *from, const char *date, gsize *length);
HavenRoomPass *haven_room_pass_from_json (const char *data, gsize length, GError **error);
HavenRoomPass *haven_room_pass_load (const char *path, GError **error);
void haven_room_pass_join (const HavenRoomPass *pass, HavenRoomCard *into, guint *n_taken, guint *n_left);

G_END_DECLS
