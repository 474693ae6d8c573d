/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

GList *haven_actions_list (PurplePlugin *handle, gpointer context);

G_END_DECLS
