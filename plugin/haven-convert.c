/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-convert.h"

#include <string.h>

#include "detect/haven-moving.h"
#include "haven-addresses.h"
#include "haven-audience.h"
#include "haven-plugin.h"
#include "text/haven-picture-tags.h"

/**
 * haven_convert_account_id:
 * @account: an account
 *
 * Returns: (transfer full): "protocol:username", without the resource an XMPP name may carry
 */
char *
haven_convert_account_id (PurpleAccount *account)
{
  return g_strdup_printf ("%s:%s", purple_account_get_protocol_id (account),
                          purple_normalize (account, purple_account_get_username (account)));
}

/**
 * haven_convert_accounts:
 *
 * BitlBee never adds its accounts to libpurple's list: there they are known by their connections alone.
 *
 * Returns: (transfer container) (element-type PurpleAccount): the user's accounts, each once
 */
GList *
haven_convert_accounts (void)
{
  GList *accounts = g_list_copy (purple_accounts_get_all ());

  for (GList *l = purple_connections_get_all (); l != NULL; l = l->next) {
    PurpleAccount *account = purple_connection_get_account (l->data);

    if (g_list_find (accounts, account) == NULL)
      accounts = g_list_append (accounts, account);
  }
  return accounts;
}

/**
 * haven_convert_find_account:
 * @id: what haven_convert_account_id() gave
 *
 * Returns: (transfer none) (nullable): the account, while the user has it
 */
PurpleAccount *
haven_convert_find_account (const char *id)
{
  const char *colon = strchr (id, ':');
  g_autofree char *protocol = colon != NULL ? g_strndup (id, (gsize)(colon - id)) : NULL;
  g_autoptr (GList) accounts = haven_convert_accounts ();

  if (colon == NULL)
    return NULL;
  for (GList *l = accounts; l != NULL; l = l->next)
    if (g_str_equal (purple_account_get_protocol_id (l->data), protocol) &&
        g_str_equal (purple_normalize (l->data, purple_account_get_username (l->data)), colon + 1))
      return l->data;
  return NULL;
}

/* A person who took another name in our sight is the one they were. */
static char *
first_name (PurpleAccount *account, const char *name)
{
  const HavenPlugin *plugin = haven_plugin_get ();
  const char *normal = purple_normalize (account, name);

  return g_strdup (plugin != NULL ? haven_renames_first (plugin->renames, account, normal) : normal);
}

/**
 * haven_convert_conversation_id:
 * @conversation: a conversation
 *
 * An XMPP conversation is renamed from the bare to the full address when the peer answers; the normalised
 * name stays the same.
 *
 * Returns: (transfer full): the peer's or the room's normalised name
 */
char *
haven_convert_conversation_id (PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  const char *name = purple_conversation_get_name (conversation);

  return purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM
             ? first_name (account, name)
             : g_strdup (purple_normalize (account, name));
}

/**
 * haven_convert_real_name:
 * @room: a chat
 * @nick: somebody in it
 *
 * Returns: (transfer full) (nullable): what the protocol knows of the nick's owner: their real address, or
 * the nick with its room; NULL where it knows nothing
 */
char *
haven_convert_real_name (PurpleConversation *room, const char *nick)
{
  PurpleConnection *gc = purple_conversation_get_gc (room);
  PurplePlugin *prpl = gc != NULL ? purple_connection_get_prpl (gc) : NULL;
  const PurplePluginProtocolInfo *protocol = prpl != NULL ? PURPLE_PLUGIN_PROTOCOL_INFO (prpl) : NULL;

  if (protocol == NULL || protocol->get_cb_real_name == NULL)
    return NULL;
  return protocol->get_cb_real_name (gc, purple_conv_chat_get_id (PURPLE_CONV_CHAT (room)), nick);
}

/**
 * haven_convert_sender_id:
 * @account: the account that received something
 * @conversation: (nullable): where
 * @sender: who sent it, as the protocol says
 *
 * In a room the protocol is asked who stands behind the nick, so that one person is one person in all rooms
 * that show addresses, and two people with the same nick in two rooms are two.
 *
 * Returns: (transfer full): the sender's normalised name
 */
