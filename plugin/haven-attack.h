/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

HavenAttack *haven_attack_new (HavenPlugin *plugin);
void haven_attack_free (HavenAttack *attack);
char *haven_attack_describe (HavenPlugin *plugin);
void haven_attack_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_attack_settings_changed (HavenAttack *attack);
void haven_attack_held (HavenAttack *attack, PurpleConversation *conversation, gint64 now);

G_END_DECLS
