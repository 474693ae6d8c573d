/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GHashTable *haven_gtk_strips_new (void);
gboolean haven_gtk_strip_ask (HavenDraft *draft, gboolean *in_entry, gpointer gtk);
void haven_gtk_strip_dismiss (HavenDraft *draft, gpointer gtk);
gboolean haven_gtk_strip_restore (PurpleConversation *conversation, const char *markup, gpointer gtk);
gboolean haven_gtk_strip_escape (HavenGtk *gtk, PidginConversation *gtkconv);
void haven_gtk_strip_forget (HavenGtk *gtk, PidginConversation *gtkconv);

G_END_DECLS
