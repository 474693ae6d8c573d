/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-rooms.h"

#include <string.h>

#include "haven-plugin.h"
#include "rooms/haven-irc-line.h"

/**
 * HavenRooms:
 *
 * Asks the server what kind of place a room is, once after joining: XMPP by service discovery (XEP-0045,
 * section 6.4: the room's features), IRC by MODE. libpurple has no call for either, but its protocols offer
 * their raw streams as signals. Answers are kept on the conversation; what nobody told is unknown.
 */
struct _HavenRooms {
  HavenIqs *iqs;
  GHashTable *pending; /* char *what reply_id() gives for a reply that we wait for → PurpleConversation */
};

#define FACTS_KEY "haven-room-facts"
#define ASKED_KEY "haven-room-asked"

/**
 * haven_rooms_get:
 * @room: a chat
 * @facts: (out): what is known of it
 */
void
haven_rooms_get (PurpleConversation *room, HavenRoomFacts *facts)
{
  *facts = haven_room_facts_from_number (GPOINTER_TO_UINT (purple_conversation_get_data (room, FACTS_KEY)));
}

/**
 * haven_rooms_get_asked:
 * @room: a chat
 *
 * Returns: when it answered, in seconds since 1970 UTC; 0 when it did not
 */
gint64
haven_rooms_get_asked (PurpleConversation *room)
{
  return GPOINTER_TO_UINT (purple_conversation_get_data (room, ASKED_KEY));
}

static void
set_facts (PurpleConversation *room, const HavenRoomFacts *facts)
{
  /* a number, so that nothing is left to free when the conversation or the plugin goes */
  purple_conversation_set_data (room, FACTS_KEY, GUINT_TO_POINTER (haven_room_facts_to_number (facts)));
  purple_conversation_set_data (room, ASKED_KEY,
                                GUINT_TO_POINTER ((guint)(haven_plugin_now () / G_TIME_SPAN_SECOND)));
}

/* --- XMPP --- */

static void
on_features (xmlnode *iq, gpointer room)
{
  HavenRoomFacts facts = {0};
  xmlnode *query = iq != NULL ? xmlnode_get_child (iq, "query") : NULL;

  if (iq == NULL || g_strcmp0 (xmlnode_get_attrib (iq, "type"), "result") != 0 || query == NULL)
    return;
  for (xmlnode *feature = xmlnode_get_child (query, "feature"); feature != NULL;
       feature = xmlnode_get_next_twin (feature)) {
    const char *var = xmlnode_get_attrib (feature, "var");

    if (var != NULL)
      haven_room_facts_read_feature (&facts, var);
  }
  set_facts (room, &facts);
}

static void
ask_jabber (HavenRooms *rooms, PurpleConversation *room)
{
  xmlnode *query = xmlnode_new ("query");

  xmlnode_set_namespace (query, "http://jabber.org/protocol/disco#info");
  haven_iqs_ask (rooms->iqs, purple_conversation_get_gc (room),
                 haven_iq_new ("get", purple_conversation_get_name (room), query), on_features, room, NULL);
}

/* --- IRC --- */

/* Two networks may have channels of one name. */
static char *
reply_id (PurpleAccount *account, const char *numeric, const char *channel)
{
  return g_strdup_printf ("%p %s %s", (gpointer)account, numeric, purple_normalize (account, channel));
}

/* RFC 2812, 5.1: ":server 324 nick #channel +modes params"; 329, the channel's age, follows on many servers.
 */
static void
on_irc_text (PurpleConnection *gc, char **text, gpointer data)
{
  HavenRooms *rooms = data;
  g_auto (HavenIrcLine) line = {0};
  g_autofree char *id = NULL;
  PurpleConversation *room;
  gboolean is_modes;

  if (text == NULL || *text == NULL || (strstr (*text, " 324 ") == NULL && strstr (*text, " 329 ") == NULL) ||
      !haven_irc_line_read (&line, *text) || line.n_parameters < 3)
    return;
  is_modes = g_str_equal (line.command, "324");
  if (!is_modes && !g_str_equal (line.command, "329"))
    return;
  id = reply_id (purple_connection_get_account (gc), line.command, line.parameters[1]);
  room = g_hash_table_lookup (rooms->pending, id);
  if (room == NULL)
    return;
  g_hash_table_remove (rooms->pending, id);
  if (is_modes) {
    HavenRoomFacts facts = {0};

    haven_room_facts_read_modes (&facts, line.parameters[2]);
    set_facts (room, &facts);
  }
  /* the user did not ask, so nothing is printed: libpurple passes over a line that is empty */
  **text = '\0';
}

static void
ask_irc (HavenRooms *rooms, PurpleConversation *room)
{
  PurpleConnection *gc = purple_conversation_get_gc (room);
  PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
  const char *name = purple_conversation_get_name (room);
  PurpleAccount *account = purple_conversation_get_account (room);
  g_autofree char *line = g_strdup_printf ("MODE %s\r\n", name);

  if (protocol->send_raw == NULL || strpbrk (name, " \r\n") != NULL)
    return;
  g_hash_table_insert (rooms->pending, reply_id (account, "324", name), room);
  g_hash_table_insert (rooms->pending, reply_id (account, "329", name), room);
  protocol->send_raw (gc, line, (int)strlen (line));
}

/* --- --- */

/**
 * haven_rooms_new:
 * @handle: the plugin
 * @iqs: what asks on XMPP; it outlives this
 *
 * Returns: (transfer full): listening to the protocols that tell about rooms
 */
HavenRooms *
haven_rooms_new (PurplePlugin *handle, HavenIqs *iqs)
{
  HavenRooms *rooms = g_new0 (HavenRooms, 1);
  PurplePlugin *irc = purple_find_prpl ("prpl-irc");

  rooms->iqs = iqs;
  rooms->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (irc != NULL)
    purple_signal_connect (irc, "irc-receiving-text", handle, PURPLE_CALLBACK (on_irc_text), rooms);
  return rooms;
}

/**
 * haven_rooms_free:
 * @rooms: (nullable) (transfer full): rooms; the plugin's signals must be disconnected first
 */
void
haven_rooms_free (HavenRooms *rooms)
{
  if (rooms == NULL)
    return;
  g_hash_table_unref (rooms->pending);
  g_free (rooms);
}

/**
 * haven_rooms_ask:
 * @rooms: rooms
 * @room: a chat that has been joined
 */
void
haven_rooms_ask (HavenRooms *rooms, PurpleConversation *room)
{
  const char *protocol = purple_account_get_protocol_id (purple_conversation_get_account (room));

  if (purple_conversation_get_gc (room) == NULL)
    return;
  if (g_str_equal (protocol, "prpl-jabber"))
    ask_jabber (rooms, room);
  else if (g_str_equal (protocol, "prpl-irc"))
    ask_irc (rooms, room);
}

static gboolean
is_room (gpointer id, gpointer room, gpointer gone)
{
  return room == gone;
}

/**
 * haven_rooms_forget:
 * @rooms: rooms
 * @room: a conversation that is being deleted
 */
void
haven_rooms_forget (HavenRooms *rooms, PurpleConversation *room)
{
  haven_iqs_forget (rooms->iqs, room);
  g_hash_table_foreach_remove (rooms->pending, is_room, room);
}
