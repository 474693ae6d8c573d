/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conduct/haven-conduct-file.h"
#include "harness.h"
#include "haven-file.h"
#include "said.h"

/* The file in which what is remembered of people stands from one start to the next, and whose it is. */

#define ABUSE "you are a worthless idiot and nobody likes you"

static const HarnessOptions usual = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}"};
static const HarnessOptions attacked_later = {.settings = "{\"version\": 1, \"profile\": \"under-attack\"}",
                                              .without = TRUE};
static const HarnessOptions later = {.settings = "{\"version\": 1, \"profile\": \"gentle\"}",
                                     .without = TRUE};

/* Another program that has the folder, until it is killed. */
typedef struct {
  GPid pid;
  int ends[2];
} Other;

static void
other_start (Other *other, const char *lock)
{
  char told;

  g_assert_cmpint (pipe (other->ends), ==, 0);
  other->pid = fork ();
  if (other->pid == 0) {
    if (haven_file_lock (lock, NULL) >= 0 && write (other->ends[1], "x", 1) == 1)
      pause ();
    _exit (1);
  }
  g_assert_cmpint (read (other->ends[0], &told, 1), ==, 1);
}

static void
other_end (Other *other)
{
  kill (other->pid, SIGKILL);
  g_assert_cmpint (waitpid (other->pid, NULL, 0), ==, other->pid);
  close (other->ends[0]);
  close (other->ends[1]);
}

/* Another client runs with the same folder: what it remembers is not written over, and nothing is held that
 * would end with this one. */
static void
test_two_clients (Harness *h)
{
  g_autofree char *directory = g_build_filename (h->directory, "haven", NULL);
  g_autofree char *lock = g_build_filename (directory, "lock", NULL);
  g_autofree char *held = NULL;
  Other other;

  other_start (&other, lock);
  harness_load (h);
  g_assert_nonnull (strstr (harness_last (h->notices)->text, "Another program"));
  loopback_say (h->me, "crow", "one secret");
  g_assert_cmpuint (harness_count_held (h), ==, 0);
  g_assert_cmpuint (h->shown->len, ==, 1);
  g_assert_null (strstr (harness_last (h->shown)->text, "secret"));
  harness_unload (h);
  held = harness_read_file (h, "held.jsonl");
  g_assert_null (held);
  other_end (&other);
  harness_load (h);
  loopback_say (h->me, "crow", "one secret");
  g_assert_cmpuint (harness_count_held (h), ==, 1);
}

static char *
account_of (Harness *h)
{
  return g_strdup_printf ("%s:%s", purple_account_get_protocol_id (h->me),
                          purple_account_get_username (h->me));
}

static void
write_conduct (Harness *h, const char *sender)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *account = account_of (h);
  g_autoptr (HavenConduct) conduct = haven_conduct_new ();
  g_autofree char *json = NULL;
  gsize length;

  haven_conduct_mute (conduct, account, sender, g_get_real_time ());
  json = haven_conduct_to_json (conduct, g_get_real_time (), &length);
  g_assert_true (g_file_set_contents (path, json, (gssize)length, NULL));
}

/* The program that had the folder ends: this one goes on where it stopped, without a new start. */
static void
test_two_clients_take_over (Harness *h)
{
  g_autofree char *directory = g_build_filename (h->directory, "haven", NULL);
  g_autofree char *lock = g_build_filename (directory, "lock", NULL);
  g_autofree char *account = account_of (h);
  g_autofree char *held = NULL;
  const HavenPluginApi *api;
  Other other;

  other_start (&other, lock);
  harness_load (h);
  api = harness_get_api (h);
  loopback_say (h->me, "wren", "one thing");
  g_assert_cmpuint (h->shown->len, ==, 1);
  haven_conduct_mute (haven_engine_get_conduct (api->get_engine (api->plugin)), account, "jay",
                      g_get_real_time ());
  harness_pass_hour (h);
  write_conduct (h, "wren");
  other_end (&other);
  harness_pass_hour (h);
  loopback_say (h->me, "wren", "wren again");
  loopback_say (h->me, "jay", "jay again");
  g_assert_cmpuint (h->shown->len, ==, 1);
  g_assert_cmpuint (harness_count_held (h), ==, 2);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_null (harness_find (h->shown, "Another program"));
  held = harness_read_file (h, "held.jsonl");
  g_assert_nonnull (strstr (held, "jay again"));
  harness_unload (h);
  harness_load (h);
  loopback_say (h->me, "jay", "jay once more");
  g_assert_cmpuint (harness_count_held (h), ==, 3);
}

/* That the other program is there is known; that its lock cannot be asked for now is no reason to think that
 * it has ended. */
