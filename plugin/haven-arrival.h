/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-message.h"

G_BEGIN_DECLS

/**
 * HavenArrival:
 * @account: the account that received it
 * @conversation: (nullable): where it stands, or will; NULL for a sender's first IM
 * @kind: IM or chat, also where there is no conversation yet
 * @sender: (nullable): whose it is, as the protocol says
 * @markup: what they said, as libpurple's markup
 * @flags: what libpurple says of it
 * @time: microseconds since 1970 UTC
 *
 * Something that came, on its way to the user. All is borrowed.
 */
typedef struct {
  PurpleAccount *account;
  PurpleConversation *conversation;
  HavenConversationKind kind;
  const char *sender;
  const char *markup;
  PurpleMessageFlags flags;
  gint64 time;
} HavenArrival;

G_END_DECLS
