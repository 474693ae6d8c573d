/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "harness.h"

G_BEGIN_DECLS

/* A server of our own on the loopback address, with a configuration of its own in a directory of its own. */
typedef struct {
  char *directory;
  GPid pid;
  guint16 port;
} Server;

#define SERVER_XMPP_PASSWORD "secret"

Server *server_start_prosody (void);
void server_add_xmpp (Server *server, const char *name);
Server *server_start_ngircd (void);
Server *server_start_ngircd_with (const char *option);
Server *server_start_https (const Harness *harness);
void server_stop (Server *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_stop)

PurpleAccount *server_connect_xmpp (Server *server, Harness *harness, const char *name);
PurpleAccount *server_connect_irc (Server *server, Harness *harness, const char *nick);
PurpleConversation *server_join (Harness *harness, PurpleAccount *account, const char *room);

typedef gboolean (*ServerDone) (gpointer data);
void server_wait (ServerDone done, gpointer data, const char *what);
const HarnessLine *server_wait_line (GPtrArray *lines, guint from, const char *part);

G_END_DECLS
