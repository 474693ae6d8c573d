/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "scene.h"

static const HarnessOptions usual = {.settings = SCENE_SETTINGS};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};

static void
test_veil (Harness *h)
{
  Scene scene;
  g_autofree char *logs = NULL;

  if (!scene_start_xmpp (&scene, h))
    return;
  scene_say (scene.bob, "alice@localhost", SCENE_HEAVY);
  scene_assert_covered (server_wait_line (h->shown, 0, "content note"));
  scene_assert_covered (harness_last (h->announced));
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, SCENE_HEAVY));
  scene_stop (&scene);
}

/* The conversation is renamed from the bare to the full address when the peer answers; its veils stay its
 * own. */
static void
test_rename (Harness *h)
{
  Scene scene;
  PurpleConversation *conv;

  if (!scene_start_xmpp (&scene, h))
    return;
  conv = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.alice, "bob@localhost");
  harness_send (conv, "are you there?");
  scene_say (scene.bob, "alice@localhost/test", SCENE_HEAVY " one");
  server_wait_line (h->shown, 0, "content note");
  scene_say (scene.bob, "alice@localhost/test", SCENE_HEAVY " two");
  server_wait_line (h->shown, 0, "/haven open 2");
  g_assert_true (harness_command (conv, "haven open 1"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "one"));
  scene_stop (&scene);
}

static gboolean
sees_alice (gpointer bob)
{
  PurpleBuddy *buddy = purple_find_buddy (bob, "alice@localhost");

  return buddy != NULL && PURPLE_BUDDY_IS_ONLINE (buddy);
}

static gboolean
misses_alice (gpointer bob)
{
  return !sees_alice (bob);
}

static void
test_offline (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_wait (sees_alice, scene.bob, "bob to see alice");
  purple_account_disconnect (scene.alice);
  server_wait (misses_alice, scene.bob, "bob to see alice go");
  scene_say (scene.bob, "alice@localhost", SCENE_HEAVY);
  purple_account_connect (scene.alice);
  scene_assert_covered (server_wait_line (h->shown, 0, "content note"));
  scene_stop (&scene);
}

static void
test_room (Harness *h)
{
  Scene scene;
  PurpleConversation *at_bob;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_join (h, scene.alice, SCENE_ROOM);
  at_bob = server_join (h, scene.bob, SCENE_ROOM);
  harness_send (at_bob, SCENE_HEAVY);
  /* the room gives bob his own words back, uncovered */
  server_wait_line (h->shown, 0, SCENE_HEAVY);
  scene_assert_covered (server_wait_line (h->shown, 0, "content note"));
  scene_stop (&scene);
}

/* What was said before one came is sent again by the room. */
static void
test_room_history (Harness *h)
{
  Scene scene;
  PurpleConversation *at_bob;
  guint from;

  if (!scene_start_xmpp (&scene, h))
    return;
  at_bob = server_join (h, scene.bob, SCENE_ROOM);
  harness_send (at_bob, SCENE_HEAVY);
  server_wait_line (h->shown, 0, SCENE_HEAVY);
  from = h->shown->len;
  server_join (h, scene.alice, SCENE_ROOM);
  scene_assert_covered (server_wait_line (h->shown, from, "content note"));
  scene_stop (&scene);
}

static gboolean
has_topic (gpointer room)
{
  return g_strcmp0 (purple_conv_chat_get_topic (PURPLE_CONV_CHAT ((PurpleConversation *)room)),
                    SCENE_HEAVY) == 0;
}

