/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "haven-renames.h"

G_BEGIN_DECLS

typedef struct _HavenAddresses HavenAddresses;

/**
 * HavenAddress:
 * @id: a #GRefString: the normalised name; the first one of a person who took another in our sight
 * @contact: whether that, or the name they have now, is in the buddy list
 * @contact_as_given: whether the name is there as the protocol gave it
 *
 * What a name of the protocol's comes to.
 */
typedef struct {
  char *id;
  gboolean contact;
  gboolean contact_as_given;
} HavenAddress;

/**
 * HavenSelf:
 * @id: a #GRefString: "protocol:username", as haven_convert_account_id() gives it
 * @names: (element-type utf8): by which others may speak of the user; %NULL stands at its end
 *
 * Who the user is on an account, in one place.
 */
typedef struct {
  char *id;
  GPtrArray *names;
} HavenSelf;

HavenAddresses *haven_addresses_new (HavenRenames *renames);
void haven_addresses_free (HavenAddresses *addresses);

const HavenAddress *
haven_addresses_look_up (HavenAddresses *addresses, PurpleAccount *account, const char *name, gint64 now);
const HavenSelf *haven_addresses_get_self (HavenAddresses *addresses,
                                           PurpleAccount *account,
                                           PurpleConversation *conversation);

void haven_addresses_renamed (HavenAddresses *addresses,
                              PurpleConversation *room,
                              const char *before,
                              const char *now);
void haven_addresses_left (HavenAddresses *addresses, PurpleConversation *room, const char *who);
void haven_addresses_add_name (GPtrArray *names, const char *name);

G_END_DECLS
