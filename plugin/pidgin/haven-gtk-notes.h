/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_notes_put (HavenGtk *gtk, GtkIMHtml *imhtml, GtkTextIter *at, const HavenVerdict *verdict);
void
haven_gtk_notes_put_sign (HavenGtk *gtk, GtkIMHtml *imhtml, GtkTextIter *at, const HavenVerdict *verdict);

G_END_DECLS
