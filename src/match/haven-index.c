/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-index-private.h"

#include "haven-error.h"

#include <gio/gio.h>

/* Walks the sections; FALSE when they do not fill the bytes exactly. */
static gboolean
find_sections (HavenIndex *index, gsize size)
{
  const HavenIndexHeader *header = index->header;
  const guint8 *at = (const guint8 *)(header + 1);
  guint64 total = sizeof *header;
  guint64 sizes[] = {
      (guint64)header->n_screen_lines * HAVEN_SCREEN_LINE * sizeof (HavenIndexBlock),
      (guint64)header->n_blocks[HAVEN_INDEX_TRIGGERS] * sizeof (HavenIndexBlock),
      (guint64)header->n_blocks[HAVEN_INDEX_COMMONS] * sizeof (HavenIndexBlock),
      ((guint64)header->n_buckets + 1) * sizeof (guint32),
      (guint64)header->n_entries * sizeof (HavenIndexEntry),
      (guint64)header->n_masks * sizeof (guint32),
      header->text_length,
  };
  const guint8 *sections[G_N_ELEMENTS (sizes)];

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    sections[i] = at + (total - sizeof *header);
    total += (sizes[i] + 7) & ~G_GUINT64_CONSTANT (7);
    if (total > size)
      return FALSE;
  }
  index->screen = haven_screen_get ((const HavenIndexBlock *)(gconstpointer)sections[0],
                                    header->n_screen_lines, header->shortest);
  index->filters[HAVEN_INDEX_TRIGGERS] = (const HavenIndexBlock *)(gconstpointer)sections[1];
  index->filters[HAVEN_INDEX_COMMONS] = (const HavenIndexBlock *)(gconstpointer)sections[2];
  index->buckets = (const guint32 *)(gconstpointer)sections[3];
  index->entries = (const HavenIndexEntry *)(gconstpointer)sections[4];
  index->masks = (const guint32 *)(gconstpointer)sections[5];
  index->text = (const char *)sections[6];
  return total == size;
}

static gboolean
is_power_of_two (guint32 n)
{
  return n != 0 && (n & (n - 1)) == 0;
}

static gboolean
is_screen_size (guint32 n)
{
  return is_power_of_two (n) && n >= 2 && n <= HAVEN_INDEX_MAX_TERMS;
}

static gboolean
check_header (const HavenIndexHeader *header, GError **error)
{
  if (header->magic != HAVEN_INDEX_MAGIC || header->version != HAVEN_INDEX_VERSION) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_VERSION,
                 "compiled index: not of version %d for this machine", HAVEN_INDEX_VERSION);
    return FALSE;
  }
  if (header->n_terms > HAVEN_INDEX_MAX_TERMS || !is_screen_size (header->n_screen_lines) ||
      !is_power_of_two (header->n_blocks[HAVEN_INDEX_TRIGGERS]) ||
      !is_power_of_two (header->n_blocks[HAVEN_INDEX_COMMONS]) || !is_power_of_two (header->n_buckets)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "compiled index: header: counts that cannot be");
    return FALSE;
  }
  return TRUE;
}

/**
 * haven_index_new_from_bytes:
 * @bytes: a compiled index, from anywhere
 * @error: return location for an error
 *
 * Takes a compiled index as it is. Damage never makes finding unsafe; it may make it miss.
 *
 * Returns: (transfer full): an index, or NULL with HAVEN_ERROR_VERSION or HAVEN_ERROR_INVALID
 */
HavenIndex *
haven_index_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (HavenIndex) index = g_new0 (HavenIndex, 1);
  gsize size = g_bytes_get_size (bytes);

  g_atomic_ref_count_init (&index->references);
  if (GPOINTER_TO_SIZE (g_bytes_get_data (bytes, NULL)) % sizeof (guint64) != 0)
    index->bytes = g_bytes_new (g_bytes_get_data (bytes, NULL), size);
  else
    index->bytes = g_bytes_ref (bytes);
  index->header = g_bytes_get_data (index->bytes, NULL);
  if (size < sizeof *index->header) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "compiled index: shorter than its header");
    return NULL;
  }
  if (!check_header (index->header, error))
    return NULL;
  if (!find_sections (index, size)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 "compiled index: its sections do not add up to its %" G_GSIZE_FORMAT " bytes", size);
    return NULL;
  }
  return g_steal_pointer (&index);
}

/**
 * haven_index_to_bytes:
 * @index: an index
 *
 * Returns: (transfer full): the compiled index, good for this version on machines of this byte order
 */
GBytes *
haven_index_to_bytes (const HavenIndex *index)
{
  return g_bytes_ref (index->bytes);
}

/**
 * haven_index_unref:
 * @index: (nullable) (transfer full): an index
 */
void
haven_index_unref (HavenIndex *index)
{
  if (index == NULL || !g_atomic_ref_count_dec (&index->references))
    return;
  g_bytes_unref (index->bytes);
  g_free (index);
}

/**
 * haven_index_get_n_terms:
 * @index: an index
 *
 * Returns: how many terms there are; they are numbered from 0
 */
guint
haven_index_get_n_terms (const HavenIndex *index)
{
  return index->header->n_terms;
}
