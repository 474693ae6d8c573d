/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * A compiled index on disk: a short preface, then the index as it is in memory. The preface says which
 * sources it was made from, so that a stale one is never used.
 */
#include "haven-index-private.h"

#include "haven-error.h"

#define PREFACE_MAGIC "Haven index 1\n\n\n"
#define CHECKSUM_SIZE 104

typedef struct {
  char magic[16];
  char checksum[CHECKSUM_SIZE]; /* padded with NULs */
  guint64 size;                 /* of what follows */
} Preface;

G_STATIC_ASSERT (sizeof (Preface) == 128);
G_STATIC_ASSERT (sizeof (HavenIndexHeader) % 8 == 0);
G_STATIC_ASSERT (sizeof (HavenIndexEntry) == 16);

static void
fill_preface (Preface *preface, const char *checksum, guint64 size)
{
  memset (preface, 0, sizeof *preface);
  memcpy (preface->magic, PREFACE_MAGIC, sizeof preface->magic);
  g_strlcpy (preface->checksum, checksum, sizeof preface->checksum);
  preface->size = size;
}

/**
 * haven_index_new_mapped:
 * @path: a file that haven_index_save() wrote
 * @checksum: of the sources that the index must belong to
 * @error: return location for an error
 *
 * Maps a compiled index read-only. The file must not be changed in place while it is in use: saving replaces
 * it.
 *
 * Returns: (transfer full): an index, or NULL: HAVEN_ERROR_STALE when it belongs to other sources,
 *   HAVEN_ERROR_INVALID or HAVEN_ERROR_VERSION when it cannot be used, or a GFileError
 */
HavenIndex *
haven_index_new_mapped (const char *path, const char *checksum, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) rest = NULL;
  const Preface *found;
  Preface wanted;
  gsize size;

  if (file == NULL)
    return NULL;
  whole = g_mapped_file_get_bytes (file);
  found = g_bytes_get_data (whole, &size);
  if (size < sizeof *found || memcmp (found->magic, PREFACE_MAGIC, sizeof found->magic) != 0 ||
      found->size != size - sizeof *found) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s: not a whole compiled index", path);
    return NULL;
  }
  fill_preface (&wanted, checksum, found->size);
  if (memcmp (found, &wanted, sizeof wanted) != 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_STALE, "%s: made from other packs", path);
    return NULL;
  }
  rest = g_bytes_new_from_bytes (whole, sizeof *found, size - sizeof *found);
  return haven_index_new_from_bytes (rest, error);
}

/**
 * haven_index_save:
 * @index: an index
 * @path: where to write it, in a directory that exists
 * @checksum: of the sources it was made from, at most 103 bytes
 * @error: return location for an error
 *
 * Writes a compiled index, whole or not at all; mode 0600, since the words a person chose are their own.
 *
 * Returns: whether it was written
 */
gboolean
haven_index_save (const HavenIndex *index, const char *path, const char *checksum, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (index->bytes, &size);
  Preface preface;

  g_return_val_if_fail (strlen (checksum) < CHECKSUM_SIZE, FALSE);

  fill_preface (&preface, checksum, size);
  g_byte_array_append (out, (const guint8 *)&preface, sizeof preface);
  g_byte_array_append (out, data, size);
  return g_file_set_contents_full (path, (const char *)out->data, out->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, error);
}
