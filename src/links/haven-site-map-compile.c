/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that writes a map of sites; haven-site-map.c reads it. */

#include <string.h>

#include "links/haven-site-map-format.h"
#include "links/haven-site-map.h"

#define LOAD 0.7       /* how full the slots are: fuller means more look-ups of two cache lines */
#define TRIES 8        /* seeds, until no two hosts look alike to the hash */
#define WIDE 9         /* hosts under a name from which on it is no anchor */
#define FILTER_BITS 10 /* for each host: a miss in thirty is let through */

typedef struct {
  GHashTable *hosts; /* host → index of its first record */
  GArray *records;   /* HavenMapRecord; the first is none */
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

/* A place in the buckets for one name: its bucket is that of the anchor. Returns FALSE when another name
 * looks alike, or when the buckets are too crowded. */
static gboolean
fill_slot (HavenMapBucket *buckets, guint32 n_buckets, guint64 anchor, guint64 hash, guint32 index)
{
  guint64 print = haven_map_print_of (hash);
  guint32 at = haven_map_bucket_of (anchor, n_buckets);

  for (guint probes = 0; probes < HAVEN_MAP_MAX_PROBES; probes++) {
    for (guint i = 0; i < HAVEN_MAP_SLOTS; i++) {
      guint64 *slot = &buckets[at].slots[i];

      if (*slot == 0) {
        *slot = print | index;
        return TRUE;
      }
      if (haven_map_print_of (*slot) == print)
        return FALSE;
    }
    at = at + 1 == n_buckets ? 0 : at + 1;
  }
  return FALSE;
}

/* Marks the names that have many listed hosts under them. */
static void
mark_wide (GHashTable *hosts, guint64 seed, guint64 *wide)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer host;

  g_hash_table_iter_init (&iter, hosts);
  while (g_hash_table_iter_next (&iter, &host, NULL)) {
    HavenMapNames names;

    haven_map_names (host, seed, &names);
    for (guint i = 1; i + 1 < names.n_labels; i++) {
      guint64 hash = names.hashes[i];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &hash)) + 1;

      g_hash_table_insert (counts, g_memdup2 (&hash, sizeof hash), GUINT_TO_POINTER (count));
      if (count == WIDE) {
        guint32 bit = (guint32)(hash >> 20) % HAVEN_MAP_WIDE_BITS;
        wide[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
      }
    }
  }
}

static gboolean
fill (GHashTable *hosts, const HavenMapHead *head, guint64 *wide)
{
  guint64 *filter = wide + HAVEN_MAP_WIDE_BITS / 64;
  HavenMapBucket *buckets = (HavenMapBucket *)(gpointer)(filter + head->n_filter);
  GHashTableIter iter;
  gpointer host, index;

  memset (wide, 0, (gsize)((char *)(buckets + head->n_buckets) - (char *)wide));
  mark_wide (hosts, head->seed, wide);
  g_hash_table_iter_init (&iter, hosts);
  while (g_hash_table_iter_next (&iter, &host, &index)) {
    HavenMapNames names;
    guint64 anchor;

    haven_map_names (host, head->seed, &names);
    /* what cannot be looked up would be taken for another that ends like it */
    if (names.n_labels == 0 || !names.whole)
      continue;
    anchor = names.hashes[haven_map_anchor (wide, &names)];
    filter[haven_map_filter_word (anchor, head->n_filter)] |= haven_map_filter_bits (anchor);
    if (!fill_slot (buckets, head->n_buckets, anchor, names.hashes[names.n_labels - 1],
                    GPOINTER_TO_UINT (index)))
      return FALSE;
  }
  return TRUE;
}

static GBytes *
write_map (Compiler *compiler, guint64 seed, guint64 stamp)
{
  HavenMapHead head = {.magic = HAVEN_MAP_MAGIC, .stamp = stamp};
  gsize records_size = compiler->records->len * sizeof (HavenMapRecord);
  guint8 *data;

  head.n_hosts = g_hash_table_size (compiler->hosts);
  /* in eights, so that each bucket is one cache line */
  head.n_filter = (guint32)(((guint64)head.n_hosts * FILTER_BITS / 64 + 8) / 8 * 8);
  head.n_buckets = (guint32)(head.n_hosts / (HAVEN_MAP_SLOTS * LOAD)) + 1;
  head.n_records = compiler->records->len;
  head.n_strings = (guint32)compiler->strings->len;
  head.size = sizeof head + HAVEN_MAP_WIDE_BITS / 8 + head.n_filter * sizeof (guint64) +
              (guint64)head.n_buckets * sizeof (HavenMapBucket) + records_size + head.n_strings;
  data = g_malloc0 (head.size);
  for (guint try = 0; try < TRIES; try++) {
    head.seed = seed + try * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
    if (fill (compiler->hosts, &head, (guint64 *)(gpointer)(data + sizeof head)))
      break;
  }
  memcpy (data, &head, sizeof head);
  memcpy (data + head.size - head.n_strings - records_size, compiler->records->data, records_size);
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
