/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that lays out the nodes of an expression: words and phrases as symbols, concepts by their
 * numbers, parts in full. */

#include "haven-compiler-private.h"

#include <glib/gi18n-lib.h>

#include "haven-error.h"
#include "haven-frames.h"

#define MAX_PART_DEPTH 6
#define MAX_NODES 4000 /* of one expression with all the parts in it */

static guint32
open_node (HavenCompiler *compiler, HavenNodeKind kind, gboolean optional)
{
  HavenNodeCode code = {kind, optional, 0, 0, compiler->parts->nodes->len + 1};

  g_array_append_val (compiler->parts->nodes, code);
  return compiler->parts->nodes->len - 1;
}

static void
close_node (HavenCompiler *compiler, guint32 node)
{
  g_array_index (compiler->parts->nodes, HavenNodeCode, node).next = compiler->parts->nodes->len;
}

static HavenNodeCode *
node_at (HavenCompiler *compiler, guint32 node)
{
  return &g_array_index (compiler->parts->nodes, HavenNodeCode, node);
}

/* A word, or the phrase that several are. */
static guint32
symbol_of (HavenCompiler *compiler, const GArray *words)
{
  return words->len == 1 ? g_array_index (words, guint32, 0)
                         : haven_vocabulary_add_phrase (compiler->vocabulary, words);
}

static gboolean
emit_word (HavenCompiler *compiler, const HavenNode *node, const char *where, GError **error)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *entry = g_strconcat (node->text, node->kind == HAVEN_NODE_PREFIX ? "*" : "", NULL);
  guint32 outer, bare = 0;

  /* signs such as the & of "chew & spit" are no words of a message either */
  if (node->kind == HAVEN_NODE_WORD && !haven_vocabulary_has_letters (compiler->vocabulary, node->text)) {
    open_node (compiler, HAVEN_NODE_SEQUENCE, FALSE);
    return TRUE;
  }
  if (!haven_vocabulary_read (compiler->vocabulary, entry, symbols, error)) {
    g_prefix_error (error, "%s: %s: ", compiler->pack->name, where);
    return FALSE;
  }
  if (symbols->len == 1)
    bare = haven_vocabulary_without_apostrophe (compiler->vocabulary, g_array_index (symbols, guint32, 0));
  if (bare == 0) {
    outer = open_node (compiler, HAVEN_NODE_WORD, node->optional);
    node_at (compiler, outer)->value = symbol_of (compiler, symbols);
    return TRUE;
  }
  g_array_append_val (symbols, bare);
  outer = open_node (compiler, HAVEN_NODE_CHOICE, node->optional);
  for (guint i = 0; i < symbols->len; i++) {
    guint32 word = open_node (compiler, HAVEN_NODE_WORD, FALSE);

    node_at (compiler, word)->value = g_array_index (symbols, guint32, i);
  }
  close_node (compiler, outer);
  return TRUE;
}

/* Whether a node is words that must all be there; they are added to a row. */
static gboolean
take_words (HavenCompiler *compiler, const HavenNodeCode *node, GArray *row)
{
  const HavenSymbol *symbol;

  if (node->kind != HAVEN_NODE_WORD || node->optional)
    return FALSE;
  symbol = &g_array_index (compiler->parts->symbols, HavenSymbol, node->value);
  if (symbol->length > 0)
    g_array_append_val (row, node->value);
  else
    g_array_append_vals (row, &g_array_index (compiler->parts->sequences, guint32, symbol->reading),
                         symbol->n_reading);
  return TRUE;
}

/* Words in a row that must all be there are a phrase: one node, nearer to the start. Returns the place after
 * it. */
static guint32
put_row (HavenCompiler *compiler, GArray *row, guint32 at)
{
  if (row->len == 0)
    return at;
  *node_at (compiler, at) = (HavenNodeCode){HAVEN_NODE_WORD, FALSE, 0, symbol_of (compiler, row), at + 1};
  g_array_set_size (row, 0);
  return at + 1;
}

static void
join_words (HavenCompiler *compiler, guint32 sequence)
{
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 at = sequence + 1, n_nodes = compiler->parts->nodes->len;

  for (guint32 child = at, next; child < n_nodes; child = next) {
    guint32 nearer;

    next = node_at (compiler, child)->next;
    if (take_words (compiler, node_at (compiler, child), row))
      continue;
    at = put_row (compiler, row, at);
    nearer = child - at;
    for (guint32 i = child; i < next; i++) {
      *node_at (compiler, at) = *node_at (compiler, i);
      node_at (compiler, at++)->next -= nearer;
    }
  }
  g_array_set_size (compiler->parts->nodes, put_row (compiler, row, at));
}

static gboolean emit_node (HavenCompiler *compiler, const HavenNode *node, const char *where, GError **error);

static gboolean
emit_part (
    HavenCompiler *compiler, const HavenPart *part, gboolean optional, const char *where, GError **error)
{
  guint32 root = compiler->parts->nodes->len;
  gboolean ok;

  if (compiler->part_depth == MAX_PART_DEPTH) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("%s: %s: parts stand too deep in each other, or in themselves"), compiler->pack->name,
                 part->where);
    return FALSE;
  }
  compiler->part_depth++;
  ok = emit_node (compiler, part->expression->root, part->where, error);
  compiler->part_depth--;
  if (ok && optional)
    node_at (compiler, root)->optional = TRUE;
  return ok;
}

static gboolean
emit_node (HavenCompiler *compiler, const HavenNode *node, const char *where, GError **error)
{
  const HavenPart *part =
      node->kind == HAVEN_NODE_CONCEPT ? haven_part_find (compiler->pack, node->text) : NULL;
  guint32 code, concept;

  if (++compiler->n_emitted > MAX_NODES) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE,
                 _ ("%s: %s: with its parts the expression is too long"), compiler->pack->name, where);
    return FALSE;
  }
  if (part != NULL)
    return emit_part (compiler, part, node->optional, where, error);
  if (node->kind == HAVEN_NODE_WORD || node->kind == HAVEN_NODE_PREFIX)
    return emit_word (compiler, node, where, error);
  if (node->kind == HAVEN_NODE_CONCEPT) {
    if (!haven_concept_find (compiler, compiler->pack, node->text, where, &concept, error))
      return FALSE;
    code = open_node (compiler, node->kind, node->optional);
    node_at (compiler, code)->value = concept;
    return TRUE;
  }
  if (node->kind == HAVEN_NODE_SEQUENCE &&
      !haven_vocabulary_check_row (compiler->vocabulary, node, compiler->pack->name, where, error))
    return FALSE;
  code = open_node (compiler, node->kind, node->optional);
  node_at (compiler, code)->gap = node->gap;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
    if (!emit_node (compiler, node->children->pdata[i], where, error))
      return FALSE;
  }
  if (node->kind == HAVEN_NODE_SEQUENCE)
    join_words (compiler, code);
  close_node (compiler, code);
  return TRUE;
}

/**
 * haven_compiler_lay_out:
 * @compiler: packs while they become a program
 * @node: the root of an expression
 * @where: its path in the pack, for errors
 * @error: what is wrong with it
 *
 * Returns: whether its nodes stand behind those that were there
 */
gboolean
haven_compiler_lay_out (HavenCompiler *compiler, const HavenNode *node, const char *where, GError **error)
{
  compiler->n_emitted = 0;
  return emit_node (compiler, node, where, error);
}
