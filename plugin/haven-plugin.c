/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-plugin.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "haven-actions.h"
#include "haven-apply.h"
#include "haven-aside.h"
#include "haven-attack.h"
#include "haven-ask.h"
#include "haven-audience.h"
#include "haven-block.h"
#include "haven-choices.h"
#include "haven-commands.h"
#include "haven-config.h"
#include "haven-convert.h"
#include "haven-directory.h"
#include "haven-error.h"
#include "haven-fetch.h"
#include "haven-file.h"
#include "haven-headlines.h"
#include "haven-held-acts.h"
#include "haven-hooks.h"
#include "haven-library.h"
#include "haven-locale.h"
#include "haven-offers.h"
#include "haven-open.h"
#include "haven-prefs.h"
#include "haven-problem.h"
#include "haven-replies.h"
#include "haven-room-card.h"
#include "haven-roster.h"
#include "haven-send.h"
#include "haven-surfaces.h"
#include "haven-transfers.h"
#include "haven-wipe.h"

/* How much is remembered; a veil with its text takes about half a kilobyte. */
#define MAX_VEILS 5000
#define MAX_HELD 10000
#define FORGET_EVERY_SECONDS 3600
#define LOOK_AGAIN_SECONDS 15

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

static gint64
keep_held_from (HavenPlugin *plugin)
{
  const HavenSettings *settings = haven_settings_store_get (plugin->store);

  return haven_plugin_now () - (gint64)settings->held_days * G_TIME_SPAN_DAY;
}

/* Two clients may run with one folder, Finch beside Pidgin: what one of them remembers is not for the other
 * to write over. Settings are read by both as they change, and evidence waits for its turn by itself. */
static void
lock_directory (HavenPlugin *plugin)
{
  g_autofree char *path = g_build_filename (plugin->directory, "lock", NULL);
  g_autoptr (GError) error = NULL;

  plugin->lock = haven_file_lock (path, &error);
  plugin->elsewhere = g_error_matches (error, HAVEN_ERROR, HAVEN_ERROR_BUSY);
}

/* The other program ended: what it remembered last and what this one learnt beside it are one from now on. */
static void
take_over (HavenPlugin *plugin)
{
  g_autofree char *held = g_build_filename (plugin->directory, "held.jsonl", NULL);

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

  lock_directory (plugin);
  if (plugin->elsewhere)
    return TRUE;
  plugin->waiting = 0;
  take_over (plugin);
  return FALSE;
}

/**
 * haven_plugin_open_files:
 * @plugin: the plugin
 *
 * Takes up what is remembered from one start to the next.
 */
void
haven_plugin_open_files (HavenPlugin *plugin)
{
  const char *directory = plugin->directory;
  g_autofree char *held = g_build_filename (directory, "held.jsonl", NULL);
  g_autofree char *conduct = g_build_filename (directory, "conduct.json", NULL);
  g_autofree char *evidence = g_build_filename (directory, "evidence", NULL);
  g_autofree char *reminders = g_build_filename (directory, "reminders.json", NULL);
  g_autoptr (GError) error = NULL;

  if (!haven_file_ensure_directory (directory, &error))
    g_warning ("nothing can be saved: %s", error->message);
  plugin->held = haven_held_new (MAX_HELD, plugin->elsewhere ? NULL : held, keep_held_from (plugin));
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

  if (haven_held_forget (plugin->held, keep_held_from (plugin)))
    haven_held_changed (plugin, NULL);
  return TRUE;
}

/**
 * haven_plugin_close_files:
 * @plugin: the plugin
 *
 * Lets go of it; what is not yet on the disk is waited for.
 */
void
haven_plugin_close_files (HavenPlugin *plugin)
{
  g_clear_pointer (&plugin->review, haven_review_free);
  g_clear_pointer (&plugin->undo, haven_choice_undo_free);
  g_clear_pointer (&plugin->held, haven_held_free);
  g_clear_pointer (&plugin->keeper, haven_keeper_free);
  g_clear_pointer (&plugin->memory, haven_memory_free);
}

