/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin.h"

G_BEGIN_DECLS

int haven_surfaces_invitation (HavenPlugin *plugin,
                               PurpleAccount *account,
                               const char *inviter,
                               const char *room,
                               const char *message,
                               GHashTable *components);
void haven_surfaces_forget_account (HavenPlugin *plugin, PurpleAccount *account);
int haven_surfaces_authorisation (HavenPlugin *plugin,
                                  PurpleAccount *account,
                                  const char *who,
                                  const char *message);
gboolean haven_surfaces_is_kept_out (HavenPlugin *plugin,
                                     PurpleAccount *account,
                                     PurpleConversation *conversation,
                                     const char *who);
void haven_surfaces_joined (HavenPlugin *plugin, PurpleConversation *room, const char *who);
void haven_surfaces_typing (HavenPlugin *plugin, PurpleAccount *account, const char *who);
gboolean haven_surfaces_hides_coming (HavenPlugin *plugin, PurpleConversation *room, const char *who);
void haven_surfaces_file (HavenPlugin *plugin, PurpleXfer *xfer);
void haven_surfaces_forget_title (PurpleConversation *conversation);
void haven_surfaces_title (HavenPlugin *plugin, PurpleConversation *conversation);
void haven_surfaces_titles_anew (HavenPlugin *plugin);

void haven_surfaces_wrap (void);
void haven_surfaces_unwrap (HavenPlugin *plugin);

G_END_DECLS
