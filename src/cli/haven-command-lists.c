/* SPDX-License-Identifier: GPL-2.0-or-later */

/* `haven import` and `haven export`: lists of sites, in and out. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/haven-command.h"
#include "haven-day.h"
#include "haven-file.h"
#include "links/haven-list-import.h"
#include "links/haven-signature.h"

#define MAX_SIZE (256 * 1024 * 1024) /* bytes of a list */
#define MAX_SIGNATURE 8192           /* bytes of a signature or a key */

typedef struct {
  char *format;
  char *output;
  char *id;
  char *title;
  char *maintainer;
  char *licence;
  char *basis;
  char *category;
  char *date;
  char *signature;
  char *key;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->output);
  g_free (options->id);
  g_free (options->title);
  g_free (options->maintainer);
  g_free (options->licence);
  g_free (options->basis);
  g_free (options->category);
  g_free (options->date);
  g_free (options->signature);
  g_free (options->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
complain (const char *command, const char *message)
{
  g_printerr ("haven %s: %s\n", command, message);
  return 1;
}

static gboolean
parse (const GOptionEntry *entries, const char *summary, const char *parameters, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  const char *command = (*argv)[0];

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    g_printerr ("haven %s: %s\n", command, error->message);
    return FALSE;
  }
  if (*argc == 2)
    return TRUE;
  g_printerr (_ ("haven %s: name one file\n"), command);
  return FALSE;
}

/* What the call says of the list comes first, then what the list says of itself, then what the list that
 * is to be replaced said. */
static void
settle (char **place, const char *given, const char *before, const char *otherwise)
{
  const char *text = given != NULL ? given : *place != NULL ? *place : before != NULL ? before : otherwise;
  char *chosen = g_strdup (text);

  g_free (*place);
  *place = chosen;
}

static gboolean
fill_head (HavenList *list, const Options *options, const char *file)
{
  g_autoptr (HavenList) before = options->output != NULL ? haven_list_load (options->output, NULL) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_path_get_basename (file);
  gboolean own = list->id != NULL;

  settle (&list->id, options->id, before != NULL ? before->id : NULL, name);
  settle (&list->title, options->title, before != NULL ? before->title : NULL, name);
  settle (&list->maintainer, options->maintainer, before != NULL ? before->maintainer : NULL,
          _ ("not stated"));
  settle (&list->licence, options->licence, before != NULL ? before->licence : NULL, _ ("not stated"));
  settle (&list->basis, options->basis, before != NULL ? before->basis : NULL, _ ("not stated"));
  settle (&list->category, options->category, before != NULL ? before->category : NULL, NULL);
  settle (&list->date, options->date, NULL, today);
  if (list->category != NULL && haven_list_category_known (list->category))
    return TRUE;
  if (!own && list->category == NULL)
    g_printerr (
        _ ("haven import: the list does not say what its sites are listed for; say it with --category\n"));
  else
    g_printerr (_ ("haven import: “%s” is no category of sites\n"),
                list->category != NULL ? list->category : "");
  return FALSE;
}

static gboolean
check_signature (const Options *options, const char *data, gsize length, GError **error)
{
  g_autofree char *signature = NULL;
  g_autofree char *key = NULL;
  g_autofree char *comment = NULL;
  gsize text_length = 0;

  if (options->signature == NULL && options->key == NULL)
    return TRUE;
  if (options->signature == NULL || options->key == NULL) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--signature and --key go together"));
    return FALSE;
  }
  signature = haven_file_read (options->signature, MAX_SIGNATURE, &text_length, error);
  if (signature == NULL)
    return FALSE;
  if (g_file_test (options->key, G_FILE_TEST_IS_REGULAR))
    key = haven_file_read (options->key, MAX_SIGNATURE, &text_length, error);
  else
    key = g_strdup (options->key);
  if (key == NULL || !haven_signature_verify (data, length, signature, key, &comment, error))
    return FALSE;
  g_printerr (_ ("the signature holds: %s\n"), comment);
  return TRUE;
}

static int
put_out (const char *command, const char *output, const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  gboolean ends_line = length > 0 && data[length - 1] == '\n';

  if (output == NULL)
    return fwrite (data, 1, length, stdout) == length && (ends_line || fputs ("\n", stdout) >= 0) ? 0 : 1;
  if (haven_file_write (output, data, length, &error))
    return 0;
  return complain (command, error->message);
}

/* What no list could be written with is refused before anything is read. */
static gboolean
check_options (const Options *options, HavenListFormat *format)
{
  if (options->format != NULL && !haven_list_format_from_string (options->format, format)) {
    g_printerr (_ ("haven import: there is no format “%s”\n"), options->format);
    return FALSE;
  }
  if (options->date != NULL && !haven_day_is_valid (options->date)) {
    g_printerr (_ ("haven import: “%s” is no date like 2026-11-21\n"), options->date);
    return FALSE;
  }
  return TRUE;
}

