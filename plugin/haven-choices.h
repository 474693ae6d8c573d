/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

char *haven_choices_make (HavenPlugin *plugin,
                          PurpleConversation *conversation,
                          const char *sender,
                          const HavenVerdict *verdict,
                          HavenChoice choice,
                          HavenChoiceUndo **undo);
void haven_choices_take_back (HavenPlugin *plugin, const HavenChoiceUndo *undo);

void haven_choices_always (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_choices_not_here (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_choices_wrong (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);
void haven_choices_undo (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest);

G_END_DECLS
