/* SPDX-License-Identifier: GPL-2.0-or-later */

/* A page or a table made from evidence, for a moderator or the police. */

#include "evidence/haven-evidence-report.h"

#include <glib/gi18n-lib.h>

#include "haven-csv.h"

typedef struct {
  GString *out;
  guint n_rows;
} Report;

/* A table of its own for each record, with what is known of it: all of them side by side are too wide for a
 * screen and for paper. */
static void
write_html_row (const HavenEvidenceRecord *record, const char *const *cells, gpointer data)
{
  Report *report = data;

  report->n_rows++;
  g_string_append_printf (report->out, "<table>\n<caption>%s %s</caption>\n",
                          haven_evidence_column_title (HAVEN_EVIDENCE_NUMBER), cells[HAVEN_EVIDENCE_NUMBER]);
  for (guint i = HAVEN_EVIDENCE_NUMBER + 1; cells[i] != NULL; i++) {
    g_autofree char *escaped = g_markup_escape_text (cells[i], -1);

    if (*cells[i] == '\0' ||
        (i == HAVEN_EVIDENCE_AS_SENT && g_str_equal (cells[i], cells[HAVEN_EVIDENCE_WORDS])))
      continue;
    g_string_append_printf (report->out, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                            haven_evidence_column_title (i), escaped);
  }
  g_string_append (report->out, "</table>\n");
}

static void
write_csv_row (const HavenEvidenceRecord *record, const char *const *cells, gpointer out)
{
  haven_csv_append_row (out, cells, HAVEN_EVIDENCE_N_COLUMNS);
}

static void
append_html_head (GString *out, gint64 now)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (made, "%Y-%m-%d %H:%M UTC");

  g_string_append_printf (
      out,
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">"
      "<title>%s</title>\n<style>body{font-family:sans-serif;margin:2em;max-width:50em}"
      "table{border-collapse:collapse;width:100%%;margin:1em 0;break-inside:avoid}"
      "caption{font-weight:bold;text-align:left}td,th{border:1px solid #888;padding:.3em .5em;"
      "vertical-align:top;text-align:left;overflow-wrap:anywhere}"
      "th{width:10em;font-weight:normal}td{white-space:pre-wrap}</style></head><body>\n"
      "<h1>%s</h1>\n<p>%s %s</p>\n",
      _ ("Report"), _ ("What was kept by Haven"), _ ("Made on"), when);
}

static void
append_html_foot (GString *out, const HavenEvidenceCheck *check, guint n_rows)
{
  g_string_append_printf (out, "<h2>%s</h2>\n<p>", _ ("How far this can be trusted"));
  g_string_append_printf (out, _ ("%u of %u records are shown."), n_rows, check->n_records);
  g_string_append (out, "</p>\n");
  if (check->problems->len == 0)
    g_string_append_printf (
        out, "<p>%s</p>\n",
        _ ("The chain of records is whole: none was changed, removed or moved within it."));
  for (guint i = 0; i < check->problems->len; i++) {
    g_autofree char *escaped = g_markup_escape_text (check->problems->pdata[i], -1);

    g_string_append_printf (out, "<p>%s</p>\n", escaped);
  }
  g_string_append_printf (
      out, "<p>%s</p>\n<p>%s<br><code>%s</code></p></body></html>\n",
      _ ("A chain cannot show whether records were cut off at its end, or whether all of it was "
         "written anew by somebody who has the file. It shows what the client received, not "
         "who sat at the other keyboard."),
      _ ("Its last hash, to compare with one noted elsewhere:"), check->head);
}

/**
 * haven_evidence_report_html:
 * @path: a file of evidence
 * @options: what is shown of it
 * @now: when the report is made, in microseconds since 1970 UTC
 * @error: why the file could not be read
 *
 * Returns: (transfer full) (nullable): one page that needs nothing else and loads nothing
 */
char *
haven_evidence_report_html (const char *path, const HavenReportOptions *options, gint64 now, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HavenEvidenceCheck) check = NULL;
  Report report = {out, 0};

  append_html_head (out, now);
  check = haven_evidence_entries (path, options, write_html_row, &report, error);
  if (check == NULL)
    return NULL;
  append_html_foot (out, check, report.n_rows);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * haven_evidence_report_csv:
 * @path: a file of evidence
 * @options: what is shown of it
 * @error: why the file could not be read
 *
 * Returns: (transfer full) (nullable): a table as CSV (RFC 4180), safe to open in a spreadsheet
 */
char *
haven_evidence_report_csv (const char *path, const HavenReportOptions *options, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HavenEvidenceCheck) check = NULL;
  const char *heads[HAVEN_EVIDENCE_N_COLUMNS + 1] = {NULL};

  for (guint i = 0; i < HAVEN_EVIDENCE_N_COLUMNS; i++)
    heads[i] = haven_evidence_column_title (i);
  write_csv_row (NULL, heads, out);
  check = haven_evidence_entries (path, options, write_csv_row, out, error);
  return check != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
