/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-demo.h"

#include "haven-config.h"
#include "haven-demo-files.h"
#include "haven-demo-pipe.h"
#include "haven-demo-resources.h"
#include "haven-demo-say.h"
#include "haven-demo-scene.h"

/*
 * "Haven demo": a protocol that never leaves the process. One account is always online in one small
 * room with two private chats, and a scene is played to it. scripts/try and the window tests use it;
 * nobody installs it for anything else.
 *
 * HAVEN_DEMO_PACE in the environment is the pace in percent; 0 waits for the "step" call. HAVEN_DEMO_PIPE is
 * a named pipe from which more is said.
 */

#define HAVEN_DEMO_ID "prpl-haven-demo"

typedef struct {
  PurpleConnection *gc;
  gsize next; /* the scene's next line */
  guint timer;
  guint pace;
  GArray *pictures; /* imgstore ids that we hold until we log out */
  HavenDemoPipe *pipe;
} HavenDemo;

static void schedule (HavenDemo *demo);

static void
haven_demo_free (HavenDemo *demo)
{
  if (demo->timer != 0)
    purple_timeout_remove (demo->timer);
  haven_demo_pipe_free (demo->pipe);
  for (guint i = 0; i < demo->pictures->len; i++)
    purple_imgstore_unref_by_id (g_array_index (demo->pictures, int, i));
  g_array_unref (demo->pictures);
  g_free (demo);
}

/* The protocol runs one account at a time: the first that is online is the one that plays. */
static PurpleConnection *
find_connection (void)
{
  for (GList *l = purple_connections_get_all (); l != NULL; l = l->next) {
    PurpleAccount *account = purple_connection_get_account (l->data);

    if (purple_strequal (purple_account_get_protocol_id (account), HAVEN_DEMO_ID))
      return l->data;
  }
  return NULL;
}

/**
 * haven_demo_add_picture:
 * @gc: the demo's connection, which holds the picture until it logs out
 * @data: a picture's file
 * @length: its size in bytes
 * @name: what the file is called
 *
 * Returns: its number in the image store
 */
int
haven_demo_add_picture (PurpleConnection *gc, gconstpointer data, gsize length, const char *name)
{
  HavenDemo *demo = purple_connection_get_protocol_data (gc);
  /* the store frees the data with g_free(), hence the copy */
  int id = purple_imgstore_add_with_id (g_memdup2 (data, length), length, name);

  g_array_append_val (demo->pictures, id);
  return id;
}

static char *
with_picture (HavenDemo *demo, const char *text, const char *resource)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (haven_demo_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *number = NULL;
  gsize size = 0;
  gconstpointer data;

  if (bytes == NULL)
    return g_strdup (text);
  data = g_bytes_get_data (bytes, &size);
  number = g_strdup_printf ("%d", haven_demo_add_picture (demo->gc, data, size, "lake.png"));
  return purple_strreplace (text, "%d", number);
}

/* Returns the number of the line that was played, from 1; 0 at the end. */
static int
play_next (HavenDemo *demo)
{
  gsize n_lines = 0;
  const HavenDemoLine *scene = haven_demo_scene (&n_lines);
  const HavenDemoLine *line;

  if (demo->next >= n_lines)
    return 0;
  line = &scene[demo->next++];
  if (line->picture != NULL) {
    g_autofree char *text = with_picture (demo, line->text, line->picture);
    haven_demo_deliver (demo->gc, line->place, line->who, text, PURPLE_MESSAGE_IMAGES);
  } else {
    haven_demo_deliver (demo->gc, line->place, line->who, line->text, 0);
  }
  return (int)demo->next;
}

static gboolean
on_timer (gpointer user_data)
{
  HavenDemo *demo = user_data;

  demo->timer = 0;
  play_next (demo);
  schedule (demo);
  return FALSE;
}

static void
schedule (HavenDemo *demo)
{
  gsize n_lines = 0;
  const HavenDemoLine *scene = haven_demo_scene (&n_lines);

  if (demo->pace == 0 || demo->next >= n_lines)
    return;
  demo->timer = purple_timeout_add (MAX (1, scene[demo->next].pause * 100 / demo->pace), on_timer, demo);
}

/* IPC "step": plays the next @count lines of the scene; the last one's number, or 0 when there is none left.
 */
static int
ipc_step (int count)
{
  PurpleConnection *gc = find_connection ();
  int number = 0;

  for (int i = 0; gc != NULL && i < count; i++)
    number = play_next (purple_connection_get_protocol_data (gc));
  return number;
}

/* IPC "say": TRUE if somebody is online to hear it. */
static gboolean
ipc_say (const char *where, const char *who, const char *text)
{
  PurpleConnection *gc = find_connection ();

  if (gc == NULL)
    return FALSE;
  haven_demo_say (gc, where, who, text);
  return TRUE;
}