static void
test_lock_cannot_be_asked_for (Harness *h)
{
  g_autofree char *lock = g_build_filename (h->directory, "haven", "lock", NULL);
  g_autofree char *away = g_strconcat (lock, "-away", NULL);
  Other other;

  other_start (&other, lock);
  harness_load (h);
  g_assert_cmpint (g_rename (lock, away), ==, 0);
  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  harness_pass_hour (h);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_nonnull (strstr (harness_last (h->shown)->text, "Another program"));
  g_assert_cmpint (g_rmdir (lock), ==, 0);
  g_assert_cmpint (g_rename (away, lock), ==, 0);
  other_end (&other);
  harness_pass_hour (h);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven status"));
  g_assert_null (strstr (harness_last (h->shown)->text, "Another program"));
}

/* What was learnt here is written down once the other program has ended, though that one learnt nothing. */
static void
test_own_is_written_after_take_over (Harness *h)
{
  g_autofree char *lock = g_build_filename (h->directory, "haven", "lock", NULL);
  g_autofree char *text = NULL;
  Other other;

  other_start (&other, lock);
  harness_load (h);
  g_assert_true (harness_command (harness_im (h, "jay"), "haven mute jay"));
  other_end (&other);
  harness_pass_hour (h);
  harness_unload (h);
  text = harness_read_file (h, "conduct.json");
  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, "jay"));
}

/* The file cannot be read, and that is said. */
static void
load_warned (Harness *h)
{
  harness_load_warned (h, "what is remembered of people could not be read");
}

/* Who is muted stands in a file that this Haven cannot read: it is not written over. */
static void
test_unreadable_is_kept (Harness *h)
{
  static const char newer[] = "{\"version\": 9, \"people\": []}";
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  load_warned (h);
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  harness_unload (h);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (beside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, newer);
}

/* A socket cannot be opened, by nobody: as a file that a machine in need cannot open just now. */
static void
put_socket (const char *path)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (const struct sockaddr *)&address, sizeof address), ==, 0);
  close (fd);
}

static void
test_cannot_be_opened_is_read_later (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *away = g_strconcat (path, "-away", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *text = NULL;

  harness_load (h);
  for (guint i = 0; i < 20 && harness_count_held (h) == 0; i++)
    loopback_say (h->me, "crow", ABUSE);
  harness_unload (h);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  put_socket (path);
  load_warned (h);
  for (guint i = 0; i < 5; i++)
    loopback_say (h->me, "rook", ABUSE);
  /* it can be opened again: what is in it is not lost, and neither is what was learnt meanwhile */
  g_assert_cmpint (g_rename (away, path), ==, 0);
  harness_unload (h);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "crow"));
  g_assert_nonnull (strstr (text, "rook"));
}

static void
test_stays_closed_is_kept_beside (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable.2", NULL);
  g_autofree char *first = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *text = NULL, *kept = NULL;

  g_assert_true (g_file_set_contents (first, "kept before", -1, NULL));
  put_socket (path);
  load_warned (h);
  for (guint i = 0; i < 5; i++)
    loopback_say (h->me, "rook", ABUSE);
  harness_unload (h);
  g_assert_true (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (first, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "kept before");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "rook"));
}

/* Where nothing was learnt meanwhile there is nothing to write in its place. */
static void
test_stays_closed_and_nothing_learnt (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);

  put_socket (path);
  load_warned (h);
  loopback_say (h->me, "rook", "good morning");
  harness_unload (h);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A wipe reads nothing back: not even a file that can be opened again at that moment. */
static void
test_wiped_while_closed (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  g_autofree char *away = g_strconcat (path, "-away", NULL);
  g_autofree char *text = NULL;

  write_conduct (h, "wren");
  g_assert_cmpint (g_rename (path, away), ==, 0);
  put_socket (path);
  load_warned (h);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  g_assert_true (harness_command (harness_im (h, "sam"), "haven wipe yes"));
  for (guint i = 0; i < 5; i++)
    loopback_say (h->me, "rook", ABUSE);
  harness_unload (h);
  text = harness_read_file (h, "conduct.json");
  g_assert_nonnull (strstr (text, "rook"));
  g_assert_null (strstr (text, "wren"));
}

/* A full disk is one that cannot be written to for a while: a folder in the file's place does the same. */
static void
test_failed_save_is_tried_again (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "conduct.json", NULL);
  Said said = {"what is remembered of people could not be saved", 0};

  loopback_say (h->me, "crow", ABUSE);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  said_expect (&said);
  harness_pass_hour (h);
  said_wait (&said);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  harness_unload (h);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
load_without_counts (Harness *h)
{
  harness_load_warned (h, "the counts of reminders could not be read");
}

