/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* What reaches the user without being a message. */

#define SETTINGS "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define HEAVY "I cut myself again last night"

static const HarnessOptions usual = {.settings = SETTINGS};
static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};

static void
invite (Harness *h, const char *who, const char *message)
{
  GHashTable *components = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (components, g_strdup ("room"), g_strdup ("corner"));
  serv_got_chat_invite (purple_account_get_connection (h->me), "corner", who, message, components);
}

static void
test_invitation_plain (Harness *h)
{
  invite (h, "sam", "come and have tea");
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "have tea"));
  /* libpurple frees an invitation only when it is answered */
  harness_press (harness_last_question (h), harness_last_question (h)->labels->pdata[1]);
}

static void
reject (PurpleConnection *gc, GHashTable *components)
{
}

/* Where a refusal is told to who invites, libpurple's own question is asked, or Haven's would be one. */
static void
test_invitation_that_tells (Harness *h)
{
  PurplePluginProtocolInfo *protocol = PURPLE_PLUGIN_PROTOCOL_INFO (h->loopback);

  protocol->reject_chat = reject;
  invite (h, "sam", HEAVY);
  g_assert_cmpuint (h->questions->len, ==, 1);
  g_assert_null (strstr (harness_last_question (h)->secondary, "content note"));
  harness_press (harness_last_question (h), harness_last_question (h)->labels->pdata[1]);
  protocol->reject_chat = NULL;
}

static void
test_invitation_veiled (Harness *h)
{
  invite (h, "sam", HEAVY);
  g_assert_cmpuint (h->questions->len, ==, 1);
  g_assert_null (strstr (harness_last_question (h)->secondary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "content note: self-harm"));
  harness_press (harness_last_question (h), harness_last_question (h)->labels->pdata[0]);
  g_assert_nonnull (purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, "corner", h->me));
}

#define HEAVY_NAME "cut myself again"

/* Whoever invites may call themselves what the user chose not to meet. */
static void
test_invitation_name (Harness *h)
{
  invite (h, HEAVY_NAME, HEAVY);
  g_assert_null (strstr (harness_last_question (h)->secondary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "name 1: self-harm"));
}

static void
test_invitation_name_alone (Harness *h)
{
  invite (h, HEAVY_NAME, "come and have tea");
  g_assert_null (strstr (harness_last_question (h)->secondary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->secondary, "have tea"));
  harness_press (harness_last_question (h), harness_last_question (h)->labels->pdata[0]);
  g_assert_nonnull (purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, "corner", h->me));
}

static void
test_invitation_unanswered (Harness *h)
{
  invite (h, "sam", HEAVY);
  harness_unload (h);
  g_assert_null (harness_last_question (h));
}

/* The question would join by an account that is not there any more. */
static void
test_invitation_account_removed (Harness *h)
{
  invite (h, "sam", HEAVY);
  g_assert_nonnull (harness_last_question (h));
  purple_accounts_remove (h->me);
  g_assert_null (harness_last_question (h));
  purple_accounts_add (h->me);
}

static void
test_invitation_held (Harness *h)
{
  invite (h, "crow", "come here");
  g_assert_cmpuint (h->questions->len, ==, 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
}

/* Nothing hostile in any of them: it is their number. */
static void
test_invitation_bombing (Harness *h)
{
  for (guint i = 0; i < 12; i++)
    invite (h, "crow", "come and have tea");
  g_assert_cmpuint (harness_count_held (h), >=, 4);
  g_assert_cmpuint (h->questions->len, <=, 8);
  while (harness_last_question (h) != NULL)
    harness_press (harness_last_question (h), harness_last_question (h)->labels->pdata[1]);
}

static const HarnessOptions open_corner = {
    .settings = "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"},"
                " \"rooms\": {\"corner\": {\"topics\": {\"self-harm\": \"never\"}}}}"};

/* What was found out in a room that is left goes with it: another room may come to stand where it stood in
 * memory. */
static void
test_name_in_next_room (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *corner = purple_conversation_new (PURPLE_CONV_TYPE_CHAT, h->me, "corner");
  gsize place = GPOINTER_TO_SIZE (corner);
  g_autofree char *here = api->cover_name (api->plugin, h->me, corner, HEAVY_NAME);

  g_assert_null (here);
  purple_conversation_destroy (corner);
  for (guint i = 0; i < 1000; i++) {
    g_autofree char *name = g_strdup_printf ("hall-%u", i);
    PurpleConversation *hall = purple_conversation_new (PURPLE_CONV_TYPE_CHAT, h->me, name);
    g_autofree char *there = api->cover_name (api->plugin, h->me, hall, HEAVY_NAME);

    g_assert_nonnull (there);
    if (GPOINTER_TO_SIZE (hall) == place)
      return;
  }
  /* under a sanitizer memory is not given out again so soon, and there is nothing to see */
  g_test_message ("no other room came to stand there");
}

