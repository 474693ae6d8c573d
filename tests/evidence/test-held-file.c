/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "evidence/haven-held-file.h"
#include "haven-error.h"

#define START (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

typedef struct {
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("haven-held-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "held.jsonl", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
add_id (const HavenHeldRecord *record, gpointer data)
{
  g_string_append_printf (data, "%" G_GUINT64_FORMAT ":%s ", record->id, record->markup);
}

static HavenHeldFile *
open_file (const char *path, gint64 keep_from, GString *seen)
{
  g_autoptr (GError) error = NULL;
  HavenHeldFile *file = haven_held_file_open (path, keep_from, add_id, seen, &error);

  g_assert_no_error (error);
  return file;
}

static void
add (HavenHeldFile *file, guint64 id, const char *markup, gint64 time)
{
  HavenHeldRecord record = {id, "prpl-irc:me", "#room", TRUE, "x", markup, "insult", "why", time};

  g_assert_true (haven_held_file_add (file, &record, NULL));
}

static void
test_kept_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  HavenHeldFile *file = open_file (fixture->path, 0, seen);

  add (file, 1, "<b>one</b>", START);
  add (file, 2, "two\nlines", START + 1);
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:<b>one</b> 2:two\nlines ");
}

static void
copy_told (const HavenHeldRecord *record, gpointer data)
{
  g_string_append_printf (data, "%s|%s|%s|%" G_GINT64_FORMAT "\n", record->rules, record->action,
                          record->alias, record->score);
}

/* What evidence tells of a message later; of what an older Haven held, nothing. */
static void
test_what_was_seen_is_kept (Fixture *fixture, gconstpointer data)
{
  static const char older[] = "\n{\"id\":1,\"time\":1,\"account\":\"a:b\",\"conversation\":\"c\",\"sender\":"
                              "\"d\",\"room\":false,\"cause\":null,\"reason\":\"\",\"markup\":\"hi\"}\n";
  HavenHeldRecord record = {2,     "prpl-irc:me", "#room",    TRUE,   "x",    "hey", "held",
                            "why", START,         "p/r idea", "mute", "Crow", 1500};
  g_autoptr (GString) told = g_string_new (NULL);
  HavenHeldFile *file;

  g_assert_true (g_file_set_contents (fixture->path, older, -1, NULL));
  file = haven_held_file_open (fixture->path, 0, copy_told, told, NULL);
  g_assert_true (haven_held_file_add (file, &record, NULL));
  haven_held_file_close (file);
  g_string_truncate (told, 0);
  haven_held_file_close (haven_held_file_open (fixture->path, 0, copy_told, told, NULL));
  g_assert_cmpstr (told->str, ==, "(null)|(null)|(null)|0\np/r idea|mute|Crow|1500\n");
}

static void
test_removed_leaves_the_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  g_autofree char *content = NULL;

  add (file, 1, "secret", START);
  add (file, 2, "other", START);
  g_assert_true (haven_held_file_remove (file, 1, NULL));
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "2:other ");
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_null (strstr (content, "secret"));
}

static void
test_old_is_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  HavenHeldFile *file = open_file (fixture->path, 0, seen);

  add (file, 1, "old", START);
  add (file, 2, "just in time", START + 1);
  add (file, 3, "new", START + G_TIME_SPAN_DAY);
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, START + 1, seen));
  g_assert_cmpstr (seen->str, ==, "2:just in time 3:new ");
}

static void
test_torn_line_takes_no_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  const char *torn = "\n{\"id\":1,\"time\":1,\"account\":\"a\",\"conv";
  HavenHeldFile *file;

  g_assert_true (g_file_set_contents (fixture->path, torn, -1, NULL));
  file = open_file (fixture->path, 0, seen);
  add (file, 2, "whole", START);
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "2:whole ");
}

/* A power loss can leave zeros where a line was. */
static void
test_zeros_take_no_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *whole = NULL;
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  gsize length;

  add (file, 1, "one", START);
  haven_held_file_close (file);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  g_string_append_len (content, "\0\0\0\0", 4);
  g_string_append_len (content, whole, length);
  g_assert_true (g_file_set_contents (fixture->path, content->str, content->len, NULL));
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:one ");
}

