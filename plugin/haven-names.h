/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenNames HavenNames;

HavenNames *haven_names_new (void);
void haven_names_free (HavenNames *names);
void haven_names_forget (HavenNames *names);
void haven_names_forget_conversation (HavenNames *names, PurpleConversation *conversation);

char *haven_names_cover_words (HavenPlugin *plugin,
                               PurpleAccount *account,
                               PurpleConversation *conversation,
                               const char *words);
char *haven_names_cover_name (HavenPlugin *plugin,
                              PurpleAccount *account,
                              PurpleConversation *conversation,
                              const char *name);

char *haven_names_show (HavenPlugin *plugin, const char *account, const char *name);
const char *haven_names_of_number (HavenNames *names, guint number);

G_END_DECLS
