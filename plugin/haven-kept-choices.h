/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

GPtrArray *haven_kept_choices_list (HavenPlugin *plugin);
void haven_kept_choices_take_back (HavenPlugin *plugin, const HavenKeptChoice *choice);
void haven_kept_choices_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
