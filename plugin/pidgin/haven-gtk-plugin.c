/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk.h"

#include <glib/gi18n-lib.h>
#include <gtkplugin.h>

#include "haven-config.h"
#include "haven-locale.h"
#include "haven-gtk-attack.h"
#include "haven-gtk-bar.h"
#include "haven-gtk-collapse.h"
#include "haven-gtk-first-run.h"
#include "haven-gtk-held.h"
#include "haven-gtk-hide.h"
#include "haven-gtk-history.h"
#include "haven-gtk-icon.h"
#include "haven-gtk-line.h"
#include "haven-gtk-lists.h"
#include "haven-gtk-menu.h"
#include "haven-gtk-names.h"
#include "haven-gtk-offer.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-reply.h"
#include "haven-gtk-room.h"
#include "haven-gtk-slot.h"
#include "haven-gtk-strip.h"
#include "haven-gtk-sweep.h"
#include "haven-gtk-tools.h"
#include "haven-gtk-topic.h"
#include "haven-gtk-veil.h"
#include "haven-gtk-walk.h"

#define HAVEN_GTK_ID "gtk-haven"

static void
on_conversation_created (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_history_scan (gtk, conversation);
  if (PIDGIN_IS_PIDGIN_CONVERSATION (conversation) && PIDGIN_CONVERSATION (conversation) != NULL) {
    haven_gtk_topic_attach (gtk, PIDGIN_CONVERSATION (conversation));
    haven_gtk_names_attach (gtk, PIDGIN_CONVERSATION (conversation));
    haven_gtk_icon_attach (gtk, PIDGIN_CONVERSATION (conversation));
  }
}

static void
on_conversation_displayed (PidginConversation *gtkconv, gpointer gtk)
{
  haven_gtk_walk_attach (gtk, gtkconv);
  haven_gtk_topic_attach (gtk, gtkconv);
  haven_gtk_names_attach (gtk, gtkconv);
  haven_gtk_icon_attach (gtk, gtkconv);
}

static void
on_conversation_switched (PurpleConversation *conversation, gpointer gtk)
{
  purple_conversation_set_data (conversation, HAVEN_FOCUSED_KEY,
                                GSIZE_TO_POINTER ((gsize)(g_get_real_time () / 1000)));
  /* a tab that was torn off stands in a window that nobody announced */
  if (PIDGIN_IS_PIDGIN_CONVERSATION (conversation) && PIDGIN_CONVERSATION (conversation) != NULL)
    haven_gtk_walk_attach (gtk, PIDGIN_CONVERSATION (conversation));
  haven_gtk_bar_update_all (gtk);
}

/* Conversations with one contact, over several accounts, share one text. */
static PurpleConversation *
find_other (const PidginConversation *gtkconv, const PurpleConversation *conversation)
{
  for (GList *l = gtkconv->convs; l != NULL; l = l->next)
    if (l->data != conversation)
      return l->data;
  return NULL;
}

static void
on_deleting_conversation (PurpleConversation *conversation, gpointer gtk)
{
  PidginConversation *gtkconv =
      PIDGIN_IS_PIDGIN_CONVERSATION (conversation) ? PIDGIN_CONVERSATION (conversation) : NULL;
  PurpleConversation *other = gtkconv != NULL ? find_other (gtkconv, conversation) : NULL;

  if (gtkconv == NULL)
    return;
  if (other != NULL) {
    haven_gtk_veils_move (gtk, conversation, other);
    return;
  }
  haven_gtk_strip_forget (gtk, gtkconv);
  haven_gtk_icon_detach (gtk, gtkconv); /* its picture may still wait to be blurred */
}

static void
on_extended_menu (PurpleConversation *conversation, GList **actions, gpointer gtk)
{
  haven_gtk_menu_extend (gtk, conversation, actions);
}

static gboolean
has_line (const HavenGtkVeil *veil)
{
  return haven_gtk_veil_is_placed (veil) || haven_gtk_collapse_holds (veil);
}

static gboolean
on_veil_changed (HavenVeil *core, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  HavenGtkVeil *veil = g_hash_table_lookup (gtk->veils, core->id);

  if (veil == NULL || !has_line (veil))
    return FALSE;
  haven_gtk_veil_set_open (veil, core->open);
  return TRUE;
}

static void
on_veil_gone (HavenVeil *core, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  HavenGtkVeil *veil = g_hash_table_lookup (gtk->veils, core->id);

  /* the line is still on the screen and its owner can still open it: only the core forgot it */
  if (veil != NULL && has_line (veil))
    veil->veil = NULL;
  else
    g_hash_table_remove (gtk->veils, core->id);
}

static void
on_held_changed (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_bar_update_all (gtk);
  haven_gtk_held_update (gtk);
  haven_gtk_prefs_update (gtk);
}

