/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-prefs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-plugin.h"
#include "haven-taxonomy.h"
#include "settings/haven-profile.h"

/* A plain preferences page, one definition for Pidgin and Finch. libpurple's frames edit preferences and
 * nothing else, so the settings are copied into preferences when the page is opened, and a change of a
 * preference is a change of the settings. The preferences are not where anything is kept: they carry numbers
 * instead of topics' names, because prefs.xml is not the place to read what somebody fears, and they are
 * taken away when the plugin is loaded and unloaded. */

#define ROOT "/plugins/core/haven"
#define PROFILE ROOT "/profile"
#define STRICTNESS ROOT "/strictness"
#define HELD_DAYS ROOT "/held_days"
#define TOPIC ROOT "/t%u"
#define REMINDER ROOT "/r%u"
#define LINK ROOT "/l%u"

static const char *const strictness_ids[] = {"light", "balanced", "strict"};
static const char *const strictness_titles[] = {N_ ("light"), N_ ("balanced"), N_ ("strict")};
static const char *const depth_ids[] = {"profile", "never", "graphic", "discuss", "mention"};
static const char *const depth_titles[] = {N_ ("as the profile says"), N_ ("never"),
                                           N_ ("graphic detail only"), N_ ("when it is talked about"),
                                           N_ ("even a mention")};
static const char *const link_ids[] = {"profile", "silent", "mark", "note", "ask"};
static const char *const link_titles[] = {N_ ("as the profile says"), N_ ("nothing"), N_ ("a small mark"),
                                          N_ ("a note"), N_ ("ask before it opens")};

static const HavenCategory *
category_at (guint index)
{
  guint n;
  const HavenCategory *categories = haven_taxonomy_get (&n);

  return index < n ? &categories[index] : NULL;
}

/* The preference of category number @index; NULL when the page does not offer it. */
static char *
pref_name (guint index)
{
  const HavenCategory *category = category_at (index);

  /* "phobia-*" stands for what the table does not name: nothing to choose */
  if (category == NULL || strchr (category->id, '*') != NULL)
    return NULL;
  switch (category->kind) {
  case HAVEN_KIND_CONTENT:
    return g_strdup_printf (TOPIC, index);
  case HAVEN_KIND_LINK:
    return g_strdup_printf (LINK, index);
  case HAVEN_KIND_SHARING:
    return g_strdup_printf (REMINDER, index);
  case HAVEN_KIND_HARASSMENT:
    return NULL; /* decided by strictness and profile */
  }
  return NULL;
}

static const char *
topic_value (const HavenSettings *settings, const char *category)
{
  const HavenTopicChoice *choice = g_hash_table_lookup (settings->topics, category);

  if (choice == NULL)
    return "profile";
  return choice->depth == HAVEN_DEPTH_NONE ? "never" : haven_depth_to_string (choice->depth);
}

static const char *
link_value (const HavenSettings *settings, const char *category)
{
  gpointer level;

  if (!g_hash_table_lookup_extended (settings->links, category, NULL, &level))
    return "profile";
  return link_ids[1 + GPOINTER_TO_UINT (level)];
}

static void
copy_to_prefs (const HavenSettings *settings)
{
  guint n;

  haven_taxonomy_get (&n);
  purple_prefs_add_none ("/plugins/core");
  purple_prefs_add_none (ROOT);
  purple_prefs_add_string (PROFILE, settings->profile);
  purple_prefs_set_string (PROFILE, settings->profile);
  purple_prefs_add_string (STRICTNESS, "balanced");
  purple_prefs_set_string (STRICTNESS, strictness_ids[settings->strictness]);
  purple_prefs_add_int (HELD_DAYS, 30);
  purple_prefs_set_int (HELD_DAYS, (int)settings->held_days);
  for (guint i = 0; i < n; i++) {
    const HavenCategory *category = category_at (i);
    g_autofree char *name = pref_name (i);

    if (name == NULL)
      continue;
    if (category->kind == HAVEN_KIND_SHARING) {
      purple_prefs_add_bool (name, FALSE);
      purple_prefs_set_bool (name, haven_settings_reminder (settings, category->id));
    } else {
      const char *value = category->kind == HAVEN_KIND_CONTENT ? topic_value (settings, category->id)
                                                               : link_value (settings, category->id);

      purple_prefs_add_string (name, value);
      purple_prefs_set_string (name, value);
    }
  }
}

static void
add_label (PurplePluginPrefFrame *frame, const char *text)
{
  purple_plugin_pref_frame_add (frame, purple_plugin_pref_new_with_label (text));
}

static PurplePluginPref *
add_choice (PurplePluginPrefFrame *frame,
            const char *name,
            const char *label,
            const char *const *ids,
            const char *const *titles,
            guint n)
{
  PurplePluginPref *pref = purple_plugin_pref_new_with_name_and_label (name, label);

  purple_plugin_pref_set_type (pref, PURPLE_PLUGIN_PREF_CHOICE);
  for (guint i = 0; i < n; i++)
    purple_plugin_pref_add_choice (pref, _ (titles[i]), (gpointer)ids[i]);
  purple_plugin_pref_frame_add (frame, pref);
  return pref;
}

