/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "settings/haven-room-pass.h"

#define WHOLE                                                                                                \
  "{\"haven-room-card\":1,\"room\":\"#corner\",\"from\":\"lena\",\"date\":\"2026-11-29\",\"notes\":"

/* Files that were handed on may be written by anybody. */
static const struct {
  const char *description;
  const char *json;
  const char *error;
} refused[] = {
    {"no-json", "hello", "column 1: a value was expected"},
    {"another-file", "{\"haven\": 1, \"id\": \"a-pack\"}", "this is no room card"},
    {"newer", "{\"haven-room-card\": 2, \"seen\": 1}", "of a newer Haven"},
    {"no-number", "{\"haven-room-card\": \"1\"}", "haven-room-card: must be a whole number"},
    {"no-room", "{\"haven-room-card\": 1, \"date\": \"2026-11-29\", \"notes\": {\"rules\": \"x\"}}", "room"},
    {"no-day",
     "{\"haven-room-card\": 1, \"room\": \"a\", \"date\": \"yesterday\", \"notes\": {\"rules\": \"x\"}}",
     "date: must be a day as in 2027-03-31"},
    {"no-notes", WHOLE "{}}", "notes: nothing is noted on this card"},
    {"only-spaces", WHOLE "{\"rules\": \"  \"}}", "notes: nothing is noted on this card"},
    {"another-note", WHOLE "{\"owner\": \"Anna\"}}", "notes.owner: no such key"},
    {"what-is-ones-own", WHOLE "{\"rules\": \"x\", \"share\": \"no\"}}", "notes.share: no such key"},
    {"a-note-that-is-no-text", WHOLE "{\"rules\": 7}}", "notes.rules: must be a text"},
    {"one-key-more", WHOLE "{\"rules\": \"x\"}, \"to\": \"jo\"}", "to: no such key"},
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenRoomPass) pass =
      haven_room_pass_from_json (refused[i].json, strlen (refused[i].json), &error);

  g_assert_null (pass);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, refused[i].error));
}

static HavenRoomPass *
read_whole (const char *notes)
{
  g_autofree char *json = g_strconcat (WHOLE, notes, "}", NULL);
  g_autoptr (GError) error = NULL;
  HavenRoomPass *pass = haven_room_pass_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  return pass;
}

/* Whether the user would share there, and when they look again, is nobody else's. */
static void
test_hands_on_the_notes_alone (void)
{
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (HavenRoomPass) pass = NULL;
  g_autofree char *json = NULL;
  gsize length = 0;

  haven_room_card_set (card, "run-by", "Anna and two nurses", NULL);
  haven_room_card_set (card, "share", "no", NULL);
  haven_room_card_set (card, "again", "2027-03-31", NULL);
  json = haven_room_pass_to_json (card, "#corner", " lena\n", "2026-11-29", &length);
  g_assert_null (strstr (json, "share"));
  g_assert_null (strstr (json, "2027"));
  pass = haven_room_pass_from_json (json, length, NULL);
  g_assert_nonnull (pass);
  g_assert_cmpstr (pass->room, ==, "#corner");
  g_assert_cmpstr (pass->from, ==, "lena");
  g_assert_cmpstr (pass->date, ==, "2026-11-29");
  g_assert_cmpstr (pass->card->notes[HAVEN_ROOM_NOTE_RUN_BY], ==, "Anna and two nurses");
  g_assert_cmpuint (pass->card->share, ==, HAVEN_ROOM_SHARE_UNSAID);
}

static void
test_hands_on_no_name_unless_it_is_given (void)
{
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autofree char *json = NULL;
  gsize length = 0;

  haven_room_card_set (card, "rules", "kind words only", NULL);
  json = haven_room_pass_to_json (card, "#corner", "  ", "2026-11-29", &length);
  g_assert_null (strstr (json, "from"));
}

/* What joins says from whom and since when; one's own words stay, and stand first. */
static void
test_joins (void)
{
  g_autoptr (HavenRoomPass) pass =
      read_whole ("{\"run-by\":\"a charity\",\"rules\":\"kind words only\",\"paid-by\":\"members\"}");
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  guint n_taken, n_left;

  haven_room_card_set (card, "run-by", "Anna", NULL);
  haven_room_card_set (card, "paid-by", "its members", NULL);
  haven_room_card_set (card, "share", "some", NULL);
  haven_room_pass_join (pass, card, &n_taken, &n_left);
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_RUN_BY], ==, "Anna · a charity (lena, 2026-11-29)");
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_RULES], ==, "kind words only (lena, 2026-11-29)");
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_PAID_BY], ==, "its members");
  g_assert_cmpuint (card->share, ==, HAVEN_ROOM_SHARE_SOME);
  g_assert_cmpuint (n_taken, ==, 2);
  g_assert_cmpuint (n_left, ==, 0);
  haven_room_pass_join (pass, card, &n_taken, &n_left);
  g_assert_cmpuint (n_taken, ==, 0);
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_RULES], ==, "kind words only (lena, 2026-11-29)");
}

/* Half a note would say something else. */
static void
test_leaves_out_what_has_no_room (void)
{
  g_autoptr (HavenRoomPass) pass = read_whole ("{\"rules\":\"kind words only\"}");
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autofree char *long_note = g_strnfill (490, 'a');
  guint n_taken, n_left;

  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_RULES, long_note);
  haven_room_pass_join (pass, card, &n_taken, &n_left);
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_RULES], ==, long_note);
  g_assert_cmpuint (n_taken, ==, 0);
  g_assert_cmpuint (n_left, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *path = g_strconcat ("/room-pass/refused/", refused[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
  }
  g_test_add_func ("/room-pass/hands-on/notes-alone", test_hands_on_the_notes_alone);
  g_test_add_func ("/room-pass/hands-on/no-name-unless-it-is-given",
                   test_hands_on_no_name_unless_it_is_given);
  g_test_add_func ("/room-pass/joins", test_joins);
  g_test_add_func ("/room-pass/leaves-out-what-has-no-room", test_leaves_out_what_has_no_room);
  return g_test_run ();
}