static void
on_settings_changed (gpointer gtk)
{
  haven_gtk_names_update (gtk);
  haven_gtk_topics_update (gtk);
  haven_gtk_prefs_update (gtk);
}

static void
on_library_changed (gpointer gtk)
{
  haven_gtk_lists_update (gtk);
  haven_gtk_names_update (gtk);
  haven_gtk_topics_update (gtk);
}

static const HavenUi ui = {
    .ask = haven_gtk_strip_ask,
    .dismiss = haven_gtk_strip_dismiss,
    .restore = haven_gtk_strip_restore,
    .ask_offer = haven_gtk_offer_ask,
    .dismiss_offer = haven_gtk_offer_dismiss,
    .veil_changed = on_veil_changed,
    .veil_gone = on_veil_gone,
    .held_changed = on_held_changed,
    .settings_changed = on_settings_changed,
    .library_changed = on_library_changed,
    .suggest_attack = haven_gtk_attack_suggest,
    .attack_ended = haven_gtk_attack_ended,
    .show_room_card = haven_gtk_room_show,
};

/* Every signal that this part listens to. Displaying comes last of all, so that no later listener meets
 * more than the marker; a new conversation last, after those who write old logs into it. */
static void
connect_signals (HavenGtk *gtk)
{
  void *pidgin = pidgin_conversations_get_handle ();
  void *purple = purple_conversations_get_handle ();
  const struct {
    void *instance;
    const char *signal;
    PurpleCallback callback;
    int priority;
  } signals[] = {
      {pidgin, "displaying-im-msg", PURPLE_CALLBACK (haven_gtk_line_displaying),
       PURPLE_SIGNAL_PRIORITY_HIGHEST},
      {pidgin, "displaying-chat-msg", PURPLE_CALLBACK (haven_gtk_line_displaying),
       PURPLE_SIGNAL_PRIORITY_HIGHEST},
      {pidgin, "displayed-im-msg", PURPLE_CALLBACK (haven_gtk_line_displayed), PURPLE_SIGNAL_PRIORITY_LOWEST},
      {pidgin, "displayed-chat-msg", PURPLE_CALLBACK (haven_gtk_line_displayed),
       PURPLE_SIGNAL_PRIORITY_LOWEST},
      {pidgin, "conversation-displayed", PURPLE_CALLBACK (on_conversation_displayed), 0},
      {pidgin, "conversation-switched", PURPLE_CALLBACK (on_conversation_switched), 0},
      {purple, "conversation-created", PURPLE_CALLBACK (on_conversation_created),
       PURPLE_SIGNAL_PRIORITY_HIGHEST},
      {purple, "deleting-conversation", PURPLE_CALLBACK (on_deleting_conversation), 0},
      {purple, "conversation-extended-menu", PURPLE_CALLBACK (on_extended_menu), 0},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    purple_signal_connect_priority (signals[i].instance, signals[i].signal, gtk->handle, signals[i].callback,
                                    gtk, signals[i].priority);
}

/* With this part installed the core needs no line of its own in Pidgin's list: choosing Haven loads both. */
static gboolean
hide_core (gpointer user_data)
{
  PurplePlugin *core = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);

  if (core != NULL && core->info != NULL)
    core->info->flags |= PURPLE_PLUGIN_FLAG_INVISIBLE;
  return FALSE;
}

static const HavenPluginApi *
find_api (void)
{
  PurplePlugin *core = purple_plugins_find_with_id (HAVEN_PLUGIN_ID);
  gboolean ok = FALSE;
  const HavenPluginApi *api = core != NULL && purple_plugin_is_loaded (core)
                                  ? purple_plugin_ipc_call (core, HAVEN_PLUGIN_IPC, &ok)
                                  : NULL;

  return ok && api != NULL && api->version == HAVEN_PLUGIN_API_VERSION ? api : NULL;
}

static void
for_each_window (HavenGtk *gtk, void (*act) (HavenGtk *gtk, PidginConversation *gtkconv))
{
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
    if (PIDGIN_IS_PIDGIN_CONVERSATION (l->data) &&
        PIDGIN_CONVERSATION ((PurpleConversation *)l->data) != NULL)
      act (gtk, PIDGIN_CONVERSATION ((PurpleConversation *)l->data));
}