char *
haven_convert_sender_id (PurpleAccount *account, PurpleConversation *conversation, const char *sender)
{
  g_autofree char *real = NULL;

  if (conversation != NULL && purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    real = haven_convert_real_name (conversation, sender);
  return first_name (account, real != NULL ? real : sender);
}

/**
 * haven_convert_typed_person:
 * @conversation: where the user typed it
 * @typed: a nick in this room, or an address
 *
 * Returns: (transfer full): who that is, as haven_convert_sender_id() names them
 */
char *
haven_convert_typed_person (PurpleConversation *conversation, const char *typed)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);

  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT &&
      purple_conv_chat_find_user (PURPLE_CONV_CHAT (conversation), typed))
    return haven_convert_sender_id (account, conversation, typed);
  return first_name (account, typed);
}

/**
 * haven_convert_kind:
 * @conversation: (nullable): a conversation; NULL for one that will be an IM
 *
 * Returns: IM or chat
 */
HavenConversationKind
haven_convert_kind (PurpleConversation *conversation)
{
  return conversation != NULL && purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT
             ? HAVEN_CONVERSATION_CHAT
             : HAVEN_CONVERSATION_IM;
}

static gboolean
is_logged (PurpleConversation *conversation, HavenConversationKind kind)
{
  if (conversation != NULL)
    return purple_conversation_is_logging (conversation);
  return purple_prefs_get_bool (kind == HAVEN_CONVERSATION_IM ? "/purple/logging/log_ims"
                                                              : "/purple/logging/log_chats");
}

/* Whether a picture that the message carries moves. */
static gboolean
has_moving (const char *markup)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);

  while (haven_picture_tags_next (&pictures)) {
    PurpleStoredImage *image = purple_imgstore_find_by_id (pictures.id);

    if (image != NULL &&
        haven_picture_moves (purple_imgstore_get_data (image), purple_imgstore_get_size (image)))
      return TRUE;
  }
  return FALSE;
}

/* As haven_convert_conversation_id() says, from what is known already. */
static char *
conversation_ref (HavenAddresses *addresses, PurpleConversation *conversation, gint64 now)
{
  return g_ref_string_acquire (haven_addresses_look_up (addresses,
                                                        purple_conversation_get_account (conversation),
                                                        purple_conversation_get_name (conversation), now)
                                   ->id);
}

static void
convert (HavenConverted *out, HavenAddresses *addresses, const HavenArrival *arrival)
{
  const HavenSelf *self = haven_addresses_get_self (addresses, arrival->account, arrival->conversation);

  *out = (HavenConverted){0};
  out->account = g_ref_string_acquire (self->id);
  out->names = g_ptr_array_ref (self->names);
  out->message.text = arrival->markup;
  out->message.length = strlen (arrival->markup);
  out->message.format = HAVEN_FORMAT_HTML;
  out->message.kind = arrival->kind;
  out->message.account = out->account;
  out->message.my_names = (const char *const *)out->names->pdata;
  out->message.unlogged = !is_logged (arrival->conversation, arrival->kind);
  out->message.time = arrival->time;
}

static gboolean
is_staff (PurpleConversation *room, const char *nick)
{
  return (purple_conv_chat_user_get_flags (PURPLE_CONV_CHAT (room), nick) &
          (PURPLE_CBFLAGS_FOUNDER | PURPLE_CBFLAGS_OP | PURPLE_CBFLAGS_HALFOP)) != 0;
}

/**
 * haven_convert_incoming:
 * @out: (out caller-allocates): what to fill; it borrows the markup of @arrival
 * @addresses: what names come to
 * @arrival: what somebody said
 */
void
haven_convert_incoming (HavenConverted *out, HavenAddresses *addresses, const HavenArrival *arrival)
{
  gboolean chat = arrival->kind == HAVEN_CONVERSATION_CHAT;
  g_autofree char *real = NULL;
  const HavenAddress *address;

  convert (out, addresses, arrival);
  real = chat ? haven_convert_real_name (arrival->conversation, arrival->sender) : NULL;
  address = haven_addresses_look_up (addresses, arrival->account, real != NULL ? real : arrival->sender,
                                     arrival->time);
  out->sender = g_ref_string_acquire (address->id);
  out->message.contact = address->contact || (!chat && address->contact_as_given);
  out->conversation = chat ? conversation_ref (addresses, arrival->conversation, arrival->time)
                           : g_ref_string_acquire (out->sender);
  out->message.direction = HAVEN_DIRECTION_INCOMING;
  out->message.moving = has_moving (arrival->markup);
  out->message.sender = out->sender;
  out->message.conversation = out->conversation;
  out->message.staff = chat && is_staff (arrival->conversation, arrival->sender);
}

