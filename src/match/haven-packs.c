/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Packs that are read together: those of a directory, without those that are switched off. */

#include "haven-pack-private.h"

#include <string.h>

#include "haven-compiler.h"
#include "haven-frames.h"
#include "haven-heads.h"
#include "haven-matcher.h"

#define MAX_DIRECTORY_DEPTH 4
#define MAX_FILES 1000

static void
list_directory (const char *directory, guint depth, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && paths->len < MAX_FILES) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (*name == '.')
      continue;
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      if (depth < MAX_DIRECTORY_DEPTH)
        list_directory (path, depth + 1, paths);
    } else if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (paths, g_steal_pointer (&path));
  }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * haven_packs_load_directory:
 * @directory: a directory; one that is not there holds no packs
 * @heads: (nullable): what is known of packs that were read before
 * @errors: (nullable) (element-type GError): where to add the error of each pack that was set aside
 *
 * Returns: (transfer full) (element-type HavenPack): the packs, in the order of their paths
 */
GPtrArray *
haven_packs_load_directory (const char *directory, HavenHeads *heads, GPtrArray *errors)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);

  list_directory (directory, 0, paths);
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GError) error = NULL;
    HavenPack *pack = haven_pack_new_from_file (paths->pdata[i], heads, &error);

    if (pack != NULL)
      g_ptr_array_add (packs, pack);
    else if (errors != NULL)
      g_ptr_array_add (errors, g_steal_pointer (&error));
  }
  return packs;
}

static gboolean
is_leaned_on (GPtrArray *packs, const HavenPack *other)
{
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    if (pack != other &&
        (haven_frames_take (pack, other) ||
         (pack->uses != NULL && g_strv_contains ((const char *const *)pack->uses, other->id)) ||
         (other->is_language && g_str_equal (pack->language, other->language))))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_named (const HavenPack *pack, const GPtrArray *ids)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)ids, pack->id, g_str_equal, NULL) ||
         g_ptr_array_find_with_equal_func ((GPtrArray *)ids, haven_pack_get_whole (pack), g_str_equal, NULL);
}

/**
 * haven_packs_switch_off:
 * @packs: (element-type HavenPack): packs; those that are switched off are removed
 * @ids: (element-type utf8): whose; with a pack go those that are part of it
 *
 * A pack that another one leans on, for its words or its frames, stays as long as that one does: else the
 * other could not be read either.
 */
void
haven_packs_switch_off (GPtrArray *packs, const GPtrArray *ids)
{
  for (gboolean more = TRUE; more;) {
    more = FALSE;
    for (guint i = packs->len; i-- > 0;) {
      const HavenPack *pack = packs->pdata[i];

      if (!is_named (pack, ids) || is_leaned_on (packs, pack))
        continue;
      g_ptr_array_remove_index (packs, i);
      more = TRUE;
    }
  }
}

static gboolean
has_language (const GPtrArray *packs, const char *language)
{
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    if (pack->is_language && g_str_equal (pack->language, language))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_packs_add_languages:
 * @packs: (element-type HavenPack): packs, from anywhere
 * @directory: where the installed packs are
 * @heads: (nullable): what is known of packs that were read before
 *
 * Rules lean on the common words of their language; a directory of somebody's own packs need not have them.
 */
void
haven_packs_add_languages (GPtrArray *packs, const char *directory, HavenHeads *heads)
{
  g_autoptr (GPtrArray) installed = haven_packs_load_directory (directory, heads, NULL);

  for (guint i = 0; i < installed->len; i++) {
    HavenPack *pack = installed->pdata[i];

    if (pack->is_language && !has_language (packs, pack->language))
      g_ptr_array_add (packs, haven_pack_ref (pack));
  }
}

/**
 * haven_packs_get_languages:
 * @packs: (element-type HavenPack): packs
 *
 * Returns: (transfer full) (element-type HavenPack): those of them that say what the words of a language are
 */
GPtrArray *
haven_packs_get_languages (const GPtrArray *packs)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);

  for (guint i = 0; i < packs->len; i++)
    if (haven_pack_is_language (packs->pdata[i]))
      g_ptr_array_add (languages, haven_pack_ref (packs->pdata[i]));
  return languages;
}

/**
 * haven_packs_read_whole:
 * @packs: (element-type HavenPack): packs; those of which only the head is known are read, and take its place
 * @culprit: (out) (optional): on failure, the pack that is to blame
 * @error: a #HavenError or #GFileError that begins with the name of its file
 *
 * A file that was changed since its head was read is taken as it is now.
 *
 * Returns: whether all of them are whole
 */
gboolean
haven_packs_read_whole (GPtrArray *packs, const HavenPack **culprit, GError **error)
{
  for (guint i = 0; i < packs->len; i++) {
    HavenPack *head = packs->pdata[i], *whole;

    if (head->is_whole)
      continue;
    whole = haven_pack_new_from_file (head->name, NULL, error);
    if (whole == NULL) {
      if (culprit != NULL)
        *culprit = head;
      return FALSE;
    }
    packs->pdata[i] = whole;
    haven_pack_unref (head);
  }
  return TRUE;
}

/**
 * haven_packs_set_aside_broken:
 * @packs: (element-type HavenPack): packs that are to be read together; broken ones are removed from it
 * @errors: (nullable) (element-type GError): where to say what was wrong with them
 *
 * One person's mistake in one pack must not switch off the others.
 */
void
haven_packs_set_aside_broken (GPtrArray *packs, GPtrArray *errors)
{
  while (packs->len > 0) {
    g_autoptr (GError) error = NULL;
    const HavenPack *culprit = NULL;
    g_autoptr (HavenProgram) program = haven_compile (packs, &culprit, &error);

    if (program != NULL)
      return;
    g_ptr_array_remove (packs, (gpointer)culprit);
    if (errors != NULL)
      g_ptr_array_add (errors, g_steal_pointer (&error));
  }
}
