/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The file that lists are compiled to, in the byte order of the machine that made it:
 *
 *   head | buckets | records | strings
 *
 * A bucket is one cache line of 8 slots. A slot holds 40 bits of the hash of a host and the index of the
 * first record about it; 0 is an empty slot. Hosts are hashed from their end, so that one pass over a
 * host gives the hashes of all its parents, shortest first. Every parent of a listed host has a slot too,
 * pointing to record 0 if it is not listed itself: a look-up ends at the first parent that has no slot,
 * which for nearly every link is the first one.
 *
 * Considered and dropped: sorted strings (twice the size, 20 misses of the cache a look-up), a trie
 * (smaller, slower), perfect hashing (a build of seconds for the same single miss).
 */

#define HAVEN_MAP_MAGIC 0x3150414d4e564148u /* "HAVNMAP1", which also tells the byte order */
#define HAVEN_MAP_SLOTS 8
#define HAVEN_MAP_INDEX_BITS 24
#define HAVEN_MAP_MAX_PROBES 64 /* buckets that are looked into, whoever filled them */

typedef struct {
  guint64 magic;
  guint64 size;  /* of the whole file */
  guint64 seed;  /* of the hash */
  guint64 stamp; /* of the source it was compiled from */
  guint32 n_buckets;
  guint32 n_records;
  guint32 n_strings; /* bytes; the last one is NUL */
  guint32 n_hosts;
  guint64 reserved[2];
} HavenMapHead;

typedef struct {
  guint64 slots[HAVEN_MAP_SLOTS];
} HavenMapBucket;

/* Offsets into the strings; 0 is the empty one. */
typedef struct {
  guint32 next; /* the next record about the same host, 0 for none */
  guint32 list;
  guint32 list_title;
  guint32 list_date;
  guint32 category;
  guint32 reason;
  guint32 sources;
  guint32 since;
  guint32 path;
} HavenMapRecord;

/* One step of the hash over a host, from its last byte to its first. */
static inline guint64
haven_map_hash_step (guint64 hash, char c)
{
  return (hash + (guchar)c + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
}

/* What makes every bit of the hash depend on all of it (the finish of MurmurHash3, public domain). */
static inline guint64
haven_map_hash_finish (guint64 hash)
{
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 33);
}

static inline guint32
haven_map_bucket_of (guint64 hash, guint32 n_buckets)
{
  /* by the bits that the slot does not keep */
  return (guint32)(((hash & ((1u << HAVEN_MAP_INDEX_BITS) - 1)) * n_buckets) >> HAVEN_MAP_INDEX_BITS);
}

/* The part of a hash that a slot keeps, never 0 and already in place. */
static inline guint64
haven_map_print_of (guint64 hash)
{
  guint64 print = hash & ~((G_GUINT64_CONSTANT (1) << HAVEN_MAP_INDEX_BITS) - 1);
  return print != 0 ? print : G_GUINT64_CONSTANT (1) << HAVEN_MAP_INDEX_BITS;
}

G_END_DECLS
