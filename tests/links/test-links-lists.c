/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"
#include "links/haven-helplines.h"
#include "links/haven-list-shelf.h"
#include "links/haven-list.h"
#include "links/haven-site-map.h"
#include "links/haven-sites.h"

#define HEAD_OF(date)                                                                                        \
  "\"haven-list\": 1, \"id\": \"t\", \"title\": \"T\", \"maintainer\": \"m\", \"date\": \"" date "\","       \
  "\"licence\": \"CC0\", \"basis\": \"b\", \"category\": \"health-fraud\""
#define HEAD HEAD_OF ("2026-03-31")
#define EIGHT_Z "zzzzzzzz"
#define SIXTY_FOUR_Z EIGHT_Z EIGHT_Z EIGHT_Z EIGHT_Z EIGHT_Z EIGHT_Z EIGHT_Z EIGHT_Z

static HavenList *
make_list (const char *id, const char *const *hosts)
{
  HavenList *list = haven_list_new (id);

  list->title = g_strdup (id);
  list->date = g_strdup ("2026-03-31");
  list->category = g_strdup ("satire");
  for (; *hosts != NULL; hosts++)
    g_assert_nonnull (haven_list_add (list, *hosts));
  return list;
}

static HavenSiteMap *
make_map (const HavenList *list)
{
  const HavenList *lists[] = {list};
  g_autoptr (GBytes) bytes = haven_site_map_compile (lists, 1, 99, 7);
  g_autoptr (GError) error = NULL;
  HavenSiteMap *map = haven_site_map_new (bytes, &error);

  g_assert_no_error (error);
  return map;
}

static guint
count (const HavenSiteMap *map, const char *host, const char *path)
{
  HavenSiteRecord records[8];
  return haven_site_map_lookup (map, host, path, records, G_N_ELEMENTS (records));
}

static void
test_map_parents (void)
{
  static const char *const hosts[] = {"listed.com", "deep.under.net", "a.co.uk", "someone.blogspot.com",
                                      "192.0.2.7",  "paths.org/one",  NULL};
  static const struct {
    const char *host;
    const char *path;
    guint found;
  } cases[] = {
      {"listed.com", NULL, 1},
      {"www.listed.com", NULL, 1},
      {"a.b.c.listed.com", NULL, 1},
      {"unlisted.com", NULL, 0},
      {"listed.com.evil.org", NULL, 0},
      {"under.net", NULL, 0},
      {"deep.under.net", NULL, 1},
      {"x.deep.under.net", NULL, 1},
      {"shallow.under.net", NULL, 0},
      {"b.a.co.uk", NULL, 1},
      {"co.uk", NULL, 0},
      {"someone.blogspot.com", NULL, 1},
      {"other.blogspot.com", NULL, 0},
      {"192.0.2.7", NULL, 1},
      {"0.2.7", NULL, 0},
      {"paths.org", "/", 0},
      {"paths.org", "/one", 1},
      {"www.paths.org", "/one/more?x", 1},
      {"paths.org", "/onemore", 0},
      {"paths.org", NULL, 0},
      {"", NULL, 0},
      {"com", NULL, 0},
      {"..", NULL, 0},
  };
  g_autoptr (HavenList) list = make_list ("one", hosts);
  g_autoptr (HavenSiteMap) map = make_map (list);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].host);
    g_assert_cmpuint (count (map, cases[i].host, cases[i].path), ==, cases[i].found);
  }
  g_assert_cmpuint (haven_site_map_get_stamp (map), ==, 7);
}

