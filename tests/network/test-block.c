/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "scene.h"

/* A block by the server: only on the user's word, with what the other side will notice said first. */

static const HarnessOptions usual = {.settings = SCENE_SETTINGS};

/* --- XMPP --- */

/* Every stanza to one account, and from it, as text. */
typedef struct {
  PurpleAccount *account;
  GString *heard;
  GString *said;
} Wire;

static void
write_down (PurpleConnection *gc, xmlnode **packet, const Wire *wire, GString *text)
{
  char *stanza;

  if (purple_connection_get_account (gc) != wire->account || *packet == NULL)
    return;
  stanza = xmlnode_to_str (*packet, NULL);
  g_string_append_printf (text, "%s\n", stanza);
  g_free (stanza);
}

static void
on_heard (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  write_down (gc, packet, data, ((Wire *)data)->heard);
}

static void
on_said (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  write_down (gc, packet, data, ((Wire *)data)->said);
}

static void
wire_open (Wire *wire, PurpleAccount *account)
{
  PurplePlugin *jabber = purple_find_prpl ("prpl-jabber");

  *wire = (Wire){account, g_string_new (NULL), g_string_new (NULL)};
  purple_signal_connect_priority (jabber, "jabber-receiving-xmlnode", wire, PURPLE_CALLBACK (on_heard), wire,
                                  PURPLE_SIGNAL_PRIORITY_LOWEST);
  purple_signal_connect_priority (jabber, "jabber-sending-xmlnode", wire, PURPLE_CALLBACK (on_said), wire,
                                  PURPLE_SIGNAL_PRIORITY_LOWEST);
}

static void
wire_close (Wire *wire)
{
  purple_signals_disconnect_by_handle (wire);
  g_string_free (wire->heard, TRUE);
  g_string_free (wire->said, TRUE);
}

static gboolean
has_refusal (gpointer wire)
{
  return strstr (((Wire *)wire)->heard->str, "service-unavailable") != NULL;
}

static void
test_xmpp_refuses (Harness *h)
{
  Scene scene;
  Wire alice, bob;
  PurpleConversation *conv;
  guint announced;

  if (!scene_start_xmpp (&scene, h))
    return;
  conv = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.alice, "carol@localhost");
  wire_open (&alice, scene.alice);
  wire_open (&bob, scene.bob);
  g_assert_true (harness_command (conv, "haven block bob@localhost"));
  g_assert_nonnull (harness_find (h->shown, "comes back as not delivered"));
  g_assert_nonnull (harness_find (h->shown, "/haven block yes bob@localhost"));
  g_assert_null (strstr (alice.said->str, "urn:xmpp:blocking"));
  g_assert_true (harness_command (conv, "haven block yes bob@localhost"));
  server_wait_line (h->shown, 0, "bob@localhost is blocked");
  announced = h->announced->len;
  scene_say (scene.bob, "alice@localhost", "are you there");
  server_wait (has_refusal, &bob, "the server to refuse");
  g_assert_cmpuint (h->announced->len, ==, announced);
  g_assert_true (harness_command (conv, "haven block"));
  g_assert_nonnull (harness_find (h->shown, "outside of Haven:"));
  g_assert_true (harness_command (conv, "haven block off bob@localhost"));
  server_wait_line (h->shown, 0, "is not blocked any more");
  scene_say (scene.bob, "alice@localhost", "hello again");
  server_wait_line (h->announced, announced, "hello again");
  wire_close (&alice);
  wire_close (&bob);
  scene_stop (&scene);
}

/* Whoever asked for it does not wait for an answer that cannot come any more. */
static void
test_xmpp_connection_ends (Harness *h)
{
  Scene scene;
  PurpleConversation *conv;

  if (!scene_start_xmpp (&scene, h))
    return;
  conv = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.alice, "carol@localhost");
  g_assert_true (harness_command (conv, "haven block yes bob@localhost"));
  purple_account_disconnect (scene.alice);
  g_assert_nonnull (harness_find (h->shown, "whether bob@localhost is blocked is not known"));
  g_assert_null (harness_find (h->shown, "bob@localhost is blocked. /haven"));
  purple_account_connect (scene.alice);
  scene_stop (&scene);
}

