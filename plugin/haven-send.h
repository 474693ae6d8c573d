/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_send_filter (HavenPlugin *plugin, PurpleConversation *conversation, char **text);
gboolean haven_send_answer (HavenPlugin *plugin, HavenDraft *draft, HavenAnswer answer);

G_END_DECLS