/* thousands of hosts, many of them under one name, against a table that is asked for each parent */
static void
test_map_many (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HavenList) list = haven_list_new ("many");
  g_autoptr (HavenSiteMap) map = NULL;

  list->category = g_strdup ("satire");
  for (guint i = 0; i < 20000; i++) {
    g_autofree char *host = NULL;

    if (i % 3 == 0)
      host = g_strdup_printf ("u%u.crowded%u.com", (guint)g_rand_int_range (random, 0, 5000), i % 5);
    else
      host = g_strdup_printf ("s%u.%s", (guint)g_rand_int_range (random, 0, 100000),
                              i % 2 != 0 ? "org" : "co.uk");
    haven_list_add (list, host);
    g_hash_table_add (table, g_steal_pointer (&host));
  }
  map = make_map (list);
  for (guint i = 0; i < 40000; i++) {
    g_autofree char *host = g_strdup_printf (i % 2 != 0 ? "w.u%u.crowded%u.com" : "s%u.co.uk",
                                             (guint)g_rand_int_range (random, 0, 60000), i % 5);
    gboolean listed = g_hash_table_contains (table, host);

    for (const char *dot = strchr (host, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
      listed |= g_hash_table_contains (table, dot + 1);
    g_assert_cmpint (count (map, host, NULL) > 0, ==, listed);
  }
}

/* Two hosts that differ only in front of what is looked up are one to the map, and must not cost it others.
 */
static void
test_map_deep_hosts (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (HavenList) list = haven_list_new ("deep");
  g_autoptr (HavenSiteMap) map = NULL;

  list->category = g_strdup ("satire");
  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "a.");
  for (guint i = 0; i < 200; i++) {
    g_autofree char *host = g_strdup_printf ("%c.%slisted%u.com", 'b' + i % 2, deep->str, i / 20);
    g_autofree char *plain = g_strdup_printf ("plain%u.com", i);

    g_assert_nonnull (haven_list_add (list, host));
    g_assert_nonnull (haven_list_add (list, plain));
  }
  map = make_map (list);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *plain = g_strdup_printf ("plain%u.com", i);

    g_assert_cmpuint (count (map, plain, NULL), ==, 1);
  }
}

static void
test_map_retraction (void)
{
  static const char *const hosts[] = {"kept.com", "back.com", NULL};
  g_autoptr (HavenList) list = make_list ("r", hosts);
  g_autoptr (HavenSiteMap) map = NULL;

  haven_list_add (list, "back.com")->retracted = TRUE;
  map = make_map (list);
  g_assert_cmpuint (count (map, "kept.com", NULL), ==, 1);
  g_assert_cmpuint (count (map, "back.com", NULL), ==, 0);
}

/* a file from anywhere: cut, or with any byte changed, it is refused or read without harm */
static void
test_map_hostile (void)
{
  static const char *const hosts[] = {"a.com", "b.org/x", "c.d.net", "192.0.2.1", NULL};
  g_autoptr (HavenList) list = make_list ("h", hosts);
  const HavenList *lists[] = {list};
  g_autoptr (GBytes) bytes = haven_site_map_compile (lists, 1, 5, 0);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize cut = 0; cut < length; cut += 1 + length / 200) {
    g_autoptr (GBytes) part = g_bytes_new (data, cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (haven_site_map_new (part, &error));
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
  for (guint round = 0; round < 3000; round++) {
    g_autofree guint8 *copy = g_memdup2 (data, length);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (HavenSiteMap) map = NULL;
    guint n_changes = (guint)g_rand_int_range (random, 1, 40);

    for (guint i = 0; i < n_changes; i++) {
      /* the wide names and the filter are most of a small file: spare them half of the time */
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)length);
      if (round % 2 == 0)
        at = length - 1 - at % MIN (length, 900);
      copy[at] = (guint8)g_rand_int (random);
    }
    changed = g_bytes_new_take (g_steal_pointer (&copy), length);
    map = haven_site_map_new (changed, NULL);
    for (gsize i = 0; map != NULL && hosts[i] != NULL; i++) {
      HavenSiteRecord records[4];
      guint n = haven_site_map_lookup (map, i == 1 ? "b.org" : hosts[i], "/x", records, 4);

      for (guint j = 0; j < n; j++)
        g_assert_cmpuint (strlen (records[j].list_title) + strlen (records[j].category), <, length);
    }
  }
}

