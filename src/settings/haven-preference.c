/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The plain preferences, once, for every user interface: what there is to choose, in which words, and how it
 * reads from the settings and writes to them. */

#include "settings/haven-preference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-taxonomy.h"

#define FROM_PROFILE "profile"

static const HavenPreferenceValue strictness_values[] = {
    {"light", N_ ("light")}, {"balanced", N_ ("balanced")}, {"strict", N_ ("strict")}};

static const HavenPreferenceValue depth_values[] = {{FROM_PROFILE, NULL},
                                                    {"never", N_ ("never cover")},
                                                    {"graphic", N_ ("cover details")},
                                                    {"discuss", N_ ("cover talk about it")},
                                                    {"mention", N_ ("cover any mention")}};

/* A picture has no depth. */
#define EVERYBODY "mention"
static const HavenPreferenceValue picture_values[] = {
    {FROM_PROFILE, NULL}, {"never", N_ ("never cover")}, {EVERYBODY, N_ ("cover from everybody")}};

/* In the order of HavenLinkLevel, behind the first. */
static const HavenPreferenceValue level_values[] = {{FROM_PROFILE, NULL},
                                                    {"silent", N_ ("say nothing")},
                                                    {"mark", N_ ("a small mark")},
                                                    {"note", N_ ("a note below")},
                                                    {"ask", N_ ("ask before opening")}};

/* Their own words, not the taxonomy's: nobody wants to think about raw addresses and punycode apart. */
static const struct {
  const char *title;
  const char *categories[8];
} link_groups[] = {
    {N_ ("Links that are not what they seem"),
     {"lookalike", "text-mismatch", "credentials-in-url", "raw-ip", "punycode", "data-or-script",
      "file-disguise"}},
    {N_ ("Hidden destinations (short links)"), {"shortener"}},
    {N_ ("Health fraud"), {"health-fraud", "stop-treatment"}},
    {N_ ("May encourage harm"), {"pro-harm"}},
    {N_ ("Listed as low credibility"), {"low-credibility"}},
    {N_ ("Satire"), {"satire"}},
    {N_ ("State media"), {"state-media"}},
};

static guint
index_of (const HavenPreferenceValue *values, guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (values[i].id, id))
      return i;
  return 0;
}

/* --- profile and strictness --- */

static char *
get_profile (const HavenPreference *preference, const HavenSettings *settings)
{
  return g_strdup (settings->profile);
}

static void
set_profile (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  g_free (settings->profile);
  settings->profile = g_strdup (value);
}

static char *
get_strictness (const HavenPreference *preference, const HavenSettings *settings)
{
  return g_strdup (strictness_values[settings->strictness].id);
}

static void
set_strictness (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  HavenStrictness before = settings->strictness;
  GHashTableIter iter;
  gpointer choice;

  settings->strictness =
      (HavenStrictness)index_of (strictness_values, G_N_ELEMENTS (strictness_values), value);
  /* a topic that was as careful as the rest was never chosen to be otherwise */
  g_hash_table_iter_init (&iter, settings->topics);
  while (g_hash_table_iter_next (&iter, NULL, &choice))
    if (((HavenTopicChoice *)choice)->strictness == before)
      ((HavenTopicChoice *)choice)->strictness = settings->strictness;
}

/* --- topics --- */

static char *
get_topic (const HavenPreference *preference, const HavenSettings *settings)
{
  const HavenTopicChoice *choice = g_hash_table_lookup (settings->topics, preference->categories[0]);

  if (choice == NULL)
    return g_strdup (FROM_PROFILE);
  return g_strdup (choice->depth == HAVEN_DEPTH_NONE ? "never" : haven_depth_to_string (choice->depth));
}

static const char *
topic_by_profile (const HavenPreference *preference, const HavenProfile *profile)
{
  HavenDepth depth = haven_profile_depth (profile, preference->categories[0]);

  return depth_values[depth == HAVEN_DEPTH_NONE
                          ? index_of (depth_values, G_N_ELEMENTS (depth_values), "never")
                          : index_of (depth_values, G_N_ELEMENTS (depth_values),
                                      haven_depth_to_string (depth))]
      .title;
}

