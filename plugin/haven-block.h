/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

char *haven_block_describe (const char *account, const char *who, GError **error);
gboolean haven_block_is (const char *account, const char *who);
gboolean
haven_block_set (HavenPlugin *plugin, const char *account, const char *who, gboolean blocked, GError **error);
void haven_block_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
