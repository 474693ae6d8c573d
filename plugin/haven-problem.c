/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-problem.h"

#include <glib/gi18n-lib.h>

/* What makes Haven protect less than the user believes: settings that cannot be read or written, evidence
 * that is lost, held messages that are in memory only, a folder that another program uses. It is said where
 * they see it, once for each thing that is wrong. */

typedef struct {
  const char *title; /* in one sentence; NULL when nothing is wrong */
  char *words;
} Problem;

static Problem
settings_problem (HavenSettingsStore *store, const GError *error)
{
  const char *words = haven_settings_store_is_saved (store)
                          ? _ ("The settings file could not be read; the last good settings are in force.")
                          : _ ("The settings could not be saved; they are in force until this program ends.");

  return (Problem){_ ("Haven's settings need a look."), g_strdup_printf ("%s %s", words, error->message)};
}

static gboolean
has_held_problem (const HavenHeld *held)
{
  return haven_held_get_problem (held) != NULL || haven_held_is_due (held);
}

static Problem
held_problem (const HavenHeld *held)
{
  if (haven_held_get_problem (held) != NULL)
    return (Problem){
        _ ("Haven could not open what is held."),
        g_strdup_printf (
            _ ("What was held before is not shown for now, and is not lost. What is held from "
               "now on is kept, and written as soon as its file can be opened; Haven tries again "
               "by itself. %s"),
            haven_held_get_problem (held))};
  return (Problem){
      _ ("Haven could not write what is held."),
      g_strdup (_ ("What was held or deleted last is so only until this program ends. See whether the disk "
                   "is full: it is written as soon as there is room."))};
}

static Problem
find_problem (HavenPlugin *plugin)
{
  const GError *error = haven_settings_store_get_problem (plugin->store);

  if (error != NULL)
    return settings_problem (plugin->store, error);
  /* while everything is wiped there is no keeper and no held box */
  if (plugin->keeper != NULL && haven_keeper_has_lost (plugin->keeper))
    return (Problem){
        _ ("Haven could not write evidence."),
        g_strdup (_ ("Something that was to be kept as evidence could not be written, and is lost. See "
                     "whether the disk is full, and keep a copy in another way until that is mended."))};
  if (plugin->held != NULL && has_held_problem (plugin->held))
    return held_problem (plugin->held);
  if (plugin->elsewhere)
    return (Problem){
        _ ("Haven is used by two programs at once."),
        g_strdup (_ ("Another program uses the same folder. Until it ends, what would be held is shown "
                     "here under a content note, and whom you mute here is not yet written down."))};
  return (Problem){NULL, NULL};
}

/**
 * haven_problem_describe:
 * @plugin: the plugin
 *
 * Returns: (transfer full) (nullable): what is wrong, as plain text; NULL when nothing is
 */
char *
haven_problem_describe (HavenPlugin *plugin)
{
  return find_problem (plugin).words;
}

/**
 * haven_problem_describe_held:
 * @plugin: the plugin
 *
 * Returns: (transfer full) (nullable): what is wrong with the held box, as plain text; NULL when nothing is
 */
char *
haven_problem_describe_held (HavenPlugin *plugin)
{
  return has_held_problem (plugin->held) ? held_problem (plugin->held).words : NULL;
}

/**
 * haven_problem_tell:
 * @plugin: the plugin
 *
 * Tells the user what is wrong, when it is something else than before.
 */
void
haven_problem_tell (HavenPlugin *plugin)
{
  Problem problem = find_problem (plugin);
  g_autofree char *told = g_steal_pointer (&plugin->told_problem);

  plugin->told_problem = problem.words;
  if (problem.words != NULL && g_strcmp0 (problem.words, told) != 0)
    purple_notify_warning (plugin->handle, _ ("Haven"), problem.title, problem.words);
}
