/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that says what a record of evidence tells: which of them, with what was added to each later,
 * in words for people. */

#include "evidence/haven-evidence-entries.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "text/haven-text.h"

#define BLACK "████"

typedef struct {
  const HavenReportOptions *options;
  HavenText *text;
  GHashTable *added; /* number of a record → Added: what later records say about it */
  HavenEvidenceEntryFunc func;
  gpointer data;
} Walk;

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
  if (options->numbers != NULL && !g_hash_table_contains (options->numbers, &record->number))
    return FALSE;
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
visible_words (Walk *walk, const HavenEvidenceRecord *record)
{
  const char *text = record->text != NULL ? record->text : "";

  haven_text_read (walk->text, text, strlen (text), HAVEN_FORMAT_HTML);
  return haven_text_get_visible (walk->text, NULL);
}

static const char *const columns[HAVEN_EVIDENCE_N_COLUMNS] = {
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
fill_cells (Walk *walk, const HavenEvidenceRecord *record, char **cells)
{
  const HavenReportOptions *options = walk->options;
  const char *visible = visible_words (walk, record);
  /* a record that came while the report was made was not there when these were collected */
  const Added *added = get_added (walk->added, record->number);

  cells[HAVEN_EVIDENCE_NUMBER] = g_strdup_printf ("%" G_GINT64_FORMAT, record->number);
  cells[HAVEN_EVIDENCE_WHEN] = format_time (record);
  cells[HAVEN_EVIDENCE_SERVICE] = redact (options, name_of_service (record->service));
  cells[HAVEN_EVIDENCE_ACCOUNT] = redact (options, record->account);
  cells[HAVEN_EVIDENCE_WHERE] = redact (options, record->conversation);
  cells[HAVEN_EVIDENCE_FROM] = redact (options, record->outgoing ? _ ("me") : record->sender);
  cells[HAVEN_EVIDENCE_ALIAS] = redact (options, record->alias);
  cells[HAVEN_EVIDENCE_WORDS] = redact (options, visible);
  cells[HAVEN_EVIDENCE_AS_SENT] = redact_markup (options, record->text, visible, cells[HAVEN_EVIDENCE_WORDS]);
  cells[HAVEN_EVIDENCE_SEEN] = redact (options, record->rules);
  cells[HAVEN_EVIDENCE_ACT] = redact (options, tell_act (record->action));
  cells[HAVEN_EVIDENCE_SCORE] =
      record->score != 0 ? g_strdup_printf ("%.1f", record->score / 1000.0) : g_strdup ("");
  cells[HAVEN_EVIDENCE_WHY] = redact (options, record->note);
  cells[HAVEN_EVIDENCE_WITNESSES] = redact (options, added->witnesses->str);
  cells[HAVEN_EVIDENCE_EFFECT] = redact (options, added->effect->str);
  cells[HAVEN_EVIDENCE_REPORTED] = redact (options, added->reported->str);
  cells[HAVEN_EVIDENCE_DID] = redact (options, added->did->str);
}

static void
add_record (const HavenEvidenceRecord *record, gpointer data)
{
  Walk *walk = data;
  g_auto (GStrv) cells = NULL;

  /* what adds to another record stands in that one's entry */
  if (record->about != 0 || !is_wanted (walk->options, record))
    return;
  cells = g_new0 (char *, HAVEN_EVIDENCE_N_COLUMNS + 1);
  fill_cells (walk, record, cells);
  walk->func (record, (const char *const *)cells, walk->data);
}

/**
 * haven_evidence_column_title:
 * @column: which one
 *
 * Returns: (transfer none): what stands above it, or in front of it
 */
const char *
haven_evidence_column_title (HavenEvidenceColumn column)
{
  return _ (columns[column]);
}

/**
 * haven_evidence_entries:
 * @path: a file of evidence
 * @options: what is wanted of it
 * @func: called for each entry, in the order in which they were kept
 * @data: for @func
 * @error: why the file could not be read
 *
 * Reads twice over the file: what is added to a record comes after it.
 *
 * Returns: (transfer full) (nullable): what is wrong with the chain, if anything
 */
HavenEvidenceCheck *
haven_evidence_entries (const char *path,
                        const HavenReportOptions *options,
                        HavenEvidenceEntryFunc func,
                        gpointer data,
                        GError **error)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, added_free);
  g_autoptr (HavenEvidenceCheck) first = haven_evidence_verify (path, collect_added, added, error);
  g_autoptr (HavenText) text = haven_text_new ();
  Walk walk = {options, text, added, func, data};

  return first != NULL ? haven_evidence_verify (path, add_record, &walk, error) : NULL;
}
