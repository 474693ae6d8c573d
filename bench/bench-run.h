/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_TURNS 41

/* One side of a comparison, over all messages once. */
typedef void (*BenchSide) (gpointer data);

typedef struct {
  double ours; /* seconds for all messages */
  double theirs;
  double ratio; /* the median of the turns' ratios */
} BenchResult;

double bench_seconds (void);
double bench_wall_seconds (void);
double bench_median (double *values, guint n);
BenchResult bench_compare (BenchSide ours, BenchSide theirs, gpointer data, guint n_turns);

/* Every ratio that is measured, under its name. */
typedef struct _BenchReport BenchReport;

BenchReport *bench_report_new (void);
void bench_report_add (
    BenchReport *report, const char *name, double ratio, double must, double goal, const char *detail);
void bench_report_absent (BenchReport *report, const char *name, const char *peer);
gboolean bench_report_finish (BenchReport *report, const char *path, GError **error);

G_END_DECLS
