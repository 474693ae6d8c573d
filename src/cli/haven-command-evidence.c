/* SPDX-License-Identifier: GPL-2.0-or-later */

/* `haven evidence verify|note|report`: what a chain of evidence proves, and a page or table made from it. */

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/haven-command.h"
#include "evidence/haven-evidence-report.h"
#include "haven-error.h"

static int
verify_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (path, NULL, NULL, &error);

  if (check == NULL) {
    g_printerr ("haven evidence: %s\n", error->message);
    return 1;
  }
  for (guint i = 0; i < check->problems->len; i++)
    g_print ("%s: %s\n", path, (const char *)check->problems->pdata[i]);
  if (check->n_torn > 0)
    g_print (_ ("%s: %u unfinished lines: the program was stopped while it wrote them\n"), path,
             check->n_torn);
  if (check->problems->len == 0)
    g_print (_ ("%s: %u records; none was changed, removed or moved within the chain\n"), path,
             check->n_records);
  g_print (
      _ ("%s: last hash %s\n"
         "What this cannot show: whether records were cut off at the end, or whether everything was written\n"
         "anew by somebody who has the file. Compare the last hash with one that was noted elsewhere.\n"),
      path, check->head);
  return check->problems->len == 0 ? 0 : 1;
}

static gboolean
is_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h");
}

static int
command_verify (int argc, char **argv)
{
  const char *usage = _ ("Usage: haven evidence verify FILE…\n");
  int status = 0;

  if (argc == 2 && is_help (argv[1])) {
    g_print ("%s", usage);
    return 0;
  }
  if (argc < 2) {
    g_printerr ("%s", usage);
    return 2;
  }
  for (int i = 1; i < argc; i++) {
    if (verify_file (argv[i]) != 0)
      status = 1;
  }
  return status;
}

typedef struct {
  gboolean csv;
  char *person;
  char *from;
  char *to;
  char **redact;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->person);
  g_free (options->from);
  g_free (options->to);
  g_strfreev (options->redact);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_time (const char *text, gint64 *time)
{
  g_autofree char *midnight = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) when = NULL;

  if (text == NULL)
    return TRUE;
  midnight = strchr (text, 'T') == NULL ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  when = g_date_time_new_from_iso8601 (midnight, zone);
  if (when == NULL) {
    g_printerr (_ ("haven evidence: \"%s\" is no date like 2026-11-21\n"), text);
    return FALSE;
  }
  *time = g_date_time_to_unix (when) * G_USEC_PER_SEC;
  return TRUE;
}

static int
print_report (const char *path, const Options *options)
{
  HavenReportOptions wanted = {options->person, 0, 0, (const char *const *)options->redact};
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;

  if (!parse_time (options->from, &wanted.from) || !parse_time (options->to, &wanted.to))
    return 2;
  report = options->csv ? haven_evidence_report_csv (path, &wanted, &error)
                        : haven_evidence_report_html (path, &wanted, g_get_real_time (), &error);
  if (report == NULL) {
    g_printerr ("haven evidence: %s\n", error->message);
    return 1;
  }
  /* not g_print(), which would turn it into the locale's encoding: a page says of itself that it is UTF-8 */
  return fputs (report, stdout) >= 0 ? 0 : 1;
}

