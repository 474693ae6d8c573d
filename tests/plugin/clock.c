/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The clock of a test that lets hours or years pass. A test that is linked with this file has
 * g_get_real_time() of its own, which the loader finds before GLib's: so the plugin goes by it too. */

#include "clock.h"

#include <gmodule.h>

static gint64 clock_now = G_GINT64_CONSTANT (1793642400) * G_USEC_PER_SEC; /* 2026-11-02 18:00 UTC */

G_MODULE_EXPORT gint64 g_get_real_time (void);

gint64
g_get_real_time (void)
{
  return clock_now;
}

/**
 * test_clock_get:
 *
 * Returns: what time it is, in microseconds since 1970 UTC
 */
gint64
test_clock_get (void)
{
  return clock_now;
}

/**
 * test_clock_set:
 * @now: what time it is from here on, in microseconds since 1970 UTC
 */
void
test_clock_set (gint64 now)
{
  clock_now = now;
}

/**
 * test_clock_pass:
 * @time: how much time passes, in microseconds; below zero where the clock is set back
 */
void
test_clock_pass (gint64 time)
{
  clock_now += time;
}
