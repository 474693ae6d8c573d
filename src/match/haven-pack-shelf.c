/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "match/haven-pack-shelf.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "haven-error.h"
#include "haven-file.h"
#include "match/haven-heads.h"
#include "match/haven-lint.h"

/* The only place that changes the user's own directory of packs. */

#define MAX_PACK (4 * 1024 * 1024) /* bytes */

static HavenPack *
find (const GPtrArray *packs, const char *id)
{
  for (guint i = 0; i < packs->len; i++)
    if (g_str_equal (haven_pack_get_id (packs->pdata[i]), id))
      return packs->pdata[i];
  return NULL;
}

/* What it leans on: those that came with Haven, and the user's own but for the one whose place it takes. */
static GPtrArray *
load_others (GPtrArray *installed, const char *directory, const HavenPack *pack)
{
  GPtrArray *others = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GPtrArray) own = haven_packs_load_directory (directory, NULL, NULL);

  for (guint i = 0; i < installed->len; i++)
    g_ptr_array_add (others, haven_pack_ref (installed->pdata[i]));
  for (guint i = 0; i < own->len; i++)
    if (!g_str_equal (haven_pack_get_id (own->pdata[i]), haven_pack_get_id (pack)))
      g_ptr_array_add (others, haven_pack_ref (own->pdata[i]));
  return others;
}

/* A pack that would be left out as soon as all are read, or does not do what its examples say, is told of
 * while its user looks. */
static gboolean
is_in_order (HavenPack *pack, const char *installed, const char *directory, const char *shown, GError **error)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new ();
  g_autoptr (GPtrArray) known = haven_packs_load_directory (installed, NULL, NULL);
  g_autoptr (GPtrArray) others = load_others (known, directory, pack);
  g_autoptr (GPtrArray) notes = NULL;

  if (find (known, haven_pack_get_id (pack)) != NULL) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 _ ("%s: id: a pack called “%s” comes with Haven; this one needs an id of its own"), shown,
                 haven_pack_get_id (pack));
    return FALSE;
  }
  g_ptr_array_add (packs, pack);
  notes = haven_lint_packs (packs, others);
  for (guint i = 0; i < notes->len; i++) {
    const HavenLintNote *note = notes->pdata[i];

    if (!note->is_error)
      continue;
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, note->text);
    return FALSE;
  }
  return TRUE;
}

static char *
path_of (const char *directory, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (directory, name, NULL);
}

/**
 * haven_pack_shelf_take:
 * @directory: the user's own packs; made when it is missing
 * @installed: the packs that come with Haven
 * @path: a pack
 * @error: what is wrong with it, after the name of the file; then nothing was changed
 *
 * A pack stands there under its id, so that a newer one takes the place of the one before. It must pass what
 * `haven lint` asks of it.
 *
 * Returns: (transfer full) (nullable): the pack
 */
HavenPack *
haven_pack_shelf_take (const char *directory, const char *installed, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_PACK, &length, error);
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (HavenPack) pack = NULL;
  g_autofree char *target = NULL;

  if (data == NULL)
    return NULL;
  pack = haven_pack_new_from_data (data, length, shown, error);
  if (pack == NULL || !is_in_order (pack, installed, directory, shown, error) ||
      !haven_file_ensure_directory (directory, error))
    return NULL;
  target = path_of (directory, haven_pack_get_id (pack));
  return haven_file_write (target, data, length, error) ? g_steal_pointer (&pack) : NULL;
}

/**
 * haven_pack_shelf_has:
 * @directory: the user's own packs
 * @id: of a pack
 *
 * Returns: whether it was taken in, and not put there by hand under another name
 */
gboolean
haven_pack_shelf_has (const char *directory, const char *id)
{
  g_autofree char *path = path_of (directory, id);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * haven_pack_shelf_remove:
 * @directory: the user's own packs
 * @id: of one that was taken in
 * @error: why it is still there
 *
 * Returns: whether it is gone
 */
gboolean
haven_pack_shelf_remove (const char *directory, const char *id, GError **error)
{
  g_autofree char *path = path_of (directory, id);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_delete (file, NULL, error);
}
