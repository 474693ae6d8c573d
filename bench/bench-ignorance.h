/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "bench-data.h"

G_BEGIN_DECLS

/*
 * What the plugin Ignorance of the Purple Plugin Pack does with every message: its rules are gone through one
 * by one. A rule is a simple text, which is searched for as it stands, or a POSIX regular expression, which
 * is compiled anew each time it is tried. The plugin itself cannot be measured without a buddy list and files
 * in a home directory; this is its loop and no more, which flatters it.
 */
typedef struct _BenchIgnorance BenchIgnorance;

BenchIgnorance *bench_ignorance_new (const BenchTerms *terms, gboolean regex);
void bench_ignorance_free (BenchIgnorance *ignorance);
guint bench_ignorance_scan (const BenchIgnorance *ignorance, const char *text, gsize length);

G_END_DECLS