/* A file written by hand may name a depth for pictures: each of them covers all. */
static char *
get_picture (const HavenPreference *preference, const HavenSettings *settings)
{
  g_autofree char *value = get_topic (preference, settings);

  if (g_str_equal (value, FROM_PROFILE) || g_str_equal (value, "never"))
    return g_steal_pointer (&value);
  return g_strdup (EVERYBODY);
}

static const char *
picture_by_profile (const HavenPreference *preference, const HavenProfile *profile)
{
  return profile->strangers == HAVEN_STRANGERS_SHOWN ? N_ ("never cover")
                                                     : N_ ("cover unless from a contact");
}

static void
set_topic (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  const char *category = preference->categories[0];
  const HavenTopicChoice *before = g_hash_table_lookup (settings->topics, category);
  HavenStrictness strictness = before != NULL ? before->strictness : settings->strictness;
  HavenDepth depth = HAVEN_DEPTH_NONE;

  if (g_str_equal (value, FROM_PROFILE)) {
    g_hash_table_remove (settings->topics, category);
    return;
  }
  if (!g_str_equal (value, "never"))
    haven_depth_from_string (value, &depth);
  haven_settings_set_topic (settings, category, depth, strictness);
}

/* --- links --- */

static char *
get_link (const HavenPreference *preference, const HavenSettings *settings)
{
  gpointer level;

  if (!g_hash_table_lookup_extended (settings->links, preference->categories[0], NULL, &level))
    return g_strdup (FROM_PROFILE);
  return g_strdup (level_values[1 + GPOINTER_TO_UINT (level)].id);
}

static const char *
link_by_profile (const HavenPreference *preference, const HavenProfile *profile)
{
  return level_values[1 + haven_profile_link_level (profile, preference->categories[0])].title;
}

static void
set_link (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  guint level = index_of (level_values, G_N_ELEMENTS (level_values), value);

  for (guint i = 0; preference->categories[i] != NULL; i++) {
    if (level == 0)
      g_hash_table_remove (settings->links, preference->categories[i]);
    else
      haven_settings_set_link (settings, preference->categories[i], (HavenLinkLevel)(level - 1));
  }
}

/* --- reminders, and what is held --- */

static char *
from_boolean (gboolean on)
{
  return g_strdup (on ? "true" : "false");
}

static char *
get_reminder (const HavenPreference *preference, const HavenSettings *settings)
{
  return from_boolean (haven_settings_reminder (settings, preference->categories[0]));
}

static void
set_reminder (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  haven_settings_set_reminder (settings, preference->categories[0], g_str_equal (value, "true"));
}

static char *
get_held_days (const HavenPreference *preference, const HavenSettings *settings)
{
  return g_strdup_printf ("%u", settings->held_days);
}

static void
set_held_days (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  settings->held_days = (guint)g_ascii_strtoull (value, NULL, 10);
}

static char *
get_evidence (const HavenPreference *preference, const HavenSettings *settings)
{
  return from_boolean (settings->keep_evidence);
}

static void
set_evidence (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  settings->keep_evidence = g_str_equal (value, "true");
}

static char *
get_collapse (const HavenPreference *preference, const HavenSettings *settings)
{
  return from_boolean (settings->collapse_notes);
}

static void
set_collapse (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  settings->collapse_notes = g_str_equal (value, "true");
}

/* --- the list --- */

static const HavenPreference start[] = {
    {.id = "haven-profile",
     .section = HAVEN_SECTION_START,
     .kind = HAVEN_PREFERENCE_CHOICE,
     .title = N_ ("_Profile"),
     .get = get_profile,
     .set = set_profile},
    {.id = "haven-strictness",
     .section = HAVEN_SECTION_START,
     .kind = HAVEN_PREFERENCE_CHOICE,
     .title = N_ ("How care_ful"),
     .values = strictness_values,
     .n_values = G_N_ELEMENTS (strictness_values),
     .get = get_strictness,
     .set = set_strictness},
    {.id = "haven-collapse-notes",
     .section = HAVEN_SECTION_START,
     .kind = HAVEN_PREFERENCE_SWITCH,
     .title = N_ ("_One line for many notes of one person in a row, in Pidgin"),
     .get = get_collapse,
     .set = set_collapse},
};

