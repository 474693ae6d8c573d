/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "loopback.h"

/* A protocol without a network: what one account sends arrives at the account of that name in the same
 * process, rooms are shared by all accounts that joined them, and everything that left is written down. */

static void
sent_free (LoopbackSent *sent)
{
  g_free (sent->from);
  g_free (sent->to);
  g_free (sent->text);
  g_clear_pointer (&sent->file, g_bytes_unref);
  g_free (sent);
}

static LoopbackSent *
write_down (PurpleConnection *gc, const char *to, const char *text, PurpleMessageFlags flags)
{
  PurplePlugin *plugin = purple_connection_get_prpl (gc);
  LoopbackSent *sent = g_new0 (LoopbackSent, 1);

  sent->from = g_strdup (purple_account_get_username (purple_connection_get_account (gc)));
  sent->to = g_strdup (to);
  sent->text = g_strdup (text);
  sent->flags = flags;
  g_ptr_array_add (loopback_get_sent (plugin), sent);
  return sent;
}

static const char *
loopback_list_icon (PurpleAccount *account, PurpleBuddy *buddy)
{
  return "loopback";
}

static GList *
loopback_status_types (PurpleAccount *account)
{
  GList *types = NULL;

  types = g_list_append (types, purple_status_type_new_with_attrs (
                                    PURPLE_STATUS_AVAILABLE, NULL, NULL, TRUE, TRUE, FALSE, "message",
                                    "Message", purple_value_new (PURPLE_TYPE_STRING), NULL));
  types = g_list_append (types, purple_status_type_new (PURPLE_STATUS_OFFLINE, NULL, NULL, TRUE));
  return types;
}

static GList *
loopback_chat_info (PurpleConnection *gc)
{
  struct proto_chat_entry *entry = g_new0 (struct proto_chat_entry, 1);

  entry->label = "Room";
  entry->identifier = "room";
  entry->required = TRUE;
  return g_list_append (NULL, entry);
}

static GHashTable *
loopback_chat_info_defaults (PurpleConnection *gc, const char *room)
{
  GHashTable *components = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  if (room != NULL)
    g_hash_table_insert (components, (gpointer) "room", g_strdup (room));
  return components;
}

static char *
loopback_chat_name (GHashTable *components)
{
  return g_strdup (g_hash_table_lookup (components, "room"));
}

static void
loopback_login (PurpleAccount *account)
{
  PurpleConnection *gc = purple_account_get_connection (account);

  gc->flags |= PURPLE_CONNECTION_HTML;
  if (purple_account_get_bool (account, "one-line", FALSE))
    gc->flags = (gc->flags & ~PURPLE_CONNECTION_HTML) | PURPLE_CONNECTION_NO_NEWLINES;
  purple_connection_set_display_name (gc, purple_account_get_username (account));
  purple_connection_set_state (gc, PURPLE_CONNECTED);
}

static void
loopback_close (PurpleConnection *gc)
{
}

static int
loopback_send_im (PurpleConnection *gc, const char *who, const char *message, PurpleMessageFlags flags)
{
  PurpleAccount *other = purple_accounts_find (who, LOOPBACK_ID);

  write_down (gc, who, message, flags);
  if (other != NULL && purple_account_is_connected (other))
    serv_got_im (purple_account_get_connection (other),
                 purple_account_get_username (purple_connection_get_account (gc)), message, 0, time (NULL));
  return 1;
}

static void
loopback_join_chat (PurpleConnection *gc, GHashTable *components)
{
  const char *room = g_hash_table_lookup (components, "room");
  PurpleConversation *conv = serv_got_joined_chat (gc, (int)g_str_hash (room), room);

  purple_conv_chat_add_user (PURPLE_CONV_CHAT (conv),
                             purple_account_get_username (purple_connection_get_account (gc)), NULL,
                             PURPLE_CBFLAGS_NONE, FALSE);
}

static void
loopback_leave_chat (PurpleConnection *gc, int id)
{
  serv_got_chat_left (gc, id);
}

static int
loopback_chat_send (PurpleConnection *gc, int id, const char *message, PurpleMessageFlags flags)
{
  const char *me = purple_account_get_username (purple_connection_get_account (gc));
  PurpleConversation *conv = purple_find_chat (gc, id);
  g_autofree char *to = g_strdup_printf ("#%s", purple_conversation_get_name (conv));

  write_down (gc, to, message, flags);
  for (GList *l = purple_connections_get_all (); l != NULL; l = l->next)
    if (purple_connection_get_prpl (l->data) == purple_connection_get_prpl (gc) &&
        purple_find_chat (l->data, id) != NULL)
      serv_got_chat_in (l->data, id, me, 0, message, time (NULL));
  return 1;
}

static void
loopback_set_topic (PurpleConnection *gc, int id, const char *topic)
{
  PurpleConversation *conv = purple_find_chat (gc, id);

  purple_conv_chat_set_topic (PURPLE_CONV_CHAT (conv), "somebody", topic);
}

/* What somebody says of themselves: a test writes it into the buddy list. */
static void
loopback_tooltip (PurpleBuddy *buddy, PurpleNotifyUserInfo *info, gboolean full)
{
  const char *mood = purple_blist_node_get_string (PURPLE_BLIST_NODE (buddy), "mood");

  if (mood != NULL)
    purple_notify_user_info_add_pair (info, "Mood", mood);
}

/* --- files: the peer takes them at once, or with "slow-files" when a test says so --- */

static gssize
file_write (const guchar *data, size_t size, PurpleXfer *xfer)
{
  g_byte_array_append (xfer->data, data, (guint)size);
  return (gssize)size;
}

