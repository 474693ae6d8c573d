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

/* A rule's expressions in the region around one that was met. */
typedef struct {
  Region region;
  HavenStretch met;
  guint32 hung; /* which of them it is */
  guint32 n_expressions;
  Reach *reaches; /* of the others */
} Window;

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
find_others (const HavenPass *pass, const HavenRuleCode *rule, const Window *window)
{
  const HavenExpressionCode *expressions = pass->search.program->expressions + rule->expression;

  for (guint32 i = 0; i < window->n_expressions; i++)
    if (i != window->hung && !find_starts (pass, &window->region, &expressions[i], window->reaches[i].starts))
      return FALSE;
  for (guint32 i = 0; i < window->n_expressions; i++)
    if (i != window->hung && !find_reach (&window->region, &expressions[i], &window->reaches[i]))
      return FALSE;
  return TRUE;
}

static Region
region_around (HavenSearch *search, const HavenRuleCode *rule, const HavenStretch *met)
{
  guint32 width = rule->within > 0 ? rule->within : HAVEN_MAX_REACH;
  guint32 first = met->end > width ? met->end - width : 0;
  guint32 last = MIN (met->start + width, search->n_tokens);

  if (!rule->across) {
    guint32 sentence = haven_tokens_get (search->tokens, met->start)->sentence;

    while (haven_tokens_get (search->tokens, first)->sentence != sentence)
      first++;
    while (haven_tokens_get (search->tokens, last - 1)->sentence != sentence)
      last--;
  }
  return (Region){search, first, MIN (last - first, MAX_REGION), width};
}

/* The first match of an expression that starts at a place of the region or behind it; for the one that was
 * met, that. Both are counted from where the region begins. */
static HavenStretch
first_from (const Window *window, guint32 expression, guint32 at)
{
  const Reach *reach = &window->reaches[expression];
  guint32 first = window->region.first;

  return expression == window->hung ? (HavenStretch){window->met.start - first, window->met.end - first, 0}
                                    : (HavenStretch){reach->start[at], reach->end[at], 0};
}

/* What all expressions take up that are within so many words from one place on. Returns FALSE when one of
 * them is not. */
static gboolean
span_from (const Window *window, guint32 at, HavenStretch *span)
{
  *span = (HavenStretch){NOWHERE, 0, 0};
  for (guint32 i = 0; i < window->n_expressions; i++) {
    HavenStretch one = first_from (window, i, at);

    if (one.end == NOWHERE || one.end > at + window->region.width)
      return FALSE;
    span->start = MIN (span->start, one.start);
    span->end = MAX (span->end, one.end);
  }
  return TRUE;
}

static HavenPlaces
gaps_between (const Window *window, guint32 at, guint32 start)
{
  HavenPlaces covered = 0;

  for (guint32 i = 0; i < window->n_expressions; i++) {
    HavenStretch one = first_from (window, i, at);

    for (guint32 p = one.start; p < one.end && p - start < 64; p++)
      covered |= G_GUINT64_CONSTANT (1) << (p - start);
  }
  return ~covered;
}

/**
 * haven_window_find:
 * @pass: a message whose window was read
 * @rule: a rule that asks for several expressions
 * @hung: which of them was met
 * @stretch: (inout): where that one was met; then what all of them take up, with what belongs to none of them
 *   as gaps
 *
 * Returns: whether all are met within so many words; if not, @stretch is as it was
 */
gboolean
haven_window_find (HavenPass *pass, const HavenRuleCode *rule, guint32 hung, HavenStretch *stretch)
{
  Window window = {region_around (&pass->search, rule, stretch), *stretch, hung - rule->expression,
                   rule->n_expressions, NULL};
  guint32 first = window.region.first;
  g_autofree Reach *reaches = NULL;

  if (stretch->end - stretch->start > window.region.width || stretch->end > first + window.region.n)
    return FALSE;
  window.reaches = reaches = g_new (Reach, window.n_expressions);
  if (!find_others (pass, rule, &window))
    return FALSE;
  for (guint32 at = 0; at <= stretch->start - first; at++) {
    HavenStretch span;

    if (!span_from (&window, at, &span))
      continue;
    *stretch = (HavenStretch){first + span.start, first + span.end, gaps_between (&window, at, span.start)};
    return TRUE;
  }
  return FALSE;
}
