/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Terms as a pack has them: words, words with any ending, phrases of two and three words. */
typedef struct {
  GPtrArray *phrases; /* char * */
  GArray *prefixes;   /* gboolean */
} BenchTerms;

BenchTerms *bench_terms_new (guint n);
void bench_terms_free (BenchTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchTerms, bench_terms_free)

GPtrArray *bench_patterns_new (guint n);
GPtrArray *bench_messages_new (guint n, gsize bytes);
GPtrArray *bench_chat_new (guint n, gsize bytes);
char *bench_near_miss_new (const BenchTerms *terms, gsize bytes);

G_END_DECLS
