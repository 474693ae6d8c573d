/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_notes_write (HavenGtk *gtk, GtkIMHtml *imhtml, const HavenVerdict *verdict);

G_END_DECLS
