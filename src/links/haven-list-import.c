/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-list-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-csv.h"
#include "haven-error.h"

#define MAX_LINE 4096 /* bytes; a longer line is no rule about a site */
#define LOOKED_AT 200 /* lines that a guess looks at */

typedef struct {
  HavenList *list;
  HavenImportReport *report;
  guint line;
} Import;

static void
skip (Import *import)
{
  import->report->n_skipped++;
  if (import->report->first_skipped == 0)
    import->report->first_skipped = import->line;
}

static HavenListEntry *
add (Import *import, const char *address)
{
  HavenListEntry *entry = haven_list_add (import->list, address);

  if (entry == NULL)
    skip (import);
  return entry;
}

/* Somebody else's words as a list of Haven's may hold them: whatever they are, the list must be read again.
 */
static char *
take_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gsize length = strlen (valid);

  if (length > HAVEN_LIST_MAX_TEXT)
    length = (gsize)(g_utf8_find_prev_char (valid, valid + HAVEN_LIST_MAX_TEXT) - valid);
  valid[length] = '\0';
  return g_steal_pointer (&valid);
}

static char **
take_texts (const char *texts)
{
  char **list = g_strsplit (texts, "; ", -1);

  for (char **text = list; *text != NULL; text++) {
    char *taken = take_text (*text);

    g_free (*text);
    *text = taken;
  }
  return list;
}

/**
 * haven_list_format_from_string:
 * @id: the name of a format
 * @format: (out): the format
 *
 * Returns: whether there is a format of that name
 */
gboolean
haven_list_format_from_string (const char *id, HavenListFormat *format)
{
  static const char *const ids[] = {"guess",    "haven",   "hosts",      "domains",
                                    "mastodon", "adblock", "ublacklist", "ratings"};

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    if (strcmp (ids[i], id) == 0) {
      *format = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* The next line without its end, copied; empty, and said to be too long, where no rule is that long; NULL
 * after the last. */
static char *
next_line (const char **at, const char *end, gboolean *too_long)
{
  const char *start = *at;
  const char *stop;

  if (start >= end)
    return NULL;
  stop = memchr (start, '\n', (gsize)(end - start));
  if (stop == NULL)
    stop = end;
  *at = stop + 1;
  *too_long = stop - start > MAX_LINE;
  if (*too_long)
    return g_strdup ("");
  return g_strstrip (g_strndup (start, (gsize)(stop - start)));
}

static gboolean
begins_with_address (const char *line)
{
  return g_str_has_prefix (line, "0.0.0.0 ") || g_str_has_prefix (line, "127.0.0.1 ") ||
         g_str_has_prefix (line, "0.0.0.0\t") || g_str_has_prefix (line, "127.0.0.1\t") ||
         g_str_has_prefix (line, "::1 ") || g_str_has_prefix (line, ":: ");
}

static HavenListFormat
format_of_line (const char *line)
{
  if (begins_with_address (line))
    return HAVEN_LIST_HOSTS;
  if (g_str_has_prefix (line, "[Adblock") || g_str_has_prefix (line, "||") || g_str_has_prefix (line, "@@||"))
    return HAVEN_LIST_ADBLOCK;
  if (g_str_has_prefix (line, "*://") || g_str_has_prefix (line, "@*://"))
    return HAVEN_LIST_UBLACKLIST;
  if (line[0] == '#' && g_str_has_prefix (line, "#domain,"))
    return HAVEN_LIST_MASTODON;
  return HAVEN_LIST_GUESS;
}

/**
 * haven_list_guess_format:
 * @data: a list
 * @length: its size in bytes
 *
 * Returns: the format that it seems to have
 */
HavenListFormat
haven_list_guess_format (const char *data, gsize length)
{
  const char *at = data;
  gboolean first = TRUE;
  gboolean too_long;

  for (guint i = 0; i < LOOKED_AT; i++) {
    g_autofree char *line = next_line (&at, data + length, &too_long);
    HavenListFormat format;

    if (line == NULL)
      break;
    if (line[0] == '\0')
      continue;
    if (first && line[0] == '{')
      return HAVEN_LIST_HAVEN;
    if (first && g_str_has_prefix (line, "domain,severity"))
      return HAVEN_LIST_MASTODON;
    if (first && line[0] != '#' && line[0] != '!' && strchr (line, ',') != NULL)
      return HAVEN_LIST_RATINGS;
    first = FALSE;
    format = format_of_line (line);
    if (format != HAVEN_LIST_GUESS)
      return format;
  }
  return HAVEN_LIST_DOMAINS;
}

/* Names that hosts files give to the machine itself. */
static gboolean
is_own_name (const char *name)
{
  static const char *const names[] = {"localhost",
                                      "localhost.localdomain",
                                      "local",
                                      "broadcasthost",
                                      "ip6-localhost",
                                      "ip6-loopback",
                                      "ip6-localnet",
                                      "ip6-mcastprefix",
                                      "ip6-allnodes",
                                      "ip6-allrouters",
                                      "ip6-allhosts",
                                      "0.0.0.0",
                                      NULL};
  return g_strv_contains (names, name);
}

static void
import_hosts_line (Import *import, char *line)
{
  g_auto (GStrv) words = NULL;

  line[strcspn (line, "#")] = '\0';
  words = g_strsplit_set (line, " \t", -1);
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_own_name (words[i]))
      add (import, words[i]);
}

static void
import_domain_line (Import *import, char *line)
{
  line[strcspn (line, "#")] = '\0';
  g_strchomp (line);
  if (*line != '\0' && *line != '!' && *line != ';')
    add (import, line[0] == '.' ? line + 1 : line);
}

/* What the head of an Adblock list says of itself: "! Title: …" */
static void
read_remark (Import *import, const char *line)
{
  static const char *const keys[] = {"! Title: ", "! Homepage: ", "! License: ", "! Licence: "};
  char **places[] = {&import->list->title, &import->list->homepage, &import->list->licence,
                     &import->list->licence};

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (g_ascii_strncasecmp (line, keys[i], strlen (keys[i])) == 0 && *places[i] == NULL)
      *places[i] = take_text (line + strlen (keys[i]));
  }
}

