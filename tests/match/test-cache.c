/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compiled packs on disk: used when they fit, written anew when they are stale or damaged. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "match-fixture.h"
#include "match/haven-program.h"

#define PACK(word)                                                                                           \
  "{\"haven\": 1, \"id\": \"x\", \"title\": \"x\", \"language\": \"en\", \"version\": \"1\","                \
  "\"kind\": \"harassment\", \"category\": \"insult\", \"rules\": ["                                         \
  "{\"id\": \"r\", \"title\": \"t\", \"match\": \"@you ..3 " word "\", \"unless\": [\"negated\"]},"          \
  "{\"id\": \"p\", \"title\": \"t\", \"pattern\": \"zq[xy]+z\"}]}"

typedef struct {
  char *directory;
  char *cache;
  char *path;
} Place;

static void
place_open (Place *place)
{
  place->directory = g_dir_make_tmp ("haven-cache-XXXXXX", NULL);
  place->cache = g_build_filename (place->directory, "cache", NULL);
  place->path = g_build_filename (place->cache, "packs.bin", NULL);
}

static void
place_close (Place *place)
{
  g_unlink (place->path);
  g_rmdir (place->cache);
  g_rmdir (place->directory);
  g_free (place->path);
  g_free (place->cache);
  g_free (place->directory);
}

/* What meets "you utter moron. You cad.", read with a pack for one word and whatever is in the cache. */
static char *
read_with (const Place *place, const char *pack, gboolean custom)
{
  static const char *const words[] = {"blue door", NULL};
  g_autofree char *language =
      g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", "en", "language.json", NULL);
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatcher) matcher = NULL;

  g_ptr_array_add (packs, haven_pack_new_from_file (language, NULL, NULL));
  g_ptr_array_add (packs, haven_pack_new_from_data (pack, strlen (pack), "x.json", NULL));
  if (custom)
    g_ptr_array_add (packs, haven_pack_new_custom ("custom:1", "topic one", words, NULL));
  matcher = haven_matcher_new_cached (packs, place->cache, &error);
  g_assert_no_error (error);
  return fixture_match (matcher, "you utter moron. You cad. zqxz the blue door", NULL);
}

static void
assert_reads (const Place *place, const char *pack, const char *expected)
{
  g_autofree char *found = read_with (place, pack, FALSE);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
inode_of (const Place *place)
{
  struct stat info;

  return g_lstat (place->path, &info) == 0 ? (gint64)info.st_ino : 0;
}

static void
test_kept (void)
{
  Place place;
  struct stat info;
  gint64 written;

  place_open (&place);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  written = inode_of (&place);
  g_assert_cmpint (written, !=, 0);
  g_assert_cmpint (g_lstat (place.path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_lstat (place.cache, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  g_assert_cmpint (inode_of (&place), ==, written);
  place_close (&place);
}

static void
test_stale (void)
{
  Place place;

  place_open (&place);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  assert_reads (&place, PACK ("cad"), "r[You cad] p[zqxz]");
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  place_close (&place);
}

/* One byte anywhere, or an end anywhere. */
static void
test_damaged (void)
{
  g_autofree char *data = NULL;
  gsize length;
  Place place;

  place_open (&place);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  g_assert_true (g_file_get_contents (place.path, &data, &length, NULL));
  for (guint i = 0; i < 40; i++) {
    gsize at = i < 20 ? i * 17 : length / 20 * (i - 20);
    g_autofree char *copy = g_memdup2 (data, length);

    copy[at] ^= 0x41;
    g_assert_true (g_file_set_contents (place.path, copy, i % 3 == 0 ? (gssize)at : (gssize)length, NULL));
    assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  }
  place_close (&place);
}

static void
test_link (void)
{
  g_autofree char *elsewhere = NULL;
  struct stat info;
  Place place;

  place_open (&place);
  elsewhere = g_build_filename (place.directory, "elsewhere", NULL);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  g_assert_cmpint (g_rename (place.path, elsewhere), ==, 0);
  g_assert_cmpint (symlink (elsewhere, place.path), ==, 0);
  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
  g_assert_cmpint (g_lstat (place.path, &info), ==, 0);
  g_test_message ("a link is not read through, and nothing is written through it");
  assert_reads (&place, PACK ("cad"), "r[You cad] p[zqxz]");
  g_unlink (elsewhere);
  place_close (&place);
}

static void
test_own_words (void)
{
  g_autofree char *found = NULL;
  Place place;

  place_open (&place);
  found = read_with (&place, PACK ("moron"), TRUE);
  g_assert_cmpstr (found, ==, "r[you utter moron] p[zqxz] custom:1[blue door]");
  g_assert_cmpint (inode_of (&place), ==, 0);
  place_close (&place);
}

/* Returns: the file that all packs there are were compiled to, or found in. */
static gint64
read_all_packs (const Place *place)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", "en", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_ptr_array_add (packs, haven_pack_new_from_file (path, NULL, &error));
    g_assert_no_error (error);
  }
  matcher = haven_matcher_new_cached (packs, place->cache, &error);
  g_assert_no_error (error);
  return inode_of (place);
}

/* A part that two packs do not fill alike would be taken for damage, and everything compiled at each start.
 */
static void
test_all_packs (void)
{
  Place place;
  gint64 written;

  place_open (&place);
  written = read_all_packs (&place);
  g_assert_cmpint (written, !=, 0);
  g_assert_cmpint (read_all_packs (&place), ==, written);
  place_close (&place);
}

/* A cache that cannot be written is done without. */
static void
test_nowhere (void)
{
  Place place = {NULL, (char *)"/proc/nowhere", (char *)"/proc/nowhere/packs.bin"};

  assert_reads (&place, PACK ("moron"), "r[you utter moron] p[zqxz]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache/kept", test_kept);
  g_test_add_func ("/cache/stale", test_stale);
  g_test_add_func ("/cache/damaged", test_damaged);
  g_test_add_func ("/cache/link", test_link);
  g_test_add_func ("/cache/own-words-are-not-kept", test_own_words);
  g_test_add_func ("/cache/all-packs-are-kept", test_all_packs);
  g_test_add_func ("/cache/nowhere-to-write", test_nowhere);
  return g_test_run ();
}
