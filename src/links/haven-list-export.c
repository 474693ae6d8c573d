/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-list.h"

#include "haven-csv.h"
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
  static const char *const head[] = {"host", "path", "category", "reason", "sources", "since"};
  GString *csv = g_string_new (NULL);

  haven_csv_append_row (csv, head, G_N_ELEMENTS (head));
  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    g_autofree char *sources = entry->sources != NULL ? g_strjoinv ("; ", entry->sources) : NULL;
    const char *const row[] = {
        entry->host,   entry->path, entry->category != NULL ? entry->category : list->category,
        entry->reason, sources,     entry->since};

    if (!entry->retracted && entry->host != NULL)
      haven_csv_append_row (csv, row, G_N_ELEMENTS (row));
  }
  return g_string_free (csv, FALSE);
}
