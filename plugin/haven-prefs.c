/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-prefs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-plugin.h"
#include "settings/haven-preference.h"

/* The plain preferences as a frame of libpurple's, for every UI that has no page of its own. Frames edit
 * libpurple's preferences and nothing else, so the settings are copied into those when the page is opened,
 * and a change of one is a change of the settings. They are not where anything is kept: they carry numbers
 * instead of topics' names, because prefs.xml is not the place to read what somebody fears, and they are
 * taken away when the plugin is loaded and unloaded. */

#define ROOT "/plugins/core/haven"

static char *
name_of (guint index)
{
  return g_strdup_printf (ROOT "/p%u", index);
}

/* Finch would show the mark of a key as it is. */
static char *
title_of (const HavenPreference *preference)
{
  g_auto (GStrv) parts = g_strsplit (_ (preference->title), "_", -1);

  return g_strjoinv ("", parts);
}

static void
copy_to_pref (const HavenPreference *preference, const char *name, const HavenSettings *settings)
{
  g_autofree char *value = haven_preference_get (preference, settings);

  switch (preference->kind) {
  case HAVEN_PREFERENCE_CHOICE:
    purple_prefs_add_string (name, value);
    purple_prefs_set_string (name, value);
    break;
  case HAVEN_PREFERENCE_SWITCH:
    purple_prefs_add_bool (name, FALSE);
    purple_prefs_set_bool (name, g_str_equal (value, "true"));
    break;
  case HAVEN_PREFERENCE_NUMBER:
    purple_prefs_add_int (name, preference->minimum);
    purple_prefs_set_int (name, atoi (value));
    break;
  }
}

static void
add_to_frame (PurplePluginPrefFrame *frame,
              const HavenPreference *preference,
              const char *name,
              const HavenSettings *settings)
{
  g_autofree char *title = title_of (preference);
  PurplePluginPref *pref = purple_plugin_pref_new_with_name_and_label (name, title);

  if (preference->kind == HAVEN_PREFERENCE_CHOICE)
    purple_plugin_pref_set_type (pref, PURPLE_PLUGIN_PREF_CHOICE);
  else if (preference->kind == HAVEN_PREFERENCE_NUMBER)
    purple_plugin_pref_set_bounds (pref, preference->minimum, preference->maximum);
  for (guint i = 0; i < haven_preference_count_values (preference); i++) {
    g_autofree char *words = haven_preference_value_words (preference, i, settings);

    /* libpurple keeps what it is given */
    purple_plugin_pref_add_choice (pref, g_intern_string (words),
                                   (gpointer)haven_preference_value (preference, i).id);
  }
  purple_plugin_pref_frame_add (frame, pref);
}

static void
add_label (PurplePluginPrefFrame *frame, const char *text)
{
  purple_plugin_pref_frame_add (frame, purple_plugin_pref_new_with_label (text));
}

/**
 * haven_prefs_make_frame:
 * @handle: the plugin
 *
 * Returns: (transfer full): the page
 */
PurplePluginPrefFrame *
haven_prefs_make_frame (PurplePlugin *handle)
{
  PurplePluginPrefFrame *frame = purple_plugin_pref_frame_new ();
  HavenPlugin *plugin = handle->extra;
  g_autoptr (GArray) list = haven_preferences_list ();
  HavenSection section = HAVEN_N_SECTIONS;

  if (plugin == NULL) {
    add_label (frame, _ ("Haven is not loaded."));
    return frame;
  }
  plugin->filling_prefs = TRUE;
  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    g_autofree char *name = name_of (i);

    if (preference->section != section)
      add_label (frame, haven_section_title (preference->section));
    section = preference->section;
    copy_to_pref (preference, name, haven_settings_store_get (plugin->store));
    add_to_frame (frame, preference, name, haven_settings_store_get (plugin->store));
  }
  plugin->filling_prefs = FALSE;
  add_label (frame, _ ("Everything stays on this computer, in the folder \"haven\" beside your accounts."));
  return frame;
}

static char *
value_of (PurplePrefType type, gconstpointer value)
{
  if (type == PURPLE_PREF_STRING)
    return g_strdup (value);
  if (type == PURPLE_PREF_BOOLEAN)
    return g_strdup (GPOINTER_TO_INT (value) ? "true" : "false");
  return g_strdup_printf ("%d", GPOINTER_TO_INT (value));
}

static void
on_pref_changed (const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
  HavenPlugin *plugin = data;
  g_autoptr (GArray) list = haven_preferences_list ();
  g_autoptr (HavenSettings) settings = NULL;
  g_autofree char *text = NULL;

  if (plugin->filling_prefs)
    return;
  settings = haven_settings_copy (haven_settings_store_get (plugin->store));
  text = value_of (type, value);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *own = name_of (i);

    if (g_str_equal (own, name) &&
        haven_preference_set (&g_array_index (list, HavenPreference, i), settings, text))
      haven_settings_store_set (plugin->store, settings);
  }
}

/**
 * haven_prefs_connect:
 * @plugin: the plugin
 */
void
haven_prefs_connect (HavenPlugin *plugin)
{
  haven_prefs_clear ();
  purple_prefs_add_none ("/plugins/core");
  purple_prefs_add_none (ROOT);
  purple_prefs_connect_callback (plugin->handle, ROOT, on_pref_changed, plugin);
}

/**
 * haven_prefs_clear:
 *
 * Takes the copies of settings out of libpurple's preferences.
 */
void
haven_prefs_clear (void)
{
  if (purple_prefs_exists (ROOT))
    purple_prefs_remove (ROOT);
}
