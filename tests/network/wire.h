/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "servers.h"

G_BEGIN_DECLS

/* Somebody else's client: a plain socket, so that all it is told can be read, and what it says is exactly
 * what the test wants. */
typedef struct {
  GSocketConnection *socket;
  char *name;
  GString *heard; /* every byte that the server sent */
} Wire;

/**
 * WireKind:
 * @name: "irc" or "xmpp"
 * @room: the room in which all meet
 * @start: starts the server; NULL with the test skipped when there is none
 * @connect: libpurple's account @name on it
 * @enter: another one on it, called @name, who is there when this returns
 * @join: goes into the room
 * @part: leaves it
 * @say: says @text in the room or to @to
 * @invite: invites @to elsewhere
 * @ping: asks the server something; what it answers contains @word
 * @address: (transfer full): what libpurple calls somebody of that name
 * @tells: whether something in what was heard came from somebody of that name, or refused what was said
 *
 * What a protocol looks like on the wire.
 */
typedef struct {
  const char *name;
  const char *room;
  Server *(*start) (void);
  PurpleAccount *(*connect) (Server *server, Harness *harness, const char *name);
  void (*enter) (Wire *wire, Server *server);
  void (*join) (Wire *wire);
  void (*part) (Wire *wire);
  void (*say) (Wire *wire, gboolean in_room, const char *to, const char *text);
  void (*invite) (Wire *wire, const char *to);
  void (*ping) (Wire *wire, const char *word);
  char *(*address) (const char *name);
  gboolean (*tells) (const char *heard, const char *name);
} WireKind;

extern const WireKind wire_irc, wire_xmpp;

Wire *wire_open (const WireKind *kind, Server *server, const char *name);
void wire_close (Wire *wire);
const char *wire_hear_all (Wire *wire, const WireKind *kind);

G_END_DECLS
