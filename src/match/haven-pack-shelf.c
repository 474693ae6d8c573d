/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match/haven-pack-shelf.h"

#include "haven-file.h"

/* The only place that changes the user's own directory of packs. */

#define MAX_PACK (4 * 1024 * 1024) /* bytes */

/**
 * haven_pack_shelf_take:
 * @directory: the user's own packs; made when it is missing
 * @path: a pack
 * @error: what is wrong with it, after the name of the file; then nothing was changed
 *
 * A pack stands there under its id, so that a newer one takes the place of the one before. What it leans on
 * in other packs is seen when all are read together.
 *
 * Returns: (transfer full) (nullable): the pack
 */
HavenPack *
haven_pack_shelf_take (const char *directory, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_PACK, &length, error);
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (HavenPack) pack = NULL;
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;

  if (data == NULL)
    return NULL;
  pack = haven_pack_new_from_data (data, length, shown, error);
  if (pack == NULL || !haven_file_ensure_directory (directory, error))
    return NULL;
  name = g_strconcat (haven_pack_get_id (pack), ".json", NULL);
  target = g_build_filename (directory, name, NULL);
  return haven_file_write (target, data, length, error) ? g_steal_pointer (&pack) : NULL;
}
