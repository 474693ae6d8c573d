/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-anchor.h"
#include "haven-program.h"

G_BEGIN_DECLS

/* Sets of words, one of which must be there, while a program is being built. */
typedef struct _HavenNeeds HavenNeeds;

HavenNeeds *haven_needs_new (HavenProgramParts *parts);
void haven_needs_free (HavenNeeds *needs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenNeeds, haven_needs_free)

void haven_needs_add (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *anchor);
void haven_needs_add_first (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *first);
void haven_needs_add_all (HavenNeeds *needs, HavenExpressionCode *expression, const HavenAnchor *anchor);
void haven_needs_add_beside (HavenNeeds *needs,
                             HavenExpressionCode *expression,
                             const HavenAnchor *anchor,
                             guint within);
void haven_needs_add_concept (HavenNeeds *needs, HavenConceptCode *concept);
void haven_needs_store (HavenNeeds *needs);

G_END_DECLS