static void
test_topic (Harness *h)
{
  Scene scene;
  PurpleConversation *at_alice, *at_bob;
  guint from;

  if (!scene_start_xmpp (&scene, h))
    return;
  at_alice = server_join (h, scene.alice, SCENE_ROOM);
  at_bob = server_join (h, scene.bob, SCENE_ROOM);
  from = h->shown->len;
  serv_chat_send (purple_account_get_connection (scene.alice),
                  purple_conv_chat_get_id (PURPLE_CONV_CHAT (at_alice)), "hello", 0);
  server_wait_line (h->shown, from, "hello");
  PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (purple_account_get_connection (scene.alice)))
      ->set_chat_topic (purple_account_get_connection (scene.alice),
                        purple_conv_chat_get_id (PURPLE_CONV_CHAT (at_alice)), SCENE_HEAVY);
  scene_assert_covered (server_wait_line (h->shown, from, "content note"));
  server_wait (has_topic, at_bob, "the topic");
  g_assert_null (harness_find (h->shown, "cut myself"));
  scene_stop (&scene);
}

static gboolean
knows_room (gpointer conversation)
{
  HavenPlugin *plugin;
  const HavenPluginApi *api =
      purple_plugin_ipc_call (purple_plugins_find_with_id (HAVEN_PLUGIN_ID), HAVEN_PLUGIN_IPC, NULL);
  g_autofree char *audience = NULL;

  plugin = api->plugin;
  audience = api->get_audience (plugin, conversation);
  return g_str_has_prefix (audience, "public room") && strstr (audience, "2 people") != NULL;
}

static void
test_room_facts (Harness *h)
{
  Scene scene;
  PurpleConversation *room;
  const HavenPluginApi *api = harness_get_api (h);
  g_autofree char *audience = NULL;

  if (!scene_start_xmpp (&scene, h))
    return;
  room = server_join (h, scene.alice, SCENE_ROOM);
  server_join (h, scene.bob, SCENE_ROOM);
  server_wait (knows_room, room, "the room's facts");
  audience = api->get_audience (api->plugin, room);
  g_assert_nonnull (strstr (audience, "only its staff sees your real address"));
  g_assert_true (harness_command (room, "haven room"));
  g_assert_nonnull (harness_find (h->shown, "Who may come in: anybody"));
  g_assert_nonnull (harness_find (h->shown, "Whose real address shows: only the staff sees it"));
  g_assert_null (harness_find (h->shown, "Asked: it gave no answer"));
  scene_stop (&scene);
}

static void
test_ask (Harness *h)
{
  Scene scene;
  PurpleConversation *conv;

  if (!scene_start_xmpp (&scene, h))
    return;
  conv = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.alice, "bob@localhost");
  harness_send (conv, SCENE_CARD);
  harness_spin (h);
  g_assert_nonnull (harness_last_question (h));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "a contact"));
  g_assert_cmpuint (h->announced->len, ==, 0);
  harness_press (harness_last_question (h), "Send anyway");
  server_wait_line (h->announced, 0, SCENE_CARD);
  scene_stop (&scene);
}

/* --- silence --- */

typedef struct {
  PurpleAccount *account;
  guint n_stanzas;
} Ear;

static void
on_stanza (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  Ear *ear = data;

  if (purple_connection_get_account (gc) == ear->account && *packet != NULL &&
      g_strcmp0 (xmlnode_get_attrib (*packet, "id"), "haven-ping") != 0)
    ear->n_stanzas++;
}

static gboolean
has_pong (gpointer ear)
{
  return ((Ear *)ear)->n_stanzas > 0;
}

/* Everything that the server would have for bob has come when his ping is answered: it keeps the order. */
static void
ping (PurpleAccount *account)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  xmlnode *iq =
      xmlnode_from_str ("<iq type='get' id='bob-ping' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>", -1);

  purple_signal_emit (purple_connection_get_prpl (gc), "jabber-sending-xmlnode", gc, &iq);
  xmlnode_free (iq);
}

/* What a message can carry to make the other side's program answer by itself: XEP-0184, 0333, 0085, 0022,
 * 0224. */
