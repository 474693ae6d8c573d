/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *haven_gtk_rows_new (const char *name, int height);
void haven_gtk_rows_set_width (GtkWidget *rows, int width);
void haven_gtk_rows_clear (GtkWidget *rows);
void haven_gtk_rows_add (GtkWidget *rows, const char *words, GtkWidget *control);
void haven_gtk_rows_done (GtkWidget *rows, const char *when_empty);

G_END_DECLS
