/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-arrival.h"
#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenVeils HavenVeils;
typedef void (*HavenVeilFunc) (HavenVeil *veil, gpointer user_data);

HavenVeils *haven_veils_new (guint bound, HavenVeilFunc gone, gpointer user_data);
void haven_veils_free (HavenVeils *veils);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVeils, haven_veils_free)

HavenVeil *haven_veils_add (HavenVeils *veils, const HavenArrival *arrival, HavenVerdict *verdict);
void haven_veils_bind (HavenVeils *veils, HavenVeil *veil, PurpleConversation *conversation);
void haven_veils_bind_first (HavenVeils *veils, PurpleConversation *conversation);
HavenVeil *haven_veils_find (HavenVeils *veils, const char *markup);
HavenVeil *haven_veils_find_line (HavenVeils *veils, PurpleConversation *conversation, const char *original);
HavenVeil *haven_veils_find_typed (HavenVeils *veils, PurpleConversation *conversation, const char *number);
GPtrArray *haven_veils_list (HavenVeils *veils, PurpleConversation *conversation);
void haven_veils_forget_conversation (HavenVeils *veils, PurpleConversation *conversation);
void haven_veils_forget_account (HavenVeils *veils, PurpleAccount *account);

char *haven_veil_restore (const HavenVeil *veil, const char *markup);
char *haven_veil_cover (const HavenVeil *veil);

G_END_DECLS
