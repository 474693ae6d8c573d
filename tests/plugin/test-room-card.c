/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/* The card of a room: what it says of itself, and what the user knows of it. */

static const HarnessOptions usual = {
    .settings = "{\"version\": 3, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"mention\"}}"};

static const HarnessOptions no_packs = {.settings = "{\"version\": 3, \"profile\": \"support-group\"}",
                                        .no_packs = TRUE};

/* The form as it was put on the screen; each test has a process of its own. */
static struct {
  PurpleRequestFields *fields;
  const char *buttons[2];
  GCallback keep;
  gpointer data;
} form;

static void *
form_shown (const char *title,
            const char *primary,
            const char *secondary,
            PurpleRequestFields *fields,
            const char *ok_text,
            GCallback ok,
            const char *cancel_text,
            GCallback cancel,
            PurpleAccount *account,
            const char *who,
            PurpleConversation *conversation,
            void *data)
{
  form.fields = fields;
  form.buttons[0] = ok_text;
  form.buttons[1] = cancel_text;
  form.keep = ok;
  form.data = data;
  return &form;
}

static void
form_closed (PurpleRequestType type, void *handle)
{
  g_assert_true (handle == &form);
  g_clear_pointer (&form.fields, purple_request_fields_destroy);
}

static PurpleConversation *
open_form (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  h->request_ops.request_fields = form_shown;
  h->request_ops.close_request = form_closed;
  g_assert_true (harness_command (room, "haven room edit"));
  g_assert_nonnull (form.fields);
  return room;
}

static void
fill (const char *id, const char *words)
{
  purple_request_field_string_set_value (purple_request_fields_get_field (form.fields, id), words);
}

static void
press_keep (void)
{
  ((PurpleRequestFieldsCb)form.keep) (form.data, form.fields);
  purple_request_close (PURPLE_REQUEST_FIELDS, &form);
}

static const HavenRoomCard *
card_of (Harness *h, PurpleConversation *room)
{
  const HavenPluginApi *api = harness_get_api (h);
  g_autofree char *id = api->get_conversation_id (api->plugin, room);

  return haven_settings_find_room_card (api->get_settings (api->plugin), id);
}

static void
test_unknown_is_said (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room"));
  g_assert_nonnull (harness_find (h->shown, "What the room says:"));
  g_assert_nonnull (harness_find (h->shown, "Who may come in: it does not say"));
  g_assert_nonnull (harness_find (h->shown, "Asked: it gave no answer"));
  g_assert_nonnull (harness_find (h->shown, "nothing yet"));
}

static void
test_staff_and_topic (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "lena", NULL, PURPLE_CBFLAGS_OP, FALSE);
  purple_conv_chat_set_topic (PURPLE_CONV_CHAT (room), "lena", "tea at four");
  g_assert_true (harness_command (room, "haven room"));
  g_assert_nonnull (harness_find (h->shown, "Who keeps order: lena"));
  g_assert_nonnull (harness_find (h->shown, "How many are here: 2 people"));
  g_assert_nonnull (harness_find (h->shown, "Topic: tea at four"));
}

static void
test_veiled_topic (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  purple_conv_chat_set_topic (PURPLE_CONV_CHAT (room), "lena", "I cut myself again last night");
  g_assert_true (harness_command (room, "haven room"));
  g_assert_null (harness_find (h->shown, "cut myself"));
  g_assert_nonnull (harness_find (h->shown, "self-harm"));
}

/* A topic may be as long as whoever sets it likes: its end is read too. */
static void
test_long_veiled_topic (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autoptr (GString) topic = g_string_new (NULL);

  for (guint i = 0; i < 400; i++)
    g_string_append (topic, "tea at four. ");
  g_string_append (topic, "I cut myself again last night");
  purple_conv_chat_set_topic (PURPLE_CONV_CHAT (room), "lena", topic->str);
  g_assert_true (harness_command (room, "haven room"));
  g_assert_null (harness_find (h->shown, "cut myself"));
}

static void
test_noted_by_command (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room run-by Anna & two nurses"));
  g_assert_cmpstr (card_of (h, room)->notes[HAVEN_ROOM_NOTE_RUN_BY], ==, "Anna & two nurses");
  g_assert_true (harness_command (room, "haven room"));
  g_assert_nonnull (harness_find (h->shown, "Who runs it: Anna &amp; two nurses"));
  g_assert_true (harness_command (room, "haven room run-by"));
  g_assert_null (card_of (h, room));
}

static char *
in_directory (Harness *h, const char *name)
{
  return g_build_filename (h->directory, name, NULL);
}

