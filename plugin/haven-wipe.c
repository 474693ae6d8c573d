/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-wipe.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "haven-fetch.h"
#include "haven-folder.h"
#include "haven-held-acts.h"

/* The only place that makes an end of everything at once. */

/* What a kill left half written is of the same name, and more. */
static gboolean
is_ours (const char *name, const char *const *ours)
{
  for (guint i = 0; ours[i] != NULL; i++) {
    gsize length = strlen (ours[i]);

    if (strncmp (name, ours[i], length) == 0 && (name[length] == '\0' || name[length] == '.'))
      return TRUE;
  }
  return FALSE;
}

/* Behind a link lies what somebody keeps elsewhere, for other ends too: of that the link alone is ours. */
static gboolean
remove_files (const char *path, const char *const *ours)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;
  gboolean ok = TRUE;

  if (ours == NULL && g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return g_unlink (path) == 0;
  directory = g_dir_open (path, 0, NULL);
  if (directory == NULL)
    return !g_file_test (path, G_FILE_TEST_EXISTS);
  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (ours == NULL || is_ours (name, ours))
      ok = g_unlink (file) == 0 && ok;
  }
  return ok;
}

/**
 * haven_wipe:
 * @plugin: the plugin
 *
 * Forgets all that is kept, all that was chosen, and packs and lists that were added; then begins anew.
 *
 * Returns: whether nothing of it is left
 */
gboolean
haven_wipe (HavenPlugin *plugin)
{
  static const char *const names[] = {"held.jsonl", "conduct.json", "reminders.json", "clock.json", NULL};
  static const char *const directories[] = {"evidence", "packs", "lists", "cache"};
  gboolean ok = haven_settings_store_wipe (plugin->store);

  /* a list that comes later would be one that nobody follows any more */
  haven_fetch_give_up (plugin, _ ("everything was wiped meanwhile"));
  /* whoever writes a file has finished, and lets go of it, before it is removed; and none is read any more,
   * as one is that could not be opened until then, before what was read is forgotten */
  haven_folder_close_files (plugin);
  haven_library_stop (plugin->library);
  haven_engine_forget (plugin->engine);
  ok = remove_files (plugin->directory, names) && ok;
  for (guint i = 0; i < G_N_ELEMENTS (directories); i++) {
    g_autofree char *path = g_build_filename (plugin->directory, directories[i], NULL);

    ok = remove_files (path, NULL) && ok;
  }
  haven_folder_open_files (plugin);
  haven_library_reload (plugin->library);
  haven_held_changed (plugin, NULL);
  return ok;
}
