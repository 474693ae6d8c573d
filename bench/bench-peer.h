/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "bench-data.h"

G_BEGIN_DECLS

/* Vectorscan over the same terms as caseless literals: the fastest thing that one could use instead. */
typedef struct _BenchPeer BenchPeer;

#define BENCH_PEER "Vectorscan"

/* NULL where Vectorscan is not installed. */
BenchPeer *bench_peer_new (const BenchTerms *terms);
BenchPeer *bench_peer_new_patterns (const GPtrArray *patterns);
void bench_peer_free (BenchPeer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

gsize bench_peer_get_size (const BenchPeer *peer);
double bench_peer_get_compile_time (const BenchPeer *peer);
guint bench_peer_scan (BenchPeer *peer, const char *text, gsize length);
guint bench_peer_scan_normalised (BenchPeer *peer, const char *markup);
char *bench_peer_serialise (const BenchPeer *peer, gsize *length);
void bench_peer_deserialise (const char *data, gsize length);

G_END_DECLS
