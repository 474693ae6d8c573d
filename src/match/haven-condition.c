/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that decides whether the conditions of a rule let it be met. */

#include "haven-matcher-private.h"
#include "haven-rule.h"

#define BESIDE 3 /* words between a match and what stands before or after it */

static gboolean
is_before (const HavenMoment *moment, guint32 node)
{
  guint32 first = haven_moment_sentence_start (moment, moment->start);

  for (guint32 start = moment->start; start-- > first && moment->start - start < HAVEN_MAX_REACH;) {
    guint32 reach = moment->start - start;
    HavenPlaces ends = haven_sequence_ends (moment->search, node, start, reach);

    if (ends >> (reach > BESIDE ? reach - BESIDE : 0) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_after (const HavenMoment *moment, guint32 node)
{
  guint32 end = haven_moment_sentence_end (moment, moment->end - 1);

  for (guint32 start = moment->end; start < end && start <= moment->end + BESIDE; start++) {
    if (haven_sequence_ends (moment->search, node, start, MIN (end - start, HAVEN_MAX_REACH)) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
holds (const HavenConditionCode *condition, const HavenMoment *moment)
{
  switch ((HavenConditionKind)condition->kind) {
  case HAVEN_CONDITION_CONTEXT:
    return haven_context_holds (condition->context, moment);
  case HAVEN_CONDITION_NEAR:
    return haven_sequence_is_within (moment->search, condition->node,
                                     haven_moment_sentence_start (moment, moment->start),
                                     haven_moment_sentence_end (moment, moment->end - 1));
  case HAVEN_CONDITION_BEFORE:
    return is_before (moment, condition->node);
  case HAVEN_CONDITION_AFTER:
    return is_after (moment, condition->node);
  case HAVEN_CONDITION_ANYWHERE:
    return haven_sequence_is_within (moment->search, condition->node, 0, moment->search->n_tokens);
  default:
    return FALSE;
  }
}

/**
 * haven_conditions_stop:
 * @rule: a rule
 * @moment: where its words were seen
 *
 * Returns: (transfer none) (nullable): the condition that stops it; %NULL when it is met
 */
const HavenConditionCode *
haven_conditions_stop (const HavenRuleCode *rule, const HavenMoment *moment)
{
  const HavenConditionCode *conditions = moment->search->program->conditions;

  for (guint32 i = rule->unless; i < rule->unless + rule->n_unless; i++) {
    if (holds (&conditions[i], moment))
      return &conditions[i];
  }
  for (guint32 i = rule->only; i < rule->only + rule->n_only; i++) {
    if (!holds (&conditions[i], moment))
      return &conditions[i];
  }
  return NULL;
}
