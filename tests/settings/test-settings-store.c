/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "haven-file.h"
#include "settings/haven-settings-store.h"

typedef struct {
  char *directory;
  char *path;
  char *last_good;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("haven-settings-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "settings.json", NULL);
  fixture->last_good = g_build_filename (fixture->directory, "settings.last-good.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_remove (fixture->last_good);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->last_good);
  g_free (fixture->directory);
}

static void
write_text (const char *path, const char *text)
{
  g_assert_true (haven_file_write (path, text, strlen (text), NULL));
}

static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = haven_settings_store_new (fixture->directory);

  g_assert_true (haven_settings_store_is_first_run (store));
  g_assert_null (haven_settings_store_get_problem (store));
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "gentle");
}

static void
test_set_survives (Fixture *fixture, gconstpointer data)
{
  HavenSettingsStore *store = haven_settings_store_new (fixture->directory);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (store));
  g_autoptr (HavenSettingsStore) again = NULL;

  haven_settings_set_topic (settings, "eating", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  again = haven_settings_store_new (fixture->directory);
  g_assert_false (haven_settings_store_is_first_run (again));
  g_assert_cmpuint (haven_settings_topic (haven_settings_store_get (again), NULL, NULL, "eating").depth, ==,
                    HAVEN_DEPTH_DISCUSS);
}

static void
test_damaged_file_falls_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;

  write_text (fixture->last_good, "{\"version\": 1, \"profile\": \"friends\"}");
  write_text (fixture->path, "{\"version\": 1, \"profile\": ");
  store = haven_settings_store_new (fixture->directory);
  g_assert_nonnull (haven_settings_store_get_problem (store));
  g_assert_nonnull (strstr (haven_settings_store_get_problem (store)->message, "settings.json: line 1"));
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "friends");
}

static void
test_bad_edit_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;

  write_text (fixture->path, "{\"version\": 1, \"profile\": \"friends\"}");
  store = haven_settings_store_new (fixture->directory);
  write_text (fixture->path, "{\"version\": 1, \"profile\": \"loud\"}");
  g_assert_true (haven_settings_store_reload (store));
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "friends");
  g_assert_nonnull (
      strstr (haven_settings_store_get_problem (store)->message, "profile: there is no profile"));
}

static void
count_change (HavenSettingsStore *store, gpointer data)
{
  guint *n_changes = data;

  (*n_changes)++;
}

static void
test_live_reload (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;
  guint n_changes = 0;
  gint64 give_up = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  write_text (fixture->path, "{\"version\": 1, \"profile\": \"friends\"}");
  store = haven_settings_store_new (fixture->directory);
  haven_settings_store_watch (store, count_change, &n_changes);
  write_text (fixture->path, "{\"version\": 1, \"profile\": \"public-room\"}");
  while (n_changes == 0 && g_get_monotonic_time () < give_up)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "public-room");
}

static void
test_deleted_file_keeps_protection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;

  write_text (fixture->path, "{\"version\": 1, \"profile\": \"support-group\"}");
  store = haven_settings_store_new (fixture->directory);
  g_remove (fixture->path);
  g_assert_false (haven_settings_store_reload (store));
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "support-group");
}

static char *
read_beside (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_remove (path);
  return text;
}

static void
set_profile (HavenSettingsStore *store, const char *profile)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (store));

  g_free (settings->profile);
  settings->profile = g_strdup (profile);
  haven_settings_store_set (store, settings);
}

/* Whoever goes to and fro between two versions keeps what was there first. */
static void
test_other_version_is_kept_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *version = g_build_filename (fixture->directory, "settings.version-1.json", NULL);
  HavenSettingsStore *store;
  g_autofree char *kept = NULL;

  write_text (version, "{\"version\": 1, \"profile\": \"friends\"}");
  write_text (fixture->path, "{\"version\": 1, \"profile\": \"public-room\"}");
  store = haven_settings_store_new (fixture->directory);
  set_profile (store, "gentle");
  haven_settings_store_free (store);
  kept = read_beside (fixture, "settings.version-1.json");
  g_assert_nonnull (strstr (kept, "friends"));
}

