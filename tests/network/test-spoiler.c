/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "scene.h"

/* XEP-0382 in and out, between two accounts on a real server. */

#define SPOILER "urn:xmpp:spoiler:0"
#define BODY "three papers tomorrow and my hands will not stop shaking"

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"support-group\"}"};

/* As another client sends it. @hint is put in as it is, so that a test can put anything there. */
static void
send_marked (PurpleAccount *from, const char *type, const char *to, const char *hint, const char *body)
{
  g_autofree char *text = g_strdup_printf ("<message type='%s' to='%s'><spoiler xmlns='%s'>%s</spoiler>%s%s%s"
                                           "</message>",
                                           type, to, SPOILER, hint, body != NULL ? "<body>" : "",
                                           body != NULL ? body : "", body != NULL ? "</body>" : "");

  scene_send_stanza (from, text);
}

/* The sender's own words as Haven kept them for the newest veil. */
static const char *
kept_words (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) veils = api->list_veils (api->plugin, NULL);
  const char *words = NULL;

  for (GList *at = purple_get_conversations (); at != NULL && veils->len == 0; at = at->next) {
    g_ptr_array_unref (veils);
    veils = api->list_veils (api->plugin, at->data);
  }
  g_assert_cmpuint (veils->len, >, 0);
  for (guint i = 0; i < veils->len; i++) {
    const HavenVeil *veil = veils->pdata[i];

    for (guint j = 0; j < veil->verdict->findings->len; j++) {
      const HavenFinding *finding = veil->verdict->findings->pdata[j];

      if (g_str_equal (finding->category, "declared") && g_str_equal (finding->rule, "mark"))
        words = finding->note;
    }
  }
  return words;
}

static void
assert_covered (const HarnessLine *line, const char *label)
{
  g_assert_null (strstr (line->text, "papers"));
  g_assert_nonnull (strstr (line->text, label));
}

static void
assert_covered_note (const HarnessLine *line)
{
  g_assert_null (strstr (line->text, "stabbed"));
  g_assert_nonnull (strstr (line->text, "violence"));
}

static void
test_im_in (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_marked (scene.bob, "chat", "alice@localhost", "exam stress", BODY);
  assert_covered (server_wait_line (h->shown, 0, "content note"),
                  "content note from the sender: “exam stress”");
  g_assert_cmpstr (kept_words (h), ==, "exam stress");
  scene_stop (&scene);
}

static void
test_room_in (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_join (h, scene.alice, SCENE_ROOM);
  server_join (h, scene.bob, SCENE_ROOM);
  send_marked (scene.bob, "groupchat", SCENE_ROOM, "exam stress", BODY);
  assert_covered (server_wait_line (h->shown, 0, "content note"),
                  "content note from the sender: “exam stress”");
  scene_stop (&scene);
}

/* A mark without a message marks no other message. */
static void
test_one_message (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_marked (scene.bob, "chat", "alice@localhost", "exam stress", NULL);
  purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.bob, "alice@localhost");
  serv_send_im (purple_account_get_connection (scene.bob), "alice@localhost", BODY, PURPLE_MESSAGE_SEND);
  server_wait_line (h->shown, 0, "papers");
  scene_stop (&scene);
}

static const struct {
  const char *description;
  const char *hint;
} hostile[] = {
    {"words-that-need-a-veil", "I cut myself again last night"},
    {"markup", "&lt;b&gt;look&lt;/b&gt; &lt;img src='x'&gt;"},
    {"a-link", "see https://bad.test/now"},
    {"an-element", "<b>look</b>"},
    {"very-long", NULL},
};

static void
test_hostile (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *filler = g_strnfill (20000, 'a');
    guint from = h->shown->len;
    const char *words;

    g_test_message ("%s", hostile[i].description);
    send_marked (scene.bob, "chat", "alice@localhost", hostile[i].hint != NULL ? hostile[i].hint : filler,
                 BODY);
    assert_covered (server_wait_line (h->shown, from, "content note"), "content note: marked by the sender");
    words = kept_words (h);
    g_assert_true (words == NULL || strpbrk (words, "<>/") == NULL);
    g_assert_true (words == NULL || strlen (words) < 64);
    g_assert_null (harness_find (h->shown, "cut myself"));
  }
  scene_stop (&scene);
}

/* --- out --- */

typedef struct {
  PurpleAccount *account;
  gboolean heard;
  char *body;
  char *hint; /* NULL: not marked */
} Ear;

