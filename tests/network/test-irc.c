/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "scene.h"

static const HarnessOptions usual = {.settings = SCENE_SETTINGS};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};

static void
test_veil (Harness *h)
{
  Scene scene;

  if (!scene_start_irc (&scene, h))
    return;
  scene_say (scene.bob, "alice", SCENE_HEAVY);
  scene_assert_covered (server_wait_line (h->shown, 0, "content note"));
  scene_assert_covered (harness_last (h->announced));
  scene_stop (&scene);
}

static void
test_channel (Harness *h)
{
  Scene scene;
  PurpleConversation *at_bob;
  const HarnessLine *line;
  guint from;

  if (!scene_start_irc (&scene, h))
    return;
  server_join (h, scene.alice, "#quiet");
  at_bob = server_join (h, scene.bob, "#quiet");
  harness_send (at_bob, "alice: " SCENE_HEAVY);
  line = server_wait_line (h->shown, 0, "content note");
  scene_assert_covered (line);
  g_assert_cmpint (line->flags & PURPLE_MESSAGE_NICK, !=, 0);
  from = h->announced->len;
  harness_send (at_bob, "/me says: " SCENE_HEAVY);
  g_assert_true (g_str_has_prefix (server_wait_line (h->announced, from, "content note")->text, "/me "));
  scene_stop (&scene);
}

static void
test_topic (Harness *h)
{
  Scene scene;
  PurpleConversation *at_alice;
  guint from;

  if (!scene_start_irc (&scene, h))
    return;
  at_alice = server_join (h, scene.alice, "#quiet");
  from = h->shown->len;
  PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (purple_account_get_connection (scene.alice)))
      ->set_chat_topic (purple_account_get_connection (scene.alice),
                        purple_conv_chat_get_id (PURPLE_CONV_CHAT (at_alice)), SCENE_HEAVY);
  scene_assert_covered (server_wait_line (h->shown, from, "content note"));
  g_assert_null (harness_find (h->shown, "cut myself"));
  scene_stop (&scene);
}

static gboolean
knows_room (gpointer conversation)
{
  const HavenPluginApi *api =
      purple_plugin_ipc_call (purple_plugins_find_with_id (HAVEN_PLUGIN_ID), HAVEN_PLUGIN_IPC, NULL);
  g_autofree char *audience = api->get_audience (api->plugin, conversation);

  return g_str_has_prefix (audience, "public room");
}

/* Haven's own question to the server is not the user's, and its answer is not printed. */
static void
test_room_facts (Harness *h)
{
  Scene scene;
  PurpleConversation *room;

  if (!scene_start_irc (&scene, h))
    return;
  room = server_join (h, scene.alice, "#quiet");
  server_wait (knows_room, room, "the room's facts");
  g_assert_null (harness_find (h->shown, "mode ("));
  g_assert_null (harness_find (h->shown, "324"));
  scene_stop (&scene);
}

static void
ask_again (PurpleConversation *room)
{
  purple_conversation_set_data (room, "haven-room-facts", NULL);
  purple_signal_emit (purple_conversations_get_handle (), "chat-joined", room);
}

/* Two accounts enter rooms of the same name, as on two networks: each is told of its own. */
static void
test_room_facts_of_two (Harness *h)
{
  Scene scene;
  PurpleConversation *at_alice, *at_bob;

  if (!scene_start_irc (&scene, h))
    return;
  at_alice = server_join (h, scene.alice, "#quiet");
  at_bob = server_join (h, scene.bob, "#quiet");
  server_wait (knows_room, at_bob, "the room's facts");
  ask_again (at_alice);
  ask_again (at_bob);
  server_wait (knows_room, at_alice, "the facts of the one room");
  server_wait (knows_room, at_bob, "the facts of the other");
  g_assert_null (harness_find (h->shown, "mode ("));
  scene_stop (&scene);
}

/* Waits until who reads in @room is told with @part in it. */
typedef struct {
  PurpleConversation *room;
  const char *part;
} Told;

static gboolean
is_told (gpointer data)
{
  const Told *told = data;
  const HavenPluginApi *api =
      purple_plugin_ipc_call (purple_plugins_find_with_id (HAVEN_PLUGIN_ID), HAVEN_PLUGIN_IPC, NULL);
  g_autofree char *audience = api->get_audience (api->plugin, told->room);

  return strstr (audience, told->part) != NULL;
}

