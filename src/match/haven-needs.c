/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What an expression cannot be met without besides the word it hangs off: for each thing it asks for, the set
 * of words that could begin to be it, and how far from its start one of them must stand. Most of the time one
 * is missing, and that is known from a few bits before anything is tried.
 */

#include "haven-needs.h"

#include <stdlib.h>
#include <string.h>

#include "haven-by-symbol.h"
#include "haven-runs.h"

#define MAX_SMALL_SET 48 /* words of a set that are looked for one by one */
#define MAX_LISTED 32    /* sets of a word; one that is in more has a row of bits */

/* One word of one set. */
typedef struct {
  guint32 symbol;
  guint32 set;
} Member;

/* One need of one expression, before they are put in order. */
typedef struct {
  HavenNeedCode code;
  guint64 cost; /* how often a message has what is needed */
} Need;

struct _HavenNeeds {
  HavenProgramParts *parts;
  GHashTable *sets;     /* GBytes of sorted symbols to its number plus one */
  GHashTable *as_found; /* the same, by symbols in the order in which they were found */
  GArray *needs;        /* Need: what parts->needs will be */
  HavenRuns *rows;      /* of parts->rows */
  HavenRuns *lists;     /* of parts->members: the sets that words are in */
};

/**
 * haven_needs_free:
 * @needs: (nullable) (transfer full): needs
 */
void
haven_needs_free (HavenNeeds *needs)
{
  if (needs == NULL)
    return;
  g_hash_table_unref (needs->sets);
  g_hash_table_unref (needs->as_found);
  g_array_unref (needs->needs);
  haven_runs_free (needs->rows);
  haven_runs_free (needs->lists);
  g_free (needs);
}

static int
compare_symbols (gconstpointer a, gconstpointer b)
{
  const guint32 *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

static void
store_set (HavenNeeds *needs, const GArray *symbols)
{
  HavenSetCode code = {needs->parts->members->len, symbols->len <= MAX_SMALL_SET ? symbols->len : 0,
                       symbols->len > 0 && g_array_index (symbols, guint32, 0) == 0};

  g_array_append_vals (needs->parts->members, symbols->data, code.n_members);
  g_array_append_val (needs->parts->sets, code);
}

/* @symbols is sorted. */
static guint32
intern_symbols (HavenNeeds *needs, const GArray *symbols)
{
  g_autoptr (GBytes) key = g_bytes_new (symbols->data, symbols->len * sizeof (guint32));
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (needs->sets, key));

  if (id != 0)
    return id - 1;
  id = needs->parts->sets->len;
  store_set (needs, symbols);
  g_hash_table_insert (needs->sets, g_steal_pointer (&key), GUINT_TO_POINTER (id + 1));
  return id;
}

/* Puts symbols in order, each once. */
static void
put_in_order (GArray *symbols)
{
  guint n = 0;

  g_array_sort (symbols, compare_symbols);
  for (guint i = 0; i < symbols->len; i++) {
    guint32 symbol = g_array_index (symbols, guint32, i);

    if (n == 0 || g_array_index (symbols, guint32, n - 1) != symbol)
      g_array_index (symbols, guint32, n++) = symbol;
  }
  g_array_set_size (symbols, n);
}

/*
 * The set of the words that something hangs off: the same for many expressions, and mostly in the same order.
 * To put hundreds in order each time took two fifths of all the time that compiling takes.
 */
static guint32
intern (HavenNeeds *needs, const HavenAnchor *anchor)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GBytes) key = NULL;
  guint32 id;

  g_array_set_size (symbols, anchor->hooks->len);
  for (guint i = 0; i < anchor->hooks->len; i++)
    g_array_index (symbols, guint32, i) = g_array_index (anchor->hooks, HavenHook, i).symbol;
  key = g_bytes_new (symbols->data, symbols->len * sizeof (guint32));
  id = GPOINTER_TO_UINT (g_hash_table_lookup (needs->as_found, key));
  if (id != 0)
    return id - 1;
  put_in_order (symbols);
  id = intern_symbols (needs, symbols);
  g_hash_table_insert (needs->as_found, g_steal_pointer (&key), GUINT_TO_POINTER (id + 1));
  return id;
}

/* Symbol 0 stands for the beginning of a clause: the set 0. */
static void
add_beginning (HavenNeeds *needs)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, TRUE, sizeof (guint32));

  g_array_set_size (symbols, 1);
  intern_symbols (needs, symbols);
}

/**
 * haven_needs_new:
 * @parts: (transfer none): the program that is being built
 *
 * Returns: (transfer full): no needs yet
 */
