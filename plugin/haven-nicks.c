/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-nicks.h"

#include "haven-apply.h"
#include "haven-convert.h"
#include "haven-own-name.h"
#include "haven-wrap.h"

/*
 * BitlBee makes the nicks of its IRC side from the names by which libpurple knows people in a room, not from
 * what they are called. So there the name itself has a stand-in, wherever BitlBee is told it: who comes in
 * (haven-roster.c), who says something, who leaves. It always has the same one, or BitlBee would see two
 * people. What a room itself says is covered here as well.
 */

/**
 * haven_nicks_cover:
 * @room: a room
 * @name: somebody in it
 *
 * Returns: (transfer full) (nullable): what BitlBee shall know them by; NULL for their name, and in every
 * other UI
 */
char *
haven_nicks_cover (PurpleConversation *room, const char *name)
{
  HavenPlugin *plugin = haven_plugin_get ();
  PurpleAccount *account = purple_conversation_get_account (room);

  if (plugin == NULL || !plugin->is_bitlbee || name == NULL || *name == '\0' ||
      haven_own_name_is (account, name, name))
    return NULL;
  return haven_names_cover_name (plugin, account, room, name);
}

static char *
find_in_room (PurpleConversation *room, const char *stand_in)
{
  for (GList *l = purple_conv_chat_get_users (PURPLE_CONV_CHAT (room)); l != NULL; l = l->next) {
    const char *name = purple_conv_chat_cb_get_name (l->data);
    g_autofree char *covered = haven_nicks_cover (room, name);
    char *address;

    if (g_strcmp0 (covered, stand_in) != 0)
      continue;
    address = haven_convert_real_name (room, name); /* by which they can be written to in private */
    return address != NULL ? address : g_strdup (name);
  }
  return NULL;
}

/**
 * haven_nicks_pass_on:
 * @account: an account in BitlBee
 * @receiver: whom BitlBee writes to
 * @text: (inout): the markup; NULL afterwards when it went another way
 *
 * What is written to a stand-in goes to whom it stands for.
 */
void
haven_nicks_pass_on (PurpleAccount *account, const char *receiver, char **text)
{
  g_autofree char *words = NULL;

  for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
    g_autofree char *address =
        purple_conversation_get_account (l->data) == account ? find_in_room (l->data, receiver) : NULL;

    if (address == NULL)
      continue;
    words = g_steal_pointer (text);
    purple_conv_im_send (PURPLE_CONV_IM (purple_conversation_new (PURPLE_CONV_TYPE_IM, account, address)),
                         words);
    return;
  }
}

/* What libpurple itself says in a room: its topic, who comes and who leaves. In other UIs writing-chat-msg is
 * asked before that is shown; BitlBee does without. NULL where it may be shown. */
static char *
cover_line (PurpleConversation *room, const char *line, PurpleMessageFlags flags, time_t when)
{
  HavenPlugin *plugin = haven_plugin_get ();
  const HavenArrival arrival = {.account = purple_conversation_get_account (room),
                                .conversation = room,
                                .kind = HAVEN_CONVERSATION_CHAT,
                                .markup = line,
                                .flags = flags,
                                .time = (gint64)when * G_USEC_PER_SEC};
  g_autoptr (HavenVerdict) verdict = NULL;
  const HavenVeil *veil;

  /* a line of Haven's own is one that is not logged */
  if (plugin == NULL || (flags & PURPLE_MESSAGE_SYSTEM) == 0 || (flags & PURPLE_MESSAGE_NO_LOG) != 0)
    return NULL;
  verdict = haven_apply_judge_told (plugin, room, line);
  if (verdict == NULL || verdict->action != HAVEN_ACTION_VEIL)
    return NULL;
  veil = haven_veils_add (plugin->veils, &arrival, g_steal_pointer (&verdict));
  return veil != NULL ? haven_veil_cover (veil) : NULL;
}

static void
write_covered (
    PurpleConversation *room, const char *who, const char *message, PurpleMessageFlags flags, time_t when)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (room);
  g_autofree char *covered = haven_nicks_cover (room, who);
  g_autofree char *line = cover_line (room, message, flags, when);

  HAVEN_BEFORE (ops, write_chat, write_covered)
  (room, covered != NULL ? covered : who, line != NULL ? line : message, flags, when);
}

static void
remove_covered (PurpleConversation *room, GList *names)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (room);
  GList *shown = NULL;

  for (GList *l = names; l != NULL; l = l->next) {
    char *covered = haven_nicks_cover (room, l->data);

    shown = g_list_prepend (shown, covered != NULL ? covered : g_strdup (l->data));
  }
  shown = g_list_reverse (shown);
  HAVEN_BEFORE (ops, chat_remove_users, remove_covered) (room, shown);
  g_list_free_full (shown, g_free);
}

/**
 * haven_nicks_wrap:
 * @ops: the operations of some conversation, in BitlBee
 */
void
haven_nicks_wrap (PurpleConversationUiOps *ops)
{
  HAVEN_WRAP (ops, write_chat, write_covered);
  HAVEN_WRAP (ops, chat_remove_users, remove_covered);
}

/**
 * haven_nicks_unwrap:
 * @ops: operations that may have been wrapped
 */
void
haven_nicks_unwrap (PurpleConversationUiOps *ops)
{
  HAVEN_UNWRAP (ops, write_chat, write_covered);
  HAVEN_UNWRAP (ops, chat_remove_users, remove_covered);
}