static gboolean
gtk_load (PurplePlugin *plugin)
{
  const HavenPluginApi *api = find_api ();
  HavenGtk *gtk;

  if (api == NULL) {
    purple_debug_error ("gtk-haven", "the core plugin is missing, or of another version\n");
    return FALSE;
  }
  gtk = g_new0 (HavenGtk, 1);
  gtk->handle = plugin;
  gtk->api = api;
  gtk->veils = haven_gtk_veils_new ();
  gtk->stand_ins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk->strips = haven_gtk_strips_new ();
  gtk->offers = haven_gtk_offers_new ();
  gtk->bars = haven_gtk_bars_new ();
  plugin->extra = gtk;
  connect_signals (gtk);
  gtk->snooper = haven_gtk_hide_listen (gtk);
  api->set_ui (api->plugin, &ui, gtk);
  for_each_window (gtk, haven_gtk_walk_attach);
  for_each_window (gtk, haven_gtk_topic_attach);
  for_each_window (gtk, haven_gtk_names_attach);
  for_each_window (gtk, haven_gtk_icon_attach);
  haven_gtk_names_listen (gtk);
  haven_gtk_bar_update_all (gtk);
  haven_gtk_first_run_start (gtk);
  return TRUE;
}

/* Everything in the windows that would call into this module when it is gone. */
static void
leave_window (HavenGtk *gtk, PidginConversation *gtkconv)
{
  haven_gtk_walk_detach (gtk, gtkconv);
  haven_gtk_topic_detach (gtk, gtkconv);
  haven_gtk_names_detach (gtk, gtkconv);
  haven_gtk_reply_leave (gtk, gtkconv);
  haven_gtk_icon_detach (gtk, gtkconv);
  haven_gtk_veils_leave (gtk, GTK_IMHTML (gtkconv->imhtml));
  haven_gtk_slot_clear (gtkconv);
}

static gboolean
gtk_unload (PurplePlugin *plugin)
{
  HavenGtk *gtk = g_steal_pointer (&plugin->extra);

  gtk->api->cancel_fetch (gtk->api->plugin);
  gtk->api->set_ui (gtk->api->plugin, NULL, NULL);
  purple_signals_disconnect_by_handle (plugin);
  gtk_key_snooper_remove (gtk->snooper);
  g_hash_table_remove_all (gtk->strips);
  g_hash_table_remove_all (gtk->offers);
  haven_gtk_sweep_stop (gtk);
  for_each_window (gtk, leave_window);
  haven_gtk_names_leave (gtk);
  haven_gtk_bars_remove (gtk);
  haven_gtk_first_run_stop (gtk);
  haven_gtk_hide_all (gtk);
  g_clear_pointer (&gtk->prefs, gtk_widget_destroy); /* a window of Pidgin's that did not close */
  g_hash_table_unref (gtk->strips);
  g_hash_table_unref (gtk->offers);
  g_hash_table_unref (gtk->veils);
  g_hash_table_unref (gtk->stand_ins);
  g_hash_table_unref (gtk->bars);
  g_free (gtk);
  return TRUE;
}

static GtkWidget *
get_config_frame (PurplePlugin *plugin)
{
  HavenGtk *gtk = plugin->extra;

  if (gtk == NULL)
    return NULL;
  return haven_gtk_prefs_new (gtk);
}

static PidginPluginUiInfo ui_info = {.get_config_frame = get_config_frame};

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 14,
    .type = PURPLE_PLUGIN_STANDARD,
    .ui_requirement = (char *)PIDGIN_PLUGIN_TYPE,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *)HAVEN_GTK_ID,
    .name = (char *)N_ ("Haven"),
    .version = (char *)HAVEN_VERSION,
    .summary = (char *)N_ ("A choice over what reaches you, and a moment's thought over what leaves you."),
    .description =
        (char *)N_ ("Covers what you would rather not meet unprepared, keeps aside people who turn on you, "
                    "notes deceptive and listed links, and reminds you before something private leaves. "
                    "Everything stays on this computer."),
    .author = (char *)"The Haven authors",
    .load = gtk_load,
    .unload = gtk_unload,
    .ui_info = &ui_info,
    .actions = haven_gtk_tools_list,
};

static void
init_plugin (PurplePlugin *plugin)
{
  haven_locale_bind ();
  info.name = (char *)_ ("Haven");
  info.summary = (char *)_ ("A choice over what reaches you, and a moment's thought over what leaves you.");
  info.description = (char *)_ (
      "Covers what you would rather not meet unprepared, keeps aside people who turn on you, notes deceptive "
      "and "
      "listed links, and reminds you before something private leaves. Everything stays on this computer.");
  if (info.dependencies == NULL)
    info.dependencies = g_list_append (NULL, (gpointer)HAVEN_PLUGIN_ID);
  purple_timeout_add (0, hide_core, NULL); /* it may be found after this one */
  purple_prefs_add_none ("/plugins");
  purple_prefs_add_none ("/plugins/gtk");
  purple_prefs_add_none (HAVEN_GTK_PREF_ROOT);
  purple_prefs_add_bool (HAVEN_GTK_PREF_HELD_EXPLAINED, FALSE);
}

PURPLE_INIT_PLUGIN (gtk_haven, init_plugin, info)
