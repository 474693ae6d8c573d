/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenSpoiler HavenSpoiler;

HavenSpoiler *haven_spoiler_new (PurplePlugin *handle);
void haven_spoiler_free (HavenSpoiler *spoiler);
char *haven_spoiler_take (HavenSpoiler *spoiler,
                          PurpleAccount *account,
                          PurpleConversation *room,
                          const char *sender);

G_END_DECLS
