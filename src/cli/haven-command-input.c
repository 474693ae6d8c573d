/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the subcommands share: how they read standard input, and the engine they ask. */

#include "cli/haven-command-input.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "haven-config.h"
#include "haven-error.h"
#include "haven-line-reader.h"
#include "links/haven-sites.h"
#include "match/haven-heads.h"
#include "match/haven-matcher.h"
#include "settings/haven-profile.h"
#include "settings/haven-settings-file.h"

static gboolean
handle_line (const char *data, gsize length, guint64 number, HavenInputFunc func, gpointer user_data)
{
  g_auto (HavenInputLine) line = {0};
  g_autoptr (GError) error = NULL;

  if (haven_input_line_read (&line, data, length, number, g_get_real_time (), &error)) {
    func (&line, user_data);
    return TRUE;
  }
  g_printerr (_ ("haven: line %" PRIu64 ": %s\n"), number, error->message);
  return FALSE;
}

static gboolean
take_line (const HavenLineReader *reader, HavenInputFunc func, gpointer data)
{
  gsize length = reader->length;

  if (reader->line == NULL) {
    g_printerr (_ ("haven: line %" PRIu64 ": has more than %d bytes\n"), reader->number,
                HAVEN_INPUT_LINE_MAX);
    return FALSE;
  }
  while (length > 0 && reader->line[length - 1] == '\r')
    length--;
  return length == 0 || handle_line (reader->line, length, reader->number, func, data);
}

/**
 * haven_command_read_lines:
 * @input: a descriptor that JSON lines are read from, to its end
 * @func: called for each line that holds a message
 * @data: passed to @func
 *
 * A line that holds none is named on standard error, and the others are still answered. Empty lines are
 * passed over. What @func writes to standard output leaves line by line.
 *
 * Returns: whether all lines held a message
 */
gboolean
haven_command_read_lines (int input, HavenInputFunc func, gpointer data)
{
  g_auto (HavenLineReader) reader = haven_line_reader (input, HAVEN_INPUT_LINE_MAX);
  gboolean ok = TRUE;

  /* whoever asks line by line waits for each answer */
  setvbuf (stdout, NULL, _IOLBF, BUFSIZ);
  while (haven_line_reader_next (&reader))
    ok = take_line (&reader, func, data) && ok;
  if (reader.failed == 0)
    return ok;
  g_printerr (_ ("haven: the input could not be read to its end: %s\n"), g_strerror (reader.failed));
  return FALSE;
}

/**
 * haven_command_parse:
 * @command: the name of a command that reads standard input
 * @context: what it may be called with
 * @argc: (inout): how many words
 * @argv: (inout): its name and what stood behind it
 *
 * What is wrong is said on standard error. A file that is named would be waited for in vain.
 *
 * Returns: whether it was called well
 */
gboolean
haven_command_parse (const char *command, GOptionContext *context, int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    g_printerr ("haven %s: %s\n", command, error->message);
    return FALSE;
  }
  if (*argc == 1 || (*argc == 2 && g_str_equal ((*argv)[1], "-")))
    return TRUE;
  g_printerr (_ ("haven %s: messages are read from standard input, and “%s” is not: haven %s < %s\n"),
              command, (*argv)[1], command, (*argv)[1]);
  return FALSE;
}

/* Beside the program: where it was installed to, wherever that is, or the sources it was built from. */
static char *
find_beside_program (void)
{
  static const char *const places[] = {"../share/purple-haven", "../../data", "../../../data",
                                       "../../../../data"};
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; directory != NULL && i < G_N_ELEMENTS (places); i++) {
    g_autofree char *place = g_build_filename (directory, places[i], NULL);
    g_autofree char *packs = g_build_filename (place, "packs", NULL);

    if (g_file_test (packs, G_FILE_TEST_IS_DIR))
      return g_steal_pointer (&place);
  }
  return NULL;
}

/**
 * haven_command_data_directory:
 *
 * Returns: (transfer full): where packs and lists stand: what HAVEN_DATADIR in the environment says, what
 *   stands beside the program, or where they were to be installed
 */
char *
haven_command_data_directory (void)
{
  const char *override = g_getenv ("HAVEN_DATADIR");
  char *beside;

  if (override != NULL)
    return g_strdup (override);
  beside = find_beside_program ();
  return beside != NULL ? beside : g_strdup (HAVEN_DATADIR);
}

static HavenSettings *
make_settings (const char *path, const char *profile)
{
  g_autoptr (HavenSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  settings = path != NULL ? haven_settings_load (path, &error) : haven_settings_new ();
  if (settings == NULL) {
    g_printerr ("haven: %s\n", error->message);
    return NULL;
  }
  if (profile != NULL && haven_profile_find (profile) == NULL) {
    g_printerr (_ ("haven: there is no profile \"%s\"\n"), profile);
    return NULL;
  }
  if (profile != NULL) {
    g_free (settings->profile);
    settings->profile = g_strdup (profile);
  }
  return g_steal_pointer (&settings);
}

/* Gives the engine its packs, but those that @chosen switches off. */
static void
load_packs (HavenEngine *engine,
            const HavenEngineWish *wish,
            const char *data,
            const HavenSettings *chosen,
            GPtrArray *errors)
{
  g_autofree char *installed = g_build_filename (data, "packs", NULL);
  const char *directory = wish->packs != NULL ? wish->packs : installed;
  g_autoptr (HavenHeads) heads = haven_heads_new (wish->cache);
  g_autoptr (GPtrArray) packs = haven_packs_load_directory (directory, heads, errors);
  g_autoptr (GError) error = NULL;
  HavenMatcher *matcher;

  if (packs->len == 0 && errors->len == 0)
    g_ptr_array_add (
        errors, g_error_new (HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND, _ ("%s: there is no pack here"), directory));
  if (wish->packs != NULL)
    haven_packs_add_languages (packs, installed, heads);
  haven_packs_switch_off (packs, chosen->packs_off);
  matcher = haven_matcher_new_sound (packs, wish->cache, errors);
  haven_heads_save (heads);
  if (!haven_engine_take_matcher (engine, matcher, haven_packs_get_languages (packs), &error))
    g_ptr_array_add (errors, g_steal_pointer (&error));
}

/**
 * haven_command_make_engine:
 * @wish: what the call asks for
 * @packs_ok: (out): whether every pack could be read
 *
 * What is wrong is said on standard error. A pack that cannot be read is left out.
 *
 * Returns: (transfer full) (nullable): an engine; %NULL if the settings cannot be used
 */
HavenEngine *
haven_command_make_engine (const HavenEngineWish *wish, gboolean *packs_ok)
{
  g_autofree char *data = haven_command_data_directory ();
  g_autoptr (HavenEngine) engine = haven_engine_new ();
  g_autoptr (HavenSites) sites = haven_sites_new ();
  g_autoptr (HavenSettings) chosen = make_settings (wish->settings, wish->profile);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  if (chosen == NULL)
    return NULL;
  haven_engine_set_settings (engine, chosen);
  load_packs (engine, wish, data, chosen, errors);
  haven_sites_load_data (sites, data, errors);
  haven_engine_take_sites (engine, g_steal_pointer (&sites));
  for (guint i = 0; i < errors->len; i++)
    g_printerr ("haven: %s\n", ((GError *)errors->pdata[i])->message);
  *packs_ok = errors->len == 0;
  return g_steal_pointer (&engine);
}
