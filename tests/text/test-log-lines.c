/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/haven-log-lines.h"

#include <string.h>

/* Each line as "{time}{author}{words}", or "{words}" where nobody wrote it. */
static char *
list_lines (const char *log)
{
  HavenLogLines lines = haven_log_lines (log);
  GString *list = g_string_new (NULL);

  while (haven_log_lines_next (&lines)) {
    if (lines.words > lines.start)
      g_string_append_printf (list, "{%.*s}{%.*s}", (int)(lines.name - lines.start), log + lines.start,
                              (int)(lines.name_end - lines.name), log + lines.name);
    g_string_append_printf (list, "{%.*s}%s", (int)(lines.end - lines.words), log + lines.words,
                            lines.last ? "" : " ");
  }
  return g_string_free (list, FALSE);
}

static void
test_read (void)
{
  static const struct {
    const char *what;
    const char *log;
    const char *lines;
  } rows[] = {
      {"nothing", "", "{}"},
      {"one line", "hello", "{hello}"},
      {"line feeds", "one\ntwo\n", "{one} {two} {}"},
      {"tags", "one<br>two<BR/>three<br clear=\"all\">", "{one} {two} {three} {}"},
      {"a line feed behind a tag belongs to it", "one<br>\ntwo\n<br>three", "{one} {two} {} {three}"},
      {"another tag", "<broken>one</broken>", "{<broken>one</broken>}"},
      {"a tag that never ends", "one<br two\nthree", "{one<br two} {three}"},
      {"who wrote it", "(20:22:49) sam: hi: you", "{(20:22:49) }{sam}{hi: you}"},
      {"bold, as Finch has it", "(20:22:49) <b>sam:</b> hi", "{(20:22:49) <b>sam:</b> hi}"},
      {"a date", "(21.11.2026 20:22:49) sam: hi", "{(21.11.2026 20:22:49) }{sam}{hi}"},
      {"a line of the room's", "(20:22:49) sam left the room.", "{(20:22:49) sam left the room.}"},
      {"a name without a gap before it", "(20:22:49)sam: hi", "{}{}{hi}"},
      {"too long for a time", "(what I meant to say yesterday evening at home) sam: hi",
       "{(what I meant to say yesterday evening at home) sam: hi}"},
      {"an author is looked for in their own line", "(20:22:49\n) sam: hi", "{(20:22:49} {) sam: hi}"},
      {"broken text", "\xff<br>\xe2", "{\xff} {\xe2}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *lines = list_lines (rows[i].log);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (lines, ==, rows[i].lines);
  }
}

static void
test_second (void)
{
  static const struct {
    const char *what;
    const char *log;
    int second;
  } rows[] = {
      {"a time", "(20:22:49) sam: hi", (20 * 60 + 22) * 60 + 49},
      {"midnight", "(00:00:00) sam: hi", 0},
      {"behind a date", "(21.11.2026 20:22:49) sam: hi", (20 * 60 + 22) * 60 + 49},
      {"before the half of the day", "(08:22:49 PM) sam: hi", (8 * 60 + 22) * 60 + 49},
      {"minutes alone", "(20:22) sam: hi", -1},
      {"no time at all", "(yesterday) sam: hi", -1},
      {"no hour", "(24:00:00) sam: hi", -1},
      {"no digits", "(ab:cd:ef) sam: hi", -1},
      {"nobody wrote it", "(20:22:49) sam left the room.", -1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    HavenLogLines lines = haven_log_lines (rows[i].log);

    g_test_message ("%s", rows[i].what);
    g_assert_true (haven_log_lines_next (&lines));
    g_assert_cmpint (lines.second, ==, rows[i].second);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/log-lines/read", test_read);
  g_test_add_func ("/text/log-lines/second", test_second);
  return g_test_run ();
}
