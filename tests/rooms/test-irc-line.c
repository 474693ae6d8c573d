/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rooms/haven-irc-line.h"

#include <string.h>

/* "prefix|command|parameter|…" */
static char *
show_line (const char *text)
{
  g_auto (HavenIrcLine) line = {0};
  GString *shown;

  if (!haven_irc_line_read (&line, text))
    return g_strdup ("none");
  shown = g_string_new (line.prefix);
  g_string_append_printf (shown, "|%s", line.command);
  for (guint i = 0; i < line.n_parameters; i++)
    g_string_append_printf (shown, "|%s", line.parameters[i]);
  return g_string_free (shown, FALSE);
}

static void
test_read (void)
{
  static const struct {
    const char *what;
    const char *text;
    const char *parts;
  } rows[] = {
      {"an answer", ":irc.example 324 moth #room +ntk key", "irc.example|324|moth|#room|+ntk|key"},
      {"words", ":sam!s@host PRIVMSG #room :hi: all of you", "sam!s@host|PRIVMSG|#room|hi: all of you"},
      {"without a prefix", "PING :irc.example", "|PING|irc.example"},
      {"with its end", "PING a\r\n:x 324 y", "|PING|a"},
      {"spaces that are too many", ":x  324   moth  :a  b", "x|324|moth|a  b"},
      {"a space at the end", "PING a ", "|PING|a"},
      {"empty words", ":x TOPIC #room :", "x|TOPIC|#room|"},
      {"the fifteenth has the rest", "A 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
       "|A|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15 16 17"},
      {"nothing", "", "none"},
      {"a prefix alone", ":irc.example", "none"},
      {"broken text", ":\xff 324 \xe2", "\xff|324|\xe2"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *parts = show_line (rows[i].text);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (parts, ==, rows[i].parts);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rooms/irc-line/read", test_read);
  return g_test_run ();
}