HavenNeeds *
haven_needs_new (HavenProgramParts *parts)
{
  HavenNeeds *needs = g_new0 (HavenNeeds, 1);

  needs->parts = parts;
  needs->needs = g_array_new (FALSE, FALSE, sizeof (Need));
  needs->rows = haven_runs_new (parts->rows);
  needs->lists = haven_runs_new (parts->members);
  needs->sets = g_hash_table_new_full (haven_runs_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  needs->as_found =
      g_hash_table_new_full (haven_runs_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  add_beginning (needs);
  return needs;
}

/* All needs of one expression are added in a row. */
static void
append (HavenNeeds *needs, HavenExpressionCode *expression, HavenNeedCode code, guint64 cost)
{
  Need need = {code, cost};

  if (expression->n_needs++ == 0)
    expression->need = needs->needs->len;
  g_array_append_val (needs->needs, need);
}

static void
append_anchor (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *anchor)
{
  HavenNeedCode need = {intern (needs, anchor), G_MAXINT16, 0};

  for (guint i = 0; i < anchor->hooks->len; i++) {
    const HavenHook *hook = &g_array_index (anchor->hooks, HavenHook, i);

    need.from = MIN ((guint32)need.from, hook->before_min);
    need.to = MAX ((guint32)need.to, MIN (hook->before_max, G_MAXINT16));
  }
  append (needs, expression, need, anchor->sum);
}

/**
 * haven_needs_add:
 * @needs: needs
 * @expression: (inout): an expression; what it needs is noted in it
 * @anchor: what it hangs off, which knows what else there must be
 */
void
haven_needs_add (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *anchor)
{
  if (anchor->needs == NULL)
    return;
  for (guint i = 0; i < anchor->needs->len; i++)
    append_anchor (needs, expression, anchor->needs->pdata[i]);
}

/**
 * haven_needs_add_first:
 * @needs: needs
 * @expression: (inout): an expression
 * @first: (nullable): the words that it begins with, as far as that is known
 */
void
haven_needs_add_first (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *first)
{
  if (first != NULL)
    append_anchor (needs, expression, first);
}

/**
 * haven_needs_add_all:
 * @needs: needs
 * @expression: (inout): an expression that hangs off nothing, since another one of its rule does
 * @anchor: what it would hang off
 */
void
haven_needs_add_all (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *anchor)
{
  if (anchor->required)
    append_anchor (needs, expression, anchor);
  haven_needs_add (needs, expression, anchor);
}

/**
 * haven_needs_add_beside:
 * @needs: needs
 * @expression: (inout): an expression of a rule that asks for several in any order
 * @anchor: what another one of them hangs off
 * @within: how many words all of them may take up
 */
void
haven_needs_add_beside (HavenNeeds *needs,
                        HavenExpressionCode *expression,
                        const HavenAnchor *anchor,
                        guint within)
{
  if (anchor->required)
    append (needs, expression, (HavenNeedCode){intern (needs, anchor), -(gint16)within, within}, anchor->sum);
}

/**
 * haven_needs_add_concept:
 * @needs: needs
 * @concept: (inout): a concept; its words and phrases become a set, which is noted in it
 */
void
haven_needs_add_concept (HavenNeeds *needs, HavenConceptCode *concept)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (concept->n_members > 0)
    g_array_append_vals (symbols, &g_array_index (needs->parts->members, guint32, concept->member),
                         concept->n_members);
  concept->set = intern_symbols (needs, symbols);
}

static guint32
store_list (HavenNeeds *needs, const Member *members, guint n)
{
  guint32 first = needs->parts->members->len;

  for (guint i = 0; i < n; i++)
    g_array_append_val (needs->parts->members, members[i].set);
  return haven_runs_share (needs->lists, first);
}

/*
 * The sets of one word, sorted, as a list or, for the words that are in many, as bits: "you" is in hundreds.
 * Those below @n_first are listed in either case: a message asks for all of them at once, and 27 bits of an
 * everyday word would be spread over ten lines of cache.
 */
static void
store_sets (HavenNeeds *needs, const Member *members, guint n, guint32 n_first)
{
  HavenProgramParts *parts = needs->parts;
  HavenSymbol *symbol = &g_array_index (parts->symbols, HavenSymbol, members->symbol);

  while (symbol->n_first < n && members[symbol->n_first].set < n_first)
    symbol->n_first++;
  if (n <= MAX_LISTED) {
    symbol->n_sets = n;
    symbol->set = symbol->first = store_list (needs, members, n);
    return;
  }
  symbol->first = store_list (needs, members, symbol->n_first);
  symbol->set = parts->rows->len;
  symbol->n_sets = HAVEN_SETS_IN_ROW;
  g_array_set_size (parts->rows, parts->rows->len + HAVEN_ROW_LENGTH (parts->sets->len));
  for (guint i = 0; i < n; i++)
    g_array_index (parts->rows, guint64, symbol->set + members[i].set / 64) |= G_GUINT64_CONSTANT (1)
                                                                               << members[i].set % 64;
  symbol->set = haven_runs_share (needs->rows, symbol->set);
}

/* A message has it all the more likely at its place the more words that place has. */
static gdouble
get_chance (const Need *need)
{
  return (gdouble)need->cost * (need->code.to - need->code.from + 1);
}

static int
compare_chances (gconstpointer a, gconstpointer b)
{
  gdouble one = get_chance (a), other = get_chance (b);

  return one < other ? -1 : one > other;
}

/*
 * Two orders: the set that fewest messages have at all is asked for first, since that is one bit. Then each
 * need is looked for at its place, and there one that is common but has a single place comes before a rare
 * one that may stand anywhere.
 */
static void
order_needs (HavenNeeds *needs, HavenExpressionCode *expression)
{
  Need *first = &g_array_index (needs->needs, Need, expression->need);
  const Need *rarest = first;

  for (guint32 i = 1; i < expression->n_needs; i++)
    if (first[i].cost < rarest->cost)
      rarest = &first[i];
  expression->rarest = rarest->code.set;
  qsort (first, expression->n_needs, sizeof *first, compare_chances);
}

static void
order_all_needs (HavenNeeds *needs)
{
  GArray *expressions = needs->parts->expressions;

  for (guint i = 0; i < expressions->len; i++)
    if (g_array_index (expressions, HavenExpressionCode, i).n_needs > 0)
      order_needs (needs, &g_array_index (expressions, HavenExpressionCode, i));
  for (guint i = 0; i < needs->needs->len; i++)
    g_array_append_val (needs->parts->needs, g_array_index (needs->needs, Need, i).code);
}

/* A number for each set, by the number it had: the @n_first that some expression asks for first come first.
 */
static guint32 *
order_sets (const HavenProgramParts *parts, guint32 *n_first)
{
  guint32 *numbers = g_new (guint32, parts->sets->len), next = 1;

  memset (numbers, 0xff, parts->sets->len * sizeof *numbers);
  numbers[0] = 0;
  for (guint i = 0; i < parts->expressions->len; i++) {
    const HavenExpressionCode *expression = &g_array_index (parts->expressions, HavenExpressionCode, i);
    guint32 *number;

    if (expression->n_needs == 0)
      continue;
    number = &numbers[expression->rarest];
    if (*number == G_MAXUINT32)
      *number = next++;
  }
  *n_first = next;
  for (guint i = 0; i < parts->sets->len; i++) {
    if (numbers[i] == G_MAXUINT32)
      numbers[i] = next++;
  }
  return numbers;
}

static void
renumber (HavenProgramParts *parts, const guint32 *numbers)
{
  g_autofree HavenSetCode *sets = g_memdup2 (parts->sets->data, parts->sets->len * sizeof *sets);

  for (guint i = 0; i < parts->sets->len; i++)
    g_array_index (parts->sets, HavenSetCode, numbers[i]) = sets[i];
  for (guint i = 0; i < parts->needs->len; i++) {
    HavenNeedCode *need = &g_array_index (parts->needs, HavenNeedCode, i);

    need->set = numbers[need->set];
  }
  for (guint i = 0; i < parts->expressions->len; i++) {
    HavenExpressionCode *expression = &g_array_index (parts->expressions, HavenExpressionCode, i);

    expression->rarest = numbers[expression->rarest];
  }
  for (guint i = 0; i < parts->concepts->len; i++) {
    HavenConceptCode *concept = &g_array_index (parts->concepts, HavenConceptCode, i);

    concept->set = numbers[concept->set];
  }
}

/* The words of all sets, by the numbers that these keep. Returns: (element-type Member) (transfer full) */
static GArray *
list_members (const HavenNeeds *needs, const guint32 *numbers)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autofree GBytes **sets = g_new0 (GBytes *, needs->parts->sets->len);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, needs->sets);
  while (g_hash_table_iter_next (&iter, &key, &value))
    sets[numbers[GPOINTER_TO_UINT (value) - 1]] = key;
  for (guint32 set = 0; set < needs->parts->sets->len; set++) {
    gsize size;
    const guint32 *symbols = g_bytes_get_data (sets[set], &size);
    guint first = members->len, n = size / sizeof *symbols;

    g_array_set_size (members, first + n);
    for (guint i = 0; i < n; i++) {
      g_array_index (members, Member, first + i) = (Member){symbols[i], set};
      g_array_index (needs->parts->sets, HavenSetCode, set).bits |= haven_symbol_bit (symbols[i]);
    }
  }
  return members;
}

/**
 * haven_needs_store:
 * @needs: needs; nothing can be added any more
 *
 * Gives the sets the numbers that they keep, and notes in each word which sets it is in.
 */
void
haven_needs_store (HavenNeeds *needs)
{
  g_autoptr (GArray) members = NULL;
  g_autofree guint32 *numbers = NULL;
  guint32 n_first;

  order_all_needs (needs);
  numbers = order_sets (needs->parts, &n_first);
  renumber (needs->parts, numbers);
  members = list_members (needs, numbers);
  haven_sort_by_symbol (members);
  for (guint first = 0, end; first < members->len; first = end) {
    const Member *member = &g_array_index (members, Member, first);

    for (end = first + 1; end < members->len && g_array_index (members, Member, end).symbol == member->symbol;
         end++)
      ;
    store_sets (needs, member, end - first, n_first);
  }
}
