/* SPDX-License-Identifier: GPL-2.0-or-later */
/* first: it says that this is a plugin */
#include <purple.h>

#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <gtkblist.h>
#include <gtkconv.h>
#include <gtkplugin.h>

#include "haven-config.h"
#include "haven-witness-lists.h"
#include "haven-witness-window.h"

/*
 * The witness: an ordinary Pidgin plugin that writes down what every other plugin is told, and answers
 * on a socket what can be seen in the windows. It belongs to the window tests and to the headless
 * scripts/try, does nothing unless both variables are set, and is never installed.
 *
 * HAVEN_WITNESS_SOCKET: one request a connection, words separated by tabs; the answer, then the end.
 * HAVEN_WITNESS_JOURNAL: one JSON object a line for each signal.
 * HAVEN_WITNESS_RTL: the windows run from right to left, as in Arabic or Hebrew.
 */

#define HAVEN_WITNESS_ID "haven-witness"

typedef struct {
  GSocketService *service;
  FILE *journal;
} HavenWitness;

static void
write_down (PurplePlugin *plugin,
            const char *signal,
            const char *who,
            const char *conversation,
            const char *text,
            int flags)
{
  HavenWitness *witness = plugin->extra;
  g_autoptr (GString) line = g_string_new ("{\"signal\":");

  haven_witness_json (line, signal);
  g_string_append (line, ",\"who\":");
  haven_witness_json (line, who);
  g_string_append (line, ",\"conversation\":");
  haven_witness_json (line, conversation);
  g_string_append (line, ",\"text\":");
  haven_witness_json (line, text);
  g_string_append_printf (line, ",\"flags\":%d}\n", flags);
  fputs (line->str, witness->journal);
  fflush (witness->journal);
}

static void
on_received_im (
    PurpleAccount *account, char *who, char *text, PurpleConversation *conv, int flags, gpointer plugin)
{
  write_down (plugin, "received-im-msg", who, who, text, flags);
}

static void
on_received_chat (
    PurpleAccount *account, char *who, char *text, PurpleConversation *conv, int flags, gpointer plugin)
{
  write_down (plugin, "received-chat-msg", who, purple_conversation_get_name (conv), text, flags);
}

static void
on_wrote (PurpleAccount *account,
          const char *who,
          const char *text,
          PurpleConversation *conv,
          int flags,
          gpointer plugin)
{
  write_down (plugin, "wrote-msg", who, purple_conversation_get_name (conv), text, flags);
}

static void
on_displayed (PurpleAccount *account,
              const char *who,
              const char *text,
              PurpleConversation *conv,
              int flags,
              gpointer plugin)
{
  write_down (plugin, "displayed-msg", who, purple_conversation_get_name (conv), text, flags);
}

static void
on_sent_im (PurpleAccount *account, const char *receiver, const char *text, gpointer plugin)
{
  write_down (plugin, "sent-im-msg", receiver, receiver, text, 0);
}

static void
on_sent_chat (PurpleAccount *account, const char *text, int id, gpointer plugin)
{
  PurpleConversation *conv = purple_find_chat (purple_account_get_connection (account), id);

  write_down (plugin, "sent-chat-msg", NULL, conv != NULL ? purple_conversation_get_name (conv) : NULL, text,
              0);
}

static gboolean
on_sound (PurpleSoundEventID event, const PurpleAccount *account, gpointer plugin)
{
  g_autofree char *number = g_strdup_printf ("%d", event);

  write_down (plugin, "playing-sound-event", NULL, NULL, number, 0);
  return FALSE;
}

/* After everybody else had a say: what a buddy's tooltip shows. */
static void
on_tooltip (PurpleBlistNode *node, GString *text, gboolean full, gpointer plugin)
{
  write_down (plugin, "drawing-tooltip", NULL, NULL, text->str, full);
}

static char *
plugins_in_list (void)
{
  GString *out = g_string_new (NULL);

  /* as Pidgin's own list chooses them */
  for (GList *l = purple_plugins_get_all (); l != NULL; l = l->next) {
    PurplePlugin *plugin = l->data;

    if (plugin->info->type == PURPLE_PLUGIN_LOADER || (plugin->info->flags & PURPLE_PLUGIN_FLAG_INVISIBLE) ||
        plugin->info->type == PURPLE_PLUGIN_PROTOCOL)
      continue;
    g_string_append_printf (out, "%s\t%s\t%s\n", plugin->info->id, purple_plugin_get_name (plugin),
                            purple_plugin_is_loaded (plugin) ? "loaded" : "");
  }
  return g_string_free (out, FALSE);
}

