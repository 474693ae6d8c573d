/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Whether an expression is met from some token on. All places that can be reached are carried along at
 * once as a set of bits, so that no expression, however it is written, is tried twice from the same place:
 * the cost is nodes × reach and never a power of either.
 */

#include "haven-sequence.h"

#include "haven-expression.h"

typedef struct {
  HavenSearch *search;
  guint32 base;
  guint32 reach; /* how many tokens after base count */
} Stretch;

static HavenPlaces step (const Stretch *stretch, guint32 node, HavenPlaces from);

/**
 * haven_search_reach:
 * @search: a search
 * @start: a token
 * @across: whether to go on after the end of the sentence
 *
 * Returns: how many tokens from @start on may belong to one match
 */
guint32
haven_search_reach (const HavenSearch *search, guint32 start, gboolean across)
{
  guint32 end = MIN (search->n_tokens, start + HAVEN_MAX_REACH);
  guint32 at = start;

  if (across)
    return end - start;
  while (at < end && haven_tokens_get (search->tokens, at)->sentence ==
                         haven_tokens_get (search->tokens, start)->sentence)
    at++;
  return at - start;
}

static HavenPlaces
bit (guint32 place)
{
  return G_GUINT64_CONSTANT (1) << place;
}

static HavenPlaces
reachable (const Stretch *stretch)
{
  return stretch->reach >= HAVEN_MAX_REACH ? ~G_GUINT64_CONSTANT (0) : bit (stretch->reach + 1) - 1;
}

static void
spend (const Stretch *stretch)
{
  if (stretch->search->steps_left > 0)
    stretch->search->steps_left--;
}

static HavenPlaces
step_symbol (const Stretch *stretch, guint32 symbol, HavenPlaces from)
{
  HavenPlaces to = 0;

  if (!haven_tokens_may_have (stretch->search->tokens, symbol))
    return 0;
  for (; from != 0; from &= from - 1) {
    guint32 place = __builtin_ctzll (from);
    const HavenEdge *edge;

    spend (stretch);
    if (place >= stretch->reach)
      break;
    edge = haven_tokens_first_edge (stretch->search->tokens, stretch->base + place);
    for (; edge != NULL; edge = haven_tokens_next_edge (stretch->search->tokens, edge)) {
      if (edge->symbol == symbol && place + edge->span <= stretch->reach)
        to |= bit (place + edge->span);
    }
  }
  return to;
}

static gboolean
is_inside_word_before (const Stretch *stretch, const HavenConceptCode *concept, guint32 at)
{
  const HavenProgram *program = stretch->search->program;
  const HavenEdge *edge;

  if (concept->n_inside == 0 || at == 0)
    return FALSE;
  edge = haven_tokens_first_edge (stretch->search->tokens, at - 1);
  for (; edge != NULL; edge = haven_tokens_next_edge (stretch->search->tokens, edge)) {
    if (haven_program_contains (program->members + concept->inside, concept->n_inside, edge->symbol))
      return TRUE;
  }
  return FALSE;
}

/* What an open concept stands for in the frame that is tried; HAVEN_NO_CONCEPT for nothing. */
static guint32
fill (const HavenSearch *search, guint32 concept)
{
  guint32 slot = search->program->concepts[concept].slot;

  return slot != 0 && search->slots != NULL ? search->slots[slot - 1] : concept;
}

/* Where the words and phrases of a concept end that begin at a token. */
static HavenPlaces
find_ends (const Stretch *stretch, const HavenConceptCode *concept, guint32 place)
{
  const HavenTokens *tokens = stretch->search->tokens;
  guint32 at = stretch->base + place;
  HavenPlaces to = is_inside_word_before (stretch, concept, at) ? bit (place) : 0;
  const HavenEdge *edge = place < stretch->reach ? haven_tokens_first_edge (tokens, at) : NULL;

  for (; edge != NULL; edge = haven_tokens_next_edge (tokens, edge))
    if (place + edge->span <= stretch->reach &&
        haven_edge_is_in (stretch->search->program, edge, concept->set))
      to |= bit (place + edge->span);
  return to;
}

