/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where a concept, with all it includes, becomes one flat set of words and phrases. */

#include "haven-compiler-private.h"

#include <glib/gi18n-lib.h>

#include "haven-error.h"
#include "haven-frames.h"
#include "haven-names.h"

#define IN_PROGRESS G_MAXUINT

/* A concept while it is being flattened. */
typedef struct {
  GArray *members;
  GArray *inside;
} Flat;

/**
 * haven_concept_find:
 * @compiler: what is being compiled
 * @pack: the pack that names a concept
 * @name: the name without its @
 * @where: the path of the place where it is named
 * @index: (out): the concept in the program
 * @error: #HAVEN_ERROR_NOT_FOUND, with a name that was perhaps meant
 *
 * Returns: whether there is such a concept, and nothing is wrong with it
 */
gboolean
haven_concept_find (HavenCompiler *compiler,
                    const HavenPack *pack,
                    const char *name,
                    const char *where,
                    guint32 *index,
                    GError **error)
{
  const HavenPack *owner;
  HavenConcept *concept = haven_names_find (compiler->packs, pack, name, &owner);
  g_autofree char *near = NULL;

  if (concept != NULL)
    return haven_concept_compile (compiler, owner, concept, index, error);
  near = haven_names_suggest (compiler->packs, pack, name);
  if (near != NULL)
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                 _ ("%s: %s: no concept named @%s (did you mean @%s?)"), pack->name, where, name, near);
  else
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("%s: %s: no concept named @%s"), pack->name,
                 where, name);
  return FALSE;
}

/* Copies one section of a finished concept; its own array may move meanwhile. */
static void
append_slice (GArray *to, const GArray *from, guint32 first, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    g_array_append_vals (to, from->data + (gsize)(first + i) * g_array_get_element_size ((GArray *)from), 1);
}

static void
append_concept (const HavenCompiler *compiler, guint32 index, Flat *flat)
{
  const HavenConceptCode code = g_array_index (compiler->parts->concepts, HavenConceptCode, index);

  append_slice (flat->members, compiler->parts->members, code.member, code.n_members);
  append_slice (flat->inside, compiler->parts->members, code.inside, code.n_inside);
}

static gboolean
include_concept (HavenCompiler *compiler,
                 const HavenPack *pack,
                 const HavenConcept *into,
                 const char *name,
                 Flat *flat,
                 GError **error)
{
  guint32 index;

  if (!haven_concept_find (compiler, pack, name, into->where, &index, error))
    return FALSE;
  if (g_array_index (compiler->parts->concepts, HavenConceptCode, index).slot != 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("%s: %s: @%s is filled by each pack for itself; name it in the rule: (@%s | @%s)"),
                 pack->name, into->where, name, name, into->name);
    return FALSE;
  }
  append_concept (compiler, index, flat);
  return TRUE;
}

static gboolean
add_entry (HavenCompiler *compiler,
           const HavenPack *pack,
           const HavenConcept *concept,
           const char *entry,
           Flat *flat,
           GError **error)
{
  g_autoptr (GArray) symbols = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean inside = *entry == '+' && entry[1] != '\0';
  guint32 bare;

  if (*entry == '@')
    return include_concept (compiler, pack, concept, entry + 1, flat, error);
  if (!haven_vocabulary_read (compiler->vocabulary, entry + inside, symbols, error)) {
    g_prefix_error (error, "%s: %s: ", pack->name, concept->where);
    return FALSE;
  }
  if (symbols->len > 1) {
    guint32 phrase = haven_vocabulary_add_phrase (compiler->vocabulary, symbols);

    g_array_append_val (flat->members, phrase);
    return TRUE;
  }
  g_array_append_vals (inside ? flat->inside : flat->members, symbols->data, 1);
  bare = haven_vocabulary_without_apostrophe (compiler->vocabulary, g_array_index (symbols, guint32, 0));
  if (bare != 0)
    g_array_append_val (inside ? flat->inside : flat->members, bare);
  return TRUE;
}

