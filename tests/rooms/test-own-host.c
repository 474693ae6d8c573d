/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rooms/haven-own-host.h"

#include <string.h>

/* What a server says to "moth", line by line, and what comes of it. */
static void
test_told (void)
{
  static const struct {
    const char *what;
    gboolean asked;
    const char *lines;
    const char *seen;
    HavenRoomAnswer shows;
  } rows[] = {
      {"nothing", TRUE, "", NULL, HAVEN_ROOM_UNKNOWN},
      {"others see an address", TRUE, ":s 311 moth moth m 192.0.2.1 * :Moth", "192.0.2.1", HAVEN_ROOM_YES},
      {"others see a longer address", TRUE, ":s 311 moth moth m 2001:db8::1 * :Moth", "2001:db8::1",
       HAVEN_ROOM_YES},
      {"others see whence it comes", TRUE,
       ":s 311 moth moth m home.example * :Moth\n"
       ":s 378 moth moth :is connecting from *@home.example",
       "home.example", HAVEN_ROOM_YES},
      {"others see something else", TRUE,
       ":s 311 moth moth m cloak.example * :Moth\n"
       ":s 378 moth moth :is connecting from *@home.example 192.0.2.1",
       "cloak.example", HAVEN_ROOM_NO},
      {"a name of which nothing more is known", TRUE, ":s 311 moth moth m home.example * :Moth",
       "home.example", HAVEN_ROOM_UNKNOWN},
      {"a name that no machine has", TRUE, ":s 311 moth moth m user/moth * :Moth", "user/moth",
       HAVEN_ROOM_NO},
      {"hidden later", TRUE,
       ":s 311 moth moth m home.example * :Moth\n:s 396 moth cloak.example :is now your displayed host",
       "cloak.example", HAVEN_ROOM_NO},
      {"hidden before it was asked", FALSE, ":s 396 moth cloak.example :is now your displayed host",
       "cloak.example", HAVEN_ROOM_NO},
      {"seen at the own join", FALSE, ":moth!m@192.0.2.7 JOIN :#room", "192.0.2.7", HAVEN_ROOM_YES},
      {"letters of either case", TRUE, ":s 311 MOTH Moth m user/moth * :Moth", "user/moth", HAVEN_ROOM_NO},
      {"somebody else's join", FALSE, ":mother!m@192.0.2.7 JOIN :#room", NULL, HAVEN_ROOM_UNKNOWN},
      {"an answer about somebody else", TRUE, ":s 311 moth sam s 192.0.2.9 * :Sam", NULL, HAVEN_ROOM_UNKNOWN},
      {"an answer that we did not ask for", FALSE, ":s 311 moth moth m 192.0.2.1 * :Moth", NULL,
       HAVEN_ROOM_UNKNOWN},
      {"what comes behind the end of the answer", TRUE,
       ":s 318 moth moth :End of WHOIS\n:s 311 moth moth m 192.0.2.1 * :Moth", NULL, HAVEN_ROOM_UNKNOWN},
      {"answers that are cut", TRUE, ":s 311 moth moth m\n:s 378 moth moth\n:s 396 moth\n:s 311", NULL,
       HAVEN_ROOM_UNKNOWN},
      {"what cannot be shown", TRUE, ":s 311 moth moth m \xff\x1b[1m * :Moth", NULL, HAVEN_ROOM_UNKNOWN},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenOwnHost) host = haven_own_host_new ();
    g_auto (GStrv) lines = g_strsplit (rows[i].lines, "\n", -1);
    const char *seen;

    g_test_message ("%s", rows[i].what);
    if (rows[i].asked)
      haven_own_host_ask (host);
    for (guint j = 0; lines[j] != NULL; j++) {
      g_assert_true (haven_own_host_may_be_told (lines[j]));
      haven_own_host_read (host, "moth", lines[j]);
    }
    g_assert_cmpint (haven_own_host_shows (host, &seen), ==, rows[i].shows);
    g_assert_cmpstr (seen, ==, rows[i].seen);
  }
}

static void
test_too_long (void)
{
  g_autoptr (HavenOwnHost) host = haven_own_host_new ();
  g_autofree char *name = g_strnfill (256, 'a');
  g_autofree char *line = g_strdup_printf (":moth!m@%s JOIN #room", name);
  const char *seen;

  haven_own_host_read (host, "moth", line);
  haven_own_host_shows (host, &seen);
  g_assert_null (seen);
}

/* Only the answers to our own question are kept from the user. */
static void
test_is_answer (void)
{
  g_autoptr (HavenOwnHost) host = haven_own_host_new ();

  g_assert_false (haven_own_host_read (host, "moth", ":s 311 moth moth m host * :Moth"));
  haven_own_host_ask (host);
  g_assert_false (haven_own_host_read (host, "moth", ":s 311 moth sam s host * :Sam"));
  g_assert_false (haven_own_host_read (host, "moth", ":s 396 moth host :is now your displayed host"));
  g_assert_false (haven_own_host_read (host, "moth", ":moth!m@host JOIN #room"));
  g_assert_false (haven_own_host_read (host, "moth", ":sam!s@host PRIVMSG moth :311"));
  g_assert_true (haven_own_host_read (host, "moth", ":s 311 moth moth m host * :Moth"));
  g_assert_true (haven_own_host_read (host, "moth", ":s 671 moth moth :is using a secure connection"));
  g_assert_true (haven_own_host_read (host, "moth", ":s 318 moth moth :End of WHOIS"));
  g_assert_false (haven_own_host_read (host, "moth", ":s 311 moth moth m host * :Moth"));
}

static void
test_none (void)
{
  const char *seen = "";

  g_assert_cmpint (haven_own_host_shows (NULL, &seen), ==, HAVEN_ROOM_UNKNOWN);
  g_assert_null (seen);
  g_assert_false (haven_own_host_may_be_told (":sam!s@host PRIVMSG #room :hello"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rooms/own-host/told", test_told);
  g_test_add_func ("/rooms/own-host/too-long", test_too_long);
  g_test_add_func ("/rooms/own-host/is-answer", test_is_answer);
  g_test_add_func ("/rooms/own-host/none", test_none);
  return g_test_run ();
}
