/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* A person who takes another name in a room is still the one who was held or muted. */

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};

static PurpleConvChat *
enter_with (Harness *h, const char *room, const char *name)
{
  PurpleConvChat *chat = PURPLE_CONV_CHAT (loopback_join (h->me, room));

  purple_conv_chat_add_user (chat, name, NULL, PURPLE_CBFLAGS_NONE, FALSE);
  return chat;
}

static PurpleConvChat *
enter_with_muted (Harness *h)
{
  PurpleConvChat *chat = enter_with (h, "corner", "crow");

  g_assert_true (harness_command (purple_conv_chat_get_conversation (chat), "haven mute crow"));
  return chat;
}

/* Returns: whether what @who says there is held */
static gboolean
is_held (Harness *h, PurpleConvChat *chat, const char *who)
{
  guint before = harness_count_held (h);

  loopback_say_in (purple_conv_chat_get_conversation (chat), who, "good morning");
  return harness_count_held (h) == before + 1;
}

static void
test_another_name (Harness *h)
{
  PurpleConvChat *chat = enter_with_muted (h);

  purple_conv_chat_rename_user (chat, "crow", "raven");
  g_assert_true (is_held (h, chat, "raven"));
  purple_conv_chat_rename_user (chat, "raven", "rook");
  g_assert_true (is_held (h, chat, "rook"));
  purple_conv_chat_rename_user (chat, "rook", "crow");
  g_assert_true (is_held (h, chat, "crow"));
}

static void
test_in_private (Harness *h)
{
  PurpleConvChat *chat = enter_with_muted (h);

  purple_conv_chat_rename_user (chat, "crow", "raven");
  loopback_say (h->me, "raven", "good morning");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

static void
test_names_of_others (Harness *h)
{
  PurpleConvChat *chat = enter_with_muted (h);

  purple_conv_chat_rename_user (chat, "crow", "raven");
  purple_conv_chat_remove_user (chat, "raven", NULL);
  purple_conv_chat_add_user (chat, "raven", NULL, PURPLE_CBFLAGS_NONE, FALSE);
  g_assert_false (is_held (h, chat, "raven"));
}

static void
test_in_two_rooms (Harness *h)
{
  PurpleConvChat *chat = enter_with_muted (h);
  PurpleConvChat *other = enter_with (h, "garden", "crow");

  purple_conv_chat_rename_user (chat, "crow", "raven");
  purple_conv_chat_rename_user (other, "crow", "raven");
  purple_conv_chat_remove_user (chat, "raven", NULL);
  g_assert_true (is_held (h, other, "raven"));
  purple_conversation_destroy (purple_conv_chat_get_conversation (other));
  chat = enter_with (h, "attic", "raven");
  g_assert_false (is_held (h, chat, "raven"));
}

/* Each room tells of each name, and the second telling knows less than the first. */
static void
test_twice_in_two_rooms (Harness *h)
{
  static const char *const names[] = {"crow", "raven", "rook"};
  PurpleConvChat *chats[] = {enter_with_muted (h), enter_with (h, "garden", "crow")};

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (chats); j++)
      purple_conv_chat_rename_user (chats[j], names[i - 1], names[i]);
  for (guint j = 0; j < G_N_ELEMENTS (chats); j++)
    g_assert_true (is_held (h, chats[j], "rook"));
}

static void
test_released_by_either_name (Harness *h)
{
  static const char *const lines[] = {"haven release raven", "haven release crow"};
  PurpleConvChat *chat = enter_with_muted (h);
  PurpleConversation *room = purple_conv_chat_get_conversation (chat);

  purple_conv_chat_rename_user (chat, "crow", "raven");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_test_message ("%s", lines[i]);
    g_assert_true (harness_command (room, "haven mute raven"));
    g_assert_true (is_held (h, chat, "raven"));
    g_assert_true (harness_command (room, lines[i]));
    g_assert_cmpuint (harness_count_held (h), ==, 0);
    g_assert_false (is_held (h, chat, "raven"));
  }
}

static void
test_somebody_else (Harness *h)
{
  PurpleConvChat *chat = enter_with_muted (h);

  purple_conv_chat_add_user (chat, "finch", NULL, PURPLE_CBFLAGS_NONE, FALSE);
  purple_conv_chat_rename_user (chat, "finch", "wren");
  g_assert_false (is_held (h, chat, "wren"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/renames/another-name", &usual, test_another_name);
  harness_add ("/renames/in-private", &usual, test_in_private);
  harness_add ("/renames/names-of-others", &usual, test_names_of_others);
  harness_add ("/renames/in-two-rooms", &usual, test_in_two_rooms);
  harness_add ("/renames/twice-in-two-rooms", &usual, test_twice_in_two_rooms);
  harness_add ("/renames/released-by-either-name", &usual, test_released_by_either_name);
  harness_add ("/renames/somebody-else", &usual, test_somebody_else);
  return g_test_run ();
}
