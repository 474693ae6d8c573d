/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows which concepts a pack may name: its own, those it uses, those of its language. */

#include "haven-names.h"

#include <string.h>

#define MAX_NAME 40
#define MAX_DISTANCE 3

static gboolean
is_in_scope (const HavenPack *pack, const HavenPack *other)
{
  if (pack == other || (other->is_language && g_str_equal (pack->language, other->language)))
    return TRUE;
  return pack->uses != NULL && g_strv_contains ((const char *const *)pack->uses, other->id);
}

/**
 * haven_names_find:
 * @packs: (element-type HavenPack): all packs
 * @pack: the pack that names a concept
 * @name: the name without its @
 * @owner: (out) (transfer none): the pack that has it
 *
 * The pack itself comes first, then those it uses, then its language.
 *
 * Returns: (transfer none) (nullable): the concept
 */
HavenConcept *
haven_names_find (GPtrArray *packs, const HavenPack *pack, const char *name, const HavenPack **owner)
{
  HavenConcept *found = g_hash_table_lookup (pack->by_name, name);

  *owner = pack;
  for (int language = 0; language <= 1 && found == NULL; language++) {
    for (guint i = 0; i < packs->len && found == NULL; i++) {
      const HavenPack *other = packs->pdata[i];

      if (other->is_language != language || !is_in_scope (pack, other))
        continue;
      found = g_hash_table_lookup (other->by_name, name);
      *owner = other;
    }
  }
  return found;
}

/* Damerau's distance without the transpositions; names are short. */
static guint
distance (const char *a, const char *b)
{
  guint row[MAX_NAME + 1];
  gsize n_a = strlen (a), n_b = strlen (b);

  if (n_a > MAX_NAME || n_b > MAX_NAME)
    return G_MAXUINT;
  for (gsize j = 0; j <= n_b; j++)
    row[j] = j;
  for (gsize i = 1; i <= n_a; i++) {
    guint diagonal = row[0];

    row[0] = i;
    for (gsize j = 1; j <= n_b; j++) {
      guint change = diagonal + (a[i - 1] != b[j - 1]);

      diagonal = row[j];
      row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
    }
  }
  return row[n_b];
}

/**
 * haven_names_suggest:
 * @packs: (element-type HavenPack): all packs
 * @pack: the pack that names a concept that does not exist
 * @name: the name without its @
 *
 * Returns: (transfer full) (nullable): the name in reach that looks most like it
 */
char *
haven_names_suggest (GPtrArray *packs, const HavenPack *pack, const char *name)
{
  const char *best = NULL;
  guint best_distance = MIN (MAX_DISTANCE, strlen (name) / 2) + 1;

  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *other = packs->pdata[i];

    for (guint j = 0; is_in_scope (pack, other) && j < other->concepts->len; j++) {
      const HavenConcept *concept = other->concepts->pdata[j];
      guint found = distance (name, concept->name);

      if (found < best_distance) {
        best_distance = found;
        best = concept->name;
      }
    }
  }
  for (guint i = 0; i < pack->parts->len; i++) {
    const HavenPart *part = pack->parts->pdata[i];
    guint found = distance (name, part->name);

    if (found < best_distance) {
      best_distance = found;
      best = part->name;
    }
  }
  return g_strdup (best);
}