static void
add_profiles (PurplePluginPrefFrame *frame)
{
  PurplePluginPref *pref = purple_plugin_pref_new_with_name_and_label (PROFILE, _ ("Profile"));
  guint n;
  const HavenProfile *profiles = haven_profiles_get (&n);

  purple_plugin_pref_set_type (pref, PURPLE_PLUGIN_PREF_CHOICE);
  for (guint i = 0; i < n; i++)
    purple_plugin_pref_add_choice (pref, _ (profiles[i].title), (gpointer)profiles[i].id);
  purple_plugin_pref_frame_add (frame, pref);
}

static void
add_categories (PurplePluginPrefFrame *frame, HavenKind kind)
{
  guint n;

  haven_taxonomy_get (&n);
  for (guint i = 0; i < n; i++) {
    const HavenCategory *category = category_at (i);
    g_autofree char *name = category->kind == kind ? pref_name (i) : NULL;

    if (name == NULL)
      continue;
    if (kind == HAVEN_KIND_SHARING)
      purple_plugin_pref_frame_add (frame,
                                    purple_plugin_pref_new_with_name_and_label (name, _ (category->title)));
    else if (kind == HAVEN_KIND_CONTENT)
      add_choice (frame, name, _ (category->title), depth_ids, depth_titles, G_N_ELEMENTS (depth_ids));
    else
      add_choice (frame, name, _ (category->title), link_ids, link_titles, G_N_ELEMENTS (link_ids));
  }
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
  PurplePluginPref *pref;

  if (plugin == NULL) {
    add_label (frame, _ ("Haven is not loaded."));
    return frame;
  }
  plugin->filling_prefs = TRUE;
  copy_to_prefs (haven_settings_store_get (plugin->store));
  plugin->filling_prefs = FALSE;
  add_label (frame, _ ("Start"));
  add_profiles (frame);
  add_choice (frame, STRICTNESS, _ ("How careful"), strictness_ids, strictness_titles,
              G_N_ELEMENTS (strictness_ids));
  add_label (frame, _ ("Topics: what is veiled"));
  add_categories (frame, HAVEN_KIND_CONTENT);
  add_label (frame, _ ("Links: what gets a note"));
  add_categories (frame, HAVEN_KIND_LINK);
  add_label (frame, _ ("Reminders: what is asked about before it leaves"));
  add_categories (frame, HAVEN_KIND_SHARING);
  add_label (frame, _ ("Held"));
  pref = purple_plugin_pref_new_with_name_and_label (HELD_DAYS, _ ("Days that held messages are kept"));
  purple_plugin_pref_set_bounds (pref, 1, 3650);
  purple_plugin_pref_frame_add (frame, pref);
  add_label (frame, _ ("Everything stays on this computer, in the folder \"haven\" beside your accounts."));
  return frame;
}

static guint
index_of (const char *const *ids, guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;
  return 0;
}

static void
take_topic (HavenSettings *settings, const char *category, const char *value)
{
  const HavenTopicChoice *before = g_hash_table_lookup (settings->topics, category);
  HavenDepth depth = HAVEN_DEPTH_NONE;

  if (g_strcmp0 (value, "profile") == 0) {
    g_hash_table_remove (settings->topics, category);
    return;
  }
  if (g_strcmp0 (value, "never") != 0 && !haven_depth_from_string (value, &depth))
    return;
  haven_settings_set_topic (settings, category, depth,
                            before != NULL ? before->strictness : settings->strictness);
}

static void
take_category (HavenSettings *settings, const HavenCategory *category, gconstpointer value)
{
  if (category->kind == HAVEN_KIND_SHARING) {
    haven_settings_set_reminder (settings, category->id, GPOINTER_TO_INT (value));
  } else if (category->kind == HAVEN_KIND_CONTENT) {
    take_topic (settings, category->id, value);
  } else {
    guint level = index_of (link_ids, G_N_ELEMENTS (link_ids), value);

    if (level == 0)
      g_hash_table_remove (settings->links, category->id);
    else
      haven_settings_set_link (settings, category->id, level - 1);
  }
}

/* Which category a preference stands for. */
static const HavenCategory *
find_category (const char *name)
{
  guint n;

  haven_taxonomy_get (&n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *own = pref_name (i);

    if (g_strcmp0 (own, name) == 0)
      return category_at (i);
  }
  return NULL;
}

static void
on_pref_changed (const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
  HavenPlugin *plugin = data;
  g_autoptr (HavenSettings) settings = NULL;
  const HavenCategory *category;

  if (plugin->filling_prefs)
    return;
  settings = haven_settings_copy (haven_settings_store_get (plugin->store));
  category = find_category (name);
  if (category != NULL) {
    take_category (settings, category, value);
  } else if (g_str_equal (name, PROFILE) && haven_profile_find (value) != NULL) {
    g_free (settings->profile);
    settings->profile = g_strdup (value);
  } else if (g_str_equal (name, STRICTNESS)) {
    settings->strictness = index_of (strictness_ids, G_N_ELEMENTS (strictness_ids), value);
  } else if (g_str_equal (name, HELD_DAYS)) {
    settings->held_days = (guint)CLAMP (GPOINTER_TO_INT (value), 1, 3650);
  } else {
    return;
  }
  haven_settings_store_set (plugin->store, settings);
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
