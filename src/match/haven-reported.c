/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that says which words of a message are somebody else's, told or quoted by its writer. */

#include "haven-matcher-private.h"
#include "haven-rule.h"

#define MOST 64 /* a message that tells of more is long past being told of */

typedef struct {
  const HavenMatcher *matcher;
  GArray *reported;
} Watch;

static void
watch (guint32 rule, const HavenMoment *moment, const HavenConditionCode *condition, gpointer data)
{
  const Watch *watching = data;
  HavenMatch match = {0};

  if (condition == NULL || condition->kind != HAVEN_CONDITION_CONTEXT ||
      (condition->context != HAVEN_CONTEXT_REPORTED && condition->context != HAVEN_CONTEXT_QUOTED) ||
      watching->reported->len >= MOST)
    return;
  match.rule = haven_matcher_get_rule (watching->matcher, rule);
  match.start = haven_moment_word (moment, moment->start)->start;
  match.end = haven_moment_word (moment, moment->end - 1)->end;
  match.about = match.rule->about;
  g_array_append_val (watching->reported, match);
}

/**
 * haven_matcher_find_reported:
 * @matcher: a matcher
 * @text: a message
 * @scene: (nullable): what else is known about it
 * @matches: (element-type HavenMatch): where to add what was met, as haven_matcher_match() does
 * @reported: (element-type HavenMatch): where to add what would have been met, were the words not told of or
 *   quoted: "he said go away"
 *
 * Returns: how many matches were added to @matches
 */
guint
haven_matcher_find_reported (HavenMatcher *matcher,
                             const HavenText *text,
                             const HavenMatchScene *scene,
                             GArray *matches,
                             GArray *reported)
{
  Watch watching = {matcher, reported};
  guint n_matches;

  haven_matcher_set_watcher (matcher, watch, &watching);
  n_matches = haven_matcher_match (matcher, text, scene, matches);
  haven_matcher_set_watcher (matcher, NULL, NULL);
  return n_matches;
}