static void
test_json_round (void)
{
  static const char json[] =
      "{" HEAD ", \"entries\": [{\"host\": \"Example.COM\", \"path\": \"/a/\", \"category\": \"satire\","
      "\"reason\": \"why\", \"sources\": [\"s\", \"t\"], \"since\": \"2025-01\"},"
      "{\"sha256\": \"0000000000000000000000000000000000000000000000000000000000000000\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenList) list = haven_list_from_json (json, sizeof json - 1, &error);
  g_autoptr (HavenList) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *csv = NULL;
  gsize length;
  const HavenListEntry *entry;

  g_assert_no_error (error);
  written = haven_list_to_json (list, &length);
  again = haven_list_from_json (written, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->entries->len, ==, 2);
  entry = again->entries->pdata[0];
  g_assert_cmpstr (entry->host, ==, "example.com");
  g_assert_cmpstr (entry->path, ==, "/a");
  g_assert_cmpstr (entry->sources[1], ==, "t");
  csv = haven_list_to_csv (again);
  g_assert_cmpstr (csv, ==,
                   "host,path,category,reason,sources,since\r\nexample.com,/a,satire,why,s; t,2025-01\r\n");
}

static void
test_json_errors (void)
{
  static const struct {
    const char *what;
    const char *json;
    const char *message; /* a part of it */
  } cases[] = {
      {"no list", "[]", ""},
      {"a version of the future", "{\"haven-list\": 2}", "version"},
      {"no title", "{\"haven-list\": 1, \"id\": \"x\"}", "title"},
      {"a day that is no ten signs", "{" HEAD_OF ("2026- 3-31") ", \"entries\": []}", "date"},
      {"a suffix", "{" HEAD ", \"entries\": [{\"host\": \"co.uk\"}]}", "entries[0]"},
      {"a hosting site", "{" HEAD ", \"entries\": [{\"host\": \"a.com\"}, {\"host\": \"blogspot.com\"}]}",
       "entries[1]"},
      {"no category of sites", "{" HEAD ", \"entries\": [{\"host\": \"a.com\", \"category\": \"suicide\"}]}",
       "category"},
      {"a short digest", "{" HEAD ", \"entries\": [{\"sha256\": \"00\"}]}", "entries[0]"},
      {"a digest in letters that are no digits",
       "{" HEAD ", \"entries\": [{\"sha256\": \"" SIXTY_FOUR_Z "\"}]}", "entries[0]"},
      {"an unknown key", "{" HEAD ", \"entries\": [{\"host\": \"a.com\", \"color\": \"red\"}]}", "color"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].what);
    g_assert_null (haven_list_from_json (cases[i].json, strlen (cases[i].json), &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, cases[i].message));
  }
}

/* One list, as a file of the user's own. */
static HavenSites *
sites_with (const char *json)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-lists-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "one.json", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  HavenSites *sites = haven_sites_new ();

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  g_assert_cmpuint (haven_sites_load_directory (sites, directory, NULL, errors), ==, 1);
  g_assert_cmpuint (errors->len, ==, 0);
  g_unlink (path);
  g_rmdir (directory);
  return sites;
}

static void
test_digest (void)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "named.org", -1);
  g_autofree char *json =
      g_strdup_printf ("{" HEAD ", \"entries\": [{\"sha256\": \"%s\", \"reason\": \"r\"}]}", digest);
  g_autoptr (HavenSites) sites = sites_with (json);
  HavenSiteRecord record;

  g_assert_cmpuint (haven_sites_lookup (sites, "www.named.org", "/", &record, 1), ==, 1);
  g_assert_cmpstr (record.reason, ==, "r");
  g_assert_cmpuint (haven_sites_lookup (sites, "other.org", "/", &record, 1), ==, 0);
}

/* A site that is named by a digest can be taken back by one. */
static void
test_digest_retracted (void)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "named.org", -1);
  g_autofree char *json = g_strdup_printf ("{" HEAD ", \"entries\": [{\"sha256\": \"%s\"},"
                                           "{\"sha256\": \"%s\", \"retracted\": true}]}",
                                           digest, digest);
  g_autoptr (HavenSites) sites = sites_with (json);
  HavenSiteRecord record;

  g_assert_cmpuint (haven_sites_lookup (sites, "named.org", "/", &record, 1), ==, 0);
}

