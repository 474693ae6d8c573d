/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_names_listen (HavenGtk *gtk);
void haven_gtk_names_leave (HavenGtk *gtk);
void haven_gtk_names_update (HavenGtk *gtk);
void haven_gtk_names_attach (HavenGtk *gtk, PidginConversation *gtkconv);
void haven_gtk_names_detach (HavenGtk *gtk, PidginConversation *gtkconv);
void haven_gtk_names_line (
    HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, const char *who, GtkTextMark *from);

G_END_DECLS
