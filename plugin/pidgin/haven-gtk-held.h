/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_held_show (HavenGtk *gtk);
void haven_gtk_held_show_of (HavenGtk *gtk, PurpleConversation *conversation);
void haven_gtk_held_update (HavenGtk *gtk);

G_END_DECLS
