/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

void haven_say (PurpleConversation *conversation, const char *format, ...) G_GNUC_PRINTF (2, 3);
void haven_say_markup (PurpleConversation *conversation, const char *markup);
gboolean haven_say_is_own (PurpleMessageFlags flags);
gboolean haven_say_is_left (PurpleConversation *conversation);

G_END_DECLS
