/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "haven-error.h"
#include "haven-file.h"

typedef struct {
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_dir_make_tmp ("haven-file-XXXXXX", NULL);

  fixture->directory = g_build_filename (root, "haven", NULL);
  fixture->path = g_build_filename (fixture->directory, "settings.json", NULL);
  g_assert_true (haven_file_ensure_directory (fixture->directory, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_path_get_dirname (fixture->directory);

  g_remove (fixture->path);
  g_rmdir (fixture->directory);
  g_rmdir (root);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  g_assert_true (haven_file_write (fixture->path, "x", 1, NULL));
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (fixture->directory, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *read = NULL;
  gsize length;

  g_assert_true (haven_file_write (fixture->path, "a\0b", 3, NULL));
  read = haven_file_read (fixture->path, 10, &length, NULL);
  g_assert_cmpmem (read, length, "a\0b", 3);
}

static void
test_link_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_cmpint (symlink ("/dev/null", fixture->path), ==, 0);
  g_assert_null (haven_file_read (fixture->path, 10, &length, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_UNSAFE);
  g_clear_error (&error);
  g_assert_false (haven_file_write (fixture->path, "x", 1, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_UNSAFE);
}

static guint
count_files (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A disk that is full: what was there stays, whole, and nothing lies beside it. */
static void
test_failed_write_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (5000, 'x');
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, little;
  gboolean ok;
  gsize length;

  g_assert_true (haven_file_write (fixture->path, "what was there", 14, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){1000, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  ok = haven_file_write (fixture->path, large, 5000, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (ok);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  read = haven_file_read (fixture->path, 5000, &length, NULL);
  g_assert_cmpmem (read, length, "what was there", 14);
  g_assert_cmpuint (count_files (fixture->directory), ==, 1);
}

/* Where a folder stands in its place nothing can be put, and nothing is left of the try. */
static void
test_folder_in_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (haven_file_write (fixture->path, "x", 1, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "settings.json"));
  g_assert_cmpuint (count_files (fixture->directory), ==, 1);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (haven_file_write (fixture->path, "12345", 5, NULL));
  g_assert_null (haven_file_read (fixture->path, 4, &length, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
}

/* What somebody put beside it is theirs, also where its name is much like that of what a kill leaves. */
/* A name on the disk is any bytes; what is said of it goes into windows, which show text. */
static void
test_any_name_is_said_as_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "caf\xe9", NULL);
  g_autoptr (GError) missing = NULL, folder = NULL;
  gsize length;

  g_assert_null (haven_file_read (path, 100, &length, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_utf8_validate (missing->message, -1, NULL));
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (haven_file_read (path, 100, &length, &folder));
  g_assert_error (folder, HAVEN_ERROR, HAVEN_ERROR_UNSAFE);
  g_assert_true (g_utf8_validate (folder->message, -1, NULL));
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
test_sweep_takes_only_orphans (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *end;
    gboolean is_orphan;
  } beside[] = {
      {".haven-AB12CD", TRUE},   {".backup", FALSE},       {".AB12CD", FALSE},
      {".haven-backups", FALSE}, {".haven-ab-2cd", FALSE}, {"-haven-AB12CD", FALSE},
  };

  g_assert_true (haven_file_write (fixture->path, "x", 1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *path = g_strconcat (fixture->path, beside[i].end, NULL);

    g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  }
  g_assert_cmpuint (haven_file_sweep (fixture->path), ==, 1);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *path = g_strconcat (fixture->path, beside[i].end, NULL);

    g_test_message ("%s", beside[i].end);
    g_assert_cmpint (g_remove (path) == 0, ==, !beside[i].is_orphan);
  }
}

/* A kill in the middle of a write leaves what is swept away, and the old content in its place. */
static void
test_killed_write_is_swept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (64 * 1024 * 1024, 'x');
  g_autofree char *read = NULL;
  guint n_left = 0;
  gsize length;

  for (guint i = 0; i < 50 && n_left == 0; i++) {
    GPid child;

    g_assert_true (haven_file_write (fixture->path, "old", 3, NULL)); /* the last one may have come through */
    child = fork ();
    if (child == 0) {
      haven_file_write (fixture->path, large, 64 * 1024 * 1024, NULL);
      _exit (0);
    }
    while (count_files (fixture->directory) == 1 && waitpid (child, NULL, WNOHANG) == 0)
      ;
    kill (child, SIGKILL);
    waitpid (child, NULL, 0);
    n_left = count_files (fixture->directory) - 1;
  }
  g_assert_cmpuint (n_left, ==, 1);
  g_assert_cmpuint (haven_file_sweep (fixture->path), ==, 1);
  g_assert_cmpuint (count_files (fixture->directory), ==, 1);
  read = haven_file_read (fixture->path, 10, &length, NULL);
  g_assert_cmpmem (read, length, "old", 3);
}

/* A folder that is there already, open to all, is closed to others. */
static void
test_open_folder_is_closed (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  g_assert_cmpint (g_chmod (fixture->directory, 0755), ==, 0);
  g_assert_true (haven_file_ensure_directory (fixture->directory, NULL));
  g_assert_cmpint (stat (fixture->directory, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

/* Another program takes it, says so, and keeps it until it is killed. */
static GPid
take_elsewhere (const char *path, int say)
{
  GPid child = fork ();

  if (child == 0) {
    g_assert_cmpint (haven_file_lock (path, NULL), >=, 0);
    g_assert_cmpint (write (say, "x", 1), ==, 1);
    pause ();
    _exit (0);
  }
  return child;
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int ends[2], fd;
  char told;
  GPid child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = take_elsewhere (fixture->path, ends[1]);
  g_assert_cmpint (read (ends[0], &told, 1), ==, 1);
  g_assert_cmpint (haven_file_lock (fixture->path, &error), ==, -1);
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_BUSY);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  fd = haven_file_lock (fixture->path, NULL);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  close (ends[0]);
  close (ends[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/file/modes", test_modes);
  ADD ("/file/round-trip", test_round_trip);
  ADD ("/file/link-is-refused", test_link_is_refused);
  ADD ("/file/failed-write-changes-nothing", test_failed_write_changes_nothing);
  ADD ("/file/folder-in-its-place", test_folder_in_its_place);
  ADD ("/file/too-large", test_too_large);
  ADD ("/file/any-name-is-said-as-text", test_any_name_is_said_as_text);
  ADD ("/file/lock", test_lock);
  ADD ("/file/sweep-takes-only-orphans", test_sweep_takes_only_orphans);
  ADD ("/file/killed-write-is-swept", test_killed_write_is_swept);
  ADD ("/file/open-folder-is-closed", test_open_folder_is_closed);
#undef ADD
  return g_test_run ();
}
