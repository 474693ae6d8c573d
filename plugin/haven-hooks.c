/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-hooks.h"

#include "haven-apply.h"
#include "haven-directory.h"
#include "haven-nicks.h"
#include "haven-replies.h"
#include "haven-roster.h"
#include "haven-ask.h"
#include "haven-offers.h"
#include "haven-room-card.h"
#include "haven-send.h"
#include "haven-smileys.h"
#include "haven-surfaces.h"

/* Every libpurple signal that the core plugin listens to, in one table at the end of this file. The
 * callbacks only hand on: they never let an error of Haven's stop a message. */

static gboolean
on_receiving_im (PurpleAccount *account,
                 char **sender,
                 char **text,
                 PurpleConversation *conversation,
                 PurpleMessageFlags *flags,
                 gpointer plugin)
{
  if (*sender == NULL || *text == NULL)
    return FALSE;
  return haven_apply_receiving (plugin, account, *sender, text, conversation, flags, HAVEN_CONVERSATION_IM);
}

static gboolean
on_receiving_chat (PurpleAccount *account,
                   char **sender,
                   char **text,
                   PurpleConversation *conversation,
                   PurpleMessageFlags *flags,
                   gpointer plugin)
{
  /* a room sends what the user said back to them */
  if (*sender == NULL || *text == NULL || conversation == NULL || (*flags & PURPLE_MESSAGE_SEND) != 0)
    return FALSE;
  return haven_apply_receiving (plugin, account, *sender, text, conversation, flags, HAVEN_CONVERSATION_CHAT);
}

static gboolean
on_writing (PurpleAccount *account,
            const char *who,
            char **text,
            PurpleConversation *conversation,
            PurpleMessageFlags flags,
            gpointer plugin)
{
  if (*text != NULL)
    haven_apply_writing (plugin, account, who, text, conversation, flags);
  return FALSE;
}

static gboolean
on_writing_end (PurpleAccount *account,
                const char *who,
                char **text,
                PurpleConversation *conversation,
                PurpleMessageFlags flags,
                gpointer plugin)
{
  if (*text != NULL)
    haven_lines_enter (((HavenPlugin *)plugin)->lines, conversation);
  return FALSE;
}

static void
on_wrote (PurpleAccount *account,
          const char *who,
          const char *text,
          PurpleConversation *conversation,
          PurpleMessageFlags flags,
          gpointer plugin)
{
  haven_lines_leave (((HavenPlugin *)plugin)->lines, conversation);
}

static void
on_sending_im (PurpleAccount *account, const char *receiver, char **text, gpointer plugin)
{
  PurpleConversation *conversation =
      purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, receiver, account);

  if (((HavenPlugin *)plugin)->is_bitlbee && *text != NULL)
    haven_nicks_pass_on (account, receiver, text);
  if (conversation != NULL && *text != NULL && **text != '\0')
    haven_send_filter (plugin, conversation, text);
}

static void
on_sending_chat (PurpleAccount *account, char **text, int id, gpointer plugin)
{
  PurpleConnection *gc = purple_account_get_connection (account);
  PurpleConversation *conversation = gc != NULL ? purple_find_chat (gc, id) : NULL;

  if (conversation != NULL && *text != NULL && **text != '\0')
    haven_send_filter (plugin, conversation, text);
}

