/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-nudges.h"

/**
 * HavenNudges:
 *
 * A nudge comes as a message, which can be held, and right behind it as the signal got-attention, which
 * cannot be stopped and on which UIs play a sound. The sound can be: it asks before it is played.
 */
struct _HavenNudges {
  PurpleAccount *account; /* of the nudge that was held last; never looked into */
  char *sender;           /* (nullable): whose it was */
  gboolean quiet;         /* its signal is on its way */
};

static void
on_attention_first (
    PurpleAccount *account, const char *who, PurpleConversation *conversation, guint type, gpointer data)
{
  HavenNudges *nudges = data;

  nudges->quiet = nudges->account == account && g_strcmp0 (nudges->sender, who) == 0;
}

static void
on_attention_last (
    PurpleAccount *account, const char *who, PurpleConversation *conversation, guint type, gpointer data)
{
  ((HavenNudges *)data)->quiet = FALSE;
}

static gboolean
on_sound (PurpleSoundEventID event, PurpleAccount *account, gpointer data)
{
  return ((HavenNudges *)data)->quiet;
}

/**
 * haven_nudges_new:
 * @handle: the plugin, whose signals end before this is freed
 *
 * Returns: (transfer full): what keeps held nudges quiet
 */
HavenNudges *
haven_nudges_new (PurplePlugin *handle)
{
  HavenNudges *nudges = g_new0 (HavenNudges, 1);
  void *conversations = purple_conversations_get_handle ();

  purple_signal_connect_priority (conversations, "got-attention", handle,
                                  PURPLE_CALLBACK (on_attention_first), nudges,
                                  PURPLE_SIGNAL_PRIORITY_LOWEST);
  purple_signal_connect_priority (conversations, "got-attention", handle, PURPLE_CALLBACK (on_attention_last),
                                  nudges, PURPLE_SIGNAL_PRIORITY_HIGHEST);
  purple_signal_connect (purple_sounds_get_handle (), "playing-sound-event", handle,
                         PURPLE_CALLBACK (on_sound), nudges);
  return nudges;
}

/**
 * haven_nudges_free:
 * @nudges: (nullable) (transfer full): nudges
 */
void
haven_nudges_free (HavenNudges *nudges)
{
  if (nudges == NULL)
    return;
  g_free (nudges->sender);
  g_free (nudges);
}

/**
 * haven_nudges_came:
 * @nudges: nudges
 * @account: who was nudged
 * @sender: by whom, as the protocol says
 * @held: whether the message about it was held
 */
void
haven_nudges_came (HavenNudges *nudges, PurpleAccount *account, const char *sender, gboolean held)
{
  g_free (nudges->sender);
  nudges->account = account;
  nudges->sender = held ? g_strdup (sender) : NULL;
}
