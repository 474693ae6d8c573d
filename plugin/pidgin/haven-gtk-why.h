/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

void haven_gtk_why_show (HavenGtkVeil *veil);
void haven_gtk_why_show_link (HavenGtk *gtk, const HavenVerdict *verdict);

G_END_DECLS
