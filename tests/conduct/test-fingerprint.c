/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "conduct/haven-fingerprint.h"

static guint64
fingerprint_of (const char *words)
{
  g_autoptr (HavenText) text = haven_text_new ();

  haven_text_read (text, words, strlen (words), HAVEN_FORMAT_PLAIN);
  return haven_fingerprint (text);
}

static const struct {
  const char *description;
  const char *first;
  const char *second;
  gboolean alike;
} pairs[] = {
    {"same", "nobody here wants to read you any more", "nobody here wants to read you any more", TRUE},
    {"added-word", "nobody here wants to read you any more so leave this room",
     "nobody here wants to read you any more so leave this room now", TRUE},
    {"other-case", "Nobody here wants to read you any more", "nobody HERE wants to read you any more!!",
     TRUE},
    {"other-words", "nobody here wants to read you any more",
     "the meeting tomorrow starts at nine in the hall", FALSE},
    {"too-short", "ok thanks", "ok thanks", FALSE},
};

static void
test_fingerprint (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (
      haven_fingerprint_alike (fingerprint_of (pairs[i].first), fingerprint_of (pairs[i].second)), ==,
      pairs[i].alike);
}

/* Ten bits of sixty-four is as far as a copy goes: of messages that have nothing in common one in a million
 * is so near. */
static void
test_nearest_stranger (void)
{
  const guint64 fingerprint = G_GUINT64_CONSTANT (0x123456789abcdef1);

  g_assert_true (haven_fingerprint_alike (fingerprint, fingerprint ^ 0x3ff));
  g_assert_false (haven_fingerprint_alike (fingerprint, fingerprint ^ 0x7ff));
}

/* Many at once are told from each other as two are. */
static void
test_find_alike (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);

  for (guint round = 0; round < 200; round++) {
    guint64 fingerprint = (guint64)g_rand_int (random) << 32 | g_rand_int (random);
    guint64 many[64], expected = 0;

    for (guint i = 0; i < G_N_ELEMENTS (many); i++) {
      many[i] = i % 7 == 0 ? HAVEN_FINGERPRINT_NONE : fingerprint;
      for (guint flips = g_rand_int_range (random, 0, 21); many[i] != 0 && flips > 0; flips--)
        many[i] ^= G_GUINT64_CONSTANT (1) << g_rand_int_range (random, 0, 64);
      expected |= (guint64)haven_fingerprint_alike (many[i], fingerprint) << i;
    }
    g_assert_cmphex (haven_fingerprint_find_alike (many, 64, fingerprint), ==, expected);
    g_assert_cmphex (haven_fingerprint_find_alike (many, 16, fingerprint), ==, expected & 0xffff);
    g_assert_cmphex (haven_fingerprint_find_alike (many, 64, HAVEN_FINGERPRINT_NONE), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *path = g_strconcat ("/fingerprint/", pairs[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fingerprint);
  }
  g_test_add_func ("/fingerprint/many-at-once", test_find_alike);
  g_test_add_func ("/fingerprint/nearest-stranger", test_nearest_stranger);
  return g_test_run ();
}
