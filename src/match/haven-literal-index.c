/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Which of many short strings are in a text, whatever their case, in one pass. Three characters in a row,
 * each reduced to one of 64 classes, ask one bit; only where it is set is anything compared, eight letters
 * at once first.
 */

#include "haven-literal-index.h"

#include <string.h>

#include "haven-literals.h"
#include "text/haven-char.h"

#define N_CLASSES 64
#define ANY_CLASS 0 /* also what stands before the start and after the end */

#define HEAD sizeof (guint64)
#define N_BUCKETS 4096

typedef struct {
  char *literal; /* in small letters */
  gsize length;
  guint64 head;   /* its first eight letters */
  guint64 mask;   /* of them those that there are */
  guint32 key_at; /* where in it the key begins */
  guint32 key;
  guint32 owner;
} Entry;

struct _HavenLiteralIndex {
  guint8 classes[256];
  guint64 thirds[N_CLASSES * N_CLASSES]; /* by two classes: which third class may follow */
  GArray *entries;                       /* Entry, sorted by the bucket of its key */
  guint32 buckets[N_BUCKETS + 1];        /* the first entry of each */
  gboolean has_pairs;                    /* some literals have but two letters */
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *)data)->literal);
}

/* Letters, digits and the signs that patterns look for have a class each, as far as there are classes. */
static void
fill_classes (HavenLiteralIndex *index)
{
  static const char signs[] = " *#@$%!.,:;/'-(";

  for (guint c = 0; c < 256; c++) {
    const char *sign = c != 0 && c < 128 ? strchr (signs, (int)c) : NULL;

    if (g_ascii_isalpha (c))
      index->classes[c] = 1 + g_ascii_tolower (c) - 'a';
    else if (g_ascii_isdigit (c))
      index->classes[c] = 27 + c - '0';
    else if (sign != NULL)
      index->classes[c] = 37 + (sign - signs);
    else
      index->classes[c] = c < 128 ? N_CLASSES - 2 : N_CLASSES - 1;
  }
}

/**
 * haven_literal_index_new:
 *
 * Returns: (transfer full): an index of nothing
 */
HavenLiteralIndex *
haven_literal_index_new (void)
{
  HavenLiteralIndex *index = g_new0 (HavenLiteralIndex, 1);

  fill_classes (index);
  index->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (index->entries, clear_entry);
  return index;
}

/**
 * haven_literal_index_free:
 * @index: (nullable) (transfer full): an index
 */
void
haven_literal_index_free (HavenLiteralIndex *index)
{
  if (index == NULL)
    return;
  g_array_unref (index->entries);
  g_free (index);
}

static guint
class_at (const HavenLiteralIndex *index, const char *text, gsize length, gsize at)
{
  return at < length ? index->classes[(guchar)text[at]] : ANY_CLASS;
}

static guint32
key_of (guint first, guint second, guint third)
{
  return (first * N_CLASSES + second) * N_CLASSES + third;
}

static guint
bucket_of (guint32 key)
{
  return key * 2654435761u >> 20; /* Knuth's multiplicative hash; the upper twelve bits */
}

/* Common letters make a bad key: those of "ing" are in every line. */
static gsize
rarest_key (const char *literal, gsize length)
{
  gsize best = 0;
  guint fewest = G_MAXUINT;

  for (gsize at = 0; at + 3 <= length; at++) {
    guint n = haven_letter_frequency (literal[at]) * haven_letter_frequency (literal[at + 1]) *
              haven_letter_frequency (literal[at + 2]);

    if (n < fewest) {
      fewest = n;
      best = at;
    }
  }
  return best;
}

static void
read_head (Entry *entry)
{
  gsize n = MIN (entry->length, HEAD);

  memcpy (&entry->head, entry->literal, n);
  memset (&entry->mask, 0xff, n);
}

/**
 * haven_literal_index_add:
 * @index: an index that is not built yet
 * @literal: two or more bytes, its letters in ASCII
 * @owner: what to report when they are met
 */
