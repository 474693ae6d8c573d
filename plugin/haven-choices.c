/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-apply.h"
#include "haven-convert.h"
#include "haven-say.h"

/* What a reader says about a veil once and for all: by a menu where there is one, by a command anywhere. */

static char *
place_of (PurpleConversation *conversation, const char *sender, HavenChoice choice)
{
  switch (choice) {
  case HAVEN_CHOICE_PERSON:
    return haven_convert_sender_id (purple_conversation_get_account (conversation), conversation, sender);
  case HAVEN_CHOICE_ROOM:
  case HAVEN_CHOICE_NOT_HERE:
    return haven_convert_conversation_id (conversation);
  case HAVEN_CHOICE_TOPIC:
  case HAVEN_CHOICE_WRONG:
    break;
  }
  return NULL;
}

/* A sentence may have met many rules: one word should not switch off more than its reader knows of. */
static char *
say_wrong (const HavenChoiceUndo *undo)
{
  guint n = MAX (1, haven_choice_count_rules (undo));

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Thank you. The rule that was wrong here will be silent for you.",
                   "Thank you. The %u rules that were wrong here will be silent for you.", n),
      n);
}

static char *
say_so (PurpleConversation *conversation,
        const char *sender,
        const HavenVerdict *verdict,
        HavenChoice choice,
        const HavenChoiceUndo *undo)
{
  const char *room = purple_conversation_get_title (conversation);
  const char *subject = verdict->subject != NULL ? verdict->subject : verdict->label;

  switch (choice) {
  case HAVEN_CHOICE_TOPIC:
    return g_strdup_printf (_ ("From now on this is open for you: %s."), subject);
  case HAVEN_CHOICE_NOT_HERE:
    return g_strdup_printf (_ ("From now on this is open in %s: %s."), room, subject);
  case HAVEN_CHOICE_PERSON:
    return g_strdup_printf (_ ("From now on everything from %s is open."), sender);
  case HAVEN_CHOICE_ROOM:
    return g_strdup_printf (_ ("From now on everything in %s is open."), room);
  case HAVEN_CHOICE_WRONG:
    break;
  }
  return say_wrong (undo);
}

/**
 * haven_choices_make:
 * @plugin: the plugin
 * @conversation: where something is veiled
 * @sender: (nullable): who wrote it, as the protocol says
 * @verdict: why it is veiled
 * @choice: what its reader said
 * @undo: (out) (transfer full): what takes it back
 *
 * Puts the changed settings into force.
 *
 * Returns: (transfer full) (nullable): the sentence that says what was done; NULL when @choice means nothing
 *   for this veil, and nothing was done
 */
char *
haven_choices_make (HavenPlugin *plugin,
                    PurpleConversation *conversation,
                    const char *sender,
                    const HavenVerdict *verdict,
                    HavenChoice choice,
                    HavenChoiceUndo **undo)
{
  const HavenSettings *now = haven_settings_store_get (plugin->store);
  gboolean in_room = purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT;
  g_autoptr (HavenSettings) settings = NULL;
  g_autofree char *place = NULL;

  if (!haven_choice_is_possible (now, verdict, choice) || (choice == HAVEN_CHOICE_PERSON && sender == NULL) ||
      ((choice == HAVEN_CHOICE_ROOM || choice == HAVEN_CHOICE_NOT_HERE) && !in_room))
    return NULL;
  place = place_of (conversation, sender, choice);
  settings = haven_settings_copy (now);
  *undo = haven_choice_make (settings, verdict, choice, place);
  haven_settings_store_set (plugin->store, settings);
  return say_so (conversation, sender, verdict, choice, *undo);
}

/**
 * haven_choices_take_back:
 * @plugin: the plugin
 * @undo: what haven_choices_make() left
 */
void
haven_choices_take_back (HavenPlugin *plugin, const HavenChoiceUndo *undo)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));

  haven_choice_undo (settings, undo);
  haven_settings_store_set (plugin->store, settings);
}

static void
choose (HavenPlugin *plugin, PurpleConversation *conversation, const char *number, HavenChoice choice)
{
  HavenVeil *veil = haven_veils_find_typed (plugin->veils, conversation, number);
  g_autoptr (HavenChoiceUndo) undo = NULL;
  g_autofree char *said = NULL;

  if (veil == NULL && *number != '\0') {
    haven_say (conversation, _ ("There is no veil %s here."), number);
    return;
  }
  if (veil == NULL) {
    haven_say (conversation, _ ("Nothing is veiled here."));
    return;
  }
  said = haven_choices_make (plugin, conversation, veil->sender, veil->verdict, choice, &undo);
  if (said == NULL) {
    haven_say (conversation, _ ("That cannot be said about this veil."));
    return;
  }
  g_clear_pointer (&plugin->undo, haven_choice_undo_free);
  plugin->undo = g_steal_pointer (&undo);
  haven_say (conversation, _ ("%s /haven undo takes it back."), said);
  haven_apply_open (plugin, veil, TRUE);
}

/**
 * haven_choices_always:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: "topic", "person" or "room", and perhaps a veil's number
 */
void
haven_choices_always (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  static const struct {
    const char *word;
    HavenChoice choice;
  } words[] = {{"topic", HAVEN_CHOICE_TOPIC}, {"person", HAVEN_CHOICE_PERSON}, {"room", HAVEN_CHOICE_ROOM}};
  gsize length = strcspn (rest, " \t");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && g_ascii_strncasecmp (rest, words[i].word, length) == 0) {
      choose (plugin, conversation, rest + length + strspn (rest + length, " \t"), words[i].choice);
      return;
    }
  haven_say (conversation, _ ("Say which: /haven always topic, person or room, and a number if it is not the "
                              "newest veil."));
}

/**
 * haven_choices_not_here:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: a veil's number, or nothing
 */
void
haven_choices_not_here (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  choose (plugin, conversation, rest, HAVEN_CHOICE_NOT_HERE);
}

/**
 * haven_choices_wrong:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: a veil's number, or nothing
 */
void
haven_choices_wrong (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  choose (plugin, conversation, rest, HAVEN_CHOICE_WRONG);
}

/**
 * haven_choices_undo:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: nothing
 */
void
haven_choices_undo (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  if (plugin->undo == NULL) {
    haven_say (conversation,
               _ ("There is nothing to take back. /haven choices lists what you chose before."));
    return;
  }
  haven_choices_take_back (plugin, plugin->undo);
  g_clear_pointer (&plugin->undo, haven_choice_undo_free);
  haven_say (conversation, _ ("Taken back: it is covered again from the next message on."));
}
