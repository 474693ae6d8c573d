/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-list.h"

#include <string.h>

#include "haven-json-writer.h"

static void
write_text (HavenJsonWriter *writer, const char *key, const char *text)
{
  if (text != NULL)
    haven_json_writer_string (writer, key, text);
}

static void
write_texts (HavenJsonWriter *writer, const char *key, char **texts)
{
  if (texts != NULL && texts[0] != NULL)
    haven_json_writer_strings (writer, key, (const char *const *)texts);
}

static void
write_entry (HavenJsonWriter *writer, const HavenListEntry *entry)
{
  haven_json_writer_begin_object (writer, NULL);
  write_text (writer, "host", entry->host);
  write_text (writer, "sha256", entry->digest);
  write_text (writer, "path", entry->path);
  write_text (writer, "category", entry->category);
  write_text (writer, "reason", entry->reason);
  write_texts (writer, "sources", entry->sources);
  write_texts (writer, "topics", entry->topics);
  write_texts (writer, "countries", entry->countries);
  write_text (writer, "page", entry->page);
  write_text (writer, "since", entry->since);
  if (entry->retracted)
    haven_json_writer_boolean (writer, "retracted", TRUE);
  haven_json_writer_end_object (writer);
}

/**
 * haven_list_to_json:
 * @list: a list
 * @length: (out) (optional): size of the result in bytes
 *
 * Returns: (transfer full): the list in Haven's format
 */
char *
haven_list_to_json (const HavenList *list, gsize *length)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "haven-list", 1);
  haven_json_writer_string (writer, "id", list->id);
  write_text (writer, "title", list->title);
  write_text (writer, "maintainer", list->maintainer);
  write_text (writer, "date", list->date);
  write_text (writer, "licence", list->licence);
  write_text (writer, "homepage", list->homepage);
  write_text (writer, "basis", list->basis);
  write_text (writer, "category", list->category);
  haven_json_writer_begin_array (writer, "entries");
  for (guint i = 0; i < list->entries->len; i++)
    write_entry (writer, list->entries->pdata[i]);
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, TRUE, length);
}

/* A field as RFC 4180 writes it. What a spreadsheet would run as a formula is written as text. */
static void
append_field (GString *csv, const char *field, char after)
{
  if (field == NULL)
    field = "";
  if (strpbrk (field, ",\"\r\n") == NULL && (field[0] == '\0' || strchr ("=+-@", field[0]) == NULL)) {
    g_string_append (csv, field);
  } else {
    g_string_append_c (csv, '"');
    if (field[0] != '\0' && strchr ("=+-@", field[0]) != NULL)
      g_string_append_c (csv, '\'');
    for (; *field != '\0'; field++) {
      if (*field == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *field);
    }
    g_string_append_c (csv, '"');
  }
  g_string_append_c (csv, after);
}

/**
 * haven_list_to_csv:
 * @list: a list
 *
 * Entries that were taken back are left out: the other side could not tell them from the rest. So are
 * those that only give a digest.
 *
 * Returns: (transfer full): host, path, category, reason, sources and since, with a head line
 */
char *
haven_list_to_csv (const HavenList *list)
{
  GString *csv = g_string_new ("host,path,category,reason,sources,since\n");

  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    g_autofree char *sources = entry->sources != NULL ? g_strjoinv ("; ", entry->sources) : NULL;

    if (entry->retracted || entry->host == NULL)
      continue;
    append_field (csv, entry->host, ',');
    append_field (csv, entry->path, ',');
    append_field (csv, entry->category != NULL ? entry->category : list->category, ',');
    append_field (csv, entry->reason, ',');
    append_field (csv, sources, ',');
    append_field (csv, entry->since, '\n');
  }
  return g_string_free (csv, FALSE);
}
