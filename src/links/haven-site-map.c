/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-site-map.h"

#include <string.h>

#include "haven-error.h"
#include "links/haven-site-map-format.h"

#define MAX_CHAIN 64 /* records about one host that are read */

/* A compiled map is mapped from its file, read-only: it costs no private memory and no time to load, and
 * all that stands in it is checked when it is read, since anybody may have written the file. */
struct _HavenSiteMap {
  GBytes *bytes; /* nullable: in place of file */
  GMappedFile *file;
  HavenMapHead head;
  const guint64 *wide;
  const guint64 *filter;
  const HavenMapBucket *buckets;
  const HavenMapRecord *records;
  const char *strings;
};

static gboolean
check_head (const HavenMapHead *head, gsize length)
{
  guint64 size = sizeof *head;

  if (head->magic != HAVEN_MAP_MAGIC || head->size != length || head->n_buckets == 0 || head->n_filter == 0 ||
      head->n_records == 0 || head->n_strings == 0)
    return FALSE;
  /* 32-bit counts of small things cannot overflow 64 bits */
  size += HAVEN_MAP_WIDE_BITS / 8 + (guint64)head->n_filter * sizeof (guint64);
  size += (guint64)head->n_buckets * sizeof (HavenMapBucket);
  size += (guint64)head->n_records * sizeof (HavenMapRecord);
  return size + head->n_strings == length;
}

static HavenSiteMap *
map_new (const char *data, gsize length, GError **error)
{
  g_autofree HavenSiteMap *map = g_new0 (HavenSiteMap, 1);

  if (length >= sizeof map->head)
    memcpy (&map->head, data, sizeof map->head);
  if (((gsize)data & 7) != 0 || !check_head (&map->head, length)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "is no map of sites, or is cut short");
    return NULL;
  }
  map->wide = (const guint64 *)(gconstpointer)(data + sizeof map->head);
  map->filter = map->wide + HAVEN_MAP_WIDE_BITS / 64;
  map->buckets = (const HavenMapBucket *)(gconstpointer)(map->filter + map->head.n_filter);
  map->records = (const HavenMapRecord *)(gconstpointer)(map->buckets + map->head.n_buckets);
  map->strings = (const char *)(map->records + map->head.n_records);
  if (map->strings[map->head.n_strings - 1] != '\0') {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "is no map of sites: its texts do not end");
    return NULL;
  }
  return g_steal_pointer (&map);
}

/**
 * haven_site_map_new:
 * @bytes: a compiled map
 * @error: #HAVEN_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the map; it keeps @bytes
 */
HavenSiteMap *
haven_site_map_new (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  HavenSiteMap *map = map_new (data, length, error);

  if (map != NULL)
    map->bytes = g_bytes_ref (bytes);
  return map;
}

/**
 * haven_site_map_open:
 * @path: a file that holds a compiled map
 * @error: #HAVEN_ERROR_INVALID, or what #GMappedFile says
 *
 * Returns: (transfer full) (nullable): the map
 */
HavenSiteMap *
haven_site_map_open (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  HavenSiteMap *map = NULL;

  if (file == NULL)
    return NULL;
  map = map_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
  if (map == NULL)
    g_prefix_error (error, "%s: ", path);
  else
    map->file = g_steal_pointer (&file);
  return map;
}

/**
 * haven_site_map_free:
 * @map: (nullable) (transfer full): a map
 */
void
haven_site_map_free (HavenSiteMap *map)
{
  if (map == NULL)
    return;
  g_clear_pointer (&map->bytes, g_bytes_unref);
  g_clear_pointer (&map->file, g_mapped_file_unref);
  g_free (map);
}

/**
 * haven_site_map_get_stamp:
 * @map: a map
 *
 * Returns: what it was compiled from
 */
guint64
haven_site_map_get_stamp (const HavenSiteMap *map)
{
  return map->head.stamp;
}

/* The index of the first record about a name of this hash, 0 for none, from the buckets of its anchor. */
static guint32
find_slot (const HavenSiteMap *map, guint64 anchor, guint64 hash)
{
  guint64 print = haven_map_print_of (hash);
  guint32 at = haven_map_bucket_of (anchor, map->head.n_buckets);

  for (guint tries = 0; tries < HAVEN_MAP_MAX_PROBES; tries++) {
    const guint64 *slots = map->buckets[at].slots;

    for (guint i = 0; i < HAVEN_MAP_SLOTS; i++)
      if ((slots[i] ^ print) >> HAVEN_MAP_INDEX_BITS == 0)
        return slots[i] & ((1u << HAVEN_MAP_INDEX_BITS) - 1);
    /* slots are filled in order, so a bucket with room is the last one to look into */
    if (slots[HAVEN_MAP_SLOTS - 1] == 0)
      return 0;
    at = at + 1 == map->head.n_buckets ? 0 : at + 1;
  }
  return 0;
}

