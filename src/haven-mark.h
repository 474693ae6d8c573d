/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_MARK_LABEL_MAX 48 /* bytes; longer words of a mark are the message itself, not its label */
#define HAVEN_MARK_HINT_MAX 64  /* bytes of a mark's words that go out beside a message */

const char *haven_mark_find_topic (const char *text);
char *haven_mark_cut_topic (const char *topic);
char *haven_mark_write (const char *topic);
gboolean haven_mark_may_begin (const char *text);

G_END_DECLS