static void
judge_names_anew (HavenPlugin *plugin)
{
  if (plugin->names == NULL)
    return; /* still loading */
  haven_names_forget (plugin->names);
  haven_roster_update_all (plugin);
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

/* --- what other plugins may ask --- */

static void
dismiss_offers (HavenPlugin *plugin)
{
  g_autoptr (GPtrArray) offers = haven_offers_list (plugin->offers);

  for (guint i = 0; i < offers->len; i++)
    plugin->ui->dismiss_offer (offers->pdata[i], plugin->ui_data);
}

static void
api_set_ui (HavenPlugin *plugin, const HavenUi *ui, gpointer user_data)
{
  if (ui == NULL && plugin->ui != NULL && plugin->ui->dismiss_offer != NULL)
    dismiss_offers (plugin);
  if (ui == NULL && plugin->ui != NULL && plugin->ui->dismiss != NULL) {
    g_autoptr (GPtrArray) drafts = haven_drafts_list (plugin->drafts);

    for (guint i = 0; i < drafts->len; i++)
      plugin->ui->dismiss (drafts->pdata[i], plugin->ui_data);
  }
  plugin->ui = ui;
  plugin->ui_data = user_data;
}

static HavenVeil *
api_current_veil (HavenPlugin *plugin, PurpleConversation *conversation)
{
  const HavenLine *line = haven_lines_current (plugin->lines, conversation);

  return line != NULL ? line->veil : NULL;
}

static const HavenVerdict *
api_current_verdict (HavenPlugin *plugin, PurpleConversation *conversation)
{
  const HavenLine *line = haven_lines_current (plugin->lines, conversation);

  if (line == NULL)
    return NULL;
  return line->veil != NULL ? line->veil->verdict : line->verdict;
}

static HavenVeil *
api_find_veil (HavenPlugin *plugin, PurpleConversation *conversation, const char *markup)
{
  HavenVeil *veil = haven_veils_find (plugin->veils, markup);

  if (veil != NULL)
    return veil->conversation == NULL || conversation == NULL || veil->conversation == conversation ? veil
                                                                                                    : NULL;
  return conversation != NULL ? haven_veils_find_line (plugin->veils, conversation, markup) : NULL;
}

static GPtrArray *
api_list_veils (HavenPlugin *plugin, PurpleConversation *conversation)
{
  return haven_veils_list (plugin->veils, conversation);
}

static GPtrArray *
api_list_drafts (HavenPlugin *plugin)
{
  return haven_drafts_list (plugin->drafts);
}

static HavenDraft *
api_find_draft (HavenPlugin *plugin, PurpleConversation *conversation)
{
  return haven_drafts_find (plugin->drafts, conversation);
}

static char *
api_get_conversation_id (HavenPlugin *plugin, PurpleConversation *conversation)
{
  return haven_convert_conversation_id (conversation);
}

static char *
api_get_sender_id (HavenPlugin *plugin, PurpleConversation *conversation, const char *sender)
{
  return haven_convert_sender_id (purple_conversation_get_account (conversation), conversation, sender);
}

static char *
api_get_audience (HavenPlugin *plugin, PurpleConversation *conversation)
{
  return haven_audience_describe (conversation);
}

static HavenEngine *
api_get_engine (HavenPlugin *plugin)
{
  return haven_plugin_get_engine (plugin);
}

static const HavenSettings *
api_get_settings (HavenPlugin *plugin)
{
  return haven_settings_store_get (plugin->store);
}

static void
api_set_settings (HavenPlugin *plugin, const HavenSettings *settings)
{
  haven_settings_store_set (plugin->store, settings);
}

static HavenSettingsStore *
api_get_store (HavenPlugin *plugin)
{
  return plugin->store;
}

static gboolean
api_is_slow (HavenPlugin *plugin)
{
  return haven_library_is_slow (plugin->library);
}

static const GPtrArray *
api_get_problems (HavenPlugin *plugin)
{
  return haven_library_get_problems (plugin->library);
}

static void
api_reload_library (HavenPlugin *plugin)
{
  haven_library_reload (plugin->library);
}

static void
api_reload_beside (HavenPlugin *plugin)
{
  haven_library_reload_beside (plugin->library);
}

static guint
api_count_held (HavenPlugin *plugin, PurpleConversation *conversation)
{
  return haven_held_count_in (plugin, conversation);
}

static GPtrArray *
api_list_held (HavenPlugin *plugin)
{
  return haven_held_list (plugin->held);
}

static gboolean
api_note_evidence (
    HavenPlugin *plugin, const char *account, const char *conversation, const char *kind, const char *words)
{
  return haven_keeper_note (plugin->keeper, account, conversation, kind, words);
}

static void
api_fill (HavenPlugin *plugin)
{
  plugin->api = (HavenPluginApi){
      .version = HAVEN_PLUGIN_API_VERSION,
      .plugin = plugin,
      .set_ui = api_set_ui,
      .current_veil = api_current_veil,
      .current_verdict = api_current_verdict,
      .find_veil = api_find_veil,
      .judge_line = haven_apply_judge_line,
      .list_veils = api_list_veils,
      .set_veil_open = haven_apply_open,
      .is_slow = api_is_slow,
      .cover_words = haven_names_cover_words,
      .cover_name = haven_names_cover_name,
      .show_name = haven_names_show,
      .choose = haven_choices_make,
      .take_back = haven_choices_take_back,
      .list_drafts = api_list_drafts,
      .find_draft = api_find_draft,
      .answer_draft = haven_send_answer,
      .ask_draft = haven_ask_now,
      .answer_offer = haven_offers_answer,
      .get_audience = api_get_audience,
      .describe_room = haven_room_card_describe,
      .get_conversation_id = api_get_conversation_id,
      .get_sender_id = api_get_sender_id,
      .get_engine = api_get_engine,
      .get_settings = api_get_settings,
      .set_settings = api_set_settings,
      .get_store = api_get_store,
      .get_problems = api_get_problems,
      .reload_library = api_reload_library,
      .reload_beside = api_reload_beside,
      .fetch_list = haven_fetch_list,
      .cancel_fetch = haven_fetch_cancel,
      .count_held = api_count_held,
      .list_held = api_list_held,
      .act_on_held = haven_held_act,
      .list_aside = haven_aside_list,
      .find_aside = haven_aside_find,
      .mute_person = haven_aside_mute,
      .release_person = haven_aside_release,
      .note_evidence = api_note_evidence,
      .describe_block = haven_block_describe,
      .is_blocked = haven_block_is,
      .set_blocked = haven_block_set,
      .wipe = haven_wipe,
  };
}

static const HavenPluginApi *
get_api (void)
{
  HavenPlugin *plugin = haven_plugin_get ();

  return plugin != NULL ? &plugin->api : NULL;
}

static void
marshal_get_api (PurpleCallback callback, va_list args, void *data, void **return_val)
{
  *return_val = (gpointer)((const HavenPluginApi *(*)(void))callback) ();
}

/* --- load and unload --- */

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
  plugin->offers = haven_offers_new (plugin);
  lock_directory (plugin);
  haven_plugin_open_files (plugin);
  if (plugin->elsewhere)
    plugin->waiting = purple_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again, plugin);
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
  plugin->forgetting = purple_timeout_add_seconds (FORGET_EVERY_SECONDS, forget_old, plugin);
  api_fill (plugin);
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
  purple_plugin_ipc_register (handle, HAVEN_PLUGIN_IPC, PURPLE_CALLBACK (get_api), marshal_get_api,
                              purple_value_new (PURPLE_TYPE_POINTER), 0);
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
  purple_plugin_ipc_unregister_all (handle);
  haven_commands_unregister (plugin);
  haven_fetch_cancel (plugin);
  api_set_ui (plugin, NULL, NULL);
  haven_surfaces_unwrap (plugin);
  haven_transfers_unwrap ();
  haven_open_unwrap (plugin);
  haven_directory_unwrap (plugin);
  haven_roster_unwrap (plugin);
  haven_display_free (plugin->display);
  haven_drafts_free (plugin->drafts);
  haven_offers_free (plugin->offers);
  haven_veils_free (plugin->veils);
  haven_lines_free (plugin->lines);
  purple_timeout_remove (plugin->forgetting);
  if (plugin->waiting != 0)
    purple_timeout_remove (plugin->waiting);
  haven_attack_free (plugin->attack);
  haven_people_free (plugin->people);
  haven_addresses_free (plugin->addresses);
  haven_renames_free (plugin->renames);
  haven_nudges_free (plugin->nudges);
  g_clear_pointer (&plugin->names, haven_names_free);
  haven_replies_free (plugin->replies);
  haven_plugin_close_files (plugin);
  if (plugin->lock >= 0)
    close (plugin->lock);
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
