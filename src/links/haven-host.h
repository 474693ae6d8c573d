/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *haven_host_to_ascii (const char *host, gsize length);
char *haven_host_to_display (const char *host);
char *haven_host_parse_address (const char *host, gsize length);
gboolean haven_host_is_address (const char *host);
gboolean haven_host_is_plain_ipv4 (const char *host, gsize length);

G_END_DECLS
