/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how the user's own mark stands in front of their words, "CW: exam stress. …".
 * Which marks of others are known the packs say. */

#include "haven-mark.h"

#include <string.h>

/**
 * haven_mark_find_topic:
 * @text: words of the user, as plain text
 *
 * Returns: (transfer none) (nullable): where the topic starts in "CW: topic"; %NULL when they marked nothing
 */
const char *
haven_mark_find_topic (const char *text)
{
  static const char *const marks[] = {
      "cw", "tw", "cn", "content note", "content warning", "trigger warning",
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    gsize length = strlen (marks[i]);

    if (g_ascii_strncasecmp (text, marks[i], length) != 0)
      continue;
    text += length;
    while (*text == ' ')
      text++;
    return *text == ':' ? text + 1 : NULL;
  }
  return NULL;
}

/**
 * haven_mark_cut_topic:
 * @topic: what haven_mark_find_topic() found
 *
 * Up to the end of the sentence or line, or a dash between words; what goes on for longer is the message
 * itself, not its topic, and would stand uncovered.
 *
 * Returns: (transfer full) (nullable): the topic alone, perhaps ""; %NULL when it is no topic any more
 */
char *
haven_mark_cut_topic (const char *topic)
{
  static const char *const dashes[] = {" - ", " – ", " — ", " -- "};
  gsize length = strcspn (topic, "\n.!?;|");

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++) {
    const char *dash = g_strstr_len (topic, (gssize)length, dashes[i]);

    if (dash != NULL)
      length = (gsize)(dash - topic);
  }
  if (length > HAVEN_MARK_HINT_MAX)
    return NULL;
  return g_strstrip (g_strndup (topic, length));
}

/**
 * haven_mark_write:
 * @topic: what a message is about
 *
 * "CW" is what readers and their clients know in every language. The topic ends with its sentence, which is
 * where they look for its end, and where haven_mark_cut_topic() does.
 *
 * Returns: (transfer full): what stands in front of the message
 */
char *
haven_mark_write (const char *topic)
{
  return g_strdup_printf ("CW: %s. ", topic);
}

/**
 * haven_mark_may_begin:
 * @text: the beginning of what the user writes, as plain text
 *
 * Returns: whether it begins with a mark, or may be about to
 */
gboolean
haven_mark_may_begin (const char *text)
{
  static const char *const marks[] = {"CW", "TW", "CN"};

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    if (g_ascii_strncasecmp (text, marks[i], MIN (strlen (text), 2)) == 0 &&
        (strlen (text) < 3 || !g_ascii_isalpha (text[2])))
      return TRUE;
  }
  return FALSE;
}
