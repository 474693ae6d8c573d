/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What stands in for Vectorscan where it is not installed: nothing. Whoever is given NULL for a peer names
 * the row and says that its peer is absent.
 */
#include "bench-peer.h"
#include "bench-sharing.h"

BenchPeer *
bench_peer_new (const BenchTerms *terms)
{
  return NULL;
}

BenchPeer *
bench_peer_new_patterns (const GPtrArray *patterns)
{
  return NULL;
}

void
bench_peer_free (BenchPeer *peer)
{
}

double
bench_peer_get_compile_time (const BenchPeer *peer)
{
  return 0;
}

guint
bench_peer_scan (BenchPeer *peer, const char *text, gsize length)
{
  return 0;
}

guint
bench_peer_scan_normalised (BenchPeer *peer, const char *markup)
{
  return 0;
}

char *
bench_peer_serialise (const BenchPeer *peer, gsize *length)
{
  *length = 0;
  return NULL;
}

void
bench_peer_deserialise (const char *data, gsize length)
{
}

void
bench_sharing_add (BenchReport *report)
{
  bench_report_absent (report, "sharing-all", BENCH_PEER);
}