/* Where a room shows only nicks there is nobody to block, and the room itself must not be. */
static void
test_xmpp_nick (Harness *h)
{
  Scene scene;
  Wire alice;
  PurpleConversation *room;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_join (h, scene.bob, SCENE_ROOM);
  room = server_join (h, scene.alice, SCENE_ROOM);
  wire_open (&alice, scene.alice);
  g_assert_true (harness_command (room, "haven block yes bob"));
  g_assert_nonnull (harness_find (h->shown, "a mute holds them"));
  g_assert_true (harness_command (room, "haven block yes " SCENE_ROOM "/bob"));
  g_assert_null (strstr (alice.said->str, "urn:xmpp:blocking"));
  wire_close (&alice);
  scene_stop (&scene);
}

static gboolean
is_refused (gpointer api)
{
  return ((const HavenPluginApi *)api)->is_blocked ("prpl-jabber:alice@localhost", "bob@localhost");
}

/* What the held window does. */
static void
test_xmpp_api (Harness *h)
{
  Scene scene;
  const HavenPluginApi *api = harness_get_api (h);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!scene_start_xmpp (&scene, h))
    return;
  words = api->describe_block ("prpl-jabber:alice@localhost", "bob@localhost", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (words, "you look offline to them"));
  g_assert_false (is_refused ((gpointer)api));
  g_assert_true (
      api->set_blocked (api->plugin, "prpl-jabber:alice@localhost", "bob@localhost", TRUE, &error));
  server_wait (is_refused, (gpointer)api, "the server's list");
  g_assert_null (api->describe_block ("prpl-jabber:alice@localhost", "alice@localhost", &error));
  g_assert_nonnull (error);
  scene_stop (&scene);
}

/* --- IRC, which has no block --- */

static void
on_blocked (PurpleAccount *account,
            const char *who,
            const char *text,
            PurpleMessageFlags flags,
            time_t when,
            gpointer count)
{
  ++*(guint *)count;
}

static gboolean
has_dropped (gpointer count)
{
  return *(guint *)count > 0;
}

static void
test_irc_is_local (Harness *h)
{
  Scene scene;
  PurpleConversation *conv;
  guint announced, dropped = 0;

  if (!scene_start_irc (&scene, h))
    return;
  conv = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.alice, "carol");
  g_assert_true (harness_command (conv, "haven block bob"));
  g_assert_nonnull (harness_find (h->shown, "This service offers no block"));
  g_assert_true (purple_privacy_check (scene.alice, "bob"));
  g_assert_true (harness_command (conv, "haven block yes bob"));
  g_assert_nonnull (harness_find (h->shown, "bob is blocked"));
  announced = h->announced->len;
  purple_signal_connect (purple_conversations_get_handle (), "blocked-im-msg", h,
                         PURPLE_CALLBACK (on_blocked), &dropped);
  scene_say (scene.bob, "alice", "are you there");
  server_wait (has_dropped, &dropped, "libpurple to drop it");
  g_assert_cmpuint (h->announced->len, ==, announced);
  g_assert_true (harness_command (conv, "haven block off bob"));
  scene_say (scene.bob, "alice", "hello again");
  server_wait_line (h->announced, announced, "hello again");
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/block/xmpp/refuses", &usual, test_xmpp_refuses);
  harness_add ("/block/xmpp/connection-ends", &usual, test_xmpp_connection_ends);
  harness_add ("/block/xmpp/nick", &usual, test_xmpp_nick);
  harness_add ("/block/xmpp/api", &usual, test_xmpp_api);
  harness_add ("/block/irc/is-local", &usual, test_irc_is_local);
  return g_test_run ();
}
