/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-sites.h"

#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "links/haven-domain.h"
#include "links/haven-host.h"

#define MIN_CACHED 20000 /* entries from which on a list is kept compiled: below, reading it is quick */
#define MAX_LISTS 256

struct _HavenSites {
  GPtrArray *maps;      /* HavenSiteMap: one for all small lists, one for each large one */
  GPtrArray *small;     /* HavenList: those that the first map is compiled from */
  GPtrArray *reputable; /* HavenListEntry, borrowed from small */
  GHashTable *topics;   /* what the claims of a listed host are about; both strings borrowed from small */
  GHashTable *digests;  /* SHA-256 of a host → HavenSiteRecord, its texts borrowed from small */
  HavenSiteMap *small_map;
  GHashTable *exceptions; /* hosts that the user trusts, with all under them */
  HavenWellKnown *known;
  char *country;    /* nullable: ISO 3166, lower case */
  GPtrArray *lists; /* HavenListInfo */
};

static void
list_info_free (HavenListInfo *info)
{
  g_free (info->path);
  g_free (info->id);
  g_free (info->title);
  g_free (info->date);
  g_free (info->category);
  g_free (info);
}

/**
 * haven_sites_new:
 *
 * Returns: (transfer full): no lists yet
 */
HavenSites *
haven_sites_new (void)
{
  HavenSites *sites = g_new0 (HavenSites, 1);

  sites->maps = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_site_map_free);
  sites->small = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_list_free);
  sites->reputable = g_ptr_array_new ();
  sites->topics = g_hash_table_new (g_str_hash, g_str_equal);
  sites->digests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  sites->exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sites->known = haven_well_known_new ();
  sites->lists = g_ptr_array_new_with_free_func ((GDestroyNotify)list_info_free);
  return sites;
}

/**
 * haven_sites_free:
 * @sites: (nullable) (transfer full): lists
 */
void
haven_sites_free (HavenSites *sites)
{
  if (sites == NULL)
    return;
  g_ptr_array_unref (sites->maps);
  haven_site_map_free (sites->small_map);
  g_ptr_array_unref (sites->reputable);
  g_hash_table_unref (sites->topics);
  g_hash_table_unref (sites->digests);
  g_ptr_array_unref (sites->small);
  g_hash_table_unref (sites->exceptions);
  haven_well_known_free (sites->known);
  g_free (sites->country);
  g_ptr_array_unref (sites->lists);
  g_free (sites);
}

/* A seed that nobody outside knows; not g_random: tests of other things stay repeatable. */
static guint64
fresh_seed (const HavenSites *sites)
{
  return (guint64)(gsize)sites * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) ^ (guint64)g_get_monotonic_time ();
}

static void
compile_small (HavenSites *sites)
{
  g_autoptr (GBytes) bytes = haven_site_map_compile ((const HavenList *const *)sites->small->pdata,
                                                     sites->small->len, fresh_seed (sites), 0);

  g_clear_pointer (&sites->small_map, haven_site_map_free);
  sites->small_map = haven_site_map_new (bytes, NULL);
}

static void
remember_topics (HavenSites *sites, const HavenList *list)
{
  for (guint i = 0; i < list->entries->len; i++) {
    HavenListEntry *entry = list->entries->pdata[i];
    const char *category = entry->category != NULL ? entry->category : list->category;

    if (entry->retracted)
      continue;
    if (strcmp (category, "reputable") == 0)
      g_ptr_array_add (sites->reputable, entry);
    else if (entry->host != NULL && entry->topics != NULL && entry->topics[0] != NULL)
      g_hash_table_replace (sites->topics, entry->host, entry->topics[0]);
  }
}

/* A list may take back what it says elsewhere in itself: that wins, in whichever order the two stand. */
static GHashTable *
retracted_digests (const HavenList *list)
{
  GHashTable *digests = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < list->entries->len; i++) {
    HavenListEntry *entry = list->entries->pdata[i];

    if (entry->digest != NULL && entry->retracted)
      g_hash_table_add (digests, entry->digest);
  }
  return digests;
}