static void
test_load_directory (void)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-lists-XXXXXX", NULL);
  g_autofree char *good = g_build_filename (directory, "good.json", NULL);
  g_autofree char *bad = g_build_filename (directory, "bad.json", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (HavenSites) sites = haven_sites_new ();
  HavenSiteRecord record;

  g_assert_true (g_file_set_contents (good, "{" HEAD ", \"entries\": [{\"host\": \"a.com\"}]}", -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{", -1, NULL));
  g_assert_cmpuint (haven_sites_load_directory (sites, directory, directory, errors), ==, 1);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (((GError *)errors->pdata[0])->message, "bad.json"));
  g_assert_cmpuint (haven_sites_lookup (sites, "a.com", "/", &record, 1), ==, 1);
  g_unlink (good);
  g_unlink (bad);
  g_rmdir (directory);
}

/* a large list is kept compiled, and compiled anew when its source changes */
static void
test_cache (void)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-lists-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "large.json", NULL);
  g_autofree char *cached = g_build_filename (directory, "large.json.map", NULL);

  for (guint round = 0; round < 3; round++) {
    g_autoptr (GString) json = g_string_new ("{" HEAD ", \"entries\": [");
    g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
    g_autoptr (HavenSites) sites = haven_sites_new ();
    HavenSiteRecord record;

    for (guint i = 0; i < 20001; i++)
      g_string_append_printf (json, "%s{\"host\": \"h%u-%u.com\"}", i > 0 ? "," : "", i, round / 2);
    g_string_append (json, "]}");
    if (round != 1)
      g_assert_true (g_file_set_contents (path, json->str, -1, NULL));
    g_assert_cmpuint (haven_sites_load_directory (sites, directory, directory, errors), ==, 1);
    g_assert_cmpuint (errors->len, ==, 0);
    g_assert_true (g_file_test (cached, G_FILE_TEST_EXISTS));
    g_assert_cmpuint (haven_sites_lookup (sites, "h17-0.com", "/", &record, 1), ==, round < 2 ? 1 : 0);
    g_assert_cmpuint (haven_sites_lookup (sites, "h17-1.com", "/", &record, 1), ==, round < 2 ? 0 : 1);
  }
  g_unlink (path);
  g_unlink (cached);
  g_rmdir (directory);
}

/* what Haven brings along: every entry says why and who says so */
static void
test_starter_lists (void)
{
  g_autofree char *directory = g_build_filename (g_getenv ("HAVEN_DATADIR"), "lists", NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n_lists = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenList) list = haven_list_load (path, &error);

    g_assert_no_error (error);
    n_lists++;
    for (guint i = 0; i < list->entries->len; i++) {
      const HavenListEntry *entry = list->entries->pdata[i];

      g_assert_nonnull (entry->reason);
      g_assert_nonnull (entry->sources);
      g_assert_nonnull (entry->sources[0]);
    }
  }
  g_assert_cmpuint (n_lists, >=, 7);
}

static void
test_helplines (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "helplines.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenHelplines) helplines = haven_helplines_load (path, &error);
  guint n_countries;

  g_assert_no_error (error);
  n_countries = haven_helplines_get_n_countries (helplines);
  g_assert_cmpuint (n_countries, >=, 30);
  for (guint i = 0; i < n_countries; i++) {
    const HavenCountryHelp *help = haven_helplines_get_nth (helplines, i);

    g_assert_cmpuint (strlen (help->country), ==, 2);
    g_assert_true (help->lines->len > 0 || help->gap != NULL);
    for (guint j = 0; j < help->lines->len; j++) {
      const HavenHelpline *line = help->lines->pdata[j];

      g_assert_true (g_str_has_prefix (line->page, "http"));
      g_assert_nonnull (line->languages);
      /* Whoever compared it says with what, and nothing is newer than the evidence. */
      g_assert_cmpint (line->checked != NULL, ==, line->against != NULL);
      g_assert_true (line->against == NULL || g_str_has_prefix (line->against, "http"));
      g_assert_true (line->copied == NULL || strcmp (line->copied, line->as_of) <= 0);
    }
  }
}

