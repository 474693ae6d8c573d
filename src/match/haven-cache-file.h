/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *haven_cache_file_map (const char *path, const char *key, GError **error);
gboolean haven_cache_file_write (const char *path, const char *key, GBytes *bytes, GError **error);

G_END_DECLS