static int
command_report (int argc, char **argv)
{
  g_auto (Options) options = {FALSE, NULL, NULL, NULL, NULL};
  const GOptionEntry entries[] = {
      {"csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("a table instead of a page"), NULL},
      {"person", 0, 0, G_OPTION_ARG_STRING, &options.person, N_ ("only this person"), N_ ("ID")},
      {"from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("from this day on"), N_ ("DATE")},
      {"to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("before this day"), N_ ("DATE")},
      {"redact", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.redact, N_ ("black out this word"), N_ ("WORD")},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2) {
    g_printerr ("haven evidence report: %s\n", error != NULL ? error->message : _ ("one FILE is needed"));
    return 2;
  }
  return print_report (argv[1], &options);
}

typedef struct {
  gint64 wanted;
  gboolean found;
  gint64 last;
} Sought;

static void
seek (const HavenEvidenceRecord *record, gpointer data)
{
  Sought *sought = data;

  sought->found = sought->found || record->number == sought->wanted;
  sought->last = record->number;
}

/* A note is about something that stands there; of a chain that is not whole the last number is not how many
 * there are. */
static HavenEvidence *
open_for_note (const char *path, gint64 about, GError **error)
{
  Sought sought = {.wanted = about, .found = about == 0};
  g_autoptr (HavenEvidenceCheck) check = haven_evidence_verify (path, seek, &sought, error);

  if (check == NULL)
    return NULL;
  if (!sought.found) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_NOT_FOUND,
                 _ ("%s: there is no record %" PRId64 "; the last is %" PRId64), path, about, sought.last);
    return NULL;
  }
  return haven_evidence_open (path, error);
}

/* The words that documentation guides ask for, by the user, beside what happened; the chain goes on, so that
 * nothing that stood before is changed. */
static int
command_note (int argc, char **argv)
{
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();
  const GOptionEntry entries[] = {
      {"record", 0, 0, G_OPTION_ARG_INT64, &record->about, N_ ("number of the record it is about"), N_ ("N")},
      {"witnesses", 0, 0, G_OPTION_ARG_STRING, &record->witnesses, N_ ("who else saw it"), N_ ("WORDS")},
      {"effect", 0, 0, G_OPTION_ARG_STRING, &record->effect, N_ ("what it did to you"), N_ ("WORDS")},
      {"reported", 0, 0, G_OPTION_ARG_STRING, &record->reported, N_ ("whom you told, and when"),
       N_ ("WORDS")},
      {"did", 0, 0, G_OPTION_ARG_STRING, &record->did, N_ ("what you did"), N_ ("WORDS")},
      {NULL},
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (HavenEvidence) evidence = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2) {
    g_printerr ("haven evidence note: %s\n", error != NULL ? error->message : _ ("one FILE is needed"));
    return 2;
  }
  evidence = open_for_note (argv[1], record->about, &error);
  record->time = g_get_real_time ();
  record->sender = g_strdup (g_get_user_name ());
  record->outgoing = TRUE;
  if (evidence == NULL || !haven_evidence_append (evidence, record, &error)) {
    g_printerr ("haven evidence note: %s\n", error->message);
    return 1;
  }
  return 0;
}

static const char *
usage (void)
{
  return _ (
      "Usage: haven evidence verify FILE…\n"
      "       haven evidence note [--record N] [--witnesses WORDS] [--effect WORDS] [--reported WORDS]\n"
      "                           [--did WORDS] FILE\n"
      "       haven evidence report [--csv] [--person ID] [--from DATE] [--to DATE] [--redact WORD] FILE\n");
}

/**
 * haven_command_evidence:
 * @argc: how many words
 * @argv: "evidence", and "verify", "note" or "report" with what that takes
 *
 * Says what a chain of evidence proves, adds to it, or makes a report of it.
 *
 * Returns: 0 when all is well, 1 when the chain is not whole or could not be read, 2 when the call itself was
 * wrong
 */
int
haven_command_evidence (int argc, char **argv)
{
  if (argc >= 2 && g_str_equal (argv[1], "verify"))
    return command_verify (argc - 1, argv + 1);
  if (argc >= 2 && g_str_equal (argv[1], "report"))
    return command_report (argc - 1, argv + 1);
  if (argc >= 2 && g_str_equal (argv[1], "note"))
    return command_note (argc - 1, argv + 1);
  if (argc >= 2 && is_help (argv[1])) {
    g_print ("%s", usage ());
    return 0;
  }
  g_printerr ("%s", usage ());
  return 2;
}
