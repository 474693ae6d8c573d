/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

#include <glib/gi18n-lib.h>

#include "haven-taxonomy.h"
#include "settings/haven-profile.h"
#include "sharing/haven-mask.h"
#include "sharing/haven-shared-item.h"

/**
 * haven_policy_name:
 * @finding: something in what is about to leave
 *
 * Returns: (transfer none): what a question calls it, in the user's language: "a phone number"
 */
const char *
haven_policy_name (const HavenFinding *finding)
{
  const HavenSharedItem *item = finding->item != NULL ? haven_shared_item_get (finding->item) : NULL;

  return item != NULL ? _ (item->title) : haven_taxonomy_title (finding->kind, finding->category);
}

/*
 * Somebody's name beside a number or an address. It is no reason to ask: people speak of one another, and the
 * number or address is asked about anyway.
 */
static gboolean
is_somebody (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_SHARING && g_strcmp0 (finding->rule, "someone") == 0;
}

/* Whether a content note is offered at all for what the user sends. */
static gboolean
offers_notes (const HavenSettings *settings)
{
  return (haven_profile_of (settings)->flags & HAVEN_PROFILE_OFFER_NOTE) != 0 ||
         haven_settings_reminder (settings, "heavy");
}

/* A topic that somebody else should decide to speak of. States of mind are left out: support groups speak of
 * them all day. */
static gboolean
is_others_to_tell (const char *topic)
{
  return haven_taxonomy_is_private (topic) && !g_str_equal (topic, "mental-states");
}

/* Whether the user, who is one of those who read there, is not to meet it unprepared either. */
static gboolean
is_veiled_for_user (const HavenSettings *settings, const char *conversation, const char *topic)
{
  return haven_settings_chooses (settings, conversation, NULL, topic) &&
         haven_settings_topic (settings, conversation, NULL, topic).depth != HAVEN_DEPTH_NONE;
}

/*
 * The topic that a content note is offered for: what is somebody else's to tell, what is marked in that room
 * or was marked by the user before, and what the user veils. What people say of themselves is left alone,
 * unless they have the habit to mark it; and what they say of their own distress always: a question would be
 * one more reason to say nothing.
 */
static const char *
find_topic (const HavenSettings *settings,
            const HavenReminders *reminders,
            const HavenMessage *message,
            const GPtrArray *findings)
{
  const char *topic = NULL;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    const char *seen = finding->category;

    if (finding->kind != HAVEN_KIND_CONTENT || finding->depth < HAVEN_DEPTH_DISCUSS ||
        !haven_taxonomy_can_be_named (seen))
      continue;
    if (finding->about == HAVEN_ABOUT_ME && haven_taxonomy_is_crisis (seen))
      return NULL;
    if (topic == NULL &&
        (haven_reminders_is_marked (reminders, message->conversation, seen) ||
         (finding->about != HAVEN_ABOUT_ME &&
          (is_others_to_tell (seen) || is_veiled_for_user (settings, message->conversation, seen)))))
      topic = seen;
  }
  return topic;
}

/**
 * haven_policy_asks_about:
 * @settings: what the user chose
 * @finding: something in what is about to leave
 * @topic: (nullable): the topic that a content note would be offered for
 * @conversation: (nullable): where it is about to be sent
 *
 * Returns: whether @finding is a reason to ask there, unless it was answered today already
 */
gboolean
haven_policy_asks_about (const HavenSettings *settings,
                         const HavenFinding *finding,
                         const char *topic,
                         const char *conversation)
{
  if (haven_settings_is_excepted (settings, finding->pack, finding->rule, conversation))
    return FALSE;
  switch (finding->kind) {
  case HAVEN_KIND_SHARING:
    if (g_strcmp0 (finding->rule, "unmarked") == 0)
      return topic != NULL && offers_notes (settings);
    return !is_somebody (finding) && haven_settings_reminder (settings, finding->category);
  case HAVEN_KIND_LINK:
    return haven_settings_link (settings, finding->category, finding->pack) >= HAVEN_LINK_NOTE;
  case HAVEN_KIND_CONTENT:
    return g_str_equal (finding->category, "method-detail") &&
           haven_settings_reminder (settings, "method-detail-out");
  case HAVEN_KIND_HARASSMENT:
    return FALSE; /* Haven does not judge what its user says */
  }
  return FALSE;
}

static char *
join_words (GPtrArray *words)
{
  g_autofree char *head = NULL;
  const char *last;

  if (words->len == 1)
    return g_strdup (words->pdata[0]);
  last = words->pdata[words->len - 1];
  words->pdata[words->len - 1] = NULL;
  head = g_strjoinv (", ", (char **)words->pdata);
  words->pdata[words->len - 1] = (gpointer)last;
  return g_strdup_printf (_ ("%s and %s"), head, last);
}

/* A number is shown by its last characters, so that its writer knows which one is meant. */
static char *
name_it (const HavenMessage *message, const HavenFinding *finding, const char *words)
{
  g_autofree char *preview = NULL;

  if (!haven_sharing_shows_end (finding->item) || message->text == NULL || finding->end <= finding->start ||
      finding->end > message->length)
    return g_strdup (words);
  preview =
      haven_sharing_preview (finding->item, message->text + finding->start, finding->end - finding->start);
  return g_strdup_printf ("%s (%s)", words, preview);
}

/**
 * haven_policy_judge_outgoing:
 * @settings: what the user chose
 * @reminders: what was asked before
 * @message: a message about to leave
 * @findings: (element-type HavenFinding): what was seen in it
 *
 * Returns: (transfer full): to show it as it is, or to ask first; it holds a reference to @findings
 */
HavenVerdict *
haven_policy_judge_outgoing (const HavenSettings *settings,
                             const HavenReminders *reminders,
                             const HavenMessage *message,
                             GPtrArray *findings)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *all = NULL;
  HavenVerdict *verdict = haven_verdict_new_with (findings);
  const char *topic = find_topic (settings, reminders, message, findings);

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    const char *own = haven_policy_name (finding);

    if (!haven_policy_asks_about (settings, finding, topic, message->conversation) ||
        haven_reminders_is_quiet (reminders, message->conversation, finding, message->time))
      continue;
    verdict->action = HAVEN_ACTION_ASK;
    if (g_strcmp0 (finding->category, "heavy") == 0 && verdict->note_topic == NULL)
      verdict->note_topic = g_strdup (topic);
    if (g_hash_table_add (said, (gpointer)own))
      g_ptr_array_add (words, name_it (message, finding, own));
    if (finding->note != NULL)
      g_ptr_array_add (verdict->notes, g_strdup (finding->note));
  }
  if (words->len == 0)
    return verdict;
  all = join_words (words);
  verdict->label = g_strdup_printf (_ ("It may contain %s."), all);
  return verdict;
}
