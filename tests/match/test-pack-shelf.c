/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "match/haven-pack-shelf.h"

#define PACK(version, match)                                                                                 \
  "{\"haven\": 1, \"id\": \"marbles\", \"title\": \"Marbles\", \"language\": \"en\", \"version\": "          \
  "\"" version "\","                                                                                         \
  "\"licence\": \"CC0-1.0\", \"maintainer\": \"a test\", \"kind\": \"content\", \"category\": "              \
  "\"phobia-holes\","                                                                                        \
  "\"concepts\": {\"marble\": [\"marble\"]}, \"rules\": [{\"id\": \"named\", \"title\": \"Marbles\", "       \
  "\"depth\": \"graphic\", \"match\": \"" match                                                              \
  "\", \"examples\": {\"yes\": [\"a marble\"], \"no\": [\"a pear\"]}}]}"

typedef struct {
  char *directory;
  char *shelf;
  char *installed;
  char *file;
} Place;

static void
place_start (Place *place)
{
  place->directory = g_dir_make_tmp ("haven-shelf-XXXXXX", NULL);
  place->shelf = g_build_filename (place->directory, "packs", NULL);
  place->installed = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", NULL);
  place->file = g_build_filename (place->directory, "given.json", NULL);
}

static void
place_stop (Place *place)
{
  g_autofree char *taken = g_build_filename (place->shelf, "marbles.json", NULL);

  g_unlink (taken);
  g_rmdir (place->shelf);
  g_unlink (place->file);
  g_rmdir (place->directory);
  g_free (place->directory);
  g_free (place->shelf);
  g_free (place->installed);
  g_free (place->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_stop)

static HavenPack *
take (const Place *place, const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (place->file, text, -1, NULL));
  return haven_pack_shelf_take (place->shelf, place->installed, place->file, error);
}

static char *
taken_text (const Place *place)
{
  g_autofree char *taken = g_build_filename (place->shelf, "marbles.json", NULL);
  char *text = NULL;

  g_file_get_contents (taken, &text, NULL, NULL);
  return text;
}

static void
test_newer_takes_the_place (void)
{
  g_auto (Place) place = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPack) first = NULL;
  g_autoptr (HavenPack) second = NULL;
  g_autofree char *text = NULL;

  place_start (&place);
  first = take (&place, PACK ("2026.11", "@marble"), &error);
  g_assert_no_error (error);
  second = take (&place, PACK ("2026.12", "@marble"), &error);
  g_assert_no_error (error);
  text = taken_text (&place);
  g_assert_cmpstr (text, ==, PACK ("2026.12", "@marble"));
}

static void
test_broken_changes_nothing (void)
{
  g_auto (Place) place = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPack) first = NULL;
  g_autofree char *text = NULL;

  place_start (&place);
  first = take (&place, PACK ("2026.11", "@marble"), &error);
  g_assert_null (take (&place, "{\"haven\": 1, \"id\": \"marbles\"", &error));
  g_assert_nonnull (strstr (error->message, "given.json"));
  text = taken_text (&place);
  g_assert_cmpstr (text, ==, PACK ("2026.11", "@marble"));
}

/* What would be left out later, or does not do what it says, is told at once, and nothing is taken. */
static void
test_mistakes_are_told (void)
{
  static const struct {
    const char *description;
    const char *from;
    const char *to;
    const char *told;
  } rows[] = {
      {"a set of words that is nowhere", "\"match\": \"@marble", "\"match\": \"@marbel",
       "no concept named @marbel"},
      {"a category that is none", "phobia-holes", "marbles", "there is no content category “marbles”"},
      {"an example that is not met", "\"a marble\"", "\"an apple\"", "examples.yes[0] is not met"},
      {"an example that must not be met", "\"a pear\"", "\"this marble\"", "examples.no[0] is met"},
      {"no examples", "\"yes\": [\"a marble\"]", "\"yes\": []",
       "there must be a message that the rule meets"},
      {"the id of a pack of Haven's", "\"id\": \"marbles\"", "\"id\": \"insult\"", "comes with Haven"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Place) place = {0};
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) parts = g_strsplit (PACK ("2026.11", "@marble"), rows[i].from, 2);
    g_autofree char *text = g_strjoinv (rows[i].to, parts);

    g_test_message ("%s", rows[i].description);
    place_start (&place);
    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    g_assert_null (take (&place, text, &error));
    g_assert_nonnull (strstr (error->message, "given.json"));
    g_assert_nonnull (strstr (error->message, rows[i].told));
    g_assert_false (g_file_test (place.shelf, G_FILE_TEST_EXISTS));
  }
}

static void
test_removed (void)
{
  g_auto (Place) place = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPack) pack = NULL;

  place_start (&place);
  g_assert_false (haven_pack_shelf_has (place.shelf, "marbles"));
  pack = take (&place, PACK ("2026.11", "@marble"), &error);
  g_assert_no_error (error);
  g_assert_true (haven_pack_shelf_has (place.shelf, "marbles"));
  g_assert_true (haven_pack_shelf_remove (place.shelf, "marbles", &error));
  g_assert_false (haven_pack_shelf_has (place.shelf, "marbles"));
  g_assert_false (haven_pack_shelf_remove (place.shelf, "marbles", &error));
  g_assert_nonnull (error);
}

static void
test_link_is_not_followed (void)
{
  g_auto (Place) place = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *linked = NULL;

  place_start (&place);
  linked = g_build_filename (place.directory, "linked.json", NULL);
  g_assert_true (g_file_set_contents (place.file, PACK ("2026.11", "@marble"), -1, NULL));
  g_assert_cmpint (symlink (place.file, linked), ==, 0);
  g_assert_null (haven_pack_shelf_take (place.shelf, place.installed, linked, &error));
  g_assert_nonnull (strstr (error->message, "is a link"));
  g_unlink (linked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack-shelf/newer-takes-the-place", test_newer_takes_the_place);
  g_test_add_func ("/pack-shelf/broken-changes-nothing", test_broken_changes_nothing);
  g_test_add_func ("/pack-shelf/mistakes-are-told", test_mistakes_are_told);
  g_test_add_func ("/pack-shelf/removed", test_removed);
  g_test_add_func ("/pack-shelf/link-is-not-followed", test_link_is_not_followed);
  return g_test_run ();
}
