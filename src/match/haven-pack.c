/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that reads a pack: who it is from, its concepts, its readings, its rules; or only its head,
 * where the rest is compiled already. */

#include "haven-pack-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "haven-choices.h"
#include "haven-error.h"
#include "haven-file.h"
#include "haven-frames.h"
#include "haven-heads.h"

#define FORMAT_VERSION 1
#define MAX_PACK_BYTES (8 * 1024 * 1024)
#define MAX_JSON_DEPTH 8
#define MAX_JSON_MEMBERS 200000
#define MAX_CONCEPTS 2000
#define MAX_RULES 20000
#define MAX_USES 16
#define MAX_ENTRY 200

static const char *const pack_keys[] = {"haven",    "id",         "title",    "language", "version",
                                        "licence",  "maintainer", "kind",     "category", "uses",
                                        "frames",   "open",       "unless",   "concepts", "parts",
                                        "readings", "rules",      "examples", "part-of",  NULL};

static void
concept_free (HavenConcept *concept)
{
  g_free (concept->name);
  g_strfreev (concept->entries);
  g_free (concept->where);
  g_free (concept->asks);
  g_free (concept);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConcept, concept_free)

static void
reading_free (HavenReadingText *reading)
{
  g_free (reading->spelling);
  g_free (reading->words);
  g_free (reading);
}

/**
 * haven_pack_new_empty:
 * @name: (nullable): what to call it in errors
 *
 * Returns: (transfer full): a pack that says nothing yet
 */
HavenPack *
haven_pack_new_empty (const char *name)
{
  HavenPack *pack = g_new0 (HavenPack, 1);

  pack->refs = 1;
  pack->name = g_strdup (name);
  pack->concepts = g_ptr_array_new_with_free_func ((GDestroyNotify)concept_free);
  pack->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  pack->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_part_free);
  pack->open = g_ptr_array_new ();
  pack->frame_examples = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_rule_free);
  pack->readings = g_ptr_array_new_with_free_func ((GDestroyNotify)reading_free);
  pack->rules = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_rule_free);
  return pack;
}

static void
pack_free (HavenPack *pack)
{
  g_free (pack->name);
  g_free (pack->id);
  g_free (pack->title);
  g_free (pack->version);
  g_free (pack->language);
  g_free (pack->part_of);
  g_free (pack->licence);
  g_free (pack->maintainer);
  g_strfreev (pack->uses);
  g_free (pack->category);
  g_free (pack->frames);
  g_ptr_array_unref (pack->frame_examples);
  g_ptr_array_unref (pack->parts);
  g_ptr_array_unref (pack->open);
  g_hash_table_unref (pack->by_name);
  g_ptr_array_unref (pack->concepts);
  g_ptr_array_unref (pack->readings);
  g_ptr_array_unref (pack->rules);
  g_free (pack->checksum);
  g_free (pack);
}

/**
 * haven_pack_ref:
 * @pack: a pack
 *
 * Returns: (transfer full): @pack
 */
HavenPack *
haven_pack_ref (HavenPack *pack)
{
  g_atomic_int_inc (&pack->refs);
  return pack;
}

/**
 * haven_pack_unref:
 * @pack: (nullable) (transfer full): a pack
 */
void
haven_pack_unref (HavenPack *pack)
{
  if (pack != NULL && g_atomic_int_dec_and_test (&pack->refs))
    pack_free (pack);
}

static gboolean
read_text (const HavenJsonValue *root, const char *key, gboolean needed, char **text, GError **error)
{
  HavenJsonValue value;
  const char *string;

  if (!needed && !haven_json_has (root, key, &value))
    return TRUE;
  if (!haven_json_get (root, key, &value, error) || !haven_json_read_string (&value, &string, error))
    return FALSE;
  if (*string == '\0' || strlen (string) > MAX_ENTRY) {
    haven_json_set_error (&value, error, _ ("must be 1 to %u bytes"), MAX_ENTRY);
    return FALSE;
  }
  *text = g_strdup (string);
  return TRUE;
}

static gboolean
check_id (const char *key, const char *id, GError **error)
{
  if (id == NULL || haven_pack_id_is_valid (id))
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
               _ ("%s: an id is 1 to 64 letters, digits, and - _ . :"), key);
  return FALSE;
}

static gboolean
read_uses (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  if (!haven_json_get_strings (root, "uses", &pack->uses, error))
    return FALSE;
  if (pack->uses == NULL || g_strv_length (pack->uses) <= MAX_USES)
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ ("uses: at most %u packs"), MAX_USES);
  return FALSE;
}

