/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "harness-packs.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Compiling the packs is most of what a start takes, and every test starts anew: the first leaves its
 * compiled ones for the rest. */

static char *
own_packs (Harness *harness)
{
  return g_build_filename (harness->directory, "haven", "cache", "packs.bin", NULL);
}

static char *
shared_packs (void)
{
  return g_test_build_filename (G_TEST_BUILT, "compiled-packs.bin", NULL);
}

/* It is large, and never changed where it lies: a second name for it will do, if both stand on one disk. */
static void
give (const char *from, const char *to)
{
  g_autofree char *fresh = g_strdup_printf ("%s.%d", to, (int)getpid ());
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (fresh);

  if (link (from, fresh) == 0 || g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL))
    g_rename (fresh, to);
}

static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf first, second;

  return g_stat (one, &first) == 0 && g_stat (other, &second) == 0 && first.st_ino == second.st_ino &&
         first.st_dev == second.st_dev;
}

/**
 * harness_packs_borrow:
 * @harness: a harness whose plugin was not loaded yet
 *
 * Puts the compiled packs that another test has lent where the plugin looks for them. A stale copy is no
 * harm: Haven goes by the checksums in it.
 */
void
harness_packs_borrow (Harness *harness)
{
  g_autofree char *own = own_packs (harness);
  g_autofree char *directory = g_path_get_dirname (own);
  g_autofree char *shared = shared_packs ();

  g_mkdir_with_parents (directory, 0700);
  give (shared, own);
}

static gboolean
has_own_packs (Harness *harness)
{
  g_autofree char *path = g_build_filename (harness->directory, "haven", "packs", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);

  return directory != NULL && g_dir_read_name (directory) != NULL;
}

/**
 * harness_packs_lend:
 * @harness: a harness whose plugin was loaded just now
 *
 * Lends what was compiled, at the first load only, and of the packs that Haven brings along only: what a test
 * makes of them later, or adds to them, is of no use to any other.
 */
void
harness_packs_lend (Harness *harness)
{
  g_autofree char *own = own_packs (harness);
  g_autofree char *shared = shared_packs ();

  if (!harness->options.no_packs && !harness->was_loaded && !has_own_packs (harness) &&
      !is_same_file (own, shared)) {
    const HavenPluginApi *api = harness_get_api (harness);

    api->get_problems (api->plugin); /* are known once everything is compiled */
    give (own, shared);
  }
  harness->was_loaded = TRUE;
}
