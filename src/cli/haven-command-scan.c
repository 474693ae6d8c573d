/* SPDX-License-Identifier: GPL-2.0-or-later */

/* `haven scan`: JSON lines in, one JSON line out for each, in order. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/haven-command-input.h"
#include "cli/haven-command.h"
#include "haven-engine.h"

typedef struct {
  char *settings;
  char *profile;
  char *packs;
  char *cache;
  gboolean stateful;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->settings);
  g_free (options->profile);
  g_free (options->packs);
  g_free (options->cache);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct {
  HavenEngine *engine;
  gboolean stateful;
} Scan;

static void
scan_line (const HavenInputLine *line, gpointer data)
{
  Scan *scan = data;
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (scan->engine, &line->message);
  g_autofree char *answer = haven_input_line_answer (line, verdict);

  puts (answer);
  if (!scan->stateful)
    haven_engine_forget (scan->engine);
}

static gboolean
parse_options (int *argc, char ***argv, Options *options)
{
  const GOptionEntry entries[] = {
      {"settings", 0, 0, G_OPTION_ARG_FILENAME, &options->settings, N_ ("judge by these settings"),
       N_ ("FILE")},
      {"profile", 0, 0, G_OPTION_ARG_STRING, &options->profile, N_ ("judge by this profile"), N_ ("NAME")},
      {"packs", 0, 0, G_OPTION_ARG_FILENAME, &options->packs, N_ ("read packs from here"), N_ ("DIR")},
      {"cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache,
       N_ ("keep compiled packs here, to begin sooner the next time"), N_ ("DIR")},
      {"stateful", 0, 0, G_OPTION_ARG_NONE, &options->stateful, N_ ("remember senders from line to line"),
       NULL},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                _ ("Judges messages: JSON lines on standard input, one line out for each."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return haven_command_parse ("scan", context, argc, argv);
}

/**
 * haven_command_scan:
 * @argc: how many words
 * @argv: "scan" and options
 *
 * Answers each message on standard input with a verdict.
 *
 * Returns: 0 when all is well, 1 when something in the input or in a pack was wrong, 2 when the call itself
 * was
 */
int
haven_command_scan (int argc, char **argv)
{
  g_auto (Options) options = {NULL};
  g_autoptr (HavenEngine) engine = NULL;
  gboolean packs_ok;
  Scan scan;

  if (!parse_options (&argc, &argv, &options))
    return 2;
  engine = haven_command_make_engine (
      &(HavenEngineWish){options.settings, options.profile, options.packs, options.cache}, &packs_ok);
  if (engine == NULL)
    return 2;
  scan = (Scan){engine, options.stateful};
  return haven_command_read_lines (STDIN_FILENO, scan_line, &scan) && packs_ok ? 0 : 1;
}
