/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-library.h"

#include "haven-config.h"
#include "links/haven-sites.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"

/* The only place that reads packs and lists for the client: what Haven brings along, and what the user put
 * into haven/packs and haven/lists. */

static const char *
data_directory (void)
{
  const char *override = g_getenv ("HAVEN_DATADIR");

  return override != NULL ? override : HAVEN_DATADIR;
}

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
  g_autofree char *installed = g_build_filename (data_directory (), "packs", NULL);
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
  g_autoptr (HavenSites) sites = haven_sites_new ();

  haven_sites_load_data (sites, data_directory (), problems);
  if (g_file_test (own, G_FILE_TEST_IS_DIR))
    haven_sites_load_directory (sites, own, own, problems);
  haven_engine_take_sites (engine, g_steal_pointer (&sites));
}

/**
 * haven_library_load:
 * @engine: an engine
 * @directory: the user's haven directory
 *
 * A pack or list that cannot be read is left out, and the others are in force.
 *
 * Returns: (transfer full) (element-type GError): what could not be read, with the file and the place in it
 */
GPtrArray *
haven_library_load (HavenEngine *engine, const char *directory)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  load_packs (engine, directory, problems);
  load_lists (engine, directory, problems);
  for (guint i = 0; i < problems->len; i++)
    g_warning ("%s", ((GError *)problems->pdata[i])->message);
  return problems;
}
