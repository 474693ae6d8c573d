/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

#include <glib/gi18n-lib.h>

#include "haven-taxonomy.h"
#include "settings/haven-profile.h"
#include "sharing/haven-mask.h"
#include "sharing/haven-shared-item.h"

static const char *
words_for (const HavenFinding *finding)
{
  const HavenSharedItem *item = finding->item != NULL ? haven_shared_item_get (finding->item) : NULL;

  return item != NULL ? _ (item->title) : haven_taxonomy_title (finding->kind, finding->category);
}

/*
 * Somebody's name beside a number or a house: people speak of one another, and what it stands beside is asked
 * about anyway.
 */
static gboolean
is_somebody (const HavenFinding *finding)
{
  return finding->kind == HAVEN_KIND_SHARING && g_strcmp0 (finding->rule, "someone") == 0;
}

/* Whether the profile offers a content note for what the user sends. */
static gboolean
offers_note (const HavenSettings *settings)
{
  const HavenProfile *profile = haven_profile_find (settings->profile);

  return profile != NULL && (profile->flags & HAVEN_PROFILE_OFFER_NOTE) != 0;
}

static gboolean
asks (const HavenSettings *settings, const HavenFinding *finding)
{
  switch (finding->kind) {
  case HAVEN_KIND_SHARING:
    if (g_strcmp0 (finding->rule, "unmarked") == 0)
      return offers_note (settings);
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
  static const char *const items[] = {"phone",       "card",     "iban",           "account-number",
                                      "national-id", "passport", "driver-licence", NULL};
  g_autofree char *preview = NULL;

  if (finding->item == NULL || !g_strv_contains (items, finding->item) || message->text == NULL ||
      finding->end <= finding->start || finding->end > message->length)
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

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    const char *own = words_for (finding);

    if (!asks (settings, finding) ||
        haven_reminders_is_quiet (reminders, message->conversation, finding, message->time) ||
        haven_settings_is_excepted (settings, finding->pack, finding->rule, message->conversation))
      continue;
    verdict->action = HAVEN_ACTION_ASK;
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
