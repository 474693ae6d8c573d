/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize haven_link_rest_end (const char *text, gsize length, gsize link_start, gsize at, const char *host);

G_END_DECLS
