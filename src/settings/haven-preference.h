/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "settings/haven-profile.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_PREFERENCE_CHOICE, /* one of its values */
  HAVEN_PREFERENCE_SWITCH, /* "true" or "false" */
  HAVEN_PREFERENCE_NUMBER, /* from its minimum to its maximum */
} HavenPreferenceKind;

typedef enum {
  HAVEN_SECTION_START,
  HAVEN_SECTION_TOPICS,
  HAVEN_SECTION_PICTURES,
  HAVEN_SECTION_LINKS,
  HAVEN_SECTION_REMINDERS,
  HAVEN_SECTION_HELD,
  HAVEN_N_SECTIONS,
} HavenSection;

/**
 * HavenPreferenceValue:
 * @id: what haven_preference_get() gives
 * @title: (nullable): a few words, untranslated; %NULL for what the profile says, which
 *   haven_preference_value_words() puts into words
 */
typedef struct {
  const char *id;
  const char *title;
} HavenPreferenceValue;

typedef struct _HavenPreference HavenPreference;

/**
 * HavenPreference:
 * @id: its own, for widgets; it may name a topic
 * @section: where it stands
 * @kind: how it is chosen
 * @title: untranslated, with an underscore before a letter that is its key
 * @minimum: for a number
 * @maximum: for a number
 * @values: (array length=n_values): for a choice; haven_preference_value() reads them
 * @n_values: how many
 * @categories: (array zero-terminated=1): what it is about; empty for what is about everything
 * @get: what haven_preference_get() calls
 * @set: what haven_preference_set() calls, with a value that it may have
 * @by_profile: (nullable): in untranslated words, what a profile says where nothing is chosen
 *
 * One plain preference: every user interface shows the same ones in the same order and words.
 */
struct _HavenPreference {
  const char *id;
  HavenSection section;
  HavenPreferenceKind kind;
  const char *title;
  int minimum;
  int maximum;
  const HavenPreferenceValue *values;
  guint n_values;
  const char *categories[8];
  char *(*get) (const HavenPreference *preference, const HavenSettings *settings);
  void (*set) (const HavenPreference *preference, HavenSettings *settings, const char *value);
  const char *(*by_profile) (const HavenPreference *preference, const HavenProfile *profile);
};

GArray *haven_preferences_list (void);
const char *haven_section_title (HavenSection section);
guint haven_preference_count_values (const HavenPreference *preference);
HavenPreferenceValue haven_preference_value (const HavenPreference *preference, guint index);
char *
haven_preference_value_words (const HavenPreference *preference, guint index, const HavenSettings *settings);
char *haven_preference_get (const HavenPreference *preference, const HavenSettings *settings);
gboolean haven_preference_set (const HavenPreference *preference, HavenSettings *settings, const char *value);

G_END_DECLS
