/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "bench-data.h"

G_BEGIN_DECLS

/* Regular expressions, each tried on every message: what a plugin does that has a list of rules. */
typedef struct _BenchJit BenchJit;

BenchJit *bench_jit_new (const BenchTerms *terms);
BenchJit *bench_jit_new_patterns (const GPtrArray *patterns);
void bench_jit_free (BenchJit *jit);
guint bench_jit_scan (const BenchJit *jit, const char *text, gsize length);

G_END_DECLS
