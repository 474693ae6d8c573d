/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What packs say of themselves: ids and titles, and on which others they lean. That is all that a start has
 * to know of packs whose compiled form is kept, and it is kept beside it, each by the checksum of the pack
 * that says so. A pack that is here was read to its end by this Haven, and nothing was wrong with it.
 */

#include "haven-heads.h"

#include "haven-cache-file.h"
#include "haven-config.h"
#include "haven-json-writer.h"
#include "haven-pack-private.h"

#define NAME "heads.bin"
#define KEY HAVEN_VERSION ", heads 1"
#define MAX_BYTES (1024 * 1024)
#define MAX_HEADS 2000

struct _HavenHeads {
  char *path;        /* nullable */
  GHashTable *known; /* HavenPack to itself, by its checksum: as they were kept */
  GHashTable *met;   /* likewise: those that were asked for, which are to be kept */
  gboolean is_more;  /* some of these are not in the file */
};

static guint
hash_pack (gconstpointer pack)
{
  return g_str_hash (((const HavenPack *)pack)->checksum);
}

static gboolean
equal_packs (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const HavenPack *)a)->checksum, ((const HavenPack *)b)->checksum);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (hash_pack, equal_packs, (GDestroyNotify)haven_pack_unref, NULL);
}

static HavenHeads *
heads_new (void)
{
  HavenHeads *heads = g_new0 (HavenHeads, 1);

  heads->known = new_table ();
  heads->met = new_table ();
  return heads;
}

/**
 * haven_heads_free:
 * @heads: (nullable) (transfer full): heads
 */
void
haven_heads_free (HavenHeads *heads)
{
  if (heads == NULL)
    return;
  g_hash_table_unref (heads->known);
  g_hash_table_unref (heads->met);
  g_free (heads->path);
  g_free (heads);
}

static gboolean
read_heads (HavenHeads *heads, const HavenJsonValue *list, GError **error)
{
  guint length;

  if (!haven_json_read_array (list, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++) {
    HavenJsonValue element = haven_json_element (list, i);
    HavenPack *head = haven_pack_read_head (&element, error);

    if (head == NULL)
      return FALSE;
    g_hash_table_add (heads->known, head);
  }
  return TRUE;
}

/**
 * haven_heads_new_from_bytes:
 * @bytes: what haven_heads_to_bytes() made, from anywhere
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE with the path of what is wrong
 *
 * Returns: (transfer full) (nullable): what packs say of themselves, or %NULL
 */
HavenHeads *
haven_heads_new_from_bytes (GBytes *bytes, GError **error)
{
  static const HavenJsonLimits limits = {MAX_BYTES, 3, MAX_HEADS};
  g_autoptr (HavenHeads) heads = heads_new ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (HavenJson) json = haven_json_parse (data, size, &limits, error);
  HavenJsonValue root;

  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  return read_heads (heads, &root, error) ? g_steal_pointer (&heads) : NULL;
}

/**
 * haven_heads_new:
 * @directory: (nullable): where they are kept; %NULL for nowhere
 *
 * Returns: (transfer full): those that are kept there and can be used, or none
 */
HavenHeads *
haven_heads_new (const char *directory)
{
  g_autofree char *path = directory != NULL ? g_build_filename (directory, NAME, NULL) : NULL;
  g_autoptr (GBytes) bytes = path != NULL ? haven_cache_file_map (path, KEY, NULL) : NULL;
  HavenHeads *heads = bytes != NULL ? haven_heads_new_from_bytes (bytes, NULL) : NULL;

  if (heads == NULL)
    heads = heads_new ();
  heads->path = g_steal_pointer (&path);
  return heads;
}

/**
 * haven_heads_find:
 * @heads: heads
 * @checksum: of a pack's JSON
 * @name: what to call it in errors: the name of its file
 *
 * Returns: (transfer full) (nullable): the pack, of which only its head is known; %NULL when it was not read
 *   before
 */
HavenPack *
haven_heads_find (HavenHeads *heads, const char *checksum, const char *name)
{
  const HavenPack wanted = {.checksum = (char *)checksum};
  HavenPack *head = g_hash_table_lookup (heads->known, &wanted);

  if (head == NULL)
    return NULL;
  g_hash_table_add (heads->met, haven_pack_ref (head));
  return haven_pack_new_head (head, name);
}

/**
 * haven_heads_add:
 * @heads: heads
 * @pack: a pack that was read to its end just now
 *
 * The words of a language are read at every start: topics of the user's own, which are kept nowhere, lean on
 * them.
 */
void
haven_heads_add (HavenHeads *heads, HavenPack *pack)
{
  if (pack->is_language)
    return;
  heads->is_more = TRUE;
  g_hash_table_add (heads->met, haven_pack_new_head (pack, pack->name));
}

/**
 * haven_heads_to_bytes:
 * @heads: heads
 *
 * Returns: (transfer full): those that were asked for and those that were added
 */
GBytes *
haven_heads_to_bytes (const HavenHeads *heads)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  GHashTableIter iter;
  gpointer head;
  gsize length;
  char *json;

  haven_json_writer_begin_array (writer, NULL);
  g_hash_table_iter_init (&iter, heads->met);
  while (g_hash_table_iter_next (&iter, &head, NULL))
    haven_pack_write_head (head, writer);
  haven_json_writer_end_array (writer);
  json = haven_json_writer_finish (writer, FALSE, &length);
  return g_bytes_new_take (json, length);
}

/**
 * haven_heads_save:
 * @heads: heads
 *
 * Keeps those that were asked for and those that were added, if there are any that are not kept yet. Where
 * they cannot be kept, the packs are read anew at each start.
 */
void
haven_heads_save (HavenHeads *heads)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (heads->path == NULL || !heads->is_more)
    return;
  bytes = haven_heads_to_bytes (heads);
  if (!haven_cache_file_write (heads->path, KEY, bytes, &error))
    g_debug ("what packs say of themselves is not kept: %s", error->message);
}
