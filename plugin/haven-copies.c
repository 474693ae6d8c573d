/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-copies.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "sharing/haven-metadata.h"

#define PREFIX "outgoing-"

/**
 * HavenCopies:
 *
 * Files without what they say, which are sent in the place of the user's own. Each lies alone in a directory
 * that only the user can read, under the name that the peer is to see, and is gone when its transfer is over.
 */
struct _HavenCopies {
  char *directory;
  GHashTable *given; /* PurpleXfer → path of the copy that it sends */
};

/**
 * haven_copies_remove:
 * @path: (nullable): what haven_copies_make() gave, and what is not sent after all
 */
void
haven_copies_remove (const char *path)
{
  g_autofree char *directory = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    return;
  g_unlink (path);
  g_rmdir (directory);
}

static void
remove_given (gpointer path)
{
  haven_copies_remove (path);
  g_free (path);
}

/* A transfer outlives an unload of the plugin, and what it sends must. */
static gboolean
is_in_use (const char *directory)
{
  for (GList *l = purple_xfers_get_all (); l != NULL; l = l->next) {
    const char *sends = purple_xfer_get_local_filename (l->data);
    g_autofree char *where = sends != NULL ? g_path_get_dirname (sends) : NULL;

    if (g_strcmp0 (where, directory) == 0 && !purple_xfer_is_completed (l->data) &&
        !purple_xfer_is_canceled (l->data))
      return TRUE;
  }
  return FALSE;
}

static void
sweep_directory (const char *path)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (is_in_use (path))
    return;
  directory = g_dir_open (path, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

/* What a crash, or an unload in the middle of a transfer, left behind. */
static void
sweep (const HavenCopies *copies)
{
  g_autoptr (GDir) directory = g_dir_open (copies->directory, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *path = g_build_filename (copies->directory, name, NULL);

    if (g_str_has_prefix (name, PREFIX) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      sweep_directory (path);
  }
}

/**
 * haven_copies_new:
 * @directory: the user's haven directory
 *
 * Returns: (transfer full): copies, none yet; what an earlier life left there is removed
 */
HavenCopies *
haven_copies_new (const char *directory)
{
  HavenCopies *copies = g_new0 (HavenCopies, 1);

  copies->directory = g_strdup (directory);
  copies->given = g_hash_table_new_full (NULL, NULL, NULL, remove_given);
  sweep (copies);
  return copies;
}

/**
 * haven_copies_free:
 * @copies: (nullable) (transfer full): copies; those that are still being sent stay until the next load
 */
void
haven_copies_free (HavenCopies *copies)
{
  GHashTableIter iter;
  gpointer path;

  if (copies == NULL)
    return;
  g_hash_table_iter_init (&iter, copies->given);
  while (g_hash_table_iter_next (&iter, NULL, &path)) {
    g_hash_table_iter_steal (&iter); /* the file stays, its name need not */
    g_free (path);
  }
  g_hash_table_unref (copies->given);
  sweep (copies);
  g_free (copies->directory);
  g_free (copies);
}

/**
 * haven_copies_make:
 * @copies: copies
 * @path: a picture
 * @error: why it cannot be rewritten, or not be written
 *
 * Returns: (transfer full) (nullable): the path of the same picture without what it says
 */
char *
haven_copies_make (HavenCopies *copies, const char *path, GError **error)
{
  gboolean whole = FALSE;
  g_autoptr (GBytes) bytes = haven_metadata_load (path, &whole, error);
  g_autoptr (GBytes) clean = NULL;
  g_autofree char *directory = g_build_filename (copies->directory, PREFIX "XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *copy = NULL;
  gsize length;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;
  if (!whole) {
    g_autofree char *shown = g_filename_display_basename (path);

    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ ("%s is too large for that"), shown);
    return NULL;
  }
  data = g_bytes_get_data (bytes, &length);
  clean = haven_metadata_strip (data, length, error);
  if (clean == NULL || !haven_file_ensure_directory (copies->directory, error))
    return NULL;
  if (g_mkdtemp_full (directory, 0700) == NULL) {
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  copy = g_build_filename (directory, name, NULL);
  data = g_bytes_get_data (clean, &length);
  if (!haven_file_write (copy, data, length, error)) {
    g_rmdir (directory);
    return NULL;
  }
  return g_steal_pointer (&copy);
}

/**
 * haven_copies_give:
 * @copies: copies
 * @path: what haven_copies_make() gave
 * @xfer: the transfer that sends it
 *
 * From here on the copy lives as long as the transfer.
 */
void
haven_copies_give (HavenCopies *copies, const char *path, PurpleXfer *xfer)
{
  g_hash_table_replace (copies->given, xfer, g_strdup (path));
}

/**
 * haven_copies_forget:
 * @copies: copies
 * @xfer: a transfer that is over; the copy that it sent is removed
 */
void
haven_copies_forget (HavenCopies *copies, PurpleXfer *xfer)
{
  g_hash_table_remove (copies->given, xfer);
}
