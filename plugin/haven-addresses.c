/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-addresses.h"

#include <string.h>

#include "haven-account-name.h"
#include "haven-convert.h"

#define MAX_ADDRESSES 1024
#define MAX_OWN 256 /* names of the user's own, in accounts and rooms */
/* libpurple says nothing when a buddy is given another address: nothing is believed for longer than this */
#define LIFETIME G_TIME_SPAN_MINUTE

typedef struct {
  HavenAccountName key;
  HavenAddress address;
} Known;

/* What the names were made from, to be compared: libpurple says nothing when one of them changes. */
typedef struct {
  HavenAccountName key; /* its name is the nick; nullable */
  HavenSelf self;
  char *username;
  char *alias;
  char *display_name;
} Own;

/**
 * HavenAddresses:
 *
 * Normalising a name and looking it up in the buddy list costs libpurple as much as showing the message. Who
 * writes now wrote a moment ago, so what names came to is remembered: until the buddy list, the accounts in
 * use or the rooms entered change, since XMPP reads "room/nick" by which rooms those are, and for a minute.
 */
struct _HavenAddresses {
  GHashTable *known; /* of Known */
  GHashTable *own;   /* of Own: in each room one may go by another name */
  HavenRenames *renames;
  gint64 since; /* microseconds since 1970 UTC, when the oldest came in */
};

static void
known_free (gpointer data)
{
  Known *known = data;

  g_ref_string_release (known->address.id);
  g_free (known->key.name);
  g_free (known);
}

static void
own_free (gpointer data)
{
  Own *own = data;

  g_ref_string_release (own->self.id);
  g_ptr_array_unref (own->self.names);
  g_free (own->username);
  g_free (own->alias);
  g_free (own->display_name);
  g_free (own->key.name);
  g_free (own);
}

static void
forget_known (HavenAddresses *addresses)
{
  g_hash_table_remove_all (addresses->known);
}

static void
on_node (PurpleBlistNode *node, gpointer data)
{
  if (PURPLE_BLIST_NODE_IS_BUDDY (node))
    forget_known (data);
}

static void
on_room (PurpleConversation *conversation, gpointer data)
{
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    forget_known (data);
}

/* Nobody is seen there any more. */
static void
on_room_over (PurpleConversation *conversation, gpointer data)
{
  if (purple_conversation_get_type (conversation) != PURPLE_CONV_TYPE_CHAT)
    return;
  forget_known (data);
  for (GList *l = purple_conv_chat_get_users (PURPLE_CONV_CHAT (conversation)); l != NULL; l = l->next)
    haven_addresses_left (data, conversation, purple_conv_chat_cb_get_name (l->data));
}

/* Another account may come to stand where this one stood. */
static void
forget_account (PurpleAccount *account, gpointer data)
{
  HavenAddresses *addresses = data;

  forget_known (addresses);
  haven_renames_forget_account (addresses->renames, account);
  g_hash_table_foreach_remove (addresses->own, haven_account_name_is_of, account);
}

static void
on_connection (PurpleConnection *connection, gpointer data)
{
  forget_account (purple_connection_get_account (connection), data);
}

/**
 * haven_addresses_new:
 * @renames: who goes by another name now; outlives the addresses
 *
 * Returns: (transfer full): names, none known yet
 */
HavenAddresses *
haven_addresses_new (HavenRenames *renames)
{
  HavenAddresses *addresses = g_new0 (HavenAddresses, 1);
  gpointer blist = purple_blist_get_handle ();
  gpointer conversations = purple_conversations_get_handle ();
  gpointer connections = purple_connections_get_handle ();
  gpointer accounts = purple_accounts_get_handle ();

  addresses->renames = renames;
  addresses->known =
      g_hash_table_new_full (haven_account_name_hash, haven_account_name_equal, known_free, NULL);
  addresses->own = g_hash_table_new_full (haven_account_name_hash, haven_account_name_equal, own_free, NULL);
  purple_signal_connect (blist, "blist-node-added", addresses, PURPLE_CALLBACK (on_node), addresses);
  purple_signal_connect (blist, "blist-node-removed", addresses, PURPLE_CALLBACK (on_node), addresses);
  purple_signal_connect (conversations, "chat-joined", addresses, PURPLE_CALLBACK (on_room), addresses);
  purple_signal_connect (conversations, "chat-left", addresses, PURPLE_CALLBACK (on_room_over), addresses);
  purple_signal_connect (conversations, "deleting-conversation", addresses, PURPLE_CALLBACK (on_room_over),
                         addresses);
  purple_signal_connect (connections, "signed-on", addresses, PURPLE_CALLBACK (on_connection), addresses);
  purple_signal_connect (connections, "signed-off", addresses, PURPLE_CALLBACK (on_connection), addresses);
  purple_signal_connect (accounts, "account-removed", addresses, PURPLE_CALLBACK (forget_account), addresses);
  purple_signal_connect (accounts, "account-destroying", addresses, PURPLE_CALLBACK (forget_account),
                         addresses);
  return addresses;
}

/**
 * haven_addresses_free:
 * @addresses: (nullable) (transfer full): names
 */
void
haven_addresses_free (HavenAddresses *addresses)
{
  if (addresses == NULL)
    return;
  purple_signals_disconnect_by_handle (addresses);
  g_hash_table_unref (addresses->known);
  g_hash_table_unref (addresses->own);
  g_free (addresses);
}

/**
 * haven_addresses_look_up:
 * @addresses: names
 * @account: the account that sees the name
 * @name: a person's or a room's, as the protocol says it
 * @now: microseconds since 1970 UTC
 *
 * Returns: (transfer none): what it comes to; good until anything of libpurple's is called
 */