/* Rules that block a whole site or a path of it. Rules about parts of pages, or of one kind of request,
 * say nothing about a link. An exception takes the site back. */
static void
import_adblock_line (Import *import, char *line)
{
  gboolean exception = g_str_has_prefix (line, "@@");
  char *rule = exception ? line + 2 : line;
  char *options;
  HavenListEntry *entry;

  if (*line == '\0' || *line == '[')
    return;
  if (*line == '!') {
    read_remark (import, line);
    return;
  }
  options = strchr (rule, '$');
  if (options != NULL) {
    *options++ = '\0';
    if (strstr (options, "document") == NULL && strstr (options, "all") == NULL &&
        strstr (options, "third-party") == NULL && strstr (options, "important") == NULL &&
        strcmp (options, "3p") != 0) {
      skip (import);
      return;
    }
  }
  if (!g_str_has_prefix (rule, "||") || strstr (rule, "##") != NULL || strchr (rule, '*') != NULL) {
    skip (import);
    return;
  }
  rule += 2;
  if (g_str_has_suffix (rule, "^") || g_str_has_suffix (rule, "|"))
    rule[strlen (rule) - 1] = '\0';
  entry = add (import, rule);
  if (entry != NULL)
    entry->retracted = exception;
}

/* Any scheme, a host with or without those under it, a path; "@" takes back. */
static void
import_ublacklist_line (Import *import, char *line)
{
  gboolean exception = line[0] == '@';
  char *pattern = exception ? line + 1 : line;
  char *host;
  HavenListEntry *entry;

  if (*line == '\0' || *line == '#' || g_str_has_prefix (line, "---"))
    return;
  if (g_str_has_prefix (line, "name:") && import->list->title == NULL) {
    import->list->title = g_strstrip (take_text (line + 5));
    return;
  }
  host = strstr (pattern, "://");
  if (*pattern == '/' || host == NULL) {
    skip (import);
    return;
  }
  host += 3;
  if (g_str_has_suffix (host, "*"))
    host[strlen (host) - 1] = '\0';
  entry = add (import, host);
  if (entry != NULL)
    entry->retracted = exception;
}

static int
find_column (const GPtrArray *head, const char *const *names)
{
  for (; *names != NULL; names++)
    for (guint i = 0; i < head->len; i++) {
      const char *name = head->pdata[i];

      if (g_ascii_strcasecmp (name[0] == '#' ? name + 1 : name, *names) == 0)
        return (int)i;
    }
  return -1;
}

