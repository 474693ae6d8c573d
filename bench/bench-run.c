/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * How two sides are compared: in turns within one run, who goes first changing from turn to turn, and the
 * median of the turns' ratios is what counts. On a busy machine that is the only number that keeps.
 */
#include "bench-run.h"

#include <stdlib.h>
#include <time.h>

struct _BenchReport {
  GString *json;
};

/* The thread's own time: what else runs on the machine is not measured. */
double
bench_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* A clock that is no system call: for a time of which asking the thread's own would be the better part. */
double
bench_wall_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

double
bench_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

static double
time_side (BenchSide side, gpointer data)
{
  double start = bench_seconds ();

  side (data);
  return bench_seconds () - start;
}

BenchResult
bench_compare (BenchSide ours, BenchSide theirs, gpointer data, guint n_turns)
{
  g_autofree double *our_times = g_new (double, n_turns);
  g_autofree double *their_times = g_new (double, n_turns);
  g_autofree double *ratios = g_new (double, n_turns);

  for (guint turn = 0; turn < n_turns; turn++) {
    if (turn % 2)
      our_times[turn] = time_side (ours, data);
    their_times[turn] = time_side (theirs, data);
    if (turn % 2 == 0)
      our_times[turn] = time_side (ours, data);
    ratios[turn] = our_times[turn] / their_times[turn];
  }
  return (BenchResult){bench_median (our_times, n_turns), bench_median (their_times, n_turns),
                       bench_median (ratios, n_turns)};
}

BenchReport *
bench_report_new (void)
{
  BenchReport *report = g_new0 (BenchReport, 1);

  report->json = g_string_new ("{");
  return report;
}

void
bench_report_add (
    BenchReport *report, const char *name, double ratio, double must, double goal, const char *detail)
{
  g_print ("%-28s %8.4f   must %-7.4g goal %-7.4g %s  %s\n", name, ratio, must, goal,
           ratio <= goal   ? "goal"
           : ratio <= must ? "must"
                           : "OVER",
           detail);
  g_string_append_printf (report->json, "%s\n  \"%s\": %.5f", report->json->len > 1 ? "," : "", name, ratio);
}

/* A row that cannot be measured here; it is not in the JSON. */
void
bench_report_absent (BenchReport *report, const char *name, const char *peer)
{
  g_print ("%-28s   absent   %s is not installed\n", name, peer);
}

/* Writes the ratios to @path, NULL for nowhere, and frees the report. */
gboolean
bench_report_finish (BenchReport *report, const char *path, GError **error)
{
  gboolean ok;

  g_string_append (report->json, "\n}\n");
  ok = path == NULL || g_file_set_contents (path, report->json->str, report->json->len, error);
  g_string_free (report->json, TRUE);
  g_free (report);
  return ok;
}
