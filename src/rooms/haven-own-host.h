/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rooms/haven-room-facts.h"

G_BEGIN_DECLS

/**
 * HavenOwnHost:
 *
 * By which host others see the user on an IRC server, and whether that is where they are.
 */
typedef struct _HavenOwnHost HavenOwnHost;

HavenOwnHost *haven_own_host_new (void);
void haven_own_host_free (HavenOwnHost *host);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOwnHost, haven_own_host_free)

void haven_own_host_ask (HavenOwnHost *host);
gboolean haven_own_host_may_be_told (const char *text);
gboolean haven_own_host_read (HavenOwnHost *host, const char *nick, const char *text);
HavenRoomAnswer haven_own_host_shows (const HavenOwnHost *host, const char **seen);

G_END_DECLS
