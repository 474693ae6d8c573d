/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-compiler.h"
#include "haven-hanging.h"
#include "haven-needs.h"
#include "haven-terms.h"
#include "haven-vocabulary.h"

G_BEGIN_DECLS

/* Packs while they become a program. */
typedef struct {
  GPtrArray *packs;
  HavenProgramParts *parts;
  HavenVocabulary *vocabulary;
  GHashTable *concepts; /* HavenConcept to its index plus one, or IN_PROGRESS */
  GHashTable *common;   /* indices of concepts of language packs */
  HavenHanging *hanging;
  HavenNeeds *needs;
  HavenTerms *terms;
  const HavenPack *pack; /* the one being compiled */
  guint32 n_takers;      /* how many packs each of its rules is for: those that take its frames, or itself */
  guint part_depth;      /* parts of parts that are being laid out */
  guint32 n_emitted;     /* nodes of the expression that is being laid out */
} HavenCompiler;

gboolean
haven_compiler_lay_out (HavenCompiler *compiler, const HavenNode *node, const char *where, GError **error);
gboolean haven_concept_compile (
    HavenCompiler *compiler, const HavenPack *pack, HavenConcept *concept, guint32 *index, GError **error);
gboolean haven_concept_find (HavenCompiler *compiler,
                             const HavenPack *pack,
                             const char *name,
                             const char *where,
                             guint32 *index,
                             GError **error);

G_END_DECLS
