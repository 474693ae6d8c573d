/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenStopwatch:
 * @wall: when it was started, on the clock on the wall, in microseconds
 * @own: what the clock of the thread would have shown then; 0 as long as nobody had to ask it
 *
 * How long a thread has been at work on something.
 */
typedef struct {
  gint64 wall;
  gint64 own;
} HavenStopwatch;

void haven_stopwatch_start (HavenStopwatch *stopwatch);
gint64 haven_stopwatch_read (HavenStopwatch *stopwatch);

G_END_DECLS
