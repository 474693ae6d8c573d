/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

void haven_gtk_hide_all (HavenGtk *gtk);
guint haven_gtk_hide_listen (HavenGtk *gtk);

G_END_DECLS
