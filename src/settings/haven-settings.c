/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings/haven-settings.h"

#include <string.h>

#include "settings/haven-profile.h"

/**
 * haven_exception_new:
 * @pack: the pack of a rule that was wrong
 * @rule: that rule
 * @conversation: (nullable): where it was; %NULL for everywhere
 *
 * Returns: (transfer full): an exception, in no settings yet
 */
HavenException *
haven_exception_new (const char *pack, const char *rule, const char *conversation)
{
  HavenException *exception = g_new0 (HavenException, 1);

  exception->pack = g_strdup (pack);
  exception->rule = g_strdup (rule);
  exception->conversation = g_strdup (conversation);
  return exception;
}

/**
 * haven_exception_free:
 * @exception: (nullable) (transfer full): an exception
 */
void
haven_exception_free (HavenException *exception)
{
  if (exception == NULL)
    return;
  g_free (exception->pack);
  g_free (exception->rule);
  g_free (exception->conversation);
  g_free (exception);
}

/**
 * haven_settings_new:
 *
 * Returns: (transfer full): the settings of a first run: the profile "gentle" and nothing chosen
 */
HavenSettings *
haven_settings_new (void)
{
  HavenSettings *settings = g_new0 (HavenSettings, 1);

  settings->profile = g_strdup ("gentle");
  settings->strictness = HAVEN_STRICTNESS_BALANCED;
  settings->topics = haven_topics_new_table ();
  settings->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  settings->lists = haven_followed_new_table ();
  settings->reminders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  settings->rooms = haven_places_new_table ();
  settings->people = haven_places_new_table ();
  settings->exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_exception_free);
  settings->custom = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_custom_topic_free);
  settings->facts = g_ptr_array_new_with_free_func (g_free);
  settings->link_exceptions = g_ptr_array_new_with_free_func (g_free);
  settings->packs_off = g_ptr_array_new_with_free_func (g_free);
  settings->held_days = 30;
  return settings;
}

static void
copy_levels (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer key, level;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &level))
    g_hash_table_replace (to, g_strdup (key), level);
}

static void
copy_strings (const GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

/**
 * haven_settings_copy:
 * @settings: settings
 *
 * Returns: (transfer full): a copy that shares nothing with @settings
 */
HavenSettings *
haven_settings_copy (const HavenSettings *settings)
{
  HavenSettings *copy = haven_settings_new ();

  g_free (copy->profile);
  copy->profile = g_strdup (settings->profile);
  copy->strictness = settings->strictness;
  g_hash_table_unref (copy->topics);
  copy->topics = haven_topics_copy_table (settings->topics);
  copy_levels (settings->links, copy->links);
  copy_levels (settings->reminders, copy->reminders);
  g_hash_table_unref (copy->lists);
  copy->lists = haven_followed_copy_table (settings->lists);
  g_hash_table_unref (copy->rooms);
  copy->rooms = haven_places_copy_table (settings->rooms);
  g_hash_table_unref (copy->people);
  copy->people = haven_places_copy_table (settings->people);
  for (guint i = 0; i < settings->exceptions->len; i++) {
    const HavenException *exception = settings->exceptions->pdata[i];

    haven_settings_add_exception (copy, exception->pack, exception->rule, exception->conversation);
  }
  for (guint i = 0; i < settings->custom->len; i++) {
    const HavenCustomTopic *topic = settings->custom->pdata[i];

    haven_settings_put_custom (copy, topic->number, topic->nickname, (const char *const *)topic->words);
  }
  copy->last_custom = settings->last_custom;
  copy_strings (settings->facts, copy->facts);
  copy_strings (settings->link_exceptions, copy->link_exceptions);
  copy_strings (settings->packs_off, copy->packs_off);
  copy->country = g_strdup (settings->country);
  copy->held_days = settings->held_days;
  copy->keep_evidence = settings->keep_evidence;
  copy->collapse_notes = settings->collapse_notes;
  copy->attack_until = settings->attack_until;
  return copy;
}

/**
 * haven_settings_free:
 * @settings: (nullable) (transfer full): settings
 */
void
haven_settings_free (HavenSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->profile);
  g_hash_table_unref (settings->topics);
  g_hash_table_unref (settings->links);
  g_hash_table_unref (settings->lists);
  g_hash_table_unref (settings->reminders);
  g_hash_table_unref (settings->rooms);
  g_hash_table_unref (settings->people);
  g_ptr_array_unref (settings->exceptions);
  g_ptr_array_unref (settings->custom);
  g_ptr_array_unref (settings->facts);
  g_ptr_array_unref (settings->link_exceptions);
  g_ptr_array_unref (settings->packs_off);
  g_free (settings->country);
  g_free (settings);
}

/**
 * haven_settings_set_topic:
 * @settings: settings
 * @category: id of a content category
 * @depth: from which depth on it is veiled; %HAVEN_DEPTH_NONE for never
 * @strictness: how sure a rule must be
 */
void
haven_settings_set_topic (HavenSettings *settings,
                          const char *category,
                          HavenDepth depth,
                          HavenStrictness strictness)
{
  const HavenTopicChoice choice = {depth, strictness};

  g_hash_table_replace (settings->topics, g_strdup (category), g_memdup2 (&choice, sizeof choice));
}

/**
 * haven_settings_set_reminder:
 * @settings: settings
 * @category: id of a sharing category
 * @on: whether to ask before it leaves
 */
void
haven_settings_set_reminder (HavenSettings *settings, const char *category, gboolean on)
{
  g_hash_table_replace (settings->reminders, g_strdup (category), GINT_TO_POINTER (on));
}

/**
 * haven_settings_set_link:
 * @settings: settings
 * @category: id of a link category, or its part before the colon
 * @level: how loud a link of that category may be
 */