static void
answered (void *data)
{
  g_assert_not_reached ();
}

static void
ask_authorisation (Harness *h, const char *who, const char *message)
{
  purple_account_request_authorization (h->me, who, NULL, who, message, FALSE, answered, answered, NULL);
}

static void
test_authorisation_plain (Harness *h)
{
  ask_authorisation (h, "sam", "it is me, from the garden");
  g_assert_cmpstr (harness_last (h->requests)->text, ==, "it is me, from the garden");
}

static void
test_authorisation_veiled (Harness *h)
{
  ask_authorisation (h, "sam", HEAVY);
  g_assert_cmpstr (harness_last (h->requests)->text, ==, "[content note: self-harm]");
  g_assert_cmpstr (harness_last (h->requests)->who, ==, "sam");
}

static void
test_authorisation_held (Harness *h)
{
  ask_authorisation (h, "crow", "let me in");
  g_assert_cmpuint (h->requests->len, ==, 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

/* After an unload the UI's own operation stands there again. */
static void
test_authorisation_unload (Harness *h)
{
  harness_unload (h);
  ask_authorisation (h, "sam", HEAVY);
  g_assert_cmpstr (harness_last (h->requests)->text, ==, HEAVY);
}

static void
xfer_init (PurpleXfer *xfer)
{
}

static void
xfer_refused (PurpleXfer *xfer)
{
  g_assert_not_reached ();
}

static PurpleXfer *
offer_file (Harness *h, const char *who, const char *name)
{
  PurpleXfer *xfer = purple_xfer_new (h->me, PURPLE_XFER_RECEIVE, who);

  harness_im (h, "sam");
  purple_xfer_set_init_fnc (xfer, xfer_init);
  purple_xfer_set_cancel_recv_fnc (xfer, xfer_refused);
  purple_xfer_set_request_denied_fnc (xfer, xfer_refused);
  purple_xfer_set_filename (xfer, name);
  purple_xfer_set_thumbnail (xfer, "picture", strlen ("picture"), "image/png");
  purple_xfer_request (xfer);
  return xfer;
}

static void
test_file_plain (Harness *h)
{
  offer_file (h, "sam", "garden.jpg");
  g_assert_nonnull (strstr (harness_last_question (h)->primary, "garden.jpg"));
  g_assert_nonnull (harness_find (h->shown, "garden.jpg"));
}

/* A stranger's picture is shown by nobody but the user. */
static void
test_file_thumbnail (Harness *h)
{
  gsize length;

  g_assert_null (purple_xfer_get_thumbnail (offer_file (h, "wren", "garden.jpg"), &length));
  purple_blist_add_buddy (purple_buddy_new (h->me, "wren", NULL), NULL, NULL, NULL);
  g_assert_nonnull (purple_xfer_get_thumbnail (offer_file (h, "wren", "garden.jpg"), &length));
}

static void
test_file_veiled (Harness *h)
{
  offer_file (h, "sam", HEAVY ".jpg");
  g_assert_null (strstr (harness_last_question (h)->primary, "cut myself"));
  g_assert_nonnull (strstr (harness_last_question (h)->primary, "file.jpg"));
  g_assert_null (harness_find (h->shown, "cut myself"));
}

static void
test_file_disguised (Harness *h)
{
  offer_file (h, "sam", "garden.jpg.exe");
  g_assert_nonnull (harness_find (h->shown, "a program whose name"));
}

/* The name in the question reads as it is. */
static void
test_file_turned (Harness *h)
{
  offer_file (h, "sam", "garden\u202egpj.exe");
  g_assert_nonnull (harness_find (h->shown, "a program whose name"));
  g_assert_nonnull (strstr (harness_last_question (h)->primary, "gardengpj.exe"));
}

static void
test_file_held (Harness *h)
{
  offer_file (h, "crow", "look.jpg");
  g_assert_cmpuint (h->questions->len, ==, 0);
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

static void
test_title (Harness *h)
{
  PurpleConversation *conv = harness_im (h, HEAVY);

  g_assert_null (strstr (purple_conversation_get_title (conv), "cut myself"));
  g_assert_cmpstr (purple_conversation_get_title (harness_im (h, "sam")), ==, "sam");
}

/* Pidgin sets a title anew whenever a conversation comes to the front. */
static void
test_title_anew (Harness *h)
{
  PurpleConversation *conv = harness_im (h, HEAVY);
  g_autofree char *first = g_strdup (purple_conversation_get_title (conv));

  purple_conversation_autoset_title (conv);
  g_assert_cmpstr (purple_conversation_get_title (conv), ==, first);
  harness_unload (h);
  purple_conversation_autoset_title (conv);
  g_assert_cmpstr (purple_conversation_get_title (conv), ==, HEAVY);
}

/* The user chooses anew while it is open. */
static void
test_title_chosen_anew (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *conv = harness_im (h, HEAVY);
  g_autoptr (HavenSettings) settings = haven_settings_copy (api->get_settings (api->plugin));
  g_autofree char *covered = g_strdup (purple_conversation_get_title (conv));

  haven_settings_set_topic (settings, "self-harm", HAVEN_DEPTH_NONE, HAVEN_STRICTNESS_BALANCED);
  api->set_settings (api->plugin, settings);
  g_assert_cmpstr (purple_conversation_get_title (conv), ==, HEAVY);
  haven_settings_set_topic (settings, "self-harm", HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
  api->set_settings (api->plugin, settings);
  g_assert_cmpstr (purple_conversation_get_title (conv), ==, covered);
}

/* As Finch's history plugin writes a log: all of it at once, and not to be logged again. */
static void
test_replay (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_conversation_write (
      conv, "", "(20:22:49) sam: the kettle is on<br>(20:23:01) sam: " HEAVY "\n(20:23:09) jo: tea?",
      PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED, time (NULL));
  g_assert_null (harness_find (h->shown, "cut myself"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "(20:22:49) sam: the kettle is on"));
  g_assert_nonnull (
      strstr (harness_last (h->shown)->text, "(20:23:01) sam: [content note: self-harm · /haven open 1]"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "(20:23:09) jo: tea?"));
  g_assert_true (harness_command (conv, "haven open 1"));
  g_assert_nonnull (harness_find (h->shown, "cut myself"));
}

static void
test_replay_of_a_sentence_in_pieces (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_conversation_write (conv, "",
                             "(20:22:49) sam: last night i cut<br>(20:22:55) sam: myself again\n"
                             "(20:23:09) jo: last night i cut<br>(21:59:09) jo: the bread myself",
                             PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED,
                             time (NULL));
  g_assert_null (strstr (harness_last (h->shown)->text, "myself again"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "(20:22:55) sam: [content note: self-harm"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "(21:59:09) jo: the bread myself"));
}

static void
test_replay_name (Harness *h)
{
  PurpleConversation *conv = harness_im (h, "sam");

  purple_conversation_write (conv, "", "(20:22:49) cut myself again: the kettle is on<br>(20:23:09) jo: tea?",
                             PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED,
                             time (NULL));
  g_assert_cmpstr (harness_last (h->shown)->text, ==,
                   "(20:22:49) name 1: self-harm: the kettle is on<br>(20:23:09) jo: tea?");
}

/* The line above them says whose log it is, and is nobody's; of no name that is shown does it change a word.
 */
static void
test_replay_heading (Harness *h)
{
  static const struct {
    const char *description;
    const char *name;
    const char *heading;
    const char *expected;
  } rows[] = {
      {"a veiled name is covered, on a Sunday too", "cut myself again",
       "Conversation with cut myself again on Sun Nov 29:",
       "Conversation with name 1: self-harm on Sun Nov 29:"},
      {"another is shown", "sam",
       "Conversation with sam on Sun Nov 29:", "Conversation with sam on Sun Nov 29:"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    PurpleConversation *conv = harness_im (h, rows[i].name);
    g_autofree char *log = g_strconcat (rows[i].heading, "<br>(20:23:09) jo: tea?", NULL);
    g_autofree char *expected = g_strconcat (rows[i].expected, "<br>(20:23:09) jo: tea?", NULL);

    g_test_message ("%s", rows[i].description);
    purple_conversation_write (
        conv, "", log, PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED, time (NULL));
    g_assert_cmpstr (harness_last (h->shown)->text, ==, expected);
  }
}

static void
test_join_line (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), HEAVY, NULL, PURPLE_CBFLAGS_NONE, TRUE);
  g_assert_null (harness_find (h->shown, "cut myself"));
  purple_conv_chat_remove_user (PURPLE_CONV_CHAT (room), HEAVY, HEAVY);
  g_assert_null (harness_find (h->shown, "cut myself"));
}

/* What somebody says in a line of libpurple's is said to the user, whoever tells of it. */
static void
test_told_words (Harness *h)
{
  static const struct {
    const char *description;
    const char *reason;
    gboolean covered;
  } rows[] = {
      {"said in leaving", "you are a pathetic loser", TRUE},
      {"in a server's quotes", "quit: \"go kill yourself\"", TRUE},
      {"to the user, who is named", "moth: idiot", TRUE},
      {"of somebody who was thrown out", "Kicked by crow (go kill yourself)", TRUE},
      {"in fancy letters", "\u20AD\u0142\u2C60\u2C60 \u024E\u00D8\u0244\u2C64\u20B4\u0246\u2C60\u20A3", TRUE},
      {"upside down", "\u025Fl\u01DDs\u0279no\u028E ll\u1D09\u029E", TRUE},
      {"an ordinary word", "see you tomorrow, moth", FALSE},
      {"nothing", NULL, FALSE},
  };
  PurpleConversation *room = loopback_join (h->me, "corner");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = g_strdup_printf ("finch%u", i);

    g_test_message ("%s", rows[i].description);
    purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), name, NULL, PURPLE_CBFLAGS_NONE, FALSE);
    purple_conv_chat_remove_user (PURPLE_CONV_CHAT (room), name, rows[i].reason);
    g_assert_true ((strstr (harness_last (h->shown)->text, "content note") != NULL) == rows[i].covered);
  }
}