static void
enter_room (PurpleConnection *gc)
{
  static const struct {
    const char *name;
    PurpleConvChatBuddyFlags flags;
  } people[] = {
      {"lena", PURPLE_CBFLAGS_OP}, {"jo", 0}, {"kim", 0}, {"sam", 0}, {"wren", 0}, {HAVEN_DEMO_ME, 0},
  };
  PurpleConversation *conv = serv_got_joined_chat (gc, HAVEN_DEMO_ROOM_ID, HAVEN_DEMO_ROOM);
  PurpleConvChat *chat = PURPLE_CONV_CHAT (conv);

  purple_conv_chat_set_nick (chat, HAVEN_DEMO_ME);
  purple_conv_chat_set_topic (chat, "lena", "evenings together: come as you are");
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    purple_conv_chat_add_user (chat, people[i].name, NULL, people[i].flags, FALSE);
}

static gboolean
enter_later (gpointer user_data)
{
  HavenDemo *demo = user_data;

  enter_room (demo->gc);
  demo->timer = 0;
  if (g_getenv ("HAVEN_DEMO_PIPE") != NULL)
    demo->pipe = haven_demo_pipe_new (g_getenv ("HAVEN_DEMO_PIPE"), ipc_say);
  schedule (demo);
  return FALSE;
}

static void
demo_login (PurpleAccount *account)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  const char *pace = g_getenv ("HAVEN_DEMO_PACE");
  HavenDemo *demo = g_new0 (HavenDemo, 1);

  demo->gc = gc;
  demo->pace = pace != NULL ? (guint)CLAMP (g_ascii_strtoll (pace, NULL, 10), 0, 10000) : 100;
  demo->pictures = g_array_new (FALSE, FALSE, sizeof (int));
  purple_connection_set_protocol_data (gc, demo);
  gc->flags |= PURPLE_CONNECTION_HTML;
  purple_connection_set_display_name (gc, HAVEN_DEMO_ME);
  purple_connection_set_state (gc, PURPLE_CONNECTED);
  for (GSList *l = purple_find_buddies (account, NULL); l != NULL; l = g_slist_delete_link (l, l))
    purple_prpl_got_user_status (account, purple_buddy_get_name (l->data), "available", NULL);
  demo->timer = purple_timeout_add (300, enter_later, demo);
}

static void
demo_close (PurpleConnection *gc)
{
  HavenDemo *demo = purple_connection_get_protocol_data (gc);

  purple_connection_set_protocol_data (gc, NULL);
  haven_demo_free (demo);
}

static int
demo_send_im (PurpleConnection *gc, const char *who, const char *message, PurpleMessageFlags flags)
{
  haven_demo_keep_pictures (message);
  return 1;
}

static int
demo_chat_send (PurpleConnection *gc, int id, const char *message, PurpleMessageFlags flags)
{
  serv_got_chat_in (gc, id, HAVEN_DEMO_ME, PURPLE_MESSAGE_SEND, message, time (NULL));
  return 0;
}

static const char *
demo_list_icon (PurpleAccount *account, PurpleBuddy *buddy)
{
  return "bonjour"; /* a picture that every Pidgin has: the local one */
}

static GList *
demo_status_types (PurpleAccount *account)
{
  GList *types = NULL;

  types = g_list_append (types, purple_status_type_new_with_attrs (
                                    PURPLE_STATUS_AVAILABLE, "available", NULL, TRUE, TRUE, FALSE, "message",
                                    "Message", purple_value_new (PURPLE_TYPE_STRING), NULL));
  types = g_list_append (types, purple_status_type_new (PURPLE_STATUS_OFFLINE, "offline", NULL, TRUE));
  return types;
}

static GList *
demo_chat_info (PurpleConnection *gc)
{
  struct proto_chat_entry *entry = g_new0 (struct proto_chat_entry, 1);

  entry->label = "_Room:";
  entry->identifier = "room";
  entry->required = TRUE;
  return g_list_append (NULL, entry);
}

static GHashTable *
demo_chat_info_defaults (PurpleConnection *gc, const char *chat_name)
{
  GHashTable *defaults = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (defaults, (gpointer) "room",
                       g_strdup (chat_name != NULL ? chat_name : HAVEN_DEMO_ROOM));
  return defaults;
}

static char *
demo_get_chat_name (GHashTable *components)
{
  return g_strdup (g_hash_table_lookup (components, "room"));
}

static void
demo_join_chat (PurpleConnection *gc, GHashTable *components)
{
  if (purple_find_chat (gc, HAVEN_DEMO_ROOM_ID) == NULL)
    enter_room (gc);
}

static void
demo_chat_leave (PurpleConnection *gc, int id)
{
}

