/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_roster_wrap (void);
void haven_roster_unwrap (HavenPlugin *plugin);
void haven_roster_wrap_rooms (PurpleConversationUiOps *ops);
void haven_roster_unwrap_rooms (PurpleConversationUiOps *ops);
void haven_roster_update (PurpleBuddy *buddy);
void haven_roster_update_soon (HavenPlugin *plugin);
void haven_roster_update_all (void);
char *haven_roster_author (HavenPlugin *plugin,
                           PurpleConversation *conversation,
                           const char *who,
                           const char *alias);

G_END_DECLS
