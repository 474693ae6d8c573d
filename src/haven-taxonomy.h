/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-finding.h"

G_BEGIN_DECLS

/* What is special about a category. */
typedef enum {
  HAVEN_TRAIT_PRIVATE = 1 << 0, /* a person's own to tell: what happened to them, or what they live with */
  HAVEN_TRAIT_CRISIS = 1 << 1,  /* somebody's distress: nothing may stand between them and whom they tell */
  HAVEN_TRAIT_UNNAMED =
      1 << 2, /* it says nothing to others: no topic, or one that the user named for themselves */
} HavenTraits;

/**
 * HavenCategory:
 * @kind: what kind of thing it is
 * @id: stable id in packs, settings, output and translations; one that ends in "-*" or ":*" stands for all
 * that begin like it
 * @title: one to four calm words for a veil and a list, untranslated: pass it to gettext
 * @traits: what is special about it
 */
typedef struct {
  HavenKind kind;
  const char *id;
  const char *title;
  HavenTraits traits;
} HavenCategory;

const HavenCategory *haven_taxonomy_get (guint *n_categories);
const HavenCategory *haven_taxonomy_find (HavenKind kind, const char *id);
const char *haven_taxonomy_suggest (HavenKind kind, const char *id);
gboolean haven_taxonomy_is_private (const char *topic);
gboolean haven_taxonomy_is_crisis (const char *topic);
gboolean haven_taxonomy_can_be_named (const char *topic);
const char *haven_taxonomy_title (HavenKind kind, const char *id);

G_END_DECLS
