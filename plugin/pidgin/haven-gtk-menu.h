/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

void haven_gtk_menu_pop_up (HavenGtkVeil *veil, guint button, guint32 time);
void haven_gtk_menu_extend (HavenGtk *gtk, PurpleConversation *conversation, GList **actions);

G_END_DECLS
