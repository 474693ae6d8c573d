/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

gboolean haven_gtk_help_fits (const HavenVerdict *verdict);
void haven_gtk_help_show (HavenGtk *gtk);

G_END_DECLS