static void
remember_digests (HavenSites *sites, const HavenList *list)
{
  g_autoptr (GHashTable) retracted = retracted_digests (list);

  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    HavenSiteRecord *record;

    if (entry->digest == NULL || g_hash_table_contains (retracted, entry->digest))
      continue;
    record = g_new0 (HavenSiteRecord, 1);
    record->list = list->id;
    record->list_title = list->title;
    record->list_date = list->date;
    record->category = entry->category != NULL ? entry->category : list->category;
    record->reason = entry->reason != NULL ? entry->reason : "";
    record->sources = entry->sources != NULL && entry->sources[0] != NULL ? entry->sources[0] : "";
    record->since = entry->since != NULL ? entry->since : "";
    record->path = "";
    g_hash_table_replace (sites->digests, entry->digest, record);
  }
}

static void
note_list (HavenSites *sites, const HavenList *list, const char *path)
{
  HavenListInfo *info = g_new0 (HavenListInfo, 1);

  info->path = g_strdup (path);
  info->id = g_strdup (list->id);
  info->title = g_strdup (list->title);
  info->date = g_strdup (list->date);
  info->category = g_strdup (list->category);
  info->n_sites = list->entries->len;
  g_ptr_array_add (sites->lists, info);
}

static void
note_map (HavenSites *sites, const HavenSiteMap *map, const char *path)
{
  HavenListInfo *info = g_new0 (HavenListInfo, 1);
  HavenSiteRecord first = {.list = "", .list_title = "", .list_date = "", .category = ""};

  haven_site_map_get_first (map, &first);
  info->path = g_strdup (path);
  info->id = g_strdup (first.list);
  info->title = g_strdup (first.list_title);
  info->date = g_strdup (first.list_date);
  info->category = g_strdup (first.category);
  info->n_sites = haven_site_map_get_n_records (map);
  g_ptr_array_add (sites->lists, info);
}

/* A group's own list of what its members know: what looks like one of these sites gets a note. */
static void
remember_well_known (HavenSites *sites, const HavenList *list)
{
  for (guint i = 0; i < list->entries->len; i++) {
    const HavenListEntry *entry = list->entries->pdata[i];
    const char *category = entry->category != NULL ? entry->category : list->category;

    if (!entry->retracted && entry->host != NULL && strcmp (category, "well-known") == 0)
      haven_well_known_add_host (sites->known, entry->host);
  }
}

static void
add_small (HavenSites *sites, HavenList *list, const char *path)
{
  remember_well_known (sites, list);
  remember_topics (sites, list);
  remember_digests (sites, list);
  g_ptr_array_add (sites->small, list);
  note_list (sites, list, path);
}

static guint64
stamp_of (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return 0;
  return (guint64)info.st_size * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) ^
         (guint64)info.st_mtim.tv_sec << 20 ^ (guint64)info.st_mtim.tv_nsec ^ (guint64)info.st_ino;
}

/* A large list that was compiled before, if the compiled file belongs to this very source. */
static gboolean
open_cached (HavenSites *sites, const char *path, const char *cached, guint64 stamp)
{
  g_autoptr (HavenSiteMap) map = haven_site_map_open (cached, NULL);

  if (map == NULL || haven_site_map_get_stamp (map) != stamp)
    return FALSE;
  note_map (sites, map, path);
  g_ptr_array_add (sites->maps, g_steal_pointer (&map));
  return TRUE;
}

static gboolean
compile_large (HavenSites *sites, HavenList *list, const char *cached, guint64 stamp, GError **error)
{
  const HavenList *lists[] = {list};
  g_autoptr (GBytes) bytes = haven_site_map_compile (lists, 1, fresh_seed (sites), stamp);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  HavenSiteMap *map;

  if (cached != NULL && haven_file_write (cached, data, length, NULL))
    map = haven_site_map_open (cached, error);
  else
    map = haven_site_map_new (bytes, error);
  if (map == NULL)
    return FALSE;
  g_ptr_array_add (sites->maps, map);
  return TRUE;
}

