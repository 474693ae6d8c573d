/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_WALL_CLOCK_READINGS 6

/**
 * HavenWallClock:
 * @believed: up to when time is believed to have gone on, in microseconds since 1970 UTC; 0 for not yet
 * @ahead: readings that are more than a day ahead of that, half a day or more apart, the oldest first
 * @n_ahead: how many there are
 * @behind: the first of the readings that are more than a day behind it; 0 where the last one is not
 *
 * What is believed of a clock that may be set wrong.
 */
typedef struct {
  gint64 believed;
  gint64 ahead[HAVEN_WALL_CLOCK_READINGS];
  guint n_ahead;
  gint64 behind;
} HavenWallClock;

void haven_wall_clock_read (HavenWallClock *clock, gint64 now);
gint64 haven_wall_clock_from (const HavenWallClock *clock, gint64 now, gint64 span);
gint64 haven_wall_clock_stamp (const HavenWallClock *clock, gint64 now);
gboolean haven_wall_clock_load (HavenWallClock *clock, const char *path, GError **error);
gboolean haven_wall_clock_save (const HavenWallClock *clock, const char *path, GError **error);

G_END_DECLS
