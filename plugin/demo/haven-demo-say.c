/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-demo-say.h"

#include "haven-demo.h"

/* What others do in the demo, each by the word that a test or a script says it with. */

/**
 * haven_demo_deliver:
 * @gc: the demo's connection
 * @place: the room, or a private chat
 * @who: who says it
 * @text: libpurple markup
 * @flags: what else is true of it
 */
void
haven_demo_deliver (
    PurpleConnection *gc, HavenDemoPlace place, const char *who, const char *text, PurpleMessageFlags flags)
{
  if (place == HAVEN_DEMO_PLACE_ROOM)
    serv_got_chat_in (gc, HAVEN_DEMO_ROOM_ID, who, PURPLE_MESSAGE_RECV | flags, text, time (NULL));
  else
    serv_got_im (gc, who, text, PURPLE_MESSAGE_RECV | flags, time (NULL));
}

static PurpleConvChat *
room_of (PurpleConnection *gc)
{
  PurpleConversation *conv = purple_find_chat (gc, HAVEN_DEMO_ROOM_ID);

  return conv != NULL ? PURPLE_CONV_CHAT (conv) : NULL;
}

static void
say_room (PurpleConnection *gc, const char *who, const char *text)
{
  haven_demo_deliver (gc, HAVEN_DEMO_PLACE_ROOM, who, text, 0);
}

static void
say_topic (PurpleConnection *gc, const char *who, const char *text)
{
  if (room_of (gc) != NULL)
    purple_conv_chat_set_topic (room_of (gc), who, text);
}

static void
say_join (PurpleConnection *gc, const char *who, const char *text)
{
  if (room_of (gc) != NULL)
    purple_conv_chat_add_user (room_of (gc), who, *text != '\0' ? text : NULL, 0, TRUE);
}

static void
say_leave (PurpleConnection *gc, const char *who, const char *text)
{
  if (room_of (gc) != NULL)
    purple_conv_chat_remove_user (room_of (gc), who, *text != '\0' ? text : NULL);
}

static void
say_status (PurpleConnection *gc, const char *who, const char *text)
{
  purple_prpl_got_user_status (purple_connection_get_account (gc), who, "available", "message", text, NULL);
}

static void
say_alias (PurpleConnection *gc, const char *who, const char *text)
{
  serv_got_alias (gc, who, text);
}

static void
say_invitation (PurpleConnection *gc, const char *who, const char *text)
{
  GHashTable *components = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (components, (gpointer) "room", g_strdup (HAVEN_DEMO_ROOM));
  serv_got_chat_invite (gc, HAVEN_DEMO_ROOM, who, text, components);
}

static void
ignore (void *data)
{
}

static void
say_request (PurpleConnection *gc, const char *who, const char *text)
{
  purple_account_request_authorization (purple_connection_get_account (gc), who, NULL, NULL, text, FALSE,
                                        ignore, ignore, NULL);
}

/* Somebody's picture of themselves: @text is a file. */
static void
say_icon (PurpleConnection *gc, const char *who, const char *text)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  if (g_file_get_contents (text, &data, &length, NULL))
    purple_buddy_icons_set_for_user (purple_connection_get_account (gc), who, g_memdup2 (data, length),
                                     length, "demo");
}

/* A picture in a message: @text is a file. */
static void
say_picture (PurpleConnection *gc, const char *who, const char *text)
{
  g_autofree char *data = NULL;
  g_autofree char *markup = NULL;
  gsize length = 0;

  if (!g_file_get_contents (text, &data, &length, NULL))
    return;
  markup = g_strdup_printf ("look <img id=\"%d\">", haven_demo_add_picture (gc, data, length, "picture"));
  haven_demo_deliver (gc, HAVEN_DEMO_PLACE_ROOM, who, markup, PURPLE_MESSAGE_IMAGES);
}

/* A smiley of somebody's own, and a message with it: @text is its word and a file. */
static void
say_smiley (PurpleConnection *gc, const char *who, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_autofree char *line = g_strconcat ("good morning ", words[0], NULL);
  g_autofree char *data = NULL;
  PurpleConversation *conv =
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, who, purple_connection_get_account (gc));
  gsize length = 0;

  if (conv == NULL || g_strv_length (words) != 2 || !g_file_get_contents (words[1], &data, &length, NULL))
    return;
  if (purple_conv_custom_smiley_add (conv, words[0], "sha1", words[1], TRUE)) {
    purple_conv_custom_smiley_write (conv, words[0], (const guchar *)data, length);
    purple_conv_custom_smiley_close (conv, words[0]);
  }
  haven_demo_deliver (gc, HAVEN_DEMO_PLACE_PRIVATE, who, line, 0);
}

static void
start_nothing (PurpleXfer *xfer)
{
}

static void
say_file (PurpleConnection *gc, const char *who, const char *text)
{
  PurpleXfer *xfer = purple_xfer_new (purple_connection_get_account (gc), PURPLE_XFER_RECEIVE, who);

  purple_xfer_set_init_fnc (xfer, start_nothing);
  purple_xfer_set_filename (xfer, text);
  purple_xfer_set_size (xfer, 1024);
  purple_xfer_request (xfer);
}

/* The user drops a file on somebody: @text is its path. */
static void
say_send (PurpleConnection *gc, const char *who, const char *text)
{
  serv_send_file (gc, who, text);
}

static void
say_profile (PurpleConnection *gc, const char *who, const char *text)
{
  PurpleNotifyUserInfo *info = purple_notify_user_info_new ();

  purple_notify_user_info_add_pair (info, "About", text);
  purple_notify_userinfo (gc, who, info, NULL, NULL);
  purple_notify_user_info_destroy (info);
}

static const struct {
  const char *where;
  void (*say) (PurpleConnection *gc, const char *who, const char *text);
} sayings[] = {
    {"room", say_room},     {"topic", say_topic},     {"join", say_join},         {"leave", say_leave},
    {"status", say_status}, {"alias", say_alias},     {"invite", say_invitation}, {"request", say_request},
    {"icon", say_icon},     {"picture", say_picture}, {"file", say_file},         {"profile", say_profile},
    {"send", say_send},     {"smiley", say_smiley},
};

/**
 * haven_demo_say:
 * @gc: the demo's connection
 * @where: one of the words above; anything else is a private message
 * @who: who does it
 * @text: in what words, or with which file
 */
void
haven_demo_say (PurpleConnection *gc, const char *where, const char *who, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (purple_strequal (where, sayings[i].where)) {
      sayings[i].say (gc, who, text);
      return;
    }
  haven_demo_deliver (gc, HAVEN_DEMO_PLACE_PRIVATE, who, text, 0);
}
