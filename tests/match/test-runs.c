/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs of numbers that are laid out once. */
#include <glib.h>

#include "match/haven-runs.h"

static void
test_share (void)
{
  static const struct {
    const char *description;
    guint32 run[4];
    guint n;
    guint32 expected;
    guint length; /* of the array afterwards */
  } rows[] = {
      {"the first one stands at the beginning", {1, 2, 3}, 3, 0, 3},
      {"another stands behind it", {1, 2, 4}, 3, 3, 6},
      {"the same is taken away again", {1, 2, 3}, 3, 0, 6},
      {"the beginning of one is another", {1, 2}, 2, 6, 8},
      {"in another order it is another", {2, 1}, 2, 8, 10},
      {"none at all", {0}, 0, 10, 10},
      {"the one that came second", {1, 2, 4}, 3, 3, 10},
  };
  g_autoptr (GArray) array = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_autoptr (HavenRuns) runs = haven_runs_new (array);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint32 first = array->len;

    g_test_message ("%s", rows[i].description);
    if (rows[i].n > 0)
      g_array_append_vals (array, rows[i].run, rows[i].n);
    first = haven_runs_share (runs, first);
    g_assert_cmpuint (first, ==, rows[i].expected);
    g_assert_cmpuint (array->len, ==, rows[i].length);
    for (guint j = 0; j < rows[i].n; j++)
      g_assert_cmpuint (g_array_index (array, guint32, first + j), ==, rows[i].run[j]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runs/each-once", test_share);
  return g_test_run ();
}
