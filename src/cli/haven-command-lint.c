/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/haven-command.h"

#include <glib/gi18n-lib.h>

#include "cli/haven-command-input.h"
#include "haven-config.h"
#include "haven-file.h"
#include "links/haven-bait-lint.h"
#include "match/haven-lint.h"
#include "match/haven-pack.h"

#define MAX_BAITS (1024 * 1024) /* bytes of a file of words that bait */

/* Each once: whoever asks about a whole shelf names its directory with every pack. */
static GPtrArray *
list_directories (char **paths)
{
  GPtrArray *directories = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *data = haven_command_data_directory ();

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *directory = g_path_get_dirname (paths[i]);

    if (!g_ptr_array_find_with_equal_func (directories, directory, g_str_equal, NULL))
      g_ptr_array_add (directories, g_steal_pointer (&directory));
  }
  g_ptr_array_add (directories, g_build_filename (data, "packs", NULL));
  return directories;
}

/* Packs that the given ones may lean on: those beside them and those that are installed. */
static GPtrArray *
load_others (char **paths)
{
  GPtrArray *others = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) directories = list_directories (paths);

  for (guint i = 0; i < directories->len; i++) {
    g_autoptr (GPtrArray) packs = haven_packs_load_directory (directories->pdata[i], NULL, NULL);

    for (guint j = 0; j < packs->len; j++) {
      if (g_hash_table_contains (ids, haven_pack_get_id (packs->pdata[j])))
        continue;
      g_hash_table_add (ids, (gpointer)haven_pack_get_id (packs->pdata[j]));
      g_ptr_array_add (others, haven_pack_ref (packs->pdata[j]));
    }
  }
  return others;
}

/* Words that bait, tried with the sites and the words that Haven brings along. */
static guint
lint_baits (const char *path, const char *data, gsize length)
{
  g_autofree char *directory = haven_command_data_directory ();
  g_autofree char *sites = g_build_filename (directory, "well-known.json", NULL);
  g_autofree char *words = g_build_filename (directory, "bait.json", NULL);
  g_autoptr (HavenWellKnown) known = haven_well_known_new ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) advice = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!haven_well_known_load (known, sites, &error) ||
      !haven_baits_load (haven_well_known_get_baits (known), words, &error))
    g_ptr_array_add (errors, g_strdup (error->message));
  else
    haven_bait_lint (path, data, length, known, errors, advice);
  for (guint i = 0; i < errors->len; i++)
    g_print (_ ("error: %s\n"), (const char *)errors->pdata[i]);
  for (guint i = 0; i < advice->len; i++)
    g_print (_ ("advice: %s\n"), (const char *)advice->pdata[i]);
  if (errors->len == 0)
    g_print (_ ("%s is in order\n"), path);
  return errors->len;
}

/* What was found in the files that were named. */
typedef struct {
  GPtrArray *packs; /* HavenPack: those that can be read */
  guint n_errors;
} Lint;

/* Returns: whether it is a file of words that bait; then it was looked at */
static gboolean
lint_if_baits (Lint *lint, const char *path)
{
  gsize length = 0;
  g_autofree char *data = haven_file_read (path, MAX_BAITS, &length, NULL);

  if (data == NULL || !haven_baits_is_document (data, length))
    return FALSE;
  lint->n_errors += lint_baits (path, data, length);
  return TRUE;
}

static void
read_file (Lint *lint, const char *path)
{
  g_autoptr (GError) error = NULL;
  HavenPack *pack;

  if (lint_if_baits (lint, path))
    return;
  pack = haven_pack_new_from_file (path, NULL, &error);
  if (pack != NULL) {
    g_ptr_array_add (lint->packs, pack);
    return;
  }
  g_print (_ ("error: %s\n"), error->message);
  lint->n_errors++;
}

static void
lint_packs (Lint *lint, char **paths)
{
  g_autoptr (GPtrArray) others = load_others (paths);
  g_autoptr (GPtrArray) notes = haven_lint_packs (lint->packs, others);

  for (guint i = 0; i < notes->len; i++) {
    const HavenLintNote *note = notes->pdata[i];

    g_print (note->is_error ? _ ("error: %s\n") : _ ("advice: %s\n"), note->text);
    lint->n_errors += note->is_error;
  }
}

/**
 * haven_command_lint:
 * @argc: how many words
 * @argv: "lint" and paths of packs, or of words that bait in links
 *
 * Says in a sentence each what is wrong with them and what could be better.
 *
 * Returns: 0 when nothing is wrong, 1 when something is, 2 when the call itself was
 */
int
haven_command_lint (int argc, char **argv)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  Lint lint = {.packs = packs};

  if (argc < 2 || g_str_equal (argv[1], "--help")) {
    g_print (_ ("Usage: haven lint PACK…\n\nReads packs, or words that bait in links, runs their examples, "
                "and says what "
                "is wrong with them.\n"));
    return argc < 2 ? 2 : 0;
  }
  for (int i = 1; i < argc; i++)
    read_file (&lint, argv[i]);
  if (packs->len > 0)
    lint_packs (&lint, argv + 1);
  if (lint.n_errors == 0 && packs->len > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u pack is in order\n", "%u packs are in order\n", packs->len),
             packs->len);
  return lint.n_errors > 0;
}
