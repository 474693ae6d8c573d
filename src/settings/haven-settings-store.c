/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The user's settings.json and its last good copy. It fails closed and loudly: when the file cannot be
 * read, the last good copy or the defaults stay in force, and the problem is kept to be shown.
 */

#include "settings/haven-settings-store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "settings/haven-settings-file.h"

#define MAX_SIZE (16 * 1024 * 1024) /* above what a file may have to be read */
#define VERSION_PREFIX "settings.version-"
#define UNREADABLE_NAME "settings.unreadable.json"

struct _HavenSettingsStore {
  char *path;
  char *last_good_path;
  HavenSettings *settings;
  GError *problem;
  char *written;    /* nullable: what this store wrote to the file last */
  gboolean unsaved; /* the problem is that the settings in force do not stand in the file */
  gboolean first_run;
  GThreadPool *writer; /* one thread: the disk may take 50 ms, and the user is typing */
  gint n_writing;      /* atomic: settings on their way to the file */
  gint n_stale;        /* atomic: files that the writer could not bring up to date when it wrote last */
  GFileMonitor *monitor;
  HavenSettingsChanged changed;
  gpointer changed_data;
  GMutex lock;
  GError *failed; /* why the writer could not save, until the main loop has taken it */
};

typedef struct {
  HavenSettingsStore *store;
  char *path; /* NULL: only the last good copy is written */
  char *last_good_path;
  char *data;
  gsize length;
  gboolean unreadable; /* what stands in the file could not be read */
} Write;

/* A file of another version is kept beside the new one, once: going back to an older Haven, or on to a newer,
 * finds what was there. */
