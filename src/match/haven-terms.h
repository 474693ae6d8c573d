/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-anchor.h"
#include "haven-index.h"

G_BEGIN_DECLS

/* What a message must hold for any rule to be tried, collected for the index. */
typedef struct _HavenTerms HavenTerms;

HavenTerms *haven_terms_new (HavenVocabulary *vocabulary);
void haven_terms_free (HavenTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTerms, haven_terms_free)

void haven_terms_add (HavenTerms *terms, const HavenHook *hook);
HavenIndex *haven_terms_build (HavenTerms *terms, GError **error);

G_END_DECLS
