/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_room_show (PurpleConversation *room, gpointer user_data);

G_END_DECLS
