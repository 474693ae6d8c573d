/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean haven_phone_is_international (const char *digits, gsize n);

G_END_DECLS
