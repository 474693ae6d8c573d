/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that reads the marks of an expression: "@you @be? ..3 (idiot | @insult)". */

#include "haven-expression.h"

#include <glib/gi18n-lib.h>

#include "haven-choices.h"
#include "haven-error.h"

#define MAX_SOURCE 2000
#define MAX_NODES 200
#define MAX_DEPTH 6
#define DEFAULT_GAP 3
#define TOO_LONG N_ ("the expression is too long; use a concept")

typedef struct {
  const char *source;
  const char *at;
  guint n_nodes;
  guint depth;
} Reader;

static HavenNode *read_choice (Reader *reader, GError **error);

static void
haven_node_free (HavenNode *node)
{
  if (node == NULL)
    return;
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node->text);
  g_free (node);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenNode, haven_node_free)

static HavenNode *
node_new (Reader *reader, HavenNodeKind kind)
{
  HavenNode *node = g_new0 (HavenNode, 1);

  node->kind = kind;
  if (kind == HAVEN_NODE_SEQUENCE || kind == HAVEN_NODE_CHOICE)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_node_free);
  reader->n_nodes++;
  return node;
}

static void
skip_spaces (Reader *reader)
{
  while (*reader->at == ' ' || *reader->at == '\t')
    reader->at++;
}

static gpointer
fail (const Reader *reader, GError **error, const char *what)
{
  g_autofree char *rest = g_utf8_substring (reader->at, 0, MIN (g_utf8_strlen (reader->at, -1), 20));

  if (*rest == '\0')
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s, at the end of the expression"), what);
  else
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s, at “%s”"), what, rest);
  return NULL;
}

/**
 * haven_concept_name_is_valid:
 * @name: a name without its @
 *
 * Returns: whether a concept may be called that: small letters, digits and "-", at most 40
 */
gboolean
haven_concept_name_is_valid (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= 40 && name[length] == '\0' && *name != '-';
}

/* ".." or "..5" */
static HavenNode *
read_gap (Reader *reader, GError **error)
{
  g_autoptr (HavenNode) node = node_new (reader, HAVEN_NODE_GAP);

  reader->at += 2;
  node->gap = DEFAULT_GAP;
  if (g_ascii_isdigit (*reader->at)) {
    char *end;
    guint64 gap = g_ascii_strtoull (reader->at, &end, 10);

    if (gap == 0 || gap > HAVEN_MAX_GAP)
      return fail (reader, error, _ ("a gap is from 1 to 20 words, such as ..5"));
    node->gap = gap;
    reader->at = end;
  }
  if (*reader->at == '.')
    return fail (reader, error, _ ("a gap is two dots and a number, such as ..5"));
  return g_steal_pointer (&node);
}

/* A word goes up to a space or bracket; ? and * mean something only at its end. */
static gsize
word_length (const char *word)
{
  gsize length = strcspn (word, " \t()|");

  if (length > 1 && word[length - 1] == '?')
    length--;
  return length;
}

static HavenNode *
read_concept (Reader *reader, gsize length, GError **error)
{
  g_autoptr (HavenNode) node = node_new (reader, HAVEN_NODE_CONCEPT);

  node->text = g_strndup (reader->at + 1, length - 1);
  if (!haven_concept_name_is_valid (node->text))
    return fail (reader, error, _ ("the name of a concept is small letters, digits and -"));
  return g_steal_pointer (&node);
}

static HavenNode *
read_spelling (Reader *reader, const char *spelling, GError **error)
{
  gsize length = strlen (spelling);
  gboolean any_ending = length > 1 && spelling[length - 1] == '*';
  g_autoptr (HavenNode) node = node_new (reader, any_ending ? HAVEN_NODE_PREFIX : HAVEN_NODE_WORD);

  node->text = g_strndup (spelling, length - any_ending);
  if (any_ending && g_utf8_strlen (node->text, -1) < 3)
    return fail (reader, error, _ ("a word with any ending needs three letters before the *"));
  if (*node->text == '\0' || strchr ("?*+", *node->text) != NULL || g_str_equal (node->text, "#"))
    return fail (reader, error, _ ("there must be a word here"));
  return g_steal_pointer (&node);
}

/* "{dirt,scum}bag", as in a concept */
static HavenNode *
read_spellings (Reader *reader, const char *entry, GError **error)
{
  g_autoptr (HavenNode) node = node_new (reader, HAVEN_NODE_CHOICE);
  g_auto (GStrv) spellings = g_strsplit (entry, " ", -1);
  g_autoptr (GError) wrong = NULL;
  guint bad;

  if (!haven_choices_spell_out (&spellings, &bad, &wrong))
    return fail (reader, error, wrong->message);
  for (guint i = 0; spellings[i] != NULL; i++) {
    HavenNode *spelling;

    if (reader->n_nodes >= MAX_NODES)
      return fail (reader, error, _ (TOO_LONG));
    spelling = read_spelling (reader, spellings[i], error);
    if (spelling == NULL)
      return NULL;
    g_ptr_array_add (node->children, spelling);
  }
  return g_steal_pointer (&node);
}

