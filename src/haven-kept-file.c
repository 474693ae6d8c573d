/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-kept-file.h"

#include "haven-file.h"

/**
 * HavenKeptFile:
 *
 * What is remembered from one start to the next, in a file that one program at a time writes, by a thread.
 * Nothing that could not be read is ever written over: a file that cannot be opened now, for want of
 * descriptors or of a disk, may be in order and is tried again; one that is open and cannot be understood is
 * only in the way, and is kept beside.
 */
struct _HavenKeptFile {
  char *path;
  char *what;          /* what stands in it, as warnings name it */
  GThreadPool *writer; /* one thread; NULL where another program writes it */
  gboolean unread;     /* it could not be opened so far, and must not be written over */
  gint failed;         /* atomic: what the writer was given last stands nowhere */
};

/**
 * haven_kept_file_new:
 * @path: a file
 * @what: what stands in it, as warnings name it; plural, as "the counts of reminders could not be read"
 *
 * Returns: (transfer full): that file, which another program writes until haven_kept_file_take() is called
 */
HavenKeptFile *
haven_kept_file_new (const char *path, const char *what)
{
  HavenKeptFile *file = g_new0 (HavenKeptFile, 1);

  file->path = g_strdup (path);
  file->what = g_strdup (what);
  return file;
}

/**
 * haven_kept_file_free:
 * @file: (nullable) (transfer full): a file; waits until what was given to it is on the disk
 */
void
haven_kept_file_free (HavenKeptFile *file)
{
  if (file == NULL)
    return;
  if (file->writer != NULL)
    g_thread_pool_free (file->writer, FALSE, TRUE);
  g_free (file->path);
  g_free (file->what);
  g_free (file);
}

/* Runs on the writer's thread. */
static void
write_text (gpointer data, gpointer user_data)
{
  g_autoptr (GBytes) text = data;
  HavenKeptFile *file = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_path_get_dirname (file->path);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  gboolean ok =
      haven_file_ensure_directory (directory, &error) && haven_file_write (file->path, bytes, length, &error);

  g_atomic_int_set (&file->failed, !ok);
  if (!ok)
    g_warning ("%s could not be saved: %s", file->what, error->message);
}

/**
 * haven_kept_file_take:
 * @file: a file that another program wrote, until now
 *
 * From now on it is this program that writes it.
 */
void
haven_kept_file_take (HavenKeptFile *file)
{
  haven_file_sweep (file->path);
  file->writer = g_thread_pool_new (write_text, file, 1, FALSE, NULL);
}

/**
 * haven_kept_file_is_ours:
 * @file: a file
 *
 * Returns: whether it is this program that writes it
 */
gboolean
haven_kept_file_is_ours (const HavenKeptFile *file)
{
  return file->writer != NULL;
}

static void
keep_beside (const HavenKeptFile *file)
{
  g_autoptr (GError) error = NULL;

  if (!haven_file_keep_beside (file->path, &error))
    g_warning ("%s could not be kept either: %s", file->what, error->message);
}

/**
 * haven_kept_file_read:
 * @file: a file
 * @load: what takes it up
 * @to: passed to @load
 *
 * Reads it, or says once why it cannot be read.
 */
void
haven_kept_file_read (HavenKeptFile *file, HavenKeptFileLoader load, gpointer to)
{
  g_autoptr (GError) error = NULL;
  gboolean before = file->unread;

  file->unread = FALSE;
  if (load (to, file->path, &error))
    return;
  file->unread = error->domain == G_FILE_ERROR;
  if (!file->unread && file->writer != NULL)
    keep_beside (file);
  if (!file->unread || !before)
    g_warning ("%s could not be read: %s", file->what, error->message);
}

/**
 * haven_kept_file_is_unread:
 * @file: a file
 *
 * Returns: whether it is to be read again, and may not be written before
 */
gboolean
haven_kept_file_is_unread (const HavenKeptFile *file)
{
  return file->unread;
}

/**
 * haven_kept_file_set_aside:
 * @file: a file that is still unread at the end, when there is no later
 *
 * Keeps it beside, so that what is known here can be written too.
 */
void
haven_kept_file_set_aside (HavenKeptFile *file)
{
  keep_beside (file);
  file->unread = FALSE;
}

/**
 * haven_kept_file_write:
 * @file: a file that this program writes, and that is not unread
 * @text: (transfer full): what is to stand in it
 *
 * Returns at once: the disk may take 50 ms, and the user is typing.
 */
void
haven_kept_file_write (HavenKeptFile *file, GBytes *text)
{
  g_return_if_fail (file->writer != NULL && !file->unread);
  g_thread_pool_push (file->writer, text, NULL);
}

/**
 * haven_kept_file_has_failed:
 * @file: a file
 *
 * Returns: whether what was written last, as far as that is known yet, could not be written
 */
gboolean
haven_kept_file_has_failed (HavenKeptFile *file)
{
  return g_atomic_int_get (&file->failed);
}
