/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"
#include "settings/haven-preference.h"

G_BEGIN_DECLS

void haven_gtk_preferences_add (GtkWidget *box, HavenGtk *gtk, HavenSection section);
GtkWidget *haven_gtk_preferences_table (HavenGtk *gtk, HavenSection section, guint columns);

G_END_DECLS
