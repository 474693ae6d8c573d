/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean haven_picture_moves (gconstpointer data, gsize length);

G_END_DECLS
