/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "harness.h"

/*
 * Another plugin that copies a UI's operations while Haven's functions stand in them, and has libpurple call
 * its copies from then on. Haven acts through them while it is there, lets everything pass when it has gone,
 * and acts again when it is back; nothing that the UI should have been told is lost.
 */

#define SETTINGS "{\"version\": 1, \"profile\": \"support-group\", \"topics\": {\"self-harm\": \"discuss\"}}"
#define HEAVY "I cut myself again last night"
#define NAME "cut myself again"

static const HarnessOptions not_yet = {.settings = SETTINGS, .without = TRUE};

/* The copies, and what a UI was told by operations that the harness has no list of. */
typedef struct {
  PurpleConversationUiOps conversation;
  PurpleBlistUiOps list;
  PurpleAccountUiOps account;
  PurpleNotifyUiOps notify;
  PurpleRoomlistUiOps rooms;
  PurpleXferUiOps transfers;
  PurplePluginProtocolInfo protocol;
  PurplePluginProtocolInfo *copied; /* it stays as long as the process */
} Copies;

static GString *
told (void)
{
  GString *text = g_dataset_get_data (g_intern_static_string ("haven-told"), "told");

  if (text == NULL)
    g_dataset_set_data (g_intern_static_string ("haven-told"), "told", text = g_string_new (NULL));
  return text;
}

static void *
tell_uri (const char *uri)
{
  g_string_append (told (), uri);
  return NULL;
}

static void
tell_room (PurpleRoomlist *list, PurpleRoomlistRoom *room)
{
  g_string_append (told (), room->name);
}

static gboolean
tell_smiley (PurpleConversation *conversation, const char *word, gboolean remote)
{
  g_string_append (told (), word);
  return TRUE;
}

static void
tell_smiley_data (PurpleConversation *conversation, const char *word, const guchar *data, gsize size)
{
  g_string_append_len (told (), (const char *)data, (gssize)size);
}

static void
tell_smiley_end (PurpleConversation *conversation, const char *word)
{
  g_string_append (told (), "end");
}

static void
tell_transfer (PurpleXfer *xfer)
{
  g_string_append (told (), purple_xfer_get_filename (xfer));
}

static void
tell_card (PurpleBuddy *buddy, PurpleNotifyUserInfo *info, gboolean full)
{
  purple_notify_user_info_add_pair (info, "Mood", HEAVY);
}

/* --- what libpurple does, and where the UI was told of it --- */

static void
say (Harness *h, PurpleConversation *room)
{
  loopback_say_in (room, "kim", HEAVY);
  g_string_assign (told (), harness_last (h->shown)->text);
}

static void
join (Harness *h, PurpleConversation *room)
{
  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), NAME, NULL, PURPLE_CBFLAGS_NONE, FALSE);
  g_string_assign (told (), harness_last (h->people)->text);
  purple_conv_chat_remove_user (PURPLE_CONV_CHAT (room), NAME, NULL);
}

static void
rename_somebody (Harness *h, PurpleConversation *room)
{
  purple_conv_chat_add_user (PURPLE_CONV_CHAT (room), "finch", NULL, PURPLE_CBFLAGS_NONE, FALSE);
  purple_conv_chat_rename_user (PURPLE_CONV_CHAT (room), "finch", NAME);
  g_string_assign (told (), harness_last (h->people)->text);
  purple_conv_chat_remove_user (PURPLE_CONV_CHAT (room), NAME, NULL);
}

static PurpleBuddy *
get_buddy (Harness *h)
{
  PurpleBuddy *buddy = purple_find_buddy (h->me, "sam");

  if (buddy == NULL) {
    buddy = purple_buddy_new (h->me, "sam", NULL);
    purple_blist_add_buddy (buddy, NULL, NULL, NULL);
  }
  return buddy;
}

static void
call_oneself (Harness *h, PurpleConversation *room)
{
  get_buddy (h);
  serv_got_alias (purple_account_get_connection (h->me), "sam", "sam");
  serv_got_alias (purple_account_get_connection (h->me), "sam", NAME);
  g_string_assign (told (), harness_last (h->people)->text);
}

static void
ask_to_be_authorised (Harness *h, PurpleConversation *room)
{
  purple_account_request_authorization (h->me, "wren", NULL, NULL, HEAVY, TRUE, NULL, NULL, NULL);
  g_string_assign (told (), harness_last (h->requests)->text);
}

static void
describe (Harness *h, PurpleConversation *room)
{
  PurpleBuddy *buddy = get_buddy (h);
  PurplePlugin *protocol = purple_find_prpl (purple_account_get_protocol_id (h->me));
  PurpleNotifyUserInfo *info = purple_notify_user_info_new ();
  g_autofree char *text = NULL;

  PURPLE_PLUGIN_PROTOCOL_INFO (protocol)->tooltip_text (buddy, info, TRUE);
  text = purple_notify_user_info_get_text_with_newline (info, "\n");
  g_string_assign (told (), text);
  purple_notify_user_info_destroy (info);
}

static void
open_link (Harness *h, PurpleConversation *room)
{
  g_string_truncate (told (), 0);
  purple_notify_uri (NULL, "https://example.org/");
}

static void
list_room (Harness *h, PurpleConversation *room)
{
  PurpleRoomlist *list = purple_roomlist_new (h->me);

  g_string_truncate (told (), 0);
  purple_roomlist_room_add (list, purple_roomlist_room_new (PURPLE_ROOMLIST_ROOMTYPE_ROOM, HEAVY, NULL));
  purple_roomlist_unref (list);
}

