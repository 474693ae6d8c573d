/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows what a log of libpurple's looks like when it is shown again: lines that end with
 * a line feed or a `<br>`, and begin "(20:22:49) sam: " when somebody wrote them. */

#include "text/haven-log-lines.h"

#include <string.h>

#define LONGEST_STAMP 40  /* "(21.11.2026 20:22:49)" in any language */
#define LONGEST_AUTHOR 80 /* with the tags around them */

/* The next "<br" of a tag that closes: when one does not, none behind it does. */
static gsize
find_tag (const HavenLogLines *lines, gsize from)
{
  const char *end = lines->log + lines->length;

  for (const char *at = lines->log + from; (at = memchr (at, '<', (gsize)(end - at))) != NULL; at++) {
    if (g_ascii_strncasecmp (at, "<br", 3) != 0 || g_ascii_isalnum (at[3]))
      continue;
    return memchr (at, '>', (gsize)(end - at)) != NULL ? (gsize)(at - lines->log) : lines->length;
  }
  return lines->length;
}

/**
 * haven_log_lines:
 * @log: libpurple markup, any bytes at all
 *
 * Returns: a way through its lines that stands before the first
 */
HavenLogLines
haven_log_lines (const char *log)
{
  HavenLogLines lines = {.log = log, .length = strlen (log)};

  lines.next_tag = find_tag (&lines, 0);
  return lines;
}

static gboolean
read_two (const char *at, int below, int *number)
{
  *number = g_ascii_digit_value (at[0]) * 10 + g_ascii_digit_value (at[1]);
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && *number < below;
}

/* The time of a stamp, behind a date or before "PM". Two lines are compared by it, so that half a day does
 * not matter. */
static int
read_second (const char *stamp, const char *end)
{
  int hour, minute, second;

  for (const char *at = stamp; end - at >= 8; at++) {
    if (at[2] == ':' && at[5] == ':' && read_two (at, 24, &hour) && read_two (at + 3, 60, &minute) &&
        read_two (at + 6, 61, &second))
      return (hour * 60 + minute) * 60 + second;
  }
  return -1;
}

/* "(20:22:49) sam: ", if the line begins like that. */
static void
read_author (HavenLogLines *lines)
{
  const char *line = lines->log + lines->start, *end = lines->log + lines->end;
  const char *close = line < end && *line == '(' ? memchr (line, ')', (gsize)(end - line)) : NULL;
  const char *colon = close != NULL ? g_strstr_len (close, end - close, ": ") : NULL;
  const char *gap;

  lines->words = lines->name = lines->name_end = lines->start;
  lines->second = -1;
  if (colon == NULL || close - line > LONGEST_STAMP || colon - close > LONGEST_AUTHOR)
    return;
  lines->second = read_second (line, close);
  lines->words = (gsize)(colon + strlen (": ") - lines->log);
  gap = g_strstr_len (line, colon - line, ") ");
  if (gap == NULL)
    return;
  lines->name = (gsize)(gap + strlen (") ") - lines->log);
  lines->name_end = (gsize)(colon - lines->log);
}

/**
 * haven_log_lines_next:
 * @lines: a way through a log
 *
 * Goes on to the next line, which may be empty. A line feed right behind a `<br>` belongs to it.
 *
 * Returns: whether there is one more; there is always one
 */
gboolean
haven_log_lines_next (HavenLogLines *lines)
{
  const char *feed;
  gboolean tag;

  if (lines->last)
    return FALSE;
  lines->start = lines->next;
  if (lines->next_tag < lines->start)
    lines->next_tag = find_tag (lines, lines->start);
  feed = memchr (lines->log + lines->start, '\n', lines->next_tag - lines->start);
  tag = feed == NULL && lines->next_tag < lines->length;
  lines->end = feed != NULL ? (gsize)(feed - lines->log) : lines->next_tag;
  lines->last = feed == NULL && !tag;
  lines->next = lines->end + 1;
  if (tag) {
    const char *close = strchr (lines->log + lines->end, '>');

    lines->next = (gsize)(close - lines->log) + (close[1] == '\n' ? 2 : 1);
  }
  read_author (lines);
  return TRUE;
}