/* Handed from one person to another: the notes with a name and a day, and nothing that is one's own. */
static void
test_passed_on (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autofree char *path = in_directory (h, "card with a space.json");
  g_autofree char *pass = g_strconcat ("haven room pass ", path, NULL);
  g_autofree char *take = g_strconcat ("haven room take ", path, NULL);
  g_autofree char *content = NULL;

  g_assert_true (harness_command (room, pass));
  g_assert_nonnull (harness_find (h->shown, "Nothing is noted"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (harness_command (room, "haven room run-by Anna and two nurses"));
  g_assert_true (harness_command (room, "haven room share no"));
  g_assert_true (harness_command (room, pass));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (strstr (content, "share"));
  g_assert_true (harness_command (room, pass));
  g_assert_nonnull (harness_find (h->shown, "There is a file of that name already"));
  g_assert_true (harness_command (room, "haven room run-by"));
  g_assert_true (harness_command (room, take));
  g_assert_nonnull (harness_find (h->shown, "1 note joins yours"));
  g_assert_true (g_str_has_prefix (card_of (h, room)->notes[HAVEN_ROOM_NOTE_RUN_BY],
                                   "Anna and two nurses (passed on, 20"));
  g_assert_cmpint (card_of (h, room)->share, ==, HAVEN_ROOM_SHARE_NO);
}

static void
take (Harness *h, PurpleConversation *room, const char *name, const char *json)
{
  g_autofree char *path = in_directory (h, name);
  g_autofree char *command = g_strconcat ("haven room take ", path, NULL);

  g_assert_true (json == NULL || g_file_set_contents (path, json, -1, NULL));
  g_assert_true (harness_command (room, command));
}

/* What is known of one room is not known of another. */
static void
test_passed_on_of_another_room (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  take (h, room, "other.json",
        "{\"haven-room-card\":1,\"room\":\"kitchen\",\"date\":\"2026-11-29\",\"notes\":{\"rules\":\"no "
        "names\"}}");
  g_assert_nonnull (harness_find (h->shown, "that card is about another room: “kitchen”"));
  take (h, room, "missing.json", NULL);
  g_assert_nonnull (harness_find (h->shown, "Not taken in, and nothing was changed"));
  take (h, room, "broken.json", "{\"haven-room-card\":1,\"room\":7}");
  g_assert_nonnull (harness_find (h->shown, "room: must be"));
  g_assert_null (card_of (h, room));
}

/* Foreign words, on this surface too. */
static void
test_passed_on_with_a_covered_note (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  take (h, room, "heavy.json",
        "{\"haven-room-card\":1,\"room\":\"Corner\",\"from\":\"I cut myself again\",\"date\":\"2026-11-29\","
        "\"notes\":{\"rules\":\"no names\",\"history\":\"I cut myself again last night\"}}");
  g_assert_nonnull (harness_find (h->shown, "chose to have covered: content note: self-harm"));
  g_assert_null (harness_find (h->shown, "cut myself"));
  g_assert_cmpstr (card_of (h, room)->notes[HAVEN_ROOM_NOTE_RULES], ==, "no names (passed on, 2026-11-29)");
  g_assert_null (card_of (h, room)->notes[HAVEN_ROOM_NOTE_HISTORY]);
}

static void
test_mistake_by_command (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room owner Anna"));
  g_assert_nonnull (harness_find (h->shown, "a room card has no “owner”"));
  g_assert_null (card_of (h, room));
}

static void
test_form_kept (Harness *h)
{
  PurpleConversation *room = open_form (h);

  fill ("paid-by", "donors");
  fill ("again", "2027-03-31");
  purple_request_field_choice_set_value (purple_request_fields_get_field (form.fields, "share"),
                                         HAVEN_ROOM_SHARE_NO);
  press_keep ();
  g_assert_cmpstr (card_of (h, room)->notes[HAVEN_ROOM_NOTE_PAID_BY], ==, "donors");
  g_assert_cmpstr (card_of (h, room)->ask_again, ==, "2027-03-31");
  g_assert_cmpint (card_of (h, room)->share, ==, HAVEN_ROOM_SHARE_NO);
}

static void
test_form_with_a_wrong_day (Harness *h)
{
  PurpleConversation *room = open_form (h);

  fill ("rules", "no names");
  fill ("again", "soon");
  press_keep ();
  g_assert_cmpstr (card_of (h, room)->notes[HAVEN_ROOM_NOTE_RULES], ==, "no names");
  g_assert_null (card_of (h, room)->ask_again);
  g_assert_nonnull (harness_find (h->notices, "“soon” is no day"));
}

static void
test_form_outlives_its_room (Harness *h)
{
  PurpleConversation *room = open_form (h);

  purple_conversation_destroy (room);
  fill ("rules", "no names");
  press_keep ();
  room = loopback_join (h->me, "corner");
  g_assert_cmpstr (card_of (h, room)->notes[HAVEN_ROOM_NOTE_RULES], ==, "no names");
}

static void
test_form_closes_with_the_plugin (Harness *h)
{
  open_form (h);
  harness_unload (h);
  g_assert_null (form.fields);
}

static void
test_audience (Harness *h)
{
  const HavenPluginApi *api = harness_get_api (h);
  PurpleConversation *room = loopback_join (h->me, "corner");
  g_autofree char *before = api->get_audience (api->plugin, room);
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, "archive not known"));
  g_assert_null (strstr (before, "by your card"));
  g_assert_true (harness_command (room, "haven room share no"));
  after = api->get_audience (api->plugin, room);
  g_assert_nonnull (strstr (after, "by your card no place to share"));
}

