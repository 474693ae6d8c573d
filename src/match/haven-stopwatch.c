/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The thread's own time, by which a rule is not slow because the machine is busy with something else. To ask
 * for it is a call into the kernel that costs more than most messages do; the clock on the wall is read
 * without one. A thread never works longer than the wall says, so that its own time is asked for only once
 * that would make a difference.
 */

#include "haven-stopwatch.h"

#include <time.h>

#define MATTERS                                                                                              \
  200 /* microseconds: for less nobody is called slow, and the thread had them all to itself                 \
       */

/* Where there is no such clock, the one on the wall must do. */
static gint64
thread_time (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return g_get_monotonic_time ();
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/**
 * haven_stopwatch_start:
 * @stopwatch: (out): a stopwatch, which shows 0 now
 */
void
haven_stopwatch_start (HavenStopwatch *stopwatch)
{
  *stopwatch = (HavenStopwatch){g_get_monotonic_time (), 0};
}

/**
 * haven_stopwatch_read:
 * @stopwatch: a stopwatch
 *
 * Returns: for how many microseconds this thread has worked since it was started, or up to 200 more; what it
 *   did besides before the first look that came later than that is not counted
 */
gint64
haven_stopwatch_read (HavenStopwatch *stopwatch)
{
  if (stopwatch->own == 0) {
    gint64 passed = g_get_monotonic_time () - stopwatch->wall;

    if (passed < MATTERS)
      return passed;
    stopwatch->own = thread_time () - MATTERS;
  }
  return thread_time () - stopwatch->own;
}
