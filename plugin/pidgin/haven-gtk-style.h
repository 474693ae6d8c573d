/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HavenGtkColours:
 * @veil_back: behind a veil
 * @veil_text: a veil's words
 * @focus_back: behind the veil that the keyboard is on
 * @focus_text: that veil's words
 * @note_back: behind a note's line
 * @quiet_text: words that stand back: "close", a note
 *
 * Muted colours taken from the theme, so that they fit light, dark and high-contrast ones.
 */
typedef struct {
  GdkColor veil_back;
  GdkColor veil_text;
  GdkColor focus_back;
  GdkColor focus_text;
  GdkColor note_back;
  GdkColor quiet_text;
} HavenGtkColours;

void haven_gtk_colours_read (HavenGtkColours *colours, GtkWidget *widget);
int haven_gtk_scaled (GtkWidget *widget, int pixels);
void haven_gtk_set_width_wide (GtkWidget *widget, int pixels);
void haven_gtk_set_width_beside (GtkWidget *widget, int pixels);
void haven_gtk_wrap_wide (GtkWidget *label);
int haven_gtk_room_high (GtkWidget *widget, int beside);
GtkWidget *haven_gtk_fit_row (GtkWidget *row, guint first);
GtkWidget *haven_gtk_fit_screen (GtkWidget *child, int beside);
void haven_gtk_fit_width (GtkWidget *label);
void haven_gtk_set_width (GtkWidget *widget, int pixels);
GtkWidget *haven_gtk_sentence (const char *text);
GtkWidget *haven_gtk_title (const char *text);
GtkWidget *haven_gtk_button (const char *label, const char *name, GCallback clicked, gpointer user_data);

G_END_DECLS
