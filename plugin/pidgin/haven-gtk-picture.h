/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GArray *haven_gtk_picture_ids (const char *markup);
GdkPixbuf *haven_gtk_picture_blur (gconstpointer data, gsize length);
GdkPixbuf *haven_gtk_picture_veil (GtkWidget *widget, int id, const char *label);

G_END_DECLS
