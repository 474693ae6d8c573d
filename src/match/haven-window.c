/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Several expressions in any order within so many words of each other. */

#include "haven-pass.h"

#define MAX_REGION (2 * HAVEN_MAX_REACH)
#define NOWHERE G_MAXUINT32

typedef struct {
  HavenSearch *search;
  guint32 first; /* the region that is looked at */
  guint32 n;
  guint32 width; /* of the window */
} Region;

/* For each place of the region: where the earliest match that starts there or later ends, and where it
 * starts. */
typedef struct {
  HavenPlaces starts[2]; /* from which places it is tried at all */
  guint32 end[MAX_REGION + 1];
  guint32 start[MAX_REGION + 1];
} Reach;

/* Where in the region an expression could start: what it needs stands there, which is mostly nowhere. */
static gboolean
find_starts (const HavenPass *pass,
             const Region *region,
             const HavenExpressionCode *code,
             HavenPlaces starts[2])
{
  for (guint32 half = 0; half < 2; half++) {
    guint32 n = region->n > 64 * half ? MIN (region->n - 64 * half, 64) : 0;
    HavenPlaces inside = n > 0 ? ~G_GUINT64_CONSTANT (0) >> (64 - n) : 0;

    starts[half] = inside != 0 && pass->is_exact
                       ? inside & haven_pass_possible_starts (pass, code, region->first + 64 * half)
                       : inside;
  }
  return (starts[0] | starts[1]) != 0;
}

static gboolean
find_reach (const Region *region, const HavenExpressionCode *code, Reach *reach)
{
  reach->end[region->n] = NOWHERE;
  reach->start[region->n] = NOWHERE;
  for (guint32 i = region->n; i-- > 0;) {
    guint32 room = MIN (region->n - i, HAVEN_MAX_REACH);
    HavenPlaces ends = (reach->starts[i / 64] >> i % 64 & 1) != 0
                           ? haven_sequence_ends (region->search, code->node, region->first + i, room)
                           : 0;
    guint32 end;

    ends &= ~G_GUINT64_CONSTANT (1);
    end = ends != 0 ? i + __builtin_ctzll (ends) : NOWHERE;

    reach->end[i] = MIN (end, reach->end[i + 1]);
    reach->start[i] = end <= reach->end[i + 1] ? i : reach->start[i + 1];
    if (end == NOWHERE)
      reach->start[i] = reach->start[i + 1];
  }
  return reach->end[0] != NOWHERE;
}

/* Finds all others of a rule's expressions. Mostly one is nowhere, and that is found out before any is tried.
 */
static gboolean
find_others (
    const HavenPass *pass, const Region *region, const HavenRuleCode *rule, guint32 hung, Reach *reaches)
{
  const HavenExpressionCode *expressions = pass->search.program->expressions + rule->expression;

  for (guint32 i = 0; i < rule->n_expressions; i++)
    if (rule->expression + i != hung && !find_starts (pass, region, &expressions[i], reaches[i].starts))
      return FALSE;
  for (guint32 i = 0; i < rule->n_expressions; i++)
    if (rule->expression + i != hung && !find_reach (region, &expressions[i], &reaches[i]))
      return FALSE;
  return TRUE;
}

static Region
region_around (HavenSearch *search, const HavenRuleCode *rule, guint32 start, guint32 end)
{
  guint32 width = rule->within > 0 ? rule->within : HAVEN_MAX_REACH;
  guint32 first = end > width ? end - width : 0;
  guint32 last = MIN (start + width, search->n_tokens);

  if (!rule->across) {
    guint32 sentence = haven_tokens_get (search->tokens, start)->sentence;

    while (haven_tokens_get (search->tokens, first)->sentence != sentence)
      first++;
    while (haven_tokens_get (search->tokens, last - 1)->sentence != sentence)
      last--;
  }
  return (Region){search, first, MIN (last - first, MAX_REGION), width};
}

/**
 * haven_window_find:
 * @pass: a message whose window was read
 * @rule: a rule that asks for several expressions
 * @hung: which of them was met
 * @start: where it starts
 * @end: where it ends
 * @window_start: (out): where the first of all of them starts
 * @window_end: (out): where the last of them ends
 * @gaps: (out): which tokens from there on belong to none of them
 *
 * Returns: whether all are met within so many words
 */
gboolean
haven_window_find (HavenPass *pass,
                   const HavenRuleCode *rule,
                   guint32 hung,
                   guint32 start,
                   guint32 end,
                   guint32 *window_start,
                   guint32 *window_end,
                   HavenPlaces *gaps)
{
  const Region region = region_around (&pass->search, rule, start, end);
  guint32 width = region.width, others = rule->n_expressions;
  g_autofree Reach *reaches = NULL;

  if (end - start > width || end > region.first + region.n)
    return FALSE;
  reaches = g_new (Reach, others);
  if (!find_others (pass, &region, rule, hung, reaches))
    return FALSE;
  for (guint32 w = 0; w <= start - region.first; w++) {
    guint32 from = start - region.first, to = end - region.first;
    HavenPlaces covered = 0;
    gboolean all = to <= w + width;

    for (guint32 i = 0; i < others && all; i++) {
      if (rule->expression + i == hung)
        continue;
      all = reaches[i].end[w] != NOWHERE && reaches[i].end[w] <= w + width;
      from = all ? MIN (from, reaches[i].start[w]) : from;
      to = all ? MAX (to, reaches[i].end[w]) : to;
    }
    if (!all)
      continue;
    for (guint32 i = 0; i < others; i++) {
      gboolean own = rule->expression + i == hung;
      guint32 a = own ? start - region.first : reaches[i].start[w];
      guint32 b = own ? end - region.first : reaches[i].end[w];

      for (guint32 p = a; p < b && p - from < 64; p++)
        covered |= G_GUINT64_CONSTANT (1) << (p - from);
    }
    *window_start = region.first + from;
    *window_end = region.first + to;
    *gaps = ~covered;
    return TRUE;
  }
  return FALSE;
}
