/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-reply.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-mark.h"
#include "haven-taxonomy.h"

static char *
name_topics (const HavenVerdict *verdict)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < verdict->findings->len && titles->len < 2; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];
    const char *title;

    if (finding->kind != HAVEN_KIND_CONTENT || !haven_taxonomy_can_be_named (finding->category))
      continue;
    title = haven_taxonomy_title (finding->kind, finding->category);
    if (!g_ptr_array_find_with_equal_func (titles, title, g_str_equal, NULL))
      g_ptr_array_add (titles, (gpointer)title);
  }
  if (titles->len == 0)
    return NULL;
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **)titles->pdata);
}

/**
 * haven_reply_topic:
 * @verdict: (nullable): what was found in a message that is about to be answered
 *
 * Who marked a message wants the answers marked too: they speak of the same. The sender's own words are taken
 * where they are harmless, else the topics by name.
 *
 * Returns: (transfer full) (nullable): what an answer is about, as plain text; NULL when the sender marked
 * nothing
 */
char *
haven_reply_topic (const HavenVerdict *verdict)
{
  char *topics;
  gboolean declared = FALSE;

  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind != HAVEN_KIND_CONTENT || !g_str_equal (finding->category, "declared"))
      continue;
    declared = TRUE;
    if (finding->note != NULL && *finding->note != '\0')
      return g_strdup (finding->note);
  }
  if (!declared)
    return NULL;
  topics = name_topics (verdict);
  /* Translators: stands behind "CW:" where the sender covered a message without saying why */
  return topics != NULL ? topics : g_strdup (_ ("spoiler"));
}

/**
 * haven_reply_mark:
 * @verdict: (nullable): what was found in a message that is about to be answered
 *
 * Returns: (transfer full) (nullable): what an answer begins with, as plain text; NULL when the sender marked
 *   nothing
 */
char *
haven_reply_mark (const HavenVerdict *verdict)
{
  g_autofree char *topic = haven_reply_topic (verdict);

  return topic != NULL ? haven_mark_write (topic) : NULL;
}

/**
 * haven_reply_wants_mark:
 * @text: the beginning of an answer, as plain text
 *
 * A command is no answer, and who writes a mark of their own, or may be about to, needs none.
 *
 * Returns: whether a mark may be put in front of it
 */
gboolean
haven_reply_wants_mark (const char *text)
{
  return *text != '/' && !haven_mark_may_begin (text);
}
