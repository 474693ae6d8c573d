/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-evidence-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-convert.h"
#include "haven-say.h"
#include "haven-wipe.h"

/* `/haven evidence` and `/haven wipe`: what is kept, and to have none of it any more. */

static void
say_state (HavenPlugin *plugin, PurpleConversation *conversation)
{
  g_autofree char *path = g_build_filename (plugin->directory, "evidence", "evidence.jsonl", NULL);

  haven_say (
      conversation, "%s\n%s\n%s\n%s",
      haven_settings_store_get (plugin->store)->keep_evidence
          ? _ ("Evidence is on: what is held is kept, and both sides of that conversation from then on.")
          : _ ("Evidence is off: only what you pick in the held box is kept."),
      path,
      _ ("\"haven evidence report\" makes a page of it for a moderator or the police, \"haven evidence "
         "verify\" says whether it is whole."),
      _ ("/haven evidence on|off, or about this conversation: /haven evidence "
         "witnesses|effect|reported|did and your words."));
}

static void
set_on (HavenPlugin *plugin, PurpleConversation *conversation, gboolean on)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  settings->keep_evidence = on;
  haven_settings_store_set (plugin->store, settings);
  say_state (plugin, conversation);
}

static void
add_note (HavenPlugin *plugin, PurpleConversation *conversation, const char *kind, const char *words)
{
  g_autofree char *account = haven_convert_account_id (purple_conversation_get_account (conversation));
  g_autofree char *place = haven_convert_conversation_id (conversation);

  if (!purple_conversation_is_logging (conversation))
    haven_say (conversation, _ ("This conversation has no log, so nothing about it is written to the disk."));
  else if (*words == '\0' || !haven_keeper_note (plugin->keeper, account, place, kind, words))
    say_state (plugin, conversation);
  else
    haven_say (conversation, _ ("Added to the evidence. Nobody was told."));
}

/**
 * haven_evidence_command:
 * @plugin: the plugin
 * @conversation: where it was typed, and what a note is about
 * @rest: what stands behind "/haven evidence"
 */
void
haven_evidence_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  gsize length = strcspn (rest, " ");
  g_autofree char *word = g_strndup (rest, length);

  if (length == 0)
    say_state (plugin, conversation);
  else if (g_str_equal (word, "on") || g_str_equal (word, "off"))
    set_on (plugin, conversation, g_str_equal (word, "on"));
  else
    add_note (plugin, conversation, word, rest + length + strspn (rest + length, " "));
}

/**
 * haven_wipe_command:
 * @plugin: the plugin
 * @conversation: where the answer is said
 * @rest: "yes", or anything else to be told what it would do
 */
void
haven_wipe_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  if (!g_str_equal (rest, "yes"))
    haven_say (
        conversation,
        _ ("This forgets held messages, evidence, what is remembered of people, packs and lists that you "
           "added, and all that you set, at once and for good. Nothing is done yet. To go on: /haven wipe "
           "yes"));
  else if (haven_wipe (plugin))
    haven_say (conversation, _ ("All of it is gone."));
  else
    haven_say (conversation, _ ("Some files could not be removed. They are in %s."), plugin->directory);
}
