/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Which of the expressions that hang off a word are worth a closer look. More than a hundred hang off the words of a
 * short message, and five of them are: most ask for another word right beside theirs, and are found by that word or
 * not at all; most others need one that is nowhere in the window, which is one bit.
 */

#include "haven-pass.h"

typedef struct {
  HavenPass *pass;
  const HavenAnchorCode *anchors; /* of the program */
  HavenHopeful *hopeful;
} Look;

static void
add (const Look *look, guint32 anchor)
{
  HavenHopeful *hopeful = look->hopeful;

  if (G_UNLIKELY (hopeful->n == hopeful->max)) {
    hopeful->max = MAX (hopeful->max * 2, 64);
    hopeful->anchors = g_renew (guint32, hopeful->anchors, hopeful->max);
  }
  hopeful->anchors[hopeful->n++] = anchor;
}

/* What was looked at counts: a message may hold nothing but words that something hangs off. */
static gboolean
spend (const Look *look, guint32 n)
{
  HavenSearch *search = &look->pass->search;

  search->steps_left -= MIN (n, search->steps_left);
  return search->steps_left > 0;
}

static gboolean
is_present (const Look *look, guint32 set)
{
  return look->pass->matcher->present[set / 64] >> set % 64 & 1;
}

static void
look_at_alone (const Look *look, guint32 first, guint32 n)
{
  for (guint32 i = first; i < first + n; i++)
    if (is_present (look, look->anchors[i].need))
      add (look, i);
  spend (look, n);
}

static guint32
partner_of (const HavenAnchorCode *anchor)
{
  return anchor->word_after != 0 ? anchor->word_after : anchor->word_before;
}

/* The first of a run of anchors whose partner is not below a symbol. */
static guint32
find_partner (const Look *look, guint32 first, guint32 n, guint32 partner)
{
  while (n > 0) {
    guint32 half = n / 2;

    if (partner_of (&look->anchors[first + half]) < partner) {
      first += half + 1;
      n -= half + 1;
    } else
      n = half;
  }
  return first;
}

/* Whether a symbol ends right before an edge. */
static gboolean
ends_before (const HavenTokens *tokens, const HavenEdge *edge, guint32 symbol)
{
  const HavenEdge *ended = haven_tokens_first_ended (tokens, edge->at);

  while (ended != NULL && ended->symbol != symbol)
    ended = haven_tokens_next_ended (tokens, ended);
  return ended != NULL;
}

/* Of a run of anchors, those that are found by one word that stands beside theirs. */
static void
look_at_partner (const Look *look, guint32 first, guint32 n, guint32 partner, const HavenEdge *edge)
{
  const HavenTokens *tokens = look->pass->search.tokens;
  guint32 end = first + n;

  for (guint32 i = find_partner (look, first, n, partner); i < end && spend (look, 1); i++) {
    const HavenAnchorCode *anchor = &look->anchors[i];

    if (partner_of (anchor) != partner)
      return;
    if (is_present (look, anchor->need) &&
        (anchor->word_before == 0 || anchor->word_after == 0 || ends_before (tokens, edge, anchor->word_before)))
      add (look, i);
  }
}

/* Words after it are those that begin where it ends. */
static void
look_after (const Look *look, const HavenSymbol *symbol, const HavenEdge *edge)
{
  const HavenTokens *tokens = look->pass->search.tokens;
  guint32 at = edge->at + edge->span;
  const HavenEdge *after;

  if (at >= tokens->n_tokens || (haven_tokens_get (tokens, at)->at & symbol->after) == 0)
    return;
  for (after = haven_tokens_first_edge (tokens, at); after != NULL; after = haven_tokens_next_edge (tokens, after))
    if ((haven_symbol_bit (after->symbol) & symbol->after) != 0)
      look_at_partner (look, symbol->anchor + symbol->n_alone, symbol->n_after, after->symbol, edge);
}

static void
look_before (const Look *look, const HavenSymbol *symbol, const HavenEdge *edge)
{
  const HavenTokens *tokens = look->pass->search.tokens;
  guint32 first = symbol->anchor + symbol->n_alone + symbol->n_after;
  const HavenEdge *before;

  if ((haven_tokens_get (tokens, edge->at)->before & symbol->before) == 0)
    return;
  for (before = haven_tokens_first_ended (tokens, edge->at); before != NULL;
       before = haven_tokens_next_ended (tokens, before))
    if ((haven_symbol_bit (before->symbol) & symbol->before) != 0)
      look_at_partner (look, first, symbol->n_before, before->symbol, edge);
}

/* Expressions are tried in the order of their rules, and each first from where it begins first. */
static gboolean
comes_before (const HavenAnchorCode *one, const HavenAnchorCode *other)
{
  return one->expression != other->expression ? one->expression < other->expression
                                              : one->before_max > other->before_max;
}

/* Anchors were found run by run. There are few. */
static void
sort (const Look *look)
{
  guint32 *found = look->hopeful->anchors;

  for (guint32 i = 1; i < look->hopeful->n; i++) {
    guint32 moved = found[i];
    guint32 at = i;

    for (; at > 0 && comes_before (&look->anchors[moved], &look->anchors[found[at - 1]]); at--)
      found[at] = found[at - 1];
    found[at] = moved;
  }
}

/**
 * haven_pass_find_hopeful:
 * @pass: a message whose window was read, and what is in it noted
 * @edge: a word of it
 *
 * Finds the anchors of that word whose expressions may be met, and leaves them in the matcher's hopeful.
 */
void
haven_pass_find_hopeful (HavenPass *pass, const HavenEdge *edge)
{
  const HavenProgram *program = pass->matcher->program;
  const HavenSymbol *symbol = &program->symbols[edge->symbol];
  const Look look = {pass, program->anchors, &pass->matcher->hopeful};

  look.hopeful->n = 0;
  if (symbol->n_alone > 0)
    look_at_alone (&look, symbol->anchor, symbol->n_alone);
  if (symbol->n_after > 0)
    look_after (&look, symbol, edge);
  if (symbol->n_before > 0)
    look_before (&look, symbol, edge);
  if (look.hopeful->n > 1)
    sort (&look);
}
