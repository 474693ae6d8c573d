/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that writes a map of sites; haven-site-map.c reads it. */

#include <string.h>

#include "links/haven-domain.h"
#include "links/haven-host.h"
#include "links/haven-site-map-format.h"
#include "links/haven-site-map.h"

#define LOAD 0.8 /* how full the slots are: fuller means more look-ups of two cache lines */
#define TRIES 8  /* seeds, until no two hosts look alike to the hash */

typedef struct {
  GHashTable *hosts; /* host → index of its first record, 0 for a parent that is not listed itself */
  GArray *records;   /* HavenMapRecord; the first is for unlisted parents */
  GHashTable *same;  /* HavenMapRecord → its index */
  GString *strings;
  GHashTable *offsets; /* string → offset */
} Compiler;

static guint
record_hash (gconstpointer data)
{
  const guint32 *words = data;
  guint hash = 17;

  for (gsize i = 0; i < sizeof (HavenMapRecord) / sizeof (guint32); i++)
    hash = hash * 31 + words[i];
  return hash;
}

static gboolean
record_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (HavenMapRecord)) == 0;
}

static guint32
add_string (Compiler *compiler, const char *string)
{
  gpointer offset;

  if (string == NULL || *string == '\0')
    return 0;
  if (!g_hash_table_lookup_extended (compiler->offsets, string, NULL, &offset)) {
    offset = GUINT_TO_POINTER ((guint)compiler->strings->len);
    g_hash_table_insert (compiler->offsets, g_strdup (string), offset);
    g_string_append_len (compiler->strings, string, (gssize)strlen (string) + 1);
  }
  return GPOINTER_TO_UINT (offset);
}

/* Records that say the same are one, so that a plain list of a million hosts needs one record. */
static guint32
add_record (Compiler *compiler, const HavenMapRecord *record)
{
  gpointer index = g_hash_table_lookup (compiler->same, record);

  if (index == NULL && compiler->records->len < (1u << HAVEN_MAP_INDEX_BITS) - 1) {
    index = GUINT_TO_POINTER (compiler->records->len);
    g_array_append_vals (compiler->records, record, 1);
    g_hash_table_insert (compiler->same, g_memdup2 (record, sizeof *record), index);
  }
  return GPOINTER_TO_UINT (index);
}

static void
add_parents (Compiler *compiler, const char *host)
{
  if (haven_host_is_address (host))
    return;
  for (const char *name = haven_domain_parent (host); name != NULL && strchr (name, '.') != NULL;
       name = haven_domain_parent (name)) {
    if (g_hash_table_contains (compiler->hosts, name))
      return;
    g_hash_table_insert (compiler->hosts, g_strdup (name), GUINT_TO_POINTER (0));
  }
}

static void
add_entry (Compiler *compiler, const HavenList *list, const HavenListEntry *entry)
{
  g_autofree char *sources = entry->sources != NULL ? g_strjoinv ("; ", entry->sources) : NULL;
  HavenMapRecord record = {
      .next = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->hosts, entry->host)),
      .list = add_string (compiler, list->id),
      .list_title = add_string (compiler, list->title),
      .list_date = add_string (compiler, list->date),
      .category = add_string (compiler, entry->category != NULL ? entry->category : list->category),
      .reason = add_string (compiler, entry->reason),
      .sources = add_string (compiler, sources),
      .since = add_string (compiler, entry->since),
      .path = add_string (compiler, entry->path),
  };

  g_hash_table_insert (compiler->hosts, g_strdup (entry->host),
                       GUINT_TO_POINTER (add_record (compiler, &record)));
  add_parents (compiler, entry->host);
}

static char *
entry_key (const HavenListEntry *entry)
{
  return g_strconcat (entry->host, entry->path, NULL);
}

static void
add_list (Compiler *compiler, const HavenList *list)
{
  g_autoptr (GHashTable) retracted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];

    if (entry->retracted && entry->host != NULL)
      g_hash_table_add (retracted, entry_key (entry));
  }
  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    g_autofree char *key = NULL;

    if (entry->host == NULL)
      continue; /* haven-sites.c looks digests up */
    key = g_hash_table_size (retracted) > 0 ? entry_key (entry) : NULL;
    if (key == NULL || !g_hash_table_contains (retracted, key))
      add_entry (compiler, list, entry);
  }
}

