/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "settings/haven-preference.h"

/* The plain preferences: each of them reads back what was written, and nothing else changes. */

static void
assert_takes (const HavenPreference *preference, const char *value)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();
  g_autofree char *read = NULL;

  g_assert_true (haven_preference_set (preference, settings, value));
  read = haven_preference_get (preference, settings);
  g_assert_cmpstr (read, ==, value);
}

static void
test_every_value (void)
{
  g_autoptr (GArray) list = haven_preferences_list ();

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);

    g_test_message ("%s", preference->id);
    for (guint j = 0; j < haven_preference_count_values (preference); j++)
      assert_takes (preference, haven_preference_value (preference, j).id);
    if (preference->kind == HAVEN_PREFERENCE_SWITCH) {
      assert_takes (preference, "true");
      assert_takes (preference, "false");
    } else if (preference->kind == HAVEN_PREFERENCE_NUMBER) {
      g_autofree char *highest = g_strdup_printf ("%d", preference->maximum);

      assert_takes (preference, highest);
    }
  }
}

static void
test_first_run_is_among_the_values (void)
{
  g_autoptr (GArray) list = haven_preferences_list ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    g_autofree char *value = haven_preference_get (preference, settings);

    g_test_message ("%s: %s", preference->id, value);
    g_assert_true (haven_preference_set (preference, settings, value));
  }
}

static const char *const impossible[] = {"", "nonsense", "-1", "0", "99999", "true ", "1x"};

static void
test_impossible (void)
{
  g_autoptr (GArray) list = haven_preferences_list ();

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autofree char *before = haven_preference_get (preference, settings);

    for (guint j = 0; j < G_N_ELEMENTS (impossible); j++) {
      g_autofree char *after = NULL;

      g_test_message ("%s: \"%s\"", preference->id, impossible[j]);
      g_assert_false (haven_preference_set (preference, settings, impossible[j]));
      after = haven_preference_get (preference, settings);
      g_assert_cmpstr (after, ==, before);
    }
    g_assert_false (haven_preference_set (preference, settings, NULL));
  }
}

/* A page for each; a section is one run of the list, so that a frame may put a title before it. */
static void
test_sections (void)
{
  g_autoptr (GArray) list = haven_preferences_list ();
  HavenSection last = HAVEN_SECTION_START;
  guint n = 1;

  for (guint i = 0; i < list->len; i++) {
    HavenSection section = g_array_index (list, HavenPreference, i).section;

    g_assert_cmpint (section, >=, last);
    n += section != last;
    last = section;
  }
  g_assert_cmpuint (n, ==, HAVEN_N_SECTIONS);
}

/* How careful Haven is holds for topics chosen before, but for one that was set apart. */
static void
test_strictness_holds_for_topics (void)
{
  g_autoptr (GArray) list = haven_preferences_list ();
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  haven_settings_set_topic (settings, "eating", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_LIGHT);
  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);

    if (g_str_equal (preference->id, "haven-strictness"))
      g_assert_true (haven_preference_set (preference, settings, "strict"));
  }
  g_assert_cmpint (haven_settings_topic (settings, NULL, NULL, "suicide").strictness, ==,
                   HAVEN_STRICTNESS_STRICT);
  g_assert_cmpint (haven_settings_topic (settings, NULL, NULL, "eating").strictness, ==,
                   HAVEN_STRICTNESS_LIGHT);
}

static char *
words_of (const char *id, HavenSection section, const HavenSettings *settings)
{
  g_autoptr (GArray) list = haven_preferences_list ();

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);

    if (g_str_equal (preference->id, id) && preference->section == section)
      return haven_preference_value_words (preference, 0, settings);
  }
  return NULL;
}

static void
test_what_the_profile_says (void)
{
  static const struct {
    const char *description, *profile, *id;
    HavenSection section;
    const char *words;
  } rows[] = {
      {"a topic", "gentle", "suicide", HAVEN_SECTION_TOPICS, "as the profile says: never cover"},
      {"hate in public", "public-room", "hate-race", HAVEN_SECTION_TOPICS,
       "as the profile says: cover talk about it"},
      {"methods in a group", "support-group", "method-detail", HAVEN_SECTION_TOPICS,
       "as the profile says: cover any mention"},
      {"pictures", "gentle", "picture", HAVEN_SECTION_PICTURES,
       "as the profile says: cover unless from a contact"},
      {"pictures among friends", "friends", "picture", HAVEN_SECTION_PICTURES,
       "as the profile says: never cover"},
      {"a link", "gentle", "lookalike", HAVEN_SECTION_LINKS, "as the profile says: a note below"},
      {"a link that this profile says nothing of", "gentle", "satire", HAVEN_SECTION_LINKS,
       "as the profile says: say nothing"},
      {"a profile that there is not", "nobody", "lookalike", HAVEN_SECTION_LINKS,
       "as the profile says: a note below"},
      {"what no profile decides", "gentle", "haven-strictness", HAVEN_SECTION_START, "light"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenSettings) settings = haven_settings_new ();
    g_autofree char *words = NULL;

    g_test_message ("%s", rows[i].description);
    g_free (settings->profile);
    settings->profile = g_strdup (rows[i].profile);
    /* what was chosen is another value, not another thing that the profile says */
    haven_settings_set_topic (settings, "suicide", HAVEN_DEPTH_MENTION, HAVEN_STRICTNESS_BALANCED);
    words = words_of (rows[i].id, rows[i].section, settings);
    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preference/every-value", test_every_value);
  g_test_add_func ("/preference/first-run-is-among-the-values", test_first_run_is_among_the_values);
  g_test_add_func ("/preference/impossible", test_impossible);
  g_test_add_func ("/preference/strictness-holds-for-topics", test_strictness_holds_for_topics);
  g_test_add_func ("/preference/sections", test_sections);
  g_test_add_func ("/preference/what-the-profile-says", test_what_the_profile_says);
  return g_test_run ();
}