static void
file_end (PurpleXfer *xfer)
{
  LoopbackSent *sent = write_down (purple_account_get_connection (purple_xfer_get_account (xfer)),
                                   purple_xfer_get_remote_user (xfer), purple_xfer_get_filename (xfer), 0);

  sent->file = g_byte_array_free_to_bytes (g_steal_pointer (&xfer->data));
}

static void
file_cancel (PurpleXfer *xfer)
{
  g_clear_pointer ((GByteArray **)&xfer->data, g_byte_array_unref);
}

static void
file_take (PurpleXfer *xfer)
{
  purple_xfer_ref (xfer);
  purple_xfer_start (xfer, -1, NULL, 0);
  while (purple_xfer_get_bytes_remaining (xfer) > 0 && !purple_xfer_is_canceled (xfer))
    purple_xfer_prpl_ready (xfer);
  if (!purple_xfer_is_canceled (xfer)) {
    purple_xfer_set_completed (xfer, TRUE);
    purple_xfer_end (xfer);
  }
  purple_xfer_unref (xfer);
}

static void
file_init (PurpleXfer *xfer)
{
  g_assert_true (purple_account_is_connected (purple_xfer_get_account (xfer)));
  g_assert_null (xfer->data); /* begun once */
  xfer->data = g_byte_array_new ();
  if (!purple_account_get_bool (purple_xfer_get_account (xfer), "slow-files", FALSE))
    file_take (xfer);
}

static PurpleXfer *
loopback_new_xfer (PurpleConnection *gc, const char *who)
{
  PurpleXfer *xfer = purple_xfer_new (purple_connection_get_account (gc), PURPLE_XFER_SEND, who);

  purple_xfer_set_init_fnc (xfer, file_init);
  purple_xfer_set_write_fnc (xfer, file_write);
  purple_xfer_set_end_fnc (xfer, file_end);
  purple_xfer_set_cancel_send_fnc (xfer, file_cancel);
  return xfer;
}

static void
loopback_send_file (PurpleConnection *gc, const char *who, const char *path)
{
  PurpleXfer *xfer = loopback_new_xfer (gc, who);

  if (path != NULL)
    purple_xfer_request_accepted (xfer, path);
  else
    purple_xfer_request (xfer);
}

/* Whoever was offered files takes them now. */
void
loopback_accept_files (void)
{
  g_autoptr (GList) all = g_list_copy (purple_xfers_get_all ());

  for (GList *l = all; l != NULL; l = l->next)
    if (((PurpleXfer *)l->data)->data != NULL)
      file_take (l->data);
}

static PurplePluginProtocolInfo *
protocol_info_new (void)
{
  PurplePluginProtocolInfo *info = g_new0 (PurplePluginProtocolInfo, 1);

  info->struct_size = sizeof (PurplePluginProtocolInfo);
  info->options = OPT_PROTO_NO_PASSWORD | OPT_PROTO_CHAT_TOPIC;
  info->list_icon = loopback_list_icon;
  info->status_types = loopback_status_types;
  info->chat_info = loopback_chat_info;
  info->chat_info_defaults = loopback_chat_info_defaults;
  info->get_chat_name = loopback_chat_name;
  info->tooltip_text = loopback_tooltip;
  info->login = loopback_login;
  info->close = loopback_close;
  info->send_im = loopback_send_im;
  info->join_chat = loopback_join_chat;
  info->chat_leave = loopback_leave_chat;
  info->chat_send = loopback_chat_send;
  info->set_chat_topic = loopback_set_topic;
  info->new_xfer = loopback_new_xfer;
  info->send_file = loopback_send_file;
  return info;
}

/* Brings the protocol into a running libpurple; it stays there as long as the process. */
PurplePlugin *
loopback_register (void)
{
  PurplePlugin *plugin = purple_plugin_new (TRUE, NULL);
  PurplePluginInfo *info = g_new0 (PurplePluginInfo, 1);

  info->magic = PURPLE_PLUGIN_MAGIC;
  info->major_version = PURPLE_MAJOR_VERSION;
  info->minor_version = PURPLE_MINOR_VERSION;
  info->type = PURPLE_PLUGIN_PROTOCOL;
  info->priority = PURPLE_PRIORITY_DEFAULT;
  info->id = (char *)LOOPBACK_ID;
  info->name = (char *)"Loopback";
  info->version = (char *)"1";
  info->summary = info->description = info->author = info->homepage = (char *)"";
  info->extra_info = protocol_info_new ();
  plugin->info = info;
  plugin->extra = g_ptr_array_new_with_free_func ((GDestroyNotify)sent_free);
  purple_plugin_register (plugin);
  purple_plugins_probe (G_MODULE_SUFFIX); /* takes registered protocols from a queue */
  return plugin;
}

/* Returns: (transfer none) (element-type LoopbackSent): everything that left, oldest first */
GPtrArray *
loopback_get_sent (PurplePlugin *plugin)
{
  return plugin->extra;
}

/* Joins @room; its conversation. */
PurpleConversation *
loopback_join (PurpleAccount *account, const char *room)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  g_autoptr (GHashTable) components = loopback_chat_info_defaults (gc, room);

  serv_join_chat (gc, components);
  return purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, room, account);
}

/* @who says @text to @account. */
void
loopback_say (PurpleAccount *account, const char *who, const char *text)
{
  serv_got_im (purple_account_get_connection (account), who, text, 0, time (NULL));
}

/* @who says @text in @room. */
void
loopback_say_in (PurpleConversation *room, const char *who, const char *text)
{
  serv_got_chat_in (purple_conversation_get_gc (room), purple_conv_chat_get_id (PURPLE_CONV_CHAT (room)), who,
                    0, text, time (NULL));
}