void
haven_literal_index_add (HavenLiteralIndex *index, const char *literal, guint32 owner)
{
  Entry entry = {.literal = g_ascii_strdown (literal, -1), .length = strlen (literal), .owner = owner};

  read_head (&entry);
  entry.key_at = rarest_key (entry.literal, entry.length);
  entry.key = key_of (class_at (index, entry.literal, entry.length, entry.key_at),
                      class_at (index, entry.literal, entry.length, entry.key_at + 1),
                      class_at (index, entry.literal, entry.length, entry.key_at + 2));
  g_array_append_val (index->entries, entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  guint one = bucket_of (((const Entry *)a)->key), other = bucket_of (((const Entry *)b)->key);

  return one < other ? -1 : one > other;
}

/**
 * haven_literal_index_build:
 * @index: an index with all its literals
 */
void
haven_literal_index_build (HavenLiteralIndex *index)
{
  g_array_sort (index->entries, compare_entries);
  for (guint i = 0; i < index->entries->len; i++) {
    const Entry *entry = &g_array_index (index->entries, Entry, i);
    guint64 *thirds = &index->thirds[entry->key / N_CLASSES];

    index->buckets[bucket_of (entry->key) + 1]++;
    index->has_pairs |= entry->length == 2;
    /* what follows two letters may be anything, and they may be the last */
    *thirds |= entry->length > 2 ? G_GUINT64_CONSTANT (1) << entry->key % N_CLASSES : ~G_GUINT64_CONSTANT (0);
  }
  for (guint i = 0; i < N_BUCKETS; i++)
    index->buckets[i + 1] += index->buckets[i];
}

/* Whether a literal stands where its key was met. */
static gboolean
stands_at (const Entry *entry, const char *text, gsize length, gsize at)
{
  const char *start = text + at - entry->key_at;
  gsize left;
  guint64 head;

  if (at < entry->key_at)
    return FALSE;
  left = length - (at - entry->key_at);
  if (left < entry->length)
    return FALSE;
  if (left < HEAD)
    return g_ascii_strncasecmp (start, entry->literal, entry->length) == 0;
  memcpy (&head, start, HEAD);
  return (haven_lower_eight (head) & entry->mask) == entry->head &&
         (entry->length <= HEAD ||
          g_ascii_strncasecmp (start + HEAD, entry->literal + HEAD, entry->length - HEAD) == 0);
}

static guint
compare_at (
    const HavenLiteralIndex *index, guint32 key, const char *text, gsize length, gsize at, guint64 *owners)
{
  guint bucket = bucket_of (key), n = 0;

  for (guint i = index->buckets[bucket]; i < index->buckets[bucket + 1]; i++) {
    const Entry *entry = &g_array_index (index->entries, Entry, i);
    guint64 bit = G_GUINT64_CONSTANT (1) << entry->owner % 64;

    if (entry->key != key || (owners[entry->owner / 64] & bit) != 0 || !stands_at (entry, text, length, at))
      continue;
    owners[entry->owner / 64] |= bit;
    n++;
  }
  return n;
}

/**
 * haven_literal_index_find:
 * @index: an index that was built
 * @text: a text
 * @length: its bytes
 * @owners: (inout): a bit for each owner: it is set for those of whose literals one is there
 *
 * Returns: how many bits were set
 */
guint
haven_literal_index_find (const HavenLiteralIndex *index, const char *text, gsize length, guint64 *owners)
{
  guint pair = 0, n = 0; /* no key begins before the text does */

  if (index->entries->len == 0)
    return 0;
  for (gsize at = 0; at <= length; at++) {
    guint third = G_LIKELY (at < length) ? index->classes[(guchar)text[at]] : ANY_CLASS;

    if (G_UNLIKELY ((index->thirds[pair] >> third & 1) != 0)) {
      n += compare_at (index, pair * N_CLASSES + third, text, length, at - 2, owners);
      if (index->has_pairs && third != ANY_CLASS)
        n += compare_at (index, pair * N_CLASSES + ANY_CLASS, text, length, at - 2, owners);
    }
    pair = (pair * N_CLASSES + third) % (N_CLASSES * N_CLASSES);
  }
  return n;
}
