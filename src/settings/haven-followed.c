/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the user chose for single lists of sites: how loud each is, and where it may be fetched from. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-error.h"
#include "settings/haven-settings.h"

#define MAX_ADDRESS 2000 /* bytes */
#define MAX_KEY 200      /* bytes; a public key of minisign has 56 */

static void
followed_free (HavenFollowed *followed)
{
  g_free (followed->address);
  g_free (followed->key);
  g_free (followed);
}

/**
 * haven_followed_new_table:
 *
 * Returns: (transfer full) (element-type utf8 HavenFollowed): nothing chosen for any list
 */
GHashTable *
haven_followed_new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)followed_free);
}

/**
 * haven_followed_copy_table:
 * @lists: (element-type utf8 HavenFollowed): what was chosen, by id of the list
 *
 * Returns: (transfer full) (element-type utf8 HavenFollowed): a copy that shares nothing with @lists
 */
GHashTable *
haven_followed_copy_table (GHashTable *lists)
{
  GHashTable *copy = haven_followed_new_table ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    const HavenFollowed *from = value;
    HavenFollowed *followed = g_memdup2 (from, sizeof *from);

    followed->address = g_strdup (from->address);
    followed->key = g_strdup (from->key);
    g_hash_table_insert (copy, g_strdup (id), followed);
  }
  return copy;
}

/**
 * haven_settings_list:
 * @settings: settings
 * @list: id of a list of sites
 *
 * Returns: (transfer none): what is chosen for it, made when there was nothing yet
 */
HavenFollowed *
haven_settings_list (HavenSettings *settings, const char *list)
{
  HavenFollowed *followed = g_hash_table_lookup (settings->lists, list);

  if (followed == NULL) {
    followed = g_new0 (HavenFollowed, 1);
    g_hash_table_insert (settings->lists, g_strdup (list), followed);
  }
  return followed;
}

/**
 * haven_settings_find_list:
 * @settings: settings
 * @list: id of a list of sites
 *
 * Returns: (transfer none) (nullable): what is chosen for it
 */
const HavenFollowed *
haven_settings_find_list (const HavenSettings *settings, const char *list)
{
  return g_hash_table_lookup (settings->lists, list);
}

/**
 * haven_settings_forget_list:
 * @settings: settings
 * @list: id of a list of sites that is no longer followed
 */
void
haven_settings_forget_list (HavenSettings *settings, const char *list)
{
  g_hash_table_remove (settings->lists, list);
}

static gboolean
is_printable (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

/**
 * haven_settings_set_source:
 * @settings: settings
 * @list: id of a list of sites
 * @address: where it can be fetched, beginning with "https://"
 * @key: the public key of minisign that it is signed with
 * @error: what is wrong with either; then nothing was changed
 *
 * Both are needed: TLS says who answered, the signature says who keeps the list.
 *
 * Returns: whether it was set
 */
gboolean
haven_settings_set_source (
    HavenSettings *settings, const char *list, const char *address, const char *key, GError **error)
{
  HavenFollowed *followed;

  if (!g_str_has_prefix (address, "https://") || strlen (address) == strlen ("https://") ||
      strnlen (address, MAX_ADDRESS + 1) > MAX_ADDRESS || !is_printable (address)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         _ ("the address must begin with https:// and have no spaces"));
    return FALSE;
  }
  if (*key == '\0' || strnlen (key, MAX_KEY + 1) > MAX_KEY || !is_printable (key)) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         _ ("the key must be a public key of minisign, one word that begins with RW"));
    return FALSE;
  }
  followed = haven_settings_list (settings, list);
  g_free (followed->address);
  followed->address = g_strdup (address);
  g_free (followed->key);
  followed->key = g_strdup (key);
  return TRUE;
}