static HavenPlaces
step_concept (const Stretch *stretch, guint32 id, HavenPlaces from)
{
  guint32 filled = fill (stretch->search, id);
  HavenPlaces to = 0;

  if (filled == HAVEN_NO_CONCEPT)
    return 0;
  for (; from != 0; from &= from - 1) {
    guint32 place = __builtin_ctzll (from);

    spend (stretch);
    if (place > stretch->reach)
      break;
    to |= find_ends (stretch, &stretch->search->program->concepts[filled], place);
  }
  return to;
}

static HavenPlaces
step_gap (const Stretch *stretch, guint32 gap, HavenPlaces from)
{
  for (guint32 i = 0; i < gap; i++)
    from |= from << 1;
  return from & reachable (stretch);
}

/**
 * haven_search_is_boundary:
 * @search: a search
 * @at: a token
 *
 * Returns: whether a clause starts there, or the message has ended; before flags are known one may start
 * anywhere
 */
gboolean
haven_search_is_boundary (const HavenSearch *search, guint32 at)
{
  const guint32 starts = HAVEN_WORD_SENTENCE_START | HAVEN_WORD_CLAUSE_START;

  return at == 0 || at >= search->n_tokens || !search->tokens->is_flagged ||
         (haven_tokens_get (search->tokens, at)->flags & starts) != 0;
}

static HavenPlaces
step_boundary (const Stretch *stretch, HavenPlaces from)
{
  HavenPlaces to = 0;

  for (; from != 0; from &= from - 1) {
    guint32 place = __builtin_ctzll (from);

    if (haven_search_is_boundary (stretch->search, stretch->base + place))
      to |= bit (place);
  }
  return to;
}

/* What may stand at one place, as bits; at several places anything may. */
static guint64
bits_at (const Stretch *stretch, HavenPlaces from)
{
  guint32 place = from != 0 ? __builtin_ctzll (from) : 0;

  if ((from & (from - 1)) != 0)
    return ~G_GUINT64_CONSTANT (0);
  return from != 0 && place < stretch->reach
             ? haven_tokens_get (stretch->search->tokens, stretch->base + place)->at
             : 0;
}

/* A choice is mostly one of words, and of rows of words, that do not stand there, which is known without a
 * step. */
static inline gboolean
is_absent (const Stretch *stretch, guint32 node, guint64 bits)
{
  const HavenNodeCode *code = &stretch->search->program->nodes[node];

  if (code->kind == HAVEN_NODE_SEQUENCE && !code->optional && node + 1 < code->next)
    code++;
  return (code->kind == HAVEN_NODE_WORD || code->kind == HAVEN_NODE_PREFIX) && !code->optional &&
         ((haven_symbol_bit (code->value) & bits) == 0 ||
          !haven_tokens_may_have (stretch->search->tokens, code->value));
}

static HavenPlaces
step_children (const Stretch *stretch, guint32 node, HavenPlaces from)
{
  const HavenNodeCode *nodes = stretch->search->program->nodes;
  gboolean choice = nodes[node].kind == HAVEN_NODE_CHOICE;
  guint64 bits = choice ? bits_at (stretch, from) : 0;
  HavenPlaces to = choice ? 0 : from;

  for (guint32 child = node + 1; child < nodes[node].next; child = nodes[child].next) {
    if (choice)
      to |= is_absent (stretch, child, bits) ? 0 : step (stretch, child, from);
    else if (to != 0)
      to = step (stretch, child, to);
  }
  return to;
}

static HavenPlaces
step (const Stretch *stretch, guint32 node, HavenPlaces from)
{
  const HavenNodeCode *code = &stretch->search->program->nodes[node];
  HavenPlaces to = 0;

  if (stretch->search->steps_left == 0)
    return 0;
  switch ((HavenNodeKind)code->kind) {
  case HAVEN_NODE_WORD:
  case HAVEN_NODE_PREFIX:
    to = step_symbol (stretch, code->value, from);
    break;
  case HAVEN_NODE_CONCEPT:
    to = step_concept (stretch, code->value, from);
    break;
  case HAVEN_NODE_SEQUENCE:
  case HAVEN_NODE_CHOICE:
    to = step_children (stretch, node, from);
    break;
  case HAVEN_NODE_GAP:
    to = step_gap (stretch, code->gap, from);
    break;
  case HAVEN_NODE_START:
  case HAVEN_NODE_END:
    to = step_boundary (stretch, from);
    break;
  default:
    break;
  }
  return code->optional ? to | from : to;
}

