/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file as it lies on the disk: what must be read of it to know what it says. It is somebody else's while it
 * is read (it may grow, shrink or vanish), so it is copied and never mapped. Links are followed: the user
 * chose this file by that name, and what is behind it is what would leave.
 */
#include "sharing/haven-metadata-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES (64 << 20)  /* a larger picture or document is looked at as far as this */
#define MOST_HEADER (16 << 20) /* of a film, the box that speaks about it */
#define MOST_BOXES 1000

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", name, g_strerror (saved));
  return FALSE;
}

/* Appends up to @length bytes from @offset on; a file that ends before is no error. */
static gboolean
append (GByteArray *out, int fd, guint64 offset, gsize length)
{
  gsize from = out->len, done = 0;

  g_byte_array_set_size (out, (guint)(from + length));
  while (done < length) {
    gssize got = pread (fd, out->data + from + done, length - done, (off_t)(offset + done));

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return FALSE;
    if (got == 0)
      break;
    done += (gsize)got;
  }
  g_byte_array_set_size (out, (guint)(from + done));
  return TRUE;
}

/* Of what is longer than @most, its beginning and its end. */
static gboolean
append_ends (GByteArray *out, int fd, guint64 at, guint64 length, gsize most)
{
  if (length <= most)
    return append (out, fd, at, (gsize)length);
  return append (out, fd, at, most / 2) && append (out, fd, at + length - most / 2, most / 2);
}

/* A film may be gigabytes long, and what it says stands at its beginning or at its end: only its first box,
 * which says that it is one, and the box with its header are taken. */
static gboolean
append_film (GByteArray *out, int fd, guint64 length)
{
  guint64 at = 0;

  /* one header is all that a film has; who made more of them does not choose how much memory that takes */
  for (guint i = 0; i < MOST_BOXES && at + 16 <= length && out->len + MOST_HEADER <= MOST_BYTES; i++) {
    g_autoptr (GByteArray) head = g_byte_array_new ();
    guint64 size;

    if (!append (head, fd, at, 16))
      return FALSE;
    if (head->len < 16) /* it has become shorter */
      return TRUE;
    size = haven_be32 (head->data);
    if (size == 1) /* ISO 14496-12, 4.2: then its length stands behind its name */
      size = (guint64)haven_be32 (head->data + 8) << 32 | haven_be32 (head->data + 12);
    if (size == 0 || size > length - at)
      size = length - at;
    if (size < 8)
      return TRUE;
    if ((i == 0 || memcmp (head->data + 4, "moov", 4) == 0) && !append_ends (out, fd, at, size, MOST_HEADER))
      return FALSE;
    at += size;
  }
  return TRUE;
}

static gboolean
read_at (gpointer file, guint64 offset, gsize length, GByteArray *out)
{
  return append (out, GPOINTER_TO_INT (file), offset, length);
}

static gboolean
read_large (GByteArray *out, int fd, guint64 length, HavenFileKind kind)
{
  switch (kind) {
  case HAVEN_FILE_VIDEO:
    return append_film (out, fd, length);
  case HAVEN_FILE_PDF: /* who wrote it stands at the beginning or at the end */
    return append_ends (out, fd, 0, length, MOST_BYTES);
  case HAVEN_FILE_OFFICE:
    if (haven_office_condense (read_at, GINT_TO_POINTER (fd), length, out))
      return TRUE;
    g_byte_array_set_size (out, 0);
    return append (out, fd, 0, MOST_BYTES);
  default:
    return append (out, fd, 0, MOST_BYTES);
  }
}

static gboolean
read_file (GByteArray *out, int fd, guint64 length)
{
  HavenFileKind kind;

  if (length <= MOST_BYTES)
    return append (out, fd, 0, (gsize)length);
  if (!append (out, fd, 0, 64))
    return FALSE;
  kind = haven_metadata_kind (out->data, out->len);
  g_byte_array_set_size (out, 0);
  return read_large (out, fd, length, kind);
}

/**
 * haven_metadata_load:
 * @path: a file
 * @whole: (out) (optional): whether all of it was read, so that it may be stripped
 * @error: a #GFileError: it cannot be read, or is not a plain file
 *
 * Reads what haven_metadata_read() needs to see: a file of up to 64 MiB whole; of a larger film the boxes
 * that speak of it, of a larger office file its entries that do, of a larger PDF both ends, and of any other
 * larger file the beginning.
 *
 * Returns: (transfer full) (nullable): the bytes, NULL on error
 */
GBytes *
haven_metadata_load (const char *path, gboolean *whole, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean ok;

  if (fd < 0) {
    fail (error, path);
    return NULL;
  }
  ok = fstat (fd, &status) == 0;
  if (ok && !S_ISREG (status.st_mode)) {
    errno = EINVAL;
    ok = FALSE;
  }
  ok = ok && read_file (out, fd, (guint64)status.st_size);
  if (!ok)
    fail (error, path);
  close (fd);
  if (whole != NULL)
    *whole = ok && (guint64)status.st_size <= MOST_BYTES;
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}
