/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GHashTable *haven_gtk_bars_new (void);
void haven_gtk_bar_update_all (HavenGtk *gtk);
void haven_gtk_bars_remove (HavenGtk *gtk);

G_END_DECLS
