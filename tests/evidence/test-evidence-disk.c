/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Evidence and the disk: what was acknowledged stands, whatever is killed, full or failing. */
#include "evidence-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The linker finds this one before the C library's: no disk at hand fails when it is told to. */
static gboolean disk_fails;

int
fdatasync (int fd)
{
  if (disk_fails) {
    errno = EIO;
    return -1;
  }
  return (int)syscall (SYS_fdatasync, fd);
}

static guint n_directories_synced;

int
fsync (int fd)
{
  struct stat status;

  n_directories_synced += fstat (fd, &status) == 0 && S_ISDIR (status.st_mode);
  return (int)syscall (SYS_fsync, fd);
}

/* A file whose name is not on the disk yet is not there after a power loss, however well its bytes are. */
static void
test_new_file_has_its_name_on_the_disk (Fixture *fixture, gconstpointer data)
{
  n_directories_synced = 0;
  fixture_write_three (fixture);
  g_assert_cmpuint (n_directories_synced, ==, 1);
  fixture_write_three (fixture);
  g_assert_cmpuint (n_directories_synced, ==, 1);
}

/* A child writes and acknowledges each record on a pipe until it is killed; whatever was acknowledged must
 * stand. */
static guint
write_until_killed (const char *path, guint delay_us)
{
  int fds[2];
  pid_t child;
  guint n_acknowledged = 0;
  char byte;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0) {
    HavenEvidence *evidence = haven_evidence_open (path, NULL);

    while (TRUE) {
      fixture_append (evidence, "x", "a message that stays whatever happens");
      if (write (fds[1], "x", 1) != 1)
        _exit (1);
    }
  }
  close (fds[1]);
  /* the kill comes at any moment of the writing, not of the start */
  if (read (fds[0], &byte, 1) == 1)
    n_acknowledged++;
  g_usleep (delay_us);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  while (read (fds[0], &byte, 1) == 1)
    n_acknowledged++;
  close (fds[0]);
  return n_acknowledged;
}

/* Opening reads the whole chain, so that many kills are spread over files. */
#define KILLS_A_FILE 50

static void
test_kill_loses_nothing (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("HAVEN_TEST_KILLS");
  guint n_kills = wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10) : 40;
  guint n_acknowledged = 0, n_found = 0, n_torn = 0;

  for (guint done = 0; done < n_kills; done += KILLS_A_FILE) {
    g_autoptr (HavenEvidenceCheck) check = NULL;
    guint acknowledged_here = 0;

    for (guint i = done; i < MIN (done + KILLS_A_FILE, n_kills); i++)
      acknowledged_here += write_until_killed (fixture->path, g_test_rand_int_range (0, 3000));
    check = haven_evidence_verify (fixture->path, NULL, NULL, NULL);
    g_assert_cmpuint (check->n_records, >=, acknowledged_here);
    g_assert_cmpuint (check->problems->len, ==, 0);
    n_acknowledged += acknowledged_here;
    n_found += check->n_records;
    n_torn += check->n_torn;
    g_remove (fixture->path);
  }
  g_test_message ("%u kills, %u records acknowledged, %u found whole, %u unfinished", n_kills, n_acknowledged,
                  n_found, n_torn);
}

static goffset
size_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

static void
fail_to_append (Fixture *fixture, HavenEvidence *evidence)
{
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();
  goffset before = size_of (fixture->path);
  g_autoptr (GError) error = NULL;

  record->zone = g_strdup ("+01:00");
  record->sender = g_strdup ("x");
  record->text = g_strdup ("never acknowledged");
  g_assert_false (haven_evidence_append (evidence, record, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (size_of (fixture->path), ==, before);
}

static void
assert_whole (const char *path, guint n_records)
{
  g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (path, NULL, NULL, NULL);

  g_assert_cmpuint (check->n_records, ==, n_records);
  g_assert_cmpuint (check->problems->len, ==, 0);
  g_assert_cmpuint (check->n_torn, ==, 0);
}

/* The record stands in the file, but may not be on the disk: it is taken back, or the next would be a second
 * one of the same number. */
static void
test_failed_sync (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);

  fixture_append (evidence, "x", "first");
  disk_fails = TRUE;
  fail_to_append (fixture, evidence);
  disk_fails = FALSE;
  fixture_append (evidence, "x", "second");
  assert_whole (fixture->path, 2);
}

/* Half a record was written when there was no more room. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenEvidence) evidence = haven_evidence_open (fixture->path, NULL);
  struct rlimit before, little;

  fixture_append (evidence, "x", "first");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = before;
  little.rlim_cur = (rlim_t)size_of (fixture->path) + 100;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  fail_to_append (fixture, evidence);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  fixture_append (evidence, "x", "second");
  assert_whole (fixture->path, 2);
}

/* Children that libpurple forks to look up names live on, with whatever was open when they were. */
static void
test_child_keeps_no_lock (Fixture *fixture, gconstpointer data)
{
  HavenEvidence *evidence = haven_evidence_open (fixture->path, NULL);
  pid_t child = fork ();
  int fd;

  if (child == 0) {
    pause ();
    _exit (0);
  }
  haven_evidence_close (evidence);
  fd = open (fixture->path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  close (fd);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

/* Two programs add to one chain, each in its turn: it does not fork. */
static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  int fds[2];
  pid_t child;
  char byte;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0) {
    HavenEvidence *evidence = haven_evidence_open (fixture->path, NULL);

    if (write (fds[1], "x", 1) != 1)
      _exit (1);
    g_usleep (200 * 1000);
    fixture_append (evidence, "x", "of the other program");
    haven_evidence_close (evidence);
    _exit (0);
  }
  g_assert_cmpint (read (fds[0], &byte, 1), ==, 1);
  fixture_write_three (fixture);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_assert_cmpuint (fixture_count_problems (fixture->path), ==, 0);
  close (fds[0]);
  close (fds[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/evidence/open/new-file-has-its-name-on-the-disk", test_new_file_has_its_name_on_the_disk);
  ADD ("/evidence/kill/loses-nothing", test_kill_loses_nothing);
  ADD ("/evidence/disk/failed-sync", test_failed_sync);
  ADD ("/evidence/disk/full", test_full_disk);
  ADD ("/evidence/open/two-writers", test_two_writers);
  ADD ("/evidence/disk/child-keeps-no-lock", test_child_keeps_no_lock);
#undef ADD
  return g_test_run ();
}