static char *
ask_demo (char **words)
{
  PurplePlugin *demo = purple_plugins_find_with_id ("prpl-haven-demo");
  guint n = g_strv_length (words);
  gboolean ok = FALSE;
  int number;

  if (demo == NULL)
    return NULL;
  if (purple_strequal (words[0], "step") && n == 2)
    number = GPOINTER_TO_INT (purple_plugin_ipc_call (demo, "step", &ok, atoi (words[1])));
  else if (purple_strequal (words[0], "say") && n == 4)
    number = GPOINTER_TO_INT (purple_plugin_ipc_call (demo, "say", &ok, words[1], words[2], words[3]));
  else
    return NULL;
  return ok ? g_strdup_printf ("%d", number) : NULL;
}

/* Somebody does something and their conversation closes before anything else happens. */
static char *
say_and_close (char **words)
{
  char *say[] = {(char *)"say", words[1], words[2], words[3], NULL};
  g_autofree char *said = ask_demo (say);

  return said != NULL ? haven_witness_close (words[2]) : NULL;
}

static char *
switch_plugin (const char *verb, const char *id)
{
  PurplePlugin *plugin = purple_plugins_find_with_id (id);

  if (plugin == NULL)
    return NULL;
  return g_strdup (
      (purple_strequal (verb, "load") ? purple_plugin_load (plugin) : purple_plugin_unload (plugin))
          ? "ok"
          : "failed");
}

/* The user goes offline, or comes back. */
static char *
switch_account (const char *verb)
{
  GList *accounts = purple_accounts_get_all ();

  if (accounts == NULL)
    return NULL;
  if (purple_strequal (verb, "connect"))
    purple_account_connect (accounts->data);
  else
    purple_account_disconnect (accounts->data);
  return g_strdup ("ok");
}

/* One conversation goes, as when its account is removed; its window stays if another one is shown there. */
static char *
end_conversation (const char *name)
{
  GList *accounts = purple_accounts_get_all ();
  PurpleConversation *conversation =
      accounts != NULL ? purple_find_conversation_with_account (PURPLE_CONV_TYPE_ANY, name, accounts->data)
                       : NULL;

  if (conversation == NULL)
    return NULL;
  purple_conversation_destroy (conversation);
  return g_strdup ("ok");
}