/* A day that cannot be read takes nothing away. */
static void
test_day_stays (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room again 2999-01-31"));
  open_form (h);
  fill ("again", "soon");
  press_keep ();
  g_assert_cmpstr (card_of (h, room)->ask_again, ==, "2999-01-31");
}

/* Finch shows a mnemonic's underscore as it stands. */
static void
test_buttons (Harness *h)
{
  open_form (h);
  for (guint i = 0; i < G_N_ELEMENTS (form.buttons); i++)
    g_assert_null (strchr (form.buttons[i], '_'));
  purple_request_close (PURPLE_REQUEST_FIELDS, &form);
}

static void
test_asked_again (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room again 2020-01-31"));
  g_assert_null (harness_find (h->shown, "You wanted to look"));
  purple_conversation_destroy (room);
  loopback_join (h->me, "corner");
  g_assert_nonnull (harness_find (h->shown, "You wanted to look at what you know of this room again"));
}

/* Whoever comes back to a window that is still open has been reminded there. */
static void
test_asked_once (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");
  guint n = 0;

  g_assert_true (harness_command (room, "haven room again 2020-01-31"));
  for (guint i = 0; i < 3; i++) {
    purple_conv_chat_left (PURPLE_CONV_CHAT (room));
    g_assert_true (loopback_join (h->me, "corner") == room);
  }
  for (guint i = 0; i < h->shown->len; i++)
    n += strstr (((HarnessLine *)h->shown->pdata[i])->text, "You wanted to look") != NULL;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_not_before_its_day (Harness *h)
{
  PurpleConversation *room = loopback_join (h->me, "corner");

  g_assert_true (harness_command (room, "haven room again 2999-01-31"));
  purple_conversation_destroy (room);
  loopback_join (h->me, "corner");
  g_assert_null (harness_find (h->shown, "You wanted to look"));
}

static void
test_no_room (Harness *h)
{
  g_assert_true (harness_command (harness_im (h, "sam"), "haven room"));
  g_assert_nonnull (harness_find (h->shown, "A card is for a room"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/room-card/says/unknown", &no_packs, test_unknown_is_said);
  harness_add ("/room-card/says/staff-and-topic", &no_packs, test_staff_and_topic);
  harness_add ("/room-card/says/veiled-topic", &usual, test_veiled_topic);
  harness_add ("/room-card/says/long-veiled-topic", &usual, test_long_veiled_topic);
  harness_add ("/room-card/known/by-command", &no_packs, test_noted_by_command);
  harness_add ("/room-card/passed-on/and-taken", &usual, test_passed_on);
  harness_add ("/room-card/passed-on/of-another-room", &usual, test_passed_on_of_another_room);
  harness_add ("/room-card/passed-on/with-a-covered-note", &usual, test_passed_on_with_a_covered_note);
  harness_add ("/room-card/known/mistake", &no_packs, test_mistake_by_command);
  harness_add ("/room-card/form/kept", &no_packs, test_form_kept);
  harness_add ("/room-card/form/wrong-day", &no_packs, test_form_with_a_wrong_day);
  harness_add ("/room-card/form/room-is-gone", &no_packs, test_form_outlives_its_room);
  harness_add ("/room-card/form/plugin-is-gone", &no_packs, test_form_closes_with_the_plugin);
  harness_add ("/room-card/audience", &no_packs, test_audience);
  harness_add ("/room-card/form/day-stays", &no_packs, test_day_stays);
  harness_add ("/room-card/form/buttons", &no_packs, test_buttons);
  harness_add ("/room-card/again/due", &no_packs, test_asked_again);
  harness_add ("/room-card/asked-once", &no_packs, test_asked_once);
  harness_add ("/room-card/again/not-yet", &no_packs, test_not_before_its_day);
  harness_add ("/room-card/no-room", &no_packs, test_no_room);
  return g_test_run ();
}
