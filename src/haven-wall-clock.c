/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that says how far a clock is believed when something is to be forgotten for its age. A clock
 * may be years ahead for an hour: until the network sets it, or because a year was mistyped. So a step of up
 * to a day is believed at once; a longer one, which a computer that was switched off makes as well, when two
 * days went by on it and it was read three times: then nobody set it right. Nothing is lost by waiting.
 */

#include "haven-wall-clock.h"

#include <string.h>

#include "haven-file.h"
#include "haven-json-writer.h"

#define VERSION 1
#define STEP G_TIME_SPAN_DAY
#define APART (G_TIME_SPAN_DAY / 2)
#define LEAST_READINGS 3
#define LEAST_SPAN (2 * G_TIME_SPAN_DAY)
/* What came while a clock was behind would be old at once when it is set right: that clock has to go on for
 * long before it is taken for the right one. */
#define LEAST_BEHIND (30 * G_TIME_SPAN_DAY)
/* The end of the year 9999; sums of it fit. */
#define MAX_TIME (G_GINT64_CONSTANT (253402300799) * G_TIME_SPAN_SECOND)

static const HavenJsonLimits limits = {4096, 3, 32};

static void
drop_first (HavenWallClock *clock)
{
  clock->n_ahead--;
  memmove (clock->ahead, clock->ahead + 1, clock->n_ahead * sizeof clock->ahead[0]);
}

static void
read_ahead (HavenWallClock *clock, gint64 now)
{
  while (clock->n_ahead > 0 && clock->ahead[clock->n_ahead - 1] > now)
    clock->n_ahead--;
  if (clock->n_ahead == 0 || now - clock->ahead[clock->n_ahead - 1] >= APART) {
    if (clock->n_ahead == HAVEN_WALL_CLOCK_READINGS)
      drop_first (clock);
    clock->ahead[clock->n_ahead++] = now;
  }
  if (clock->n_ahead < LEAST_READINGS || now - clock->ahead[0] < LEAST_SPAN)
    return;
  /* that one, and those that follow it step by step; the last of them may be a leap again */
  do {
    clock->believed = clock->ahead[0];
    drop_first (clock);
  } while (clock->n_ahead > 0 && clock->ahead[0] - clock->believed <= STEP);
  if (now - clock->believed <= STEP)
    clock->believed = now;
}

static void
read_behind (HavenWallClock *clock, gint64 now)
{
  if (clock->behind == 0 || now < clock->behind)
    clock->behind = now;
  if (now - clock->behind < LEAST_BEHIND)
    return;
  clock->believed = now;
  clock->behind = 0;
}

/**
 * haven_wall_clock_read:
 * @clock: what is believed of the clock
 * @now: what it says now, in microseconds since 1970 UTC
 *
 * To be called when the program starts, and about every hour while it runs.
 */
void
haven_wall_clock_read (HavenWallClock *clock, gint64 now)
{
  if (now <= 0 || now > MAX_TIME)
    return;
  if (now > clock->believed + STEP) {
    clock->behind = 0;
    read_ahead (clock, now);
    return;
  }
  clock->n_ahead = 0;
  if (now < clock->believed - STEP) {
    read_behind (clock, now);
    return;
  }
  clock->behind = 0;
  clock->believed = MAX (clock->believed, now);
}

/**
 * haven_wall_clock_from:
 * @clock: what is believed of the clock
 * @now: what it says now, in microseconds since 1970 UTC
 * @span: how long something is kept
 *
 * Returns: from when on it is kept: by the clock and by what is believed of it
 */
gint64
haven_wall_clock_from (const HavenWallClock *clock, gint64 now, gint64 span)
{
  return MIN (now, clock->believed) - span;
}

/**
 * haven_wall_clock_stamp:
 * @clock: what is believed of the clock
 * @now: what it says now, in microseconds since 1970 UTC
 *
 * Returns: when the age of something that comes now begins: not in the past, because the clock is there
 */
gint64
haven_wall_clock_stamp (const HavenWallClock *clock, gint64 now)
{
  return MAX (now, clock->believed);
}

static gboolean
read_all (HavenWallClock *clock, const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {"version", "believed", "ahead", "behind", NULL};
  HavenJsonValue value, ahead;
  gint64 version;
  guint n = 0;

  if (!haven_json_read_object (root, keys, error) || !haven_json_get (root, "version", &value, error) ||
      !haven_json_read_int (&value, VERSION, VERSION, &version, error) ||
      !haven_json_get_int (root, "believed", 0, MAX_TIME, &clock->believed, error) ||
      !haven_json_get_int (root, "behind", 0, MAX_TIME, &clock->behind, error) ||
      !haven_json_get (root, "ahead", &ahead, error) || !haven_json_read_array (&ahead, &n, error))
    return FALSE;
  for (guint i = 0; i < MIN (n, HAVEN_WALL_CLOCK_READINGS); i++) {
    HavenJsonValue reading = haven_json_element (&ahead, i);

    if (!haven_json_read_int (&reading, 1, MAX_TIME, &clock->ahead[i], error))
      return FALSE;
    clock->n_ahead = i + 1;
  }
  return TRUE;
}

static gboolean
take_up (gpointer to, const char *data, gsize length, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  HavenWallClock clock = {0};
  HavenJsonValue root;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!read_all (&clock, &root, error))
    return FALSE;
  *(HavenWallClock *)to = clock;
  return TRUE;
}

/**
 * haven_wall_clock_load:
 * @clock: what is believed of the clock
 * @path: a file; where there is none nothing is believed yet
 * @error: what is wrong, with the file and the key's path
 *
 * Returns: whether all of it could be read; if not, @clock is untouched
 */
gboolean
haven_wall_clock_load (HavenWallClock *clock, const char *path, GError **error)
{
  return haven_file_read_if_there (path, limits.size, take_up, clock, error);
}

/**
 * haven_wall_clock_save:
 * @clock: what is believed of the clock
 * @path: a file
 * @error: why it could not be written
 *
 * Returns: whether it is written
 */
gboolean
haven_wall_clock_save (const HavenWallClock *clock, const char *path, GError **error)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autofree char *text = NULL;
  gsize length;

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "version", VERSION);
  haven_json_writer_int (writer, "believed", clock->believed);
  haven_json_writer_begin_array (writer, "ahead");
  for (guint i = 0; i < clock->n_ahead; i++)
    haven_json_writer_int (writer, NULL, clock->ahead[i]);
  haven_json_writer_end_array (writer);
  haven_json_writer_int (writer, "behind", clock->behind);
  haven_json_writer_end_object (writer);
  text = haven_json_writer_finish (writer, TRUE, &length);
  return haven_file_write (path, text, length, error);
}
