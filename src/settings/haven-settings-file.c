/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Settings read from JSON; data/schema/settings.schema.json says the same for people and editors. They are
 * written by haven-settings-writer.c. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-taxonomy.h"
#include "settings/haven-custom-topic.h"
#include "settings/haven-profile.h"
#include "settings/haven-seal.h"
#include "settings/haven-settings-file.h"
#include "settings/haven-settings-migration.h"
#include "settings/haven-settings-words.h"

static const HavenJsonLimits limits = {1024 * 1024, 8, 20000};

/* Until now each version only added. */
static const HavenSettingsStep steps[HAVEN_SETTINGS_VERSION - 1] = {NULL, NULL, NULL, NULL};

/* Says which there are: whoever writes the file by hand has nowhere else to look. */
static void
set_unknown (const HavenJsonValue *value, HavenKind kind, const char *what, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  guint n;
  const HavenCategory *categories = haven_taxonomy_get (&n);

  for (guint i = 0; i < n; i++) {
    if (categories[i].kind == kind)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", categories[i].id);
  }
  haven_json_set_error (value, error, _ ("%s; known here: %s"), what, known->str);
}

static gboolean
read_topic (const HavenJsonValue *value, HavenStrictness strictness, GHashTable *topics, GError **error)
{
  static const char *const keys[] = {"depth", "strictness", NULL};
  const char *category = haven_json_key (value);
  guint depth = HAVEN_DEPTH_DISCUSS, strict = strictness;
  HavenTopicChoice choice;

  if (haven_taxonomy_find (HAVEN_KIND_CONTENT, category) == NULL) {
    set_unknown (value, HAVEN_KIND_CONTENT, _ ("there is no such topic"), error);
    return FALSE;
  }
  if (haven_json_is_string (value)) {
    if (!haven_json_read_choice (value, haven_settings_depth_words, &depth, error))
      return FALSE;
  } else if (!haven_json_read_object (value, keys, error) ||
             !haven_json_get_choice (value, "depth", haven_settings_depth_words, &depth, error) ||
             !haven_json_get_choice (value, "strictness", haven_settings_strictness_words, &strict, error)) {
    return FALSE;
  }
  choice = (HavenTopicChoice){depth, strict};
  g_hash_table_replace (topics, g_strdup (category), g_memdup2 (&choice, sizeof choice));
  return TRUE;
}