static const char *const asking[] = {
    "",
    "<request xmlns='urn:xmpp:receipts'/>",
    "<markable xmlns='urn:xmpp:chat-markers:0'/>",
    "<active xmlns='http://jabber.org/protocol/chatstates'/>",
    "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
    "<x xmlns='jabber:x:event'><delivered/><displayed/><composing/></x>",
    "<attention xmlns='urn:xmpp:attention:0'/>",
};

/* What clients tell one another on signing on (avatars, presences) may come late; then a second is quiet. */
static void
wait_until_quiet (const Ear *ear)
{
  guint before;

  do {
    before = ear->n_stanzas;
    for (guint i = 0; i < 50; i++) {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (20000);
    }
  } while (ear->n_stanzas != before);
}

static void
test_hold_is_silent (Harness *h)
{
  Scene scene;
  Ear ear = {0};
  PurplePlugin *jabber;

  if (!scene_start_xmpp (&scene, h))
    return;
  purple_blist_remove_buddy (purple_find_buddy (scene.alice, "bob@localhost"));
  jabber = purple_connection_get_prpl (purple_account_get_connection (scene.bob));
  harness_spin (h);
  ping (scene.bob);
  ear.account = scene.bob;
  purple_signal_connect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza), &ear);
  server_wait (has_pong, &ear, "the first pong");
  wait_until_quiet (&ear);
  ear.n_stanzas = 0;
  for (guint i = 0; i < G_N_ELEMENTS (asking); i++) {
    g_autofree char *stanza = g_strdup_printf (
        "<message type='chat' id='m%u' to='alice@localhost/test'><body>answer me</body>%s</message>", i,
        asking[i]);

    scene_send_stanza (scene.bob, stanza);
  }
  scene_wait_held (h, G_N_ELEMENTS (asking));
  g_assert_cmpuint (h->shown->len, ==, 0);
  g_assert_cmpuint (h->announced->len, ==, 0);
  ping (scene.bob);
  server_wait (has_pong, &ear, "the second pong");
  g_assert_cmpuint (ear.n_stanzas, ==, 1);
  purple_signal_disconnect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza));
  scene_stop (&scene);
}

/* --- what libpurple shows in a window of its own --- */

#define PLAIN_NEWS "the library is open until eight tonight"

/* A part of such a message where words can stand, each of which libpurple shows. */
static const struct {
  const char *description;
  const char *stanza;
} headlines[] = {
    {"body", "<body>%s</body>"},
    {"subject", "<subject>%s</subject><body>" PLAIN_NEWS "</body>"},
    {"formatted",
     "<body>" PLAIN_NEWS "</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
     "<body xmlns='http://www.w3.org/1999/xhtml'><p>I <b>cut myself</b> again last night</p></body></html>"},
    {"link",
     "<body>" PLAIN_NEWS "</body><x xmlns='jabber:x:oob'><url>https://a.test/</url><desc>%s</desc></x>"},
};

static void
send_as (PurpleAccount *from, const char *type, const char *format, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *inner = g_strjoinv (words, parts);
  g_autofree char *stanza =
      g_strdup_printf ("<message type='%s' to='alice@localhost/test'>%s</message>", type, inner);

  scene_send_stanza (from, stanza);
}

static void
test_headline_veil (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++) {
    guint from = h->shown->len;

    g_test_message ("%s", headlines[i].description);
    send_as (scene.bob, "headline", headlines[i].stanza, SCENE_HEAVY);
    scene_assert_covered (server_wait_line (h->shown, from, "content note"));
    scene_assert_covered (harness_last (h->announced));
    g_assert_null (harness_find (h->notices, "cut"));
  }
  scene_stop (&scene);
}

/* Nothing of it is lost: it is opened like any other, and stands in the log. */
static void
test_headline_opens (Harness *h)
{
  Scene scene;
  PurpleConversation *conv;
  g_autofree char *logs = NULL;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_as (scene.bob, "headline", headlines[1].stanza, SCENE_HEAVY);
  server_wait_line (h->shown, 0, "content note");
  conv = purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, "bob@localhost", scene.alice);
  g_assert_true (harness_command (conv, "haven open 1"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, SCENE_HEAVY));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, PLAIN_NEWS));
  logs = harness_read_logs (h);
  g_assert_nonnull (strstr (logs, SCENE_HEAVY));
  scene_stop (&scene);
}

