/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-finding.h"

G_BEGIN_DECLS

/**
 * HavenCategory:
 * @kind: what kind of thing it is
 * @id: stable id in packs, settings, output and translations; one that ends in "-*" or ":*" stands for all
 * that begin like it
 * @title: one to four calm words for a veil and a list, untranslated: pass it to gettext
 */
typedef struct {
  HavenKind kind;
  const char *id;
  const char *title;
} HavenCategory;

const HavenCategory *haven_taxonomy_get (guint *n_categories);
const HavenCategory *haven_taxonomy_find (HavenKind kind, const char *id);
gboolean haven_taxonomy_is_private (const char *topic);
const char *haven_taxonomy_title (HavenKind kind, const char *id);

G_END_DECLS
