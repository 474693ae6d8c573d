/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

void haven_gtk_steady_keep (HavenGtkVeil *veil);
void haven_gtk_steady_keep_place (GtkIMHtml *imhtml);
void haven_gtk_steady_leave (GtkIMHtml *imhtml);
gboolean haven_gtk_steady_sees (const HavenGtkVeil *veil);

G_END_DECLS
