/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

#define LOOPBACK_ID "prpl-haven-loopback"

/* One thing that left an account. */
typedef struct {
  char *from; /* the account's user name */
  char *to;   /* the peer, or "#room" */
  char *text;
  PurpleMessageFlags flags;
  GBytes *file; /* nullable: what was transferred; then @text is the file's name */
} LoopbackSent;

PurplePlugin *loopback_register (void);
GPtrArray *loopback_get_sent (PurplePlugin *plugin);
PurpleConversation *loopback_join (PurpleAccount *account, const char *room);
void loopback_accept_files (void);
void loopback_say (PurpleAccount *account, const char *who, const char *text);
void loopback_say_in (PurpleConversation *room, const char *who, const char *text);

G_END_DECLS
