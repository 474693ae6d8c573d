/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/* Whether @shown is the user's own word for @who: an alias that they gave, or the id that they put on their
 * list. What a contact calls themselves is the contact's word, like a stranger's name. @who may be NULL. */
static inline gboolean
haven_own_name_is (PurpleAccount *account, const char *who, const char *shown)
{
  PurpleBuddy *buddy = who != NULL && *who != '\0' ? purple_find_buddy (account, who) : NULL;
  const char *called = buddy != NULL ? purple_buddy_get_server_alias (buddy) : NULL;

  return buddy != NULL && (called == NULL || !purple_strequal (shown, called) ||
                           purple_strequal (called, purple_buddy_get_local_buddy_alias (buddy)) ||
                           purple_strequal (called, purple_buddy_get_name (buddy)));
}
