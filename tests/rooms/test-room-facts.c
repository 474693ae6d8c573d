/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rooms/haven-room-facts.h"

/* "open listed moderated real-address archived": y, n, ? */
static char *
show_facts (const HavenRoomFacts *facts)
{
  static const char answers[] = "?yn";

  return g_strdup_printf ("%c%c%c%c%c", answers[facts->open], answers[facts->listed],
                          answers[facts->moderated], answers[facts->real_address_shows],
                          answers[facts->archived]);
}

static void
test_features (void)
{
  static const struct {
    const char *what;
    const char *features;
    const char *facts;
  } rows[] = {
      {"nothing told", "", "?????"},
      {"others", "http://jabber.org/protocol/muc muc_persistent", "?????"},
      {"public and archived", "muc_open muc_public muc_unmoderated muc_semianonymous urn:xmpp:mam:2",
       "yynny"},
      {"for members, hidden", "muc_membersonly muc_hidden muc_moderated muc_nonanonymous", "nnyy?"},
      {"open, but with a password", "muc_open muc_passwordprotected", "n????"},
      {"the same the other way round", "muc_passwordprotected muc_open", "n????"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) features = g_strsplit (rows[i].features, " ", -1);
    HavenRoomFacts facts = {0};
    g_autofree char *shown = NULL;

    for (guint j = 0; features[j] != NULL; j++)
      haven_room_facts_read_feature (&facts, features[j]);
    shown = show_facts (&facts);
    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (shown, ==, rows[i].facts);
  }
}

static void
test_modes (void)
{
  static const struct {
    const char *what;
    const char *modes;
    const char *facts;
  } rows[] = {
      {"none", "+", "yyn??"},
      {"usual ones", "+nt", "yyn??"},
      {"by invitation", "+int", "nyn??"},
      {"with a key, which is no mode", "+k smip", "nyn??"},
      {"secret", "+s", "ynn??"},
      {"private and moderated", "+mp", "yny??"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    HavenRoomFacts facts = {0};
    g_autofree char *shown = NULL;

    haven_room_facts_read_modes (&facts, rows[i].modes);
    shown = show_facts (&facts);
    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (shown, ==, rows[i].facts);
  }
}

static void
test_number (void)
{
  const HavenRoomFacts none = {0};
  const HavenRoomFacts facts = {HAVEN_ROOM_NO, HAVEN_ROOM_YES, HAVEN_ROOM_UNKNOWN, HAVEN_ROOM_NO,
                                HAVEN_ROOM_YES};
  const HavenRoomFacts again = haven_room_facts_from_number (haven_room_facts_to_number (&facts));
  g_autofree char *shown = show_facts (&again);

  g_assert_cmpuint (haven_room_facts_to_number (&none), ==, 0);
  g_assert_cmpstr (shown, ==, "ny?ny");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rooms/facts/features", test_features);
  g_test_add_func ("/rooms/facts/modes", test_modes);
  g_test_add_func ("/rooms/facts/number", test_number);
  return g_test_run ();
}
