/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_mark_links (
    HavenGtk *gtk, GtkIMHtml *imhtml, PurpleConversation *conversation, GtkTextMark *from, GtkTextMark *to);

G_END_DECLS