static const char *
field_at (const GPtrArray *row, int column)
{
  return column >= 0 && (guint)column < row->len ? row->pdata[column] : "";
}

/* Which category a label of somebody else's stands for; NULL for one that says nothing against a site. */
static const char *
category_of_label (const char *label)
{
  static const struct {
    const char *part;
    const char *category;
  } labels[] = {
      {"satir", "satire"},
      {"parod", "satire"},
      {"fake", "low-credibility:fabricated"},
      {"fabricat", "low-credibility:fabricated"},
      {"hoax", "low-credibility:fabricated"},
      {"false", "low-credibility:fabricated"},
      {"imposter", "low-credibility:fabricated"},
      {"conspir", "low-credibility:conspiracy"},
      {"pseudo", "low-credibility:conspiracy"},
      {"junksci", "low-credibility:conspiracy"},
      {"health", "health-fraud"},
      {"state", "state-media"},
      {"unreliable", "low-credibility:unreliable"},
      {"questionable", "low-credibility:unreliable"},
      {"very low", "low-credibility:unreliable"},
      {"low", "low-credibility:unreliable"},
      {"mixed", "low-credibility:mixed"},
  };
  g_autofree char *lower = g_ascii_strdown (label, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strstr (lower, labels[i].part) != NULL)
      return labels[i].category;
  return NULL;
}

/* Scores go to 1, 5 or 100; below two fifths a site is called unreliable, below three fifths mixed. */
static const char *
category_of_score (double score, double most)
{
  double share = score / (most <= 1 ? 1 : most <= 5 ? 5 : 100);

  if (share < 0.4)
    return "low-credibility:unreliable";
  return share < 0.6 ? "low-credibility:mixed" : NULL;
}

static gboolean
is_number (const char *field, double *number)
{
  char *end;

  *number = g_ascii_strtod (field, &end);
  return end != field && *end == '\0';
}

static double
highest_score (const char *at, const char *end, int column)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  double most = 0;
  double score;
  guint n_lines = 0;

  while (at < end) {
    at = haven_csv_read_row (at, end, row, &n_lines);
    if (is_number (field_at (row, column), &score))
      most = MAX (most, score);
  }
  return most;
}

/* Which columns of a table of ratings tell what; below zero for one that it does not have. */
typedef struct {
  int host;
  int rating;
  int reason;
  int source;
} RatingColumns;

static gboolean
find_rating_columns (const GPtrArray *head, RatingColumns *columns, GError **error)
{
  static const char *const hosts[] = {"domain", "host", "hostname", "site", "url", "website", "source", NULL};
  static const char *const ratings[] = {"category", "label",       "rating",      "type",  "score",
                                        "pc1",      "reliability", "credibility", "class", NULL};
  static const char *const reasons[] = {"reason", "notes", "note", "comment", "description", NULL};
  static const char *const sources[] = {"sources", "reference", "evidence", NULL};

  *columns = (RatingColumns){find_column (head, hosts), find_column (head, ratings),
                             find_column (head, reasons), find_column (head, sources)};
  if (columns->host >= 0 && columns->rating >= 0)
    return TRUE;
  g_set_error (
      error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
      _ ("line 1: names no column of hosts (domain, host, url…) and of ratings (category, label, score…)"));
  return FALSE;
}

/* @most: the highest score of the table */
static const char *
category_of_rating (const char *rating, double most)
{
  double score;

  if (haven_list_category_known (rating))
    return rating;
  return is_number (rating, &score) ? category_of_score (score, most) : category_of_label (rating);
}

static void
import_rating (Import *import, const GPtrArray *row, const RatingColumns *columns, double most)
{
  const char *rating = field_at (row, columns->rating);
  const char *category = category_of_rating (rating, most);
  HavenListEntry *entry;

  if (category == NULL || *field_at (row, columns->host) == '\0') {
    skip (import);
    return;
  }
  entry = add (import, field_at (row, columns->host));
  if (entry == NULL)
    return;
  entry->category = g_strdup (category);
  entry->reason =
      take_text (*field_at (row, columns->reason) != '\0' ? field_at (row, columns->reason) : rating);
  if (*field_at (row, columns->source) != '\0')
    entry->sources = take_texts (field_at (row, columns->source));
}

