/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-addresses.h"
#include "haven-arrival.h"
#include "haven-message.h"

G_BEGIN_DECLS

/* A message value together with what it borrows. @account, @conversation and @sender are #GRefStrings. */
typedef struct {
  HavenMessage message;
  char *account;
  char *conversation;
  char *sender;
  char *audience;
  GPtrArray *names;
  GPtrArray *readers;
} HavenConverted;

void haven_convert_incoming (HavenConverted *out, HavenAddresses *addresses, const HavenArrival *arrival);
void haven_convert_line (HavenConverted *out,
                         HavenAddresses *addresses,
                         PurpleAccount *account,
                         const char *text,
                         PurpleConversation *conversation,
                         gint64 now);
void haven_convert_outgoing (HavenConverted *out,
                             HavenAddresses *addresses,
                             PurpleConversation *conversation,
                             const char *text,
                             gint64 now);
void haven_converted_clear (HavenConverted *converted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenConverted, haven_converted_clear)

HavenConversationKind haven_convert_kind (PurpleConversation *conversation);
char *haven_convert_account_id (PurpleAccount *account);
GList *haven_convert_accounts (void);
PurpleAccount *haven_convert_find_account (const char *id);
char *haven_convert_conversation_id (PurpleConversation *conversation);
char *haven_convert_real_name (PurpleConversation *room, const char *nick);
char *haven_convert_sender_id (PurpleAccount *account, PurpleConversation *conversation, const char *sender);
char *haven_convert_typed_person (PurpleConversation *conversation, const char *typed);

G_END_DECLS
