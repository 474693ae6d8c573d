/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows where what packs are compiled to is kept, and by which key it is found again. */

#include "haven-matcher-private.h"

#include <string.h>

#include "haven-cache-file.h"
#include "haven-compiler.h"
#include "haven-config.h"

#define NAME "packs.bin"

/* What packs are compiled to depends on them, on their order and on this Haven. */
static char *
key_of (const GPtrArray *packs)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *)HAVEN_VERSION, sizeof HAVEN_VERSION);
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    /* the user's own words must not come to lie in another file, sealed or not */
    if (pack->is_custom)
      return NULL;
    g_checksum_update (sum, (const guchar *)pack->checksum, strlen (pack->checksum) + 1);
  }
  return g_strdup (g_checksum_get_string (sum));
}

static HavenProgram *
find_kept (const GPtrArray *packs, const char *path)
{
  g_autofree char *key = key_of (packs);
  g_autoptr (GBytes) bytes = key != NULL ? haven_cache_file_map (path, key, NULL) : NULL;

  return bytes != NULL ? haven_program_new_from_bytes (bytes, NULL) : NULL;
}

static void
keep (const GPtrArray *packs, const HavenProgram *program, const char *path)
{
  g_autofree char *key = key_of (packs);
  g_autoptr (GError) error = NULL;

  if (key != NULL && !haven_cache_file_write (path, key, program->bytes, &error))
    g_debug ("compiled packs are not kept: %s", error->message);
}

/**
 * haven_matcher_new_kept:
 * @packs: as for haven_matcher_new()
 * @directory: where compiled packs are kept
 *
 * Returns: (transfer full) (nullable): a matcher with what these packs were compiled to before, mapped from a
 *   file; %NULL when that is not there, or cannot be used
 */
HavenMatcher *
haven_matcher_new_kept (const GPtrArray *packs, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, NAME, NULL);
  HavenProgram *program = find_kept (packs, path);

  return program != NULL ? haven_matcher_new_with (program) : NULL;
}

/**
 * haven_matcher_new_cached:
 * @packs: as for haven_matcher_new()
 * @directory: where compiled packs are kept; made when it is not there
 * @error: a #HavenError that names the pack and the place in it
 *
 * As haven_matcher_new(), but what these packs were compiled to once is mapped from a file there. A file that
 * is missing, stale or damaged is written anew, and then mapped: what was just compiled is read in the way in
 * which every later start reads it, and takes no memory that the system cannot have back. One that cannot be
 * written is done without. With topics of the user's own nothing is kept.
 *
 * Returns: (transfer full) (nullable): a matcher, or %NULL
 */
HavenMatcher *
haven_matcher_new_cached (GPtrArray *packs, const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, NAME, NULL);
  HavenMatcher *kept = haven_matcher_new_kept (packs, directory);
  g_autoptr (HavenProgram) program = NULL;

  if (kept != NULL)
    return kept;
  program = haven_compile (packs, NULL, error);
  if (program == NULL)
    return NULL;
  keep (packs, program, path);
  kept = haven_matcher_new_kept (packs, directory);
  return kept != NULL ? kept : haven_matcher_new_with (g_steal_pointer (&program));
}

/**
 * haven_matcher_new_sound:
 * @packs: as for haven_matcher_new(); those that do not hold together with the others are removed from it
 * @directory: (nullable): as for haven_matcher_new_cached(); %NULL to keep nothing
 * @errors: (nullable) (element-type GError): where to say what was wrong with them
 *
 * Compiling takes its time: which pack it is, is asked only when something is wrong.
 *
 * Returns: (transfer full): a matcher for the packs that are left
 */
HavenMatcher *
haven_matcher_new_sound (GPtrArray *packs, const char *directory, GPtrArray *errors)
{
  HavenMatcher *matcher;

  while ((matcher = directory != NULL ? haven_matcher_new_cached (packs, directory, NULL)
                                      : haven_matcher_new (packs, NULL)) == NULL)
    haven_packs_set_aside_broken (packs, errors);
  return matcher;
}