const HavenAddress *
haven_addresses_look_up (HavenAddresses *addresses, PurpleAccount *account, const char *name, gint64 now)
{
  const HavenAccountName wanted = {account, (char *)name};
  g_autofree char *normal = NULL;
  const char *first;
  gboolean listed;
  Known *known;

  if (now - addresses->since > LIFETIME || now < addresses->since ||
      g_hash_table_size (addresses->known) >= MAX_ADDRESSES) {
    forget_known (addresses);
    addresses->since = now;
  }
  known = g_hash_table_lookup (addresses->known, &wanted);
  if (known != NULL)
    return &known->address;
  known = g_new0 (Known, 1);
  known->key = (HavenAccountName){account, g_strdup (name)};
  normal = g_strdup (purple_normalize (account, name));
  first = haven_renames_first (addresses->renames, account, normal);
  known->address.id = g_ref_string_new (first);
  listed = purple_find_buddy (account, normal) != NULL;
  known->address.contact = listed || (first != normal && purple_find_buddy (account, first) != NULL);
  /* each look into the list costs as much as normalising the name once more */
  known->address.contact_as_given =
      g_str_equal (name, normal) ? listed : purple_find_buddy (account, name) != NULL;
  g_hash_table_add (addresses->known, known);
  return &known->address;
}

static char *
id_in (PurpleConversation *room, const char *who)
{
  g_autofree char *real = haven_convert_real_name (room, who);

  return g_strdup (purple_normalize (purple_conversation_get_account (room), real != NULL ? real : who));
}

/**
 * haven_addresses_renamed:
 * @addresses: names
 * @room: a room
 * @before: a name in it
 * @now: the one that its owner has taken
 */
void
haven_addresses_renamed (HavenAddresses *addresses,
                         PurpleConversation *room,
                         const char *before,
                         const char *now)
{
  g_autofree char *old_id = id_in (room, before);
  g_autofree char *id = id_in (room, now);

  /* where the protocol says who stands behind a name, that is who they are */
  if (g_str_equal (old_id, id))
    return;
  haven_renames_saw (addresses->renames, purple_conversation_get_account (room), old_id, id);
  forget_known (addresses);
}

static gboolean
is_elsewhere (PurpleConversation *room, const char *who, const char *id)
{
  for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
    g_autofree char *there = NULL;

    if (l->data == room ||
        purple_conversation_get_account (l->data) != purple_conversation_get_account (room) ||
        purple_conv_chat_has_left (PURPLE_CONV_CHAT (l->data)) ||
        !purple_conv_chat_find_user (PURPLE_CONV_CHAT (l->data), who))
      continue;
    there = id_in (l->data, who);
    if (g_str_equal (there, id))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_addresses_left:
 * @addresses: names
 * @room: a room
 * @who: somebody who is not seen there any more
 */
void
haven_addresses_left (HavenAddresses *addresses, PurpleConversation *room, const char *who)
{
  g_autofree char *id = id_in (room, who);

  if (is_elsewhere (room, who, id))
    return;
  haven_renames_forget (addresses->renames, purple_conversation_get_account (room), id);
  forget_known (addresses);
}

/**
 * haven_addresses_add_name:
 * @names: (element-type utf8): names that a person goes by
 * @name: (nullable): one more; nothing is added where it is empty or stands there already
 */
void
haven_addresses_add_name (GPtrArray *names, const char *name)
{
  if (name == NULL || *name == '\0')
    return;
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return;
  g_ptr_array_add (names, g_strdup (name));
}

static Own *
own_new (PurpleAccount *account, const char *nick, const char *display_name)
{
  Own *own = g_new0 (Own, 1);
  g_autofree char *id = haven_convert_account_id (account);
  g_autofree char *local = NULL;

  own->key.account = account;
  own->self.id = g_ref_string_new (id);
  own->self.names = g_ptr_array_new_with_free_func (g_free);
  own->username = g_strdup (purple_account_get_username (account));
  own->alias = g_strdup (purple_account_get_alias (account));
  own->display_name = g_strdup (display_name);
  own->key.name = g_strdup (nick);
  local = g_strndup (own->username, strcspn (own->username, "@/"));
  haven_addresses_add_name (own->self.names, nick);
  haven_addresses_add_name (own->self.names, own->alias);
  haven_addresses_add_name (own->self.names, display_name);
  haven_addresses_add_name (own->self.names, local);
  g_ptr_array_add (own->self.names, NULL);
  return own;
}

/**
 * haven_addresses_get_self:
 * @addresses: names
 * @account: an account
 * @conversation: (nullable): a conversation of it; in a room the user's nick there is a name too
 *
 * Returns: (transfer none): who the user is; good until this is asked again, or the account is removed
 */
const HavenSelf *
haven_addresses_get_self (HavenAddresses *addresses, PurpleAccount *account, PurpleConversation *conversation)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  const char *display_name = gc != NULL ? purple_connection_get_display_name (gc) : NULL;
  const char *nick = NULL;
  HavenAccountName wanted = {account, NULL};
  Own *own;

  if (conversation != NULL && purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    nick = purple_conv_chat_get_nick (PURPLE_CONV_CHAT (conversation));
  wanted.name = (char *)nick;
  own = g_hash_table_lookup (addresses->own, &wanted);
  if (own != NULL && g_strcmp0 (own->display_name, display_name) == 0 &&
      g_strcmp0 (own->alias, purple_account_get_alias (account)) == 0 &&
      g_str_equal (own->username, purple_account_get_username (account)))
    return &own->self;
  if (g_hash_table_size (addresses->own) >= MAX_OWN)
    g_hash_table_remove_all (addresses->own);
  own = own_new (account, nick, display_name);
  g_hash_table_replace (addresses->own, own, own);
  return &own->self;
}