void
haven_settings_set_link (HavenSettings *settings, const char *category, HavenLinkLevel level)
{
  g_hash_table_replace (settings->links, g_strdup (category), GINT_TO_POINTER (level));
}

/**
 * haven_settings_add_exception:
 * @settings: settings
 * @pack: the pack of a rule that was wrong
 * @rule: that rule
 * @conversation: (nullable): where it shall be silent from now on; %NULL for everywhere
 */
void
haven_settings_add_exception (HavenSettings *settings,
                              const char *pack,
                              const char *rule,
                              const char *conversation)
{
  g_ptr_array_add (settings->exceptions, haven_exception_new (pack, rule, conversation));
}

/**
 * haven_settings_remove_exception:
 * @settings: settings
 * @pack: the pack of a rule
 * @rule: that rule
 * @conversation: (nullable): where it was to be silent
 *
 * Takes back what haven_settings_add_exception() added by the same words, once; without that nothing is
 * changed.
 */
void
haven_settings_remove_exception (HavenSettings *settings,
                                 const char *pack,
                                 const char *rule,
                                 const char *conversation)
{
  for (guint i = settings->exceptions->len; i > 0; i--) {
    const HavenException *exception = settings->exceptions->pdata[i - 1];

    if (g_strcmp0 (exception->pack, pack) == 0 && g_strcmp0 (exception->rule, rule) == 0 &&
        g_strcmp0 (exception->conversation, conversation) == 0) {
      g_ptr_array_remove_index (settings->exceptions, i - 1);
      return;
    }
  }
}

/**
 * haven_settings_is_excepted:
 * @settings: settings
 * @pack: the pack of a rule
 * @rule: that rule
 * @conversation: (nullable): where it met a message
 *
 * Returns: whether the user said that this rule was wrong there
 */
gboolean
haven_settings_is_excepted (const HavenSettings *settings,
                            const char *pack,
                            const char *rule,
                            const char *conversation)
{
  for (guint i = 0; i < settings->exceptions->len; i++) {
    const HavenException *exception = settings->exceptions->pdata[i];

    if (g_strcmp0 (exception->pack, pack) == 0 && g_strcmp0 (exception->rule, rule) == 0 &&
        (exception->conversation == NULL || g_strcmp0 (exception->conversation, conversation) == 0))
      return TRUE;
  }
  return FALSE;
}

static const HavenTopicChoice *
nearest_choice (const HavenSettings *settings,
                const char *conversation,
                const char *sender,
                const char *category)
{
  const HavenTopicChoice *choice = haven_places_find_topic (settings->rooms, conversation, category);

  if (choice == NULL)
    choice = haven_places_find_topic (settings->people, sender, category);
  return choice != NULL ? choice : g_hash_table_lookup (settings->topics, category);
}

/**
 * haven_settings_chooses:
 * @settings: settings
 * @conversation: (nullable): where
 * @sender: (nullable): from whom
 * @category: id of a content category
 *
 * Returns: whether the user chose anything about that category which holds there
 */
gboolean
haven_settings_chooses (const HavenSettings *settings,
                        const char *conversation,
                        const char *sender,
                        const char *category)
{
  return nearest_choice (settings, conversation, sender, category) != NULL;
}

/**
 * haven_settings_topic:
 * @settings: settings
 * @conversation: (nullable): where
 * @sender: (nullable): from whom
 * @category: id of a content category
 *
 * The nearest choice wins: the room's, the person's, the user's general one, the profile's.
 *
 * Returns: from which depth on that category is veiled there, and how strictly
 */
HavenTopicChoice
haven_settings_topic (const HavenSettings *settings,
                      const char *conversation,
                      const char *sender,
                      const char *category)
{
  const HavenTopicChoice *choice = nearest_choice (settings, conversation, sender, category);

  if (choice != NULL)
    return *choice;
  return (HavenTopicChoice){haven_profile_depth (haven_profile_of (settings), category),
                            settings->strictness};
}

static gboolean
lookup_level (GHashTable *levels, const char *category, guint *level)
{
  g_autofree char *head = NULL;
  const char *colon = strchr (category, ':');
  gpointer value;

  if (g_hash_table_lookup_extended (levels, category, NULL, &value)) {
    *level = GPOINTER_TO_UINT (value);
    return TRUE;
  }
  if (colon == NULL)
    return FALSE;
  head = g_strndup (category, colon - category);
  if (!g_hash_table_lookup_extended (levels, head, NULL, &value))
    return FALSE;
  *level = GPOINTER_TO_UINT (value);
  return TRUE;
}

/**
 * haven_settings_link:
 * @settings: settings
 * @category: id of a link category
 * @list: (nullable): the list that names the site
 *
 * What was chosen for the list goes before what was chosen for the category.
 *
 * Returns: how loud a link of that category may be
 */
HavenLinkLevel
haven_settings_link (const HavenSettings *settings, const char *category, const char *list)
{
  const HavenFollowed *followed = list != NULL ? haven_settings_find_list (settings, list) : NULL;
  guint level;

  if (followed != NULL && followed->chosen)
    return followed->level;
  if (lookup_level (settings->links, category, &level))
    return level;
  return haven_profile_link_level (haven_profile_of (settings), category);
}

/**
 * haven_settings_reminder:
 * @settings: settings
 * @category: id of a sharing category
 *
 * Returns: whether the user is asked before it leaves
 */
gboolean
haven_settings_reminder (const HavenSettings *settings, const char *category)
{
  guint on;

  if (lookup_level (settings->reminders, category, &on))
    return on != 0;
  return haven_profile_reminds (haven_profile_of (settings), category);
}
