/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

int haven_demo_add_picture (PurpleConnection *gc, gconstpointer data, gsize length, const char *name);

G_END_DECLS
