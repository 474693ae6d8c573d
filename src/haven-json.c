/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Reading. This file and haven-json-writer.c are the only ones that touch json-glib. */

#include "haven-json.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "haven-error.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct _HavenJson {
  JsonParser *parser;
};

/**
 * haven_json_parse:
 * @data: a document
 * @length: its size in bytes
 * @limits: the bounds it must keep
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE, with line and column
 *
 * A byte order mark is passed over, as RFC 8259 allows: some editors write one unasked.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL
 */
HavenJson *
haven_json_parse (const char *data, gsize length, const HavenJsonLimits *limits, GError **error)
{
  g_autoptr (HavenJson) json = g_new0 (HavenJson, 1);

  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (data, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0) {
    data += strlen (BYTE_ORDER_MARK);
    length -= strlen (BYTE_ORDER_MARK);
  }
  if (!haven_json_check (data, length, limits, error))
    return NULL;
  json->parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (json->parser, data, length, error))
    return NULL;
  return g_steal_pointer (&json);
}

/**
 * haven_json_free:
 * @json: (nullable) (transfer full): a document
 */
void
haven_json_free (HavenJson *json)
{
  if (json == NULL)
    return;
  g_clear_object (&json->parser);
  g_free (json);
}

/**
 * haven_json_root:
 * @json: a document
 *
 * Returns: its outermost value, good as long as @json is
 */
HavenJsonValue
haven_json_root (const HavenJson *json)
{
  return (HavenJsonValue){json_parser_get_root (json->parser), NULL, NULL, 0};
}

/* Errors are printed to terminals and shown in windows, which a sign that cannot be printed may steer. */
static void
append_key (const char *key, GString *path)
{
  if (path->len > 0)
    g_string_append_c (path, '.');
  for (; *key != '\0'; key = g_utf8_next_char (key)) {
    gunichar c = g_utf8_get_char (key);

    g_string_append_unichar (path, g_unichar_isprint (c) ? c : 0xFFFD);
  }
}

static void
append_path (const HavenJsonValue *value, GString *path)
{
  if (value->parent == NULL)
    return;
  append_path (value->parent, path);
  if (value->key == NULL)
    g_string_append_printf (path, "[%u]", value->index);
  else
    append_key (value->key, path);
}

/**
 * haven_json_path:
 * @value: a place in a document
 *
 * Returns: (transfer full): the way from the root to @value, "rules[3].match"; "" for the root
 */
char *
haven_json_path (const HavenJsonValue *value)
{
  GString *path = g_string_new (NULL);

  append_path (value, path);
  return g_string_free (path, FALSE);
}

/**
 * haven_json_set_error:
 * @value: the place that is wrong
 * @error: where to put a #HAVEN_ERROR_INVALID that begins with the path of @value
 * @format: what is wrong with it, in words
 */
void
haven_json_set_error (const HavenJsonValue *value, GError **error, const char *format, ...)
{
  g_autofree char *path = haven_json_path (value);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s%s%s", path, *path != '\0' ? ": " : "", what);
}

static gboolean
holds (const HavenJsonValue *value, GType type)
{
  return JSON_NODE_HOLDS_VALUE (value->node) && json_node_get_value_type (value->node) == type;
}

/**
 * haven_json_is_null:
 * @value: a place in a document
 *
 * Returns: whether null stands there
 */
gboolean
haven_json_is_null (const HavenJsonValue *value)
{
  return JSON_NODE_HOLDS_NULL (value->node);
}

/**
 * haven_json_is_string:
 * @value: a place in a document
 *
 * Returns: whether a text stands there
 */
gboolean
haven_json_is_string (const HavenJsonValue *value)
{
  return holds (value, G_TYPE_STRING);
}

/**
 * haven_json_is_object:
 * @value: a place in a document
 *
 * Returns: whether an object stands there
 */
gboolean
haven_json_is_object (const HavenJsonValue *value)
{
  return JSON_NODE_HOLDS_OBJECT (value->node);
}

/**
 * haven_json_is_array:
 * @value: a place in a document
 *
 * Returns: whether a list stands there
 */
gboolean
haven_json_is_array (const HavenJsonValue *value)
{
  return JSON_NODE_HOLDS_ARRAY (value->node);
}

/**
 * haven_json_read_string:
 * @value: a place in a document
 * @string: (out) (transfer none): the text there, owned by the document
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: whether a text stands there
 */
gboolean
haven_json_read_string (const HavenJsonValue *value, const char **string, GError **error)
{
  if (!haven_json_is_string (value)) {
    haven_json_set_error (value, error, _ ("must be a text in quotes"));
    return FALSE;
  }
  *string = json_node_get_string (value->node);
  return TRUE;
}

/**
 * haven_json_read_boolean:
 * @value: a place in a document
 * @boolean: (out): what stands there
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: whether true or false stands there
 */
