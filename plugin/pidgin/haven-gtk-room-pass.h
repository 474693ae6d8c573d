/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "settings/haven-room-card.h"

G_BEGIN_DECLS

void haven_gtk_room_pass_ask (GtkWindow *parent, const HavenRoomCard *card, const char *room);

G_END_DECLS
