/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Packs to a program: names are resolved, concepts flattened, expressions laid out, each hung off its rarest
 * words. */

#include "haven-compiler-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-anchor.h"
#include "haven-error.h"
#include "haven-frames.h"
#include "haven-pattern.h"
#include "haven-phrase-tree.h"
#include "haven-sequence.h"
#include "haven-slips.h"

static guint32
string (HavenCompiler *compiler, const char *text)
{
  return haven_vocabulary_add_string (compiler->vocabulary, text);
}

static HavenExpressionCode *
expression_at (HavenCompiler *compiler, guint32 expression)
{
  return &g_array_index (compiler->parts->expressions, HavenExpressionCode, expression);
}

/* Whether there is but one place to try from, as far as the words go that an expression hangs off. */
static gboolean
has_one_start (const HavenAnchor *anchor)
{
  for (guint i = 0; i < anchor->hooks->len; i++) {
    const HavenHook *hook = &g_array_index (anchor->hooks, HavenHook, i);

    if (hook->before_min != hook->before_max)
      return FALSE;
  }
  return TRUE;
}

static void
add_first (HavenCompiler *compiler, guint32 expression)
{
  HavenExpressionCode *code = expression_at (compiler, expression);
  g_autoptr (HavenAnchor) first = haven_first_find (compiler->vocabulary, code->node);

  haven_needs_add_first (compiler->needs, code, first);
}

static void
hang (HavenCompiler *compiler, guint32 expression, const HavenAnchor *anchor)
{
  haven_needs_add (compiler->needs, expression_at (compiler, expression), anchor);
  if (!has_one_start (anchor))
    add_first (compiler, expression);
  for (guint i = 0; i < anchor->hooks->len; i++) {
    const HavenHook *hook = &g_array_index (anchor->hooks, HavenHook, i);

    haven_hanging_add (compiler->hanging, expression, hook);
    haven_terms_add (compiler->terms, hook);
  }
}

static gboolean
check_anchor (HavenCompiler *compiler, const HavenAnchor *anchor, const char *where, GError **error)
{
  if (anchor->worst < HAVEN_ANCHOR_TOO_COMMON)
    return TRUE;
  g_set_error (
      error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
      _ ("%s: %s: there are only common words here, so that every message would have to be searched; add a "
         "rarer word or concept that must be there"),
      compiler->pack->name, where);
  return FALSE;
}

static guint32
add_expression (HavenCompiler *compiler, guint32 rule, guint32 node, const char *source)
{
  HavenExpressionCode code = {node, rule, compiler->n_takers, string (compiler, source), 0};

  g_array_append_val (compiler->parts->expressions, code);
  return compiler->parts->expressions->len - 1;
}

/* "a b | c" hangs off each branch by itself: they begin at different distances from their rare words. */
static gboolean
compile_branch (HavenCompiler *compiler,
                guint32 rule,
                const HavenNode *node,
                const HavenExpression *expression,
                GError **error)
{
  guint32 root = compiler->parts->nodes->len, index;
  g_autoptr (HavenAnchor) anchor = NULL;

  if (!haven_compiler_lay_out (compiler, node, expression->where, error))
    return FALSE;
  index = add_expression (compiler, rule, root, expression->source);
  anchor = haven_anchor_find (compiler->vocabulary, compiler->common, root);
  if (compiler->n_takers == 0)
    return TRUE;
  if (!check_anchor (compiler, anchor, expression->where, error))
    return FALSE;
  hang (compiler, index, anchor);
  return TRUE;
}

