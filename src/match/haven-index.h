/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "text/haven-text.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_INDEX_PREFIX = 1 << 0,  /* the last word may have any ending: kill* */
  HAVEN_INDEX_HASHTAG = 1 << 1, /* only where the first word is a hashtag */
  HAVEN_INDEX_COMMON = 1 << 2,  /* looked up only in a message that holds a term which is not common */
} HavenIndexFlags;

#define HAVEN_INDEX_NO_TERM G_MAXUINT32

/**
 * HavenHit:
 * @term: the term, as haven_index_builder_add() numbered it
 * @first_word: the first word of the text that it covers
 * @last_word: the last word that it covers
 */
typedef struct {
  guint32 term;
  guint32 first_word;
  guint32 last_word;
} HavenHit;

typedef struct _HavenIndexBuilder HavenIndexBuilder;
typedef struct _HavenIndex HavenIndex;

HavenIndexBuilder *haven_index_builder_new (void);
void haven_index_builder_free (HavenIndexBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenIndexBuilder, haven_index_builder_free)

guint haven_index_builder_add (HavenIndexBuilder *builder, const char *phrase, HavenIndexFlags flags);
HavenIndex *haven_index_build (HavenIndexBuilder *builder, GError **error);

HavenIndex *haven_index_new_from_bytes (GBytes *bytes, GError **error);
GBytes *haven_index_to_bytes (const HavenIndex *index);
void haven_index_unref (HavenIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenIndex, haven_index_unref)

guint haven_index_get_n_terms (const HavenIndex *index);
gboolean haven_index_may_hold (const HavenIndex *index, const HavenText *text);
void haven_index_find (const HavenIndex *index, const HavenText *text, GArray *hits);

G_END_DECLS
