/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize haven_entity_read (const char *at, gsize left, gunichar *c);

G_END_DECLS