/* The last good copy is what the writer comes to last. */
static void
wait_for_last_good (Fixture *fixture, const char *profile)
{
  gint64 give_up = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean there = FALSE;

  while (!there && g_get_monotonic_time () < give_up) {
    g_autofree char *text = NULL;

    there = g_file_get_contents (fixture->last_good, &text, NULL, NULL) && strstr (text, profile) != NULL;
    g_usleep (1000);
  }
  g_assert_true (there);
}

/* What could not be saved is no problem any more once something newer was. */
static void
test_failure_is_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = haven_settings_store_new (fixture->directory);

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "*settings could not be saved*");
  set_profile (store, "friends");
  wait_for_last_good (fixture, "friends");
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  set_profile (store, "public-room");
  wait_for_last_good (fixture, "public-room");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (haven_settings_store_get_problem (store));
  g_assert_true (haven_settings_store_is_saved (store));
}

/* The file still holds what was chosen before while the newer choice is on its way to it; a look at it then,
 * as when an earlier write is told of late, must not bring the older one back. */
static void
test_newer_choice_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;
  g_autoptr (HavenSettings) settings = NULL;

  write_text (fixture->path, "{\"version\": 3, \"profile\": \"friends\", \"held-days\": 7}");
  store = haven_settings_store_new (fixture->directory);
  settings = haven_settings_copy (haven_settings_store_get (store));
  for (guint i = 8; i < 100; i++) {
    settings->held_days = i;
    haven_settings_store_set (store, settings);
    g_assert_false (haven_settings_store_reload (store));
    g_assert_cmpuint (haven_settings_store_get (store)->held_days, ==, i);
  }
}

/* What was chosen is gone, and what was kept of it beside, even what is kept just now. */
static void
test_wipe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = NULL;
  g_autofree char *unreadable = NULL, *older = NULL, *now = NULL, *good = NULL;
  g_autofree char *version = g_build_filename (fixture->directory, "settings.version-1.json", NULL);

  write_text (version, "{\"version\": 1, \"profile\": \"friends\"}");
  write_text (fixture->last_good, "{\"version\": 3, \"profile\": \"friends\"}");
  write_text (fixture->path, "{\"version\": 3, \"profile\": \"friends\",}");
  store = haven_settings_store_new (fixture->directory);
  g_assert_true (haven_settings_store_wipe (store));
  unreadable = read_beside (fixture, "settings.unreadable.json");
  g_assert_null (unreadable);
  older = read_beside (fixture, "settings.version-1.json");
  g_assert_null (older);
  now = read_beside (fixture, "settings.json");
  g_assert_null (strstr (now, "friends"));
  good = read_beside (fixture, "settings.last-good.json");
  g_assert_null (strstr (good, "friends"));
}

/* The last good copy holds what was chosen too: where it stays, something is left. */
static void
test_wipe_that_leaves_something (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HavenSettingsStore) store = haven_settings_store_new (fixture->directory);

  g_assert_cmpint (g_mkdir (fixture->last_good, 0700), ==, 0);
  g_test_expect_message ("haven", G_LOG_LEVEL_WARNING, "*last good settings could not be saved*");
  g_assert_false (haven_settings_store_wipe (store));
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_rmdir (fixture->last_good), ==, 0);
  g_assert_true (haven_settings_store_wipe (store));
}