static HavenNode *
read_word (Reader *reader, GError **error)
{
  gsize length = word_length (reader->at);
  g_autofree char *word = g_strndup (reader->at, length);
  HavenNode *node;

  if (*word == '@')
    node = read_concept (reader, length, error);
  else if (strpbrk (word, "{}") != NULL)
    node = read_spellings (reader, word, error);
  else
    node = read_spelling (reader, word, error);
  if (node != NULL)
    reader->at += length;
  return node;
}

static HavenNode *
read_group (Reader *reader, GError **error)
{
  g_autoptr (HavenNode) node = NULL;

  if (reader->depth == MAX_DEPTH)
    return fail (reader, error, _ ("brackets stand too deep in each other"));
  reader->at++;
  reader->depth++;
  node = read_choice (reader, error);
  reader->depth--;
  if (node == NULL)
    return NULL;
  if (*reader->at != ')')
    return fail (reader, error, _ ("a bracket is not closed"));
  reader->at++;
  return g_steal_pointer (&node);
}

static HavenNode *
read_item (Reader *reader, GError **error)
{
  g_autoptr (HavenNode) node = NULL;

  if (reader->n_nodes >= MAX_NODES)
    return fail (reader, error, _ (TOO_LONG));
  if (*reader->at == '^' || *reader->at == '$') {
    node = node_new (reader, *reader->at == '^' ? HAVEN_NODE_START : HAVEN_NODE_END);
    reader->at++;
  } else if (reader->at[0] == '.' && reader->at[1] == '.')
    node = read_gap (reader, error);
  else if (*reader->at == '(')
    node = read_group (reader, error);
  else
    node = read_word (reader, error);
  if (node == NULL)
    return NULL;
  if (*reader->at == '?') {
    if (node->kind == HAVEN_NODE_GAP || node->kind == HAVEN_NODE_START || node->kind == HAVEN_NODE_END)
      return fail (reader, error, _ ("only words, concepts and brackets may have a ?"));
    node->optional = TRUE;
    reader->at++;
  }
  if (*reader->at != '\0' && strchr (" \t()|", *reader->at) == NULL)
    return fail (reader, error, _ ("there must be a space here"));
  return g_steal_pointer (&node);
}

static HavenNode *
read_sequence (Reader *reader, GError **error)
{
  g_autoptr (HavenNode) node = node_new (reader, HAVEN_NODE_SEQUENCE);

  skip_spaces (reader);
  while (*reader->at != '\0' && *reader->at != '|' && *reader->at != ')') {
    HavenNode *item = read_item (reader, error);

    if (item == NULL)
      return NULL;
    g_ptr_array_add (node->children, item);
    skip_spaces (reader);
  }
  if (node->children->len == 0)
    return fail (reader, error, _ ("there must be a word here"));
  return g_steal_pointer (&node);
}

static HavenNode *
read_choice (Reader *reader, GError **error)
{
  g_autoptr (HavenNode) node = node_new (reader, HAVEN_NODE_CHOICE);

  for (;;) {
    HavenNode *sequence = read_sequence (reader, error);

    if (sequence == NULL)
      return NULL;
    g_ptr_array_add (node->children, sequence);
    if (*reader->at != '|')
      break;
    reader->at++;
  }
  if (node->children->len == 1)
    return g_ptr_array_steal_index (node->children, 0);
  return g_steal_pointer (&node);
}

/**
 * haven_expression_parse:
 * @source: what a pack's author wrote
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE, with what stands at the wrong place
 *
 * Bars may stand at the top level too: "a b | c" is a choice of two sequences.
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL
 */
HavenExpression *
haven_expression_parse (const char *source, GError **error)
{
  Reader reader = {source, source, 0, 0};
  g_autoptr (HavenExpression) expression = g_new0 (HavenExpression, 1);

  if (strlen (source) > MAX_SOURCE) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ (TOO_LONG));
    return NULL;
  }
  expression->source = g_strdup (source);
  expression->root = read_choice (&reader, error);
  if (expression->root == NULL)
    return NULL;
  if (*reader.at != '\0')
    return fail (&reader, error, _ ("a bracket was never opened"));
  return g_steal_pointer (&expression);
}

/**
 * haven_expression_free:
 * @expression: (nullable) (transfer full): an expression
 */
void
haven_expression_free (HavenExpression *expression)
{
  if (expression == NULL)
    return;
  haven_node_free (expression->root);
  g_free (expression->source);
  g_free (expression->where);
  g_free (expression);
}
