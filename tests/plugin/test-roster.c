/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* The names in the lists of a UI that has no part of Haven's. */

#define SETTINGS "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define HEAVY "cut myself again"
#define STAND_IN "name 1: self-harm"

static const HarnessOptions usual = {.settings = SETTINGS};
static const HarnessOptions in_bitlbee = {.settings = SETTINGS, .ui = "BitlBee", .direct_im = TRUE};

static PurpleConversation *
join_with (Harness *h, const char *name)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), name, NULL, PURPLE_CBFLAGS_NONE, FALSE);
  return room;
}

/* Somebody on the buddy list who calls themselves something. */
static PurpleBuddy *
add_buddy (Harness *h, const char *name, const char *called)
{
  PurpleBuddy *buddy = purple_buddy_new (h->me, name, NULL);

  purple_blist_add_buddy (buddy, NULL, NULL, NULL);
  serv_got_alias (purple_account_get_connection (h->me), name, called);
  return buddy;
}

static void
test_room (Harness *h)
{
  PurpleConversation *room = join_with (h, HEAVY);

  g_assert_cmpstr (harness_last (h->people)->text, ==, STAND_IN);
  /* what the UI finds people by, and what libpurple remembers */
  g_assert_cmpstr (harness_last (h->people)->who, ==, HEAVY);
  g_assert_cmpstr (purple_conv_chat_cb_find (PURPLE_CONV_CHAT (room), HEAVY)->alias, ==, HEAVY);
}

static void
test_room_plain (Harness *h)
{
  join_with (h, "finch");
  g_assert_cmpstr (harness_last (h->people)->text, ==, "finch");
}

static void
test_room_renamed (Harness *h)
{
  PurpleConversation *room = join_with (h, "finch");

  purple_conv_chat_rename_user (PURPLE_CONV_CHAT (room), "finch", HEAVY);
  g_assert_cmpstr (harness_last (h->people)->text, ==, STAND_IN);
}

static void
test_room_contact (Harness *h)
{
  purple_blist_add_buddy (purple_buddy_new (h->me, HEAVY, NULL), NULL, NULL, NULL);
  join_with (h, HEAVY);
  g_assert_cmpstr (harness_last (h->people)->text, ==, HEAVY);
}

/* A contact by another id who calls themselves that: it is not the user's word. */
static void
test_room_contact_called (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  add_buddy (h, "sam", HEAVY);
  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "sam", NULL, PURPLE_CBFLAGS_NONE, FALSE);
  g_assert_cmpstr (harness_last (h->people)->text, ==, STAND_IN);
}

static void
test_author_contact_called (Harness *h)
{
  add_buddy (h, "sam", HEAVY);
  loopback_say (h->me, "sam", "good evening");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "good evening");
  g_assert_cmpstr (harness_last (h->shown)->who, ==, STAND_IN);
}

static void
test_title_contact_called (Harness *h)
{
  add_buddy (h, "sam", HEAVY);
  g_assert_cmpstr (purple_conversation_get_title (harness_im (h, "sam")), ==, "[" STAND_IN "]");
}

static void
test_author_own_word (Harness *h)
{
  purple_blist_alias_buddy (add_buddy (h, "sam", "sam"), HEAVY);
  loopback_say (h->me, "sam", "good evening");
  g_assert_cmpstr (harness_last (h->shown)->who, ==, HEAVY);
}

static void
test_author (Harness *h)
{
  PurpleConversation *room = join_with (h, HEAVY);

  loopback_say_in (room, HEAVY, "good evening");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "good evening");
  g_assert_cmpstr (harness_last (h->shown)->who, ==, STAND_IN);
}

static void
test_name_told (Harness *h)
{
  PurpleConversation *room = join_with (h, HEAVY);

  g_assert_true (harness_command (room, "haven name 1"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, HEAVY));
  g_assert_true (harness_command (room, "haven name 4294967297"));
  g_assert_null (strstr (harness_last (h->shown)->text, HEAVY));
  g_assert_true (harness_command (room, "haven name 7"));
  g_assert_null (strstr (harness_last (h->shown)->text, HEAVY));
}

static void
test_list (Harness *h)
{
  PurpleBuddy *buddy = add_buddy (h, "sam", HEAVY);

  g_assert_cmpstr (harness_last (h->people)->text, ==, STAND_IN);
  g_assert_cmpstr (purple_buddy_get_alias (buddy), ==, HEAVY);
}

static void
test_list_own_word (Harness *h)
{
  PurpleBuddy *buddy = add_buddy (h, "sam", "sam");

  purple_blist_alias_buddy (buddy, HEAVY);
  g_assert_cmpstr (harness_last (h->people)->text, ==, HEAVY);
}

static void
test_list_open (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (HavenSettings) settings = NULL;

  add_buddy (h, "sam", HEAVY);
  settings = haven_settings_copy (api->get_settings (api->plugin));
  haven_settings_set_topic (settings, "self-harm", HAVEN_DEPTH_NONE, HAVEN_STRICTNESS_BALANCED);
  api->set_settings (api->plugin, settings);
  g_assert_cmpstr (harness_last (h->people)->text, ==, HEAVY);
}

static void
test_list_unload (Harness *h)
{
  add_buddy (h, "sam", HEAVY);
  harness_unload (h);
  g_assert_cmpstr (harness_last (h->people)->text, ==, HEAVY);
}

