/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What was worked out once and is kept from one start to the next: a preface that says from what it was made
 * and what its bytes add up to, then those bytes. A file that is stale or damaged is not used, and whoever
 * asked works it out anew.
 */

#include "haven-cache-file.h"

#include <string.h>
#include <unistd.h>

#include "haven-error.h"
#include "haven-file.h"

#define MAGIC "Haven's cache 2\n"
#define LANES 8 /* sums that do not wait for each other */

typedef struct {
  char magic[16];
  char key[80]; /* of what it was made from, padded with NULs */
  guint64 sum;
  guint64 size;
  guint64 unused[2];
} Preface;

/* a program begins with a line of cache */
G_STATIC_ASSERT (sizeof (Preface) == 128);

static inline guint64
add_number (guint64 sum, guint64 number)
{
  sum = (sum ^ number) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return sum << 32 | sum >> 32;
}

/* Up to eight bytes as one number. */
static inline guint64
read_number (const guint8 *data, gsize size)
{
  guint64 number = 0;

  memcpy (&number, data, size);
  return number;
}

/* Tells damage, not malice: the file is the user's own. Every start reads tens of megabytes of it. */
static guint64
add_up (const guint8 *data, gsize size)
{
  guint64 sums[LANES] = {size};

  for (; size >= 8 * LANES; data += 8 * LANES, size -= 8 * LANES)
    for (guint i = 0; i < LANES; i++)
      sums[i] = add_number (sums[i], read_number (data + 8 * i, 8));
  for (; size >= 8; data += 8, size -= 8)
    sums[0] = add_number (sums[0], read_number (data, 8));
  sums[0] = add_number (sums[0], read_number (data, size));
  for (guint i = 1; i < LANES; i++)
    sums[0] = add_number (sums[0], sums[i]);
  return sums[0];
}

static void
fill_preface (Preface *preface, const char *key, const guint8 *data, gsize size)
{
  memset (preface, 0, sizeof *preface);
  memcpy (preface->magic, MAGIC, sizeof preface->magic);
  g_strlcpy (preface->key, key, sizeof preface->key);
  preface->sum = add_up (data, size);
  preface->size = size;
}

/* Never through a link: what is mapped is a file of the user's own. */
static GBytes *
map_file (const char *path, GError **error)
{
  int fd = haven_file_open (path, error);
  g_autoptr (GMappedFile) file = fd >= 0 ? g_mapped_file_new_from_fd (fd, FALSE, error) : NULL;

  if (fd >= 0)
    close (fd);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

/**
 * haven_cache_file_map:
 * @path: a file that haven_cache_file_write() wrote
 * @key: of what it must have been made from
 * @error: #HAVEN_ERROR_STALE when it was made from something else, #HAVEN_ERROR_INVALID when it is damaged,
 *   or as haven_file_open() says
 *
 * Maps it read-only. Writing replaces the file, and leaves what is mapped as it is.
 *
 * Returns: (transfer full) (nullable): what is kept in it, at an address that 64 divides, or %NULL
 */
GBytes *
haven_cache_file_map (const char *path, const char *key, GError **error)
{
  g_autoptr (GBytes) whole = map_file (path, error);
  Preface found, wanted;
  const guint8 *data;
  gsize size;

  if (whole == NULL)
    return NULL;
  data = g_bytes_get_data (whole, &size);
  if (size < sizeof found || memcmp (data, MAGIC, sizeof found.magic) != 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s: nothing that Haven keeps", path);
    return NULL;
  }
  memcpy (&found, data, sizeof found);
  found.key[sizeof found.key - 1] = '\0';
  if (!g_str_equal (found.key, key)) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_STALE, "%s: made from something else", path);
    return NULL;
  }
  fill_preface (&wanted, key, data + sizeof found, size - sizeof found);
  if (memcmp (&found, &wanted, sizeof found) != 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, "%s: damaged", path);
    return NULL;
  }
  return g_bytes_new_from_bytes (whole, sizeof found, size - sizeof found);
}

/**
 * haven_cache_file_write:
 * @path: where to write it; its directory is made when it is missing
 * @key: of what it was made from, at most 79 bytes
 * @bytes: what to keep
 * @error: as haven_file_write() says
 *
 * Writes it whole or not at all, with mode 0600.
 *
 * Returns: whether it was written
 */
gboolean
haven_cache_file_write (const char *path, const char *key, GBytes *bytes, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *directory = g_path_get_dirname (path);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Preface preface;

  g_return_val_if_fail (strlen (key) < sizeof preface.key, FALSE);

  fill_preface (&preface, key, data, size);
  g_byte_array_append (out, (const guint8 *)&preface, sizeof preface);
  g_byte_array_append (out, data, size);
  return haven_file_ensure_directory (directory, error) &&
         haven_file_write (path, (const char *)out->data, out->len, error);
}