/* What stands in the same words in a pack, and where its head is kept. */
static gboolean
read_names (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  return read_text (root, "id", TRUE, &pack->id, error) && check_id ("id", pack->id, error) &&
         read_text (root, "title", TRUE, &pack->title, error) &&
         read_text (root, "language", TRUE, &pack->language, error) &&
         read_text (root, "version", TRUE, &pack->version, error) &&
         read_text (root, "part-of", FALSE, &pack->part_of, error) &&
         check_id ("part-of", pack->part_of, error) && read_uses (root, pack, error);
}

static gboolean
read_format (const HavenJsonValue *root, GError **error)
{
  HavenJsonValue value;
  gint64 format;

  if (!haven_json_get (root, "haven", &value, error) ||
      !haven_json_read_int (&value, 0, G_MAXINT32, &format, error))
    return FALSE;
  if (format == FORMAT_VERSION)
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION,
               _ ("haven: this Haven reads packs of version %d, not %" PRIi64), FORMAT_VERSION, format);
  return FALSE;
}

static gboolean
read_top (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  return haven_json_read_object (root, pack_keys, error) && read_format (root, error) &&
         read_names (root, pack, error) && read_text (root, "licence", FALSE, &pack->licence, error) &&
         read_text (root, "maintainer", FALSE, &pack->maintainer, error);
}

