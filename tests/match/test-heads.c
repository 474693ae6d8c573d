/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What packs say of themselves, kept from one start to the next. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "haven-error.h"
#include "match/haven-cache-file.h"
#include "match/haven-heads.h"
#include "match/haven-pack-private.h"

#define PACK(title)                                                                                          \
  "{\"haven\": 1, \"id\": \"x\", \"part-of\": \"whole\", \"title\": \"" title                                \
  "\", \"language\": \"en\", \"version\": \"1\", \"uses\": [\"y\"], \"kind\": \"harassment\","               \
  "\"category\": \"insult\", \"rules\": [{\"id\": \"r\", \"title\": \"t\", \"match\": \"moron\"}]}"
#define LANGUAGE                                                                                             \
  "{\"haven\": 1, \"id\": \"l\", \"title\": \"l\", \"language\": \"en\", \"version\": \"1\","                \
  "\"readings\": {\"dont\": \"do not\"}}"
#define BROKEN "{\"haven\": 1, \"id\": \"x\"}"

typedef struct {
  char *directory;
  char *pack;
  char *heads;
} Place;

static void
place_open (Place *place)
{
  place->directory = g_dir_make_tmp ("haven-heads-XXXXXX", NULL);
  place->pack = g_build_filename (place->directory, "x.json", NULL);
  place->heads = g_build_filename (place->directory, "heads.bin", NULL);
}

static void
place_close (Place *place)
{
  g_unlink (place->pack);
  g_unlink (place->heads);
  g_assert_cmpint (g_rmdir (place->directory), ==, 0);
  g_free (place->pack);
  g_free (place->heads);
  g_free (place->directory);
}

/* What a start finds out about a pack, and whether it had to be read to its end for that. */
static char *
read_pack (const Place *place)
{
  g_autoptr (HavenHeads) heads = haven_heads_new (place->directory);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPack) pack = haven_pack_new_from_file (place->pack, heads, &error);

  haven_heads_save (heads);
  if (pack == NULL)
    return g_strdup ("broken");
  return g_strdup_printf ("%s: %s (%s) %s", haven_pack_get_id (pack), haven_pack_get_title (pack),
                          haven_pack_get_whole (pack), pack->is_whole ? "whole" : "head");
}

static void
put (const char *path, const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize)length, &error);
  g_assert_no_error (error);
}

static void
assert_reads (const Place *place, const char *expected)
{
  g_autofree char *found = read_pack (place);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_kept (void)
{
  static const struct {
    const char *description;
    const char *pack;
    const char *first;
    const char *second;
  } rows[] = {
      {"a pack is read once", PACK ("one"), "x: one (whole) whole", "x: one (whole) head"},
      {"another in its place is read", PACK ("two"), "x: two (whole) whole", "x: two (whole) head"},
      {"and so is the one from before, which was forgotten", PACK ("one"), "x: one (whole) whole",
       "x: one (whole) head"},
      {"the words of a language are always read", LANGUAGE, "l: l (l) whole", "l: l (l) whole"},
      {"what is broken is so every time", BROKEN, "broken", "broken"},
  };
  Place place;
  struct stat info;

  place_open (&place);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].description);
    put (place.pack, rows[i].pack, strlen (rows[i].pack));
    assert_reads (&place, rows[i].first);
    assert_reads (&place, rows[i].second);
  }
  g_assert_cmpint (g_lstat (place.heads, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
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
  put (place.pack, PACK ("one"), strlen (PACK ("one")));
  assert_reads (&place, "x: one (whole) whole");
  g_assert_true (g_file_get_contents (place.heads, &data, &length, NULL));
  for (gsize at = 0; at < length; at++) {
    g_autofree char *copy = g_memdup2 (data, length);

    copy[at] ^= 1;
    put (place.heads, copy, at % 5 == 0 ? at : length);
    assert_reads (&place, "x: one (whole) whole");
    assert_reads (&place, "x: one (whole) head");
  }
  place_close (&place);
}

static void
test_of_another_haven (void)
{
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GBytes) body = NULL;
  Place place;

  place_open (&place);
  put (place.pack, PACK ("one"), strlen (PACK ("one")));
  assert_reads (&place, "x: one (whole) whole");
  g_assert_true (g_file_get_contents (place.heads, &data, &length, NULL));
  body = g_bytes_new (data + 128, length - 128);
  g_assert_true (haven_cache_file_write (place.heads, "0.0.0, heads 1", body, NULL));
  assert_reads (&place, "x: one (whole) whole");
  place_close (&place);
}

#define HEAD(more) "[{\"checksum\": \"c\", \"id\": \"x\", \"title\": \"t\", \"language\": \"en\"" more "}]"

static void
test_hostile (void)
{
  static const struct {
    const char *description;
    const char *body;
    const char *error; /* nullable: how it begins */
  } rows[] = {
      {"none", "[]", NULL},
      {"one", HEAD (", \"version\": \"1\""), NULL},
      {"nothing", "", "line 1"},
      {"no list", "{}", "must be a list"},
      {"a list of something else", "[1]", "[0]: must be an object"},
      {"no version", HEAD (""), "[0]: the key \"version\""},
      {"no text", HEAD (", \"version\": \"\""), "[0].version: must be 1 to"},
      {"a path for an id", HEAD (", \"version\": \"1\", \"part-of\": \"../x\""), "part-of: an id is"},
      {"a number for a list", HEAD (", \"version\": \"1\", \"uses\": 7"), "[0].uses: must be a list"},
      {"a key that no head has", HEAD (", \"version\": \"1\", \"match\": \"a\""), "[0].match: no such key"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].body, strlen (rows[i].body));
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenHeads) heads = haven_heads_new_from_bytes (bytes, &error);

    g_test_message ("%s", rows[i].description);
    if (rows[i].error == NULL)
      g_assert_no_error (error);
    else
      g_assert_true (error != NULL && g_str_has_prefix (error->message, rows[i].error));
    g_assert_true ((heads != NULL) == (error == NULL));
  }
}

/* Whoever compiles a pack of which only the head is known reads its file as it is by then. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  const HavenPack *culprit = NULL;
  g_autoptr (HavenHeads) heads = NULL;
  g_autoptr (GError) error = NULL;
  Place place;

  place_open (&place);
  put (place.pack, PACK ("one"), strlen (PACK ("one")));
  assert_reads (&place, "x: one (whole) whole");
  heads = haven_heads_new (place.directory);
  g_ptr_array_add (packs, haven_pack_new_from_file (place.pack, heads, NULL));
  g_assert_cmpstr (haven_pack_get_title (packs->pdata[0]), ==, "one");
  put (place.pack, BROKEN, strlen (BROKEN));
  g_assert_false (haven_packs_read_whole (packs, &culprit, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  g_assert_true (culprit == packs->pdata[0]);
  put (place.pack, PACK ("two"), strlen (PACK ("two")));
  g_assert_true (haven_packs_read_whole (packs, NULL, NULL));
  g_assert_cmpstr (haven_pack_get_title (packs->pdata[0]), ==, "two");
  place_close (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heads/kept", test_kept);
  g_test_add_func ("/heads/damaged", test_damaged);
  g_test_add_func ("/heads/of-another-haven", test_of_another_haven);
  g_test_add_func ("/heads/hostile", test_hostile);
  g_test_add_func ("/heads/changed-meanwhile", test_changed_meanwhile);
  return g_test_run ();
}
