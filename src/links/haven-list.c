/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-day.h"
#include "haven-error.h"
#include "haven-file.h"
#include "haven-json.h"
#include "links/haven-domain.h"
#include "links/haven-host.h"

#define LIST_VERSION 1

static const HavenJsonLimits limits = {HAVEN_LIST_MAX_SIZE, 8, 4 * 1024 * 1024};

static const char *const categories[] = {
    "low-credibility:fabricated",
    "low-credibility:conspiracy",
    "low-credibility:unreliable",
    "low-credibility:mixed",
    "health-fraud",
    "stop-treatment",
    "pro-harm",
    "satire",
    "state-media",
    "reputable",
    "fact-checker",
    "shortener",
    "well-known",
    NULL,
};

/**
 * haven_list_category_known:
 * @category: id of a category
 *
 * Returns: whether a list may give it to a site
 */
gboolean
haven_list_category_known (const char *category)
{
  return g_strv_contains (categories, category);
}

static void
entry_free (HavenListEntry *entry)
{
  g_free (entry->host);
  g_free (entry->digest);
  g_free (entry->path);
  g_free (entry->category);
  g_free (entry->reason);
  g_strfreev (entry->sources);
  g_strfreev (entry->topics);
  g_strfreev (entry->countries);
  g_free (entry->page);
  g_free (entry->since);
  g_free (entry);
}

/**
 * haven_list_new:
 * @id: its id
 *
 * Returns: (transfer full): an empty list
 */
HavenList *
haven_list_new (const char *id)
{
  HavenList *list = g_new0 (HavenList, 1);

  list->id = g_strdup (id);
  list->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  return list;
}

/**
 * haven_list_free:
 * @list: (nullable) (transfer full): a list
 */
void
haven_list_free (HavenList *list)
{
  if (list == NULL)
    return;
  g_free (list->id);
  g_free (list->title);
  g_free (list->maintainer);
  g_free (list->date);
  g_free (list->licence);
  g_free (list->homepage);
  g_free (list->basis);
  g_free (list->category);
  g_ptr_array_unref (list->entries);
  g_free (list);
}

/* Paths are compared as bytes, so they are put in one form: no query, no slash at the end. */
static char *
canonical_path (const char *path)
{
  gsize length = strcspn (path, "?#");

  while (length > 0 && path[length - 1] == '/')
    length--;
  return length > 0 ? g_strndup (path, length) : NULL;
}

/**
 * haven_list_add:
 * @list: a list
 * @address: a host, or a host and a path, with or without a scheme
 *
 * An address under which everybody may have a site, such as "co.uk", is refused: it would speak of people
 * who have nothing to do with it.
 *
 * Returns: (transfer none) (nullable): the new entry; %NULL when @address is no host that can be listed
 */
HavenListEntry *
haven_list_add (HavenList *list, const char *address)
{
  const char *scheme = strstr (address, "://");
  const char *start = scheme != NULL ? scheme + 3 : address;
  gsize length;
  HavenListEntry *entry;
  g_autofree char *host = NULL;

  if (g_str_has_prefix (start, "*."))
    start += 2;
  length = strcspn (start, "/:?#");
  if ((length > 0 && start[length - 1] == '.') || strlen (start + length) > HAVEN_LIST_MAX_TEXT ||
      !g_utf8_validate (start + length, -1, NULL))
    return NULL;
  host = haven_host_parse_address (start, length);
  if (host == NULL) {
    host = haven_host_to_ascii (start, length);
    if (host == NULL || strpbrk (host, " \t@*|^$()[]\"'<>\\,;") != NULL)
      return NULL;
    /* the host of a hosting site itself may only be listed with a path */
    if (strchr (host, '.') == NULL || haven_domain_is_suffix (host))
      return NULL;
  }
  entry = g_new0 (HavenListEntry, 1);
  entry->host = g_steal_pointer (&host);
  entry->path = start[length] == '/' ? canonical_path (start + length) : NULL;
  g_ptr_array_add (list->entries, entry);
  return entry;
}

static gboolean
read_text (const HavenJsonValue *object, const char *key, gboolean needed, char **text, GError **error)
{
  const char *string = NULL;
  HavenJsonValue value;

  if (!haven_json_has (object, key, &value)) {
    if (needed)
      haven_json_get (object, key, &value, error);
    return !needed;
  }
  if (!haven_json_read_string (&value, &string, error))
    return FALSE;
  if (strlen (string) > HAVEN_LIST_MAX_TEXT || (needed && *string == '\0')) {
    haven_json_set_error (&value, error, _ ("must hold 1 to %d bytes"), HAVEN_LIST_MAX_TEXT);
    return FALSE;
  }
  *text = g_strdup (string);
  return TRUE;
}

static gboolean
read_category (const HavenJsonValue *object, gboolean needed, char **category, GError **error)
{
  HavenJsonValue value;

  if (!read_text (object, "category", needed, category, error))
    return FALSE;
  if (*category == NULL || haven_list_category_known (*category))
    return TRUE;
  haven_json_has (object, "category", &value);
  haven_json_set_error (&value, error, _ ("is no category of sites"));
  return FALSE;
}