static void
send_smiley (Harness *h, PurpleConversation *room)
{
  g_string_truncate (told (), 0);
  if (purple_conv_custom_smiley_add (room, ":frog:", NULL, NULL, TRUE)) {
    purple_conv_custom_smiley_write (room, ":frog:", (const guchar *)" data ", 6);
    purple_conv_custom_smiley_close (room, ":frog:");
  }
}

static void
offer_file (Harness *h, PurpleConversation *room)
{
  PurpleXfer *xfer = purple_xfer_new (h->me, PURPLE_XFER_RECEIVE, "sam");

  g_string_truncate (told (), 0);
  purple_xfer_set_filename (xfer, "notes.txt");
  purple_xfer_add (xfer);
  purple_xfer_unref (xfer);
}

static const struct {
  const char *what;
  void (*act) (Harness *h, PurpleConversation *room);
  const char *with;    /* what the UI is told while Haven is there */
  const char *without; /* and what when it has gone */
} rows[] = {
    {"a line", say, "content note: self-harm", HEAVY},
    {"somebody comes into a room", join, "name 1: self-harm", NAME},
    {"somebody in a room has another name", rename_somebody, "name 1: self-harm", NAME},
    {"a contact calls themselves something", call_oneself, "name 1: self-harm", NAME},
    {"somebody asks to be authorised", ask_to_be_authorised, "content note: self-harm", HEAVY},
    {"the card beside the buddy list", describe, "content note: self-harm", HEAVY},
    {"a link is opened", open_link, "https://example.org/", "https://example.org/"},
    {"a server lists a room", list_room, "content note: self-harm", HEAVY},
    {"a smiley of somebody's own", send_smiley, "", ":frog: data end"},
    {"a file is offered", offer_file, "notes.txt", "notes.txt"},
};

/* --- the UI, and the plugin that copies it --- */

static void
complete_ui (Harness *h)
{
  PurpleRoomlistUiOps *rooms = g_new0 (PurpleRoomlistUiOps, 1);
  PurpleXferUiOps *transfers = g_new0 (PurpleXferUiOps, 1);

  h->conversation_ops.custom_smiley_add = tell_smiley;
  h->conversation_ops.custom_smiley_write = tell_smiley_data;
  h->conversation_ops.custom_smiley_close = tell_smiley_end;
  h->notify_ops.notify_uri = tell_uri;
  rooms->add_room = tell_room;
  purple_roomlist_set_ui_ops (rooms);
  transfers->add_xfer = tell_transfer;
  purple_xfers_set_ui_ops (transfers);
  PURPLE_PLUGIN_PROTOCOL_INFO (h->loopback)->tooltip_text = tell_card;
}

static gboolean
copier_load (PurplePlugin *copier)
{
  Copies *copies = copier->extra = g_new0 (Copies, 1);
  PurplePlugin *protocol = purple_find_prpl (LOOPBACK_ID);

  copies->list = *purple_blist_get_ui_ops ();
  copies->account = *purple_accounts_get_ui_ops ();
  copies->notify = *purple_notify_get_ui_ops ();
  copies->rooms = *purple_roomlist_get_ui_ops ();
  copies->transfers = *purple_xfers_get_ui_ops ();
  copies->copied = PURPLE_PLUGIN_PROTOCOL_INFO (protocol);
  copies->protocol = *copies->copied;
  purple_blist_set_ui_ops (&copies->list);
  purple_accounts_set_ui_ops (&copies->account);
  purple_notify_set_ui_ops (&copies->notify);
  purple_roomlist_set_ui_ops (&copies->rooms);
  purple_xfers_set_ui_ops (&copies->transfers);
  protocol->info->extra_info = &copies->protocol;
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
    copies->conversation = *purple_conversation_get_ui_ops (l->data);
    purple_conversation_set_ui_ops (l->data, &copies->conversation);
  }
  return TRUE;
}

static PurplePlugin *
load_copier (void)
{
  PurplePlugin *plugin = purple_plugin_new (TRUE, NULL);
  PurplePluginInfo *info = g_new0 (PurplePluginInfo, 1);

  info->magic = PURPLE_PLUGIN_MAGIC;
  info->major_version = PURPLE_MAJOR_VERSION;
  info->minor_version = PURPLE_MINOR_VERSION;
  info->type = PURPLE_PLUGIN_STANDARD;
  info->id = (char *)"core-copier";
  info->name = info->version = (char *)"Copier";
  info->summary = info->description = info->author = info->homepage = (char *)"";
  info->load = copier_load;
  plugin->info = info;
  purple_plugin_register (plugin);
  g_assert_true (purple_plugin_load (plugin));
  return plugin;
}

/* One start for all of them: reading the packs takes longer than everything else. */
static void
check (Harness *h, PurpleConversation *room, gboolean with)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *expected = with ? rows[i].with : rows[i].without;

    rows[i].act (h, room);
    if (strstr (told ()->str, expected) == NULL || (*expected == '\0' && told ()->len > 0))
      g_error ("%s: the UI was told \"%s\"", rows[i].what, told ()->str);
  }
}

static void
test_copied (Harness *h)
{
  PurpleConversation *room;

  complete_ui (h);
  harness_load (h);
  room = loopback_join (h->me, "corner");
  load_copier ();
  check (h, room, TRUE);
  harness_unload (h);
  check (h, room, FALSE);
  harness_load (h);
  check (h, room, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_add ("/copied/acts-passes-and-acts-again", &not_yet, test_copied);
  return g_test_run ();
}
