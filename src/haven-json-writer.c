/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Writing. This file and haven-json.c are the only ones that touch json-glib. */

#include "haven-json-writer.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _HavenJsonWriter {
  JsonBuilder *builder;
};

/**
 * haven_json_writer_new:
 *
 * Returns: (transfer full): a writer of one document. In all its functions a key is %NULL for the
 *   outermost value and for elements of a list.
 */
HavenJsonWriter *
haven_json_writer_new (void)
{
  HavenJsonWriter *writer = g_new0 (HavenJsonWriter, 1);

  writer->builder = json_builder_new_immutable ();
  return writer;
}

/**
 * haven_json_writer_free:
 * @writer: (nullable) (transfer full): a writer
 */
void
haven_json_writer_free (HavenJsonWriter *writer)
{
  if (writer == NULL)
    return;
  g_object_unref (writer->builder);
  g_free (writer);
}

static void
write_key (HavenJsonWriter *writer, const char *key)
{
  if (key != NULL)
    json_builder_set_member_name (writer->builder, key);
}

/**
 * haven_json_writer_begin_object:
 * @writer: a writer
 * @key: (nullable): the key
 */
void
haven_json_writer_begin_object (HavenJsonWriter *writer, const char *key)
{
  write_key (writer, key);
  json_builder_begin_object (writer->builder);
}

/**
 * haven_json_writer_end_object:
 * @writer: a writer
 */
void
haven_json_writer_end_object (HavenJsonWriter *writer)
{
  json_builder_end_object (writer->builder);
}

/**
 * haven_json_writer_begin_array:
 * @writer: a writer
 * @key: (nullable): the key
 */
void
haven_json_writer_begin_array (HavenJsonWriter *writer, const char *key)
{
  write_key (writer, key);
  json_builder_begin_array (writer->builder);
}

/**
 * haven_json_writer_end_array:
 * @writer: a writer
 */
void
haven_json_writer_end_array (HavenJsonWriter *writer)
{
  json_builder_end_array (writer->builder);
}

/**
 * haven_json_writer_string:
 * @writer: a writer
 * @key: (nullable): the key
 * @string: (nullable): the text, UTF-8; %NULL writes null
 */
void
haven_json_writer_string (HavenJsonWriter *writer, const char *key, const char *string)
{
  write_key (writer, key);
  if (string == NULL)
    json_builder_add_null_value (writer->builder);
  else
    json_builder_add_string_value (writer->builder, string);
}

/**
 * haven_json_writer_int:
 * @writer: a writer
 * @key: (nullable): the key
 * @number: the number
 */
void
haven_json_writer_int (HavenJsonWriter *writer, const char *key, gint64 number)
{
  write_key (writer, key);
  json_builder_add_int_value (writer->builder, number);
}

/**
 * haven_json_writer_boolean:
 * @writer: a writer
 * @key: (nullable): the key
 * @boolean: true or false
 */
void
haven_json_writer_boolean (HavenJsonWriter *writer, const char *key, gboolean boolean)
{
  write_key (writer, key);
  json_builder_add_boolean_value (writer->builder, boolean);
}

/**
 * haven_json_writer_strings:
 * @writer: a writer
 * @key: (nullable): the key
 * @strings: (nullable) (array zero-terminated=1): the texts of a list; %NULL writes an empty one
 */
void
haven_json_writer_strings (HavenJsonWriter *writer, const char *key, const char *const *strings)
{
  haven_json_writer_begin_array (writer, key);
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    haven_json_writer_string (writer, NULL, strings[i]);
  haven_json_writer_end_array (writer);
}

/**
 * haven_json_writer_copy:
 * @writer: a writer
 * @key: (nullable): the key; not for the outermost value
 * @value: a value of another document, written as it stands there
 */
void
haven_json_writer_copy (HavenJsonWriter *writer, const char *key, const HavenJsonValue *value)
{
  write_key (writer, key);
  json_builder_add_value (writer->builder, json_node_copy (value->node));
}

/* json-glib 1.6 escapes all control characters but U+001F, which is none outside of a text. */
static char *
escape_last_control (char *json)
{
  g_auto (GStrv) parts = NULL;

  if (strchr (json, '\x1f') == NULL)
    return json;
  parts = g_strsplit (json, "\x1f", -1);
  g_free (json);
  return g_strjoinv ("\\u001f", parts);
}

/**
 * haven_json_writer_finish:
 * @writer: a writer whose document is complete; it is empty afterwards
 * @pretty: whether people will read it
 * @length: (out) (optional): its size in bytes
 *
 * Returns: (transfer full): the document, without a final newline
 */
char *
haven_json_writer_finish (HavenJsonWriter *writer, gboolean pretty, gsize *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (writer->builder);
  char *json;

  json_generator_set_pretty (generator, pretty);
  json_generator_set_root (generator, root);
  json_builder_reset (writer->builder);
  json = escape_last_control (json_generator_to_data (generator, NULL));
  if (length != NULL)
    *length = strlen (json);
  return json;
}