/* What an open concept may stand for: all that the packs fill in that take the frames. */
static gboolean
add_fillings (
    HavenCompiler *compiler, const HavenPack *frames, const HavenConcept *open, Flat *flat, GError **error)
{
  const HavenPack *before = compiler->pack;

  for (guint i = 0; i < compiler->packs->len; i++) {
    const HavenPack *taker = compiler->packs->pdata[i];
    HavenConcept *filling =
        haven_frames_take (taker, frames) ? g_hash_table_lookup (taker->by_name, open->name) : NULL;
    guint32 index;

    if (filling == NULL)
      continue;
    compiler->pack = taker;
    if (!haven_concept_compile (compiler, taker, filling, &index, error))
      return FALSE;
    append_concept (compiler, index, flat);
  }
  compiler->pack = before;
  return TRUE;
}

static int
compare_symbols (gconstpointer a, gconstpointer b)
{
  const guint32 *one = a, *other = b;

  return *one < *other ? -1 : *one > *other;
}

static void
sort_and_store_symbols (GArray *from, GArray *to, guint32 *first, guint32 *n)
{
  g_array_sort (from, compare_symbols);
  *first = to->len;
  for (guint i = 0; i < from->len; i++) {
    guint32 symbol = g_array_index (from, guint32, i);

    if (i == 0 || symbol != g_array_index (from, guint32, i - 1))
      g_array_append_val (to, symbol);
  }
  *n = to->len - *first;
}

static void
store_concept (
    HavenCompiler *compiler, const HavenPack *pack, HavenConcept *concept, Flat *flat, guint32 *index)
{
  HavenConceptCode code = {haven_vocabulary_add_string (compiler->vocabulary, concept->name),
                           haven_vocabulary_add_string (compiler->vocabulary, pack->id)};
  guint slot;

  sort_and_store_symbols (flat->members, compiler->parts->members, &code.member, &code.n_members);
  sort_and_store_symbols (flat->inside, compiler->parts->members, &code.inside, &code.n_inside);
  if (concept->asks != NULL && g_ptr_array_find (pack->open, concept, &slot))
    code.slot = slot + 1;
  *index = compiler->parts->concepts->len;
  g_array_append_val (compiler->parts->concepts, code);
  g_hash_table_insert (compiler->concepts, concept, GUINT_TO_POINTER (*index + 1));
  if (pack->is_language)
    g_hash_table_add (compiler->common, GUINT_TO_POINTER (*index));
}

static gboolean
flatten (HavenCompiler *compiler, const HavenPack *pack, HavenConcept *concept, Flat *flat, GError **error)
{
  if (concept->asks != NULL)
    return add_fillings (compiler, pack, concept, flat, error);
  for (guint i = 0; concept->entries[i] != NULL; i++) {
    if (!add_entry (compiler, pack, concept, concept->entries[i], flat, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_concept_compile:
 * @compiler: what is being compiled
 * @pack: the pack that has the concept
 * @concept: the concept
 * @index: (out): the concept in the program
 * @error: #HAVEN_ERROR_INVALID with what is wrong and where
 *
 * Returns: whether it is in the program now
 */
gboolean
haven_concept_compile (
    HavenCompiler *compiler, const HavenPack *pack, HavenConcept *concept, guint32 *index, GError **error)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->concepts, concept));
  Flat flat;
  gboolean ok;

  if (known == IN_PROGRESS) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s: %s: the concept includes itself"),
                 pack->name, concept->where);
    return FALSE;
  }
  if (known != 0) {
    *index = known - 1;
    return TRUE;
  }
  g_hash_table_insert (compiler->concepts, concept, GUINT_TO_POINTER (IN_PROGRESS));
  flat.members = g_array_new (FALSE, FALSE, sizeof (guint32));
  flat.inside = g_array_new (FALSE, FALSE, sizeof (guint32));
  ok = flatten (compiler, pack, concept, &flat, error);
  if (ok)
    store_concept (compiler, pack, concept, &flat, index);
  g_array_unref (flat.members);
  g_array_unref (flat.inside);
  return ok;
}
