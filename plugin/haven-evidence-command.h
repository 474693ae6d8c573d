/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_evidence_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_wipe_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
