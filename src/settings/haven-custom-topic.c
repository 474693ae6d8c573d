/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that knows how topics of the user's own are numbered. They stand in the file as a list and
 * are called by their place in it, "custom:1" first; whatever was chosen about one goes with it when its
 * place changes, since a topic that took over the choices of another could be open without a word.
 */

#include "settings/haven-settings.h"

#define PACK_PREFIX "custom-" /* of the pack that a topic's words make, before the topic's id */

static char *
id_of (guint index)
{
  return g_strdup_printf ("custom:%u", index + 1);
}

static HavenCustomTopic *
topic_new (guint index, const char *nickname, const char *const *words)
{
  HavenCustomTopic *topic = g_new0 (HavenCustomTopic, 1);

  topic->id = id_of (index);
  topic->nickname = g_strdup (nickname);
  topic->words = g_strdupv ((char **)words);
  return topic;
}

/**
 * haven_custom_topic_free:
 * @topic: (nullable) (transfer full): a topic
 */
void
haven_custom_topic_free (HavenCustomTopic *topic)
{
  if (topic == NULL)
    return;
  g_free (topic->id);
  g_free (topic->nickname);
  g_strfreev (topic->words);
  g_free (topic);
}

/**
 * haven_settings_add_custom:
 * @settings: settings
 * @nickname: a neutral name for a topic of the user's own
 * @words: (array zero-terminated=1): the words that belong to it
 */
void
haven_settings_add_custom (HavenSettings *settings, const char *nickname, const char *const *words)
{
  g_ptr_array_add (settings->custom, topic_new (settings->custom->len, nickname, words));
}

/**
 * haven_settings_set_custom:
 * @settings: settings
 * @index: which topic of the user's own, from 0
 * @nickname: its name from now on
 * @words: (array zero-terminated=1): its words from now on
 *
 * What was chosen about it stays.
 */
void
haven_settings_set_custom (HavenSettings *settings,
                           guint index,
                           const char *nickname,
                           const char *const *words)
{
  g_return_if_fail (index < settings->custom->len);
  haven_custom_topic_free (settings->custom->pdata[index]);
  settings->custom->pdata[index] = topic_new (index, nickname, words);
}

/* What was chosen about the topic at @from is about the one at @to; nothing is where @from is none. */
static void
move_choice (GHashTable *topics, guint from, guint to)
{
  g_autofree char *old_id = id_of (from);
  g_autofree char *id = id_of (to);
  const HavenTopicChoice *choice = g_hash_table_lookup (topics, old_id);

  if (choice != NULL)
    g_hash_table_replace (topics, g_strdup (id), g_memdup2 (choice, sizeof *choice));
  else
    g_hash_table_remove (topics, id);
  g_hash_table_remove (topics, old_id);
}

static void
close_gap (GHashTable *topics, guint index, guint n_before)
{
  for (guint i = index; i < n_before; i++)
    move_choice (topics, i + 1, i);
}

static void
close_gap_in_places (GHashTable *places, guint index, guint n_before)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    close_gap (((HavenPlace *)place)->topics, index, n_before);
}

/* Rules of a topic bear its id. */
static void
close_gap_in_exceptions (GPtrArray *exceptions, guint index, guint n_before)
{
  for (guint i = exceptions->len; i > 0; i--) {
    HavenException *exception = exceptions->pdata[i - 1];

    for (guint at = index; at < n_before; at++) {
      g_autofree char *id = id_of (at);

      if (g_strcmp0 (exception->rule, id) != 0)
        continue;
      if (at == index) {
        g_ptr_array_remove_index (exceptions, i - 1);
        break;
      }
      g_free (exception->rule);
      g_free (exception->pack);
      exception->rule = id_of (at - 1);
      exception->pack = g_strconcat (PACK_PREFIX, exception->rule, NULL);
      break;
    }
  }
}

/**
 * haven_settings_remove_custom:
 * @settings: settings
 * @index: which topic of the user's own, from 0; it is gone afterwards, and what was chosen about it too
 */
void
haven_settings_remove_custom (HavenSettings *settings, guint index)
{
  guint n_before = settings->custom->len;

  g_return_if_fail (index < n_before);
  g_ptr_array_remove_index (settings->custom, index);
  for (guint i = index; i < settings->custom->len; i++) {
    HavenCustomTopic *topic = settings->custom->pdata[i];

    g_free (topic->id);
    topic->id = id_of (i);
  }
  close_gap (settings->topics, index, n_before);
  close_gap_in_places (settings->rooms, index, n_before);
  close_gap_in_places (settings->people, index, n_before);
  close_gap_in_exceptions (settings->exceptions, index, n_before);
}