/* NULL for a request that cannot be answered */
static char *
answer (char **words)
{
  guint n = g_strv_length (words);

  if (n == 1 && purple_strequal (words[0], "widgets"))
    return haven_witness_widgets ();
  if (n == 1 && purple_strequal (words[0], "plugins"))
    return plugins_in_list ();
  if (n == 2 && purple_strequal (words[0], "text"))
    return haven_witness_text (words[1]);
  if (n == 2 && purple_strequal (words[0], "tags"))
    return haven_witness_tags (words[1]);
  if (n == 2 && purple_strequal (words[0], "markup"))
    return haven_witness_markup (words[1]);
  if (n == 2 && purple_strequal (words[0], "entry"))
    return haven_witness_entry (words[1]);
  if (n == 2 && purple_strequal (words[0], "topic"))
    return haven_witness_topic (words[1]);
  if (n == 2 && purple_strequal (words[0], "present"))
    return haven_witness_present (words[1]);
  if (n == 2 && purple_strequal (words[0], "in-view"))
    return haven_witness_in_view (words[1]);
  if (n == 2 && purple_strequal (words[0], "picture"))
    return haven_witness_picture (words[1]);
  if (n == 2 && purple_strequal (words[0], "bar"))
    return haven_witness_bar (words[1]);
  if (n == 2 && purple_strequal (words[0], "spoken"))
    return haven_witness_spoken (words[1]);
  if (n == 2 && purple_strequal (words[0], "found"))
    return haven_witness_found (words[1]);
  if (n == 2 && purple_strequal (words[0], "rest"))
    return haven_witness_rest (words[1]);
  if (n == 2 && purple_strequal (words[0], "open"))
    return haven_witness_open (words[1]);
  if (n == 3 && purple_strequal (words[0], "smiley"))
    return haven_witness_smiley (words[1], words[2]);
  if (n == 3 && purple_strequal (words[0], "where"))
    return haven_witness_where (words[1], words[2]);
  if (n == 1 && (purple_strequal (words[0], "connect") || purple_strequal (words[0], "disconnect")))
    return switch_account (words[0]);
  if (n == 2 && purple_strequal (words[0], "close"))
    return haven_witness_close (words[1]);
  if (n == 2 && purple_strequal (words[0], "end"))
    return end_conversation (words[1]);
  if (n == 3 && purple_strequal (words[0], "attach"))
    return haven_witness_attach (words[1], words[2]);
  if (n == 2 && (purple_strequal (words[0], "load") || purple_strequal (words[0], "unload")))
    return switch_plugin (words[0], words[1]);
  if (n == 4 && purple_strequal (words[0], "say-and-close"))
    return say_and_close (words);
  return n > 0 ? ask_demo (words) : NULL;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  g_autoptr (GDataInputStream) in =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, "\t", 0) : NULL;
  g_autofree char *reply = words != NULL ? answer (words) : NULL;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (out, reply != NULL ? "+" : "-", 1, NULL, NULL, NULL);
  if (reply != NULL)
    g_output_stream_write_all (out, reply, strlen (reply), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static void
connect_signals (PurplePlugin *plugin)
{
  void *conversations = purple_conversations_get_handle ();
  void *pidgin = pidgin_conversations_get_handle ();

  purple_signal_connect (conversations, "received-im-msg", plugin, PURPLE_CALLBACK (on_received_im), plugin);
  purple_signal_connect (conversations, "received-chat-msg", plugin, PURPLE_CALLBACK (on_received_chat),
                         plugin);
  purple_signal_connect (conversations, "wrote-im-msg", plugin, PURPLE_CALLBACK (on_wrote), plugin);
  purple_signal_connect (conversations, "wrote-chat-msg", plugin, PURPLE_CALLBACK (on_wrote), plugin);
  purple_signal_connect (conversations, "sent-im-msg", plugin, PURPLE_CALLBACK (on_sent_im), plugin);
  purple_signal_connect (conversations, "sent-chat-msg", plugin, PURPLE_CALLBACK (on_sent_chat), plugin);
  purple_signal_connect (pidgin, "displayed-im-msg", plugin, PURPLE_CALLBACK (on_displayed), plugin);
  purple_signal_connect (pidgin, "displayed-chat-msg", plugin, PURPLE_CALLBACK (on_displayed), plugin);
  purple_signal_connect_priority (pidgin_blist_get_handle (), "drawing-tooltip", plugin,
                                  PURPLE_CALLBACK (on_tooltip), plugin, PURPLE_SIGNAL_PRIORITY_HIGHEST + 1);
  purple_signal_connect (purple_sounds_get_handle (), "playing-sound-event", plugin,
                         PURPLE_CALLBACK (on_sound), plugin);
}

static gboolean
witness_load (PurplePlugin *plugin)
{
  const char *path = g_getenv ("HAVEN_WITNESS_SOCKET");
  const char *journal = g_getenv ("HAVEN_WITNESS_JOURNAL");
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  HavenWitness *witness;

  if (path == NULL || journal == NULL)
    return FALSE;
  witness = g_new0 (HavenWitness, 1);
  plugin->extra = witness;
  witness->journal = fopen (journal, "a");
  witness->service = g_socket_service_new ();
  address = g_unix_socket_address_new (path);
  if (witness->journal == NULL ||
      !g_socket_listener_add_address (G_SOCKET_LISTENER (witness->service), address, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, &error)) {
    purple_debug_error ("haven-witness", "%s\n", error != NULL ? error->message : "no journal");
    return FALSE;
  }
  g_signal_connect (witness->service, "incoming", G_CALLBACK (on_incoming), plugin);
  connect_signals (plugin);
  if (g_getenv ("HAVEN_WITNESS_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  return TRUE;
}

static gboolean
witness_unload (PurplePlugin *plugin)
{
  HavenWitness *witness = g_steal_pointer (&plugin->extra);

  g_socket_service_stop (witness->service);
  g_socket_listener_close (G_SOCKET_LISTENER (witness->service));
  g_object_unref (witness->service);
  fclose (witness->journal);
  g_free (witness);
  return TRUE;
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 14,
    .type = PURPLE_PLUGIN_STANDARD,
    .ui_requirement = (char *)PIDGIN_PLUGIN_TYPE,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *)HAVEN_WITNESS_ID,
    .name = (char *)"Stage witness",
    .version = (char *)HAVEN_VERSION,
    .summary = (char *)"Tells the window tests what can be seen",
    .description = (char *)"Part of the tests. Switch it off.",
    .author = (char *)"The Haven authors",
    .load = witness_load,
    .unload = witness_unload,
};

static void
init_plugin (PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN (haven_witness, init_plugin, info)
