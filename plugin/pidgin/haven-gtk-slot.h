/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_slot_put (PidginConversation *gtkconv, GtkWidget *widget);
GtkWidget *haven_gtk_slot_frame (GtkWidget *content, PidginConversation *gtkconv);
void haven_gtk_slot_tell (PidginConversation *gtkconv,
                          const char *text,
                          const char *action,
                          void (*act) (gpointer user_data),
                          gpointer user_data,
                          GDestroyNotify free_data);

void haven_gtk_slot_clear (PidginConversation *gtkconv);

G_END_DECLS
