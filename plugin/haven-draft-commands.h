/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_draft_command_show (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_ask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_send (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_mask (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_note (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_first (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_draft_command_cancel (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
