/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_sweep_count (HavenGtk *gtk);
void haven_gtk_sweep_stop (HavenGtk *gtk);

G_END_DECLS
