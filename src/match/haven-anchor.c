/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that decides which words of an expression are rare enough to look for first. */

#include "haven-anchor.h"

typedef struct {
  HavenVocabulary *vocabulary;
  GHashTable *common_concepts;
} Finder;

/* How many words a node stands for. */
typedef struct {
  guint32 min;
  guint32 max;
} Span;

static HavenAnchor *find (const Finder *finder, guint32 node, Span *span);

/* With room for as many words as there will be: a concept has hundreds, and is named by hundreds of
 * expressions. */
static HavenAnchor *
new_sized (guint n_hooks)
{
  HavenAnchor *anchor = g_new0 (HavenAnchor, 1);

  anchor->hooks = g_array_sized_new (FALSE, FALSE, sizeof (HavenHook), n_hooks);
  anchor->required = TRUE;
  return anchor;
}

/**
 * haven_anchor_new:
 *
 * Returns: (transfer full): an anchor without any words yet
 */
HavenAnchor *
haven_anchor_new (void)
{
  return new_sized (0);
}

/**
 * haven_anchor_free:
 * @anchor: (nullable) (transfer full): an anchor
 */
void
haven_anchor_free (HavenAnchor *anchor)
{
  if (anchor == NULL)
    return;
  g_array_unref (anchor->hooks);
  g_clear_pointer (&anchor->needs, g_ptr_array_unref);
  g_free (anchor);
}

static const HavenSymbol *
symbol_at (const HavenVocabulary *vocabulary, guint32 id)
{
  return &g_array_index (vocabulary->parts->symbols, HavenSymbol, id);
}

static const guint32 *
words_at (const HavenVocabulary *vocabulary, guint32 first)
{
  return &g_array_index (vocabulary->parts->sequences, guint32, first);
}

static const HavenNodeCode *
node_at (const Finder *finder, guint32 node)
{
  return &g_array_index (finder->vocabulary->parts->nodes, HavenNodeCode, node);
}

static guint64
word_cost (const HavenSymbol *symbol)
{
  if (symbol->prefix)
    return symbol->length < 5 ? 50 : 5;
  if (symbol->common == HAVEN_COMMON_FUNCTION)
    return 10000;
  /* single letters and small numbers are in no list of words, but everywhere */
  return symbol->common == HAVEN_COMMON_OFTEN || symbol->length == 1 ? 200 : 1;
}

/* The rarest word of some that stand in a row. */
static guint32
rarest_of (const HavenVocabulary *vocabulary, const guint32 *words, guint32 n_words)
{
  guint32 best = 0;

  for (guint32 i = 1; i < n_words; i++)
    if (word_cost (symbol_at (vocabulary, words[i])) < word_cost (symbol_at (vocabulary, words[best])))
      best = i;
  return best;
}

/* Each further word makes the row ten times rarer. */
static guint64
row_cost (const HavenVocabulary *vocabulary, const guint32 *words, guint32 n_words)
{
  guint64 cost = word_cost (symbol_at (vocabulary, words[rarest_of (vocabulary, words, n_words)]));

  for (guint32 i = 1; i < n_words && cost >= 10; i++)
    cost /= 10;
  return cost;
}

/**
 * haven_anchor_symbol_cost:
 * @vocabulary: the vocabulary of the program that is being built
 * @id: a symbol
 *
 * Returns: how common it is: 1 for a rare word
 */
guint64
haven_anchor_symbol_cost (HavenVocabulary *vocabulary, guint32 id)
{
  const HavenSymbol *symbol = symbol_at (vocabulary, id);

  return symbol->length == 0 && symbol->n_reading > 0
             ? row_cost (vocabulary, words_at (vocabulary, symbol->reading), symbol->n_reading)
             : word_cost (symbol);
}

static void
add_hook (HavenAnchor *anchor, HavenHook hook, guint64 cost)
{
  g_array_append_val (anchor->hooks, hook);
  anchor->worst = MAX (anchor->worst, cost);
  anchor->sum += cost;
}

/* Whoever hangs off a phrase hangs off a symbol of its own, which stands where the phrase begins. Returns its
 * words. */