static const HavenPreference pictures[] = {
    {.id = "picture",
     .section = HAVEN_SECTION_PICTURES,
     .kind = HAVEN_PREFERENCE_CHOICE,
     .title = N_ ("_Pictures"),
     .values = picture_values,
     .n_values = G_N_ELEMENTS (picture_values),
     .categories = {"picture"},
     .get = get_picture,
     .set = set_topic,
     .by_profile = picture_by_profile},
    {.id = "flashing",
     .section = HAVEN_SECTION_PICTURES,
     .kind = HAVEN_PREFERENCE_CHOICE,
     .title = N_ ("_Moving pictures"),
     .values = picture_values,
     .n_values = G_N_ELEMENTS (picture_values),
     .categories = {"flashing"},
     .get = get_picture,
     .set = set_topic,
     .by_profile = picture_by_profile},
};

static const HavenPreference held[] = {
    {.id = "haven-held-days",
     .section = HAVEN_SECTION_HELD,
     .kind = HAVEN_PREFERENCE_NUMBER,
     .title = N_ ("_Keep for days"),
     .minimum = 1,
     .maximum = HAVEN_SETTINGS_MAX_HELD_DAYS,
     .get = get_held_days,
     .set = set_held_days},
    {.id = "haven-keep-evidence",
     .section = HAVEN_SECTION_HELD,
     .kind = HAVEN_PREFERENCE_SWITCH,
     .title = N_ ("Keep _evidence of what is held, both sides of it"),
     .get = get_evidence,
     .set = set_evidence},
};

/* "custom:*" and the like stand for what is no single topic; those have pages of their own, and so do
 * pictures. */
static gboolean
can_be_chosen (const HavenCategory *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_str_equal (category->id, pictures[i].id))
      return FALSE;
  return strchr (category->id, '*') == NULL;
}

static HavenPreference
topic_of (const HavenCategory *category)
{
  return (HavenPreference){.id = category->id,
                           .section = HAVEN_SECTION_TOPICS,
                           .kind = HAVEN_PREFERENCE_CHOICE,
                           .title = category->title,
                           .values = depth_values,
                           .n_values = G_N_ELEMENTS (depth_values),
                           .categories = {category->id},
                           .get = get_topic,
                           .set = set_topic,
                           .by_profile = topic_by_profile};
}

static HavenPreference
reminder_of (const HavenCategory *category)
{
  return (HavenPreference){.id = category->id,
                           .section = HAVEN_SECTION_REMINDERS,
                           .kind = HAVEN_PREFERENCE_SWITCH,
                           .title = category->title,
                           .categories = {category->id},
                           .get = get_reminder,
                           .set = set_reminder};
}

static void
append_categories (GArray *list, HavenKind kind, HavenPreference (*make) (const HavenCategory *category))
{
  guint n;
  const HavenCategory *categories = haven_taxonomy_get (&n);

  for (guint i = 0; i < n; i++) {
    HavenPreference preference;

    if (categories[i].kind != kind || !can_be_chosen (&categories[i]))
      continue;
    preference = make (&categories[i]);
    g_array_append_val (list, preference);
  }
}

static void
append_links (GArray *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (link_groups); i++) {
    HavenPreference preference = {.id = link_groups[i].categories[0],
                                  .section = HAVEN_SECTION_LINKS,
                                  .kind = HAVEN_PREFERENCE_CHOICE,
                                  .title = link_groups[i].title,
                                  .values = level_values,
                                  .n_values = G_N_ELEMENTS (level_values),
                                  .get = get_link,
                                  .set = set_link,
                                  .by_profile = link_by_profile};

    memcpy (preference.categories, link_groups[i].categories, sizeof preference.categories);
    g_array_append_val (list, preference);
  }
}

/**
 * haven_preferences_list:
 *
 * Returns: (transfer full) (element-type HavenPreference): all of them, section by section
 */
