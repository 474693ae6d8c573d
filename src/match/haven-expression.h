/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  HAVEN_NODE_WORD,     /* one word as written in the pack, not yet folded */
  HAVEN_NODE_PREFIX,   /* a word with any ending */
  HAVEN_NODE_CONCEPT,  /* @name */
  HAVEN_NODE_SEQUENCE, /* its children one after the other */
  HAVEN_NODE_CHOICE,   /* any of its children */
  HAVEN_NODE_GAP,      /* up to so many words */
  HAVEN_NODE_START,    /* start of a sentence or clause */
  HAVEN_NODE_END,      /* its end */
} HavenNodeKind;

#define HAVEN_MAX_GAP 20

typedef struct _HavenNode HavenNode;

/**
 * HavenNode:
 * @kind: what it is
 * @optional: whether it may be missing
 * @gap: for a gap, how many words at most
 * @text: for a word, a prefix or a concept: the word or the name, without marks
 * @children: (nullable) (element-type HavenNode): for a sequence or a choice
 */
struct _HavenNode {
  HavenNodeKind kind;
  gboolean optional;
  guint gap;
  char *text;
  GPtrArray *children;
};

/**
 * HavenExpression:
 * @root: a sequence or a choice
 * @source: as it stands in the pack
 * @where: (nullable): its path in the pack, for errors
 *
 * What must be seen, one word after the other.
 */
typedef struct {
  HavenNode *root;
  char *source;
  char *where;
} HavenExpression;

HavenExpression *haven_expression_parse (const char *source, GError **error);
void haven_expression_free (HavenExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenExpression, haven_expression_free)

gboolean haven_concept_name_is_valid (const char *name);

G_END_DECLS