static void
on_conversation_created (PurpleConversation *conversation, gpointer data)
{
  HavenPlugin *plugin = data;
  HavenDraft *draft;

  haven_display_wrap (plugin->display, conversation);
  if (plugin->is_bitlbee && purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
    haven_veils_bind_first (plugin->veils, conversation);
  haven_drafts_join_conversation (plugin->drafts, conversation);
  draft = haven_drafts_find (plugin->drafts, conversation);
  if (draft != NULL)
    haven_ask_soon (draft);
  haven_offers_conversation_created (plugin->offers, conversation);
  haven_surfaces_title (plugin, conversation);
}

static void
on_conversation_updated (PurpleConversation *conversation, PurpleConvUpdateType type, gpointer plugin)
{
  if (type == PURPLE_CONV_UPDATE_TITLE)
    haven_surfaces_title (plugin, conversation);
}

static void
on_conversation_deleting (PurpleConversation *conversation, gpointer data)
{
  HavenPlugin *plugin = data;

  if (plugin->passing == conversation)
    plugin->passing = NULL;
  haven_lines_forget_conversation (plugin->lines, conversation);
  haven_veils_forget_conversation (plugin->veils, conversation);
  haven_drafts_leave_conversation (plugin->drafts, conversation);
  haven_approvals_forget (plugin->approvals, conversation);
  haven_offers_conversation_deleted (plugin->offers, conversation);
  haven_rooms_forget (plugin->rooms, conversation);
  haven_replies_forget (plugin->replies, conversation);
  haven_names_forget_conversation (plugin->names, conversation);
  haven_surfaces_forget_title (conversation);
  haven_smileys_forget (conversation);
}

static void
on_chat_joined (PurpleConversation *conversation, gpointer data)
{
  HavenPlugin *plugin = data;

  haven_rooms_ask (plugin->rooms, conversation);
  haven_room_card_remind (plugin, conversation);
}

static void
on_account_removed (PurpleAccount *account, gpointer data)
{
  HavenPlugin *plugin = data;

  haven_veils_forget_account (plugin->veils, account);
  haven_drafts_forget_account (plugin->drafts, account);
  haven_offers_forget_account (plugin->offers, account);
  haven_surfaces_forget_account (plugin, account);
  haven_names_forget (plugin->names);
}

static int
on_chat_invited (PurpleAccount *account,
                 const char *inviter,
                 const char *room,
                 const char *message,
                 GHashTable *components,
                 gpointer plugin)
{
  return haven_surfaces_invitation (plugin, account, inviter, room, message, components);
}

static int
on_authorisation (PurpleAccount *account, const char *who, const char *message, gpointer plugin)
{
  return haven_surfaces_authorisation (plugin, account, who, message);
}

static gboolean
on_joining (PurpleConversation *room, const char *who, PurpleConvChatBuddyFlags flags, gpointer plugin)
{
  return haven_surfaces_hides_coming (plugin, room, who);
}

static void
on_joined (PurpleConversation *room,
           const char *who,
           PurpleConvChatBuddyFlags flags,
           gboolean new_arrival,
           gpointer plugin)
{
  if (new_arrival)
    haven_surfaces_joined (plugin, room, who);
}

static gboolean
on_leaving (PurpleConversation *room, const char *who, const char *reason, gpointer data)
{
  HavenPlugin *plugin = data;

  haven_lines_heard (plugin->lines, room, reason);
  return haven_surfaces_hides_coming (plugin, room, who);
}

static void
on_topic_changed (PurpleConversation *room, const char *who, const char *topic, gpointer plugin)
{
  haven_lines_heard (((HavenPlugin *)plugin)->lines, room, topic);
}

static void
on_left (PurpleConversation *room, const char *who, const char *reason, gpointer plugin)
{
  haven_addresses_left (((HavenPlugin *)plugin)->addresses, room, who);
}

static void
on_typing (PurpleAccount *account, const char *who, gpointer plugin)
{
  haven_surfaces_typing (plugin, account, who);
}

static void
on_file_offered (PurpleXfer *xfer, gpointer plugin)
{
  haven_surfaces_file (plugin, xfer);
}

static void
on_buddy_status (PurpleBuddy *buddy, PurpleStatus *before, PurpleStatus *now, gpointer plugin)
{
  haven_roster_update (buddy);
}

static void
on_buddy_idle (PurpleBuddy *buddy, int before, int now, gpointer plugin)
{
  haven_roster_update (buddy);
}

static void
on_transfer_over (PurpleXfer *xfer, gpointer plugin)
{
  haven_offers_transfer_over (((HavenPlugin *)plugin)->offers, xfer);
}

static void
on_signing_off (PurpleConnection *connection, gpointer plugin)
{
  haven_offers_signing_off (((HavenPlugin *)plugin)->offers, connection);
}

static void
on_user_info (PurpleAccount *account, const char *who, PurpleNotifyUserInfo *info, gpointer plugin)
{
  haven_directory_user_info (plugin, account, info);
}

/* Priorities ascend: LOWEST runs first. What comes in is judged last, behind decryption, and what goes out
 * first, before encryption; the log must get the original, so writing-* is first too. */
static const struct {
  void *(*handle) (void);
  const char *signal;
  PurpleCallback callback;
  int priority;
} hooks[] = {
    {purple_conversations_get_handle, "receiving-im-msg", PURPLE_CALLBACK (on_receiving_im),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "receiving-chat-msg", PURPLE_CALLBACK (on_receiving_chat),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "writing-im-msg", PURPLE_CALLBACK (on_writing),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "writing-chat-msg", PURPLE_CALLBACK (on_writing),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "writing-im-msg", PURPLE_CALLBACK (on_writing_end),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "writing-chat-msg", PURPLE_CALLBACK (on_writing_end),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "wrote-im-msg", PURPLE_CALLBACK (on_wrote),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "wrote-chat-msg", PURPLE_CALLBACK (on_wrote),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "sending-im-msg", PURPLE_CALLBACK (on_sending_im),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "sending-chat-msg", PURPLE_CALLBACK (on_sending_chat),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "conversation-created", PURPLE_CALLBACK (on_conversation_created),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "conversation-updated", PURPLE_CALLBACK (on_conversation_updated),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "deleting-conversation", PURPLE_CALLBACK (on_conversation_deleting),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "chat-joined", PURPLE_CALLBACK (on_chat_joined),
     PURPLE_SIGNAL_PRIORITY_DEFAULT},
    {purple_conversations_get_handle, "chat-buddy-joining", PURPLE_CALLBACK (on_joining),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "chat-buddy-joined", PURPLE_CALLBACK (on_joined),
     PURPLE_SIGNAL_PRIORITY_DEFAULT},
    {purple_conversations_get_handle, "chat-buddy-leaving", PURPLE_CALLBACK (on_leaving),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "chat-topic-changed", PURPLE_CALLBACK (on_topic_changed),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_conversations_get_handle, "chat-buddy-left", PURPLE_CALLBACK (on_left),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "chat-invited", PURPLE_CALLBACK (on_chat_invited),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_accounts_get_handle, "account-authorization-requested-with-message",
     PURPLE_CALLBACK (on_authorisation), PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_xfers_get_handle, "file-recv-request", PURPLE_CALLBACK (on_file_offered),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_xfers_get_handle, "file-send-complete", PURPLE_CALLBACK (on_transfer_over),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_xfers_get_handle, "file-send-cancel", PURPLE_CALLBACK (on_transfer_over),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_connections_get_handle, "signing-off", PURPLE_CALLBACK (on_signing_off),
     PURPLE_SIGNAL_PRIORITY_LOWEST},
    {purple_notify_get_handle, "displaying-userinfo", PURPLE_CALLBACK (on_user_info),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_conversations_get_handle, "buddy-typing", PURPLE_CALLBACK (on_typing),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_blist_get_handle, "buddy-status-changed", PURPLE_CALLBACK (on_buddy_status),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_blist_get_handle, "buddy-idle-changed", PURPLE_CALLBACK (on_buddy_idle),
     PURPLE_SIGNAL_PRIORITY_HIGHEST},
    {purple_accounts_get_handle, "account-removed", PURPLE_CALLBACK (on_account_removed),
     PURPLE_SIGNAL_PRIORITY_DEFAULT},
};

/**
 * haven_hooks_connect:
 * @plugin: the plugin
 */
void
haven_hooks_connect (HavenPlugin *plugin)
{
  for (guint i = 0; i < G_N_ELEMENTS (hooks); i++)
    purple_signal_connect_priority (hooks[i].handle (), hooks[i].signal, plugin->handle, hooks[i].callback,
                                    plugin, hooks[i].priority);
}

/**
 * haven_hooks_disconnect:
 * @plugin: the plugin
 *
 * One call takes away all, because all were connected with the plugin's own handle.
 */
void
haven_hooks_disconnect (HavenPlugin *plugin)
{
  purple_signals_disconnect_by_handle (plugin->handle);
}
