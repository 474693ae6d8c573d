/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Whether a compiled program that came from a file can be used: every number in it that refers to something
 * refers to something that is there. What passes may still be nonsense, and then misses; it never reads
 * beyond its bytes.
 */

#include "haven-program.h"

#include "haven-expression.h"
#include "haven-finding.h"
#include "haven-rule.h"

#define MAX_NESTING 64

static gboolean
is_range (guint32 first, guint32 n, guint32 all)
{
  return n == 0 || (first < all && n <= all - first);
}

static gboolean
is_table (guint32 n)
{
  return (n & (n - 1)) == 0;
}

static gboolean
are_below (const guint32 *numbers, guint32 n, guint32 all)
{
  for (guint32 i = 0; i < n; i++) {
    if (numbers[i] >= all)
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_symbols (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_symbols; i++) {
    const HavenSymbol *symbol = &program->symbols[i];

    if (!is_range (symbol->text, symbol->length, program->n_strings) ||
        !is_range (symbol->reading, symbol->n_reading, program->n_sequences) ||
        symbol->n_begin > HAVEN_MAX_PREFIXES ||
        !is_range (symbol->begin, symbol->n_begin, program->n_sequences) ||
        !are_below (program->sequences + symbol->begin, symbol->n_begin, program->n_symbols) ||
        !is_range (symbol->anchor, symbol->n_anchors, program->n_anchors) ||
        !is_range (symbol->first, symbol->n_first, program->n_members) ||
        !are_below (program->members + symbol->first, symbol->n_first, program->n_sets) ||
        !is_range (symbol->phrase, symbol->n_phrases, program->n_phrases) || !is_table (symbol->n_phrases) ||
        !are_below (program->sequences + symbol->reading, symbol->n_reading, program->n_symbols))
      return FALSE;
    if (symbol->n_sets == HAVEN_SETS_IN_ROW
            ? !is_range (symbol->set, HAVEN_ROW_LENGTH (program->n_sets), program->n_rows)
            : !is_range (symbol->set, symbol->n_sets, program->n_members) ||
                  !are_below (program->members + symbol->set, symbol->n_sets, program->n_sets))
      return FALSE;
  }
  return program->n_symbols > 0;
}

/* A table without a free place would be searched for ever. */
static gboolean
are_slots (const HavenProgram *program, const HavenSlot *slots, guint32 n_slots)
{
  guint32 n_free = 0;

  for (guint32 i = 0; i < n_slots; i++) {
    n_free += slots[i].symbol == 0;
    if (slots[i].symbol >= program->n_symbols)
      return FALSE;
  }
  return n_slots == 0 || (n_free > 0 && is_table (n_slots));
}

static gboolean
check_slots (const HavenProgram *program)
{
  return are_slots (program, program->slots, program->n_slots) &&
         are_slots (program, program->slips, program->n_slips) &&
         (program->n_slips > 0) == (program->n_slip_bits > 0);
}

static gboolean
check_concepts (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_concepts; i++) {
    const HavenConceptCode *concept = &program->concepts[i];

    if (concept->name >= program->n_strings || concept->pack >= program->n_strings ||
        !is_range (concept->member, concept->n_members, program->n_members) ||
        !is_range (concept->inside, concept->n_inside, program->n_members) || concept->set >= program->n_sets)
      return FALSE;
  }
  for (guint32 i = 0; i < program->n_sets; i++) {
    const HavenSetCode *set = &program->sets[i];

    if (!is_range (set->member, set->n_members, program->n_members) ||
        !are_below (program->members + set->member, set->n_members, program->n_symbols))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_node (const HavenProgram *program, guint32 node)
{
  const HavenNodeCode *code = &program->nodes[node];

  switch ((HavenNodeKind)code->kind) {
  case HAVEN_NODE_WORD:
  case HAVEN_NODE_PREFIX:
    return code->value < program->n_symbols;
  case HAVEN_NODE_CONCEPT:
    return code->value < program->n_concepts;
  case HAVEN_NODE_SEQUENCE:
  case HAVEN_NODE_CHOICE:
  case HAVEN_NODE_GAP:
  case HAVEN_NODE_START:
  case HAVEN_NODE_END:
    return code->gap <= HAVEN_MAX_GAP;
  default:
    return FALSE;
  }
}

/* Nodes lie in each other like brackets, and not too deep. */
static gboolean
check_nodes (const HavenProgram *program)
{
  guint32 ends[MAX_NESTING];
  guint depth = 0;

  for (guint32 i = 0; i < program->n_nodes; i++) {
    const HavenNodeCode *code = &program->nodes[i];

    while (depth > 0 && ends[depth - 1] <= i)
      depth--;
    if (code->next <= i || code->next > (depth > 0 ? ends[depth - 1] : program->n_nodes) ||
        depth == MAX_NESTING || !check_node (program, i))
      return FALSE;
    ends[depth++] = code->next;
  }
  return TRUE;
}

static gboolean
check_expressions (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_expressions; i++) {
    const HavenExpressionCode *code = &program->expressions[i];

    if (code->node >= program->n_nodes || code->source >= program->n_strings ||
        !is_range (code->rule, code->n_rules, program->n_rules) ||
        !is_range (code->need, code->n_needs, program->n_needs))
      return FALSE;
  }
  for (guint32 i = 0; i < program->n_needs; i++) {
    if (program->needs[i].set >= program->n_sets || program->needs[i].from > program->needs[i].to)
      return FALSE;
  }
  for (guint32 i = 0; i < program->n_anchors; i++) {
    const HavenAnchorCode *anchor = &program->anchors[i];

    if (anchor->expression >= program->n_expressions || anchor->need >= program->n_sets ||
        anchor->before_min > anchor->before_max || program->expressions[anchor->expression].n_rules == 0)
      return FALSE;
  }
  return TRUE;
}

static guint32
count_slots (const HavenProgram *program)
{
  guint32 n = 0;

  for (guint32 i = 0; i < program->n_concepts; i++)
    n = MAX (n, program->concepts[i].slot);
  return n;
}

static gboolean
check_slots_of_rule (const HavenProgram *program, const HavenRuleCode *rule, guint32 n_slots)
{
  if (rule->frame == 0)
    return TRUE;
  if (!is_range (rule->slots, n_slots, program->n_sequences))
    return FALSE;
  for (guint32 i = 0; i < n_slots; i++) {
    guint32 concept = program->sequences[rule->slots + i];

    if (concept != HAVEN_NO_CONCEPT && concept >= program->n_concepts)
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_conditions (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_conditions; i++) {
    const HavenConditionCode *condition = &program->conditions[i];

    if (condition->kind > HAVEN_CONDITION_ANYWHERE || condition->source >= program->n_strings ||
        (condition->kind == HAVEN_CONDITION_CONTEXT ? condition->context >= HAVEN_N_CONTEXTS
                                                    : condition->node >= program->n_nodes))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_rules (const HavenProgram *program)
{
  guint32 n_slots = count_slots (program);

  for (guint32 i = 0; i < program->n_rules; i++) {
    const HavenRuleCode *rule = &program->rules[i];
    const guint32 strings[] = {rule->id,       rule->pack, rule->pack_version, rule->title,
                               rule->category, rule->item, rule->pattern,      rule->frame};

    if (!are_below (strings, G_N_ELEMENTS (strings), program->n_strings) || rule->kind > HAVEN_KIND_SHARING ||
        rule->depth > HAVEN_DEPTH_GRAPHIC || rule->severity > 3 || rule->about > HAVEN_ABOUT_GROUP ||
        rule->form > HAVEN_RULE_PATTERN || rule->language >= program->n_languages ||
        !is_range (rule->expression, rule->n_expressions, program->n_expressions) ||
        !is_range (rule->unless, rule->n_unless, program->n_conditions) ||
        !is_range (rule->only, rule->n_only, program->n_conditions) ||
        !check_slots_of_rule (program, rule, n_slots))
      return FALSE;
  }
  for (guint32 i = 0; i < program->n_languages; i++) {
    const HavenLanguageCode *language = &program->languages[i];

    if (language->name >= program->n_strings ||
        !are_below (language->concepts, HAVEN_N_CONTEXT_WORDS, program->n_concepts + 1))
      return FALSE;
  }
  return TRUE;
}

/* What comes next stands behind, so that nobody goes round in circles. */
static gboolean
check_phrases (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_phrases; i++) {
    const HavenPhrase *phrase = &program->phrases[i];

    if (phrase->symbol >= program->n_symbols ||
        !is_range (phrase->next, phrase->n_next, program->n_phrases) || !is_table (phrase->n_next) ||
        (phrase->n_next > 0 && phrase->next <= i))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_program_is_sound:
 * @program: a program from anywhere, whose sections lie within its bytes
 *
 * Returns: whether it can be matched with
 */
gboolean
haven_program_is_sound (const HavenProgram *program)
{
  return program->n_strings > 0 && program->strings[program->n_strings - 1] == '\0' &&
         check_symbols (program) && check_slots (program) && check_concepts (program) &&
         check_phrases (program) && check_nodes (program) && check_expressions (program) &&
         check_conditions (program) && check_rules (program);
}