static gboolean
add_list (
    HavenSites *sites, HavenList *list, const char *path, const char *cached, guint64 stamp, GError **error)
{
  g_autoptr (HavenList) owned = list;

  if (list->entries->len < MIN_CACHED) {
    add_small (sites, g_steal_pointer (&owned), path);
    return TRUE;
  }
  if (!compile_large (sites, list, cached, stamp, error))
    return FALSE;
  note_list (sites, list, path);
  return TRUE;
}

static gboolean
load_file (HavenSites *sites, const char *path, const char *cache, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *file = g_strconcat (name, ".map", NULL);
  g_autofree char *cached = cache != NULL ? g_build_filename (cache, file, NULL) : NULL;
  guint64 stamp = stamp_of (path);
  g_autofree char *data = NULL;
  HavenList *list = NULL;
  gsize length = 0;

  if (cached != NULL && stamp != 0 && open_cached (sites, path, cached, stamp))
    return TRUE;
  data = haven_file_read (path, HAVEN_LIST_MAX_SIZE, &length, error);
  if (data == NULL)
    return FALSE;
  if (haven_baits_is_document (data, length)) {
    if (haven_baits_add_json (haven_well_known_get_baits (sites->known), data, length, error))
      return TRUE;
  } else {
    list = haven_list_from_json (data, length, error);
  }
  if (list != NULL)
    return add_list (sites, list, path, cached, stamp, error);
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * haven_sites_load_directory:
 * @sites: lists
 * @directory: where lists in Haven's format are, and words that bait, as *.json
 * @cache: (nullable): where large lists are kept compiled
 * @errors: (element-type GError): where errors are added; a bad list is set aside and the others are read
 *
 * Returns: how many lists were read
 */
guint
haven_sites_load_directory (HavenSites *sites, const char *directory, const char *cache, GPtrArray *errors)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint before = sites->lists->len;
  const char *name;

  while (dir != NULL && paths->len < MAX_LISTS && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (paths, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GError) error = NULL;

    if (!load_file (sites, paths->pdata[i], cache, &error))
      g_ptr_array_add (errors, g_steal_pointer (&error));
  }
  compile_small (sites);
  return sites->lists->len - before;
}

/**
 * haven_sites_load_data:
 * @sites: lists
 * @datadir: where Haven's data are installed
 * @errors: (element-type GError): where errors are added
 *
 * Reads what Haven brings along: its starter lists, the well-known sites, and the words that bait.
 *
 * Returns: how many lists were read
 */
guint
haven_sites_load_data (HavenSites *sites, const char *datadir, GPtrArray *errors)
{
  g_autofree char *lists = g_build_filename (datadir, "lists", NULL);
  g_autofree char *known = g_build_filename (datadir, "well-known.json", NULL);
  g_autofree char *baits = g_build_filename (datadir, "bait.json", NULL);
  g_autoptr (GError) error = NULL;

  if (!haven_well_known_load (sites->known, known, &error))
    g_ptr_array_add (errors, g_steal_pointer (&error));
  if (!haven_baits_load (haven_well_known_get_baits (sites->known), baits, &error))
    g_ptr_array_add (errors, g_steal_pointer (&error));
  return haven_sites_load_directory (sites, lists, NULL, errors);
}

/**
 * haven_sites_set_exceptions:
 * @sites: lists
 * @hosts: (nullable): hosts that the user trusts; they and all under them get no notes, and what looks
 *   like them gets one
 */
void
haven_sites_set_exceptions (HavenSites *sites, const char *const *hosts)
{
  /* what somebody trusts is also what others may pretend to be */
  haven_well_known_set_own (sites->known, hosts);
  g_hash_table_remove_all (sites->exceptions);
  for (; hosts != NULL && *hosts != NULL; hosts++) {
    char *ascii = haven_host_to_ascii (*hosts, strlen (*hosts));

    if (ascii != NULL)
      g_hash_table_add (sites->exceptions, ascii);
  }
}

/**
 * haven_sites_set_country:
 * @sites: lists
 * @country: (nullable): where the user lives, as ISO 3166, for the reputable page to offer
 */
