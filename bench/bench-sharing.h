/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "bench-run.h"

G_BEGIN_DECLS

/**
 * BenchSharingResult:
 * @n_patterns: how many the peer has
 * @ours: nanoseconds a message, with reading the text
 * @own: without
 * @theirs: the peer's
 * @ratio: @ours to @theirs
 * @own_ratio: @own to @theirs
 */
typedef struct {
  guint n_patterns;
  double ours;
  double own;
  double theirs;
  double ratio;
  double own_ratio;
} BenchSharingResult;

GPtrArray *bench_sharing_read (const char *path);
void bench_sharing_compare (const GPtrArray *messages, unsigned flags, BenchSharingResult *result);
void bench_sharing_add (BenchReport *report);

G_END_DECLS
