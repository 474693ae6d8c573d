/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-matcher.h"
#include "haven-moment.h"
#include "haven-pattern.h"
#include "haven-program.h"

G_BEGIN_DECLS

/**
 * HavenMatcherWatcher:
 * @rule: the rule whose words were seen
 * @moment: where
 * @condition: (nullable): the condition that stopped it; %NULL when it met
 * @data: as it was given
 *
 * Told of every place where the words of a rule were seen, for those who want to know why.
 */
typedef void (*HavenMatcherWatcher) (guint32 rule,
                                     const HavenMoment *moment,
                                     const HavenConditionCode *condition,
                                     gpointer data);

HavenMatcher *haven_matcher_new_with (HavenProgram *program);
void haven_matcher_set_watcher (HavenMatcher *matcher, HavenMatcherWatcher watcher, gpointer data);
void haven_matcher_set_clock (HavenMatcher *matcher, HavenClock clock);
const HavenProgram *haven_matcher_get_program (const HavenMatcher *matcher);
const HavenRuleInfo *haven_matcher_get_rule (const HavenMatcher *matcher, guint32 rule);
const HavenTokens *haven_matcher_get_tokens (const HavenMatcher *matcher);

/* haven-condition.c */
const HavenConditionCode *haven_conditions_stop (const HavenRuleCode *rule, const HavenMoment *moment);

G_END_DECLS
