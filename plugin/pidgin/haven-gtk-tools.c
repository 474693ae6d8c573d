/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-tools.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-evidence.h"
#include "haven-gtk-held.h"
#include "haven-gtk-help.h"
#include "haven-gtk-hide.h"
#include "haven-gtk-prefs.h"

/* "Haven" in the Tools menu of the buddy list: what is needed when no conversation is open. */

static HavenGtk *
gtk_of (const PurplePluginAction *action)
{
  return action->plugin->extra;
}

static void
show_preferences (PurplePluginAction *action)
{
  haven_gtk_prefs_show (gtk_of (action));
}

static void
show_held (PurplePluginAction *action)
{
  haven_gtk_held_show (gtk_of (action));
}

static void
show_evidence (PurplePluginAction *action)
{
  haven_gtk_evidence_show (gtk_of (action), NULL);
}

static void
show_help (PurplePluginAction *action)
{
  haven_gtk_help_show (gtk_of (action));
}

static void
hide_all (PurplePluginAction *action)
{
  haven_gtk_hide_all (gtk_of (action));
}

/**
 * haven_gtk_tools_list:
 * @plugin: the Pidgin part
 * @context: not used
 *
 * Returns: (transfer full) (element-type PurplePluginAction): what Pidgin shows under Tools, Haven
 */
GList *
haven_gtk_tools_list (PurplePlugin *plugin, gpointer context)
{
  GList *actions = NULL;

  actions = g_list_append (actions, purple_plugin_action_new (_ ("Preferences…"), show_preferences));
  actions = g_list_append (actions, purple_plugin_action_new (_ ("Held messages…"), show_held));
  actions = g_list_append (actions, purple_plugin_action_new (_ ("Evidence…"), show_evidence));
  actions = g_list_append (actions, purple_plugin_action_new (_ ("Help lines…"), show_help));
  actions = g_list_append (actions, NULL); /* a line between */
  return g_list_append (actions,
                        purple_plugin_action_new (_ ("Close all of Haven's windows (Ctrl+F9)"), hide_all));
}