static int
import_file (const Options *options, HavenListFormat format, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenList) list = NULL;
  g_autofree char *data = NULL;
  g_autofree char *json = NULL;
  HavenImportReport report;
  gsize length = 0;

  data = haven_file_read (file, MAX_SIZE, &length, &error);
  if (data == NULL || !check_signature (options, data, length, &error))
    return complain ("import", error->message);
  list = haven_list_import (data, length, format, &report, &error);
  if (list == NULL) {
    g_prefix_error (&error, "%s: ", file);
    return complain ("import", error->message);
  }
  if (!fill_head (list, options, file))
    return 2;
  g_printerr (_ ("%u sites taken in"), list->entries->len);
  if (report.n_skipped > 0)
    g_printerr (_ ("; %u lines passed over, the first is line %u"), report.n_skipped, report.first_skipped);
  g_printerr ("\n");
  json = haven_list_to_json (list, &length);
  return put_out ("import", options->output, json, length);
}

/**
 * haven_command_import:
 * @argc: how many words
 * @argv: "import", options and a file
 *
 * Takes in a list of sites and writes it in Haven's format.
 *
 * Returns: 0 when all is well, 1 when the file could not be read, trusted or written, 2 when the call itself
 * was wrong
 */
int
haven_command_import (int argc, char **argv)
{
  g_auto (Options) options = {NULL};
  const GOptionEntry entries[] = {
      {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
       N_ ("guess, haven, hosts, domains, mastodon, adblock, ublacklist or ratings"), N_ ("FORMAT")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
       N_ ("write here; what a list that is there says of itself is kept"), N_ ("FILE")},
      {"category", 0, 0, G_OPTION_ARG_STRING, &options.category, N_ ("what its sites are listed for"),
       N_ ("ID")},
      {"id", 0, 0, G_OPTION_ARG_STRING, &options.id, N_ ("the list’s id"), N_ ("ID")},
      {"title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("its title"), N_ ("TEXT")},
      {"maintainer", 0, 0, G_OPTION_ARG_STRING, &options.maintainer, N_ ("who keeps it"), N_ ("TEXT")},
      {"licence", 0, 0, G_OPTION_ARG_STRING, &options.licence, N_ ("its licence"), N_ ("TEXT")},
      {"basis", 0, 0, G_OPTION_ARG_STRING, &options.basis, N_ ("by which rule a site comes on it"),
       N_ ("TEXT")},
      {"date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("when it was made"), N_ ("YYYY-MM-DD")},
      {"signature", 0, 0, G_OPTION_ARG_FILENAME, &options.signature,
       N_ ("check this minisign signature first"), N_ ("FILE")},
      {"key", 0, 0, G_OPTION_ARG_STRING, &options.key, N_ ("with this public key, or the key in this file"),
       N_ ("KEY")},
      {NULL},
  };
  HavenListFormat format = HAVEN_LIST_GUESS;

  if (!parse (entries, _ ("Takes in a list of sites and writes it in Haven’s format."), "FILE", &argc, &argv))
    return 2;
  if (!check_options (&options, &format))
    return 2;
  return import_file (&options, format, argv[1]);
}

/**
 * haven_command_export:
 * @argc: how many words
 * @argv: "export", options and a list
 *
 * Writes a list in Haven's format, or as comma-separated values.
 *
 * Returns: 0 when all is well, 1 when the list could not be read or written, 2 when the call itself was wrong
 */
int
haven_command_export (int argc, char **argv)
{
  g_auto (Options) options = {NULL};
  const GOptionEntry entries[] = {
      {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_ ("haven or csv"), N_ ("FORMAT")},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("write here"), N_ ("FILE")},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenList) list = NULL;
  g_autofree char *data = NULL;
  gboolean csv;

  if (!parse (entries, _ ("Writes a list in Haven’s format, or as CSV, for others to use."), "LIST", &argc,
              &argv))
    return 2;
  csv = g_strcmp0 (options.format, "csv") == 0;
  if (options.format != NULL && !csv && strcmp (options.format, "haven") != 0) {
    g_printerr (_ ("haven export: there is no format “%s”\n"), options.format);
    return 2;
  }
  list = haven_list_load (argv[1], &error);
  if (list == NULL)
    return complain ("export", error->message);
  data = csv ? haven_list_to_csv (list) : haven_list_to_json (list, NULL);
  return put_out ("export", options.output, data, strlen (data));
}
