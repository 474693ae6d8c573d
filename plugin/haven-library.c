/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-library.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <purple.h>

#include "haven-data-path.h"
#include "haven-error.h"
#include "haven-file.h"
#include "links/haven-sites.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"

#define SETTLE 1 /* seconds without a change, after which what was changed is read */

/* The only place that reads packs and lists for the client: what Haven brings along, and what the user put
 * into haven/packs and haven/lists. */
struct _HavenLibrary {
  HavenEngine *engine;
  char *directory;
  GPtrArray *problems; /* GError */
  guint n_set_aside;   /* rules that were too slow, and that the user was told of */
  GFileMonitor *monitors[2];
  guint pending; /* source id: something changed a moment ago */
  HavenLibraryChanged changed;
  gpointer changed_data;
};

static void
take_all (GPtrArray *packs, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (packs, haven_pack_ref (more->pdata[i]));
}

/* A pack of the user's takes the place of one with the same id. */
static void
drop_replaced (GPtrArray *packs)
{
  for (guint i = packs->len; i > 0; i--) {
    const char *id = haven_pack_get_id (packs->pdata[i - 1]);
    gboolean replaced = FALSE;

    for (guint j = i; j < packs->len && !replaced; j++)
      replaced = g_str_equal (haven_pack_get_id (packs->pdata[j]), id);
    if (replaced)
      g_ptr_array_remove_index (packs, i - 1);
  }
}

static void
load_packs (HavenEngine *engine, const char *directory, GPtrArray *problems)
{
  g_autofree char *installed = haven_data_path ("packs");
  g_autofree char *own = g_build_filename (directory, "packs", NULL);
  g_autoptr (GPtrArray) packs = haven_packs_load_directory (installed, problems);
  g_autoptr (GError) error = NULL;

  if (g_file_test (own, G_FILE_TEST_IS_DIR)) {
    g_autoptr (GPtrArray) more = haven_packs_load_directory (own, problems);

    take_all (packs, more);
  }
  drop_replaced (packs);
  /* compiling takes its time: it is done again only when something is wrong */
  if (haven_engine_take_packs (engine, g_ptr_array_ref (packs), NULL))
    return;
  haven_packs_set_aside_broken (packs, problems);
  if (!haven_engine_take_packs (engine, g_ptr_array_ref (packs), &error))
    g_ptr_array_add (problems, g_steal_pointer (&error));
}

static void
load_lists (HavenEngine *engine, const char *directory, GPtrArray *problems)
{
  g_autofree char *own = g_build_filename (directory, "lists", NULL);
  g_autofree char *data = haven_data_path (NULL);
  g_autoptr (HavenSites) sites = haven_sites_new ();

  haven_sites_load_data (sites, data, problems);
  if (g_file_test (own, G_FILE_TEST_IS_DIR))
    haven_sites_load_directory (sites, own, own, problems);
  haven_engine_take_sites (engine, g_steal_pointer (&sites));
}

/* What is wrong is logged once, when it appears, not each time something else changes. */
static void
report (GPtrArray *before, GPtrArray *now)
{
  for (guint i = 0; i < now->len; i++) {
    const GError *problem = now->pdata[i];
    gboolean known = FALSE;

    for (guint j = 0; before != NULL && j < before->len && !known; j++)
      known = g_str_equal (((GError *)before->pdata[j])->message, problem->message);
    if (!known)
      g_warning ("%s", problem->message);
  }
}

/**
 * haven_library_reload:
 * @library: the library
 *
 * Reads packs and lists anew. One that cannot be read is left out, and the others are in force.
 */
void
haven_library_reload (HavenLibrary *library)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&library->problems);

  library->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  library->n_set_aside = 0;
  load_packs (library->engine, library->directory, library->problems);
  load_lists (library->engine, library->directory, library->problems);
  report (before, library->problems);
  if (library->changed != NULL)
    library->changed (library->changed_data);
}

