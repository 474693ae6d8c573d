/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Where the words stand in a window that expressions need. It is looked for when the first expression asks,
 * and then known to all that need the same.
 */

#include "haven-pass.h"

#define FEW 8         /* tokens that are looked at one by one */
#define MAX_SPREAD 16 /* places that a need may stand at, for them to be turned into starts */

static void
see (HavenSeen *seen, guint32 token)
{
  seen->any = TRUE;
  if (token < HAVEN_SEEN_WORDS * 64)
    seen->places[token / 64] |= G_GUINT64_CONSTANT (1) << token % 64;
}

/* Where clauses begin. */
static void
find_starts (const HavenPass *pass, HavenSeen *seen)
{
  for (guint32 at = 0; at < pass->search.n_tokens; at++) {
    if (haven_search_is_boundary (&pass->search, at))
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
      if (haven_edge_is_in (program, &tokens->edges[i], set))
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

/* Places are found anew once it is known where clauses begin. */
static inline guint32
current_window (const HavenPass *pass)
{
  return pass->matcher->window + (pass->search.tokens->is_flagged ? 1 : 0);
}

static void
look_for (const HavenPass *pass, guint32 set, HavenSeen *seen)
{
  guint32 n_words = MIN (pass->search.n_tokens / 64 + 1, HAVEN_SEEN_WORDS);

  seen->of = current_window (pass);
  seen->any = FALSE;
  for (guint32 i = 0; i < n_words; i++)
    seen->places[i] = 0;
  if (pass->matcher->program->sets[set].begins)
    find_starts (pass, seen);
  find_members (pass, set, seen);
}

/* Where words of a set stand in the window: looked for when the first expression asks, and then known to all.
 */
static inline const HavenSeen *
find_places (const HavenPass *pass, guint32 set)
{
  HavenSeen *seen = &pass->matcher->seen[set];

  if (seen->of != current_window (pass))
    look_for (pass, set, seen);
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

/* Whether a word of a set stands among a few tokens: to look there is less than to find all places of the
 * set. */
static gboolean
stands_among (const HavenPass *pass, guint32 set, gint64 first, gint64 end)
{
  const HavenTokens *tokens = pass->search.tokens;
  const HavenProgram *program = pass->matcher->program;
  const HavenSetCode *code = &program->sets[set];
  guint32 last = CLAMP (end, 0, pass->search.n_tokens);

  for (guint32 at = MAX (first, 0); at < last; at++) {
    const HavenEdge *edge;

    if (code->begins && haven_search_is_boundary (&pass->search, at))
      return TRUE;
    if ((haven_tokens_get (tokens, at)->at & code->bits) == 0)
      continue;
    for (edge = haven_tokens_first_edge (tokens, at); edge != NULL;
         edge = haven_tokens_next_edge (tokens, edge))
      if (haven_edge_is_in (program, edge, set))
        return TRUE;
  }
  return FALSE;
}

/* The same for many tokens, which is asked again for the next word that needs it. */
static gboolean
is_nowhere (const HavenPass *pass, guint32 set, gint64 first, gint64 end)
{
  const HavenSeen *seen = find_places (pass, set);

  if (!seen->any || !pass->is_exact || end - first > 64)
    return !seen->any;
  return (places_from (pass, seen, first) & (~G_GUINT64_CONSTANT (0) >> (64 - (end - first)))) == 0;
}

/**
 * haven_pass_misses:
 * @pass: a message whose window was read
 * @anchor: what hangs off a word
 * @at: where that word stands
 *
 * Most expressions miss a second thing that they ask for, and that is known from a few bits.
 *
 * Returns: whether it cannot be met around there
 */
gboolean
haven_pass_misses (const HavenPass *pass, const HavenAnchorCode *anchor, guint32 at)
{
  const HavenExpressionCode *code = &pass->matcher->program->expressions[anchor->expression];
  const HavenNeedCode *needs = pass->matcher->program->needs + code->need;

  for (guint32 i = 0; i < code->n_needs; i++) {
    gint64 slack = pass->search.tokens->slack; /* words on either side may take up more than one token each */
    gint64 from = (gint64)at - anchor->before_max - slack + needs[i].from;
    gint64 end = (gint64)at - anchor->before_min + needs[i].to + slack + 1;

    if (pass->is_exact && end - from <= FEW) {
      if (!stands_among (pass, needs[i].set, from, end))
        return TRUE;
    } else if (is_nowhere (pass, needs[i].set, from, end))
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

static inline void
add_first (guint64 *present, const HavenProgram *program, guint32 symbol)
{
  const HavenSymbol *code = &program->symbols[symbol];
  const guint32 *sets = program->members + code->first, *end = sets + code->n_first;

  for (; sets < end; sets++)
    present[*sets / 64] |= G_GUINT64_CONSTANT (1) << *sets % 64;
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
  const HavenTokens *tokens = pass->search.tokens;

  memset (matcher->present, 0, matcher->n_present * sizeof *matcher->present);
  add_first (matcher->present, matcher->program, 0); /* a message begins */
  for (guint32 i = 0; i < tokens->n_edges; i++)
    if (tokens->edges[i].same == 0) /* else the word was there before */
      add_first (matcher->present, matcher->program, tokens->edges[i].symbol);
}