/* An older file is read as it is; when it is first written anew it stands beside in its own words. */
static void
test_older_version_is_kept (Fixture *fixture, gconstpointer data)
{
  static const char old[] = "{\"version\": 1, \"profile\": \"friends\", \"held-days\": 7}";
  g_autoptr (HavenSettings) settings = NULL;
  HavenSettingsStore *store;
  g_autofree char *now = NULL;
  g_autofree char *kept = NULL;

  write_text (fixture->path, old);
  store = haven_settings_store_new (fixture->directory);
  g_assert_null (haven_settings_store_get_problem (store));
  g_assert_cmpuint (haven_settings_store_get (store)->held_days, ==, 7);
  settings = haven_settings_copy (haven_settings_store_get (store));
  settings->held_days = 8;
  haven_settings_store_set (store, settings);
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  kept = read_beside (fixture, "settings.version-1.json");
  g_assert_cmpstr (kept, ==, old);
  g_file_get_contents (fixture->path, &now, NULL, NULL);
  g_assert_true (g_regex_match_simple ("\"version\" ?: 5", now, 0, 0));
  g_assert_true (g_regex_match_simple ("\"profile\" ?: \"friends\"", now, 0, 0));
}

/* A mistake in a file that somebody wrote by hand: what they wrote is found beside when it is written anew.
 */
static void
test_unreadable_is_kept (Fixture *fixture, gconstpointer data)
{
  static const char broken[] = "{\"version\": 3, \"profile\": \"friends\", \"held-days\": 7,}";
  g_autoptr (HavenSettings) settings = NULL;
  HavenSettingsStore *store;
  g_autofree char *kept = NULL;
  g_autofree char *none = NULL;

  write_text (fixture->path, broken);
  store = haven_settings_store_new (fixture->directory);
  g_assert_nonnull (haven_settings_store_get_problem (store));
  settings = haven_settings_copy (haven_settings_store_get (store));
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  kept = read_beside (fixture, "settings.unreadable.json");
  g_assert_cmpstr (kept, ==, broken);
  store = haven_settings_store_new (fixture->directory);
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  none = read_beside (fixture, "settings.unreadable.json");
  g_assert_null (none);
}

/* One that is larger than any that is read is not written over either. */
static void
test_too_large_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = g_build_filename (fixture->directory, "settings.unreadable.json", NULL);
  g_autoptr (HavenSettings) settings = NULL;
  HavenSettingsStore *store;
  GStatBuf status;

  write_text (fixture->path, "{}");
  g_assert_cmpint (truncate (fixture->path, 20 * 1024 * 1024), ==, 0);
  store = haven_settings_store_new (fixture->directory);
  g_assert_nonnull (haven_settings_store_get_problem (store));
  settings = haven_settings_copy (haven_settings_store_get (store));
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  g_assert_cmpint (g_stat (kept, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 20 * 1024 * 1024);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
  g_remove (kept);
}

/* A file of a newer Haven: protection goes on with the last good copy, readably, and nothing of it is lost.
 */
static void
test_newer_version (Fixture *fixture, gconstpointer data)
{
  static const char newer[] = "{\"version\": 9, \"moods\": {\"calm\": true}}";
  g_autoptr (HavenSettings) settings = NULL;
  HavenSettingsStore *store;
  g_autofree char *kept = NULL;

  write_text (fixture->last_good, "{\"version\": 2, \"profile\": \"support-group\"}");
  write_text (fixture->path, newer);
  store = haven_settings_store_new (fixture->directory);
  g_assert_cmpstr (haven_settings_store_get (store)->profile, ==, "support-group");
  g_assert_nonnull (strstr (haven_settings_store_get_problem (store)->message, "newer Haven (version 9)"));
  settings = haven_settings_copy (haven_settings_store_get (store));
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  kept = read_beside (fixture, "settings.version-9.json");
  g_assert_cmpstr (kept, ==, newer);
}