static void
test_told_topic (Harness *h)
{
  static const struct {
    const char *topic;
    gboolean covered;
  } rows[] = {{"moth: idiot", TRUE}, {"tea at four, moth brings the cake", FALSE}};
  PurpleConversation *room = loopback_join (h->me, "corner");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *line = g_strconcat ("sam has changed the topic to: ", rows[i].topic, NULL);

    g_test_message ("%s", rows[i].topic);
    purple_conv_chat_set_topic (PURPLE_CONV_CHAT (room), "sam", rows[i].topic);
    purple_conv_chat_write (PURPLE_CONV_CHAT (room), "sam", line, PURPLE_MESSAGE_SYSTEM, time (NULL));
    g_assert_true ((strstr (harness_last (h->shown)->text, "content note") != NULL) == rows[i].covered);
  }
}

static void
test_join_spam (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  guint from = 0;

  for (guint i = 0; i < 40; i++) {
    if (i == 30)
      from = h->shown->len;
    purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "crow", NULL, PURPLE_CBFLAGS_NONE, TRUE);
    purple_conv_chat_remove_user (PURPLE_CONV_CHAT (room), "crow", NULL);
  }
  g_assert_cmpuint (h->shown->len, ==, from);
  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "finch", NULL, PURPLE_CBFLAGS_NONE, TRUE);
  g_assert_nonnull (harness_find (h->shown, "finch"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/surfaces/invitation/plain", &usual, test_invitation_plain);
  harness_add ("/surfaces/invitation/that-tells", &usual, test_invitation_that_tells);
  harness_add ("/surfaces/invitation/veiled", &usual, test_invitation_veiled);
  harness_add ("/surfaces/invitation/name", &usual, test_invitation_name);
  harness_add ("/surfaces/invitation/name-alone", &usual, test_invitation_name_alone);
  harness_add ("/surfaces/invitation/unanswered", &usual, test_invitation_unanswered);
  harness_add ("/surfaces/invitation/account-removed", &usual, test_invitation_account_removed);
  harness_add ("/surfaces/invitation/held", &attacked, test_invitation_held);
  harness_add ("/surfaces/invitation/bombing", &usual, test_invitation_bombing);
  harness_add ("/surfaces/name/in-next-room", &open_corner, test_name_in_next_room);
  harness_add ("/surfaces/authorisation/plain", &usual, test_authorisation_plain);
  harness_add ("/surfaces/authorisation/veiled", &usual, test_authorisation_veiled);
  harness_add ("/surfaces/authorisation/held", &attacked, test_authorisation_held);
  harness_add ("/surfaces/authorisation/unload", &usual, test_authorisation_unload);
  harness_add ("/surfaces/file/plain", &usual, test_file_plain);
  harness_add ("/surfaces/file/thumbnail", &usual, test_file_thumbnail);
  harness_add ("/surfaces/file/veiled", &usual, test_file_veiled);
  harness_add ("/surfaces/file/disguised", &usual, test_file_disguised);
  harness_add ("/surfaces/file/turned", &usual, test_file_turned);
  harness_add ("/surfaces/file/held", &attacked, test_file_held);
  harness_add ("/surfaces/title", &usual, test_title);
  harness_add ("/surfaces/title-anew", &usual, test_title_anew);
  harness_add ("/surfaces/title-chosen-anew", &usual, test_title_chosen_anew);
  harness_add ("/surfaces/replay/line", &usual, test_replay);
  harness_add ("/surfaces/replay/sentence-in-pieces", &usual, test_replay_of_a_sentence_in_pieces);
  harness_add ("/surfaces/replay/name", &usual, test_replay_name);
  harness_add ("/surfaces/replay/heading", &usual, test_replay_heading);
  harness_add ("/surfaces/join-line", &usual, test_join_line);
  harness_add ("/surfaces/told/words", &usual, test_told_words);
  harness_add ("/surfaces/told/topic", &usual, test_told_topic);
  harness_add ("/surfaces/join-spam", &usual, test_join_spam);
  return g_test_run ();
}