static void
on_stanza (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  Ear *ear = data;
  xmlnode *body, *mark;

  if (purple_connection_get_account (gc) != ear->account || *packet == NULL ||
      !g_str_equal ((*packet)->name, "message"))
    return;
  body = xmlnode_get_child (*packet, "body");
  if (body == NULL)
    return;
  mark = xmlnode_get_child_with_namespace (*packet, "spoiler", SPOILER);
  ear->heard = TRUE;
  ear->body = xmlnode_get_data (body);
  ear->hint = mark != NULL ? xmlnode_get_data (mark) : NULL;
  if (mark != NULL && ear->hint == NULL)
    ear->hint = g_strdup ("");
}

static gboolean
has_heard (gpointer ear)
{
  return ((Ear *)ear)->heard;
}

static const struct {
  const char *message;
  const char *hint;
} outgoing[] = {
    /* no words twice: both accounts are the test's, and what one was told in private is asked about from the
       other */
    {"CW: exam stress. " BODY, "exam stress"},
    {"content note: exams\nthe letter from the school came and I have not opened it", "exams"},
    {"CW: the old house — nobody has lived in there since the fire and I went back", "the old house"},
    {"cw: so this morning I went to the office and there was nobody there at all but the cat", ""},
    {"I made soup with the last of the leeks and it was good", NULL},
    {"CWs are useful", NULL},
    {"CW: 14.060 MHz is where I will listen for you", NULL},
    {"CW: morse practice on the radio at eight, bring your own key", NULL},
    {"CWM: a mountain valley", NULL},
};

static void
send_and_listen (Harness *h, Scene *scene, PurpleConversation *conv)
{
  PurplePlugin *jabber = purple_connection_get_prpl (purple_account_get_connection (scene->bob));

  for (guint i = 0; i < G_N_ELEMENTS (outgoing); i++) {
    Ear ear = {.account = scene->alice};

    g_test_message ("%s", outgoing[i].message);
    purple_signal_connect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza), &ear);
    harness_send (conv, outgoing[i].message);
    server_wait (has_heard, &ear, "a message");
    purple_signal_disconnect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza));
    g_assert_cmpstr (ear.hint, ==, outgoing[i].hint);
    g_assert_cmpstr (ear.body, ==, outgoing[i].message);
    g_free (ear.body);
    g_free (ear.hint);
  }
}

static void
test_im_out (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  send_and_listen (h, &scene,
                   purple_conversation_new (PURPLE_CONV_TYPE_IM, scene.bob, "alice@localhost/test"));
  scene_stop (&scene);
}

static void
test_room_out (Harness *h)
{
  Scene scene;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_join (h, scene.alice, SCENE_ROOM);
  send_and_listen (h, &scene, server_join (h, scene.bob, SCENE_ROOM));
  scene_stop (&scene);
}

/* What Haven was asked to mark: its topic stands in the mark and before the words, and nothing else does. */
static void
test_note_out (Harness *h)
{
  Scene scene;
  PurpleConversation *room;
  PurplePlugin *jabber;
  Ear ear = {0};
  guint from;

  if (!scene_start_xmpp (&scene, h))
    return;
  server_join (h, scene.alice, SCENE_ROOM);
  room = server_join (h, scene.bob, SCENE_ROOM);
  ear.account = scene.alice;
  jabber = purple_connection_get_prpl (purple_account_get_connection (scene.bob));
  harness_send (room, "they stabbed him and he bled out on the floor");
  harness_spin (h);
  g_assert_nonnull (harness_last_question (h));
  purple_signal_connect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza), &ear);
  from = h->shown->len;
  g_assert_true (harness_command (room, "haven note"));
  server_wait (has_heard, &ear, "the message");
  purple_signal_disconnect (jabber, "jabber-receiving-xmlnode", h, PURPLE_CALLBACK (on_stanza));
  g_assert_cmpstr (ear.hint, ==, "violence");
  g_assert_cmpstr (ear.body, ==, "CW: violence. they stabbed him and he bled out on the floor");
  assert_covered_note (server_wait_line (h->shown, from, "content note from the sender"));
  g_free (ear.body);
  g_free (ear.hint);
  scene_stop (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/spoiler/im/in", &usual, test_im_in);
  harness_add ("/spoiler/im/out", &usual, test_im_out);
  harness_add ("/spoiler/im/one-message", &usual, test_one_message);
  harness_add ("/spoiler/im/hostile", &usual, test_hostile);
  harness_add ("/spoiler/room/in", &usual, test_room_in);
  harness_add ("/spoiler/room/note-out", &usual, test_note_out);
  harness_add ("/spoiler/room/out", &usual, test_room_out);
  return g_test_run ();
}
