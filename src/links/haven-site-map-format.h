/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The file that lists are compiled to, in the byte order of the machine that made it:
 *
 *   head | wide names | filter | buckets | records | strings
 *
 * Hosts are hashed label by label from their end, so that one pass over a host gives the hashes of all its
 * parents. The anchor of a host is its last two labels; where those are wide, which is to say that many
 * listed hosts are under them (co.uk, blogspot.com), one label more, and so on. All names at or under one
 * anchor are in one bucket, so that a look-up with all parents reads one cache line; and a filter, small
 * enough to stay in the cache, knows the anchors, so that for nearly every unlisted host not even that
 * line is read.
 *
 * A bucket is a cache line of 8 slots. A slot holds 40 bits of the hash of a name and the index of the
 * first record about it; 0 is an empty slot. What does not fit goes to the next bucket.
 *
 * Considered and dropped: sorted strings (twice the size, 20 misses of the cache a look-up); a trie
 * (smaller, slower); perfect hashing (a build of seconds for the same single miss); a slot for every
 * parent, so that the first missing one ends the look-up (measured: .75 of a GHashTable's time, for it
 * still reads a line of a file much larger than the cache).
 */

#define HAVEN_MAP_MAGIC 0x3250414d4e564148u /* "HAVNMAP2", which also tells the byte order */
#define HAVEN_MAP_SLOTS 8
#define HAVEN_MAP_INDEX_BITS 24
#define HAVEN_MAP_MAX_PROBES 64 /* buckets that are looked into, whoever filled them */
#define HAVEN_MAP_MAX_LABELS 32 /* of a host; what is in front of them is not looked up */
#define HAVEN_MAP_WIDE_BITS 65536

typedef struct {
  guint64 magic;
  guint64 size;     /* of the whole file */
  guint64 seed;     /* of the hash */
  guint64 stamp;    /* of the source it was compiled from */
  guint32 n_filter; /* 64-bit words */
  guint32 n_buckets;
  guint32 n_records;
  guint32 n_strings; /* bytes; the last one is NUL */
  guint32 n_hosts;
  guint32 reserved[3];
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

/* The hashes of a host's parents, the shortest first: hashes[0] is that of the last label. Of a host with
 * more labels than there is room for, the longest are left out, and the host itself with them: it is not
 * whole. */
typedef struct {
  guint n_labels;
  gboolean whole;
  guint64 hashes[HAVEN_MAP_MAX_LABELS];
} HavenMapNames;

void haven_map_names (const char *host, guint64 seed, HavenMapNames *names);

static inline gboolean
haven_map_is_wide (const guint64 *wide, guint64 hash)
{
  guint32 bit = (guint32)(hash >> 20) % HAVEN_MAP_WIDE_BITS;
  return (wide[bit / 64] >> (bit % 64)) & 1;
}

/* Which of the names is the anchor. A host of one label, and an address, is its own. */
static inline guint
haven_map_anchor (const guint64 *wide, const HavenMapNames *names)
{
  guint anchor = names->n_labels > 1 ? 1 : 0;

  while (anchor + 1 < names->n_labels && haven_map_is_wide (wide, names->hashes[anchor]))
    anchor++;
  return anchor;
}

static inline guint32
haven_map_filter_word (guint64 hash, guint32 n_filter)
{
  return (guint32)(((hash >> 32) * n_filter) >> 32);
}

static inline guint64
haven_map_filter_bits (guint64 hash)
{
  return G_GUINT64_CONSTANT (1) << (hash & 63) | G_GUINT64_CONSTANT (1) << ((hash >> 6) & 63) |
         G_GUINT64_CONSTANT (1) << ((hash >> 12) & 63);
}

static inline guint32
haven_map_bucket_of (guint64 hash, guint32 n_buckets)
{
  return (guint32)(((hash & G_MAXUINT32) * n_buckets) >> 32);
}

/* The part of a hash that a slot keeps, never 0 and already in place. */
static inline guint64
haven_map_print_of (guint64 hash)
{
  guint64 print = hash & ~((G_GUINT64_CONSTANT (1) << HAVEN_MAP_INDEX_BITS) - 1);
  return print != 0 ? print : G_GUINT64_CONSTANT (1) << HAVEN_MAP_INDEX_BITS;
}

G_END_DECLS
