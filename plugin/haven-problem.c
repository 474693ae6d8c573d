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
  if (plugin->held != NULL && haven_held_is_due (plugin->held))
    return (Problem){
        _ ("Haven could not write what is held."),
        g_strdup (_ ("What was held or deleted last is so only until this program ends. See whether the disk "
                     "is full: it is written as soon as there is room."))};
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
