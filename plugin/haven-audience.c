/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-audience.h"

#include <glib/gi18n-lib.h>

#include "haven-convert.h"
#include "haven-plugin.h"

/* Who reads a conversation, in words: taken from the protocol; what is unknown is said as unknown. */

static void
add (GPtrArray *parts, const char *words)
{
  g_ptr_array_add (parts, g_strdup (words));
}

/* How many are in the room, and how many of them are contacts. The list is empty when one has just joined. */
static void
add_people (GPtrArray *parts, PurpleConversation *room)
{
  PurpleAccount *account = purple_conversation_get_account (room);
  PurpleConvChat *chat = PURPLE_CONV_CHAT (room);
  guint n = 0, n_contacts = 0;

  for (GList *l = purple_conv_chat_get_users (chat); l != NULL; l = l->next) {
    const char *nick = purple_conv_chat_cb_get_name (l->data);

    n++;
    n_contacts += purple_find_buddy (account, nick) != NULL;
  }
  if (n == 0)
    add (parts, _ ("number of people unknown"));
  else
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person (%u not a contact)",
                                                          "%u people (%u not contacts)", n),
                                             n, n - n_contacts));
}

/* What the user decided about the room at leisure counts most in the moment before something leaves. */
static void
add_card (GPtrArray *parts, PurpleConversation *room)
{
  g_autofree char *id = haven_convert_conversation_id (room);
  const HavenRoomCard *card =
      haven_settings_find_room_card (haven_settings_store_get (haven_plugin_get ()->store), id);

  if (card != NULL && card->share == HAVEN_ROOM_SHARE_NO)
    add (parts, _ ("by your card no place to share"));
  else if (card != NULL && card->share == HAVEN_ROOM_SHARE_SOME)
    add (parts, _ ("by your card a place to share some things"));
}

static gboolean
is_on_irc (PurpleConversation *conversation)
{
  return g_str_equal (purple_account_get_protocol_id (purple_conversation_get_account (conversation)),
                      "prpl-irc");
}

static void
add_address (GPtrArray *parts, HavenRoomAnswer shows)
{
  if (shows == HAVEN_ROOM_YES)
    add (parts, _ ("everybody sees your real address"));
  else if (shows == HAVEN_ROOM_NO)
    add (parts, _ ("only its staff sees your real address"));
  else
    add (parts, _ ("whether your real address shows is not known"));
}

static void
add_room (GPtrArray *parts, PurpleConversation *room)
{
  HavenRoomFacts facts = {0};

  haven_rooms_get (room, &facts);
  if (facts.open == HAVEN_ROOM_YES)
    add (parts, _ ("public room"));
  else if (facts.open == HAVEN_ROOM_NO)
    add (parts, _ ("members only"));
  else
    add (parts, _ ("a room, perhaps public"));
  add_people (parts, room);
  if (facts.archived == HAVEN_ROOM_YES)
    add (parts, _ ("archived by the server"));
  else if (facts.archived == HAVEN_ROOM_UNKNOWN)
    add (parts, _ ("archive not known"));
  if (!is_on_irc (room)) /* there it is the same in every room */
    add_address (parts, facts.real_address_shows);
  add_card (parts, room);
}

/* On IRC everybody who meets the user, in a room or alone, sees a host: their own, or one that hides it. */
static void
add_host (GPtrArray *parts, PurpleConversation *conversation)
{
  const char *host;
  HavenRoomAnswer shows;

  if (!is_on_irc (conversation))
    return;
  shows =
      haven_hosts_show (haven_plugin_get ()->hosts, purple_conversation_get_account (conversation), &host);
  if (host == NULL)
    add (parts, _ ("whether your real address shows is not known"));
  else if (shows == HAVEN_ROOM_YES)
    g_ptr_array_add (parts, g_strdup_printf (_ ("everybody sees your real address, %s"), host));
  else if (shows == HAVEN_ROOM_NO)
    g_ptr_array_add (parts, g_strdup_printf (_ ("your real address is hidden behind %s"), host));
  else
    g_ptr_array_add (
        parts,
        g_strdup_printf (_ ("they see you at %s; whether that is your real address is not known"), host));
}

/*
 * Plugins for OTR and OMEMO tell nobody what they do with a message; without one, nothing is encrypted from
 * end to end. A connection that is encrypted to the server is not said: whoever runs the server reads along.
 */
static const char *
secrecy (void)
{
  static const char *const plugins[] = {"otr", "core-riba-lurch", "gtk-pidgin-encryption"};

  for (guint i = 0; i < G_N_ELEMENTS (plugins); i++) {
    const PurplePlugin *plugin = purple_plugins_find_with_id (plugins[i]);

    if (plugin != NULL && purple_plugin_is_loaded (plugin))
      return _ ("perhaps encrypted from end to end");
  }
  return _ ("not encrypted from end to end");
}

static void
add_name (GPtrArray *parts, PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  const char *name = NULL;

  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    name = purple_conv_chat_get_nick (PURPLE_CONV_CHAT (conversation));
  if (name == NULL)
    name = purple_account_get_username (account);
  g_ptr_array_add (parts, g_strdup_printf (_ ("they see you as \"%s\""), name));
}

/**
 * haven_audience_describe:
 * @conversation: a conversation
 *
 * Returns: (transfer full): who reads there, in one line of plain text
 */
char *
haven_audience_describe (PurpleConversation *conversation)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    add_room (parts, conversation);
  else if (purple_find_buddy (account, purple_conversation_get_name (conversation)) != NULL)
    add (parts, _ ("one person, a contact"));
  else
    add (parts, _ ("one person, not a contact"));
  add (parts, purple_account_get_protocol_name (account));
  add (parts, secrecy ());
  add (parts, purple_conversation_is_logging (conversation) ? _ ("logged here") : _ ("not logged here"));
  add_name (parts, conversation);
  add_host (parts, conversation);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_ (", "), (char **)parts->pdata);
}
