/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GtkWidget *haven_gtk_reader_new (const HavenPluginApi *api);
gboolean haven_gtk_reader_fill (GtkWidget *widget, const char *path, GError **error);
void haven_gtk_reader_select (GtkWidget *widget, const char *account, const char *conversation);
GHashTable *haven_gtk_reader_get_wanted (GtkWidget *widget);
guint haven_gtk_reader_count (GtkWidget *widget);
void haven_gtk_reader_focus (GtkWidget *widget);

G_END_DECLS
