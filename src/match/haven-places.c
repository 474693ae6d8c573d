/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Where the words stand in a window that expressions need. It is looked for when the first expression asks, and then
 * known to all that need the same.
 */

#include "haven-pass.h"

#define MAX_SPREAD 16 /* places that a need may stand at, for them to be turned into starts */

static gboolean
is_in_set (const HavenProgram *program, guint32 symbol, guint32 set)
{
  const HavenSymbol *code = &program->symbols[symbol];
  const guint32 *sets = program->members + code->set;
  guint32 i = 0;

  if (code->n_sets == HAVEN_SETS_IN_ROW)
    return program->rows[code->set + set / 64] >> set % 64 & 1;
  while (i < code->n_sets && sets[i] < set)
    i++;
  return i < code->n_sets && sets[i] == set;
}

static void
see (HavenSeen *seen, guint32 token)
{
  seen->any = TRUE;
  if (token < HAVEN_SEEN_WORDS * 64)
    seen->places[token / 64] |= G_GUINT64_CONSTANT (1) << token % 64;
}

/* Where clauses begin; before flags are known one may begin anywhere. */
static void
find_starts (const HavenPass *pass, HavenSeen *seen)
{
  for (guint32 at = 0; at < pass->search.n_tokens; at++) {
    if (!pass->search.tokens->is_flagged || haven_search_is_boundary (&pass->search, at))
      see (seen, at);
  }
}

/* A small set is looked for word by word, for a large one each word of the window is asked whether it is in
 * it. */
static void
find_members (const HavenPass *pass, guint32 set, HavenSeen *seen)
{
  const HavenTokens *tokens = pass->search.tokens;
  const HavenProgram *program = pass->matcher->program;
  const HavenSetCode *code = &program->sets[set];

  if (code->n_members == 0 || code->n_members > tokens->n_edges) {
    for (guint32 i = 0; i < tokens->n_edges; i++) {
      if (is_in_set (program, tokens->edges[i].symbol, set))
        see (seen, tokens->edges[i].at);
    }
    return;
  }
  for (guint32 i = 0; i < code->n_members; i++) {
    const HavenEdge *edge = haven_tokens_last_edge (tokens, program->members[code->member + i]);

    for (; edge != NULL; edge = haven_tokens_same_edge (tokens, edge))
      see (seen, edge->at);
  }
}

/* Where words of a set stand in the window: looked for when the first expression asks, and then known to all.
 */
static const HavenSeen *
find_places (const HavenPass *pass, guint32 set)
{
  HavenSeen *seen = &pass->matcher->seen[set];

  if (seen->of == pass->matcher->window)
    return seen;
  seen->of = pass->matcher->window;
  seen->any = FALSE;
  memset (seen->places, 0, MIN (pass->search.n_tokens / 64 + 1, HAVEN_SEEN_WORDS) * sizeof *seen->places);
  if (is_in_set (pass->matcher->program, 0, set))
    find_starts (pass, seen);
  find_members (pass, set, seen);
  return seen;
}

/* The 64 tokens from one on, which may lie before the window. */
static HavenPlaces
places_from (const HavenPass *pass, const HavenSeen *seen, gint64 from)
{
  HavenPlaces places;

  if (from <= -64 || from >= pass->search.n_tokens)
    return 0;
  if (from < 0)
    return seen->places[0] << -from;
  places = seen->places[from / 64] >> from % 64;
  return from % 64 != 0 && from / 64 < pass->search.n_tokens / 64
             ? places | seen->places[from / 64 + 1] << (64 - from % 64)
             : places;
}

/**
 * haven_pass_misses:
 * @pass: a message whose window was read
 * @code: an expression
 * @at: where a word stands that it hangs off
 *
 * Most expressions miss a second thing that they ask for, and that is known from a few bits.
 *
 * Returns: whether it cannot be met around there
 */
gboolean
haven_pass_misses (const HavenPass *pass, const HavenExpressionCode *code, guint32 at)
{
  const HavenNeedCode *needs = pass->matcher->program->needs + code->need;

  for (guint32 i = 0; i < code->n_needs; i++) {
    const HavenSeen *seen = find_places (pass, needs[i].set);
    gint64 from = (gint64)at - code->before_max + needs[i].from;
    gint64 width = (gint64)at - code->before_min + needs[i].to + pass->search.tokens->slack - from + 1;

    if (!seen->any)
      return TRUE;
    if (pass->is_exact && width <= 64 &&
        (places_from (pass, seen, from) & (~G_GUINT64_CONSTANT (0) >> (64 - width))) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_pass_possible_starts:
 * @pass: a message whose window was read, where places are known one by one
 * @code: an expression
 * @first: a token
 *
 * Returns: from which tokens it could start, @first being bit 0, so that all it needs stands where it must
 */
HavenPlaces
haven_pass_possible_starts (const HavenPass *pass, const HavenExpressionCode *code, gint64 first)
{
  const HavenNeedCode *needs = pass->matcher->program->needs + code->need;
  HavenPlaces starts = ~G_GUINT64_CONSTANT (0);

  for (guint32 i = 0; i < code->n_needs && starts != 0; i++) {
    const HavenSeen *seen = find_places (pass, needs[i].set);
    HavenPlaces possible = 0;

    gint last = needs[i].to + pass->search.tokens->slack;

    if (needs[i].from < 0 || last - needs[i].from > MAX_SPREAD)
      continue;
    for (gint to = needs[i].from; to <= last; to++)
      possible |= places_from (pass, seen, first + to);
    starts &= possible;
  }
  return starts;
}

/* Compilers make of it what the machine has. */
typedef guint64 Four __attribute__ ((vector_size (32), aligned (8), may_alias));

static void
add_row (guint64 *present, const guint64 *row, guint32 n)
{
  Four *to = (Four *)present;
  const Four *from = (const Four *)row;

  for (gsize i = 0; i < n / 4; i++)
    to[i] |= from[i];
}

static void
add_sets (HavenMatcher *matcher, guint32 symbol)
{
  const HavenProgram *program = matcher->program;
  const HavenSymbol *code = &program->symbols[symbol];

  if (code->n_sets == HAVEN_SETS_IN_ROW) {
    add_row (matcher->present, program->rows + code->set, matcher->n_present);
    return;
  }
  for (guint32 i = 0; i < code->n_sets; i++) {
    guint32 set = program->members[code->set + i];

    if (set / 64 < matcher->n_present)
      matcher->present[set / 64] |= G_GUINT64_CONSTANT (1) << set % 64;
  }
}

/**
 * haven_pass_note_present:
 * @pass: a message whose window was read
 *
 * Four of five expressions miss the rarest of what they need in the whole window: from here on one bit tells.
 */
void
haven_pass_note_present (HavenPass *pass)
{
  HavenMatcher *matcher = pass->matcher;

  memset (matcher->present, 0, matcher->n_present * sizeof *matcher->present);
  add_sets (matcher, 0);
  for (guint32 i = 0; i < pass->search.tokens->n_edges; i++)
    add_sets (matcher, pass->search.tokens->edges[i].symbol);
}
