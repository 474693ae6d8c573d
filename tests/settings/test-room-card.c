/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "settings/haven-settings-file.h"

static const struct {
  const char *description;
  const char *id;
  const char *words;
  const char *error; /* nullable: it is taken */
} entries[] = {
    {"a-note", "run-by", "Anna and two nurses", NULL},
    {"a-note-taken-away", "run-by", "", NULL},
    {"share", "share", "some", NULL},
    {"share-another-word", "share", "perhaps", "share: yes, some, no or unsaid, not “perhaps”"},
    {"a-day", "again", "2027-03-31", NULL},
    {"no-day-any-more", "again", "", NULL},
    {"a-day-that-is-none", "again", "2027-02-30", "“2027-02-30” is no day; write one as in 2027-03-31"},
    {"a-day-another-way", "again", "31.3.2027", "“31.3.2027” is no day; write one as in 2027-03-31"},
    {"a-day-and-more", "again", "2027-03-31x", "“2027-03-31x” is no day; write one as in 2027-03-31"},
    {"a-day-with-a-space", "again", "2027- 3-31", "“2027- 3-31” is no day; write one as in 2027-03-31"},
    {"a-day-with-a-sign", "again", "2027-+3-31", "“2027-+3-31” is no day; write one as in 2027-03-31"},
    {"no-such-note", "owner", "Anna", "a room card has no “owner”"},
};

static void
test_set (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (GError) error = NULL;
  gboolean taken = haven_room_card_set (card, entries[i].id, entries[i].words, &error);

  g_assert_cmpint (taken, ==, entries[i].error == NULL);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, entries[i].error);
  g_assert_cmpint (haven_room_card_is_empty (card), ==, !taken || *entries[i].words == '\0');
}

static const struct {
  const char *description;
  const char *words;
  const char *kept; /* nullable: nothing */
} notes[] = {
    {"edges-are-trimmed", "  a charity \n", "a charity"},
    {"a-break-becomes-a-space", "one\ntwo", "one two"},
    {"only-spaces-are-nothing", " \t ", NULL},
    {"bytes-that-are-no-text",
     "a\xff"
     "b",
     "a�b"},
};

static void
test_note (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();

  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_RULES, notes[i].words);
  g_assert_cmpstr (card->notes[HAVEN_ROOM_NOTE_RULES], ==, notes[i].kept);
}

static void
test_long_note (void)
{
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append (words, "ä");
  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_HISTORY, words->str);
  g_assert_cmpint (g_utf8_strlen (card->notes[HAVEN_ROOM_NOTE_HISTORY], -1), ==, 500);
}

static const struct {
  const char *description;
  const char *day; /* nullable */
  gboolean due;
} days[] = {
    {"never", NULL, FALSE},
    {"tomorrow", "2027-04-01", FALSE},
    {"today", "2027-03-31", TRUE},
    {"last-year", "2026-12-31", TRUE},
};

static void
test_due (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2027, 3, 31, 0, 5, 0);

  g_assert_true (haven_room_card_set_ask_again (card, days[i].day, NULL));
  g_assert_cmpint (haven_room_card_is_due (card, now), ==, days[i].due);
}

/* What is written is read again, word for word. */
static void
test_kept (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenSettings) read = NULL;
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  const HavenRoomCard *again;
  gsize length;

  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_PAID_BY, "“donors”, they say");
  card->share = HAVEN_ROOM_SHARE_SOME;
  haven_room_card_set_ask_again (card, "2027-03-31", NULL);
  haven_settings_set_room_card (settings, "prpl-jabber:quiet@rooms.example", card);
  json = haven_settings_to_json (settings, &length);
  read = haven_settings_from_json (json, length, &error);
  g_assert_no_error (error);
  again = haven_settings_find_room_card (read, "prpl-jabber:quiet@rooms.example");
  g_assert_cmpstr (again->notes[HAVEN_ROOM_NOTE_PAID_BY], ==, "“donors”, they say");
  g_assert_null (again->notes[HAVEN_ROOM_NOTE_RULES]);
  g_assert_cmpint (again->share, ==, HAVEN_ROOM_SHARE_SOME);
  g_assert_cmpstr (again->ask_again, ==, "2027-03-31");
}

static void
test_empty_is_forgotten (void)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autoptr (HavenRoomCard) card = haven_room_card_new ();

  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_RULES, "kind words");
  haven_settings_set_room_card (settings, "r", card);
  g_assert_nonnull (haven_settings_find_room_card (settings, "r"));
  haven_room_card_set_note (card, HAVEN_ROOM_NOTE_RULES, NULL);
  haven_settings_set_room_card (settings, "r", card);
  g_assert_null (haven_settings_find_room_card (settings, "r"));
}

#define ADD(table, path, test)                                                                               \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {                                                         \
    g_autofree char *name = g_strdup_printf ("/room-card/" path "/%s", table[i].description);                \
    g_test_add_data_func (name, GUINT_TO_POINTER (i), test);                                                 \
  }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (entries, "set", test_set);
  ADD (notes, "note", test_note);
  ADD (days, "due", test_due);
  g_test_add_func ("/room-card/note/is-short", test_long_note);
  g_test_add_func ("/room-card/kept", test_kept);
  g_test_add_func ("/room-card/empty-is-forgotten", test_empty_is_forgotten);
  return g_test_run ();
}
