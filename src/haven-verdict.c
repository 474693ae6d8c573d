/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-verdict.h"

static GPtrArray *
strings_copy (const GPtrArray *strings)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (strings->pdata[i]));
  return copy;
}

/**
 * haven_verdict_new:
 *
 * Returns: (transfer full): a verdict that shows the message and has seen nothing
 */
HavenVerdict *
haven_verdict_new (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  return haven_verdict_new_with (findings);
}

/**
 * haven_verdict_new_with:
 * @findings: (element-type HavenFinding): what was seen
 *
 * Returns: (transfer full): a verdict that shows the message; it holds a reference to @findings
 */
HavenVerdict *
haven_verdict_new_with (GPtrArray *findings)
{
  HavenVerdict *verdict = g_new0 (HavenVerdict, 1);

  verdict->action = HAVEN_ACTION_SHOW;
  verdict->findings = g_ptr_array_ref (findings);
  verdict->reasons = g_ptr_array_new_with_free_func (g_free);
  verdict->notes = g_ptr_array_new_with_free_func (g_free);
  return verdict;
}

/**
 * haven_verdict_copy:
 * @verdict: a verdict
 *
 * Returns: (transfer full): a copy that shares nothing with @verdict
 */
HavenVerdict *
haven_verdict_copy (const HavenVerdict *verdict)
{
  HavenVerdict *copy = g_new0 (HavenVerdict, 1);

  copy->action = verdict->action;
  copy->label = g_strdup (verdict->label);
  copy->subject = g_strdup (verdict->subject);
  copy->until = verdict->until;
  copy->cause = g_strdup (verdict->cause);
  copy->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  for (guint i = 0; i < verdict->findings->len; i++) {
    HavenFinding *finding = haven_finding_copy (verdict->findings->pdata[i]);

    g_ptr_array_add (copy->findings, finding);
    if (verdict->covered != NULL && haven_verdict_covers (verdict, verdict->findings->pdata[i]))
      haven_verdict_cover (copy, finding);
  }
  copy->before = g_strdup (verdict->before);
  copy->reasons = strings_copy (verdict->reasons);
  copy->notes = strings_copy (verdict->notes);
  copy->note_topic = g_strdup (verdict->note_topic);
  copy->link_level = verdict->link_level;
  return copy;
}

/**
 * haven_verdict_free:
 * @verdict: (nullable) (transfer full): a verdict
 */
void
haven_verdict_free (HavenVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_free (verdict->label);
  g_free (verdict->subject);
  g_free (verdict->cause);
  g_free (verdict->before);
  g_free (verdict->note_topic);
  g_clear_pointer (&verdict->covered, g_ptr_array_unref);
  g_ptr_array_unref (verdict->findings);
  g_ptr_array_unref (verdict->reasons);
  g_ptr_array_unref (verdict->notes);
  g_free (verdict);
}

/**
 * haven_verdict_cover:
 * @verdict: a verdict
 * @finding: (transfer none): one of its findings
 *
 * Notes that the veil or the hold is for @finding.
 */
void
haven_verdict_cover (HavenVerdict *verdict, HavenFinding *finding)
{
  if (verdict->covered == NULL)
    verdict->covered = g_ptr_array_new ();
  if (!g_ptr_array_find (verdict->covered, finding, NULL))
    g_ptr_array_add (verdict->covered, finding);
}

/**
 * haven_verdict_covers:
 * @verdict: a verdict
 * @finding: one of its findings
 *
 * Returns: whether what is said of the veil is said of @finding: it is covered for it, or for nothing that
 * was seen in it alone
 */
gboolean
haven_verdict_covers (const HavenVerdict *verdict, const HavenFinding *finding)
{
  return verdict->covered == NULL || g_ptr_array_find (verdict->covered, finding, NULL);
}

/**
 * haven_action_to_string:
 * @action: an action
 *
 * Returns: its id in the output of `haven scan`
 */
const char *
haven_action_to_string (HavenAction action)
{
  static const char *const ids[] = {"show", "veil", "hold", "mute", "ask"};

  return ids[action];
}

/**
 * haven_action_keeps_aside:
 * @action: an action
 *
 * Returns: whether what it is for goes into the held box and not before the user's eyes
 */
gboolean
haven_action_keeps_aside (HavenAction action)
{
  return action == HAVEN_ACTION_HOLD || action == HAVEN_ACTION_MUTE;
}

/**
 * haven_verdict_list_rules:
 * @verdict: a verdict
 *
 * Returns: (transfer full): what was seen, for who looks into it later: "pack/rule category" joined by "; ",
 * each once
 */
char *
haven_verdict_list_rules (const HavenVerdict *verdict)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];
    char *rule = g_strdup_printf ("%s/%s %s", finding->pack, finding->rule, finding->category);

    if (g_hash_table_add (told, rule))
      g_string_append_printf (rules, "%s%s", rules->len > 0 ? "; " : "", rule);
  }
  return g_string_free (rules, FALSE);
}