gboolean
haven_json_read_boolean (const HavenJsonValue *value, gboolean *boolean, GError **error)
{
  if (!holds (value, G_TYPE_BOOLEAN)) {
    haven_json_set_error (value, error, _ ("must be true or false"));
    return FALSE;
  }
  *boolean = json_node_get_boolean (value->node);
  return TRUE;
}

/**
 * haven_json_read_int:
 * @value: a place in a document
 * @min: the least it may be; never below -%HAVEN_JSON_LARGEST
 * @max: the most it may be; never above %HAVEN_JSON_LARGEST
 * @number: (out): the number there
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: whether a whole number within the bounds stands there
 */
gboolean
haven_json_read_int (const HavenJsonValue *value, gint64 min, gint64 max, gint64 *number, GError **error)
{
  gint64 found;

  if (!holds (value, G_TYPE_INT64)) {
    haven_json_set_error (value, error, _ ("must be a whole number"));
    return FALSE;
  }
  min = MAX (min, -HAVEN_JSON_LARGEST);
  max = MIN (max, HAVEN_JSON_LARGEST);
  found = json_node_get_int (value->node);
  if (found < min || found > max) {
    haven_json_set_error (value, error, _ ("must be from %" PRIi64 " to %" PRIi64), min, max);
    return FALSE;
  }
  *number = found;
  return TRUE;
}

/**
 * haven_json_read_choice:
 * @value: a place in a document
 * @choices: (array zero-terminated=1): the texts that may stand there
 * @choice: (out): the index of the one that does
 * @error: #HAVEN_ERROR_INVALID if something else stands there; it lists the choices
 *
 * Returns: whether one of @choices stands there
 */
gboolean
haven_json_read_choice (const HavenJsonValue *value,
                        const char *const *choices,
                        guint *choice,
                        GError **error)
{
  g_autofree char *all = NULL;

  for (guint i = 0; haven_json_is_string (value) && choices[i] != NULL; i++) {
    if (g_str_equal (choices[i], json_node_get_string (value->node))) {
      *choice = i;
      return TRUE;
    }
  }
  all = g_strjoinv (", ", (char **)choices);
  haven_json_set_error (value, error, _ ("must be one of: %s"), all);
  return FALSE;
}

/**
 * haven_json_read_array:
 * @value: a place in a document
 * @length: (out): how many elements the list there has
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: whether a list stands there
 */
gboolean
haven_json_read_array (const HavenJsonValue *value, guint *length, GError **error)
{
  if (!haven_json_is_array (value)) {
    haven_json_set_error (value, error, _ ("must be a list in [ ]"));
    return FALSE;
  }
  *length = json_array_get_length (json_node_get_array (value->node));
  return TRUE;
}

static void
set_unknown_key_error (const HavenJsonValue *member, const char *const *known_keys, GError **error)
{
  g_autofree char *all = g_strjoinv (", ", (char **)known_keys);

  haven_json_set_error (member, error, _ ("no such key; known here: %s"), all);
}

/**
 * haven_json_read_object:
 * @value: a place in a document
 * @known_keys: (nullable) (array zero-terminated=1): the only keys that may stand in it, %NULL for any
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * A key that starts with "$" or "_" is always allowed: "$schema" and remarks of people.
 *
 * Returns: whether an object with no other keys stands there
 */
gboolean
haven_json_read_object (const HavenJsonValue *value, const char *const *known_keys, GError **error)
{
  if (!haven_json_is_object (value)) {
    haven_json_set_error (value, error, _ ("must be an object in { }"));
    return FALSE;
  }
  if (known_keys == NULL)
    return TRUE;
  for (HavenJsonMembers at = haven_json_members (value); haven_json_next (&at);) {
    HavenJsonValue member = at.member;

    if (*member.key == '$' || *member.key == '_' || g_strv_contains (known_keys, member.key))
      continue;
    set_unknown_key_error (&member, known_keys, error);
    return FALSE;
  }
  return TRUE;
}

/**
 * haven_json_read_strings:
 * @value: a place in a document
 * @strings: (out) (transfer full) (array zero-terminated=1): copies of the texts in the list there
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: whether a list of texts stands there
 */
gboolean
haven_json_read_strings (const HavenJsonValue *value, char ***strings, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);
  guint length;

  if (!haven_json_read_array (value, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (value, i);
    const char *string;

    if (!haven_json_read_string (&element, &string, error))
      return FALSE;
    g_ptr_array_add (copies, g_strdup (string));
  }
  g_ptr_array_add (copies, NULL);
  *strings = (char **)g_ptr_array_free (g_steal_pointer (&copies), FALSE);
  return TRUE;
}

/**
 * haven_json_element:
 * @array: a place where a list stands
 * @index: which element, less than its length
 *
 * Returns: the place of that element; it borrows @array
 */
HavenJsonValue
haven_json_element (const HavenJsonValue *array, guint index)
{
  return (HavenJsonValue){json_array_get_element (json_node_get_array (array->node), index), array, NULL,
                          index};
}

