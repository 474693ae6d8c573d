/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>

#include "haven-wall-clock.h"

#define START (G_GINT64_CONSTANT (1793642400) * G_USEC_PER_SEC) /* 2026-11-02 18:00 UTC */
#define HOUR G_TIME_SPAN_HOUR

/* A clock that was believed up to START, what it said later and what is believed then; in hours after START.
 */
static const struct {
  const char *description;
  gint64 readings[12];
  guint n;
  gint64 believed;
} cases[] = {
    {"goes-on-by-the-hour", {1, 2, 3}, 3, 3},
    {"goes-on-after-a-night", {14}, 1, 14},
    {"years-ahead-is-not-believed", {43800, 43801, 43802}, 3, 0},
    {"years-ahead-for-a-day-is-not-believed", {43800, 43812, 43824}, 3, 0},
    {"years-ahead-and-back", {43800, 2, 43801, 3, 43802}, 5, 3},
    {"years-ahead-twice-and-back", {43800, 87600, 1}, 3, 1},
    {"weeks-away-are-believed-after-two-days", {1000, 1012, 1024, 1036, 1048}, 5, 1048},
    {"weeks-away-are-believed-by-and-by", {1000, 1168, 1336}, 3, 1000},
    {"leap-after-a-real-absence-is-not-believed", {200, 212, 224, 236, 43800}, 5, 236},
    {"behind-changes-nothing", {1, -43800, -43799}, 3, 1},
    {"behind-for-a-month-is-believed", {-43800, -43440, -43080}, 3, -43080},
    {"behind-and-right-again", {-43800, 5, -43080}, 3, 5},
    {"no-time-at-all", {-600000000}, 1, 0},
};

static void
test_believed (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  HavenWallClock clock = {.believed = START};

  for (guint j = 0; j < cases[i].n; j++)
    haven_wall_clock_read (&clock, START + cases[i].readings[j] * HOUR);
  g_assert_cmpint ((clock.believed - START) / HOUR, ==, cases[i].believed);
}

/* As with what an older Haven left: one reading says nothing about what may go. */
static void
test_first_start (void)
{
  HavenWallClock clock = {0};

  haven_wall_clock_read (&clock, START);
  g_assert_cmpint (haven_wall_clock_from (&clock, START, HOUR), <, 0);
  for (guint i = 1; i <= 48; i++)
    haven_wall_clock_read (&clock, START + i * HOUR);
  g_assert_cmpint (haven_wall_clock_from (&clock, START + 48 * HOUR, HOUR), ==, START + 47 * HOUR);
}

static void
test_stamp (void)
{
  HavenWallClock clock = {.believed = START};

  g_assert_cmpint (haven_wall_clock_stamp (&clock, START - 5 * HOUR), ==, START);
  g_assert_cmpint (haven_wall_clock_stamp (&clock, START + 5 * HOUR), ==, START + 5 * HOUR);
}

static void
test_file (void)
{
  g_autofree char *directory = g_dir_make_tmp ("haven-wall-clock-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "clock.json", NULL);
  HavenWallClock clock = {.believed = START}, again = {0};
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_wall_clock_load (&again, path, NULL));
  haven_wall_clock_read (&clock, START + 100 * HOUR);
  haven_wall_clock_read (&clock, START + 120 * HOUR);
  g_assert_true (haven_wall_clock_save (&clock, path, &error));
  g_assert_true (haven_wall_clock_load (&again, path, &error));
  g_assert_cmpint (again.believed, ==, START);
  g_assert_cmpuint (again.n_ahead, ==, 2);
  g_assert_cmpint (again.ahead[1], ==, START + 120 * HOUR);
  g_assert_true (g_file_set_contents (path, "{\"version\": 1, \"believed\": -1, \"ahead\": []}", -1, NULL));
  g_assert_false (haven_wall_clock_load (&again, path, &error));
  g_assert_nonnull (g_strstr_len (error->message, -1, "believed"));
  g_assert_cmpint (again.believed, ==, START);
  g_remove (path);
  g_rmdir (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/wall-clock/%s", cases[i].description);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_believed);
  }
  g_test_add_func ("/wall-clock/first-start", test_first_start);
  g_test_add_func ("/wall-clock/stamp", test_stamp);
  g_test_add_func ("/wall-clock/file", test_file);
  return g_test_run ();
}