static gboolean
filter_knows (const HavenSiteMap *map, guint64 anchor)
{
  guint64 bits = haven_map_filter_bits (anchor);
  return (map->filter[haven_map_filter_word (anchor, map->head.n_filter)] & bits) == bits;
}

static const char *
string_at (const HavenSiteMap *map, guint32 offset)
{
  return offset < map->head.n_strings ? map->strings + offset : "";
}

static gboolean
path_matches (const char *listed, const char *path)
{
  gsize length = strlen (listed);

  if (length == 0)
    return TRUE;
  return path != NULL && strncmp (path, listed, length) == 0 && strchr ("/?#", path[length]) != NULL;
}

static HavenSiteRecord
read_record (const HavenSiteMap *map, const HavenMapRecord *record)
{
  return (HavenSiteRecord){
      .list = string_at (map, record->list),
      .list_title = string_at (map, record->list_title),
      .list_date = string_at (map, record->list_date),
      .category = string_at (map, record->category),
      .reason = string_at (map, record->reason),
      .sources = string_at (map, record->sources),
      .since = string_at (map, record->since),
      .path = string_at (map, record->path),
  };
}

static guint
read_records (const HavenSiteMap *map,
              guint32 index,
              const char *path,
              HavenSiteRecord *records,
              guint n_records,
              guint n_found)
{
  for (guint i = 0; i < MAX_CHAIN && index != 0 && index < map->head.n_records && n_found < n_records; i++) {
    HavenMapRecord record = map->records[index];

    if (path_matches (string_at (map, record.path), path))
      records[n_found++] = read_record (map, &record);
    /* a compiler writes records before the records that lead to them */
    index = record.next < index ? record.next : 0;
  }
  return n_found;
}

/**
 * haven_site_map_lookup:
 * @map: a map
 * @host: a host in ASCII form and lower case
 * @path: (nullable): the path of the link, with the slash it begins with
 * @records: (array length=n_records) (out caller-allocates): where what is said is put
 * @n_records: how many fit
 *
 * Looks up a host and all its parents, shortest first.
 *
 * Returns: how many records were found
 */
guint
haven_site_map_lookup (
    const HavenSiteMap *map, const char *host, const char *path, HavenSiteRecord *records, guint n_records)
{
  HavenMapNames names;
  guint anchor;
  guint n_found = 0;

  haven_map_names (host, map->head.seed, &names);
  if (names.n_labels == 0)
    return 0;
  anchor = haven_map_anchor (map->wide, &names);
  /* the bucket comes from far away: it is sent for while the filter is asked whether it is needed */
  __builtin_prefetch (&map->buckets[haven_map_bucket_of (names.hashes[anchor], map->head.n_buckets)]);
  for (guint i = names.n_labels > 1 ? 1 : 0; i < names.n_labels; i++) {
    /* a wide name is its own anchor */
    guint64 place = names.hashes[MIN (i, anchor)];

    if (!filter_knows (map, place)) {
      if (i >= anchor)
        break;
      continue;
    }
    n_found = read_records (map, find_slot (map, place, names.hashes[i]), path, records, n_records, n_found);
  }
  return n_found;
}

/**
 * haven_site_map_get_first:
 * @map: a map
 * @record: (out caller-allocates): what stands first in it
 *
 * For a map of a single list it says which list that is.
 *
 * Returns: whether anything stands in it
 */
gboolean
haven_site_map_get_first (const HavenSiteMap *map, HavenSiteRecord *record)
{
  /* the record 0 stands for none */
  if (map->head.n_records < 2)
    return FALSE;
  *record = read_record (map, &map->records[1]);
  return TRUE;
}

/**
 * haven_site_map_get_n_records:
 * @map: a map
 *
 * Returns: how many entries of lists it was compiled from
 */
guint
haven_site_map_get_n_records (const HavenSiteMap *map)
{
  return map->head.n_records - 1;
}
