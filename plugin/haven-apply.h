/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

gboolean haven_apply_receiving (HavenPlugin *plugin,
                                PurpleAccount *account,
                                const char *sender,
                                char **text,
                                PurpleConversation *conversation,
                                PurpleMessageFlags *flags,
                                HavenConversationKind kind);
void haven_apply_writing (HavenPlugin *plugin,
                          PurpleAccount *account,
                          const char *who,
                          char **text,
                          PurpleConversation *conversation,
                          PurpleMessageFlags flags);
HavenVerdict *
haven_apply_judge_told (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup);
void haven_apply_open (HavenPlugin *plugin, HavenVeil *veil, gboolean open);
HavenVerdict *haven_apply_judge_logged (HavenPlugin *plugin,
                                        PurpleConversation *conversation,
                                        const char *author,
                                        int second,
                                        const char *markup);
HavenVerdict *haven_apply_judge_line (HavenPlugin *plugin,
                                      PurpleConversation *conversation,
                                      const char *sender,
                                      const char *markup);

G_END_DECLS
