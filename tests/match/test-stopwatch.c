/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <time.h>

#include "match/haven-stopwatch.h"

/* Waiting is no work: whoever sleeps is not slow. */
static void
test_waits (void)
{
  HavenStopwatch stopwatch;

  haven_stopwatch_start (&stopwatch);
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (haven_stopwatch_read (&stopwatch), <, 5 * G_TIME_SPAN_MILLISECOND);
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (haven_stopwatch_read (&stopwatch), <, 5 * G_TIME_SPAN_MILLISECOND);
}

/* Never less than the thread worked, but for what one look may have missed. */
static void
test_works (void)
{
  HavenStopwatch stopwatch;
  gint64 last = 0;
  struct timespec start, now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &start);
  haven_stopwatch_start (&stopwatch);
  do {
    gint64 shown = haven_stopwatch_read (&stopwatch);

    g_assert_cmpint (shown, >=, MIN (last, 200));
    last = shown;
    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < 20);
  g_assert_cmpint (last, >=, 18 * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stopwatch/does-not-count-waiting", test_waits);
  g_test_add_func ("/stopwatch/counts-work", test_works);
  return g_test_run ();
}
