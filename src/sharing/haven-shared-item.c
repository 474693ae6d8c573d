/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each kind of shared thing is called, and where in the taxonomy it belongs. */
#include "sharing/haven-shared-item.h"

#include <glib/gi18n-lib.h>

static const HavenSharedItem items[] = {
    {"password", "credential", 3, N_ ("a password")},
    {"api-key", "credential", 3, N_ ("an access key")},
    {"private-key", "credential", 3, N_ ("a private key")},
    {"one-time-code", "credential", 3, N_ ("a one-time code")},
    {"card", "finance", 3, N_ ("a card number")},
    {"iban", "finance", 3, N_ ("a bank account (IBAN)")},
    {"account-number", "finance", 2, N_ ("an account number")},
    {"phone", "contact", 2, N_ ("a phone number")},
    {"email", "contact", 1, N_ ("an e-mail address")},
    {"handle", "contact", 1, N_ ("a name on another service")},
    {"address", "place", 2, N_ ("a street address")},
    {"coordinates", "place", 2, N_ ("coordinates of a place")},
    {"map-link", "place", 2, N_ ("a link to a place on a map")},
    {"ip-address", "place", 1, N_ ("an internet address")},
    {"national-id", "identity", 3, N_ ("a national id number")},
    {"passport", "identity", 3, N_ ("a passport number")},
    {"driver-licence", "identity", 3, N_ ("a driving licence number")},
    {"date-of-birth", "identity", 2, N_ ("a date of birth")},
    {"person", "identity", 1, N_ ("a person’s name")},
    {"someone", "third-person", 1, N_ ("somebody’s name")},
    {"my-fact", "identity", 3, N_ ("one of my facts")},
    {"persona", "persona-cross", 3, N_ ("a name of mine from elsewhere")},
    {"story", "third-person", 2, N_ ("somebody else’s story")},
    {"introduction", "third-person", 2, N_ ("a person I keep to myself")},
    {"contact", "third-person", 1, N_ ("the name or address of another contact")},
    {"forwarded", "third-person", 2, N_ ("what somebody wrote to you alone")},
    {"photo", "third-person", 1, N_ ("a photo: whoever is in it may want to be asked")},
    {"picture-place", "picture-metadata", 3, N_ ("a picture that says where it was taken")},
    {"picture-maker", "picture-metadata", 2, N_ ("a picture that says by whom or with what it was made")},
    {"picture-thumbnail", "picture-metadata", 1, N_ ("a picture that holds a small copy of itself")},
    {"file-place", "picture-metadata", 3, N_ ("a file that says where it was made")},
    {"file-maker", "picture-metadata", 2, N_ ("a file that says by whom or with what it was made")},
    {"file-thumbnail", "picture-metadata", 1, N_ ("a file that holds a small picture of itself")},
    {"file-comments", "picture-metadata", 2, N_ ("a file that holds comments or earlier versions")},
    {"long", "heavy", 1, N_ ("a long message about something heavy")},
    {"unmarked", "heavy", 1, N_ ("a topic that may want a content note")},
    {"paste", "forward", 1, N_ ("what somebody else wrote")},
    {"large-paste", "forward", 1, N_ ("a very long text")},
    {"unread-link", "forward", 1, N_ ("a link that you have not opened")},
    {"command", "wrong-room", 2, N_ ("a command that would be sent as text")},
    {"bare-secret", "wrong-room", 3, N_ ("what may be a password, alone")},
    {"just-switched", "wrong-room", 1, N_ ("words written just after changing the conversation")},
};

/**
 * haven_shared_item_get:
 * @id: id of an item
 *
 * Returns: (transfer none) (nullable): what is said of it, NULL when there is no such item
 */
const HavenSharedItem *
haven_shared_item_get (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    if (g_str_equal (items[i].id, id))
      return &items[i];
  }
  return NULL;
}