GArray *
haven_preferences_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HavenPreference));

  g_array_append_vals (list, start, G_N_ELEMENTS (start));
  append_categories (list, HAVEN_KIND_CONTENT, topic_of);
  g_array_append_vals (list, pictures, G_N_ELEMENTS (pictures));
  append_links (list);
  append_categories (list, HAVEN_KIND_SHARING, reminder_of);
  g_array_append_vals (list, held, G_N_ELEMENTS (held));
  return list;
}

/**
 * haven_section_title:
 * @section: a section
 *
 * Returns: (transfer none): its title, translated
 */
const char *
haven_section_title (HavenSection section)
{
  static const char *const titles[] = {
      [HAVEN_SECTION_START] = N_ ("Start"),
      [HAVEN_SECTION_TOPICS] = N_ ("Topics: what is veiled"),
      [HAVEN_SECTION_PICTURES] = N_ ("Pictures: which are blurred"),
      [HAVEN_SECTION_LINKS] = N_ ("Links: what gets a note"),
      [HAVEN_SECTION_REMINDERS] = N_ ("Reminders: what is asked about before it leaves"),
      [HAVEN_SECTION_HELD] = N_ ("Held and evidence"),
  };

  return _ (titles[section]);
}

/**
 * haven_preference_count_values:
 * @preference: a choice
 *
 * Returns: how many values it may have
 */
guint
haven_preference_count_values (const HavenPreference *preference)
{
  guint n = preference->n_values;

  if (preference->values == NULL && preference->kind == HAVEN_PREFERENCE_CHOICE)
    haven_profiles_get (&n);
  return n;
}

/**
 * haven_preference_value:
 * @preference: a choice
 * @index: below haven_preference_count_values()
 *
 * Returns: one of its values
 */
HavenPreferenceValue
haven_preference_value (const HavenPreference *preference, guint index)
{
  guint n;
  const HavenProfile *profiles = haven_profiles_get (&n);

  if (preference->values != NULL)
    return preference->values[index];
  return (HavenPreferenceValue){profiles[index].id, profiles[index].title};
}

/**
 * haven_preference_value_words:
 * @preference: a choice
 * @index: below haven_preference_count_values()
 * @settings: whose profile is in force
 *
 * Returns: (transfer full): one of its values in words, translated; where that is what the profile says, what
 * the profile in force does say
 */
char *
haven_preference_value_words (const HavenPreference *preference, guint index, const HavenSettings *settings)
{
  HavenPreferenceValue value = haven_preference_value (preference, index);

  if (value.title != NULL)
    return g_strdup (_ (value.title));
  return g_strdup_printf (_ ("as the profile says: %s"),
                          _ (preference->by_profile (preference, haven_profile_of (settings))));
}

/**
 * haven_preference_get:
 * @preference: a preference
 * @settings: settings
 *
 * Returns: (transfer full): what stands there: a value's id, "true" or "false", or a number in digits
 */
char *
haven_preference_get (const HavenPreference *preference, const HavenSettings *settings)
{
  return preference->get (preference, settings);
}

static gboolean
is_possible (const HavenPreference *preference, const char *value)
{
  gint64 number;

  switch (preference->kind) {
  case HAVEN_PREFERENCE_SWITCH:
    return g_str_equal (value, "true") || g_str_equal (value, "false");
  case HAVEN_PREFERENCE_NUMBER:
    return g_ascii_string_to_signed (value, 10, preference->minimum, preference->maximum, &number, NULL);
  case HAVEN_PREFERENCE_CHOICE:
    for (guint i = 0; i < haven_preference_count_values (preference); i++)
      if (g_str_equal (haven_preference_value (preference, i).id, value))
        return TRUE;
    return FALSE;
  }
  return FALSE;
}

/**
 * haven_preference_set:
 * @preference: a preference
 * @settings: settings, changed
 * @value: as haven_preference_get() gives it
 *
 * Returns: whether it may have that value; if not the settings are as before
 */
gboolean
haven_preference_set (const HavenPreference *preference, HavenSettings *settings, const char *value)
{
  if (value == NULL || !is_possible (preference, value))
    return FALSE;
  preference->set (preference, settings, value);
  return TRUE;
}
