/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **haven_literals_of_pattern (const char *source);
guint haven_letter_frequency (char c);

G_END_DECLS
