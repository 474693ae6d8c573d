/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Files of the user: 0600 in directories of 0700, never through a link, never half written.
 */

#include "haven-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "haven-error.h"

#define ASIDE ".haven-" /* and six letters or digits: what is written before it takes the place of a file */

/**
 * haven_file_fail:
 * @error: where to put a #GFileError that says @path, @what and why, which errno says
 * @path: a file; its name on the disk is any bytes, and what is said about it is shown as text
 * @what: what it was that failed, in words
 *
 * Returns: %FALSE
 */
gboolean
haven_file_fail (GError **error, const char *path, const char *what)
{
  int saved = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s: %s", shown, what,
               g_strerror (saved));
  return FALSE;
}

static gboolean
fail (GError **error, HavenError code, const char *path, const char *what)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, HAVEN_ERROR, code, "%s: %s", shown, what);
  return FALSE;
}

/**
 * haven_file_ensure_directory:
 * @path: a directory
 * @error: where to say what is wrong
 *
 * Makes @path and what is missing above it, readable by the user alone. Its last part may not be a link.
 *
 * Returns: whether @path is now a directory that only the user can read
 */
gboolean
haven_file_ensure_directory (const char *path, GError **error)
{
  struct stat status;

  if (g_mkdir_with_parents (path, 0700) != 0)
    return haven_file_fail (error, path, _ ("cannot be made"));
  if (lstat (path, &status) != 0)
    return haven_file_fail (error, path, _ ("cannot be looked at"));
  if (!S_ISDIR (status.st_mode))
    return fail (error, HAVEN_ERROR_UNSAFE, path, _ ("is not a directory of its own"));
  if ((status.st_mode & 077) != 0 && chmod (path, 0700) != 0)
    return haven_file_fail (error, path, _ ("cannot be closed to others"));
  return TRUE;
}

static gboolean
read_all (int fd, char *buffer, gsize size, gsize *length)
{
  *length = 0;
  while (*length < size) {
    gssize got = read (fd, buffer + *length, size - *length);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return FALSE;
    if (got == 0)
      break;
    *length += got;
  }
  return TRUE;
}

/**
 * haven_file_open:
 * @path: a file
 * @error: #HAVEN_ERROR_UNSAFE for a link or anything but a plain file, or a #GFileError such as
 * %G_FILE_ERROR_NOENT
 *
 * A pipe in its place is not waited for.
 *
 * Returns: a descriptor to read from, or -1
 */
int
haven_file_open (const char *path, GError **error)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    return fd;
  if (fd >= 0) {
    close (fd);
    fail (error, HAVEN_ERROR_UNSAFE, path, _ ("is not a plain file"));
  } else if (errno == ELOOP) {
    fail (error, HAVEN_ERROR_UNSAFE, path, _ ("is a link, and links are not followed"));
  } else {
    haven_file_fail (error, path, _ ("cannot be opened"));
  }
  return -1;
}

/* As many bytes of it as it has, and a NUL after them. */
static char *
read_open (int fd, const char *path, gsize max_size, gsize *length, GError **error)
{
  g_autofree char *data = NULL;
  struct stat status;

  if (fstat (fd, &status) != 0) {
    haven_file_fail (error, path, _ ("cannot be looked at"));
    return NULL;
  }
  if ((guint64)status.st_size > max_size) {
    g_autofree char *what = g_strdup_printf (_ ("has %" PRIu64 " bytes, and at most %zu are read"),
                                             (guint64)status.st_size, max_size);

    fail (error, HAVEN_ERROR_TOO_LARGE, path, what);
    return NULL;
  }
  data = g_malloc ((gsize)status.st_size + 1);
  if (!read_all (fd, data, (gsize)status.st_size, length)) {
    haven_file_fail (error, path, _ ("cannot be read"));
    return NULL;
  }
  data[*length] = '\0';
  return g_steal_pointer (&data);
}

/**
 * haven_file_read:
 * @path: a file
 * @max_size: the most bytes that are read of it
 * @length: (out): its size in bytes
 * @error: as haven_file_open() says, or #HAVEN_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): its bytes and a NUL after them, or %NULL
 */
char *
haven_file_read (const char *path, gsize max_size, gsize *length, GError **error)
{
  int fd = haven_file_open (path, error);
  char *data;

  if (fd < 0)
    return NULL;
  data = read_open (fd, path, max_size, length, error);
  close (fd);
  return data;
}

/**
 * haven_file_read_into:
 * @path: a file
 * @max_size: the most bytes that are read of it
 * @reader: what takes up its bytes
 * @to: what takes them up, passed to @reader
 * @error: as haven_file_read() and @reader say, with the file's name
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_file_read_into (const char *path, gsize max_size, HavenFileReader reader, gpointer to, GError **error)
{
  gsize length;
  g_autofree char *data = haven_file_read (path, max_size, &length, error);

  if (data == NULL)
    return FALSE;
  if (reader (to, data, length, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/**
 * haven_file_read_if_there:
 * @path: a file; one that is not there holds nothing
 * @max_size: the most bytes that are read of it
 * @reader: what takes up its bytes
 * @to: what takes them up, passed to @reader
 * @error: as haven_file_read_into()
 *
 * Returns: whether all that is there could be read
 */
