/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "text/haven-log-lines.h"

/* Any bytes as a log: its lines follow one another, and nothing of it is in none but their breaks. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *log = g_strndup (size > 0 ? (const char *)data : "", size);
  HavenLogLines lines = haven_log_lines (log);
  gsize length = strlen (log), end = 0;

  while (haven_log_lines_next (&lines)) {
    g_assert_true (end == 0 || memchr (log + end, '\n', lines.start - end) != NULL ||
                   g_ascii_strncasecmp (log + end, "<br", 3) == 0);
    g_assert_true (end <= lines.start && lines.start <= lines.name && lines.name <= lines.name_end);
    g_assert_true (lines.name_end <= lines.words || lines.words == lines.start);
    g_assert_true (lines.words <= lines.end && lines.end <= length);
    g_assert_null (memchr (log + lines.start, '\n', lines.end - lines.start));
    end = lines.end;
  }
  g_assert_cmpuint (end, ==, length);
  return 0;
}
