/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-gtk.h"

G_BEGIN_DECLS

GList *haven_gtk_tools_list (PurplePlugin *plugin, gpointer context);

G_END_DECLS