static gboolean
on_settled (gpointer data)
{
  HavenLibrary *library = data;

  library->pending = 0;
  haven_library_reload (library);
  return FALSE;
}

static void
on_file_changed (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, HavenLibrary *library)
{
  g_autofree char *name = g_file_get_basename (other != NULL ? other : file);
  g_autofree char *from = g_file_get_basename (file);

  /* what lists are compiled to stands beside them, and is written while they are read */
  if (!g_str_has_suffix (name, ".json") && !g_str_has_suffix (from, ".json"))
    return;
  if (library->pending != 0)
    purple_timeout_remove (library->pending);
  library->pending = purple_timeout_add_seconds (SETTLE, on_settled, library);
}

static GFileMonitor *
watch_directory (HavenLibrary *library, const char *name)
{
  g_autofree char *path = g_build_filename (library->directory, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = haven_file_ensure_directory (path, NULL)
                              ? g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL)
                              : NULL;

  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (on_file_changed), library);
  return monitor;
}

/**
 * haven_library_new:
 * @engine: the engine that reads with what is here; it must outlive the library
 * @directory: the user's haven directory
 *
 * Reads all packs and lists, and again when the user's own change.
 *
 * Returns: (transfer full): the library
 */
HavenLibrary *
haven_library_new (HavenEngine *engine, const char *directory)
{
  HavenLibrary *library = g_new0 (HavenLibrary, 1);
  g_autofree char *cache = NULL;

  library->engine = engine;
  library->directory = g_strdup (directory);
  cache = g_build_filename (directory, "cache", NULL);
  haven_engine_set_cache (engine, cache);
  haven_library_reload (library);
  library->monitors[0] = watch_directory (library, "packs");
  library->monitors[1] = watch_directory (library, "lists");
  return library;
}

/**
 * haven_library_free:
 * @library: (nullable) (transfer full): the library
 */
void
haven_library_free (HavenLibrary *library)
{
  if (library == NULL)
    return;
  if (library->pending != 0)
    purple_timeout_remove (library->pending);
  for (guint i = 0; i < G_N_ELEMENTS (library->monitors); i++) {
    if (library->monitors[i] == NULL)
      continue;
    g_signal_handlers_disconnect_by_data (library->monitors[i], library);
    g_file_monitor_cancel (library->monitors[i]);
    g_object_unref (library->monitors[i]);
  }
  g_ptr_array_unref (library->problems);
  g_free (library->directory);
  g_free (library);
}

/**
 * haven_library_watch:
 * @library: the library
 * @changed: (nullable): called whenever packs and lists were read anew
 * @data: passed to @changed
 */
void
haven_library_watch (HavenLibrary *library, HavenLibraryChanged changed, gpointer data)
{
  library->changed = changed;
  library->changed_data = data;
}

/**
 * haven_library_tell_slow_rules:
 * @library: the library
 *
 * Tells the user, once each, of rules that were set aside because they took too long on messages, and keeps them
 * among the problems.
 */
void
haven_library_tell_slow_rules (HavenLibrary *library)
{
  const GPtrArray *slow = haven_engine_get_set_aside (library->engine);

  for (; slow != NULL && library->n_set_aside < slow->len; library->n_set_aside++) {
    const HavenRuleInfo *rule = slow->pdata[library->n_set_aside];
    GError *problem = g_error_new (HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE,
                                   _ ("The rule “%s” of pack %s took too long three times, and is left out until "
                                      "packs are read again."),
                                   rule->title, rule->pack);

    g_ptr_array_add (library->problems, problem);
    purple_notify_info (NULL, _ ("Haven"), problem->message, NULL);
  }
}

/**
 * haven_library_get_problems:
 * @library: the library
 *
 * Returns: (transfer none) (element-type GError): what could not be read, with the file and the place in it
 */
const GPtrArray *
haven_library_get_problems (const HavenLibrary *library)
{
  return library->problems;
}
