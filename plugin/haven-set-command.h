/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_set_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
