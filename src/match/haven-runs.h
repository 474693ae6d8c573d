/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs of elements of an array, each of which stands there once. */
typedef struct _HavenRuns HavenRuns;

HavenRuns *haven_runs_new (GArray *array);
void haven_runs_free (HavenRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRuns, haven_runs_free)

guint32 haven_runs_share (HavenRuns *runs, guint32 first);

guint haven_runs_hash (gconstpointer bytes);

G_END_DECLS
