/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What a map of a million hosts costs: to load, in memory, on disk, and a look-up with all parents next
 * to a GHashTable that does the same. */

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "links/haven-domain.h"
#include "links/haven-site-map.h"

#define N_HOSTS 1000000
#define N_ASKED 1000000
#define ROUNDS 20
#define N_AT_ONCE 50000
#define MAX_SHARE .45   /* of the time of a GHashTable */
#define MAX_LOAD 1e-4   /* seconds */
#define MAX_FILE 20e6   /* bytes */
#define MAX_PRIVATE 256 /* kB: a map is mapped, not read */

/* Hosts as block lists have them: two to four labels, a third of them below another's name. */
static char *
make_host (GRand *random, guint n)
{
  static const char *const endings[] = {"com",  "net", "org",    "de",  "co.uk",
                                        "info", "ru",  "com.br", "top", "xyz"};
  static const char *const fronts[] = {"www", "ads", "track", "cdn", "static", "shop"};
  const char *ending = endings[g_rand_int_range (random, 0, G_N_ELEMENTS (endings))];
  const char *front = fronts[g_rand_int_range (random, 0, G_N_ELEMENTS (fronts))];

  if (g_rand_int_range (random, 0, 3) == 0)
    return g_strdup_printf ("%s.site%x-%u.%s", front, g_rand_int (random) & 0xfffff, n, ending);
  return g_strdup_printf ("site%x-%u.%s", g_rand_int (random) & 0xfffff, n, ending);
}

/* Time of this process only: the machine may be busy with others. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static glong
anonymous_kilobytes (void)
{
  g_autofree char *data = NULL;
  const char *at;
  glong sum = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &data, NULL, NULL))
    return -1;
  for (at = data; (at = strstr (at, "Anonymous:")) != NULL; at++)
    sum += strtol (at + 10, NULL, 10);
  return sum;
}

static guint
ask_table (GHashTable *table, char **asked, guint n_asked)
{
  guint n_found = 0;

  for (guint i = 0; i < n_asked; i++)
    for (const char *host = asked[i]; host != NULL; host = haven_domain_parent (host))
      n_found += g_hash_table_contains (table, host);
  return n_found;
}

static guint
ask_map (const HavenSiteMap *map, char **asked, guint n_asked)
{
  HavenSiteRecord records[8];
  guint n_found = 0;

  for (guint i = 0; i < n_asked; i++)
    n_found += haven_site_map_lookup (map, asked[i], NULL, records, G_N_ELEMENTS (records));
  return n_found;
}

/* Adds a ratio to the JSON object in a file that haven-bench has begun, or begins one. */
static void
note_ratio (const char *path, const char *name, double ratio)
{
  g_autofree char *data = NULL;
  g_autofree char *object = NULL;
  char *end;

  if (path == NULL)
    return;
  if (!g_file_get_contents (path, &data, NULL, NULL) || (end = strrchr (data, '}')) == NULL) {
    object = g_strdup_printf ("{\n  \"%s\": %.5f\n}\n", name, ratio);
  } else {
    *end = 0;
    object = g_strdup_printf ("%s,\n  \"%s\": %.5f\n}\n", g_strchomp (data), name, ratio);
  }
  g_assert_true (g_file_set_contents (path, object, -1, NULL));
}

/* Returns whether the map takes at most the share of the table's time that is promised. */
static gboolean
compare_lookups (const char *path, const char *what, GHashTable *table, const HavenSiteMap *map, char **asked)
{
  double sum_table = 0;
  double sum_map = 0;
  guint by_table = 0, by_map = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    char **some = asked + round * N_AT_ONCE;
    double start = now ();

    by_table += ask_table (table, some, N_AT_ONCE);
    sum_table += now () - start;
    start = now ();
    by_map += ask_map (map, some, N_AT_ONCE);
    sum_map += now () - start;
  }
  printf ("%-28s map %6.1f ns   GHashTable %6.1f ns   ratio %.2f   found %u and %u\n", what,
          sum_map * 1e9 / N_ASKED, sum_table * 1e9 / N_ASKED, sum_map / sum_table, by_map, by_table);
  note_ratio (path, what, sum_map / sum_table);
  return by_map == by_table && sum_map <= MAX_SHARE * sum_table;
}

