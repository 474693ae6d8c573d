/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

void haven_smileys_wrap (PurpleConversationUiOps *ops);
void haven_smileys_unwrap (PurpleConversationUiOps *ops);
void haven_smileys_forget (PurpleConversation *conversation);

G_END_DECLS