static void
test_help_card (void)
{
  static const char json[] =
      "{\"haven-helplines\": 1, \"elsewhere\": \"https://all.example/\", \"countries\": [{\"country\": "
      "\"xx\", \"name\": \"Xland\","
      "\"emergency\": \"112\", \"lines\": [{\"name\": \"Line\", \"phone\": \"123\", \"languages\": [\"en\"],"
      "\"page\": \"https://line.example/\", \"as-of\": \"2024-06\", \"verified\": \"2026-01-15\"}]}]}";
  const gint64 day = G_TIME_SPAN_DAY;
  const gint64 january = G_GINT64_CONSTANT (1768435200) * G_USEC_PER_SEC; /* 2026-01-15 */
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenHelplines) helplines = haven_helplines_from_json (json, sizeof json - 1, &error);
  g_autofree char *fresh = NULL, *stale = NULL, *unknown = NULL;

  g_assert_no_error (error);
  fresh = haven_helplines_card (helplines, "XX", january + 30 * day);
  stale = haven_helplines_card (helplines, "xx", january + 500 * day);
  unknown = haven_helplines_card (helplines, "yy", january);
  g_assert_true (g_str_has_prefix (fresh, "Xland · in an emergency: 112"));
  g_assert_nonnull (strstr (fresh, "call: 123"));
  g_assert_nonnull (strstr (fresh, "compared with that page on 2026-01-15"));
  g_assert_nonnull (strstr (fresh, "open: not known to us"));
  g_assert_null (strstr (fresh, "may have changed"));
  g_assert_nonnull (strstr (stale, "may have changed"));
  g_assert_nonnull (strstr (unknown, "https://all.example/"));
}

static void
test_help_card_checked (void)
{
  static const struct {
    const char *description;
    const char *checked; /* members of the entry */
    const char *says;    /* in its card; NULL when there is an error */
  } cases[] = {
      {"never compared", "", "known as of 2024-06, not compared with any page since"},
      {"compared with a copy that tells its date",
       ", \"checked\": {\"date\": \"2026-11\", \"against\": \"https://x.example/\", \"dated\": \"2023-01\"}",
       "known as of 2024-06; compared in 2026-11 with a stored copy, from 2023-01, of https://x.example/"},
      {"compared with a copy that does not",
       ", \"checked\": {\"date\": \"2026-11\", \"against\": \"https://x.example/\"}",
       "known as of 2024-06; compared in 2026-11 with an undated stored copy of https://x.example/"},
      {"a recent look at an old copy makes nothing fresh",
       ", \"checked\": {\"date\": \"2026-11\", \"against\": \"https://x.example/\"}", "may have changed"},
      {"compared with what is left open", ", \"checked\": {\"date\": \"2026-11\"}", NULL},
      {"only a date", ", \"checked\": \"2026-11\"", NULL},
  };
  const gint64 november = G_GINT64_CONSTANT (1795824000) * G_USEC_PER_SEC; /* 2026-11-28 */

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf (
        "{\"haven-helplines\": 1, \"elsewhere\": \"https://all.example/\", \"countries\": [{\"country\": "
        "\"xx\","
        "\"name\": \"Xland\", \"emergency\": \"112\", \"lines\": [{\"name\": \"Line\", \"phone\": \"123\","
        "\"page\": \"https://line.example/\", \"as-of\": \"2024-06\"%s}]}]}",
        cases[i].checked);
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenHelplines) helplines = haven_helplines_from_json (json, strlen (json), &error);
    g_autofree char *card = helplines != NULL ? haven_helplines_card (helplines, "xx", november) : NULL;

    g_test_message ("%s", cases[i].description);
    g_assert_cmpint (helplines != NULL, ==, cases[i].says != NULL);
    if (card != NULL)
      g_assert_nonnull (strstr (card, cases[i].says));
  }
}

/* A file that names no site would take the place of one that does. */
static void
test_shelf_takes_no_empty_list (void)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-shelf-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (directory, "lists", NULL);
  g_autofree char *path = g_build_filename (directory, "hosts", NULL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "# nothing\n", -1, NULL));
  g_assert_null (haven_shelf_take_file (own, path, "satire", "2026-11-02", &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, "0.0.0.0 a.example.com\n", -1, NULL));
  id = haven_shelf_take_file (own, path, "satire", "2026-11-02", NULL);
  g_assert_cmpstr (id, ==, "hosts");
  {
    g_autofree char *taken = g_build_filename (own, "hosts.json", NULL);

    g_assert_true (haven_shelf_remove (taken, NULL));
  }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (own), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* A list's name is foreign text: what stands on the disk is no option of a command and no way out of there.
 */
