/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that knows how topics of the user's own are numbered. Each has a number of its own,
 * "custom:1" first, that no other gets while Haven runs: veils on the screen, and what takes a choice back,
 * name a topic by it, and one that took over the number of another could be open without a word.
 */

#include "settings/haven-custom-topic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "settings/haven-seal.h"

#define PREFIX "custom:"
#define PACK_PREFIX "custom-" /* of the pack that a topic's words make, before the topic's id */

static char *
id_of (guint number)
{
  return g_strdup_printf (PREFIX "%u", number);
}

static HavenCustomTopic *
topic_new (guint number, const char *nickname, const char *const *words)
{
  HavenCustomTopic *topic = g_new0 (HavenCustomTopic, 1);

  topic->number = number;
  topic->id = id_of (number);
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

static gboolean
has_custom (const HavenSettings *settings, guint number)
{
  for (guint i = 0; i < settings->custom->len; i++) {
    if (((const HavenCustomTopic *)settings->custom->pdata[i])->number == number)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_settings_knows_topic:
 * @settings: settings
 * @id: a topic
 *
 * Returns: %FALSE where @id is that of a topic of the user's own which is not there, or not any more
 */
gboolean
haven_settings_knows_topic (const HavenSettings *settings, const char *id)
{
  return !g_str_has_prefix (id, PREFIX) ||
         has_custom (settings, (guint)g_ascii_strtoull (id + strlen (PREFIX), NULL, 10));
}

/**
 * haven_settings_put_custom:
 * @settings: settings
 * @number: the number that a topic of the user's own has, from 1
 * @nickname: its neutral name
 * @words: (array zero-terminated=1): the words that belong to it
 *
 * What was chosen about that number is about this topic. Does nothing where another has the number.
 */
void
haven_settings_put_custom (HavenSettings *settings,
                           guint number,
                           const char *nickname,
                           const char *const *words)
{
  g_return_if_fail (!has_custom (settings, number));
  g_ptr_array_add (settings->custom, topic_new (number, nickname, words));
  settings->last_custom = MAX (settings->last_custom, number);
}

static void
forget_in_places (GHashTable *places, const char *id)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    g_hash_table_remove (((HavenPlace *)place)->topics, id);
}

/* All that was chosen about a topic; its rules bear its id. */
static void
forget_choices (HavenSettings *settings, const char *id)
{
  g_autofree char *pack = g_strconcat (PACK_PREFIX, id, NULL);

  g_hash_table_remove (settings->topics, id);
  forget_in_places (settings->rooms, id);
  forget_in_places (settings->people, id);
  for (guint i = settings->exceptions->len; i > 0; i--) {
    const HavenException *exception = settings->exceptions->pdata[i - 1];

    if (g_strcmp0 (exception->pack, pack) == 0)
      g_ptr_array_remove_index (settings->exceptions, i - 1);
  }
}

/**
 * haven_settings_add_custom:
 * @settings: settings
 * @nickname: a neutral name for a new topic of the user's own
 * @words: (array zero-terminated=1): the words that belong to it
 *
 * Nothing is chosen about it, whatever a file may have said about its number.
 */
void
haven_settings_add_custom (HavenSettings *settings, const char *nickname, const char *const *words)
{
  guint number = settings->last_custom < HAVEN_MAX_CUSTOM_NUMBER ? settings->last_custom + 1 : 1;
  g_autofree char *id = NULL;

  while (has_custom (settings, number))
    number++;
  id = id_of (number);
  forget_choices (settings, id);
  haven_settings_put_custom (settings, number, nickname, words);
}

/**
 * haven_settings_set_custom:
 * @settings: settings
 * @index: which topic of the user's own, from 0
 * @nickname: its name from now on
 * @words: (array zero-terminated=1): its words from now on
 *
 * Its number, and what was chosen about it, stay.
 */
void
haven_settings_set_custom (HavenSettings *settings,
                           guint index,
                           const char *nickname,
                           const char *const *words)
{
  HavenCustomTopic *before;

  g_return_if_fail (index < settings->custom->len);
  before = settings->custom->pdata[index];
  settings->custom->pdata[index] = topic_new (before->number, nickname, words);
  haven_custom_topic_free (before);
}

/**
 * haven_settings_remove_custom:
 * @settings: settings
 * @index: which topic of the user's own, from 0; it is gone afterwards, and what was chosen about it too
 */
void
haven_settings_remove_custom (HavenSettings *settings, guint index)
{
  g_autofree char *id = NULL;

  g_return_if_fail (index < settings->custom->len);
  id = g_strdup (((const HavenCustomTopic *)settings->custom->pdata[index])->id);
  g_ptr_array_remove_index (settings->custom, index);
  forget_choices (settings, id);
}

/* Before version 4 a topic was known by its place in the list, and where no number stands it still is. */
static gboolean
read_custom_number (
    const HavenJsonValue *topic, const HavenSettings *settings, guint place, guint *number, GError **error)
{
  gint64 said = place;
  HavenJsonValue value = *topic;
  gboolean is_said = haven_json_has (topic, "number", &value);

  if (is_said && !haven_json_read_int (&value, 1, HAVEN_MAX_CUSTOM_NUMBER, &said, error))
    return FALSE;
  *number = (guint)said;
  if (!has_custom (settings, *number))
    return TRUE;
  if (is_said)
    haven_json_set_error (&value, error, _ ("another topic has this number"));
  *number = settings->last_custom + 1;
  return !is_said;
}

static gboolean
read_nickname (const HavenJsonValue *topic, const char **nickname, GError **error)
{
  HavenJsonValue value;

  if (!haven_json_get (topic, "nickname", &value, error) || !haven_json_read_string (&value, nickname, error))
    return FALSE;
  if (**nickname != '\0')
    return TRUE;
  haven_json_set_error (&value, error, _ ("must not be empty"));
  return FALSE;
}

static gboolean
read_words (const HavenJsonValue *topic, char ***words, GError **error)
{
  HavenJsonValue value;
  g_autofree char *text = NULL;

  if (!haven_json_get (topic, "words", &value, error) || !haven_seal_read (&value, &text, error))
    return FALSE;
  if (*g_strstrip (text) == '\0') {
    haven_json_set_error (&value, error, _ ("must have at least one word, one a line"));
    return FALSE;
  }
  *words = g_strsplit (text, "\n", -1);
  return TRUE;
}

/**
 * haven_custom_topics_read:
 * @root: a settings file
 * @settings: where its topics go
 * @error: what is wrong with one of them, and where
 *
 * Returns: whether all could be read; there may be none
 */
gboolean
haven_custom_topics_read (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  static const char *const keys[] = {"nickname", "words", "number", NULL};
  HavenJsonValue value;
  guint length;

  if (!haven_json_has (root, "custom", &value))
    return TRUE;
  if (!haven_json_read_array (&value, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (&value, i);
    g_auto (GStrv) words = NULL;
    const char *nickname;
    guint number;

    if (!haven_json_read_object (&element, keys, error) || !read_nickname (&element, &nickname, error) ||
        !read_words (&element, &words, error) ||
        !read_custom_number (&element, settings, i + 1, &number, error))
      return FALSE;
    haven_settings_put_custom (settings, number, nickname, (const char *const *)words);
  }
  return TRUE;
}

/**
 * haven_custom_topics_write:
 * @writer: a settings file that is being written
 * @custom: (element-type HavenCustomTopic): topics of the user's own; their words are sealed
 */
void
haven_custom_topics_write (HavenJsonWriter *writer, const GPtrArray *custom)
{
  haven_json_writer_begin_array (writer, "custom");
  for (guint i = 0; i < custom->len; i++) {
    const HavenCustomTopic *topic = custom->pdata[i];
    g_autofree char *words = g_strjoinv ("\n", topic->words);
    g_autofree char *sealed = haven_seal (words);

    haven_json_writer_begin_object (writer, NULL);
    haven_json_writer_int (writer, "number", topic->number);
    haven_json_writer_string (writer, "nickname", topic->nickname);
    haven_json_writer_string (writer, "words", sealed);
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_array (writer);
}
