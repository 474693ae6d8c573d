/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk-veil.h"

G_BEGIN_DECLS

gboolean haven_gtk_collapse_take (HavenGtkVeil *veil, GtkIMHtml *imhtml, GtkTextMark *from);
void haven_gtk_collapse_remember (HavenGtkVeil *veil);
gboolean haven_gtk_collapse_holds (const HavenGtkVeil *veil);
char *haven_gtk_collapse_words (const HavenGtkVeil *head);
char *haven_gtk_collapse_time (const HavenGtkVeil *veil);

G_END_DECLS
