/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

void haven_gtk_veil_draw_closed (HavenGtkVeil *veil, GtkTextIter *iter);
void haven_gtk_veil_draw_open (HavenGtkVeil *veil);

G_END_DECLS
