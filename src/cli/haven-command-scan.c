/* SPDX-License-Identifier: GPL-2.0-or-later */

/* `haven scan`: JSON lines in, one JSON line out for each, in order. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/haven-command-input.h"
#include "cli/haven-command.h"
#include "haven-engine.h"
#include "haven-json-writer.h"

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

static void
write_finding (HavenJsonWriter *writer, const HavenFinding *finding, const HavenMessage *message)
{
  g_autofree char *span = g_strndup (message->text + finding->start, finding->end - finding->start);

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, "kind", haven_kind_to_string (finding->kind));
  haven_json_writer_string (writer, "category", finding->category);
  haven_json_writer_string (writer, "item", finding->item);
  haven_json_writer_string (
      writer, "depth", finding->depth != HAVEN_DEPTH_NONE ? haven_depth_to_string (finding->depth) : NULL);
  haven_json_writer_int (writer, "severity", finding->severity);
  haven_json_writer_string (writer, "about", haven_about_to_string (finding->about));
  haven_json_writer_string (writer, "rule", finding->rule);
  haven_json_writer_string (writer, "pack", finding->pack);
  haven_json_writer_string (writer, "title", finding->title != NULL ? finding->title : finding->rule);
  haven_json_writer_int (writer, "start", finding->start);
  haven_json_writer_int (writer, "end", finding->end);
  haven_json_writer_string (writer, "span", span);
  haven_json_writer_end_object (writer);
}

static void
print_verdict (const HavenInputLine *line, const HavenVerdict *verdict)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autofree char *json = NULL;

  haven_json_writer_begin_object (writer, NULL);
  if (line->has_id)
    haven_json_writer_copy (writer, "id", &line->id);
  else
    haven_json_writer_string (writer, "id", NULL);
  haven_json_writer_string (writer, "action", haven_action_to_string (verdict->action));
  haven_json_writer_string (writer, "label", verdict->label);
  haven_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < verdict->findings->len; i++)
    write_finding (writer, verdict->findings->pdata[i], &line->message);
  haven_json_writer_end_array (writer);
  haven_json_writer_begin_array (writer, "notes");
  for (guint i = 0; i < verdict->notes->len; i++)
    haven_json_writer_string (writer, NULL, verdict->notes->pdata[i]);
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
  json = haven_json_writer_finish (writer, FALSE, NULL);
  puts (json);
}

typedef struct {
  HavenEngine *engine;
  gboolean stateful;
} Scan;

static void
scan_line (const HavenInputLine *line, gpointer data)
{
  Scan *scan = data;
  g_autoptr (HavenVerdict) verdict = haven_engine_judge (scan->engine, &line->message);

  print_verdict (line, verdict);
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