static guint32
add_symbol (HavenVocabulary *vocabulary, HavenAnchor *anchor, guint32 id)
{
  const HavenSymbol *symbol = symbol_at (vocabulary, id);
  HavenHook hook = {.symbol = id};

  if (symbol->length == 0) {
    hook.phrase = symbol->reading;
    hook.n_phrase = symbol->n_reading;
    hook.rarest = rarest_of (vocabulary, words_at (vocabulary, hook.phrase), hook.n_phrase);
  }
  add_hook (anchor, hook, haven_anchor_symbol_cost (vocabulary, id));
  return MAX (hook.n_phrase, 1);
}

/**
 * haven_anchor_of_concept:
 * @vocabulary: the vocabulary of the program that is being built
 * @id: a concept of it
 *
 * A concept has hundreds of words and is named by hundreds of expressions: how rare they are is found out
 * once.
 *
 * Returns: (transfer none): an anchor of all its words
 */
const HavenAnchor *
haven_anchor_of_concept (HavenVocabulary *vocabulary, guint32 id)
{
  const HavenProgramParts *parts = vocabulary->parts;
  const HavenConceptCode *concept = &g_array_index (parts->concepts, HavenConceptCode, id);
  HavenAnchor *anchor = g_hash_table_lookup (vocabulary->anchors, GUINT_TO_POINTER (id + 1));

  if (anchor != NULL)
    return anchor;
  anchor = new_sized (concept->n_members);
  for (guint32 i = 0; i < concept->n_members; i++)
    add_symbol (vocabulary, anchor, g_array_index (parts->members, guint32, concept->member + i));
  g_hash_table_insert (vocabulary->anchors, GUINT_TO_POINTER (id + 1), anchor);
  return anchor;
}

static HavenAnchor *
find_in_concept (const Finder *finder, guint32 id, Span *span)
{
  const HavenConceptCode *concept =
      &g_array_index (finder->vocabulary->parts->concepts, HavenConceptCode, id);
  const HavenAnchor *known = haven_anchor_of_concept (finder->vocabulary, id);
  HavenAnchor *anchor = new_sized (known->hooks->len);

  *span = (Span){concept->n_inside > 0 ? 0 : 1, 1};
  for (guint i = 0; i < known->hooks->len; i++)
    span->max = MAX (span->max, g_array_index (known->hooks, HavenHook, i).n_phrase);
  g_array_append_vals (anchor->hooks, known->hooks->data, known->hooks->len);
  anchor->worst = known->worst;
  anchor->sum = known->sum;
  anchor->required = concept->n_inside == 0;
  if (concept->n_inside > 0 || g_hash_table_contains (finder->common_concepts, GUINT_TO_POINTER (id)))
    anchor->worst = anchor->sum = HAVEN_ANCHOR_NONE;
  return anchor;
}

static HavenAnchor *
find_in_choice (const Finder *finder, guint32 node, Span *span)
{
  guint32 end = node_at (finder, node)->next;
  HavenAnchor *anchor = haven_anchor_new ();

  *span = (Span){G_MAXUINT32, 0};
  for (guint32 child = node + 1; child < end; child = node_at (finder, child)->next) {
    Span part;
    g_autoptr (HavenAnchor) found = find (finder, child, &part);

    span->min = MIN (span->min, part.min);
    span->max = MAX (span->max, part.max);
    g_array_append_vals (anchor->hooks, found->hooks->data, found->hooks->len);
    anchor->worst = MAX (anchor->worst, found->worst);
    anchor->sum += found->sum;
    anchor->required = anchor->required && found->required;
  }
  return anchor;
}

static void
move (HavenAnchor *anchor, const Span *by)
{
  for (guint i = 0; anchor->needs != NULL && i < anchor->needs->len; i++)
    move (anchor->needs->pdata[i], by);
  for (guint i = 0; i < anchor->hooks->len; i++) {
    g_array_index (anchor->hooks, HavenHook, i).before_min += by->min;
    g_array_index (anchor->hooks, HavenHook, i).before_max += by->max;
  }
}

/*
 * An open concept that nobody fills is never met, and so is whatever it must stand in: it is the best there
 * is. Where all that must be there is too common to be looked for, that is said all the same; but a word that
 * every message has is never better than a set of many rare ones, however many there are.
 */