static gboolean
compile_match (HavenCompiler *compiler, guint32 index, const HavenRule *rule, GError **error)
{
  for (guint i = 0; i < rule->expressions->len; i++) {
    const HavenExpression *expression = rule->expressions->pdata[i];
    const HavenNode *root = expression->root;

    if (root->kind != HAVEN_NODE_CHOICE) {
      if (!compile_branch (compiler, index, root, expression, error))
        return FALSE;
      continue;
    }
    for (guint j = 0; j < root->children->len; j++) {
      if (!compile_branch (compiler, index, root->children->pdata[j], expression, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Only the rarest of several expressions is hung up; that the others are near is one of its needs. */
static gboolean
hang_rarest (
    HavenCompiler *compiler, guint32 first, const GPtrArray *anchors, const HavenRule *rule, GError **error)
{
  const HavenAnchor *best = NULL;
  guint best_at = 0;

  for (guint i = 0; i < anchors->len; i++) {
    const HavenAnchor *anchor = anchors->pdata[i];

    if (anchor->worst == HAVEN_ANCHOR_NONE || (best != NULL && anchor->sum >= best->sum))
      continue;
    best = anchor;
    best_at = i;
  }
  if (compiler->n_takers == 0)
    return TRUE;
  if (best == NULL || !check_anchor (compiler, best, rule->where, error))
    return FALSE;
  hang (compiler, first + best_at, best);
  for (guint i = 0; i < anchors->len; i++) {
    if (i != best_at)
      haven_needs_add_beside (compiler->needs, expression_at (compiler, first + best_at), anchors->pdata[i],
                              rule->within > 0 ? rule->within : HAVEN_MAX_REACH);
  }
  for (guint i = 0; i < anchors->len; i++) {
    if (i == best_at)
      continue;
    haven_needs_add_all (compiler->needs, expression_at (compiler, first + i), anchors->pdata[i]);
    add_first (compiler, first + i);
  }
  return TRUE;
}

static gboolean
compile_all (HavenCompiler *compiler, guint32 index, const HavenRule *rule, GError **error)
{
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_anchor_free);
  guint32 first = compiler->parts->expressions->len;

  for (guint i = 0; i < rule->expressions->len; i++) {
    const HavenExpression *expression = rule->expressions->pdata[i];
    guint32 root = compiler->parts->nodes->len;

    if (!haven_compiler_lay_out (compiler, expression->root, expression->where, error))
      return FALSE;
    add_expression (compiler, index, root, expression->source);
    g_ptr_array_add (anchors, haven_anchor_find (compiler->vocabulary, compiler->common, root));
  }
  return hang_rarest (compiler, first, anchors, rule, error);
}

static gboolean
compile_conditions (
    HavenCompiler *compiler, const GPtrArray *conditions, guint32 *first, guint32 *n, GError **error)
{
  *first = compiler->parts->conditions->len;
  *n = conditions->len;
  for (guint i = 0; i < conditions->len; i++) {
    const HavenCondition *condition = conditions->pdata[i];
    HavenConditionCode code = {condition->kind, condition->context, 0, compiler->parts->nodes->len,
                               string (compiler, condition->source)};

    if (condition->expression != NULL &&
        !haven_compiler_lay_out (compiler, condition->expression->root, condition->expression->where, error))
      return FALSE;
    g_array_append_val (compiler->parts->conditions, code);
  }
  return TRUE;
}

static guint
find_language (HavenCompiler *compiler, const char *language)
{
  GArray *languages = compiler->parts->languages;

  for (guint i = 0; i < languages->len; i++) {
    const HavenLanguageCode *code = &g_array_index (languages, HavenLanguageCode, i);

    if (g_str_equal (compiler->parts->strings->data + code->name, language))
      return i;
  }
  return 0;
}

static gboolean
check_pattern (HavenCompiler *compiler, const HavenRule *rule, GError **error)
{
  g_autoptr (HavenPattern) pattern = haven_pattern_new (rule->pattern, error);

  if (pattern == NULL)
    g_prefix_error (error, "%s: %s.pattern: ", compiler->pack->name, rule->where);
  return pattern != NULL;
}

/* How many concepts any pack leaves open: who reads a program does not know which of them a frame is of. */
static guint
count_open (const HavenCompiler *compiler)
{
  guint n = 0;

  for (guint i = 0; i < compiler->packs->len; i++)
    n = MAX (n, ((const HavenPack *)compiler->packs->pdata[i])->open->len);
  return n;
}

/* Where the concepts lie that a pack fills the open ones with. */
static gboolean
compile_fillings (HavenCompiler *compiler, const HavenPack *taker, guint32 *slots, GError **error)
{
  const HavenPack *frames = compiler->pack;
  g_autoptr (GArray) fillings = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 nothing = HAVEN_NO_CONCEPT;

  for (guint i = 0; i < frames->open->len; i++) {
    const HavenConcept *open = frames->open->pdata[i];
    HavenConcept *filling = g_hash_table_lookup (taker->by_name, open->name);
    guint32 index = HAVEN_NO_CONCEPT;

    compiler->pack = taker;
    if (filling != NULL && !haven_concept_compile (compiler, taker, filling, &index, error))
      return FALSE;
    g_array_append_val (fillings, index);
  }
  for (guint i = frames->open->len; i < count_open (compiler); i++)
    g_array_append_val (fillings, nothing);
  compiler->pack = frames;
  *slots = compiler->parts->sequences->len;
  g_array_append_vals (compiler->parts->sequences, fillings->data, fillings->len);
  return TRUE;
}

/* A frame is one rule for each pack that takes it: the same expressions and conditions, other words. */
static gboolean
store_rule (HavenCompiler *compiler, const HavenRule *rule, const HavenRuleCode *code, GError **error)
{
  const HavenPack *frames = compiler->pack;

  if (!haven_frames_is_frame_pack (frames)) {
    g_array_append_vals (compiler->parts->rules, code, 1);
    return TRUE;
  }
  for (guint i = 0; i < compiler->packs->len; i++) {
    const HavenPack *taker = compiler->packs->pdata[i];
    HavenRuleCode filled = *code;

    if (!haven_frames_take (taker, frames))
      continue;
    filled.pack = string (compiler, haven_pack_get_whole (taker));
    filled.pack_version = string (compiler, taker->version);
    filled.category = string (compiler, rule->category != NULL ? rule->category : taker->category);
    filled.frame = string (compiler, haven_pack_get_whole (frames));
    if (!compile_fillings (compiler, taker, &filled.slots, error))
      return FALSE;
    g_array_append_val (compiler->parts->rules, filled);
  }
  return TRUE;
}

static HavenRuleCode
describe_rule (HavenCompiler *compiler, const HavenRule *rule)
{
  const HavenPack *pack = compiler->pack;
  HavenRuleCode code = {0};

  code.id = string (compiler, rule->id);
  code.pack = string (compiler, haven_pack_get_whole (pack));
  code.pack_version = string (compiler, pack->version);
  code.title = string (compiler, rule->title);
  code.category = string (compiler, rule->category);
  code.item = string (compiler, rule->item);
  code.kind = rule->kind;
  code.depth = rule->depth;
  code.severity = rule->severity;
  code.about = rule->about;
  code.form = rule->form;
  code.across = rule->across;
  code.within = rule->within;
  code.language = find_language (compiler, pack->language);
  code.pattern = string (compiler, rule->pattern);
  return code;
}

static gboolean
compile_rule (HavenCompiler *compiler, const HavenRule *rule, GError **error)
{
  HavenRuleCode code = describe_rule (compiler, rule);
  guint32 index = compiler->parts->rules->len;
  gboolean ok;

  code.expression = compiler->parts->expressions->len;
  ok = rule->form == HAVEN_RULE_MATCH ? compile_match (compiler, index, rule, error)
       : rule->form == HAVEN_RULE_ALL ? compile_all (compiler, index, rule, error)
                                      : check_pattern (compiler, rule, error);
  if (!ok)
    return FALSE;
  code.n_expressions = compiler->parts->expressions->len - code.expression;
  return compile_conditions (compiler, rule->unless, &code.unless, &code.n_unless, error) &&
         compile_conditions (compiler, rule->only, &code.only, &code.n_only, error) &&
         store_rule (compiler, rule, &code, error);
}

/* The symbols of a concept of a language pack; none when it lacks the concept. */
static const guint32 *
get_words (const HavenCompiler *compiler,
           const HavenLanguageCode *language,
           HavenContextWords words,
           guint *n)
{
  guint32 index = language->concepts[words];
  const HavenConceptCode *concept;

  *n = 0;
  if (index == 0)
    return NULL;
  concept = &g_array_index (compiler->parts->concepts, HavenConceptCode, index - 1);
  *n = concept->n_members;
  return &g_array_index (compiler->parts->members, guint32, concept->member);
}

static void
mark_common (HavenCompiler *compiler,
             const HavenLanguageCode *language,
             HavenContextWords words,
             HavenCommon common)
{
  guint n;
  const guint32 *symbols = get_words (compiler, language, words, &n);

  for (guint i = 0; i < n; i++)
    g_array_index (compiler->parts->symbols, HavenSymbol, symbols[i]).common = common;
}

static void
mark_joins (HavenCompiler *compiler, const HavenLanguageCode *language)
{
  guint n;
  const guint32 *symbols = get_words (compiler, language, HAVEN_WORDS_JOINS, &n);

  for (guint i = 0; i < n; i++)
    g_array_index (compiler->parts->symbols, HavenSymbol, symbols[i]).joins = TRUE;
}

static gboolean
compile_concepts (HavenCompiler *compiler, const HavenPack *pack, GError **error)
{
  guint32 index;

  for (guint i = 0; i < pack->concepts->len; i++) {
    if (!haven_concept_compile (compiler, pack, pack->concepts->pdata[i], &index, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
compile_language (HavenCompiler *compiler, const HavenPack *pack, GError **error)
{
  static const char *const names[] = {
#define NAME(id, name) name,
      HAVEN_CONTEXT_WORDS (NAME)
#undef NAME
  };
  HavenLanguageCode language = {string (compiler, pack->language)};

  for (guint i = 0; i < pack->readings->len; i++)
    haven_vocabulary_add_reading (compiler->vocabulary, pack->readings->pdata[i]);
  if (!compile_concepts (compiler, pack, error))
    return FALSE;
  for (guint i = 0; i < HAVEN_N_CONTEXT_WORDS; i++) {
    HavenConcept *concept = g_hash_table_lookup (pack->by_name, names[i]);

    if (concept != NULL)
      language.concepts[i] = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->concepts, concept));
  }
  mark_common (compiler, &language, HAVEN_WORDS_COMMON, HAVEN_COMMON_OFTEN);
  mark_common (compiler, &language, HAVEN_WORDS_FUNCTION, HAVEN_COMMON_FUNCTION);
  mark_joins (compiler, &language);
  g_array_append_val (compiler->parts->languages, language);
  return TRUE;
}

static guint
count_takers (const HavenCompiler *compiler, const HavenPack *frames)
{
  guint n = 0;

  for (guint i = 0; i < compiler->packs->len; i++)
    n += haven_frames_take (compiler->packs->pdata[i], frames);
  return n;
}

static gboolean
compile_pack (HavenCompiler *compiler, const HavenPack *pack, GError **error)
{
  g_autoptr (GPtrArray) frames = haven_frames_of (compiler->packs, pack);

  compiler->pack = pack;
  compiler->n_takers = haven_frames_is_frame_pack (pack) ? count_takers (compiler, pack) : 1;
  if (pack->frames != NULL && !haven_frames_check (pack, frames, error))
    return FALSE;
  if (!compile_concepts (compiler, pack, error))
    return FALSE;
  for (guint i = 0; i < pack->rules->len; i++) {
    if (!compile_rule (compiler, pack->rules->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
compile_packs (HavenCompiler *compiler, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  HavenLanguageCode none = {0};

  g_array_append_val (compiler->parts->languages, none);
  for (guint i = 0; i < compiler->packs->len; i++) {
    const HavenPack *pack = compiler->packs->pdata[i];

    compiler->pack = pack;
    if (!g_hash_table_add (ids, pack->id)) {
      g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s: id: another pack is called “%s” too"),
                   pack->name, pack->id);
      return FALSE;
    }
  }
  for (int languages = 1; languages >= 0; languages--) {
    for (guint i = 0; i < compiler->packs->len; i++) {
      const HavenPack *pack = compiler->packs->pdata[i];

      compiler->pack = pack;
      if (pack->is_language == languages &&
          !(languages ? compile_language (compiler, pack, error) : compile_pack (compiler, pack, error)))
        return FALSE;
    }
  }
  return TRUE;
}

static void
add_concepts (HavenCompiler *compiler)
{
  for (guint i = 0; i < compiler->parts->concepts->len; i++)
    haven_needs_add_concept (compiler->needs,
                             &g_array_index (compiler->parts->concepts, HavenConceptCode, i));
}

static gboolean
store_index (HavenCompiler *compiler, GError **error)
{
  g_autoptr (HavenIndex) index = haven_terms_build (compiler->terms, error);
  g_autoptr (GBytes) bytes = index != NULL ? haven_index_to_bytes (index) : NULL;
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  g_array_append_vals (compiler->parts->index, data, size);
  return TRUE;
}

/* Any pack may say of which words it reads slips: those of its concept of that name. */
static void
add_slips (HavenCompiler *compiler)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < compiler->packs->len; i++) {
    const HavenPack *pack = compiler->packs->pdata[i];
    HavenConcept *slips = g_hash_table_lookup (pack->by_name, HAVEN_SLIPS_CONCEPT);
    guint index = slips != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (compiler->concepts, slips)) : 0;
    const HavenConceptCode *code;

    if (index == 0)
      continue;
    code = &g_array_index (compiler->parts->concepts, HavenConceptCode, index - 1);
    g_array_append_vals (symbols, &g_array_index (compiler->parts->members, guint32, code->member),
                         code->n_members);
  }
  haven_slips_build (compiler->parts, symbols);
}

/* Lays out what could not be known before all packs were there. */
static gboolean
finish (HavenCompiler *compiler, GError **error)
{
  add_concepts (compiler);
  haven_needs_store (compiler->needs);
  haven_hanging_store (compiler->hanging);
  haven_vocabulary_build_slots (compiler->vocabulary);
  add_slips (compiler);
  haven_phrase_tree_build (compiler->parts);
  return store_index (compiler, error);
}

/**
 * haven_compile:
 * @packs: (element-type HavenPack): all packs that are to be matched together, in any order; see
 *   haven_packs_read_whole()
 * @culprit: (out) (optional): on failure, the pack that is to blame
 * @error: a #HavenError that names the pack and the place in it
 *
 * Returns: (transfer full) (nullable): the program, or %NULL
 */
HavenProgram *
haven_compile (GPtrArray *packs, const HavenPack **culprit, GError **error)
{
  g_autoptr (HavenProgramParts) parts = haven_program_parts_new ();
  g_autoptr (HavenVocabulary) vocabulary = haven_vocabulary_new (parts);
  g_autoptr (GHashTable) concepts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) common = g_hash_table_new (NULL, NULL);
  g_autoptr (HavenHanging) hanging = haven_hanging_new (parts);
  g_autoptr (HavenTerms) terms = haven_terms_new (vocabulary);
  g_autoptr (HavenNeeds) needs = haven_needs_new (parts);
  HavenCompiler compiler = {packs, parts, vocabulary, concepts, common, hanging, needs, terms};

  if (!haven_packs_read_whole (packs, culprit, error))
    return NULL;
  if (!compile_packs (&compiler, error) || !finish (&compiler, error)) {
    if (culprit != NULL)
      *culprit = compiler.pack;
    return NULL;
  }
  return haven_program_new (parts);
}
