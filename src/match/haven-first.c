/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Which words an expression can begin with. It is tried from every place that its rare word could be so far
 * from, and
 * "@group ..12 @sneer", whose groups have names of several words, from twenty; but nearly no place has a word
 * to begin.
 */

#include "haven-anchor.h"

typedef struct {
  HavenVocabulary *vocabulary;
  HavenAnchor *first;
} Finder;

typedef enum {
  CONSUMES, /* it takes up a word, one of those that were noted */
  MAY_BE_EMPTY,
  MAY_BE_ANYTHING, /* a gap, or part of a word: nothing can be said */
} Beginning;

static Beginning find (const Finder *finder, guint32 node);

static const HavenNodeCode *
node_at (const Finder *finder, guint32 node)
{
  return &g_array_index (finder->vocabulary->parts->nodes, HavenNodeCode, node);
}

static void
add (const Finder *finder, guint32 symbol)
{
  const HavenHook hook = {.symbol = symbol};

  g_array_append_val (finder->first->hooks, hook);
  finder->first->sum += haven_anchor_symbol_cost (finder->vocabulary, symbol);
}

static Beginning
find_in_concept (const Finder *finder, guint32 id)
{
  const HavenConceptCode *concept =
      &g_array_index (finder->vocabulary->parts->concepts, HavenConceptCode, id);
  const HavenAnchor *known;

  if (concept->n_inside > 0)
    return MAY_BE_ANYTHING;
  known = haven_anchor_of_concept (finder->vocabulary, id);
  g_array_append_vals (finder->first->hooks, known->hooks->data, known->hooks->len);
  finder->first->sum += known->sum;
  return CONSUMES;
}

static Beginning
find_in_choice (const Finder *finder, guint32 node)
{
  Beginning all = CONSUMES;

  for (guint32 child = node + 1; child < node_at (finder, node)->next; child = node_at (finder, child)->next)
    all = MAX (all, find (finder, child));
  return all;
}

static Beginning
find_in_sequence (const Finder *finder, guint32 node)
{
  for (guint32 child = node + 1; child < node_at (finder, node)->next;
       child = node_at (finder, child)->next) {
    Beginning beginning = find (finder, child);

    if (beginning != MAY_BE_EMPTY)
      return beginning;
  }
  return MAY_BE_EMPTY;
}

static Beginning
find (const Finder *finder, guint32 node)
{
  const HavenNodeCode *code = node_at (finder, node);
  Beginning beginning = MAY_BE_ANYTHING;

  switch ((HavenNodeKind)code->kind) {
  case HAVEN_NODE_WORD:
  case HAVEN_NODE_PREFIX:
    add (finder, code->value);
    beginning = CONSUMES;
    break;
  case HAVEN_NODE_CONCEPT:
    beginning = find_in_concept (finder, code->value);
    break;
  case HAVEN_NODE_CHOICE:
    beginning = find_in_choice (finder, node);
    break;
  case HAVEN_NODE_SEQUENCE:
    beginning = find_in_sequence (finder, node);
    break;
  case HAVEN_NODE_START:
  case HAVEN_NODE_END:
    beginning = MAY_BE_EMPTY;
    break;
  case HAVEN_NODE_GAP:
  default:
    break;
  }
  return code->optional ? MAX (beginning, MAY_BE_EMPTY) : beginning;
}

/**
 * haven_first_find:
 * @vocabulary: the vocabulary of the program that is being built
 * @node: the root of an expression
 *
 * Returns: (transfer full) (nullable): the words that it begins with, as something that it cannot be met
 * without; %NULL when it may begin with any word
 */
HavenAnchor *
haven_first_find (HavenVocabulary *vocabulary, guint32 node)
{
  g_autoptr (HavenAnchor) first = haven_anchor_new ();
  const Finder finder = {vocabulary, first};

  return find (&finder, node) == CONSUMES && first->hooks->len > 0 ? g_steal_pointer (&first) : NULL;
}
