/* SPDX-License-Identifier: GPL-2.0-or-later */

/* A page or a table made from evidence, for a moderator or the police. */

#include "evidence/haven-evidence-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-csv.h"
#include "text/haven-text.h"

#define BLACK "████"

typedef struct {
  const HavenReportOptions *options;
  GString *out;
  HavenText *text;
  GHashTable *added; /* number of a record → Added: what later records say about it */
  guint n_rows;
  void (*write_row) (gpointer report, char **cells);
} Report;

/* What the user wrote about a record after it was kept. */
typedef struct {
  GString *witnesses;
  GString *effect;
  GString *reported;
  GString *did;
} Added;

static void
added_free (gpointer data)
{
  Added *added = data;

  g_string_free (added->witnesses, TRUE);
  g_string_free (added->effect, TRUE);
  g_string_free (added->reported, TRUE);
  g_string_free (added->did, TRUE);
  g_free (added);
}

/* What a record holds is a word of Haven's, or the user's own. */
static const char *
tell_act (const char *act)
{
  static const struct {
    const char *id;
    const char *words;
  } acts[] = {{"show", N_ ("shown")},
              {"veil", N_ ("veiled")},
              {"hold", N_ ("held")},
              {"mute", N_ ("muted")},
              {"release", N_ ("released")},
              {"deliver", N_ ("shown later")},
              {"delete", N_ ("deleted")},
              {"block", N_ ("blocked by the server")},
              {"unblock", N_ ("not blocked any more")}};

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].id, act) == 0)
      return _ (acts[i].words);
  return act;
}

static void
append_words (GString *to, const char *words)
{
  if (words != NULL)
    g_string_append_printf (to, "%s%s", to->len > 0 ? "; " : "", words);
}

static void
append_all (Added *added, const HavenEvidenceRecord *record)
{
  append_words (added->witnesses, record->witnesses);
  append_words (added->effect, record->effect);
  append_words (added->reported, record->reported);
  append_words (added->did, tell_act (record->did));
}

static Added *
get_added (GHashTable *table, gint64 number)
{
  Added *added = g_hash_table_lookup (table, &number);

  if (added != NULL)
    return added;
  added = g_new0 (Added, 1);
  *added = (Added){g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), g_string_new (NULL)};
  g_hash_table_insert (table, g_memdup2 (&number, sizeof number), added);
  return added;
}

static void
collect_added (const HavenEvidenceRecord *record, gpointer table)
{
  append_all (get_added (table, record->about != 0 ? record->about : record->number), record);
}

static gboolean
is_wanted (const HavenReportOptions *options, const HavenEvidenceRecord *record)
{
  if (options->from != 0 && record->time < options->from)
    return FALSE;
  if (options->to != 0 && record->time >= options->to)
    return FALSE;
  return options->person == NULL || g_strcmp0 (options->person, record->sender) == 0 ||
         g_strcmp0 (options->person, record->conversation) == 0;
}

/* Whatever its case; a word of another alphabet too. */
static char *
redact (const HavenReportOptions *options, const char *cell)
{
  char *out = g_strdup (cell != NULL ? cell : "");

  for (guint i = 0; options->redact != NULL && options->redact[i] != NULL; i++) {
    g_autofree char *pattern = g_regex_escape_string (options->redact[i], -1);
    g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
    char *next = *options->redact[i] != '\0' && regex != NULL && g_utf8_validate (out, -1, NULL)
                     ? g_regex_replace_literal (regex, out, -1, 0, BLACK, 0, NULL)
                     : NULL;

    if (next == NULL)
      continue;
    g_free (out);
    out = next;
  }
  return out;
}

/* Markup between its letters, or an entity for one, would keep a word readable that is blacked out elsewhere.
 */
static char *
redact_markup (const HavenReportOptions *options,
               const char *markup,
               const char *visible,
               const char *redacted)
{
  return g_str_equal (visible, redacted) ? redact (options, markup) : g_strdup (BLACK);
}

/* As Haven writes it: a name would be looked for as a file, and "../" leads to any. */
static const char *
zone_of (const HavenEvidenceRecord *record)
{
  return record->zone != NULL && strchr ("+-", *record->zone) != NULL ? record->zone : "Z";
}

static char *
format_time (const HavenEvidenceRecord *record)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_of (record));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (record->time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL && zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (local == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, record->time);
  return g_date_time_format (local, "%Y-%m-%d %H:%M:%S %:z");
}

static const char *
visible_words (Report *report, const HavenEvidenceRecord *record)
{
  const char *text = record->text != NULL ? record->text : "";

  haven_text_read (report->text, text, strlen (text), HAVEN_FORMAT_HTML);
  return haven_text_get_visible (report->text, NULL);
}

/* Those of the columns below that a page has a way of its own for. */
enum { COLUMN_NUMBER = 0, COLUMN_WORDS = 7, COLUMN_AS_SENT = 8 };

