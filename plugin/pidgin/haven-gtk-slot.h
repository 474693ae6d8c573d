/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_slot_put (PidginConversation *gtkconv, GtkWidget *widget);
char *haven_gtk_slot_headline (PurpleConversation *conversation, const char *audience);
GtkWidget *haven_gtk_slot_audience (const char *headline);
GtkWidget *haven_gtk_slot_question (const char *question);
GtkWidget *haven_gtk_slot_ask (PidginConversation *gtkconv,
                               const char *headline,
                               const char *question,
                               GtkWidget *buttons);
GtkWidget *haven_gtk_slot_frame (GtkWidget *content, PidginConversation *gtkconv);
void haven_gtk_slot_tell (PidginConversation *gtkconv,
                          const char *text,
                          const char *action,
                          void (*act) (gpointer user_data),
                          gpointer user_data,
                          GDestroyNotify free_data);

void haven_gtk_slot_tell_undo (PidginConversation *gtkconv,
                               const char *text,
                               void (*undo) (gpointer user_data),
                               gpointer user_data,
                               GDestroyNotify free_data);
void haven_gtk_slot_clear (PidginConversation *gtkconv);

G_END_DECLS
