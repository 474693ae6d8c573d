/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* A room that the user has left, or been put out of, while its window stays: libpurple writes nothing there
 * any more, and says nothing of that. */

#define VEILED "I cut myself again last night"
#define CARD "my card is 4111 1111 1111 1111"

static const HarnessOptions attacked = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}"};
static const HarnessOptions veiling = {.settings = "{\"version\": 1, \"topics\": {\"self-harm\": "
                                                   "{\"depth\": \"mention\"}}}"};

static void
leave (PurpleConversation *room)
{
  serv_got_chat_left (purple_conversation_get_gc (room), purple_conv_chat_get_id (PURPLE_CONV_CHAT (room)));
  g_assert_true (purple_conv_chat_has_left (PURPLE_CONV_CHAT (room)));
}

static guint64
hold_one (Harness *h, PurpleConversation *room)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autoptr (GPtrArray) held = NULL;

  loopback_say_in (room, "crow", "hello there");
  g_assert_null (harness_find (h->shown, "hello there"));
  held = api->list_held (api->plugin);
  g_assert_cmpuint (held->len, ==, 1);
  return ((HavenHeldItem *)held->pdata[0])->id;
}

/* What cannot be shown now stays in the box, and is shown once the user is back. */
static void
test_held_is_not_lost (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *room = loopback_join (h->me, "corner");
  guint64 id = hold_one (h, room);
  g_autoptr (GError) error = NULL;

  leave (room);
  g_assert_false (api->act_on_held (api->plugin, id, HAVEN_HELD_DELIVER, &error));
  g_assert_nonnull (strstr (error->message, "left"));
  g_assert_false (api->act_on_held (api->plugin, id, HAVEN_HELD_RELEASE, NULL));
  g_assert_cmpuint (harness_count_held (h), ==, 1);
  g_assert_null (harness_find (h->shown, "hello there"));
  g_assert_true (loopback_join (h->me, "corner") == room);
  g_assert_true (api->act_on_held (api->plugin, id, HAVEN_HELD_RELEASE, NULL));
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_nonnull (harness_find (h->shown, "hello there"));
}

static void
test_veil_can_be_opened (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  loopback_say_in (room, "kim", VEILED);
  g_assert_null (harness_find (h->shown, VEILED));
  leave (room);
  g_assert_true (harness_command (room, "haven open"));
  g_assert_nonnull (harness_find (h->shown, VEILED));
}

static void
test_what_haven_says_is_seen (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  harness_send (room, CARD);
  harness_spin (h);
  leave (room);
  g_assert_true (harness_command (room, "haven send"));
  g_assert_nonnull (harness_find (h->shown, "Not sent"));
  g_assert_nonnull (harness_find (h->shown, "Your text is kept"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_ptr_array_set_size (h->shown, 0);
  g_assert_true (harness_command (room, "haven first"));
  g_assert_nonnull (harness_find (h->shown, "Not sent"));
  g_assert_cmpuint (harness_count_sent (h), ==, 0);
  g_assert_true (harness_command (room, "haven draft"));
  g_assert_nonnull (harness_find (h->shown, CARD));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/left/held-is-not-lost", &attacked, test_held_is_not_lost);
  harness_add ("/left/veil-can-be-opened", &veiling, test_veil_can_be_opened);
  harness_add ("/left/what-haven-says-is-seen", NULL, test_what_haven_says_is_seen);
  return g_test_run ();
}
