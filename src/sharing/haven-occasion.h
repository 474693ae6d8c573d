/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "text/haven-text.h"

G_BEGIN_DECLS

gboolean haven_occasion_is_command (const HavenText *message, gsize *start, gsize *end);
gboolean haven_occasion_is_bare_secret (const HavenText *message, gsize *start, gsize *end);
gboolean haven_occasion_is_paste (const HavenText *message, gsize *start, gsize *end);
gboolean haven_occasion_asks_first (const HavenText *message);
gboolean haven_occasion_find_name (const HavenText *message, gsize *start, gsize *end);

G_END_DECLS
