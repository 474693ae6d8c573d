/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

const char *haven_gtk_held_cause (const HavenHeldItem *item);
void haven_gtk_held_rows_show (GtkWidget *box, const HavenPluginApi *api, const GPtrArray *items);

G_END_DECLS