static void
test_headline_plain (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_as (scene.bob, "headline", "<body>%s</body>", PLAIN_NEWS);
  server_wait_line (h->notices, 0, PLAIN_NEWS);
  g_assert_cmpuint (h->shown->len, ==, 0);
  scene_stop (&scene);
}

static void
test_headline_held (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  purple_blist_remove_buddy (purple_find_buddy (scene.alice, "bob@localhost"));
  harness_spin (h);
  send_as (scene.bob, "headline", "<body>%s</body>", PLAIN_NEWS);
  scene_wait_held (h, 1);
  g_assert_null (harness_find (h->notices, PLAIN_NEWS));
  g_assert_cmpuint (h->shown->len, ==, 0);
  g_assert_cmpuint (h->announced->len, ==, 0);
  scene_stop (&scene);
}

/* Anybody can write one, not only a server that could not deliver something. */
static const struct {
  const char *description;
  const char *stanza;
} failures[] = {
    {"body", "<body>%s</body><error type='cancel'/>"},
    {"reason", "<body>" PLAIN_NEWS "</body><error type='cancel'>"
               "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>%s</text></error>"},
    {"formatted",
     "<body>" PLAIN_NEWS "</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
     "<body xmlns='http://www.w3.org/1999/xhtml'><p>I <b>cut myself</b> again last night</p></body></html>"},
};

static void
test_failure_veil (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++) {
    guint from = h->notices->len;

    g_test_message ("%s", failures[i].description);
    send_as (scene.bob, "error", failures[i].stanza, SCENE_HEAVY);
    server_wait_line (h->notices, from, "content note: self-harm");
    g_assert_null (harness_find (h->notices, "cut"));
  }
  scene_stop (&scene);
}

static void
test_failure_plain (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_as (scene.bob, "error", failures[0].stanza, PLAIN_NEWS);
  server_wait_line (h->notices, 0, PLAIN_NEWS);
  scene_stop (&scene);
}

/* That something was not delivered is told; what stands in it may be words of theirs. */
static void
test_failure_held (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  purple_blist_remove_buddy (purple_find_buddy (scene.alice, "bob@localhost"));
  harness_spin (h);
  send_as (scene.bob, "error", failures[0].stanza, PLAIN_NEWS);
  server_wait_line (h->notices, 0, "bob@localhost");
  g_assert_null (harness_find (h->notices, PLAIN_NEWS));
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/xmpp/im/veil", &usual, test_veil);
  harness_add ("/xmpp/im/rename", &usual, test_rename);
  harness_add ("/xmpp/im/offline", &usual, test_offline);
  harness_add ("/xmpp/im/ask", &usual, test_ask);
  harness_add ("/xmpp/im/hold-is-silent", &attacked, test_hold_is_silent);
  harness_add ("/xmpp/room/veil", &usual, test_room);
  harness_add ("/xmpp/room/history", &usual, test_room_history);
  harness_add ("/xmpp/room/topic", &usual, test_topic);
  harness_add ("/xmpp/room/facts", &usual, test_room_facts);
  harness_add ("/xmpp/headline/veil", &usual, test_headline_veil);
  harness_add ("/xmpp/headline/opens", &usual, test_headline_opens);
  harness_add ("/xmpp/headline/plain", &usual, test_headline_plain);
  harness_add ("/xmpp/headline/held", &attacked, test_headline_held);
  harness_add ("/xmpp/failure/veil", &usual, test_failure_veil);
  harness_add ("/xmpp/failure/plain", &usual, test_failure_plain);
  harness_add ("/xmpp/failure/held", &attacked, test_failure_held);
  return g_test_run ();
}
