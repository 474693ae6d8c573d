/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Which expressions hang off which words, and the order in which the matcher finds them there. */

#include "haven-hanging.h"

#include "haven-by-symbol.h"
#include "haven-runs.h"

/* What hangs off a word. */
typedef struct {
  guint32 symbol;
  HavenAnchorCode code;
} Hung;

struct _HavenHanging {
  HavenProgramParts *parts;
  GArray *hung; /* Hung */
};

/**
 * haven_hanging_new:
 * @parts: (transfer none): the program that is being built
 *
 * Returns: (transfer full): nothing hangs off any word yet
 */
HavenHanging *
haven_hanging_new (HavenProgramParts *parts)
{
  HavenHanging *hanging = g_new0 (HavenHanging, 1);

  hanging->parts = parts;
  hanging->hung = g_array_new (FALSE, FALSE, sizeof (Hung));
  return hanging;
}

/**
 * haven_hanging_free:
 * @hanging: (nullable) (transfer full): what hangs off words
 */
void
haven_hanging_free (HavenHanging *hanging)
{
  if (hanging == NULL)
    return;
  g_array_unref (hanging->hung);
  g_free (hanging);
}

/**
 * haven_hanging_add:
 * @hanging: what hangs off words
 * @expression: an expression of the program, none that comes before one that was added
 * @hook: a word that it hangs off
 */
void
haven_hanging_add (HavenHanging *hanging, guint32 expression, const HavenHook *hook)
{
  Hung hung = {hook->symbol, {.expression = expression}};

  hung.code.before_min = MIN (hook->before_min, G_MAXUINT16);
  hung.code.before_max = MIN (hook->before_max, G_MAXUINT16);
  g_array_append_val (hanging->hung, hung);
}

/* The same word may be met at several distances from the start. */
static void
join_anchor (GArray *anchors, const HavenAnchorCode *code)
{
  HavenAnchorCode *known = &g_array_index (anchors, HavenAnchorCode, anchors->len - 1);

  known->before_min = MIN (known->before_min, code->before_min);
  known->before_max = MAX (known->before_max, code->before_max);
}

/* All that hangs off one word, which is what stands from @first on. Returns: one past it */
static guint
store_word (HavenHanging *hanging, HavenRuns *runs, guint first)
{
  HavenProgramParts *parts = hanging->parts;
  const Hung *word = &g_array_index (hanging->hung, Hung, first);
  HavenSymbol *symbol = &g_array_index (parts->symbols, HavenSymbol, word->symbol);
  const Hung *last = NULL;
  guint i;

  symbol->anchor = parts->anchors->len;
  for (i = first; i < hanging->hung->len; i++) {
    Hung *hung = &g_array_index (hanging->hung, Hung, i);

    if (hung->symbol != word->symbol)
      break;
    if (last != NULL && last->code.expression == hung->code.expression) {
      join_anchor (parts->anchors, &hung->code);
      continue;
    }
    hung->code.need = g_array_index (parts->expressions, HavenExpressionCode, hung->code.expression).rarest;
    g_array_append_val (parts->anchors, hung->code);
    last = hung;
  }
  symbol->n_anchors = parts->anchors->len - symbol->anchor;
  symbol->anchor = haven_runs_share (runs, symbol->anchor);
  return i;
}

/**
 * haven_hanging_store:
 * @hanging: what hangs off words; nothing can be added any more
 *
 * Lays the anchors of each word out where its #HavenSymbol says. What the expressions need must have
 * its numbers by then.
 */
void
haven_hanging_store (HavenHanging *hanging)
{
  g_autoptr (HavenRuns) runs = haven_runs_new (hanging->parts->anchors);

  haven_sort_by_symbol (hanging->hung);
  for (guint first = 0; first < hanging->hung->len;)
    first = store_word (hanging, runs, first);
}
