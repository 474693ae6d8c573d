/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-problem.h"

#include <glib/gi18n-lib.h>

/* Settings that cannot be read or written change what protects the user, and so does a folder that another program
 * uses: that is said where they see it, once for each thing that is wrong. */

static char *
describe_elsewhere (void)
{
  return g_strdup (_ ("Another program uses the same folder. Until it ends, what would be held is shown here under a "
                      "content note, and whom you mute here is not yet written down."));
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
  const GError *problem = haven_settings_store_get_problem (plugin->store);

  if (problem == NULL)
    return plugin->elsewhere ? describe_elsewhere () : NULL;
  return g_strdup_printf ("%s %s",
                          haven_settings_store_is_saved (plugin->store)
                              ? _ ("The settings file could not be read; the last good settings are in force.")
                              : _ ("The settings could not be saved; they are in force until this program ends."),
                          problem->message);
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
  g_autofree char *told = g_steal_pointer (&plugin->told_problem);

  plugin->told_problem = haven_problem_describe (plugin);
  if (plugin->told_problem != NULL && g_strcmp0 (plugin->told_problem, told) != 0)
    purple_notify_warning (plugin->handle, _ ("Haven"),
                           haven_settings_store_get_problem (plugin->store) != NULL
                               ? _ ("Haven's settings need a look.")
                               : _ ("Haven is used by two programs at once."),
                           plugin->told_problem);
}
