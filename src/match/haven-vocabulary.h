/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-pack-private.h"
#include "haven-program.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

/* The words of a program while it is being built. */
typedef struct {
  HavenProgramParts *parts; /* borrowed */
  GHashTable *symbols;      /* folded word, "*" behind a prefix, to its symbol */
  GHashTable *phrases;      /* GBytes of the symbols of its words, to its symbol */
  GHashTable *strings;      /* string to its offset */
  GHashTable *entries;      /* entry of a pack to the GArray of its symbols: most are met again and again */
  GHashTable *anchors;      /* concept plus one to a HavenAnchor of all its words; see haven-anchor.c */
  HavenText *text;
} HavenVocabulary;

HavenVocabulary *haven_vocabulary_new (HavenProgramParts *parts);
void haven_vocabulary_free (HavenVocabulary *vocabulary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenVocabulary, haven_vocabulary_free)

guint32 haven_vocabulary_add_string (HavenVocabulary *vocabulary, const char *string);
guint32 haven_vocabulary_add_phrase (HavenVocabulary *vocabulary, const GArray *words);
void haven_vocabulary_add_reading (HavenVocabulary *vocabulary, const HavenReadingText *reading);
gboolean haven_vocabulary_has_letters (HavenVocabulary *vocabulary, const char *entry);
gboolean haven_vocabulary_check_row (
    HavenVocabulary *vocabulary, const HavenNode *row, const char *pack, const char *where, GError **error);
gboolean
haven_vocabulary_read (HavenVocabulary *vocabulary, const char *entry, GArray *symbols, GError **error);
guint32 haven_vocabulary_without_apostrophe (HavenVocabulary *vocabulary, guint32 symbol);
void haven_vocabulary_build_slots (HavenVocabulary *vocabulary);

G_END_DECLS