static gboolean
is_better (const HavenAnchor *anchor, const HavenAnchor *best)
{
  if (!anchor->required || best == NULL)
    return anchor->required;
  if ((anchor->worst < HAVEN_ANCHOR_TOO_COMMON) != (best->worst < HAVEN_ANCHOR_TOO_COMMON))
    return anchor->worst < HAVEN_ANCHOR_TOO_COMMON;
  return anchor->sum < best->sum;
}

/* It hangs off the rarest of what must be there; the rest of that are its needs. */
static HavenAnchor *
find_in_sequence (const Finder *finder, guint32 node, Span *span)
{
  guint32 end = node_at (finder, node)->next;
  g_autoptr (GPtrArray) needs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_anchor_free);
  HavenAnchor *best = NULL;
  guint best_at = 0;

  *span = (Span){0, 0};
  for (guint32 child = node + 1; child < end; child = node_at (finder, child)->next) {
    Span part;
    g_autoptr (HavenAnchor) found = find (finder, child, &part);

    /* where a message ends, "^" holds too, and no token stands there */
    if (node_at (finder, child)->kind == HAVEN_NODE_START && node_at (finder, child)->next >= end)
      found->required = FALSE;
    move (found, span);
    if (found->required && found->needs != NULL)
      g_ptr_array_extend_and_steal (needs, g_steal_pointer (&found->needs));
    if (is_better (found, best)) {
      best = found;
      best_at = needs->len;
    }
    if (found->required)
      g_ptr_array_add (needs, g_steal_pointer (&found));
    span->min += part.min;
    span->max += part.max;
  }
  if (best == NULL) {
    best = haven_anchor_new ();
    best->required = FALSE;
    best->worst = best->sum = HAVEN_ANCHOR_NONE;
    return best;
  }
  best = g_ptr_array_steal_index (needs, best_at);
  best->needs = g_steal_pointer (&needs);
  return best;
}

static HavenAnchor *
find (const Finder *finder, guint32 node, Span *span)
{
  HavenNodeCode code = *node_at (finder, node);
  HavenAnchor *anchor;

  switch ((HavenNodeKind)code.kind) {
  case HAVEN_NODE_WORD:
  case HAVEN_NODE_PREFIX:
    anchor = haven_anchor_new ();
    span->min = span->max = add_symbol (finder->vocabulary, anchor, code.value);
    break;
  case HAVEN_NODE_CONCEPT:
    anchor = find_in_concept (finder, code.value, span);
    break;
  case HAVEN_NODE_CHOICE:
    anchor = find_in_choice (finder, node, span);
    break;
  case HAVEN_NODE_SEQUENCE:
    anchor = find_in_sequence (finder, node, span);
    break;
  case HAVEN_NODE_START:
    /* symbol 0 stands for the start of a clause: nothing hangs off it, but something may need it */
    anchor = haven_anchor_new ();
    *span = (Span){0, 0};
    add_hook (anchor, (HavenHook){0, 0, 0, 0, 0}, HAVEN_ANCHOR_NONE);
    break;
  case HAVEN_NODE_GAP:
  case HAVEN_NODE_END:
  default:
    anchor = haven_anchor_new ();
    *span = (Span){0, code.kind == HAVEN_NODE_GAP ? code.gap : 0};
    anchor->worst = anchor->sum = HAVEN_ANCHOR_NONE;
    anchor->required = FALSE;
    break;
  }
  if (code.optional) {
    span->min = 0;
    anchor->worst = anchor->sum = HAVEN_ANCHOR_NONE;
    anchor->required = FALSE;
  }
  return anchor;
}

/**
 * haven_anchor_find:
 * @vocabulary: the vocabulary of the program that is being built
 * @common_concepts: (element-type guint32): concepts that nothing may hang off
 * @node: the root of an expression
 *
 * Returns: (transfer full): the rarest words that it cannot be met without
 */
HavenAnchor *
haven_anchor_find (HavenVocabulary *vocabulary, const GHashTable *common_concepts, guint32 node)
{
  const Finder finder = {vocabulary, (GHashTable *)common_concepts};
  Span span;

  return find (&finder, node, &span);
}
