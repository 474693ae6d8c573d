/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_walk_attach (HavenGtk *gtk, PidginConversation *gtkconv);
void haven_gtk_walk_detach (HavenGtk *gtk, PidginConversation *gtkconv);

void haven_gtk_walk_describe (GtkIMHtml *imhtml, gboolean has_veils);

G_END_DECLS
