/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that changes the user's own directory of lists: taking one in from a file, taking in what
 * was fetched and signed, and taking one away. A list stands there under a name made from its id, and one
 * with the same id takes the place of the one before.
 */

#include "links/haven-list-shelf.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "haven-error.h"
#include "haven-file.h"
#include "links/haven-list-import.h"
#include "links/haven-signature.h"

#define MAX_NAME 60 /* bytes of an id that go into the name of a file */

/* An id is foreign text: of it only what no file system minds is kept, and a digest tells apart what that
 * makes the same. */
static char *
path_for (const char *directory, const char *id)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean plain = strlen (id) <= MAX_NAME;

  for (const char *at = id; *at != '\0' && name->len < MAX_NAME; at++) {
    gboolean fits = g_ascii_islower (*at) || g_ascii_isdigit (*at) || (*at == '-' && at > id);

    g_string_append_c (name, fits ? *at : '_');
    plain = plain && fits;
  }
  if (!plain)
    g_string_append_printf (name, "-%.12s", digest);
  g_string_append (name, ".json");
  return g_build_filename (directory, name->str, NULL);
}

static gboolean
put (const char *directory, const HavenList *list, GError **error)
{
  g_autofree char *path = path_for (directory, list->id);
  gsize length;
  g_autofree char *json = haven_list_to_json (list, &length);

  return haven_file_ensure_directory (directory, error) && haven_file_write (path, json, length, error);
}

static void
fill (char **place, const char *text)
{
  if (*place == NULL)
    *place = g_strdup (text);
}

/* What a list in another form does not say of itself. */
static gboolean
fill_head (HavenList *list, const char *path, const char *category, const char *today, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  fill (&list->id, name);
  fill (&list->title, name);
  fill (&list->maintainer, _ ("not stated"));
  fill (&list->licence, _ ("not stated"));
  fill (&list->basis, _ ("not stated"));
  fill (&list->date, today);
  fill (&list->category, category);
  if (list->category != NULL && haven_list_category_known (list->category))
    return TRUE;
  g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                       _ ("the list does not say what its sites are listed for"));
  return FALSE;
}

/**
 * haven_shelf_take_file:
 * @directory: the user's own lists; made when it is missing
 * @path: a list in any form that Haven reads
 * @category: (nullable): what its sites are listed for, where the list does not say
 * @today: the date of a list that has none, as YYYY-MM-DD
 * @error: what is wrong with it, after the name of the file; #HAVEN_ERROR_NOT_FOUND when only @category is
 * missing
 *
 * Returns: (transfer full) (nullable): the list's id
 */
char *
haven_shelf_take_file (
    const char *directory, const char *path, const char *category, const char *today, GError **error)
{
  HavenImportReport report;
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, HAVEN_SHELF_MAX_LIST, &length, error);
  g_autoptr (HavenList) list = NULL;

  if (data == NULL)
    return NULL;
  list = haven_list_import (data, length, HAVEN_LIST_GUESS, &report, error);
  if (list != NULL && list->entries->len == 0) {
    g_clear_pointer (&list, haven_list_free);
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("names no site"));
  }
  if (list == NULL || !fill_head (list, path, category, today, error)) {
    g_autofree char *shown = g_filename_display_name (path);

    g_prefix_error (error, "%s: ", shown);
    return NULL;
  }
  return put (directory, list, error) ? g_steal_pointer (&list->id) : NULL;
}

/* Whoever can answer in the place of the list's keeper must not bring back what was taken off it since. */
static gboolean
is_newer (const char *directory, const HavenList *list, GError **error)
{
  g_autofree char *path = path_for (directory, list->id);
  g_autoptr (HavenList) before = haven_list_load (path, NULL);

  if (before == NULL || strcmp (before->date, list->date) <= 0)
    return TRUE;
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_STALE,
               _ ("is of %s, older than the list of %s that is followed"), list->date, before->date);
  return FALSE;
}

/**
 * haven_shelf_take_signed:
 * @directory: the user's own lists; made when it is missing
 * @id: (nullable): the list that it must be, when it is followed already
 * @data: a list in Haven's format
 * @length: its size in bytes
 * @signature: the text of its .minisig file
 * @key: the public key of minisign that the user trusts for it
 * @error: why it is not taken; then the list from before stays as it was
 *
 * Returns: (transfer full) (nullable): the list's id
 */
char *
haven_shelf_take_signed (const char *directory,
                         const char *id,
                         const char *data,
                         gsize length,
                         const char *signature,
                         const char *key,
                         GError **error)
{
  g_autoptr (HavenList) list = NULL;

  if (length > HAVEN_SHELF_MAX_LIST || strlen (signature) > HAVEN_SHELF_MAX_SIGNATURE) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE,
                         _ ("the list or its signature is too large"));
    return NULL;
  }
  /* nothing of it is read before it is known whose it is */
  if (!haven_signature_verify (data, length, signature, key, NULL, error))
    return NULL;
  list = haven_list_from_json (data, length, error);
  if (list == NULL)
    return NULL;
  if (id != NULL && strcmp (id, list->id) != 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("is another list (“%s”)"), list->id);
    return NULL;
  }
  if (!is_newer (directory, list, error) || !put (directory, list, error))
    return NULL;
  return g_steal_pointer (&list->id);
}

static gboolean
remove_file (const char *path, GError **error)
{
  int saved;

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  saved = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  return FALSE;
}

/**
 * haven_shelf_remove:
 * @path: the file of one of the user's own lists
 * @error: why it is still there
 *
 * Removes it and what it was compiled to.
 *
 * Returns: whether it is gone
 */
gboolean
haven_shelf_remove (const char *path, GError **error)
{
  g_autofree char *compiled = g_strconcat (path, ".map", NULL);

  return remove_file (path, error) && remove_file (compiled, error);
}

/**
 * haven_shelf_holds:
 * @directory: a directory, with or without a slash at its end
 * @path: (nullable): where a list was read from
 *
 * Returns: whether @path is that of a file below @directory, as far as its name says
 */
gboolean
haven_shelf_holds (const char *directory, const char *path)
{
  gsize length = strlen (directory);

  while (length > 1 && directory[length - 1] == G_DIR_SEPARATOR)
    length--;
  return path != NULL && strncmp (path, directory, length) == 0 && path[length] == G_DIR_SEPARATOR;
}
