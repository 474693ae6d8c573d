/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-plugin.h"

#include <glib/gi18n-lib.h>

#include "haven-actions.h"
#include "haven-api.h"
#include "haven-attack.h"
#include "haven-commands.h"
#include "haven-config.h"
#include "haven-directory.h"
#include "haven-fetch.h"
#include "haven-folder.h"
#include "haven-headlines.h"
#include "haven-hooks.h"
#include "haven-library.h"
#include "haven-locale.h"
#include "haven-offers.h"
#include "haven-open.h"
#include "haven-prefs.h"
#include "haven-problem.h"
#include "haven-replies.h"
#include "haven-roster.h"
#include "haven-surfaces.h"
#include "haven-transfers.h"

#define MAX_VEILS 5000 /* one with its text takes about half a kilobyte */

/**
 * haven_plugin_get:
 *
 * For libpurple's UI callbacks, which carry no user data.
 *
 * Returns: (transfer none) (nullable): the plugin while it is loaded
 */
HavenPlugin *
haven_plugin_get (void)
{
  PurplePlugin *handle = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);

  return handle != NULL ? handle->extra : NULL;
}

/**
 * haven_plugin_now:
 *
 * Returns: microseconds since 1970 UTC
 */
gint64
haven_plugin_now (void)
{
  return g_get_real_time ();
}

/**
 * haven_plugin_get_engine:
 * @plugin: the plugin
 *
 * Returns: (transfer none): the engine, once it has packs and lists to judge with
 */
HavenEngine *
haven_plugin_get_engine (HavenPlugin *plugin)
{
  haven_library_wait (plugin->library);
  return plugin->engine;
}

/**
 * haven_plugin_judge:
 * @plugin: the plugin
 * @message: a message
 *
 * Returns: (transfer full) (nullable): the verdict; NULL when there is none, and then the message goes on as
 * it is: an error of Haven's never loses one
 */
HavenVerdict *
haven_plugin_judge (HavenPlugin *plugin, const HavenMessage *message)
{
  HavenVerdict *verdict = haven_engine_judge (haven_plugin_get_engine (plugin), message);

  haven_library_tell_slow_rules (plugin->library);
  if (verdict == NULL)
    g_warning ("no verdict on a message in %s of %s: it is shown as it came", message->conversation,
               message->account);
  return verdict;
}

static void
judge_names_anew (HavenPlugin *plugin)
{
  if (plugin->names == NULL)
    return; /* still loading */
  haven_names_forget (plugin->names);
  haven_roster_update_all ();
}

static void
on_settings_changed (HavenSettingsStore *store, gpointer data)
{
  HavenPlugin *plugin = data;

  haven_engine_set_settings (plugin->engine, haven_settings_store_get (store));
  haven_library_follow_settings (plugin->library);
  if (plugin->attack != NULL)
    haven_attack_settings_changed (plugin->attack);
  haven_problem_tell (plugin);
  judge_names_anew (plugin);
  haven_surfaces_titles_anew (plugin);
  if (plugin->ui != NULL && plugin->ui->settings_changed != NULL)
    plugin->ui->settings_changed (plugin->ui_data);
}

static void
on_library_changed (gpointer data)
{
  HavenPlugin *plugin = data;

  judge_names_anew (plugin);
  if (plugin->ui != NULL && plugin->ui->library_changed != NULL)
    plugin->ui->library_changed (plugin->ui_data);
}

static void
on_veil_gone (HavenVeil *veil, gpointer data)
{
  HavenPlugin *plugin = data;

  haven_lines_forget_veil (plugin->lines, veil);
  if (plugin->ui != NULL && plugin->ui->veil_gone != NULL)
    plugin->ui->veil_gone (veil, plugin->ui_data);
}

