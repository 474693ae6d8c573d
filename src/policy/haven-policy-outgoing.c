/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

#include <glib/gi18n-lib.h>

#include "haven-taxonomy.h"
#include "settings/haven-profile.h"
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

static gboolean
asks (const HavenSettings *settings, const HavenFinding *finding)
{
  switch (finding->kind) {
  case HAVEN_KIND_SHARING:
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
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
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
    if (!g_ptr_array_find_with_equal_func (words, own, g_str_equal, NULL))
      g_ptr_array_add (words, (gpointer)own);
    if (finding->note != NULL)
      g_ptr_array_add (verdict->notes, g_strdup (finding->note));
  }
  if (words->len == 0)
    return verdict;
  all = join_words (words);
  verdict->label = g_strdup_printf (_ ("It may contain %s."), all);
  return verdict;
}