static void
test_shelf_names (void)
{
  static const char *const names[] = {"-rf", "..hosts", "Hosts", "a b", NULL};
  g_autofree char *directory = g_dir_make_tmp ("haven-shelf-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (directory, "lists", NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (directory, names[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *taken = NULL;
    g_autoptr (GDir) dir = NULL;
    const char *name;

    g_test_message ("%s", names[i]);
    g_assert_true (g_file_set_contents (path, "0.0.0.0 a.example.com\n", -1, NULL));
    id = haven_shelf_take_file (own, path, "satire", "2026-11-02", &error);
    g_assert_no_error (error);
    g_assert_cmpstr (id, ==, names[i]);
    dir = g_dir_open (own, 0, NULL);
    name = g_dir_read_name (dir);
    g_assert_nonnull (name);
    g_assert_true (name[0] == '_' || g_ascii_isalnum (name[0]));
    g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-_"), ==,
                      strlen (name) - strlen (".json"));
    g_assert_true (g_str_has_suffix (name, ".json"));
    taken = g_build_filename (own, name, NULL);
    g_assert_null (g_dir_read_name (dir));
    g_assert_true (haven_shelf_remove (taken, NULL));
    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (own), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* What a list was compiled to goes with it, and where it cannot, that is said. */
static void
test_shelf_remove (void)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-shelf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a.json", NULL);
  g_autofree char *compiled = g_strconcat (path, ".map", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_cmpint (g_mkdir (compiled, 0700), ==, 0);
  g_assert_false (haven_shelf_remove (path, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, ".map"));
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (compiled), ==, 0);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_true (g_file_set_contents (compiled, "", -1, NULL));
  g_assert_true (haven_shelf_remove (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_shelf_holds (void)
{
  static const struct {
    const char *description;
    const char *directory;
    const char *path;
    gboolean holds;
  } cases[] = {
      {"a list of the user's own", "/u/haven", "/u/haven/lists/a.json", TRUE},
      {"the directory is written with a slash", "/u/haven/", "/u/haven/lists/a.json", TRUE},
      {"a directory whose name begins alike", "/u/haven", "/u/haven-data/lists/a.json", FALSE},
      {"an installed list", "/u/haven", "/usr/share/purple-haven/lists/a.json", FALSE},
      {"the directory itself", "/u/haven", "/u/haven", FALSE},
      {"a list that was read from no file", "/u/haven", NULL, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].description);
    g_assert_cmpint (haven_shelf_holds (cases[i].directory, cases[i].path), ==, cases[i].holds);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/links/map/parents", test_map_parents);
  g_test_add_func ("/links/map/many", test_map_many);
  g_test_add_func ("/links/map/deep-hosts", test_map_deep_hosts);
  g_test_add_func ("/links/map/retraction", test_map_retraction);
  g_test_add_func ("/links/map/hostile", test_map_hostile);
  g_test_add_func ("/links/list/json-round", test_json_round);
  g_test_add_func ("/links/list/json-errors", test_json_errors);
  g_test_add_func ("/links/list/starter", test_starter_lists);
  g_test_add_func ("/links/shelf/holds", test_shelf_holds);
  g_test_add_func ("/links/shelf/names", test_shelf_names);
  g_test_add_func ("/links/shelf/remove", test_shelf_remove);
  g_test_add_func ("/links/shelf/takes-no-empty-list", test_shelf_takes_no_empty_list);
  g_test_add_func ("/links/sites/digest", test_digest);
  g_test_add_func ("/links/sites/digest-retracted", test_digest_retracted);
  g_test_add_func ("/links/sites/load-directory", test_load_directory);
  g_test_add_func ("/links/sites/cache", test_cache);
  g_test_add_func ("/links/help/data", test_helplines);
  g_test_add_func ("/links/help/card", test_help_card);
  g_test_add_func ("/links/help/card/checked", test_help_card_checked);
  return g_test_run ();
}
