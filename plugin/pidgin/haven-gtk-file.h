/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *haven_gtk_choose_file (GtkWidget *widget, const char *title);
char *haven_gtk_choose_new_file (GtkWidget *widget, const char *title, const char *name);

G_END_DECLS