static void
check_host (Harness *h, const char *option, const char *part)
{
  Server *server = server_start_ngircd_with (option);
  PurpleAccount *alice;
  Told told = {.part = part};

  if (server == NULL)
    return;
  alice = server_connect_irc (server, h, "alice");
  told.room = server_join (h, alice, "#quiet");
  server_wait (is_told, &told, part);
  told.room = purple_conversation_new (PURPLE_CONV_TYPE_IM, alice, "bob");
  g_assert_true (is_told (&told));
  /* the question was Haven's own */
  g_assert_null (harness_find (h->shown, "connecting from"));
  g_assert_cmpuint (h->notices->len, ==, 0);
  purple_account_disconnect (alice);
  server_stop (server);
}

static void
test_host_shows (Harness *h)
{
  check_host (h, "", "everybody sees your real address, 127.0.0.1");
}

static void
test_host_is_hidden (Harness *h)
{
  check_host (h, "CloakHost = cloak.example\n", "your real address is hidden behind cloak.example");
}

/* Pidgin sends one message for each line: one question, and the order stays. */
static void
test_lines (Harness *h)
{
  Scene scene;
  PurpleConversation *room;

  if (!scene_start_irc (&scene, h))
    return;
  room = server_join (h, scene.alice, "#quiet");
  server_join (h, scene.bob, "#quiet");
  harness_send (room, SCENE_CARD);
  harness_send (room, "and the second line");
  harness_spin (h);
  g_assert_cmpuint (h->questions->len, ==, 1);
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "2 people"));
  g_assert_cmpuint (h->announced->len, ==, 0);
  harness_press (harness_last_question (h), "Send anyway");
  server_wait_line (h->announced, 0, "second line");
  g_assert_cmpuint (h->announced->len, ==, 2);
  g_assert_nonnull (strstr (((HarnessLine *)h->announced->pdata[0])->text, "4111"));
  scene_stop (&scene);
}

static void
on_text (PurpleConnection *gc, char **text, gpointer data)
{
  GString *heard = data;

  if (g_str_has_prefix (purple_account_get_username (purple_connection_get_account (gc)), "bob@"))
    g_string_append_printf (heard, "%s\n", *text);
}

static gboolean
has_end (gpointer heard)
{
  return strstr (((GString *)heard)->str, "the-end") != NULL;
}

/* All that the server tells bob between his three messages and the answer to a last ping of his. */
static void
test_hold_is_silent (Harness *h)
{
  Scene scene;
  g_autoptr (GString) heard = g_string_new (NULL);
  PurpleConnection *gc;
  PurplePlugin *irc;

  if (!scene_start_irc (&scene, h))
    return;
  gc = purple_account_get_connection (scene.bob);
  irc = purple_connection_get_prpl (gc);
  for (guint i = 0; i < 3; i++)
    scene_say (scene.bob, "alice", "answer me");
  scene_wait_held (h, 3);
  purple_signal_connect (irc, "irc-receiving-text", h, PURPLE_CALLBACK (on_text), heard);
  PURPLE_PLUGIN_PROTOCOL_INFO (irc)->send_raw (gc, "PING the-end\r\n", 14);
  server_wait (has_end, heard, "the pong");
  purple_signal_disconnect (irc, "irc-receiving-text", h, PURPLE_CALLBACK (on_text));
  g_assert_null (strstr (heard->str, "alice!"));
  g_assert_null (strstr (heard->str, "PRIVMSG"));
  g_assert_null (strstr (heard->str, "NOTICE"));
  g_assert_null (strstr (heard->str, " 301 ")); /* away */
  g_assert_cmpuint (h->shown->len, ==, 0);
  g_assert_cmpuint (h->announced->len, ==, 0);
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/irc/im/veil", &usual, test_veil);
  harness_add ("/irc/im/hold-is-silent", &attacked, test_hold_is_silent);
  harness_add ("/irc/channel/veil", &usual, test_channel);
  harness_add ("/irc/channel/topic", &usual, test_topic);
  harness_add ("/irc/channel/facts", &usual, test_room_facts);
  harness_add ("/irc/channel/facts-of-two", &usual, test_room_facts_of_two);
  harness_add ("/irc/host/shows", &usual, test_host_shows);
  harness_add ("/irc/host/is-hidden", &usual, test_host_is_hidden);
  harness_add ("/irc/channel/lines", &usual, test_lines);
  return g_test_run ();
}
