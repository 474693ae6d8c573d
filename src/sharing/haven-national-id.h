/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenNationalId:
 * @country: ISO 3166-1 code
 * @name: what it is called there
 * @patterns: (array zero-terminated=1): the ways it is written: 9 a digit, A a letter, X either, else itself;
 *   one that starts with ! is a way so common for other things that a word must say what it is
 * @is_right: tells whether a number without separators can be real
 * @words: (array zero-terminated=1): words that say what it is
 *
 * One kind of national number.
 */
typedef struct {
  const char *country;
  const char *name;
  const char *const *patterns;
  gboolean (*is_right) (const char *id, gsize n);
  const char *const *words;
} HavenNationalId;

const HavenNationalId *haven_national_ids_get (guint *n_ids);

G_END_DECLS
