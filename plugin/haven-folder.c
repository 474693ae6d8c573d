/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-folder.h"

#include <unistd.h>

#include "conduct/haven-conduct.h"
#include "haven-error.h"
#include "haven-file.h"
#include "haven-held-acts.h"
#include "haven-problem.h"

/*
 * The user's folder, and what is taken up from it and carried on in it: what is held, what is remembered of
 * people, evidence, the counts of reminders. Two clients may run with one folder, Finch beside Pidgin: what
 * one of them remembers is not for the other to write over. Settings are read by both as they change, and
 * evidence waits for its turn by itself.
 */

#define MAX_HELD 10000 /* messages */
#define FORGET_EVERY_SECONDS 3600
#define LOOK_AGAIN_SECONDS 15
#define OPEN_AGAIN_SECONDS 60
#define WRITE_CLOCK_EVERY (6 * G_TIME_SPAN_HOUR)

static gint64
keep_held_from (HavenPlugin *plugin)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);

  return haven_wall_clock_from (&plugin->clock, haven_plugin_now (),
                                (gint64)settings->held_days * G_TIME_SPAN_DAY);
}

static char *
clock_path (HavenPlugin *plugin)
{
  return g_build_filename (plugin->directory, "clock.json", NULL);
}

static void
write_clock (HavenPlugin *plugin)
{
  g_autofree char *path = clock_path (plugin);
  g_autoptr (GError) error = NULL;

  if (plugin->elsewhere)
    return;
  if (haven_wall_clock_save (&plugin->clock, path, &error))
    plugin->clock_saved = plugin->clock;
  else
    g_warning ("what is believed of the clock could not be saved: %s", error->message);
}

/* A disk that waits is not waited for each hour. */
static void
read_clock (HavenPlugin *plugin)
{
  const HavenWallClock *clock = &plugin->clock, *saved = &plugin->clock_saved;

  haven_wall_clock_read (&plugin->clock, haven_plugin_now ());
  if (clock->believed >= saved->believed + WRITE_CLOCK_EVERY || clock->believed < saved->believed ||
      clock->n_ahead != saved->n_ahead || clock->behind != saved->behind)
    write_clock (plugin);
}

/* Where it cannot be read nothing is believed yet, and so nothing is forgotten for a while. */
static void
take_up_clock (HavenPlugin *plugin)
{
  g_autofree char *path = clock_path (plugin);
  g_autoptr (GError) error = NULL;

  plugin->clock = (HavenWallClock){0};
  plugin->clock_saved = (HavenWallClock){0};
  haven_file_sweep (path);
  if (!haven_wall_clock_load (&plugin->clock, path, &error))
    g_warning ("what was believed of the clock could not be read: %s", error->message);
  plugin->clock_saved = plugin->clock;
  read_clock (plugin);
  haven_conduct_set_clock (haven_engine_get_conduct (plugin->engine), &plugin->clock);
}

static gboolean
open_again (gpointer data)
{
  HavenPlugin *plugin = data;

  if (!haven_held_open_again (plugin->held))
    return TRUE;
  plugin->mending = 0;
  haven_held_changed (plugin, NULL);
  return FALSE;
}

static void
lock (HavenPlugin *plugin)
{
  g_autofree char *path = g_build_filename (plugin->directory, "lock", NULL);
  g_autoptr (GError) error = NULL;

  plugin->lock = haven_file_lock (path, &error);
  /* where no lock can be had at all, as on some disks, there is no other program to be told of either; but
   * one that is known to be there is not gone because the lock cannot be asked for now */
  plugin->elsewhere =
      plugin->lock < 0 && (plugin->elsewhere || g_error_matches (error, HAVEN_ERROR, HAVEN_ERROR_BUSY));
}