/**
 * haven_json_has:
 * @object: a place where an object stands
 * @key: a key; it must live as long as @value
 * @value: (out): the place of that member; it borrows @object
 *
 * Returns: whether there is such a member
 */
gboolean
haven_json_has (const HavenJsonValue *object, const char *key, HavenJsonValue *value)
{
  JsonNode *node = json_object_get_member (json_node_get_object (object->node), key);

  if (node == NULL)
    return FALSE;
  *value = (HavenJsonValue){node, object, key, 0};
  return TRUE;
}

/**
 * haven_json_get:
 * @object: a place where an object stands
 * @key: a key; it must live as long as @value
 * @value: (out): the place of that member; it borrows @object
 * @error: #HAVEN_ERROR_INVALID if there is no such member
 *
 * Returns: whether there is such a member
 */
gboolean
haven_json_get (const HavenJsonValue *object, const char *key, HavenJsonValue *value, GError **error)
{
  if (haven_json_has (object, key, value))
    return TRUE;
  haven_json_set_error (object, error, _ ("the key \"%s\" is missing"), key);
  return FALSE;
}

/**
 * haven_json_n_members:
 * @object: a place where an object stands
 *
 * Returns: how many keys it has
 */
guint
haven_json_n_members (const HavenJsonValue *object)
{
  return json_object_get_size (json_node_get_object (object->node));
}

/**
 * haven_json_members:
 * @object: a place where an object stands
 *
 * Returns: the way through its members in the order of the document, for haven_json_next(); it borrows
 * @object
 */
HavenJsonMembers
haven_json_members (const HavenJsonValue *object)
{
  HavenJsonMembers members = {.object = object};

  G_STATIC_ASSERT (sizeof (JsonObjectIter) <= sizeof members.state);
  json_object_iter_init_ordered ((JsonObjectIter *)members.state, json_node_get_object (object->node));
  return members;
}

/**
 * haven_json_next:
 * @members: a way through an object
 *
 * Goes on to the next member, which is @members->member then, and borrows the object too.
 *
 * Returns: whether there is one more
 */
gboolean
haven_json_next (HavenJsonMembers *members)
{
  const char *key;
  JsonNode *node;

  if (!json_object_iter_next_ordered ((JsonObjectIter *)members->state, &key, &node))
    return FALSE;
  members->member = (HavenJsonValue){node, members->object, key, 0};
  return TRUE;
}

/**
 * haven_json_key:
 * @member: a member of an object
 *
 * Returns: its key, owned by the document
 */
const char *
haven_json_key (const HavenJsonValue *member)
{
  return member->key;
}

/**
 * haven_json_get_string:
 * @object: a place where an object stands
 * @key: the key of an optional member
 * @string: (inout) (transfer none): the text there; untouched when there is none
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_json_get_string (const HavenJsonValue *object, const char *key, const char **string, GError **error)
{
  HavenJsonValue value;

  return !haven_json_has (object, key, &value) || haven_json_read_string (&value, string, error);
}

/**
 * haven_json_get_boolean:
 * @object: a place where an object stands
 * @key: the key of an optional member
 * @boolean: (inout): what stands there; untouched when nothing does
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_json_get_boolean (const HavenJsonValue *object, const char *key, gboolean *boolean, GError **error)
{
  HavenJsonValue value;

  return !haven_json_has (object, key, &value) || haven_json_read_boolean (&value, boolean, error);
}

/**
 * haven_json_get_int:
 * @object: a place where an object stands
 * @key: the key of an optional member
 * @min: the least it may be
 * @max: the most it may be
 * @number: (inout): the number there; untouched when there is none
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_json_get_int (
    const HavenJsonValue *object, const char *key, gint64 min, gint64 max, gint64 *number, GError **error)
{
  HavenJsonValue value;

  return !haven_json_has (object, key, &value) || haven_json_read_int (&value, min, max, number, error);
}

/**
 * haven_json_get_choice:
 * @object: a place where an object stands
 * @key: the key of an optional member
 * @choices: (array zero-terminated=1): the texts that may stand there
 * @choice: (inout): the index of the one that does; untouched when there is none
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_json_get_choice (
    const HavenJsonValue *object, const char *key, const char *const *choices, guint *choice, GError **error)
{
  HavenJsonValue value;

  return !haven_json_has (object, key, &value) || haven_json_read_choice (&value, choices, choice, error);
}

/**
 * haven_json_get_strings:
 * @object: a place where an object stands
 * @key: the key of an optional member
 * @strings: (inout) (transfer full): copies of the texts there; untouched when there are none
 * @error: #HAVEN_ERROR_INVALID if something else stands there
 *
 * Returns: %FALSE only with @error set
 */
gboolean
haven_json_get_strings (const HavenJsonValue *object, const char *key, char ***strings, GError **error)
{
  HavenJsonValue value;

  return !haven_json_has (object, key, &value) || haven_json_read_strings (&value, strings, error);
}
