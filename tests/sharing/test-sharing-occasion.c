/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing/haven-occasion.h"

#include <string.h>

typedef gboolean (*Occasion) (const HavenText *message, gsize *start, gsize *end);

typedef struct {
  const char *what;
  const char *text;
  gboolean is;
} Row;

static void
check (Occasion occasion, const Row *rows, gsize n_rows)
{
  g_autoptr (HavenText) message = haven_text_new ();

  for (gsize i = 0; i < n_rows; i++) {
    gsize start, end;

    g_test_message ("%s", rows[i].what);
    haven_text_read (message, rows[i].text, strlen (rows[i].text), HAVEN_FORMAT_PLAIN);
    g_assert_cmpint (occasion (message, &start, &end), ==, rows[i].is);
  }
}

static void
test_command (void)
{
  static const Row rows[] = {
      {"a space before the slash", " /msg nickserv identify hunter2", TRUE},
      {"a command that failed", "/msg sam I hate this", TRUE},
      {"another sign for the slash", ".msg nickserv identify hunter2", TRUE},
      {"no sign at all", "nickserv identify hunter2", TRUE},
      {"a path", "/etc/passwd is world readable", FALSE},
      {"two letters swapped", "/jion #support", TRUE},
      {"two letters swapped in a short one", "/mgs anna are we still on", TRUE},
      {"a path", "/ect/passwd is gone", FALSE},
      {"a mark of sarcasm", "great idea /s really", FALSE},
      {"what a service waits for, alone", "identify Hund3huette", TRUE},
      {"an order without a password", "identify yourself", FALSE},
      {"told how to do it", "type /msg nickserv identify", FALSE},
      {"an action", "/me waves", FALSE},
      {"a word", "join us", FALSE},
  };

  check (haven_occasion_is_command, rows, G_N_ELEMENTS (rows));
}

static void
test_bare_secret (void)
{
  static const Row rows[] = {
      {"letters, digits, signs", "tr0ub4dor&3X", TRUE},
      {"mixed case and digits", "aB3dE5gH9k", TRUE},
      {"with a line break", "tr0ub4dor&3X\n", TRUE},
      {"a word", "congratulations", FALSE},
      {"a shout", "NOOOOOOO!!!1", FALSE},
      {"a file", "patch-2.6.18.1.gz", FALSE},
      {"an address", "https://x.test/A1b2C3d4", FALSE},
      {"two words", "tr0ub4dor &3X", FALSE},
      {"a number", "1234567890", FALSE},
  };

  check (haven_occasion_is_bare_secret, rows, G_N_ELEMENTS (rows));
}

static void
test_paste (void)
{
  static const Row rows[] = {
      {"lines of a window", "(20:22:49) sam: hi\n(20:22:52) jo: hello\n(20:23:01) sam: so", TRUE},
      {"lines of IRC", "<sam> a\n<jo> b\n<sam> c", TRUE},
      {"a forwarded mail", "look\n-----Original Message-----\nFrom: x", TRUE},
      {"one quoted line", "> so you say\nno", FALSE},
      {"a list of times", "at 10:30 we start\nat 11:30 we eat\nat 12 we go", FALSE},
  };

  check (haven_occasion_is_paste, rows, G_N_ELEMENTS (rows));
}

static void
test_name (void)
{
  static const Row rows[] = {
      {"a friend by name", "my friend Sam was hurt", TRUE},
      {"a name that tells", "yesterday Julia told me", TRUE},
      {"the first word of a sentence", "Yesterday was hard", FALSE},
      {"nobody by name", "my friend was hurt", FALSE},
      {"a month", "it was in June", FALSE},
  };

  check (haven_occasion_find_name, rows, G_N_ELEMENTS (rows));
}

static gboolean
asks_first (const HavenText *message, gsize *start, gsize *end)
{
  return haven_occasion_asks_first (message);
}

static void
test_asks_first (void)
{
  static const Row rows[] = {
      {"asked in words", "hey, is now a good time? …", TRUE},
      {"a content note", "CW: food", TRUE},
      {"the same words, no question", "it was a good time", FALSE},
  };

  check (asks_first, rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/occasion/command", test_command);
  g_test_add_func ("/sharing/occasion/bare-secret", test_bare_secret);
  g_test_add_func ("/sharing/occasion/paste", test_paste);
  g_test_add_func ("/sharing/occasion/name", test_name);
  g_test_add_func ("/sharing/occasion/asks-first", test_asks_first);
  return g_test_run ();
}