static gboolean
plugin_load (PurplePlugin *handle)
{
  HavenPlugin *plugin = g_new0 (HavenPlugin, 1);

  plugin->handle = handle;
  plugin->directory = g_build_filename (purple_user_dir (), "haven", NULL);
  plugin->is_bitlbee = g_strcmp0 (purple_core_get_ui (), "BitlBee") == 0;
  plugin->engine = haven_engine_new ();
  haven_engine_set_brief (plugin->engine, TRUE);
  plugin->store = haven_settings_store_new (plugin->directory);
  haven_engine_set_settings (plugin->engine, haven_settings_store_get (plugin->store));
  plugin->library = haven_library_new (plugin->engine, plugin->store, plugin->directory);
  haven_settings_store_watch (plugin->store, on_settings_changed, plugin);
  haven_library_watch (plugin->library, on_library_changed, plugin);
  plugin->lines = haven_lines_new ();
  plugin->veils = haven_veils_new (MAX_VEILS, on_veil_gone, plugin);
  plugin->drafts = haven_drafts_new ();
  plugin->approvals = haven_approvals_new ();
  plugin->offers = haven_offers_new (plugin);
  haven_folder_open (plugin);
  plugin->display = haven_display_new ();
  plugin->iqs = haven_iqs_new (handle);
  plugin->rooms = haven_rooms_new (handle, plugin->iqs);
  plugin->hosts = haven_hosts_new (handle);
  plugin->spoiler = haven_spoiler_new (handle);
  haven_headlines_connect (plugin);
  plugin->nudges = haven_nudges_new (handle);
  plugin->names = haven_names_new ();
  plugin->replies = haven_replies_new ();
  plugin->renames = haven_renames_new ();
  plugin->addresses = haven_addresses_new (plugin->renames);
  plugin->people = haven_people_new (plugin->engine);
  plugin->attack = haven_attack_new (plugin);
  handle->extra = plugin;
  haven_commands_register (plugin);
  haven_prefs_connect (plugin);
  haven_hooks_connect (plugin);
  if (handle->handle != NULL)
    g_module_make_resident (handle->handle); /* haven-wrap.h says why */
  haven_surfaces_wrap ();
  haven_transfers_wrap ();
  haven_open_wrap (plugin);
  haven_directory_wrap ();
  haven_roster_wrap ();
  haven_api_offer (plugin);
  haven_problem_tell (plugin);
  return TRUE;
}

static gboolean
plugin_unload (PurplePlugin *handle)
{
  HavenPlugin *plugin = handle->extra;

  haven_hooks_disconnect (plugin);
  purple_prefs_disconnect_by_handle (handle);
  haven_prefs_clear ();
  haven_commands_unregister (plugin);
  haven_fetch_cancel (plugin);
  haven_api_withdraw (plugin);
  haven_surfaces_unwrap (plugin);
  haven_transfers_unwrap ();
  haven_open_unwrap (plugin);
  haven_directory_unwrap ();
  haven_roster_unwrap (plugin);
  haven_display_free (plugin->display);
  haven_drafts_free (plugin->drafts);
  haven_approvals_free (plugin->approvals);
  haven_offers_free (plugin->offers);
  haven_veils_free (plugin->veils);
  haven_lines_free (plugin->lines);
  haven_attack_free (plugin->attack);
  haven_people_free (plugin->people);
  haven_addresses_free (plugin->addresses);
  haven_renames_free (plugin->renames);
  haven_nudges_free (plugin->nudges);
  g_clear_pointer (&plugin->names, haven_names_free);
  haven_replies_free (plugin->replies);
  haven_folder_close (plugin);
  haven_rooms_free (plugin->rooms);
  haven_hosts_free (plugin->hosts);
  haven_iqs_free (plugin->iqs);
  haven_spoiler_free (plugin->spoiler);
  haven_library_free (plugin->library);
  haven_settings_store_free (plugin->store);
  haven_engine_free (plugin->engine);
  g_free (plugin->told_problem);
  g_free (plugin->directory);
  handle->extra = NULL;
  g_free (plugin);
  return TRUE;
}

static void
on_bitlbee_connecting (PurpleAccount *account, gpointer handle)
{
  if (!purple_plugin_is_loaded (handle))
    purple_plugin_load (handle);
}

/* BitlBee loads protocols only, so a plugin loads itself. Not at once: until a user's first account is made,
 * libpurple's directory is one that all users of that BitlBee share. */
static gboolean
load_in_bitlbee (gpointer handle)
{
  purple_signal_connect (purple_accounts_get_handle (), "account-connecting", handle,
                         PURPLE_CALLBACK (on_bitlbee_connecting), handle);
  return FALSE;
}

static void
plugin_init (PurplePlugin *handle)
{
  haven_locale_bind ();
  handle->info->name = (char *)_ ("Haven");
  handle->info->summary =
      (char *)_ ("Choice over what reaches you, and a moment's thought over what leaves you.");
  handle->info->description =
      (char *)_ ("Veils what you chose not to meet unprepared, holds people who harass, notes what is known "
                 "of links, and "
                 "asks before a message shares more than you meant. Everything stays on this computer.");
  if (g_strcmp0 (purple_core_get_ui (), "gtk-gaim") != 0) /* in Pidgin gtk-haven has more to offer */
    handle->info->actions = haven_actions_list;
  if (g_strcmp0 (purple_core_get_ui (), "BitlBee") == 0)
    purple_timeout_add (0, load_in_bitlbee, handle);
}

static PurplePluginUiInfo prefs_info = {
    .get_plugin_pref_frame = haven_prefs_make_frame,
};

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 14,
    .type = PURPLE_PLUGIN_STANDARD,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *)HAVEN_PLUGIN_ID,
    .version = (char *)HAVEN_VERSION,
    .author = (char *)"The Haven authors",
    .homepage = (char *)"",
    .load = plugin_load,
    .unload = plugin_unload,
    .prefs_info = &prefs_info,
};

PURPLE_INIT_PLUGIN (haven, plugin_init, info)