/* To a person of their own each time: what was agreed to is not asked about again within a minute. */
static void
send_card (Harness *h, const char *who)
{
  harness_send (harness_im (h, who), "my card is 4111 1111 1111 1111 ok");
  harness_spin (h);
  harness_press (harness_last_question (h), "Send anyway");
}

static void
test_reminders_failed_save_is_tried_again (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "reminders.json", NULL);
  Said said = {"the counts of reminders could not be saved", 0};

  harness_load (h);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  said_expect (&said);
  send_card (h, "sam");
  said_wait (&said);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  harness_unload (h);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* Counts that this Haven cannot read are not written over by the next answer. */
static void
test_reminders_unreadable_are_kept (Harness *h)
{
  static const char newer[] = "{\"version\": 9, \"counts\": {}}";
  g_autofree char *path = g_build_filename (h->directory, "haven", "reminders.json", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *kept = NULL, *text = NULL;

  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  load_without_counts (h);
  send_card (h, "sam");
  harness_unload (h);
  g_assert_true (g_file_get_contents (beside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, newer);
  text = harness_read_file (h, "reminders.json");
  g_assert_nonnull (strstr (text, "\"sent\" : 1"));
}

/* One answer is counted, and another while what holds the first cannot be opened. */
static void
answer_beside (Harness *h, const char *path, const char *away)
{
  harness_load (h);
  send_card (h, "sam");
  harness_unload (h);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  put_socket (path);
  load_without_counts (h);
  send_card (h, "wren");
}

static void
test_reminders_are_read_later (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "reminders.json", NULL);
  g_autofree char *away = g_strconcat (path, "-away", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *text = NULL;

  answer_beside (h, path, away);
  /* it can be opened again: what is in it counts, and so does what was answered meanwhile */
  g_assert_cmpint (g_rename (away, path), ==, 0);
  send_card (h, "jay");
  harness_unload (h);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  text = harness_read_file (h, "reminders.json");
  g_assert_nonnull (strstr (text, "\"sent\" : 3"));
}

/* Also at the very end, where nothing was answered since. */
static void
test_reminders_are_read_at_the_end (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "reminders.json", NULL);
  g_autofree char *away = g_strconcat (path, "-away", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *text = NULL;

  answer_beside (h, path, away);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  harness_unload (h);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  text = harness_read_file (h, "reminders.json");
  g_assert_nonnull (strstr (text, "\"sent\" : 2"));
}

static void
test_reminders_stay_closed (Harness *h)
{
  g_autofree char *path = g_build_filename (h->directory, "haven", "reminders.json", NULL);
  g_autofree char *beside = g_strconcat (path, ".unreadable", NULL);
  g_autofree char *text = NULL;

  harness_load (h);
  harness_unload (h);
  put_socket (path);
  load_without_counts (h);
  harness_unload (h);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS)); /* nothing was answered: it stays */
  load_without_counts (h);
  send_card (h, "sam");
  harness_unload (h);
  g_assert_true (g_file_test (beside, G_FILE_TEST_EXISTS));
  text = harness_read_file (h, "reminders.json");
  g_assert_nonnull (strstr (text, "\"sent\" : 1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/memory/two-clients", &attacked_later, test_two_clients);
  harness_add ("/memory/two-clients-take-over", &later, test_two_clients_take_over);
  harness_add ("/memory/lock-cannot-be-asked-for", &later, test_lock_cannot_be_asked_for);
  harness_add ("/memory/own-is-written-after-take-over", &later, test_own_is_written_after_take_over);
  harness_add ("/memory/failed-save-is-tried-again", &usual, test_failed_save_is_tried_again);
  harness_add ("/memory/unreadable-is-kept", &later, test_unreadable_is_kept);
  harness_add ("/memory/cannot-be-opened-is-read-later", &later, test_cannot_be_opened_is_read_later);
  harness_add ("/memory/stays-closed-is-kept-beside", &later, test_stays_closed_is_kept_beside);
  harness_add ("/memory/stays-closed-and-nothing-learnt", &later, test_stays_closed_and_nothing_learnt);
  harness_add ("/memory/wiped-while-closed", &later, test_wiped_while_closed);
  harness_add ("/memory/reminders/failed-save-is-tried-again", &later,
               test_reminders_failed_save_is_tried_again);
  harness_add ("/memory/reminders/unreadable-are-kept", &later, test_reminders_unreadable_are_kept);
  harness_add ("/memory/reminders/cannot-be-opened-are-read-later", &later, test_reminders_are_read_later);
  harness_add ("/memory/reminders/read-at-the-end", &later, test_reminders_are_read_at_the_end);
  harness_add ("/memory/reminders/stay-closed-are-kept-beside", &later, test_reminders_stay_closed);
  return g_test_run ();
}