void
haven_sites_set_country (HavenSites *sites, const char *country)
{
  g_free (sites->country);
  sites->country = country != NULL ? g_ascii_strdown (country, -1) : NULL;
}

/**
 * haven_sites_is_excepted:
 * @sites: lists
 * @host: a host in ASCII form
 *
 * Returns: whether the user trusts it, or a parent of it
 */
gboolean
haven_sites_is_excepted (const HavenSites *sites, const char *host)
{
  if (g_hash_table_size (sites->exceptions) == 0)
    return FALSE;
  for (; host != NULL; host = haven_domain_parent (host))
    if (g_hash_table_contains (sites->exceptions, host))
      return TRUE;
  return FALSE;
}

static guint
look_up_digests (const HavenSites *sites, const char *host, HavenSiteRecord *records, guint n_records)
{
  guint n_found = 0;

  if (g_hash_table_size (sites->digests) == 0)
    return 0;
  for (; host != NULL && n_found < n_records; host = haven_domain_parent (host)) {
    g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, host, -1);
    const HavenSiteRecord *record = g_hash_table_lookup (sites->digests, digest);

    if (record != NULL)
      records[n_found++] = *record;
  }
  return n_found;
}

/**
 * haven_sites_lookup:
 * @sites: lists
 * @host: a host in ASCII form
 * @path: (nullable): the path of the link
 * @records: (array length=n_records) (out caller-allocates): where what is said is put
 * @n_records: how many fit
 *
 * Returns: how many records were found; none for a site that the user trusts
 */
guint
haven_sites_lookup (
    const HavenSites *sites, const char *host, const char *path, HavenSiteRecord *records, guint n_records)
{
  guint n_found = 0;

  if (haven_sites_is_excepted (sites, host))
    return 0;
  if (sites->small_map != NULL)
    n_found = haven_site_map_lookup (sites->small_map, host, path, records, n_records);
  n_found += look_up_digests (sites, host, records + n_found, n_records - n_found);
  for (guint i = 0; i < sites->maps->len && n_found < n_records; i++)
    n_found +=
        haven_site_map_lookup (sites->maps->pdata[i], host, path, records + n_found, n_records - n_found);
  return n_found;
}

/**
 * haven_sites_get_well_known:
 * @sites: lists
 *
 * Returns: (transfer none): the sites that a link may pretend to be
 */
const HavenWellKnown *
haven_sites_get_well_known (const HavenSites *sites)
{
  return sites->known;
}

/**
 * haven_sites_see:
 * @sites: lists
 * @topic: (nullable): what somebody wants to read about
 *
 * Returns: (transfer none) (nullable): a reputable site on @topic, of the user's country before others
 */
const HavenListEntry *
haven_sites_see (const HavenSites *sites, const char *topic)
{
  const HavenListEntry *best = NULL;

  for (guint i = 0; topic != NULL && i < sites->reputable->len; i++) {
    const HavenListEntry *entry = sites->reputable->pdata[i];
    gboolean here = entry->countries == NULL;
    gboolean mine = entry->countries != NULL && sites->country != NULL &&
                    g_strv_contains ((const char *const *)entry->countries, sites->country);

    if (entry->topics == NULL || !g_strv_contains ((const char *const *)entry->topics, topic))
      continue;
    if (mine)
      return entry;
    if (here && best == NULL)
      best = entry;
  }
  return best;
}

/**
 * haven_sites_get_topic:
 * @sites: lists
 * @host: a host in ASCII form
 *
 * Returns: (transfer none) (nullable): what the claims of a listed site are about, as a list says for it or
 * for a parent of it; %NULL when none does
 */
const char *
haven_sites_get_topic (const HavenSites *sites, const char *host)
{
  const char *topic = NULL;

  for (; host != NULL && topic == NULL; host = haven_domain_parent (host))
    topic = g_hash_table_lookup (sites->topics, host);
  return topic;
}

/**
 * haven_sites_get_lists:
 * @sites: lists
 *
 * Returns: (transfer none) (element-type HavenListInfo): every list that is followed, in the order read
 */
const GPtrArray *
haven_sites_get_lists (const HavenSites *sites)
{
  return sites->lists;
}
