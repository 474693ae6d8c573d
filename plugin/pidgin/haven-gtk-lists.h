/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GtkWidget *haven_gtk_lists_new (HavenGtk *gtk);
void haven_gtk_lists_update (HavenGtk *gtk);

G_END_DECLS
