/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_mute (HavenGtk *gtk, PurpleConversation *conversation, const char *sender);
void haven_gtk_mute_end (HavenGtk *gtk, PurpleConversation *conversation, const char *sender);

G_END_DECLS
