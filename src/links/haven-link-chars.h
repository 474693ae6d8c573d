/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a character is to somebody who reads an address. Any bytes may be asked about: one that is not
 * UTF-8 counts as U+FFFD of length 1. */

gunichar haven_char_at (const char *text, gsize length, gsize at, gsize *next);
gunichar haven_char_before (const char *text, gsize at);
gboolean haven_char_is_gap (gunichar c);
gboolean haven_char_is_unspaced (gunichar c);
gboolean haven_char_is_invisible (gunichar c);
gboolean haven_char_is_host (gunichar c);
gboolean haven_char_is_word (gunichar c);
gboolean haven_char_is_slash_like (gunichar c);

G_END_DECLS