static void
shuffle (GRand *random, char **hosts, guint n)
{
  for (guint i = n; i > 1; i--) {
    guint other = (guint)g_rand_int_range (random, 0, (gint32)i);
    char *host = hosts[i - 1];

    hosts[i - 1] = hosts[other];
    hosts[other] = host;
  }
}

/* Puts them one after the other; the process ends with them. */
static void
lay_out (GPtrArray *hosts)
{
  gsize size = 0;
  char *at;

  for (guint i = 0; i < hosts->len; i++)
    size += strlen (hosts->pdata[i]) + 1;
  at = g_malloc (size);
  for (guint i = 0; i < hosts->len; i++) {
    gsize length = strlen (hosts->pdata[i]) + 1;
    char *host = memcpy (at, hosts->pdata[i], length);

    g_free (hosts->pdata[i]);
    hosts->pdata[i] = host;
    at += length;
  }
}

static double
time_open (const char *path)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < 50; i++) {
    double start = now ();
    g_autoptr (HavenSiteMap) map = haven_site_map_open (path, NULL);

    g_assert_nonnull (map);
    best = MIN (best, now () - start);
  }
  return best;
}

/* Hosts on the list and off it, and a table of the listed ones. */
static void
make_hosts (GRand *random, HavenList *list, GHashTable *table, GPtrArray *listed, GPtrArray *unlisted)
{
  for (guint i = 0; i < N_HOSTS; i++) {
    char *host = make_host (random, i);

    haven_list_add (list, host);
    g_hash_table_add (table, g_strdup (host));
    g_ptr_array_add (listed, host);
  }
  /* links in a chat lead mostly to sites that no list names, half of them under www */
  for (guint i = 0; i < N_ASKED; i++) {
    g_autofree char *host = make_host (random, N_HOSTS + i);

    g_ptr_array_add (unlisted, i % 2 == 0 ? g_strconcat ("www.", host, NULL) : g_strdup (host));
  }
  /* the host of a link was just read: each asked host is in the cache, in the order of asking */
  shuffle (random, (char **)listed->pdata, listed->len);
  lay_out (listed);
  lay_out (unlisted);
}

static gboolean
measure_file (const HavenList *list, const char *path)
{
  const HavenList *lists[] = {list};
  g_autoptr (GBytes) bytes = haven_site_map_compile (lists, 1, 42, 0);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  double load;

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
  load = time_open (path);
  printf ("%-28s %.1f MB\n", "file of a million hosts", (double)size / 1e6);
  printf ("%-28s %.4f ms\n", "load", load * 1e3);
  return (double)size <= MAX_FILE && load < MAX_LOAD;
}

int
main (int argc, char **argv)
{
  const char *json = argc == 3 && strcmp (argv[1], "--json") == 0 ? argv[2] : NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (HavenList) list = haven_list_new ("bench");
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) listed = g_ptr_array_new ();
  g_autoptr (GPtrArray) unlisted = g_ptr_array_new ();
  g_autofree char *path = g_strdup_printf ("%s/haven-bench-%d.map", g_get_tmp_dir (), (int)getpid ());
  g_autoptr (HavenSiteMap) map = NULL;
  glong private;
  gboolean ok;

  list->title = g_strdup ("Bench");
  list->date = g_strdup ("2026-11-21");
  list->category = g_strdup ("low-credibility:unreliable");
  make_hosts (random, list, table, listed, unlisted);
  ok = measure_file (list, path);
  private = anonymous_kilobytes ();
  map = haven_site_map_open (path, NULL);
  ask_map (map, (char **)listed->pdata, N_ASKED);
  private = anonymous_kilobytes () - private;
  printf ("%-28s %ld kB\n", "private memory, 1M asked", private);
  ok &= private < MAX_PRIVATE;
  ok &= compare_lookups (json, "lookup-unlisted", table, map, (char **)unlisted->pdata);
  ok &= compare_lookups (json, "lookup-listed", table, map, (char **)listed->pdata);
  g_unlink (path);
  printf ("%s\n", ok ? "the map keeps its numbers" : "the map does not keep its numbers");
  return ok ? 0 : 1;
}
