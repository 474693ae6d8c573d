/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-actions.h"

#include <glib/gi18n-lib.h>

#include "haven-commands.h"
#include "haven-roster.h"

/* "Haven" in the menu of plugins of a UI that has no part of Haven's, such as Finch: what may be wanted while
 * no conversation is open. Each does what a command does, and the answer stands in a window of its own. */

static void
do_command (const PurplePluginAction *action, const char *command)
{
  HavenPlugin *plugin = action->plugin->extra;

  if (plugin != NULL)
    haven_commands_run (plugin, NULL, command);
}

static void
show_status (PurplePluginAction *action)
{
  do_command (action, "status");
}

static void
show_held (PurplePluginAction *action)
{
  do_command (action, "held");
}

static void
show_help (PurplePluginAction *action)
{
  do_command (action, "helpline");
}

/**
 * haven_actions_list:
 * @handle: the plugin
 * @context: not used
 *
 * Returns: (transfer full) (element-type PurplePluginAction): what the UI shows under its plugins, Haven
 */
GList *
haven_actions_list (PurplePlugin *handle, gpointer context)
{
  GList *actions = NULL;

  /* Finch makes this menu whenever it makes its buddy list, right before it writes the rows; nothing else
   * tells of it */
  if (handle->extra != NULL)
    haven_roster_update_soon (handle->extra);
  actions = g_list_append (actions, purple_plugin_action_new (_ ("What is on"), show_status));
  actions = g_list_append (actions, purple_plugin_action_new (_ ("Held messages"), show_held));
  return g_list_append (actions, purple_plugin_action_new (_ ("Help lines"), show_help));
}