static void
test_card (Harness *h)
{
  PurpleBuddy *buddy = add_buddy (h, "sam", "sam");
  PurplePluginProtocolInfo *protocol =
      PURPLE_PLUGIN_PROTOCOL_INFO (purple_find_prpl (purple_account_get_protocol_id (h->me)));
  PurpleNotifyUserInfo *info = purple_notify_user_info_new ();
  g_autofree char *text = NULL;

  purple_blist_node_set_string (PURPLE_BLIST_NODE (buddy), "mood", "I " HEAVY " last night");
  purple_notify_user_info_add_pair (info, "Nickname", HEAVY);
  protocol->tooltip_text (buddy, info, TRUE);
  text = purple_notify_user_info_get_text_with_newline (info, "\n");
  g_assert_null (strstr (text, HEAVY));
  g_assert_nonnull (strstr (text, "Mood"));
  g_assert_nonnull (strstr (text, "[content note: self-harm]"));
  purple_notify_user_info_destroy (info);
}

/* Finch writes every row by itself when its list is opened again, and tells of it only by making its menu. */
static void
test_list_opened_again (Harness *h)
{
  GList *actions;

  add_buddy (h, "sam", HEAVY);
  actions = PURPLE_PLUGIN_ACTIONS (h->plugin, NULL);
  g_assert_cmpuint (g_list_length (actions), ==, 3);
  g_list_free_full (actions, (GDestroyNotify)purple_plugin_action_free);
  g_ptr_array_set_size (h->people, 0);
  harness_spin (h);
  g_assert_cmpstr (harness_last (h->people)->text, ==, STAND_IN);
}

/* What can be chosen there answers in a window of its own. */
static void
test_actions_answer (Harness *h)
{
  static const char *const answers[] = {"Haven is on", "Nothing is held", "help line"};
  GList *actions = PURPLE_PLUGIN_ACTIONS (h->plugin, NULL);
  guint i = 0;

  for (GList *l = actions; l != NULL; l = l->next, i++) {
    PurplePluginAction *action = l->data;

    action->plugin = h->plugin;
    action->callback (action);
    g_assert_cmpuint (h->notices->len, ==, i + 1);
    g_assert_nonnull (purple_strcasestr (harness_last (h->notices)->text, answers[i]));
  }
  g_list_free_full (actions, (GDestroyNotify)purple_plugin_action_free);
}

/* BitlBee makes nicks of the names that libpurple knows people by. */
static void
test_bitlbee_room (Harness *h)
{
  PurpleConversation *room = join_with (h, HEAVY);

  g_assert_cmpstr (harness_last (h->people)->who, ==, STAND_IN);
  loopback_say_in (room, HEAVY, "good evening");
  g_assert_cmpstr (harness_last (h->shown)->text, ==, "good evening");
  g_assert_cmpstr (harness_last (h->shown)->who, ==, STAND_IN);
  g_assert_nonnull (purple_conv_chat_cb_find (PURPLE_CONV_CHAT (room), HEAVY));
}

static void
test_bitlbee_room_plain (Harness *h)
{
  PurpleConversation *room = join_with (h, "finch");

  g_assert_cmpstr (harness_last (h->people)->who, ==, "finch");
  loopback_say_in (room, "finch", "good evening");
  g_assert_cmpstr (harness_last (h->shown)->who, ==, "finch");
}

/* The question before a text goes to somebody whose name is veiled. */
static void
test_question (Harness *h)
{
  harness_send (harness_im (h, HEAVY), "my card is 4111 1111 1111 1111 ok");
  harness_spin (h);
  g_assert_null (strstr (harness_last_question (h)->primary, HEAVY));
  g_assert_nonnull (strstr (harness_last_question (h)->primary, STAND_IN));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/roster/room/covered", &usual, test_room);
  harness_add ("/roster/room/plain", &usual, test_room_plain);
  harness_add ("/roster/room/renamed", &usual, test_room_renamed);
  harness_add ("/roster/room/contact", &usual, test_room_contact);
  harness_add ("/roster/room/contact-who-chose-it", &usual, test_room_contact_called);
  harness_add ("/roster/author/stranger", &usual, test_author);
  harness_add ("/roster/author/contact-who-chose-it", &usual, test_author_contact_called);
  harness_add ("/roster/author/own-word-stays", &usual, test_author_own_word);
  harness_add ("/roster/title/contact-who-chose-it", &usual, test_title_contact_called);
  harness_add ("/roster/name-told-on-request", &usual, test_name_told);
  harness_add ("/roster/bitlbee/room", &in_bitlbee, test_bitlbee_room);
  harness_add ("/roster/bitlbee/plain", &in_bitlbee, test_bitlbee_room_plain);
  harness_add ("/roster/list/covered", &usual, test_list);
  harness_add ("/roster/list/own-word-stays", &usual, test_list_own_word);
  harness_add ("/roster/list/topic-opened", &usual, test_list_open);
  harness_add ("/roster/list/opened-again", &usual, test_list_opened_again);
  harness_add ("/roster/actions/answer", &usual, test_actions_answer);
  harness_add ("/roster/list/unload", &usual, test_list_unload);
  harness_add ("/roster/question", &usual, test_question);
  harness_add ("/roster/card", &usual, test_card);
  return g_test_run ();
}