/* What could not be read again would be gone, with all that stood there before, at the next start. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  HavenSettingsStore *store = haven_settings_store_new (fixture->directory);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_settings_store_get (store));
  g_autoptr (HavenSettingsStore) again = NULL;

  haven_settings_set_topic (settings, "eating", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  haven_settings_store_set (store, settings);
  g_assert_true (haven_settings_store_is_saved (store));
  while (!g_file_test (fixture->path, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  g_ptr_array_add (settings->facts, g_strnfill (2 * 1024 * 1024, 'x'));
  haven_settings_store_set (store, settings);
  g_assert_false (haven_settings_store_reload (store));
  g_assert_cmpuint (haven_settings_store_get (store)->facts->len, ==, 1);
  g_assert_false (haven_settings_store_is_saved (store));
  g_assert_nonnull (strstr (haven_settings_store_get_problem (store)->message, "bytes"));
  g_ptr_array_set_size (settings->facts, 0);
  haven_settings_store_set (store, settings);
  g_assert_true (haven_settings_store_is_saved (store));
  g_ptr_array_add (settings->facts, g_strnfill (2 * 1024 * 1024, 'x'));
  haven_settings_store_set (store, settings);
  haven_settings_store_free (store);
  again = haven_settings_store_new (fixture->directory);
  g_assert_null (haven_settings_store_get_problem (again));
  g_assert_cmpuint (haven_settings_topic (haven_settings_store_get (again), NULL, NULL, "eating").depth, ==,
                    HAVEN_DEPTH_DISCUSS);
}

/* Some keep their files elsewhere and put links here: what is chosen survives all the same, and is told of.
 */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  HavenSettingsStore *store;
  g_autoptr (HavenSettings) settings = NULL;
  g_autoptr (HavenSettingsStore) again = NULL;
  guint n_changes = 0;
  gint64 give_up = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_assert_cmpint (symlink ("elsewhere.json", fixture->path), ==, 0);
  store = haven_settings_store_new (fixture->directory);
  g_assert_nonnull (haven_settings_store_get_problem (store));
  settings = haven_settings_copy (haven_settings_store_get (store));
  haven_settings_set_topic (settings, "eating", HAVEN_DEPTH_DISCUSS, HAVEN_STRICTNESS_BALANCED);
  haven_settings_store_watch (store, count_change, &n_changes);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "settings could not be saved*");
  haven_settings_store_set (store, settings);
  while (n_changes < 2 && g_get_monotonic_time () < give_up)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (haven_settings_store_is_saved (store));
  g_assert_nonnull (strstr (haven_settings_store_get_problem (store)->message, "not a plain file"));
  haven_settings_store_free (store);
  g_test_assert_expected_messages ();
  again = haven_settings_store_new (fixture->directory);
  g_assert_nonnull (haven_settings_store_get_problem (again));
  g_assert_cmpuint (haven_settings_topic (haven_settings_store_get (again), NULL, NULL, "eating").depth, ==,
                    HAVEN_DEPTH_DISCUSS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/settings-store/first-run", test_first_run);
  ADD ("/settings-store/set-survives", test_set_survives);
  ADD ("/settings-store/damaged-file-falls-back", test_damaged_file_falls_back);
  ADD ("/settings-store/bad-edit-changes-nothing", test_bad_edit_changes_nothing);
  ADD ("/settings-store/live-reload", test_live_reload);
  ADD ("/settings-store/deleted-file-keeps-protection", test_deleted_file_keeps_protection);
  ADD ("/settings-store/older-version-is-kept", test_older_version_is_kept);
  ADD ("/settings-store/unreadable-is-kept", test_unreadable_is_kept);
  ADD ("/settings-store/too-large-is-kept", test_too_large_is_kept);
  ADD ("/settings-store/newer-version", test_newer_version);
  ADD ("/settings-store/newer-choice-stays", test_newer_choice_stays);
  ADD ("/settings-store/other-version-is-kept-once", test_other_version_is_kept_once);
  ADD ("/settings-store/failure-is-over", test_failure_is_over);
  ADD ("/settings-store/wipe", test_wipe);
  ADD ("/settings-store/wipe/leaves-something", test_wipe_that_leaves_something);
  ADD ("/settings-store/too-large", test_too_large);
  ADD ("/settings-store/link", test_link);
#undef ADD
  return g_test_run ();
}
