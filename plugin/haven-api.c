/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-api.h"

#include "haven-apply.h"
#include "haven-aside.h"
#include "haven-ask.h"
#include "haven-audience.h"
#include "haven-block.h"
#include "haven-choices.h"
#include "haven-convert.h"
#include "haven-fetch.h"
#include "haven-held-acts.h"
#include "haven-kept-choices.h"
#include "haven-offers.h"
#include "haven-problem.h"
#include "haven-room-card.h"
#include "haven-room-pass.h"
#include "haven-send.h"
#include "haven-wipe.h"

/* What another plugin of the same build, such as gtk-haven, may ask (haven-plugin-api.h): each function hands
 * on to the one place that knows. */

static void
dismiss_offers (HavenPlugin *plugin)
{
  g_autoptr (GPtrArray) offers = haven_offers_list (plugin->offers);

  for (guint i = 0; i < offers->len; i++)
    plugin->ui->dismiss_offer (offers->pdata[i], plugin->ui_data);
}

/* @ui is borrowed until the next call; NULL takes it away and closes its questions. */
static void
set_ui (HavenPlugin *plugin, const HavenUi *ui, gpointer user_data)
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

static const char *
api_name_pack (HavenPlugin *plugin, const char *id)
{
  return haven_library_name_pack (plugin->library, id);
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
fill (HavenPlugin *plugin)
{
  plugin->api = (HavenPluginApi){
      .version = HAVEN_PLUGIN_API_VERSION,
      .plugin = plugin,
      .set_ui = set_ui,
      .current_veil = api_current_veil,
      .current_verdict = api_current_verdict,
      .find_veil = api_find_veil,
      .judge_line = haven_apply_judge_line,
      .judge_logged = haven_apply_judge_logged,
      .list_veils = api_list_veils,
      .set_veil_open = haven_apply_open,
      .is_slow = api_is_slow,
      .cover_words = haven_names_cover_words,
      .cover_name = haven_names_cover_name,
      .show_name = haven_names_show,
      .choose = haven_choices_make,
      .take_back = haven_choices_take_back,
      .list_choices = haven_kept_choices_list,
      .undo_choice = haven_kept_choices_take_back,
      .list_drafts = api_list_drafts,
      .find_draft = api_find_draft,
      .answer_draft = haven_send_answer,
      .ask_draft = haven_ask_now,
      .answer_offer = haven_offers_answer,
      .get_audience = api_get_audience,
      .describe_room = haven_room_card_describe,
      .take_room_card = haven_room_pass_take,
      .get_conversation_id = api_get_conversation_id,
      .get_sender_id = api_get_sender_id,
      .get_engine = api_get_engine,
      .get_settings = api_get_settings,
      .set_settings = api_set_settings,
      .get_store = api_get_store,
      .name_pack = api_name_pack,
      .get_problems = api_get_problems,
      .reload_library = api_reload_library,
      .reload_beside = api_reload_beside,
      .fetch_list = haven_fetch_list,
      .cancel_fetch = haven_fetch_cancel,
      .count_held = api_count_held,
      .describe_held_problem = haven_problem_describe_held,
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

/**
 * haven_api_offer:
 * @plugin: the plugin
 *
 * From here on other plugins can ask for it.
 */
void
haven_api_offer (HavenPlugin *plugin)
{
  fill (plugin);
  purple_plugin_ipc_register (plugin->handle, HAVEN_PLUGIN_IPC, PURPLE_CALLBACK (get_api), marshal_get_api,
                              purple_value_new (PURPLE_TYPE_POINTER), 0);
}

/**
 * haven_api_withdraw:
 * @plugin: the plugin
 */
void
haven_api_withdraw (HavenPlugin *plugin)
{
  purple_plugin_ipc_unregister_all (plugin->handle);
  set_ui (plugin, NULL, NULL);
}
