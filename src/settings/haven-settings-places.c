/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the user chose for single places, a room or a person: topics that differ there, and what they noted.
 */

#include "settings/haven-settings.h"

static void
place_free (HavenPlace *place)
{
  g_hash_table_unref (place->topics);
  haven_room_card_free (place->card);
  g_free (place);
}

/**
 * haven_topics_new_table:
 *
 * Returns: (transfer full) (element-type utf8 HavenTopicChoice): nothing chosen for any topic
 */
GHashTable *
haven_topics_new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * haven_topics_copy_table:
 * @topics: (element-type utf8 HavenTopicChoice): what was chosen, by topic
 *
 * Returns: (transfer full) (element-type utf8 HavenTopicChoice): a copy that shares nothing with @topics
 */
GHashTable *
haven_topics_copy_table (GHashTable *topics)
{
  GHashTable *copy = haven_topics_new_table ();
  GHashTableIter iter;
  gpointer category, choice;

  g_hash_table_iter_init (&iter, topics);
  while (g_hash_table_iter_next (&iter, &category, &choice))
    g_hash_table_insert (copy, g_strdup (category), g_memdup2 (choice, sizeof (HavenTopicChoice)));
  return copy;
}

/**
 * haven_places_new_table:
 *
 * Returns: (transfer full) (element-type utf8 HavenPlace): nothing chosen for any place
 */
GHashTable *
haven_places_new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)place_free);
}

/**
 * haven_places_copy_table:
 * @places: (element-type utf8 HavenPlace): what was chosen, by id of the place
 *
 * Returns: (transfer full) (element-type utf8 HavenPlace): a copy that shares nothing with @places
 */
GHashTable *
haven_places_copy_table (GHashTable *places)
{
  GHashTable *copy = haven_places_new_table ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    const HavenPlace *from = value;
    HavenPlace *place = g_new0 (HavenPlace, 1);

    place->topics = haven_topics_copy_table (from->topics);
    place->always_open = from->always_open;
    place->trusted = from->trusted;
    place->card = haven_room_card_copy (from->card);
    g_hash_table_insert (copy, g_strdup (id), place);
  }
  return copy;
}

/**
 * haven_places_find_topic:
 * @places: (element-type utf8 HavenPlace): what was chosen, by id of the place
 * @id: (nullable): a place
 * @category: id of a content category
 *
 * Returns: (transfer none) (nullable): what was chosen about that category there
 */
const HavenTopicChoice *
haven_places_find_topic (GHashTable *places, const char *id, const char *category)
{
  const HavenPlace *place = id != NULL ? g_hash_table_lookup (places, id) : NULL;

  return place != NULL ? g_hash_table_lookup (place->topics, category) : NULL;
}

static HavenPlace *
place_in (GHashTable *places, const char *id)
{
  HavenPlace *place = g_hash_table_lookup (places, id);

  if (place == NULL) {
    place = g_new0 (HavenPlace, 1);
    place->topics = haven_topics_new_table ();
    g_hash_table_insert (places, g_strdup (id), place);
  }
  return place;
}

/**
 * haven_settings_room:
 * @settings: settings
 * @conversation: id of a room
 *
 * Returns: (transfer none): what the user chose for that room, made when there was nothing yet
 */
HavenPlace *
haven_settings_room (HavenSettings *settings, const char *conversation)
{
  return place_in (settings->rooms, conversation);
}

/**
 * haven_settings_set_room_card:
 * @settings: settings
 * @conversation: id of a room
 * @card: (nullable): what the user noted of it; an empty card takes it away
 */
void
haven_settings_set_room_card (HavenSettings *settings, const char *conversation, const HavenRoomCard *card)
{
  HavenPlace *place;

  if (haven_room_card_is_empty (card) && haven_settings_find_room_card (settings, conversation) == NULL)
    return;
  place = haven_settings_room (settings, conversation);
  haven_room_card_free (place->card);
  place->card = haven_room_card_is_empty (card) ? NULL : haven_room_card_copy (card);
}

/**
 * haven_settings_find_room_card:
 * @settings: settings
 * @conversation: (nullable): id of a room
 *
 * Returns: (transfer none) (nullable): what the user noted of it
 */
const HavenRoomCard *
haven_settings_find_room_card (const HavenSettings *settings, const char *conversation)
{
  const HavenPlace *place = conversation != NULL ? g_hash_table_lookup (settings->rooms, conversation) : NULL;

  return place != NULL ? place->card : NULL;
}

/**
 * haven_settings_person:
 * @settings: settings
 * @sender: id of a person
 *
 * Returns: (transfer none): what the user chose for that person, made when there was nothing yet
 */
HavenPlace *
haven_settings_person (HavenSettings *settings, const char *sender)
{
  return place_in (settings->people, sender);
}

/**
 * haven_settings_forget_room:
 * @settings: settings
 * @conversation: id of a room
 *
 * Takes back what was chosen for it. What the user noted of it is no choice, and stays.
 */
void
haven_settings_forget_room (HavenSettings *settings, const char *conversation)
{
  HavenPlace *room = g_hash_table_lookup (settings->rooms, conversation);

  if (room == NULL)
    return;
  if (room->card == NULL) {
    g_hash_table_remove (settings->rooms, conversation);
    return;
  }
  g_hash_table_remove_all (room->topics);
  room->always_open = FALSE;
}

/**
 * haven_settings_forget_person:
 * @settings: settings
 * @sender: id of a person
 *
 * Takes back what was chosen for them.
 */
void
haven_settings_forget_person (HavenSettings *settings, const char *sender)
{
  g_hash_table_remove (settings->people, sender);
}

/**
 * haven_settings_always_open:
 * @settings: settings
 * @conversation: (nullable): where
 * @sender: (nullable): from whom
 *
 * Returns: whether the user said that nothing there, or from them, shall be veiled
 */
gboolean
haven_settings_always_open (const HavenSettings *settings, const char *conversation, const char *sender)
{
  const HavenPlace *room = conversation != NULL ? g_hash_table_lookup (settings->rooms, conversation) : NULL;
  const HavenPlace *person = sender != NULL ? g_hash_table_lookup (settings->people, sender) : NULL;

  return (room != NULL && room->always_open) || (person != NULL && person->always_open);
}

/**
 * haven_settings_trusts:
 * @settings: settings
 * @sender: (nullable): a person
 *
 * Returns: whether the user said that they are never held by themselves
 */
gboolean
haven_settings_trusts (const HavenSettings *settings, const char *sender)
{
  const HavenPlace *person = sender != NULL ? g_hash_table_lookup (settings->people, sender) : NULL;

  return person != NULL && person->trusted;
}
