/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Settings written as JSON that people can read, the same for the same settings. */

#include "haven-json-writer.h"
#include "settings/haven-custom-topic.h"
#include "settings/haven-seal.h"
#include "settings/haven-settings-file.h"
#include "settings/haven-settings-words.h"

const char *const haven_settings_depth_words[] = {"never", "mention", "discuss", "graphic", NULL};
const char *const haven_settings_strictness_words[] = {"light", "balanced", "strict", NULL};
const char *const haven_settings_link_words[] = {"silent", "mark", "note", "ask", NULL};

static GList *
sorted_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc)g_strcmp0);
}

static void
write_topics (HavenJsonWriter *writer, GHashTable *topics)
{
  g_autoptr (GList) keys = sorted_keys (topics);

  haven_json_writer_begin_object (writer, "topics");
  for (GList *l = keys; l != NULL; l = l->next) {
    const HavenTopicChoice *choice = g_hash_table_lookup (topics, l->data);

    haven_json_writer_begin_object (writer, l->data);
    haven_json_writer_string (writer, "depth", haven_settings_depth_words[choice->depth]);
    haven_json_writer_string (writer, "strictness", haven_settings_strictness_words[choice->strictness]);
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_object (writer);
}

static void
write_places (HavenJsonWriter *writer, const char *key, GHashTable *places)
{
  g_autoptr (GList) keys = sorted_keys (places);

  haven_json_writer_begin_object (writer, key);
  for (GList *l = keys; l != NULL; l = l->next) {
    const HavenPlace *place = g_hash_table_lookup (places, l->data);

    haven_json_writer_begin_object (writer, l->data);
    write_topics (writer, place->topics);
    haven_json_writer_boolean (writer, "always-open", place->always_open);
    if (place->trusted)
      haven_json_writer_boolean (writer, "trusted", TRUE);
    if (place->card != NULL)
      haven_room_card_write (place->card, writer, "card");
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_object (writer);
}

static void
write_levels (HavenJsonWriter *writer, const HavenSettings *settings)
{
  g_autoptr (GList) links = sorted_keys (settings->links);
  g_autoptr (GList) reminders = sorted_keys (settings->reminders);

  haven_json_writer_begin_object (writer, "links");
  for (GList *l = links; l != NULL; l = l->next)
    haven_json_writer_string (
        writer, l->data,
        haven_settings_link_words[GPOINTER_TO_UINT (g_hash_table_lookup (settings->links, l->data))]);
  haven_json_writer_end_object (writer);
  haven_json_writer_begin_object (writer, "reminders");
  for (GList *l = reminders; l != NULL; l = l->next)
    haven_json_writer_boolean (writer, l->data,
                               GPOINTER_TO_INT (g_hash_table_lookup (settings->reminders, l->data)));
  haven_json_writer_end_object (writer);
}

static void
write_lists (HavenJsonWriter *writer, GHashTable *lists)
{
  g_autoptr (GList) ids = sorted_keys (lists);

  haven_json_writer_begin_object (writer, "lists");
  for (GList *l = ids; l != NULL; l = l->next) {
    const HavenFollowed *followed = g_hash_table_lookup (lists, l->data);

    haven_json_writer_begin_object (writer, l->data);
    if (followed->chosen)
      haven_json_writer_string (writer, "level", haven_settings_link_words[followed->level]);
    if (followed->address != NULL) {
      haven_json_writer_string (writer, "address", followed->address);
      haven_json_writer_string (writer, "key", followed->key);
    }
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_object (writer);
}

static void
write_exceptions (HavenJsonWriter *writer, const GPtrArray *exceptions)
{
  haven_json_writer_begin_array (writer, "exceptions");
  for (guint i = 0; i < exceptions->len; i++) {
    const HavenException *exception = exceptions->pdata[i];

    haven_json_writer_begin_object (writer, NULL);
    haven_json_writer_string (writer, "pack", exception->pack);
    haven_json_writer_string (writer, "rule", exception->rule);
    if (exception->conversation != NULL)
      haven_json_writer_string (writer, "room", exception->conversation);
    haven_json_writer_end_object (writer);
  }
  haven_json_writer_end_array (writer);
}

static void
write_string_list (HavenJsonWriter *writer, const char *key, const GPtrArray *strings)
{
  haven_json_writer_begin_array (writer, key);
  for (guint i = 0; i < strings->len; i++)
    haven_json_writer_string (writer, NULL, strings->pdata[i]);
  haven_json_writer_end_array (writer);
}

static void
write_facts (HavenJsonWriter *writer, const GPtrArray *facts)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *sealed = NULL;

  if (facts->len == 0)
    return;
  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (words, "%s\n", (const char *)facts->pdata[i]);
  sealed = haven_seal (words->str);
  haven_json_writer_string (writer, "facts", sealed);
}

/**
 * haven_settings_to_json:
 * @settings: settings
 * @length: (out): their size in bytes
 *
 * Returns: (transfer full): the settings as JSON that people can read, the same for the same settings
 */
char *
haven_settings_to_json (const HavenSettings *settings, gsize *length)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "version", HAVEN_SETTINGS_VERSION);
  haven_json_writer_string (writer, "profile", settings->profile);
  haven_json_writer_string (writer, "strictness", haven_settings_strictness_words[settings->strictness]);
  write_topics (writer, settings->topics);
  write_levels (writer, settings);
  write_lists (writer, settings->lists);
  write_places (writer, "rooms", settings->rooms);
  write_places (writer, "people", settings->people);
  write_exceptions (writer, settings->exceptions);
  haven_custom_topics_write (writer, settings->custom);
  write_facts (writer, settings->facts);
  write_string_list (writer, "link-exceptions", settings->link_exceptions);
  write_string_list (writer, "packs-off", settings->packs_off);
  if (settings->country != NULL)
    haven_json_writer_string (writer, "country", settings->country);
  haven_json_writer_int (writer, "held-days", settings->held_days);
  haven_json_writer_boolean (writer, "keep-evidence", settings->keep_evidence);
  haven_json_writer_boolean (writer, "collapse-notes", settings->collapse_notes);
  haven_json_writer_int (writer, "attack-until", settings->attack_until);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, TRUE, length);
}
