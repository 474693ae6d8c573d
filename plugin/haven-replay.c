/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-replay.h"

#include <string.h>

#include "haven-apply.h"
#include "haven-convert.h"
#include "haven-own-name.h"
#include "text/haven-log-lines.h"

/* Finch's history plugin writes a whole log as one line of the system. Each line in it is judged by itself,
 * so that one heavy line does not cover an evening. */

#define REPLAYED (PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_DELAYED)

/**
 * haven_replay_is:
 * @plugin: the plugin
 * @text: a line that is about to be written
 * @flags: its flags
 *
 * Returns: whether it is a log that is shown again, in a UI that shows lines as they are written
 */
gboolean
haven_replay_is (const HavenPlugin *plugin, const char *text, PurpleMessageFlags flags)
{
  return (flags & REPLAYED) == REPLAYED && *text != '\0' &&
         (plugin->ui == NULL || plugin->ui->veil_changed == NULL) &&
         (strchr (text, '\n') != NULL || purple_strcasestr (text, "<br") != NULL);
}

/* "(20:22:49) sam: ", with what stands for a veiled name. */
static void
append_author (HavenPlugin *plugin, PurpleConversation *conversation, const HavenLogLines *line, GString *out)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *markup = g_strndup (line->log + line->name, line->name_end - line->name);
  g_autofree char *name = purple_markup_strip_html (markup);
  g_autofree char *covered = NULL;
  g_autofree char *escaped = NULL;

  if (*name != '\0' && !haven_own_name_is (account, name, name))
    covered = haven_names_cover_name (plugin, account, conversation, name);
  if (covered == NULL) {
    g_string_append_len (out, line->log + line->start, (gssize)(line->words - line->start));
    return;
  }
  escaped = g_markup_escape_text (covered, -1);
  g_string_append_len (out, line->log + line->start, (gssize)(line->name - line->start));
  g_string_append_printf (out, "%s: ", escaped);
}

/* A line of nobody's, such as "Conversation with sam on …", which says whose log it is. */
typedef struct {
  GString *shown; /* with what stands for their name, when that is veiled */
  GString *rest;  /* without it: what stands for it tells of the topic as well */
} Heading;

static void
cover_in (HavenPlugin *plugin, PurpleConversation *conversation, const char *name, const Heading *heading)
{
  PurpleAccount *account = purple_conversation_get_account (conversation);
  g_autofree char *covered =
      name != NULL && *name != '\0' ? haven_names_cover_name (plugin, account, conversation, name) : NULL;
  g_autofree char *as_markup = g_markup_escape_text (name != NULL ? name : "", -1);
  g_autofree char *escaped = NULL;

  if (covered == NULL)
    return;
  escaped = g_markup_escape_text (covered, -1);
  /* Finch writes it as it is */
  for (guint i = 0; i < (g_str_equal (name, as_markup) ? 1u : 2u); i++) {
    g_string_replace (heading->shown, i == 0 ? as_markup : name, escaped, 0);
    g_string_replace (heading->rest, i == 0 ? as_markup : name, "", 0);
  }
}

static Heading
read_heading (HavenPlugin *plugin, PurpleConversation *conversation, const char *line)
{
  const char *name = purple_conversation_get_name (conversation);
  PurpleBuddy *buddy = purple_find_buddy (purple_conversation_get_account (conversation), name);
  const Heading heading = {g_string_new (line), g_string_new (line)};

  if (buddy != NULL)
    cover_in (plugin, conversation, purple_buddy_get_contact_alias (buddy), &heading);
  cover_in (plugin, conversation, name, &heading);
  return heading;
}

/* @judged: (transfer full) (nullable): the verdict on a line, of which @shown is shown when it is not veiled
 */
static void
append_words (HavenPlugin *plugin,
              PurpleConversation *conversation,
              HavenVerdict *judged,
              const char *shown,
              GString *out)
{
  const HavenArrival line = {.account = purple_conversation_get_account (conversation),
                             .conversation = conversation,
                             .kind = haven_convert_kind (conversation),
                             .markup = shown,
                             .flags = PURPLE_MESSAGE_SYSTEM,
                             .time = haven_plugin_now ()};
  g_autoptr (HavenVerdict) verdict = judged;
  g_autofree char *cover = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *escaped = NULL;
  HavenVeil *veil = NULL;

  if (verdict != NULL && verdict->action == HAVEN_ACTION_VEIL)
    veil = haven_veils_add (plugin->veils, &line, g_steal_pointer (&verdict));
  if (veil == NULL) {
    g_string_append (out, shown);
    return;
  }
  /* without its id: the line that is written holds more than this veil */
  cover = haven_veil_cover (veil);
  plain = purple_markup_strip_html (cover);
  escaped = g_markup_escape_text (plain, -1);
  g_string_append (out, escaped);
}

static void
append_line (HavenPlugin *plugin, PurpleConversation *conversation, const HavenLogLines *line, GString *out)
{
  g_autofree char *words = g_strndup (line->log + line->words, line->end - line->words);
  Heading heading;

  if (line->words > line->start) {
    g_autofree char *author = g_strndup (line->log + line->name, line->name_end - line->name);

    append_author (plugin, conversation, line, out);
    append_words (plugin, conversation,
                  haven_apply_judge_logged (plugin, conversation, author, line->second, words), words, out);
    return;
  }
  heading = read_heading (plugin, conversation, words);
  append_words (plugin, conversation, haven_apply_judge_line (plugin, conversation, NULL, heading.rest->str),
                heading.shown->str, out);
  g_string_free (heading.rest, TRUE);
  g_string_free (heading.shown, TRUE);
}

/**
 * haven_replay_cover:
 * @plugin: the plugin
 * @conversation: where the log is shown again
 * @text: its markup
 *
 * Returns: (transfer full): @text with a note, and how to open it, in the place of each line that is veiled
 */
char *
haven_replay_cover (HavenPlugin *plugin, PurpleConversation *conversation, const char *text)
{
  HavenLogLines lines = haven_log_lines (text);
  GString *out = g_string_new (NULL);

  while (haven_log_lines_next (&lines)) {
    append_line (plugin, conversation, &lines, out);
    if (!lines.last)
      g_string_append (out, "<br>");
  }
  return g_string_free (out, FALSE);
}
