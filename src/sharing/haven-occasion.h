/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean haven_occasion_is_command (const char *text, gsize length, gsize *start, gsize *end);
gboolean haven_occasion_is_bare_secret (const char *text, gsize length, gsize *start, gsize *end);
gboolean haven_occasion_is_paste (const char *text, gsize length, gsize *start, gsize *end);
gboolean haven_occasion_asks_first (const char *text, gsize length);
gboolean haven_occasion_find_name (const char *text, gsize length, gsize *start, gsize *end);

G_END_DECLS