/* Half a line was written when there was no more room: it was not acknowledged, and those around it are kept.
 */
static void
test_full_disk_takes_no_other (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (5000, 'x');
  HavenHeldRecord record = {2, "prpl-irc:me", "#room", TRUE, "x", large, "insult", "why", START};
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  struct rlimit before, little;
  gboolean ok;

  add (file, 1, "one", START);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){1000, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  ok = haven_held_file_add (file, &record, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (ok);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  add (file, 3, "three", START);
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:one 3:three ");
}

/* The half line takes its room: what comes then is refused before there is more than is read again. */
static void
test_half_lines_count (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (40 * 1024 * 1024, 'x');
  HavenHeldRecord record = {1, "prpl-irc:me", "#room", TRUE, "x", large, "insult", "why", START};
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  struct rlimit before, little;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){30 * 1024 * 1024, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  g_assert_false (haven_held_file_add (file, &record, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (haven_held_file_add (file, &record, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
  add (file, 2, "two", START);
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "2:two ");
}

static void
count_one (const HavenHeldRecord *record, gpointer data)
{
  ++*(guint *)data;
}

static guint
count_in (const char *path)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  haven_held_file_close (haven_held_file_open (path, 0, count_one, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* Each of these bytes takes two in JSON. What no longer fits is refused at once, and all that was taken is
 * read again, however much of it was taken out meanwhile. */
static void
test_full_is_read_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *markup = g_strnfill (10 * 1024 * 1024, '"');
  HavenHeldRecord record = {1, "prpl-irc:me", "#room", TRUE, "x", markup, "insult", "why", START};
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  HavenHeldFile *file = open_file (fixture->path, 0, seen);

  while (record.id < 10 && haven_held_file_add (file, &record, &error))
    record.id++;
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
  haven_held_file_close (file);
  g_assert_cmpuint (count_in (fixture->path), ==, record.id - 1);
  file = open_file (fixture->path, 0, seen);
  record.markup = "short";
  for (guint i = 0; i < 1000; i++, record.id++)
    g_assert_true (haven_held_file_add (file, &record, NULL));
  for (guint64 id = 1; id < record.id; id++)
    g_assert_true (haven_held_file_remove (file, id, NULL));
  haven_held_file_close (file);
  g_assert_cmpuint (count_in (fixture->path), ==, 0);
}

/* A message leaves room for the line that takes it out again: a box that is full and then emptied is read
 * again. */
static void
test_full_can_be_emptied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (10 * 1024 * 1024, '"');
  HavenHeldRecord record = {1, "prpl-irc:me", "#room", TRUE, "x", large, "insult", "why", START};
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  GStatBuf status;

  while (record.id <= 3 && haven_held_file_add (file, &record, NULL))
    record.id++;
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  rest = g_strnfill (64 * 1024 * 1024 - (gsize)status.st_size - 40000, 'x');
  record.markup = rest;
  g_assert_true (haven_held_file_add (file, &record, NULL));
  record.markup = "short";
  do {
    record.id++;
  } while (haven_held_file_add (file, &record, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
  for (guint64 id = 1; id < record.id; id++)
    g_assert_true (haven_held_file_remove (file, id, NULL));
  haven_held_file_close (file);
  g_assert_cmpuint (count_in (fixture->path), ==, 0);
}

/* Somebody else may write a byte as it is where we take six: it stays readable. */
static void
test_brief_stays_readable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *markup = g_strnfill (12 * 1024 * 1024, '\177');
  g_autofree char *line = g_strdup_printf (
      "{\"id\":1,\"time\":1,\"account\":\"a\",\"conversation\":\"c\",\"sender\":\"s\",\"markup\":\"%s\"}\n",
      markup);
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, line, -1, NULL));
  g_assert_cmpuint (count_in (fixture->path), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, line);
}

/* A number that stands there twice is one message: the first. */
static void
test_number_stands_once (Fixture *fixture, gconstpointer data)
{
  static const char twice[] =
      "{\"id\":1,\"time\":1,\"account\":\"a\",\"conversation\":\"c\",\"sender\":\"s\",\"markup\":\"one\"}\n"
      "{\"id\":1,\"time\":1,\"account\":\"a\",\"conversation\":\"c\",\"sender\":\"s\",\"markup\":\"two\"}\n";
  g_autoptr (GString) seen = g_string_new (NULL);

  g_assert_true (g_file_set_contents (fixture->path, twice, -1, NULL));
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:one ");
}

/* Else the next message could not be read again. */
static void
test_number_after_which_none_can_come (Fixture *fixture, gconstpointer data)
{
  static const char content[] =
      "{\"id\":1,\"time\":1,\"account\":\"a\",\"conversation\":\"c\",\"sender\":\"s\",\"markup\":\"one\"}\n"
      "{\"id\":999999999999999999,\"time\":1,\"account\":\"a\",\"conversation\":\"c\",\"sender\":\"s\","
      "\"markup\":\"two\"}\n";
  g_autoptr (GString) seen = g_string_new (NULL);

  g_assert_true (g_file_set_contents (fixture->path, content, -1, NULL));
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:one ");
}

/* That nobody said why is no reason to lose it. */
static void
test_without_a_cause_is_kept (Fixture *fixture, gconstpointer data)
{
  HavenHeldRecord record = {1, "prpl-irc:me", "#room", TRUE, "x", "one", NULL, NULL, START};
  g_autoptr (GString) seen = g_string_new (NULL);
  HavenHeldFile *file = open_file (fixture->path, 0, seen);

  g_assert_true (haven_held_file_add (file, &record, NULL));
  haven_held_file_close (file);
  haven_held_file_close (open_file (fixture->path, 0, seen));
  g_assert_cmpstr (seen->str, ==, "1:one ");
}

/* Where there is no room to write it anew, as on a full disk, it is added to all the same. */
static void
test_goes_on_where_it_cannot_be_written_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (5000, 'x');
  g_autoptr (GString) seen = g_string_new (NULL);
  HavenHeldFile *file = open_file (fixture->path, 0, seen);
  struct rlimit before, little;

  add (file, 1, large, START);
  add (file, 2, large, START);
  g_assert_true (haven_held_file_remove (file, 1, NULL));
  haven_held_file_close (file);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){1000, before.rlim_max};
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "what left the held box is still on the disk*");
  file = open_file (fixture->path, 0, seen);
  g_test_assert_expected_messages ();
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_true (haven_held_file_is_stale (file));
  add (file, 3, "three", START);
  haven_held_file_close (file);
  g_string_truncate (seen, 0);
  file = open_file (fixture->path, 0, seen);
  g_assert_false (haven_held_file_is_stale (file));
  haven_held_file_close (file);
  g_assert_true (g_str_has_prefix (seen->str, "2:xxx"));
  g_assert_true (g_str_has_suffix (seen->str, " 3:three "));
}

