/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "match/haven-pattern.h"

#define MAX_PATTERN 2000
#define TIME 4000 /* looks at the clock */

/* A clock that goes on at each look. */
static gint64
counting_clock (gpointer data)
{
  gint64 *looks = data;

  return ++*looks;
}

static gboolean
has_literal (const HavenPattern *pattern, const char *found, gsize length)
{
  const char *const *literals = haven_pattern_get_literals (pattern);
  g_autofree char *lower = g_ascii_strdown (found, length);

  for (guint i = 0; literals[i] != NULL; i++) {
    if (strstr (lower, literals[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

/*
 * The first line as a pattern, the rest as a text: the search ends, what it finds lies in the text, and the
 * text holds one of the pattern's letters (in ASCII: K and the Kelvin sign are one letter to a pattern).
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *line = memchr (data, '\n', size);
  gsize length = line != NULL ? (gsize)(line - (const char *)data) : size;
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;
  g_autoptr (HavenPattern) pattern = NULL;
  gint64 looks = 0;
  const HavenClock clock = {counting_clock, &looks};
  HavenPatternSpan found = {0, 0};

  if (line == NULL || length > MAX_PATTERN || memchr (data, '\0', size) != NULL)
    return 0;
  source = g_strndup ((const char *)data, length);
  text = g_strndup (line + 1, size - length - 1);
  if (!g_utf8_validate (source, -1, NULL) || !g_str_is_ascii (text))
    return 0;
  pattern = haven_pattern_new (source, NULL);
  if (pattern == NULL ||
      haven_pattern_find (pattern, text, strlen (text), &clock, TIME, &found) != HAVEN_PATTERN_FOUND)
    return 0;
  g_assert_cmpuint (found.start, <=, found.end);
  g_assert_cmpuint (found.end, <=, strlen (text));
  g_assert_true (has_literal (pattern, text, strlen (text)));
  return 0;
}
