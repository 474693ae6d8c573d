/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_nicks_wrap (PurpleConversationUiOps *ops);
void haven_nicks_unwrap (PurpleConversationUiOps *ops);
void haven_nicks_pass_on (PurpleAccount *account, const char *receiver, char **text);
char *haven_nicks_cover (PurpleConversation *room, const char *name);

G_END_DECLS
