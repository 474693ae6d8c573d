/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sharing/haven-reader.h"

#include <string.h>

/* The tokens of a text as one line: their words, flags and clues. */
static char *
tokens_of (const char *words, const char *after)
{
  g_autoptr (HavenText) text = haven_text_new ();
  g_autofree char *source = g_strconcat (words, after, NULL);
  g_auto (HavenReader) reader;
  GString *line = g_string_new (NULL);

  haven_text_read (text, source, strlen (source), HAVEN_FORMAT_PLAIN);
  haven_reader_init (&reader, text);
  for (guint i = 0; i < reader.n_tokens && reader.tokens[i].end <= strlen (words); i++) {
    const HavenToken *token = &reader.tokens[i];

    g_string_append_printf (line, "%.*s/%x/%x ", (int)(token->end - token->start), source + token->start,
                            token->flags, token->clues);
  }
  return g_string_free (line, FALSE);
}

/* A text in ASCII is read from the words that are known of it, any other byte by byte. */
static void
test_same_tokens (void)
{
  static const char *const texts[] = {
      "",
      "a",
      "don't call me at 12 Main St., Apt. 4B",
      "O'Brien's 'quoted' words' end'",
      "see https://a.test/b/c?d=e and www.b.test/x or a@b.test, geo:52.5,13.4",
      "/usr/share/doc and/or w/o 1/2",
      "averyveryverylongwordthatislongerthanalltheclues 12345678901234567890",
      "snake_case x-y_z (1) [2] {3} <4> \"5\" ~6~",
      "Mixed CASE wOrDs 4U 2B B2 x86-64",
      "\n\nlines\nand\ttabs\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *plain = tokens_of (texts[i], " ");
    g_autofree char *accented = tokens_of (texts[i], " é");

    g_assert_cmpstr (plain, ==, accented);
  }
}

static gboolean
is_quiet (const char *source)
{
  g_autoptr (HavenText) text = haven_text_new ();

  haven_text_read (text, source, strlen (source), HAVEN_FORMAT_PLAIN);
  return haven_reader_is_quiet (text);
}

/* What a short number alone may be, and what it may not. */
static void
test_quiet_numbers (void)
{
  static const struct {
    const char *text;
    gboolean quiet;
  } numbers[] = {
      {"see you at 7", TRUE},
      {"error 111 after 214 s", TRUE},
      {"upgrade to 2.6.15 first", TRUE},
      {"it came out in 1998", TRUE},
      {"at 7pm or 3rd", TRUE},
      {"it is 7 Elm", FALSE},
      {"Kirchweg 7", FALSE},
      {"5020 salzburg", FALSE},
      {"12 main street", FALSE},
      {"flat 6 please", FALSE},
      {"born 3 may", FALSE},
      {"from 10.0.0.1", FALSE},
      {"my pin is 48", FALSE},
      {"555 01 87", FALSE},
      {"bs5 0HR", FALSE},
      {"k3y9 there", FALSE},
      {"at 2001:db8::1", FALSE},
      {"3 4 5 6", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_test_message ("%s", numbers[i].text);
    g_assert_cmpint (is_quiet (numbers[i].text), ==, numbers[i].quiet);
  }
}

static void
test_quiet (void)
{
  g_assert_true (is_quiet (""));
  g_assert_true (is_quiet ("did you see the match last night? what a finish"));
  g_assert_false (is_quiet ("mail a@b.test"));
  g_assert_false (is_quiet ("the password is hunter"));
  g_assert_true (is_quiet ("Maria was there"));
  g_assert_false (is_quiet ("I'm Maria"));
  g_assert_false (is_quiet ("my sister was there"));
  g_assert_false (is_quiet ("na\xc3\xafve"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/reader/same-tokens", test_same_tokens);
  g_test_add_func ("/sharing/reader/quiet/words", test_quiet);
  g_test_add_func ("/sharing/reader/quiet/numbers", test_quiet_numbers);
  return g_test_run ();
}
