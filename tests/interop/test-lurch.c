/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "servers.h"

/* With OMEMO by purple-lurch: Haven sees what people write, the wire does not. */

#define SETTINGS "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define LURCH_ID "core-riba-lurch"
#define HEAVY "I cut myself again last night"
#define CARD "my card is 4111 1111 1111 1111 ok"

static const HarnessOptions usual = {.settings = SETTINGS, .without = TRUE};

typedef struct {
  Harness *harness;
  Server *server;
  PurpleAccount *alice;
  PurpleAccount *bob;
  PurplePlugin *jabber;
  PurpleConversation *conversation; /* alice's, with bob */
  GString *wire; /* every stanza that bob's connection brought, before anybody decrypts it */
  guint n_encrypted;
} Scene;

static void
on_stanza (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  Scene *scene = data;
  char *text;

  if (purple_connection_get_account (gc) != scene->bob || *packet == NULL ||
      g_strcmp0 ((*packet)->name, "message") != 0)
    return;
  text = xmlnode_to_str (*packet, NULL);
  if (strstr (text, "<encrypted") != NULL && strstr (text, "<payload") != NULL)
    scene->n_encrypted++;
  g_string_append_printf (scene->wire, "%s\n", text);
  g_free (text);
}

/* Lurch encrypts as soon as it has heard of the other side's devices, and until then sends as it is. */
static gboolean
is_encrypted (gpointer data)
{
  Scene *scene = data;

  if (scene->n_encrypted > 0)
    return TRUE;
  purple_conv_im_send (PURPLE_CONV_IM (scene->conversation), "hello");
  for (guint i = 0; i < 50; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  return FALSE;
}

static gboolean
scene_start (Scene *scene, Harness *h)
{
  PurplePlugin *lurch;

  purple_plugins_probe (G_MODULE_SUFFIX);
  lurch = purple_plugins_find_with_id (LURCH_ID);
  if (lurch == NULL) {
    g_test_skip ("purple-lurch is not installed");
    return FALSE;
  }
  scene->harness = h;
  scene->server = server_start_prosody ();
  if (scene->server == NULL)
    return FALSE;
  g_assert_true (purple_plugin_load (lurch));
  harness_load (h);
  scene->jabber = purple_find_prpl ("prpl-jabber");
  scene->wire = g_string_new (NULL);
  scene->alice = server_connect_xmpp (scene->server, h, "alice");
  scene->bob = server_connect_xmpp (scene->server, h, "bob");
  scene->conversation = purple_conversation_new (PURPLE_CONV_TYPE_IM, scene->alice, "bob@localhost");
  purple_signal_connect_priority (scene->jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza),
                                  scene, PURPLE_SIGNAL_PRIORITY_LOWEST);
  server_wait (is_encrypted, scene, "the first encrypted message");
  return TRUE;
}

static void
scene_stop (Scene *scene)
{
  purple_signals_disconnect_by_handle (scene->harness);
  purple_account_disconnect (scene->alice);
  purple_account_disconnect (scene->bob);
  server_stop (scene->server);
  g_string_free (scene->wire, TRUE);
}

static void
test_incoming (Harness *h)
{
  Scene scene = {0};
  const HarnessLine *line;

  if (!scene_start (&scene, h))
    return;
  harness_send (scene.conversation, HEAVY);
  line = server_wait_line (h->announced, 0, "content note: self-harm");
  g_assert_null (strstr (line->text, "cut myself"));
  g_assert_null (strstr (scene.wire->str, "cut myself"));
  scene_stop (&scene);
}

static void
test_outgoing (Harness *h)
{
  Scene scene = {0};

  if (!scene_start (&scene, h))
    return;
  harness_send (scene.conversation, CARD);
  harness_spin (h);
  g_assert_nonnull (harness_last_question (h));
  harness_press (harness_last_question (h), "Send anyway");
  server_wait_line (h->announced, 0, "4111 1111");
  /* with its space: four digits alone turn up by chance in what is encrypted */
  g_assert_null (strstr (scene.wire->str, "4111 1111"));
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR); /* lurch and libjabber complain about each other */
  harness_add ("/lurch/incoming", &usual, test_incoming);
  harness_add ("/lurch/outgoing", &usual, test_outgoing);
  return g_test_run ();
}
