/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-set-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-say.h"
#include "settings/haven-preference.h"

/* `/haven set`: the plain preferences for whoever has no page of them, as in BitlBee. */

#define PREFIX "haven-" /* of ids that widgets have; nobody types it */

static const char *const sections[HAVEN_N_SECTIONS] = {
    [HAVEN_SECTION_START] = "start",         [HAVEN_SECTION_TOPICS] = "topics",
    [HAVEN_SECTION_PICTURES] = "pictures",   [HAVEN_SECTION_LINKS] = "links",
    [HAVEN_SECTION_REMINDERS] = "reminders", [HAVEN_SECTION_HELD] = "held",
};

static const char *
name_of (const HavenPreference *preference)
{
  return g_str_has_prefix (preference->id, PREFIX) ? preference->id + strlen (PREFIX) : preference->id;
}

/* What is typed for a value that haven_preference_get() gives, and the other way round. */
static const char *
typed_for (const HavenPreference *preference, const char *value)
{
  if (preference->kind != HAVEN_PREFERENCE_SWITCH)
    return value;
  return g_str_equal (value, "true") ? "on" : g_str_equal (value, "false") ? "off" : value;
}

static const char *
value_for (const HavenPreference *preference, const char *typed)
{
  if (preference->kind != HAVEN_PREFERENCE_SWITCH)
    return typed;
  return g_str_equal (typed, "on") ? "true" : g_str_equal (typed, "off") ? "false" : "";
}

static char *
words_of (const HavenPreference *preference, const HavenSettings *settings)
{
  g_autofree char *value = haven_preference_get (preference, settings);

  for (guint i = 0; i < haven_preference_count_values (preference); i++)
    if (g_str_equal (haven_preference_value (preference, i).id, value))
      return haven_preference_value_words (preference, i, settings);
  return g_strdup (typed_for (preference, value));
}

static void
say_sections (PurpleConversation *conversation)
{
  g_autoptr (GString) text = g_string_new (_ ("/haven set SECTION lists what stands there:"));

  for (guint i = 0; i < HAVEN_N_SECTIONS; i++)
    g_string_append_printf (text, "\n%s · %s", sections[i], haven_section_title ((HavenSection)i));
  haven_say (conversation, "%s", text->str);
}

static void
say_section (HavenPlugin *plugin, PurpleConversation *conversation, HavenSection section)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);
  g_autoptr (GArray) list = haven_preferences_list ();
  g_autoptr (GString) text = g_string_new (haven_section_title (section));

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    g_autofree char *words = NULL;

    if (preference->section != section)
      continue;
    words = words_of (preference, settings);
    g_string_append_printf (text, "\n%s · %s", name_of (preference), words);
  }
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, _ ("/haven set %s NAME tells what can be chosen; with a value behind it, chooses it."),
      sections[section]);
  haven_say (conversation, "%s", text->str);
}

static void
say_values (HavenPlugin *plugin, PurpleConversation *conversation, const HavenPreference *preference)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);
  g_autofree char *now = words_of (preference, settings);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: the name of a preference, and what is chosen */
  g_string_append_printf (text, _ ("%s is now: %s. It can be:"), name_of (preference), now);
  if (preference->kind == HAVEN_PREFERENCE_SWITCH)
    g_string_append (text, "\non\noff");
  if (preference->kind == HAVEN_PREFERENCE_NUMBER)
    g_string_append_printf (text, "\n%d … %d", preference->minimum, preference->maximum);
  for (guint i = 0; i < haven_preference_count_values (preference); i++) {
    g_autofree char *words = haven_preference_value_words (preference, i, settings);

    g_string_append_printf (text, "\n%s · %s", haven_preference_value (preference, i).id, words);
  }
  haven_say (conversation, "%s", text->str);
}

static void
choose (HavenPlugin *plugin,
        PurpleConversation *conversation,
        const HavenPreference *preference,
        const char *typed)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (plugin->store));
  g_autofree char *words = NULL;

  if (!haven_preference_set (preference, settings, value_for (preference, typed))) {
    say_values (plugin, conversation, preference);
    return;
  }
  haven_settings_store_set (plugin->store, settings);
  words = words_of (preference, haven_settings_store_get (plugin->store));
  /* Translators: the name of a preference, and what was chosen */
  haven_say (conversation, _ ("%s is now: %s."), name_of (preference), words);
}

/* By what stands in the list, or by its title where that is one word. */
static gboolean
is_called (const HavenPreference *preference, const char *name)
{
  return g_ascii_strcasecmp (name_of (preference), name) == 0 ||
         g_ascii_strcasecmp (_ (preference->title), name) == 0;
}

static const HavenPreference *
find_preference (const GArray *list, HavenSection section, const char *name)
{
  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);

    if (preference->section == section && is_called (preference, name))
      return preference;
  }
  return NULL;
}

static HavenSection
find_section (const char *word)
{
  guint section = 0;

  while (section < HAVEN_N_SECTIONS && g_ascii_strcasecmp (sections[section], word) != 0)
    section++;
  return (HavenSection)section;
}

/**
 * haven_set_command:
 * @plugin: the plugin
 * @conversation: where it was typed
 * @rest: "", "SECTION", "SECTION NAME" or "SECTION NAME VALUE"
 */
void
haven_set_command (HavenPlugin *plugin, PurpleConversation *conversation, const char *rest)
{
  g_auto (GStrv) words = g_strsplit_set (rest, " \t", 3);
  guint n_words = g_strv_length (words);
  HavenSection section = n_words > 0 ? find_section (words[0]) : HAVEN_N_SECTIONS;
  g_autoptr (GArray) list = haven_preferences_list ();
  const HavenPreference *preference = NULL;

  if (section == HAVEN_N_SECTIONS) {
    say_sections (conversation);
    return;
  }
  if (n_words > 1)
    preference = find_preference (list, section, words[1]);
  if (preference == NULL)
    say_section (plugin, conversation, section);
  else if (n_words == 2)
    say_values (plugin, conversation, preference);
  else
    choose (plugin, conversation, preference, g_strstrip (words[2]));
}