static void
keep_other_version (const char *path)
{
  int version = haven_settings_file_version (path);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (VERSION_PREFIX "%d.json", version);
  g_autofree char *kept = g_build_filename (directory, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (version == 0 || version == HAVEN_SETTINGS_VERSION || g_file_test (kept, G_FILE_TEST_EXISTS))
    return;
  data = haven_file_read (path, MAX_SIZE, &length, &error);
  if (data == NULL || !haven_file_write (kept, data, length, &error))
    g_warning ("settings of version %d could not be kept beside: %s", version, error->message);
}

/* Somebody wrote that file by hand and made a mistake: their words are worth more than the room they take.
 * One that cannot be read at all is kept as it is. */
static void
keep_unreadable (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *kept = g_build_filename (directory, UNREADABLE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *data = haven_file_read (path, MAX_SIZE, &length, &error);

  if (data != NULL ? !haven_file_write (kept, data, length, &error) : g_rename (path, kept) != 0)
    g_warning ("settings that could not be read could not be kept beside: %s", error->message);
}

/* In the main loop: the store is not freed before the writer is done, and takes this away then. */
static gboolean
take_failure (gpointer data)
{
  HavenSettingsStore *store = data;

  g_autoptr (GError) failed = NULL;

  g_mutex_lock (&store->lock);
  failed = g_steal_pointer (&store->failed);
  g_mutex_unlock (&store->lock);
  if (failed == NULL)
    return FALSE; /* what came after it was saved */
  g_clear_error (&store->problem);
  store->problem = g_steal_pointer (&failed);
  store->unsaved = TRUE;
  if (store->changed != NULL)
    store->changed (store, store->changed_data);
  return FALSE;
}

/* @error: (nullable) (transfer full): why the last settings were not saved; NULL when they were */
static void
tell_outcome (HavenSettingsStore *store, GError *error)
{
  g_mutex_lock (&store->lock);
  g_clear_error (&store->failed);
  store->failed = error;
  g_mutex_unlock (&store->lock);
  if (error != NULL)
    g_idle_add (take_failure, store);
}

static gboolean
write_file (const Write *write)
{
  g_autoptr (GError) error = NULL;
  gboolean ok;

  keep_other_version (write->path);
  if (write->unreadable)
    keep_unreadable (write->path);
  ok = haven_file_write (write->path, write->data, write->length, &error);
  if (!ok)
    g_warning ("settings could not be saved: %s", error->message);
  tell_outcome (write->store, g_steal_pointer (&error));
  g_atomic_int_add (&write->store->n_writing, -1);
  return ok;
}

static gboolean
write_last_good (const Write *write)
{
  g_autoptr (GError) error = NULL;

  if (haven_file_write (write->last_good_path, write->data, write->length, &error))
    return TRUE;
  g_warning ("the last good settings could not be saved: %s", error->message);
  return FALSE;
}

static void
write_settings (gpointer data, gpointer user_data)
{
  Write *write = data;
  gint n_stale = write->path != NULL && !write_file (write);

  /* also where the file itself cannot be written: the next start falls back on this */
  n_stale += !write_last_good (write);
  g_atomic_int_set (&write->store->n_stale, n_stale);
  g_free (write->path);
  g_free (write->last_good_path);
  g_free (write->data);
  g_free (write);
}

/* Whether something stands in the file that would be lost if it were written over: of another version it is
 * kept in a way of its own, and of no plain file haven_file_write() keeps away. */
static gboolean
is_unreadable (const HavenSettingsStore *store)
{
  const GError *problem = store->unsaved ? NULL : store->problem;

  return problem != NULL && !g_error_matches (problem, HAVEN_ERROR, HAVEN_ERROR_VERSION) &&
         !g_error_matches (problem, HAVEN_ERROR, HAVEN_ERROR_UNSAFE) &&
         !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
         g_file_test (store->path, G_FILE_TEST_EXISTS);
}

/* What is more than will be read again stays off the disk: what stands there is better than nothing. */
static void
push_write (HavenSettingsStore *store, const char *path)
{
  gsize length;
  g_autofree char *data = haven_settings_to_json (store->settings, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSettings) again = haven_settings_from_json (data, length, &error);
  gboolean unreadable = is_unreadable (store);
  Write *write;

  if (path != NULL) {
    g_clear_error (&store->problem);
    store->unsaved = again == NULL;
    store->problem = again == NULL ? g_steal_pointer (&error) : NULL;
  }
  if (again == NULL)
    return;
  if (path != NULL) {
    g_atomic_int_inc (&store->n_writing);
    g_free (store->written);
    store->written = g_strdup (data);
  }
  write = g_new0 (Write, 1);
  write->store = store;
  write->path = g_strdup (path);
  write->last_good_path = g_strdup (store->last_good_path);
  write->data = g_steal_pointer (&data);
  write->length = length;
  write->unreadable = unreadable;
  g_thread_pool_push (store->writer, write, NULL);
}

/* Numbers of the user's own topics that were given once are not given again, since a veil may still say them.
 * @settings: (transfer full): what is in force from now on */
static void
replace (HavenSettingsStore *store, HavenSettings *settings)
{
  settings->last_custom = MAX (settings->last_custom, store->settings->last_custom);
  haven_settings_free (store->settings);
  store->settings = settings;
}

/* Takes what stands in the file; what cannot be read changes nothing but the problem. */
static gboolean
take_from (HavenSettingsStore *store, const char *path, GError **error)
{
  HavenSettings *settings = haven_settings_load (path, error);

  if (settings == NULL)
    return FALSE;
  replace (store, settings);
  return TRUE;
}

static void
load_first (HavenSettingsStore *store)
{
  if (take_from (store, store->path, &store->problem)) {
    push_write (store, NULL);
    return;
  }
  if (g_error_matches (store->problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    g_clear_error (&store->problem);
    store->first_run = !take_from (store, store->last_good_path, NULL);
    return;
  }
  take_from (store, store->last_good_path, NULL);
}

/**
 * haven_settings_store_new:
 * @directory: where settings.json stands, or will; made when it is missing
 *
 * Never fails: see haven_settings_store_get_problem().
 *
 * Returns: (transfer full): the settings of that directory
 */
HavenSettingsStore *
haven_settings_store_new (const char *directory)
{
  HavenSettingsStore *store = g_new0 (HavenSettingsStore, 1);

  store->path = g_build_filename (directory, "settings.json", NULL);
  store->last_good_path = g_build_filename (directory, "settings.last-good.json", NULL);
  store->settings = haven_settings_new ();
  g_mutex_init (&store->lock);
  store->writer = g_thread_pool_new (write_settings, NULL, 1, FALSE, NULL);
  if (!haven_file_ensure_directory (directory, &store->problem))
    return store;
  haven_file_sweep (store->path);
  haven_file_sweep (store->last_good_path);
  load_first (store);
  return store;
}

/**
 * haven_settings_store_free:
 * @store: (nullable) (transfer full): a store
 *
 * Waits until what was set has reached the disk.
 */
void
haven_settings_store_free (HavenSettingsStore *store)
{
  if (store == NULL)
    return;
  if (store->monitor != NULL) {
    g_signal_handlers_disconnect_by_data (store->monitor, store);
    g_file_monitor_cancel (store->monitor);
  }
  g_clear_object (&store->monitor);
  g_thread_pool_free (store->writer, FALSE, TRUE);
  while (g_idle_remove_by_data (store))
    ;
  haven_settings_free (store->settings);
  g_clear_error (&store->problem);
  g_clear_error (&store->failed);
  g_mutex_clear (&store->lock);
  g_free (store->written);
  g_free (store->path);
  g_free (store->last_good_path);
  g_free (store);
}

static void
file_changed (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, HavenSettingsStore *store)
{
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT && event != G_FILE_MONITOR_EVENT_RENAMED &&
      event != G_FILE_MONITOR_EVENT_MOVED_IN)
    return;
  if (haven_settings_store_reload (store) && store->changed != NULL)
    store->changed (store, store->changed_data);
}

/**
 * haven_settings_store_watch:
 * @store: a store
 * @changed: (nullable): called when somebody edited the file, or haven_settings_store_set() was called
 * @data: passed to @changed
 */
void
haven_settings_store_watch (HavenSettingsStore *store, HavenSettingsChanged changed, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (store->path);

  store->changed = changed;
  store->changed_data = data;
  if (store->monitor != NULL)
    return;
  store->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (store->monitor != NULL)
    g_signal_connect (store->monitor, "changed", G_CALLBACK (file_changed), store);
}

/**
 * haven_settings_store_get:
 * @store: a store
 *
 * Returns: (transfer none): the settings in force, good until the next change
 */
const HavenSettings *
haven_settings_store_get (const HavenSettingsStore *store)
{
  return store->settings;
}

/**
 * haven_settings_store_get_problem:
 * @store: a store
 *
 * Returns: (transfer none) (nullable): why the file is not in force, or not written, to be shown to the user
 */
const GError *
haven_settings_store_get_problem (const HavenSettingsStore *store)
{
  return store->problem;
}

/**
 * haven_settings_store_is_saved:
 * @store: a store
 *
 * Returns: whether the settings in force have been written, or will be; if not, the problem says why, and
 * they are in force as long as @store is
 */
gboolean
haven_settings_store_is_saved (const HavenSettingsStore *store)
{
  return !store->unsaved;
}

/**
 * haven_settings_store_is_first_run:
 * @store: a store
 *
 * Returns: whether there were no settings yet
 */
gboolean
haven_settings_store_is_first_run (const HavenSettingsStore *store)
{
  return store->first_run;
}

/**
 * haven_settings_store_set:
 * @store: a store
 * @settings: the settings to be in force from now on; copied
 *
 * They reach the disk from a thread of its own.
 */
void
haven_settings_store_set (HavenSettingsStore *store, const HavenSettings *settings)
{
  replace (store, haven_settings_copy (settings));
  store->first_run = FALSE;
  push_write (store, store->path);
  if (store->changed != NULL)
    store->changed (store, store->changed_data);
}

static gboolean
remove_kept_beside (const HavenSettingsStore *store)
{
  g_autofree char *path = g_path_get_dirname (store->path);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  gboolean ok = TRUE;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *beside = g_build_filename (path, name, NULL);

    if (g_str_equal (name, UNREADABLE_NAME) || g_str_has_prefix (name, VERSION_PREFIX))
      ok = g_unlink (beside) == 0 && ok;
  }
  return ok;
}

/**
 * haven_settings_store_wipe:
 * @store: a store
 *
 * Puts in force what was in force before anything was chosen, and waits until the disk holds nothing of what
 * was chosen, nor of what was kept beside.
 *
 * Returns: whether nothing of it is left
 */
gboolean
haven_settings_store_wipe (HavenSettingsStore *store)
{
  g_autoptr (HavenSettings) settings = haven_settings_new ();

  haven_settings_store_set (store, settings);
  g_thread_pool_free (store->writer, FALSE, TRUE);
  store->writer = g_thread_pool_new (write_settings, NULL, 1, FALSE, NULL);
  haven_file_sweep (store->path);
  haven_file_sweep (store->last_good_path);
  return remove_kept_beside (store) && g_atomic_int_get (&store->n_stale) == 0;
}

/* What was written before the settings that cannot be is news to nobody, and must not undo them. */
static gboolean
is_superseded (const HavenSettingsStore *store)
{
  g_autoptr (HavenSettings) settings = store->unsaved ? haven_settings_load (store->path, NULL) : NULL;
  gsize length;
  g_autofree char *data = settings != NULL ? haven_settings_to_json (settings, &length) : NULL;

  return data != NULL && g_strcmp0 (data, store->written) == 0;
}

static gboolean
same_settings (const HavenSettings *a, const HavenSettings *b)
{
  gsize length;
  g_autofree char *first = haven_settings_to_json (a, &length);
  g_autofree char *second = haven_settings_to_json (b, &length);

  return g_str_equal (first, second);
}

/**
 * haven_settings_store_reload:
 * @store: a store
 *
 * Reads the file again. One that cannot be read leaves in force what was, and is a problem to show.
 *
 * Returns: whether the settings, or the problem, are others than before
 */
gboolean
haven_settings_store_reload (HavenSettingsStore *store)
{
  g_autoptr (HavenSettings) before = haven_settings_copy (store->settings);
  g_autoptr (GError) problem = NULL;
  gboolean had_problem = store->problem != NULL;

  /* what is about to stand in the file is in force already, and newer than what stands there */
  if (g_atomic_int_get (&store->n_writing) > 0 || is_superseded (store))
    return FALSE;
  /* settings that vanish while Haven runs are no wish to be without */
  if (!take_from (store, store->path, &problem) &&
      g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return FALSE;
  g_clear_error (&store->problem);
  store->unsaved = FALSE;
  if (problem == NULL)
    push_write (store, NULL);
  store->problem = g_steal_pointer (&problem);
  return had_problem != (store->problem != NULL) || store->problem != NULL ||
         !same_settings (before, store->settings);
}
