/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-vocabulary.h"

G_BEGIN_DECLS

/* One word that a message must have for an expression to be met. */
typedef struct {
  guint32 symbol;
  guint32 before_min; /* words from the start of the expression to it */
  guint32 before_max;
  guint32 phrase; /* in the sequences: the words of a phrase */
  guint32 n_phrase;
  guint32 rarest; /* of them */
} HavenHook;

/**
 * HavenAnchor:
 * @hooks: (element-type HavenHook): each way to meet the expression has one of them
 * @worst: how common the commonest of them is: 1 rare, 100 often met, 10000 a word like "the"; 0 when
 *   nobody fills the open concept it hangs off, so that nothing meets it
 * @sum: all of them together
 * @required: whether one of @hooks is in every message that meets it, however common they are
 * @needs: (nullable) (element-type HavenAnchor): for a sequence, what else it cannot be met without
 *
 * What an expression hangs off: only messages with one of these words cost anything.
 */
typedef struct {
  GArray *hooks;
  guint64 worst;
  guint64 sum;
  gboolean required;
  GPtrArray *needs;
} HavenAnchor;

#define HAVEN_ANCHOR_TOO_COMMON 10000
#define HAVEN_ANCHOR_NONE G_MAXUINT32 /* there is no word to look for, or none may be */

HavenAnchor *haven_anchor_new (void);
const HavenAnchor *haven_anchor_of_concept (HavenVocabulary *vocabulary, guint32 id);
guint64 haven_anchor_symbol_cost (HavenVocabulary *vocabulary, guint32 id);
HavenAnchor *haven_anchor_find (HavenVocabulary *vocabulary, const GHashTable *common_concepts, guint32 node);
void haven_anchor_free (HavenAnchor *anchor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAnchor, haven_anchor_free)

/* haven-first.c */
HavenAnchor *haven_first_find (HavenVocabulary *vocabulary, guint32 node);

G_END_DECLS