static gboolean
check_entries (const HavenJsonValue *member, const HavenConcept *concept, GError **error)
{
  if (concept->entries[0] == NULL) {
    haven_json_set_error (member, error, _ ("the concept is empty"));
    return FALSE;
  }
  for (guint i = 0; concept->entries[i] != NULL; i++) {
    HavenJsonValue element = haven_json_element (member, i);
    const char *entry = concept->entries[i];

    if (*entry != '\0' && strlen (entry) <= MAX_ENTRY)
      continue;
    haven_json_set_error (&element, error, _ ("an entry is 1 to %u bytes"), MAX_ENTRY);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_entries (const HavenJsonValue *member, HavenConcept *concept, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  guint bad = 0;
  HavenJsonValue element;

  if (!haven_json_read_strings (member, &concept->entries, error) || !check_entries (member, concept, error))
    return FALSE;
  if (haven_choices_spell_out (&concept->entries, &bad, &wrong))
    return TRUE;
  element = haven_json_element (member, bad);
  haven_json_set_error (&element, error, "%s", wrong->message);
  return FALSE;
}

static gboolean
read_concepts (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  HavenJsonValue concepts;

  if (!haven_json_has (root, "concepts", &concepts))
    return TRUE;
  if (!haven_json_read_object (&concepts, NULL, error))
    return FALSE;
  if (haven_json_n_members (&concepts) > MAX_CONCEPTS) {
    haven_json_set_error (&concepts, error, _ ("at most %u concepts"), MAX_CONCEPTS);
    return FALSE;
  }
  for (HavenJsonMembers at = haven_json_members (&concepts); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    g_autoptr (HavenConcept) concept = g_new0 (HavenConcept, 1);

    concept->name = g_strdup (haven_json_key (&member));
    concept->where = haven_json_path (&member);
    if (!haven_concept_name_is_valid (concept->name)) {
      haven_json_set_error (&member, error, _ ("the name of a concept is small letters, digits and -"));
      return FALSE;
    }
    if (!read_entries (&member, concept, error))
      return FALSE;
    g_hash_table_insert (pack->by_name, concept->name, concept);
    g_ptr_array_add (pack->concepts, g_steal_pointer (&concept));
  }
  return TRUE;
}

static gboolean
read_readings (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  HavenJsonValue readings;

  if (!haven_json_has (root, "readings", &readings))
    return TRUE;
  if (!haven_json_read_object (&readings, NULL, error))
    return FALSE;
  if (haven_json_n_members (&readings) > MAX_CONCEPTS) {
    haven_json_set_error (&readings, error, _ ("at most %u readings"), MAX_CONCEPTS);
    return FALSE;
  }
  for (HavenJsonMembers at = haven_json_members (&readings); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    HavenReadingText *reading;
    const char *words;

    if (!haven_json_read_string (&member, &words, error))
      return FALSE;
    reading = g_new0 (HavenReadingText, 1);
    reading->spelling = g_strdup (haven_json_key (&member));
    reading->words = g_strdup (words);
    g_ptr_array_add (pack->readings, reading);
  }
  return TRUE;
}

static gboolean
read_rule_list (const HavenJsonValue *list,
                HavenPack *pack,
                const HavenRuleDefaults *defaults,
                GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint length;

  if (!haven_json_read_array (list, &length, error))
    return FALSE;
  if (length > MAX_RULES) {
    haven_json_set_error (list, error, _ ("at most %u rules"), MAX_RULES);
    return FALSE;
  }
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (list, i);
    HavenRule *rule = haven_rule_read (&element, defaults, error);

    if (rule == NULL)
      return FALSE;
    g_ptr_array_add (pack->rules, rule);
    if (!g_hash_table_add (ids, rule->id)) {
      haven_json_set_error (&element, error, _ ("another rule of this pack is called “%s” too"), rule->id);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_contexts (const GPtrArray *unless, GError **error)
{
  for (guint i = 0; i < unless->len; i++) {
    const HavenCondition *condition = unless->pdata[i];

    if (condition->kind == HAVEN_CONDITION_CONTEXT)
      continue;
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("unless[%u]: a pack may name contexts only; put “%s” into its rules"), i,
                 condition->source);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_subject (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  static const char *const kinds[] = {"content", "harassment", "link", "sharing", NULL};
  const char *category = NULL;
  HavenJsonValue value;
  guint kind = 0;

  if (!haven_json_get (root, "kind", &value, error) ||
      !haven_json_read_choice (&value, kinds, &kind, error) ||
      !haven_json_get_string (root, "category", &category, error))
    return FALSE;
  if (category != NULL && !haven_pack_id_is_valid (category)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         _ ("category: an id is 1 to 64 letters, digits, and - _ . :"));
    return FALSE;
  }
  pack->kind = HAVEN_KIND_CONTENT + kind;
  pack->category = g_strdup (category);
  return TRUE;
}

static gboolean
read_rules (const HavenJsonValue *root, HavenPack *pack, GError **error)
{
  g_autoptr (GPtrArray) unless = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_condition_free);
  HavenRuleDefaults defaults = {.unless = unless, .is_frame = haven_frames_is_frame_pack (pack)};
  HavenJsonValue list;
  gboolean has_rules = haven_json_has (root, "rules", &list);

  if (!has_rules && pack->frames == NULL) {
    pack->is_language = pack->readings->len > 0;
    return TRUE;
  }
  if (!read_subject (root, pack, error) || !haven_conditions_read (root, "unless", unless, error) ||
      !check_contexts (unless, error))
    return FALSE;
  defaults.kind = pack->kind;
  defaults.category = pack->category;
  return !has_rules || read_rule_list (&list, pack, &defaults, error);
}

static gboolean
read_pack (HavenPack *pack, const char *data, gsize length, GError **error)
{
  static const HavenJsonLimits limits = {MAX_PACK_BYTES, MAX_JSON_DEPTH, MAX_JSON_MEMBERS};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  HavenJsonValue root;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  return read_top (&root, pack, error) && read_concepts (&root, pack, error) &&
         haven_frames_read (&root, pack, error) && read_readings (&root, pack, error) &&
         read_rules (&root, pack, error);
}

/* Checks the form of @data, whose checksum is known. */
static HavenPack *
new_whole (const char *data, gsize length, const char *checksum, const char *name, GError **error)
{
  g_autoptr (HavenPack) pack = haven_pack_new_empty (name);

  if (!read_pack (pack, data, length, error)) {
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  pack->checksum = g_strdup (checksum);
  pack->is_whole = TRUE;
  pack->has_rules = pack->frames != NULL || (pack->rules->len > 0 && !haven_frames_is_frame_pack (pack));
  return g_steal_pointer (&pack);
}

/**
 * haven_pack_new_from_data:
 * @data: a pack's JSON
 * @length: its size in bytes
 * @name: what to call it in errors, usually the name of its file
 * @error: a #HavenError that begins with @name and the path of what is wrong
 *
 * Checks the form. Whether its concepts exist shows when it is compiled beside others.
 *
 * Returns: (transfer full) (nullable): the pack, or %NULL
 */
HavenPack *
haven_pack_new_from_data (const char *data, gsize length, const char *name, GError **error)
{
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data, length);

  return new_whole (data, length, checksum, name, error);
}

/**
 * haven_pack_new_from_file:
 * @path: a file
 * @heads: (nullable): what is known of packs that were read before; of one that is among them only that is
 *   known, and the rest is read when it has to be compiled
 * @error: a #HavenError or #GFileError that begins with @path
 *
 * Returns: (transfer full) (nullable): the pack, or %NULL
 */
HavenPack *
haven_pack_new_from_file (const char *path, HavenHeads *heads, GError **error)
{
  gsize length;
  g_autofree char *data = haven_file_read (path, MAX_PACK_BYTES, &length, error);
  g_autofree char *checksum = NULL;
  HavenPack *pack;

  if (data == NULL)
    return NULL;
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data, length);
  pack = heads != NULL ? haven_heads_find (heads, checksum, path) : NULL;
  if (pack != NULL)
    return pack;
  pack = new_whole (data, length, checksum, path, error);
  if (pack != NULL && heads != NULL)
    haven_heads_add (heads, pack);
  return pack;
}

/**
 * haven_pack_new_head:
 * @pack: a pack
 * @name: what to call it in errors: the name of its file
 *
 * Returns: (transfer full): the same pack, of which only the head is known
 */
HavenPack *
haven_pack_new_head (const HavenPack *pack, const char *name)
{
  HavenPack *head = haven_pack_new_empty (name);

  head->checksum = g_strdup (pack->checksum);
  head->id = g_strdup (pack->id);
  head->part_of = g_strdup (pack->part_of);
  head->title = g_strdup (pack->title);
  head->version = g_strdup (pack->version);
  head->language = g_strdup (pack->language);
  head->uses = g_strdupv (pack->uses);
  head->frames = g_strdup (pack->frames);
  head->has_rules = pack->has_rules;
  return head;
}

/**
 * haven_pack_read_head:
 * @object: what haven_pack_write_head() wrote, from anywhere
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): a pack of which only the head is known, without a file, or %NULL
 */
HavenPack *
haven_pack_read_head (const HavenJsonValue *object, GError **error)
{
  static const char *const keys[] = {"checksum", "id",   "title",  "language", "version",
                                     "part-of",  "uses", "frames", "rules",    NULL};
  g_autoptr (HavenPack) head = haven_pack_new_empty (NULL);

  if (!haven_json_read_object (object, keys, error) ||
      !read_text (object, "checksum", TRUE, &head->checksum, error) || !read_names (object, head, error) ||
      !read_text (object, "frames", FALSE, &head->frames, error) ||
      !haven_json_get_boolean (object, "rules", &head->has_rules, error))
    return NULL;
  return g_steal_pointer (&head);
}

/**
 * haven_pack_write_head:
 * @pack: a pack
 * @writer: where to write what haven_pack_read_head() reads
 */
void
haven_pack_write_head (const HavenPack *pack, HavenJsonWriter *writer)
{
  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, "checksum", pack->checksum);
  haven_json_writer_string (writer, "id", pack->id);
  haven_json_writer_string (writer, "title", pack->title);
  haven_json_writer_string (writer, "language", pack->language);
  haven_json_writer_string (writer, "version", pack->version);
  if (pack->part_of != NULL)
    haven_json_writer_string (writer, "part-of", pack->part_of);
  if (pack->uses != NULL)
    haven_json_writer_strings (writer, "uses", (const char *const *)pack->uses);
  if (pack->frames != NULL)
    haven_json_writer_string (writer, "frames", pack->frames);
  haven_json_writer_boolean (writer, "rules", pack->has_rules);
  haven_json_writer_end_object (writer);
}

/**
 * haven_pack_get_id:
 * @pack: a pack
 *
 * Returns: its stable id
 */
const char *
haven_pack_get_id (const HavenPack *pack)
{
  return pack->id;
}

/**
 * haven_pack_get_whole:
 * @pack: a pack
 *
 * Settings name a pack by its id: what a pack was before it was parted into files keeps that id, so that a
 * user's exceptions, and what they switched off, stay true.
 *
 * Returns: the id of the pack that it is a part of, or its own
 */
const char *
haven_pack_get_whole (const HavenPack *pack)
{
  return pack->part_of != NULL ? pack->part_of : pack->id;
}

/**
 * haven_pack_get_title:
 * @pack: a pack
 *
 * Returns: its title, in its language
 */
const char *
haven_pack_get_title (const HavenPack *pack)
{
  return pack->title;
}

/**
 * haven_pack_get_version:
 * @pack: a pack
 *
 * Returns: its version, such as "2026.11"
 */
const char *
haven_pack_get_version (const HavenPack *pack)
{
  return pack->version;
}

/**
 * haven_pack_list_topics:
 * @pack: a pack
 *
 * Returns: (transfer container) (element-type utf8): the ids of the topics that its rules are about, each
 * once
 */
GPtrArray *
haven_pack_list_topics (const HavenPack *pack)
{
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; i < pack->rules->len; i++) {
    const HavenRule *rule = pack->rules->pdata[i];

    if (rule->kind == HAVEN_KIND_CONTENT && rule->category != NULL &&
        !g_ptr_array_find_with_equal_func (topics, rule->category, g_str_equal, NULL))
      g_ptr_array_add (topics, rule->category);
  }
  return topics;
}

/**
 * haven_pack_has_rules:
 * @pack: a pack
 *
 * Returns: whether it notices anything by itself; others hold words, or frames, that packs lean on
 */
gboolean
haven_pack_has_rules (const HavenPack *pack)
{
  return pack->has_rules;
}

/**
 * haven_pack_is_language:
 * @pack: a pack
 *
 * Returns: whether it has no rules, but the common words of its language and how they are shortened
 */
gboolean
haven_pack_is_language (const HavenPack *pack)
{
  return pack->is_language;
}
