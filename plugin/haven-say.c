/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-say.h"

#include <glib/gi18n-lib.h>

#include "haven-plugin.h"

/* The only place where Haven speaks to the user in a conversation: not logged, not sent, not judged. */

/* Nothing else in libpurple uses these together. */
#define OWN_LINE (PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_NO_LINKIFY)

/**
 * haven_say_is_own:
 * @flags: the flags of a line
 *
 * Returns: whether it is one that Haven says
 */
gboolean
haven_say_is_own (PurpleMessageFlags flags)
{
  return (flags & OWN_LINE) == OWN_LINE;
}

/* BitlBee shows what comes by write_im and write_chat, and nothing that is only written. */
static gboolean
is_direct (const PurpleConversationUiOps *ops)
{
  const HavenPlugin *plugin = haven_plugin_get ();

  return ops != NULL && ops->write_im != NULL && ops->write_chat != NULL &&
         (ops->write_conv == NULL || (plugin != NULL && plugin->is_bitlbee));
}

/**
 * haven_say_is_left:
 * @conversation: a conversation
 *
 * Returns: whether it is a room that was left while its window stayed: libpurple writes nothing there, and
 * says nothing of that
 */
gboolean
haven_say_is_left (PurpleConversation *conversation)
{
  return purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT &&
         purple_conv_chat_has_left (PURPLE_CONV_CHAT (conversation));
}

/**
 * haven_say_markup:
 * @conversation: where
 * @markup: what Haven says to the user, as markup
 */
void
haven_say_markup (PurpleConversation *conversation, const char *markup)
{
  PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conversation);

  if (is_direct (ops)) {
    /* BitlBee has no place for lines that nobody said: this one says whose it is */
    g_autofree char *named = g_strconcat ("[Haven] ", markup, NULL);

    if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_IM)
      ops->write_im (conversation, purple_conversation_get_name (conversation), named,
                     PURPLE_MESSAGE_RECV | OWN_LINE, time (NULL));
    else
      ops->write_chat (conversation, "Haven", named, PURPLE_MESSAGE_RECV | OWN_LINE, time (NULL));
    return;
  }
  if (haven_say_is_left (conversation) && ops != NULL && ops->write_conv != NULL) {
    const char *name = purple_conversation_get_name (conversation);

    ops->write_conv (conversation, name, name, markup, OWN_LINE, time (NULL));
    return;
  }
  purple_conversation_write (conversation, NULL, markup, OWN_LINE, time (NULL));
}

/**
 * haven_say:
 * @conversation: (nullable): where; NULL for a window of its own
 * @format: what Haven says to the user, as plain text
 */
void
haven_say (PurpleConversation *conversation, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *markup = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (conversation == NULL) {
    HavenPlugin *plugin = haven_plugin_get ();

    purple_notify_message (plugin != NULL ? plugin->handle : NULL, PURPLE_NOTIFY_MSG_INFO, _ ("Haven"), text,
                           NULL, NULL, NULL);
    return;
  }
  escaped = g_markup_escape_text (text, -1);
  markup = purple_strdup_withhtml (escaped);
  haven_say_markup (conversation, markup);
}