gboolean
haven_file_read_if_there (
    const char *path, gsize max_size, HavenFileReader reader, gpointer to, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (haven_file_read_into (path, max_size, reader, to, &own) ||
      g_error_matches (own, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

/**
 * haven_file_write_all:
 * @fd: a descriptor
 * @data: what is written to it
 * @length: its size in bytes
 *
 * Returns: whether all of it was written; if not errno says why
 */
gboolean
haven_file_write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize written = write (fd, data, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    data += written;
    length -= (gsize)written;
  }
  return TRUE;
}

/* A new file with the bytes on the disk; @aside becomes its name. */
static gboolean
write_aside (char *aside, const char *path, const char *data, gsize length, GError **error)
{
  int fd = g_mkstemp_full (aside, O_WRONLY | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0 && haven_file_write_all (fd, data, length) && fsync (fd) == 0;

  if (!ok)
    haven_file_fail (error, path, _ ("cannot be written"));
  if (fd >= 0 && close (fd) != 0 && ok)
    ok = haven_file_fail (error, path, _ ("cannot be written"));
  if (fd >= 0 && !ok)
    g_unlink (aside);
  return ok;
}

/**
 * haven_file_write:
 * @path: a file
 * @data: what is to stand in it
 * @length: its size in bytes
 * @error: where to say what is wrong
 *
 * Replaces @path as a whole, by a rename after the bytes have reached the disk; after a kill or a power
 * loss the old or the new content stands there. It waits for the disk: not for a user interface's thread.
 *
 * g_file_set_contents_full() does as much, but a kill leaves "settings.json.XXXXXX" beside it, and what may
 * be swept away must not have a name like "settings.json.backup".
 *
 * Returns: whether it was written
 */
gboolean
haven_file_write (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ASIDE, "XXXXXX", NULL);
  struct stat status;

  if (lstat (path, &status) == 0 && !S_ISREG (status.st_mode))
    return fail (error, HAVEN_ERROR_UNSAFE, path, _ ("is not a plain file, and is left alone"));
  if (!write_aside (aside, path, data, length, error))
    return FALSE;
  if (g_rename (aside, path) != 0) {
    haven_file_fail (error, path, _ ("cannot be replaced"));
    g_unlink (aside);
    return FALSE;
  }
  haven_file_sync_name (path, NULL); /* it stands there already, whether or not a power loss is survived */
  return TRUE;
}

/**
 * haven_file_sync_name:
 * @path: a file that may have been made just now
 * @error: where to say what is wrong
 *
 * That the bytes of a new file have reached the disk is of no use where its name has not: that stands in its
 * folder. For files that are appended to; haven_file_write() sees to it by itself.
 *
 * Returns: whether the name is on the disk
 */
gboolean
haven_file_sync_name (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* there are file systems that know no such thing for a folder, and need none */
  gboolean ok = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);

  if (!ok)
    haven_file_fail (error, directory, _ ("cannot be written to the disk"));
  if (fd >= 0)
    close (fd);
  return ok;
}

/**
 * haven_file_keep_beside:
 * @path: a file that could not be understood, and is about to be written anew
 * @error: where to say what is wrong
 *
 * Gives it another name in the same folder, ".unreadable" after its own: as one of a newer Haven it is worth
 * more than the room that it takes. None that was kept before is written over, unless a hundred were.
 *
 * Returns: whether it is kept
 */
gboolean
haven_file_keep_beside (const char *path, GError **error)
{
  g_autofree char *kept = g_strconcat (path, ".unreadable", NULL);

  for (guint i = 2; i <= 100 && g_file_test (kept, G_FILE_TEST_EXISTS); i++) {
    g_free (kept);
    kept = g_strdup_printf ("%s.unreadable.%u", path, i);
  }
  return g_rename (path, kept) == 0 || haven_file_fail (error, path, _ ("cannot be kept under another name"));
}

/* What haven_file_write() writes to first: six letters or digits behind its mark. */
static gboolean
is_orphan_of (const char *candidate, const char *name)
{
  g_autofree char *begin = g_strconcat (name, ASIDE, NULL);
  const char *rest = candidate + strlen (begin);

  if (!g_str_has_prefix (candidate, begin) || strlen (rest) != strlen ("XXXXXX"))
    return FALSE;
  for (; *rest != '\0'; rest++) {
    if (!g_ascii_isalnum (*rest))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_file_sweep:
 * @path: a file that haven_file_write() writes
 *
 * Removes the half-written copies that a kill left beside @path. Called once, at load, when nobody writes.
 *
 * Returns: how many were removed
 */
guint
haven_file_sweep (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *candidate;
  guint n_removed = 0;

  while (dir != NULL && (candidate = g_dir_read_name (dir)) != NULL) {
    g_autofree char *orphan = NULL;

    if (!is_orphan_of (candidate, name))
      continue;
    orphan = g_build_filename (directory, candidate, NULL);
    if (g_unlink (orphan) == 0)
      n_removed++;
  }
  return n_removed;
}

/**
 * haven_file_lock:
 * @path: a file that holds nothing, made when it is missing
 * @error: #HAVEN_ERROR_BUSY when another program has it, or a #GFileError
 *
 * Takes it for this program, until the descriptor is closed or the program ends in whatever way. A record
 * lock: the children that libpurple forks to look up names must not inherit it, and it holds over NFS.
 *
 * Returns: a descriptor, or -1
 */
int
haven_file_lock (const char *path, GError **error)
{
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  int saved;

  if (fd >= 0 && fcntl (fd, F_SETLK, &whole) == 0)
    return fd;
  saved = errno;
  if (fd >= 0)
    close (fd);
  errno = saved;
  if (fd >= 0 && (saved == EACCES || saved == EAGAIN))
    fail (error, HAVEN_ERROR_BUSY, path, _ ("another program has it"));
  else
    haven_file_fail (error, path, _ ("cannot be locked"));
  return -1;
}