static guint64
hash_of (const char *host, guint64 seed)
{
  guint64 hash = seed;

  for (gsize i = strlen (host); i > 0; i--)
    hash = haven_map_hash_step (hash, host[i - 1]);
  return haven_map_hash_finish (hash);
}

/* Returns FALSE when two hosts look alike under this seed. */
static gboolean
fill_buckets (GHashTable *hosts, HavenMapBucket *buckets, guint32 n_buckets, guint64 seed)
{
  GHashTableIter iter;
  gpointer host, index;

  g_hash_table_iter_init (&iter, hosts);
  while (g_hash_table_iter_next (&iter, &host, &index)) {
    guint64 hash = hash_of (host, seed);
    guint64 print = haven_map_print_of (hash);
    guint32 at = haven_map_bucket_of (hash, n_buckets);
    guint slot = 0;
    guint probes = 1;

    for (;;) {
      guint64 *place = &buckets[at].slots[slot];

      if (*place == 0) {
        *place = print | GPOINTER_TO_UINT (index);
        break;
      }
      if (haven_map_print_of (*place) == print)
        return FALSE;
      if (++slot == HAVEN_MAP_SLOTS) {
        if (++probes > HAVEN_MAP_MAX_PROBES)
          return FALSE;
        slot = 0;
        at = at + 1 == n_buckets ? 0 : at + 1;
      }
    }
  }
  return TRUE;
}

static GBytes *
write_map (Compiler *compiler, guint64 seed, guint64 stamp)
{
  HavenMapHead head = {.magic = HAVEN_MAP_MAGIC, .seed = seed, .stamp = stamp};
  guint8 *data;
  gsize records_size = compiler->records->len * sizeof (HavenMapRecord);

  head.n_buckets = (guint32)(g_hash_table_size (compiler->hosts) / (HAVEN_MAP_SLOTS * LOAD)) + 1;
  head.n_records = compiler->records->len;
  head.n_strings = (guint32)compiler->strings->len;
  head.n_hosts = g_hash_table_size (compiler->hosts);
  head.size = sizeof head + (guint64)head.n_buckets * sizeof (HavenMapBucket) + records_size + head.n_strings;
  data = g_malloc0 (head.size);
  for (guint try = 0; try < TRIES; try++) {
    HavenMapBucket *buckets = (HavenMapBucket *)(gpointer)(data + sizeof head);

    head.seed = seed + try;
    memset (buckets, 0, head.n_buckets * sizeof *buckets);
    if (fill_buckets (compiler->hosts, buckets, head.n_buckets, head.seed))
      break;
  }
  memcpy (data, &head, sizeof head);
  memcpy (data + sizeof head + head.n_buckets * sizeof (HavenMapBucket), compiler->records->data,
          records_size);
  memcpy (data + head.size - head.n_strings, compiler->strings->str, head.n_strings);
  return g_bytes_new_take (data, head.size);
}

/**
 * haven_site_map_compile:
 * @lists: (array length=n_lists): lists
 * @n_lists: how many
 * @seed: a random number, so that nobody outside can make two hosts look alike
 * @stamp: says which source the map was made from; haven_site_map_get_stamp() gives it back
 *
 * Entries that a list took back are left out with all that the same list says of the same site.
 *
 * Returns: (transfer full): the map, to be kept in a file or given to haven_site_map_new()
 */
GBytes *
haven_site_map_compile (const HavenList *const *lists, guint n_lists, guint64 seed, guint64 stamp)
{
  Compiler compiler;
  HavenMapRecord none = {0};
  GBytes *bytes;

  compiler.hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  compiler.records = g_array_new (FALSE, FALSE, sizeof (HavenMapRecord));
  compiler.same = g_hash_table_new_full (record_hash, record_equal, g_free, NULL);
  compiler.strings = g_string_new (NULL);
  compiler.offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (compiler.records, none);
  g_string_append_c (compiler.strings, '\0');
  for (guint i = 0; i < n_lists; i++)
    add_list (&compiler, lists[i]);
  bytes = write_map (&compiler, seed, stamp);
  g_hash_table_unref (compiler.hosts);
  g_array_unref (compiler.records);
  g_hash_table_unref (compiler.same);
  g_string_free (compiler.strings, TRUE);
  g_hash_table_unref (compiler.offsets);
  return bytes;
}