static void
demo_add_buddy (PurpleConnection *gc, PurpleBuddy *buddy, PurpleGroup *group)
{
  purple_prpl_got_user_status (purple_connection_get_account (gc), purple_buddy_get_name (buddy), "available",
                               NULL);
}

static void
demo_remove_buddy (PurpleConnection *gc, PurpleBuddy *buddy, PurpleGroup *group)
{
}

static void
demo_set_status (PurpleAccount *account, PurpleStatus *status)
{
}

static char *
demo_status_text (PurpleBuddy *buddy)
{
  const PurpleStatus *status = purple_presence_get_active_status (purple_buddy_get_presence (buddy));
  const char *message = purple_status_get_attr_string (status, "message");

  return message != NULL ? g_markup_escape_text (message, -1) : NULL;
}

static void
demo_tooltip_text (PurpleBuddy *buddy, PurpleNotifyUserInfo *info, gboolean full)
{
  g_autofree char *text = demo_status_text (buddy);

  if (text != NULL)
    purple_notify_user_info_add_pair (info, "Message", text);
}

/* A list of two rooms; both are the one that there is. */
static PurpleRoomlist *
demo_roomlist (PurpleConnection *gc)
{
  static const char *const topics[] = {"tea and quiet company", "tonight: I cut myself again last night"};
  PurpleRoomlist *list = purple_roomlist_new (purple_connection_get_account (gc));

  purple_roomlist_set_fields (list,
                              g_list_append (NULL, purple_roomlist_field_new (PURPLE_ROOMLIST_FIELD_STRING,
                                                                              "Topic", "topic", FALSE)));
  purple_roomlist_set_in_progress (list, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++) {
    PurpleRoomlistRoom *room =
        purple_roomlist_room_new (PURPLE_ROOMLIST_ROOMTYPE_ROOM, HAVEN_DEMO_ROOM, NULL);

    purple_roomlist_room_add_field (list, room, topics[i]);
    purple_roomlist_room_add (list, room);
  }
  purple_roomlist_set_in_progress (list, FALSE);
  return list;
}

static void
demo_roomlist_cancel (PurpleRoomlist *list)
{
}

static PurplePluginProtocolInfo protocol = {
    .options = OPT_PROTO_NO_PASSWORD | OPT_PROTO_IM_IMAGE | OPT_PROTO_CHAT_TOPIC,
    .icon_spec = {(char *)"png,gif", 0, 0, 96, 96, 0, PURPLE_ICON_SCALE_DISPLAY},
    .list_icon = demo_list_icon,
    .status_text = demo_status_text,
    .tooltip_text = demo_tooltip_text,
    .roomlist_get_list = demo_roomlist,
    .roomlist_cancel = demo_roomlist_cancel,
    .status_types = demo_status_types,
    .chat_info = demo_chat_info,
    .chat_info_defaults = demo_chat_info_defaults,
    .login = demo_login,
    .close = demo_close,
    .send_im = demo_send_im,
    .set_status = demo_set_status,
    .add_buddy = demo_add_buddy,
    .remove_buddy = demo_remove_buddy,
    .join_chat = demo_join_chat,
    .get_chat_name = demo_get_chat_name,
    .chat_leave = demo_chat_leave,
    .chat_send = demo_chat_send,
    .new_xfer = haven_demo_new_xfer,
    .send_file = haven_demo_send_file,
    .struct_size = sizeof (PurplePluginProtocolInfo),
};

static gboolean
demo_load (PurplePlugin *plugin)
{
  purple_plugin_ipc_register (plugin, "step", PURPLE_CALLBACK (ipc_step), purple_marshal_INT__INT,
                              purple_value_new (PURPLE_TYPE_INT), 1, purple_value_new (PURPLE_TYPE_INT));
  purple_plugin_ipc_register (
      plugin, "say", PURPLE_CALLBACK (ipc_say), purple_marshal_BOOLEAN__POINTER_POINTER_POINTER,
      purple_value_new (PURPLE_TYPE_BOOLEAN), 3, purple_value_new (PURPLE_TYPE_STRING),
      purple_value_new (PURPLE_TYPE_STRING), purple_value_new (PURPLE_TYPE_STRING));
  return TRUE;
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 14,
    .type = PURPLE_PLUGIN_PROTOCOL,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *)HAVEN_DEMO_ID,
    .name = (char *)"Haven demo",
    .version = (char *)HAVEN_VERSION,
    .summary = (char *)"A small room that never leaves this computer",
    .description = (char *)"Plays a scene for trying Haven. Nothing is sent to anyone.",
    .author = (char *)"The Haven authors",
    .load = demo_load,
    .extra_info = &protocol,
};

static void
init_plugin (PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN (haven_demo, init_plugin, info)