static gboolean
import_ratings (Import *import, const char *at, const char *end, GError **error)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  RatingColumns columns;
  double most;

  at = haven_csv_read_row (at, end, row, &import->line);
  if (!find_rating_columns (row, &columns, error))
    return FALSE;
  most = highest_score (at, end, columns.rating);
  while (at < end) {
    at = haven_csv_read_row (at, end, row, &import->line);
    import_rating (import, row, &columns, most);
  }
  return TRUE;
}

/* A server that blocks another says why in public, if it likes; hidden names cannot be used. */
static gboolean
import_mastodon (Import *import, const char *at, const char *end, GError **error)
{
  static const char *const hosts[] = {"domain", NULL};
  static const char *const severities[] = {"severity", NULL};
  static const char *const comments[] = {"public_comment", NULL};
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  int host, severity, comment;

  at = haven_csv_read_row (at, end, row, &import->line);
  host = find_column (row, hosts);
  severity = find_column (row, severities);
  comment = find_column (row, comments);
  if (host < 0) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("line 1: names no column “domain”"));
    return FALSE;
  }
  while (at < end) {
    HavenListEntry *entry;

    at = haven_csv_read_row (at, end, row, &import->line);
    if (strcmp (field_at (row, severity), "noop") == 0 || strchr (field_at (row, host), '*') != NULL ||
        *field_at (row, host) == '\0') {
      skip (import);
      continue;
    }
    entry = add (import, field_at (row, host));
    if (entry != NULL && *field_at (row, comment) != '\0')
      entry->reason = take_text (field_at (row, comment));
  }
  return TRUE;
}

static void
import_lines (Import *import,
              const char *at,
              const char *end,
              void (*import_line) (Import *import, char *line))
{
  gboolean too_long;

  while (at < end) {
    g_autofree char *line = next_line (&at, end, &too_long);

    import->line++;
    if (too_long)
      skip (import);
    import_line (import, line);
  }
}

/* A host that a list names twice is one entry, unless one of them takes it back. */
static void
drop_doubles (HavenList *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint kept = 0;

  for (guint i = 0; i < list->entries->len; i++) {
    HavenListEntry *entry = list->entries->pdata[i];
    char *key = g_strdup_printf ("%s%s%s", entry->host, entry->path != NULL ? entry->path : "",
                                 entry->retracted ? " retracted" : "");

    if (g_hash_table_add (seen, key)) {
      list->entries->pdata[i] = list->entries->pdata[kept];
      list->entries->pdata[kept++] = entry;
    }
  }
  g_ptr_array_set_size (list->entries, (gint)kept);
}

/**
 * haven_list_import:
 * @data: a list, in any bytes
 * @length: its size in bytes
 * @format: its format, or %HAVEN_LIST_GUESS
 * @report: (out caller-allocates): what was passed over
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE
 *
 * Takes in a list of somebody else's. Only what it says of itself is set in the head of the result: the
 * rest is the importer's to fill in.
 *
 * Returns: (transfer full) (nullable): the list
 */
HavenList *
haven_list_import (
    const char *data, gsize length, HavenListFormat format, HavenImportReport *report, GError **error)
{
  g_autoptr (HavenList) list = haven_list_new (NULL);
  Import import = {.list = list, .report = report};
  const char *end = data + length;
  gboolean ok = TRUE;

  memset (report, 0, sizeof *report);
  if (length > HAVEN_LIST_MAX_SIZE) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ ("is larger than %d bytes"),
                 HAVEN_LIST_MAX_SIZE);
    return NULL;
  }
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3;
  if (format == HAVEN_LIST_GUESS)
    format = haven_list_guess_format (data, (gsize)(end - data));
  switch (format) {
  case HAVEN_LIST_HAVEN:
    return haven_list_from_json (data, (gsize)(end - data), error);
  case HAVEN_LIST_HOSTS:
    import_lines (&import, data, end, import_hosts_line);
    break;
  case HAVEN_LIST_ADBLOCK:
    import_lines (&import, data, end, import_adblock_line);
    break;
  case HAVEN_LIST_UBLACKLIST:
    import_lines (&import, data, end, import_ublacklist_line);
    break;
  case HAVEN_LIST_MASTODON:
    ok = import_mastodon (&import, data, end, error);
    break;
  case HAVEN_LIST_RATINGS:
    ok = import_ratings (&import, data, end, error);
    break;
  default:
    import_lines (&import, data, end, import_domain_line);
    break;
  }
  if (!ok)
    return NULL;
  drop_doubles (list);
  return g_steal_pointer (&list);
}
