/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-rooms.h"

G_BEGIN_DECLS

typedef struct _HavenHosts HavenHosts;

HavenHosts *haven_hosts_new (PurplePlugin *handle);
void haven_hosts_free (HavenHosts *hosts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHosts, haven_hosts_free)

HavenRoomAnswer haven_hosts_show (HavenHosts *hosts, PurpleAccount *account, const char **host);

G_END_DECLS
