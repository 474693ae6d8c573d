/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-replies.h"

#include <glib/gi18n-lib.h>

#include "haven-roster.h"
#include "policy/haven-reply.h"

/*
 * Who answers a marked message speaks of the same. So once a marked message is opened, the next text here is
 * offered its mark, once. Pidgin puts the mark into the entry (haven-gtk-reply.c); where the entry cannot be
 * reached, the question before sending has it filled in.
 */

/* Later than this a text is hardly an answer any more. */
#define REPLY_FOR (15 * G_TIME_SPAN_MINUTE)

typedef struct {
  char *topic;
  char *sender; /* as the user may see them: perhaps what stands for a veiled name */
  gint64 until;
} Reply;

struct _HavenReplies {
  GHashTable *open; /* PurpleConversation → Reply */
};

static void
reply_free (gpointer data)
{
  Reply *reply = data;

  g_free (reply->topic);
  g_free (reply->sender);
  g_free (reply);
}

/**
 * haven_replies_new:
 *
 * Returns: (transfer full): nothing to be answered yet
 */
HavenReplies *
haven_replies_new (void)
{
  HavenReplies *replies = g_new0 (HavenReplies, 1);

  replies->open = g_hash_table_new_full (NULL, NULL, NULL, reply_free);
  return replies;
}

/**
 * haven_replies_free:
 * @replies: (nullable) (transfer full): what may be answered
 */
void
haven_replies_free (HavenReplies *replies)
{
  if (replies == NULL)
    return;
  g_hash_table_unref (replies->open);
  g_free (replies);
}

/**
 * haven_replies_opened:
 * @plugin: the plugin
 * @veil: a veil that its reader has just opened
 */
void
haven_replies_opened (HavenPlugin *plugin, const HavenVeil *veil)
{
  g_autofree char *topic = haven_reply_topic (veil->verdict);
  Reply *reply;

  if (topic == NULL || veil->conversation == NULL || veil->sender == NULL)
    return;
  reply = g_new0 (Reply, 1);
  reply->topic = g_steal_pointer (&topic);
  reply->sender = haven_roster_author (plugin, veil->conversation, veil->sender, NULL);
  if (reply->sender == NULL)
    reply->sender = g_strdup (veil->sender);
  reply->until = haven_plugin_now () + REPLY_FOR;
  g_hash_table_replace (plugin->replies->open, veil->conversation, reply);
}

/**
 * haven_replies_forget:
 * @replies: what may be answered
 * @conversation: a conversation that is being deleted
 */
void
haven_replies_forget (HavenReplies *replies, PurpleConversation *conversation)
{
  g_hash_table_remove (replies->open, conversation);
}

/**
 * haven_replies_take:
 * @replies: what may be answered
 * @conversation: where something is about to leave
 * @markup: what
 * @now: microseconds since 1970 UTC
 * @label: (out) (transfer full) (optional): whose mark is offered, in a sentence
 *
 * Returns: (transfer full) (nullable): what the mark would say; NULL when none is offered. It is offered once
 */
char *
haven_replies_take (
    HavenReplies *replies, PurpleConversation *conversation, const char *markup, gint64 now, char **label)
{
  Reply *reply = g_hash_table_lookup (replies->open, conversation);
  g_autofree char *text = NULL;
  char *topic = NULL;

  if (reply == NULL)
    return NULL;
  text = purple_markup_strip_html (markup);
  if (now < reply->until && haven_reply_wants_mark (text)) {
    topic = g_strdup (reply->topic);
    /* Translators: somebody's name, and their own words on what their message is about */
    *label =
        g_strdup_printf (_ ("You answer %s, who marked their message \"CW: %s\"."), reply->sender, topic);
  }
  g_hash_table_remove (replies->open, conversation);
  return topic;
}
