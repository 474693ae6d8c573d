/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file that keeps what was worked out: it gives back what was written, or says why it does not. */
#include <glib/gstdio.h>

#include "haven-error.h"
#include "match/haven-cache-file.h"

#define PREFACE 128 /* bytes before what is kept */
#define KEY "of these packs"

typedef struct {
  char *directory;
  char *path;
} Place;

static void
place_open (Place *place)
{
  place->directory = g_dir_make_tmp ("haven-cache-file-XXXXXX", NULL);
  place->path = g_build_filename (place->directory, "kept.bin", NULL);
}

static void
place_close (Place *place)
{
  g_unlink (place->path);
  g_rmdir (place->directory);
  g_free (place->path);
  g_free (place->directory);
}

/* Bytes of which no eight are like any other eight. */
static GBytes *
make_bytes (gsize length)
{
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8)(i * 7 + i / 256);
  return g_bytes_new_take (data, length);
}

static void
assert_refused (const Place *place, const char *key, HavenError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_cache_file_map (place->path, key, &error));
  g_assert_error (error, HAVEN_ERROR, (int)code);
}

/* Of all lengths around those that are added up eight and thirty-two bytes at a time. */
static void
test_gives_back (void)
{
  for (gsize length = 0; length < 100; length++) {
    g_autoptr (GBytes) bytes = make_bytes (length);
    g_autoptr (GBytes) mapped = NULL;
    g_autoptr (GError) error = NULL;
    Place place;

    place_open (&place);
    g_assert_true (haven_cache_file_write (place.path, KEY, bytes, &error));
    mapped = haven_cache_file_map (place.path, KEY, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (bytes, mapped));
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_bytes_get_data (mapped, NULL)) % 64, ==, 0);
    place_close (&place);
  }
}

/* What is mapped stays as it is when other bytes are kept. */
static void
test_replaced (void)
{
  g_autoptr (GBytes) first = make_bytes (70), second = make_bytes (40), mapped = NULL;
  Place place;

  place_open (&place);
  g_assert_true (haven_cache_file_write (place.path, KEY, first, NULL));
  mapped = haven_cache_file_map (place.path, KEY, NULL);
  g_assert_true (haven_cache_file_write (place.path, KEY, second, NULL));
  g_assert_true (g_bytes_equal (first, mapped));
  place_close (&place);
}

static void
test_of_other_packs (void)
{
  g_autoptr (GBytes) bytes = make_bytes (70);
  Place place;

  place_open (&place);
  g_assert_true (haven_cache_file_write (place.path, KEY, bytes, NULL));
  assert_refused (&place, "of those packs", HAVEN_ERROR_STALE);
  assert_refused (&place, "", HAVEN_ERROR_STALE);
  place_close (&place);
}

/* Every bit of what is kept, and every end it may have. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = make_bytes (75);
  g_autofree char *data = NULL;
  gsize length;
  Place place;

  place_open (&place);
  g_assert_true (haven_cache_file_write (place.path, KEY, bytes, NULL));
  g_assert_true (g_file_get_contents (place.path, &data, &length, NULL));
  for (gsize bit = PREFACE * 8; bit < length * 8; bit++) {
    data[bit / 8] ^= 1 << bit % 8;
    g_assert_true (g_file_set_contents (place.path, data, length, NULL));
    assert_refused (&place, KEY, HAVEN_ERROR_INVALID);
    data[bit / 8] ^= 1 << bit % 8;
  }
  for (gsize cut = 0; cut < length; cut++) {
    g_assert_true (g_file_set_contents (place.path, data, cut, NULL));
    assert_refused (&place, KEY, HAVEN_ERROR_INVALID);
  }
  place_close (&place);
}

/* Numbers that change places, and what is the same but for its place, add up to something else. */
static void
test_order_counts (void)
{
  g_autoptr (GBytes) bytes = make_bytes (96);
  g_autofree char *data = NULL;
  gsize length;
  Place place;

  place_open (&place);
  g_assert_true (haven_cache_file_write (place.path, KEY, bytes, NULL));
  g_assert_true (g_file_get_contents (place.path, &data, &length, NULL));
  for (gsize one = 0; one < 96; one += 8) {
    for (gsize other = one + 8; other < 96; other += 8) {
      g_autofree char *copy = g_memdup2 (data, length);

      memcpy (copy + PREFACE + one, data + PREFACE + other, 8);
      memcpy (copy + PREFACE + other, data + PREFACE + one, 8);
      g_assert_true (g_file_set_contents (place.path, copy, length, NULL));
      assert_refused (&place, KEY, HAVEN_ERROR_INVALID);
    }
  }
  place_close (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache-file/gives-back-what-was-written", test_gives_back);
  g_test_add_func ("/cache-file/replaced-under-what-is-mapped", test_replaced);
  g_test_add_func ("/cache-file/of-other-packs", test_of_other_packs);
  g_test_add_func ("/cache-file/damaged", test_damaged);
  g_test_add_func ("/cache-file/order-counts", test_order_counts);
  return g_test_run ();
}