/**
 * haven_convert_line:
 * @out: (out caller-allocates): what to fill
 * @addresses: what names come to
 * @account: an account
 * @text: libpurple markup, borrowed
 * @conversation: (nullable): where it stands
 * @now: microseconds since 1970 UTC
 *
 * For lines that no person sends now: a topic, a join, a log that is replayed. There is no sender, so that
 * nobody's record changes.
 */
void
haven_convert_line (HavenConverted *out,
                    HavenAddresses *addresses,
                    PurpleAccount *account,
                    const char *text,
                    PurpleConversation *conversation,
                    gint64 now)
{
  const HavenArrival line = {.account = account,
                             .conversation = conversation,
                             .kind = haven_convert_kind (conversation),
                             .markup = text,
                             .time = now};

  convert (out, addresses, &line);
  out->message.direction = HAVEN_DIRECTION_INCOMING;
  if (conversation != NULL)
    out->conversation = conversation_ref (addresses, conversation, now);
  out->message.conversation = out->conversation;
}

/* Under which names the user may know those who read @conversation. */
static GPtrArray *
collect_readers (PurpleConversation *conversation)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  PurpleAccount *account = purple_conversation_get_account (conversation);

  haven_addresses_add_name (names, purple_conversation_get_name (conversation));
  haven_addresses_add_name (names, purple_conversation_get_title (conversation));
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT) {
    for (GList *l = purple_conv_chat_get_users (PURPLE_CONV_CHAT (conversation)); l != NULL; l = l->next)
      haven_addresses_add_name (names, purple_conv_chat_cb_get_name (l->data));
  } else {
    PurpleBuddy *buddy = purple_find_buddy (account, purple_conversation_get_name (conversation));

    if (buddy != NULL) {
      haven_addresses_add_name (names, purple_buddy_get_name (buddy));
      haven_addresses_add_name (names, purple_buddy_get_alias (buddy));
      haven_addresses_add_name (names, purple_buddy_get_server_alias (buddy));
    }
  }
  g_ptr_array_add (names, NULL);
  return names;
}

/* When it came to the front, as far as the UI says. */
static gint64
focused_at (PurpleConversation *conversation, gint64 now)
{
  gpointer then = purple_conversation_get_data (conversation, HAVEN_FOCUSED_KEY);
  gsize since = (gsize)(now / 1000) - GPOINTER_TO_SIZE (then);

  return then != NULL && since < G_MAXUINT32 ? now - (gint64)since * 1000 : 0;
}

/**
 * haven_convert_outgoing:
 * @out: (out caller-allocates): what to fill
 * @addresses: what names come to
 * @conversation: where it is going
 * @text: libpurple markup, borrowed
 * @now: microseconds since 1970 UTC
 */
void
haven_convert_outgoing (HavenConverted *out,
                        HavenAddresses *addresses,
                        PurpleConversation *conversation,
                        const char *text,
                        gint64 now)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  const HavenArrival line = {.account = account,
                             .conversation = conversation,
                             .kind = haven_convert_kind (conversation),
                             .markup = text,
                             .time = now};

  convert (out, addresses, &line);
  out->conversation = conversation_ref (addresses, conversation, now);
  out->audience = haven_audience_describe (conversation);
  out->message.direction = HAVEN_DIRECTION_OUTGOING;
  out->message.conversation = out->conversation;
  out->message.audience = out->audience;
  out->message.contact =
      line.kind == HAVEN_CONVERSATION_IM && purple_find_buddy (account, out->conversation) != NULL;
  out->readers = collect_readers (conversation);
  out->message.reader_names = (const char *const *)out->readers->pdata;
  out->message.focused = focused_at (conversation, now);
}

/**
 * haven_converted_clear:
 * @converted: what a conversion filled
 */
void
haven_converted_clear (HavenConverted *converted)
{
  g_clear_pointer (&converted->account, g_ref_string_release);
  g_clear_pointer (&converted->conversation, g_ref_string_release);
  g_clear_pointer (&converted->sender, g_ref_string_release);
  g_free (converted->audience);
  g_clear_pointer (&converted->names, g_ptr_array_unref);
  g_clear_pointer (&converted->readers, g_ptr_array_unref);
  *converted = (HavenConverted){0};
}