/* An entry that names its host by a digest only. */
static HavenListEntry *
add_digest (HavenList *list, const char *digest)
{
  HavenListEntry *entry;

  if (strlen (digest) != 64 || strspn (digest, "0123456789abcdef") != 64)
    return NULL;
  entry = g_new0 (HavenListEntry, 1);
  entry->digest = g_strdup (digest);
  g_ptr_array_add (list->entries, entry);
  return entry;
}

static gboolean
read_entry (HavenList *list, const HavenJsonValue *object, GError **error)
{
  static const char *const keys[] = {"host",   "path",      "sha256", "category", "reason",    "sources",
                                     "topics", "countries", "page",   "since",    "retracted", NULL};
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *digest = NULL;
  HavenListEntry *entry;

  if (!haven_json_read_object (object, keys, error) || !read_text (object, "host", FALSE, &host, error) ||
      !read_text (object, "sha256", FALSE, &digest, error) ||
      !read_text (object, "path", FALSE, &path, error))
    return FALSE;
  if (digest != NULL)
    entry = host == NULL && path == NULL ? add_digest (list, digest) : NULL;
  else
    entry = host != NULL ? haven_list_add (list, host) : NULL;
  if (entry == NULL || entry->path != NULL || (path != NULL && path[0] != '/')) {
    haven_json_set_error (
        object, error,
        _ ("needs a host that somebody registered, with a path that begins with / or none, or a sha256"));
    return FALSE;
  }
  entry->path = path != NULL ? canonical_path (path) : NULL;
  return read_category (object, FALSE, &entry->category, error) &&
         read_text (object, "reason", FALSE, &entry->reason, error) &&
         read_text (object, "page", FALSE, &entry->page, error) &&
         read_text (object, "since", FALSE, &entry->since, error) &&
         haven_json_get_strings (object, "sources", &entry->sources, error) &&
         haven_json_get_strings (object, "topics", &entry->topics, error) &&
         haven_json_get_strings (object, "countries", &entry->countries, error) &&
         haven_json_get_boolean (object, "retracted", &entry->retracted, error);
}

static gboolean
check_date (const HavenJsonValue *root, const char *date, GError **error)
{
  HavenJsonValue value;

  if (haven_day_is_valid (date))
    return TRUE;
  haven_json_has (root, "date", &value);
  haven_json_set_error (&value, error, _ ("must be a date like 2026-03-31"));
  return FALSE;
}

static gboolean
read_head (HavenList *list, const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {"haven-list", "$schema",  "id",    "title",    "maintainer", "date",
                                     "licence",    "homepage", "basis", "category", "entries",    NULL};
  gint64 version = 0;

  if (!haven_json_read_object (root, keys, error) ||
      !haven_json_get_int (root, "haven-list", 0, G_MAXINT, &version, error))
    return FALSE;
  if (version != LIST_VERSION) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION, _ ("%s: this Haven reads version %d"), "haven-list",
                 LIST_VERSION);
    return FALSE;
  }
  g_clear_pointer (&list->id, g_free);
  return read_text (root, "id", TRUE, &list->id, error) &&
         read_text (root, "title", TRUE, &list->title, error) &&
         read_text (root, "maintainer", TRUE, &list->maintainer, error) &&
         read_text (root, "date", TRUE, &list->date, error) &&
         read_text (root, "licence", TRUE, &list->licence, error) &&
         read_text (root, "homepage", FALSE, &list->homepage, error) &&
         read_text (root, "basis", TRUE, &list->basis, error) &&
         read_category (root, TRUE, &list->category, error) && check_date (root, list->date, error);
}

/**
 * haven_list_from_json:
 * @data: a list in Haven's format (data/schema/list.schema.json)
 * @length: its size in bytes
 * @error: #HAVEN_ERROR_INVALID with the path of what is wrong, #HAVEN_ERROR_VERSION, #HAVEN_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): the list
 */
HavenList *
haven_list_from_json (const char *data, gsize length, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenList) list = haven_list_new (NULL);
  HavenJsonValue root, entries;
  guint n_entries = 0;

  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  if (!read_head (list, &root, error) || !haven_json_get (&root, "entries", &entries, error) ||
      !haven_json_read_array (&entries, &n_entries, error))
    return NULL;
  for (guint i = 0; i < n_entries; i++) {
    HavenJsonValue entry = haven_json_element (&entries, i);

    if (!read_entry (list, &entry, error))
      return NULL;
  }
  return g_steal_pointer (&list);
}

/**
 * haven_list_load:
 * @path: a file that holds a list
 * @error: as haven_list_from_json(), with the file's name, or what haven_file_read() says
 *
 * Returns: (transfer full) (nullable): the list
 */
HavenList *
haven_list_load (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, HAVEN_LIST_MAX_SIZE, &length, error);
  HavenList *list = data != NULL ? haven_list_from_json (data, length, error) : NULL;

  if (data != NULL && list == NULL)
    g_prefix_error (error, "%s: ", path);
  return list;
}