static const char *const columns[] = {
    N_ ("No."),
    N_ ("When"),
    N_ ("Service"),
    N_ ("My account"),
    N_ ("Where"),
    N_ ("From"),
    N_ ("Shown name"),
    N_ ("Words"),
    N_ ("As sent"),
    N_ ("What was seen"),
    N_ ("What Haven did"),
    N_ ("Score"),
    N_ ("Why it was kept"),
    N_ ("Witnesses"),
    N_ ("Effect"),
    N_ ("Reported to"),
    N_ ("What I did"),
};

/* A page is read by people who know no protocol of libpurple's by its id. */
static const char *
name_of_service (const char *service)
{
  static const struct {
    const char *id;
    const char *name;
  } names[] = {{"prpl-jabber", "XMPP"}, {"prpl-irc", "IRC"}};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].id, service) == 0)
      return names[i].name;
  return service != NULL && g_str_has_prefix (service, "prpl-") ? service + strlen ("prpl-") : service;
}

static void
fill_cells (Report *report, const HavenEvidenceRecord *record, char **cells)
{
  const HavenReportOptions *options = report->options;
  const char *visible = visible_words (report, record);
  /* a record that came while the report was made was not there when these were collected */
  const Added *added = get_added (report->added, record->number);

  cells[0] = g_strdup_printf ("%" G_GINT64_FORMAT, record->number);
  cells[1] = format_time (record);
  cells[2] = redact (options, name_of_service (record->service));
  cells[3] = redact (options, record->account);
  cells[4] = redact (options, record->conversation);
  cells[5] = redact (options, record->outgoing ? _ ("me") : record->sender);
  cells[6] = redact (options, record->alias);
  cells[7] = redact (options, visible);
  cells[8] = redact_markup (options, record->text, visible, cells[7]);
  cells[9] = redact (options, record->rules);
  cells[10] = redact (options, tell_act (record->action));
  cells[11] = record->score != 0 ? g_strdup_printf ("%.1f", record->score / 1000.0) : g_strdup ("");
  cells[12] = redact (options, record->note);
  cells[13] = redact (options, added->witnesses->str);
  cells[14] = redact (options, added->effect->str);
  cells[15] = redact (options, added->reported->str);
  cells[16] = redact (options, added->did->str);
}

static void
add_record (const HavenEvidenceRecord *record, gpointer data)
{
  Report *report = data;
  g_auto (GStrv) cells = NULL;

  /* what adds to another record stands in that one's row */
  if (record->about != 0 || !is_wanted (report->options, record))
    return;
  cells = g_new0 (char *, G_N_ELEMENTS (columns) + 1);
  fill_cells (report, record, cells);
  report->n_rows++;
  report->write_row (report, cells);
}

/* Twice over the file: what is added to a record comes after it. */
static HavenEvidenceCheck *
write_rows (Report *report, const char *path, GError **error)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, added_free);
  g_autoptr (HavenEvidenceCheck) first = haven_evidence_verify (path, collect_added, added, error);

  if (first == NULL)
    return NULL;
  report->added = added;
  return haven_evidence_verify (path, add_record, report, error);
}

/* A table of its own for each record, with what is known of it: all of them side by side are too wide for a
 * screen and for paper. */
static void
write_html_row (gpointer data, char **cells)
{
  Report *report = data;

  g_string_append_printf (report->out, "<table>\n<caption>%s %s</caption>\n", _ (columns[COLUMN_NUMBER]),
                          cells[COLUMN_NUMBER]);
  for (guint i = COLUMN_NUMBER + 1; cells[i] != NULL; i++) {
    g_autofree char *escaped = g_markup_escape_text (cells[i], -1);

    if (*cells[i] == '\0' || (i == COLUMN_AS_SENT && g_str_equal (cells[i], cells[COLUMN_WORDS])))
      continue;
    g_string_append_printf (report->out, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", _ (columns[i]),
                            escaped);
  }
  g_string_append (report->out, "</table>\n");
}

static void
write_csv_row (gpointer data, char **cells)
{
  haven_csv_append_row (((Report *)data)->out, (const char *const *)cells, G_N_ELEMENTS (columns));
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
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (HavenEvidenceCheck) check = NULL;
  Report report = {.options = options, .out = out, .text = text, .write_row = write_html_row};

  append_html_head (out, now);
  check = write_rows (&report, path, error);
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
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (HavenEvidenceCheck) check = NULL;
  Report report = {.options = options, .out = out, .text = text, .write_row = write_csv_row};
  char *heads[G_N_ELEMENTS (columns) + 1] = {NULL};

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    heads[i] = (char *)_ (columns[i]);
  write_csv_row (&report, heads);
  check = write_rows (&report, path, error);
  return check != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