static void
test_link_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("/dev/null", fixture->path), ==, 0);
  g_assert_null (haven_held_file_open (fixture->path, 0, add_id, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/held-file/number-after-which-none-can-come", test_number_after_which_none_can_come);
  ADD ("/held-file/kept-in-order", test_kept_in_order);
  ADD ("/held-file/what-was-seen-is-kept", test_what_was_seen_is_kept);
  ADD ("/held-file/removed-leaves-the-disk", test_removed_leaves_the_disk);
  ADD ("/held-file/old-is-forgotten", test_old_is_forgotten);
  ADD ("/held-file/torn-line-takes-no-other", test_torn_line_takes_no_other);
  ADD ("/held-file/zeros-take-no-other", test_zeros_take_no_other);
  ADD ("/held-file/full-disk-takes-no-other", test_full_disk_takes_no_other);
  ADD ("/held-file/half-lines-count", test_half_lines_count);
  ADD ("/held-file/full-is-read-again", test_full_is_read_again);
  ADD ("/held-file/full-can-be-emptied", test_full_can_be_emptied);
  ADD ("/held-file/brief-stays-readable", test_brief_stays_readable);
  ADD ("/held-file/number-stands-once", test_number_stands_once);
  ADD ("/held-file/without-a-cause-is-kept", test_without_a_cause_is_kept);
  ADD ("/held-file/goes-on-where-it-cannot-be-written-anew", test_goes_on_where_it_cannot_be_written_anew);
  ADD ("/held-file/link-is-refused", test_link_is_refused);
#undef ADD
  return g_test_run ();
}