/**
 * haven_sequence_ends:
 * @search: a search
 * @node: the root of an expression
 * @start: the token it must start at
 * @reach: how many tokens from there may belong to it, at most %HAVEN_MAX_REACH
 *
 * Returns: where it may end, counted from @start; 0 when it is not met
 */
HavenPlaces
haven_sequence_ends (HavenSearch *search, guint32 node, guint32 start, guint32 reach)
{
  const Stretch stretch = {search, start, reach};

  return step (&stretch, node, 1);
}

static HavenPlaces
between (guint32 from, guint32 to)
{
  return (bit (to) - 1) & ~(bit (from) - 1);
}

static HavenPlaces trace (const Stretch *stretch, guint32 node, guint32 from, guint32 to);

/* Walks one sequence back from its end: of several ways the one whose later parts are the shortest. */
static HavenPlaces
trace_sequence (const Stretch *stretch, guint32 node, guint32 from, guint32 to)
{
  const HavenNodeCode *nodes = stretch->search->program->nodes;
  HavenPlaces sets[256];
  guint32 children[256];
  HavenPlaces gaps = 0;
  guint n = 0;

  sets[0] = bit (from);
  for (guint32 child = node + 1; child < nodes[node].next && n < G_N_ELEMENTS (sets) - 1;
       child = nodes[child].next) {
    children[n++] = child;
    sets[n] = step (stretch, child, sets[n - 1]);
  }
  while (n-- > 0) {
    HavenPlaces candidates = sets[n] & (bit (to) | (bit (to) - 1));

    while (candidates != 0) {
      guint32 place = 63 - __builtin_clzll (candidates);

      candidates &= ~bit (place);
      if ((step (stretch, children[n], bit (place)) & bit (to)) == 0)
        continue;
      gaps |= trace (stretch, children[n], place, to);
      to = place;
      break;
    }
  }
  return gaps;
}

static HavenPlaces
trace (const Stretch *stretch, guint32 node, guint32 from, guint32 to)
{
  const HavenNodeCode *nodes = stretch->search->program->nodes;

  if (from == to)
    return 0;
  if (nodes[node].kind == HAVEN_NODE_GAP)
    return between (from, to);
  if (nodes[node].kind == HAVEN_NODE_SEQUENCE)
    return trace_sequence (stretch, node, from, to);
  for (guint32 child = node + 1; nodes[node].kind == HAVEN_NODE_CHOICE && child < nodes[node].next;
       child = nodes[child].next) {
    if ((step (stretch, child, bit (from)) & bit (to)) != 0)
      return trace (stretch, child, from, to);
  }
  return 0;
}

/**
 * haven_sequence_gaps:
 * @search: a search
 * @node: the root of an expression
 * @start: the token it started at
 * @reach: as it was given to haven_sequence_ends()
 * @end: one of the ends it has, counted from @start
 *
 * Returns: which tokens of the match stand in its gaps, counted from @start: what is said there was not
 *   asked for by the rule, so that a "not" there negates the match
 */
HavenPlaces
haven_sequence_gaps (HavenSearch *search, guint32 node, guint32 start, guint32 reach, guint32 end)
{
  const Stretch stretch = {search, start, reach};

  return trace (&stretch, node, 0, end);
}

/**
 * haven_sequence_is_within:
 * @search: a search
 * @node: the root of an expression
 * @from: the first token it may start at
 * @to: the token by which it must have ended
 *
 * Returns: whether it is met there
 */
gboolean
haven_sequence_is_within (HavenSearch *search, guint32 node, guint32 from, guint32 to)
{
  for (guint32 start = from; start < to; start++) {
    if ((haven_sequence_ends (search, node, start, MIN (to - start, HAVEN_MAX_REACH))) != 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_concept_at:
 * @search: a search
 * @concept: a concept
 * @at: a token
 * @end: where to stop looking
 *
 * Returns: how many tokens from @at on are one of its words or phrases, the longest; 0 for none
 */
guint32
haven_concept_at (const HavenSearch *search, guint32 concept, guint32 at, guint32 end)
{
  HavenSearch own = *search;
  const Stretch stretch = {&own, at, MIN (end - at, HAVEN_MAX_REACH)};
  HavenPlaces to;

  own.steps_left = 1000;
  to = at < end ? step_concept (&stretch, concept, 1) : 0;
  return to > 1 ? 63 - __builtin_clzll (to) : 0;
}