/* The other program ended: what it remembered last and what this one learnt beside it are one from now on. */
static void
take_over (HavenPlugin *plugin)
{
  g_autofree char *held = g_build_filename (plugin->directory, "held.jsonl", NULL);

  read_clock (plugin);
  haven_held_take_over (plugin->held, held, keep_held_from (plugin));
  haven_memory_take_over (plugin->memory);
  haven_review_take_over (plugin->review);
  haven_problem_tell (plugin);
  haven_held_changed (plugin, NULL);
}

static gboolean
look_again (gpointer data)
{
  HavenPlugin *plugin = data;

  lock (plugin);
  if (plugin->elsewhere)
    return TRUE;
  plugin->waiting = 0;
  take_over (plugin);
  return FALSE;
}

/**
 * haven_folder_open_files:
 * @plugin: the plugin
 *
 * Takes up what is remembered from one start to the next.
 */
void
haven_folder_open_files (HavenPlugin *plugin)
{
  const char *directory = plugin->directory;
  g_autofree char *held = g_build_filename (directory, "held.jsonl", NULL);
  g_autofree char *conduct = g_build_filename (directory, "conduct.json", NULL);
  g_autofree char *evidence = g_build_filename (directory, "evidence", NULL);
  g_autofree char *reminders = g_build_filename (directory, "reminders.json", NULL);
  g_autoptr (GError) error = NULL;

  if (!haven_file_ensure_directory (directory, &error))
    g_warning ("nothing can be saved: %s", error->message);
  take_up_clock (plugin);
  plugin->held =
      haven_held_new (MAX_HELD, plugin->elsewhere ? NULL : held, &plugin->clock, keep_held_from (plugin));
  if (haven_held_get_problem (plugin->held) != NULL && plugin->mending == 0)
    plugin->mending = purple_timeout_add_seconds (OPEN_AGAIN_SECONDS, open_again, plugin);
  plugin->memory = haven_memory_new (haven_engine_get_conduct (plugin->engine), conduct, !plugin->elsewhere);
  plugin->keeper = haven_keeper_new (evidence);
  plugin->review =
      haven_review_new (haven_engine_get_reminders (plugin->engine), reminders, !plugin->elsewhere);
}

/* A client may run for months. */
static gboolean
forget_old (gpointer data)
{
  HavenPlugin *plugin = data;

  read_clock (plugin);
  if (haven_held_forget (plugin->held, keep_held_from (plugin)))
    haven_held_changed (plugin, NULL);
  return TRUE;
}

/**
 * haven_folder_close_files:
 * @plugin: the plugin
 *
 * Lets go of it; what is not yet on the disk is waited for.
 */
void
haven_folder_close_files (HavenPlugin *plugin)
{
  if (plugin->mending != 0)
    purple_timeout_remove (plugin->mending);
  plugin->mending = 0;
  g_clear_pointer (&plugin->review, haven_review_free);
  g_clear_pointer (&plugin->undo, haven_choice_undo_free);
  g_clear_pointer (&plugin->held, haven_held_free);
  g_clear_pointer (&plugin->keeper, haven_keeper_free);
  g_clear_pointer (&plugin->memory, haven_memory_free);
}

/**
 * haven_folder_open:
 * @plugin: the plugin, its engine and its settings ready
 *
 * Takes the folder, or waits for the program that has it, and takes up what is in it.
 */
void
haven_folder_open (HavenPlugin *plugin)
{
  lock (plugin);
  haven_folder_open_files (plugin);
  plugin->forgetting = purple_timeout_add_seconds (FORGET_EVERY_SECONDS, forget_old, plugin);
  if (plugin->elsewhere)
    plugin->waiting = purple_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again, plugin);
}

/**
 * haven_folder_close:
 * @plugin: the plugin
 *
 * Lets go of the folder; what is not yet on the disk is waited for.
 */
void
haven_folder_close (HavenPlugin *plugin)
{
  purple_timeout_remove (plugin->forgetting);
  if (plugin->waiting != 0)
    purple_timeout_remove (plugin->waiting);
  write_clock (plugin);
  haven_folder_close_files (plugin);
  if (plugin->lock >= 0)
    close (plugin->lock);
}
