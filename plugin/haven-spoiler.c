/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-spoiler.h"

#include <string.h>

#include "haven-convert.h"
#include "haven-mark.h"
#include "haven-plugin.h"

#define NAMESPACE "urn:xmpp:spoiler:0"

/**
 * HavenSpoiler:
 *
 * XEP-0382: a message that its sender covers carries a spoiler element, with or without a hint. libpurple
 * knows nothing of it, but offers the stanza before it reads it, and then gives the message to receiving-*
 * before it returns: so one mark is remembered, for as long as it takes until the next stanza.
 */
struct _HavenSpoiler {
  PurpleAccount *account; /* only compared */
  char *from;
  char *hint; /* NULL: nothing is marked */
};

static void
forget (HavenSpoiler *spoiler)
{
  spoiler->account = NULL;
  g_clear_pointer (&spoiler->from, g_free);
  g_clear_pointer (&spoiler->hint, g_free);
}

/* A cut hint is still too long for a label, and says no more than that there was one. */
static char *
bounded_hint (xmlnode *mark)
{
  g_autofree char *data = xmlnode_get_data (mark);
  const char *end;

  if (data == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (data, (gssize)strnlen (data, HAVEN_MARK_HINT_MAX), &end))
    return g_strndup (data, (gsize)(end - data));
  return g_strndup (data, strnlen (data, HAVEN_MARK_HINT_MAX));
}

static gboolean
on_jabber_message (PurpleConnection *gc,
                   const char *type,
                   const char *id,
                   const char *from,
                   const char *to,
                   xmlnode *message,
                   gpointer data)
{
  HavenSpoiler *spoiler = data;
  xmlnode *mark = xmlnode_get_child_with_namespace (message, "spoiler", NAMESPACE);

  forget (spoiler);
  if (mark == NULL || from == NULL || g_strcmp0 (type, "error") == 0)
    return FALSE;
  spoiler->account = purple_connection_get_account (gc);
  spoiler->from = g_strdup (from);
  spoiler->hint = bounded_hint (mark);
  return FALSE;
}

static gboolean
is_from (const HavenSpoiler *spoiler, PurpleConversation *room, const char *sender)
{
  g_autofree char *from = NULL;

  if (room != NULL && purple_conversation_get_type (room) == PURPLE_CONV_TYPE_CHAT) {
    g_autofree char *in_room = g_strconcat (purple_conversation_get_name (room), "/", sender, NULL);

    return purple_utf8_strcasecmp (spoiler->from, in_room) == 0;
  }
  from = g_strdup (purple_normalize (spoiler->account, spoiler->from));
  return g_str_equal (from, purple_normalize (spoiler->account, sender));
}

/**
 * haven_spoiler_take:
 * @spoiler: marks
 * @account: the account that is receiving a message
 * @room: (nullable): in which conversation
 * @sender: from whom, as receiving-* says
 *
 * Returns: (transfer full) (nullable): the hint of the mark on this very message, "" for a mark without one;
 *   NULL when it has none
 */
char *
haven_spoiler_take (HavenSpoiler *spoiler,
                    PurpleAccount *account,
                    PurpleConversation *room,
                    const char *sender)
{
  char *hint = NULL;

  if (spoiler->hint == NULL || spoiler->account != account || !is_from (spoiler, room, sender))
    return NULL;
  hint = g_steal_pointer (&spoiler->hint);
  forget (spoiler);
  return hint;
}

/* "CW" is also how morse goes over the air: a mark is what Haven would take for one if somebody else had
 * written it. */
static gboolean
is_mark (PurpleAccount *account, const char *text)
{
  HavenPlugin *plugin = haven_plugin_get ();
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_auto (HavenConverted) converted = {0};
  g_autoptr (HavenVerdict) verdict = NULL;
  gboolean any = FALSE;

  if (plugin == NULL)
    return FALSE;
  haven_convert_line (&converted, plugin->addresses, account, markup, NULL, haven_plugin_now ());
  verdict = haven_plugin_judge (plugin, &converted.message);
  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    any |= finding->kind == HAVEN_KIND_CONTENT && g_str_equal (finding->category, "declared");
  }
  return any;
}

/* The words are read where they stand on the wire, behind encryption: a message that was encrypted no longer
 * begins with its mark, and a hint beside it would give its topic away. */
static void
on_jabber_sending (PurpleConnection *gc, xmlnode **packet, gpointer data)
{
  xmlnode *body, *mark;
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;
  const char *topic;

  if (packet == NULL || *packet == NULL || g_strcmp0 ((*packet)->name, "message") != 0)
    return;
  body = xmlnode_get_child (*packet, "body");
  text = body != NULL ? xmlnode_get_data (body) : NULL;
  topic = text != NULL ? haven_mark_find_topic (text) : NULL;
  if (topic == NULL || xmlnode_get_child (*packet, "encrypted") != NULL ||
      xmlnode_get_child_with_namespace (*packet, "spoiler", NAMESPACE) != NULL ||
      !is_mark (purple_connection_get_account (gc), text))
    return;
  hint = haven_mark_cut_topic (topic);
  mark = xmlnode_new_child (*packet, "spoiler");
  xmlnode_set_namespace (mark, NAMESPACE);
  if (hint != NULL && *hint != '\0')
    xmlnode_insert_data (mark, hint, -1);
}

/**
 * haven_spoiler_new:
 * @handle: the plugin, whose signals these are
 *
 * Where there is no XMPP, nothing is ever marked.
 *
 * Returns: (transfer full): marks, none yet
 */
HavenSpoiler *
haven_spoiler_new (PurplePlugin *handle)
{
  HavenSpoiler *spoiler = g_new0 (HavenSpoiler, 1);
  PurplePlugin *jabber = purple_find_prpl ("prpl-jabber");

  if (jabber == NULL)
    return spoiler;
  purple_signal_connect_priority (jabber, "jabber-receiving-message", handle,
                                  PURPLE_CALLBACK (on_jabber_message), spoiler,
                                  PURPLE_SIGNAL_PRIORITY_LOWEST);
  /* behind encryption, which sits at 100 below, and before the protocol itself, which writes at the highest
   */
  purple_signal_connect_priority (jabber, "jabber-sending-xmlnode", handle,
                                  PURPLE_CALLBACK (on_jabber_sending), spoiler,
                                  PURPLE_SIGNAL_PRIORITY_HIGHEST - 1);
  return spoiler;
}

/**
 * haven_spoiler_free:
 * @spoiler: (nullable) (transfer full): marks; the plugin's signals must be disconnected first
 */
void
haven_spoiler_free (HavenSpoiler *spoiler)
{
  if (spoiler == NULL)
    return;
  forget (spoiler);
  g_free (spoiler);
}
