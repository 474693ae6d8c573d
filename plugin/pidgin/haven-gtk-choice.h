/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-prefs.h"
#include "haven-gtk-veil.h"

G_BEGIN_DECLS

HavenGtkBuildPage haven_gtk_choice_page (const HavenVerdict *verdict);
gboolean haven_gtk_choice_fits (const HavenGtkVeil *veil, HavenChoice choice);
void haven_gtk_choose (HavenGtkVeil *veil, HavenChoice choice);

G_END_DECLS