static gboolean
read_topics (const HavenJsonValue *parent, HavenStrictness strictness, GHashTable *topics, GError **error)
{
  HavenJsonValue value;

  if (!haven_json_has (parent, "topics", &value))
    return TRUE;
  if (!haven_json_read_object (&value, NULL, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&value); haven_json_next (&at);) {
    HavenJsonValue topic = at.member;

    if (!read_topic (&topic, strictness, topics, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_card (const HavenJsonValue *member, HavenPlace *place, GError **error)
{
  HavenJsonValue value;

  if (!haven_json_has (member, "card", &value))
    return TRUE;
  place->card = haven_room_card_new ();
  return haven_room_card_read (&value, place->card, error);
}

typedef gboolean (*MemberFunc) (const HavenJsonValue *member, HavenSettings *settings, GError **error);

/* Each member of an object that may be left out. */
static gboolean
read_members (const HavenJsonValue *root,
              const char *key,
              HavenSettings *settings,
              MemberFunc read_member,
              GError **error)
{
  HavenJsonValue value;

  if (!haven_json_has (root, key, &value))
    return TRUE;
  if (!haven_json_read_object (&value, NULL, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&value); haven_json_next (&at);) {
    HavenJsonValue member = at.member;

    if (!read_member (&member, settings, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_place (const HavenJsonValue *member,
            const char *const *keys,
            const HavenSettings *settings,
            HavenPlace *place,
            GError **error)
{
  return haven_json_read_object (member, keys, error) &&
         read_topics (member, settings->strictness, place->topics, error) &&
         haven_json_get_boolean (member, "always-open", &place->always_open, error);
}

static gboolean
read_room (const HavenJsonValue *member, HavenSettings *settings, GError **error)
{
  static const char *const keys[] = {"topics", "always-open", "card", NULL};
  HavenPlace *room = haven_settings_room (settings, haven_json_key (member));

  return read_place (member, keys, settings, room, error) && read_card (member, room, error);
}

static gboolean
read_person (const HavenJsonValue *member, HavenSettings *settings, GError **error)
{
  static const char *const keys[] = {"topics", "always-open", "trusted", NULL};
  HavenPlace *person = haven_settings_person (settings, haven_json_key (member));

  return read_place (member, keys, settings, person, error) &&
         haven_json_get_boolean (member, "trusted", &person->trusted, error);
}

/* One, or the part before the colon of several. */
static gboolean
is_link_category (const char *id)
{
  gsize length = strlen (id);
  guint n;
  const HavenCategory *categories = haven_taxonomy_get (&n);

  for (guint i = 0; i < n; i++) {
    if (categories[i].kind == HAVEN_KIND_LINK && strncmp (categories[i].id, id, length) == 0 &&
        (categories[i].id[length] == '\0' || categories[i].id[length] == ':'))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_link (const HavenJsonValue *member, HavenSettings *settings, GError **error)
{
  guint level;

  if (!is_link_category (haven_json_key (member))) {
    set_unknown (member, HAVEN_KIND_LINK, _ ("there is no such kind of link"), error);
    return FALSE;
  }
  if (!haven_json_read_choice (member, haven_settings_link_words, &level, error))
    return FALSE;
  haven_settings_set_link (settings, haven_json_key (member), level);
  return TRUE;
}

static gboolean
read_list (const HavenJsonValue *value, HavenSettings *settings, GError **error)
{
  static const char *const keys[] = {"level", "address", "key", NULL};
  const char *address = NULL, *key = NULL;
  g_autoptr (GError) problem = NULL;
  HavenFollowed *followed = haven_settings_list (settings, haven_json_key (value));
  HavenJsonValue level;
  guint choice = HAVEN_LINK_NOTE;

  if (!haven_json_read_object (value, keys, error) ||
      !haven_json_get_choice (value, "level", haven_settings_link_words, &choice, error) ||
      !haven_json_get_string (value, "address", &address, error) ||
      !haven_json_get_string (value, "key", &key, error))
    return FALSE;
  followed->chosen = haven_json_has (value, "level", &level);
  followed->level = choice;
  if (address == NULL && key == NULL)
    return TRUE;
  if (haven_settings_set_source (settings, haven_json_key (value), address != NULL ? address : "",
                                 key != NULL ? key : "", &problem))
    return TRUE;
  haven_json_set_error (value, error, "%s", problem->message);
  return FALSE;
}

static gboolean
read_reminder (const HavenJsonValue *member, HavenSettings *settings, GError **error)
{
  gboolean on;

  if (haven_taxonomy_find (HAVEN_KIND_SHARING, haven_json_key (member)) == NULL) {
    set_unknown (member, HAVEN_KIND_SHARING, _ ("there is no such reminder"), error);
    return FALSE;
  }
  if (!haven_json_read_boolean (member, &on, error))
    return FALSE;
  haven_settings_set_reminder (settings, haven_json_key (member), on);
  return TRUE;
}

static gboolean
read_exceptions (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  static const char *const keys[] = {"pack", "rule", "room", NULL};
  HavenJsonValue value;
  guint length;

  if (!haven_json_has (root, "exceptions", &value))
    return TRUE;
  if (!haven_json_read_array (&value, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (&value, i), member;
    const char *pack, *rule, *room = NULL;

    if (!haven_json_read_object (&element, keys, error) ||
        !haven_json_get (&element, "pack", &member, error) ||
        !haven_json_read_string (&member, &pack, error) ||
        !haven_json_get (&element, "rule", &member, error) ||
        !haven_json_read_string (&member, &rule, error) ||
        !haven_json_get_string (&element, "room", &room, error))
      return FALSE;
    haven_settings_add_exception (settings, pack, rule, room);
  }
  return TRUE;
}

static gboolean
read_facts (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  g_autofree char *words = NULL;
  g_auto (GStrv) list = NULL;
  HavenJsonValue value;

  if (!haven_json_has (root, "facts", &value))
    return TRUE;
  if (!haven_seal_read (&value, &words, error))
    return FALSE;
  list = g_strsplit (words, "\n", -1);
  for (guint i = 0; list[i] != NULL; i++) {
    if (*list[i] != '\0' && strchr (list[i], '\t') == NULL) {
      haven_json_set_error (&value, error,
                            _ ("line %u must be an item, a tab (\\t) and a value, as in phone\\t555 0100"),
                            i + 1);
      return FALSE;
    }
    if (*list[i] != '\0')
      g_ptr_array_add (settings->facts, g_strdup (list[i]));
  }
  return TRUE;
}

static gboolean
read_string_list (const HavenJsonValue *root, const char *key, GPtrArray *into, GError **error)
{
  g_auto (GStrv) strings = NULL;

  if (!haven_json_get_strings (root, key, &strings, error))
    return FALSE;
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    g_ptr_array_add (into, g_strdup (strings[i]));
  return TRUE;
}

static void
set_unknown_profile (const HavenJsonValue *value, const char *profile, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  guint n;
  const HavenProfile *profiles = haven_profiles_get (&n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", profiles[i].id);
  haven_json_set_error (value, error, _ ("there is no profile \"%s\"; known here: %s"), profile, known->str);
}

static gboolean
read_profile (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  HavenJsonValue value;
  const char *profile;

  if (!haven_json_has (root, "profile", &value))
    return TRUE;
  if (!haven_json_read_string (&value, &profile, error))
    return FALSE;
  if (haven_profile_find (profile) == NULL) {
    set_unknown_profile (&value, profile, error);
    return FALSE;
  }
  g_free (settings->profile);
  settings->profile = g_strdup (profile);
  return TRUE;
}

static gboolean
read_country (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  HavenJsonValue value;
  const char *country;

  if (!haven_json_has (root, "country", &value))
    return TRUE;
  if (!haven_json_read_string (&value, &country, error))
    return FALSE;
  if (strlen (country) != 2 || !g_ascii_isalpha (country[0]) || !g_ascii_isalpha (country[1])) {
    haven_json_set_error (&value, error, _ ("must be the two letters of a country, as in nz"));
    return FALSE;
  }
  settings->country = g_strdup (country);
  return TRUE;
}

static gboolean
read_rest (const HavenJsonValue *root, HavenSettings *settings, GError **error)
{
  guint strictness = settings->strictness;
  gint64 held_days = settings->held_days;

  if (!haven_json_get_choice (root, "strictness", haven_settings_strictness_words, &strictness, error) ||
      !read_country (root, settings, error) ||
      !haven_json_get_int (root, "held-days", 1, HAVEN_SETTINGS_MAX_HELD_DAYS, &held_days, error) ||
      !haven_json_get_boolean (root, "keep-evidence", &settings->keep_evidence, error) ||
      !haven_json_get_boolean (root, "collapse-notes", &settings->collapse_notes, error) ||
      !haven_json_get_int (root, "attack-until", 0, HAVEN_SETTINGS_MAX_TIME, &settings->attack_until,
                           error) ||
      !read_string_list (root, "link-exceptions", settings->link_exceptions, error) ||
      !read_string_list (root, "packs-off", settings->packs_off, error))
    return FALSE;
  settings->strictness = strictness;
  settings->held_days = held_days;
  return TRUE;
}

/**
 * haven_settings_from_json:
 * @data: settings as JSON
 * @length: their size in bytes
 * @error: what is wrong, with the key's path
 *
 * Returns: (transfer full) (nullable): the settings
 */
HavenSettings *
haven_settings_from_json (const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"version",         "profile",       "strictness",     "topics",
                                     "links",           "reminders",     "rooms",          "people",
                                     "exceptions",      "custom",        "facts",          "country",
                                     "held-days",       "keep-evidence", "attack-until",   "packs-off",
                                     "link-exceptions", "lists",         "collapse-notes", NULL};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenSettings) settings = NULL;
  HavenJsonValue root;

  if (json != NULL)
    json = haven_settings_migrate (g_steal_pointer (&json), steps, HAVEN_SETTINGS_VERSION, &limits, error);
  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  settings = haven_settings_new ();
  if (!haven_json_read_object (&root, keys, error) || !read_profile (&root, settings, error) ||
      !read_rest (&root, settings, error) ||
      !read_topics (&root, settings->strictness, settings->topics, error) ||
      !read_members (&root, "links", settings, read_link, error) ||
      !read_members (&root, "lists", settings, read_list, error) ||
      !read_members (&root, "reminders", settings, read_reminder, error) ||
      !read_members (&root, "rooms", settings, read_room, error) ||
      !read_members (&root, "people", settings, read_person, error) ||
      !read_exceptions (&root, settings, error) || !haven_custom_topics_read (&root, settings, error) ||
      !read_facts (&root, settings, error))
    return NULL;
  return g_steal_pointer (&settings);
}

/**
 * haven_settings_file_version:
 * @path: a settings file
 *
 * Returns: the version that it says it is of, known to this Haven or not; 0 when it says none that can be
 * read
 */
int
haven_settings_file_version (const char *path)
{
  gsize length;
  g_autofree char *data = haven_file_read (path, limits.size, &length, NULL);
  g_autoptr (HavenJson) json = data != NULL ? haven_json_parse (data, length, &limits, NULL) : NULL;
  HavenJsonValue root;
  gint64 version = 0;

  if (json == NULL)
    return 0;
  root = haven_json_root (json);
  if (haven_json_is_object (&root))
    haven_json_get_int (&root, "version", 1, G_MAXINT, &version, NULL);
  return (int)version;
}

/**
 * haven_settings_load:
 * @path: a settings file
 * @error: what is wrong, with the file and the key's path
 *
 * Returns: (transfer full) (nullable): the settings
 */
HavenSettings *
haven_settings_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *data = haven_file_read (path, limits.size, &length, error);
  HavenSettings *settings;

  if (data == NULL)
    return NULL;
  settings = haven_settings_from_json (data, length, error);
  if (settings == NULL)
    g_prefix_error (error, "%s: ", path);
  return settings;
}
