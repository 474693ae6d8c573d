/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * How reminders fade, and what came of them. Once the user sent something of a class to a room, that class is
 * quiet there for the rest of the day; only passwords and money are asked about each time, since each
 * is a secret of its own. A site is quiet everywhere: whoever knows what is known of it knows it in every
 * room. For the review there are counts, and nothing else: not where, not when, not what.
 */

#include "conduct/haven-reminders.h"

#include <string.h>

#include "haven-finding.h"
#include "haven-json-writer.h"

#define VERSION 1
#define MAX_QUIET 4096

static const HavenJsonLimits limits = {64 * 1024, 4, 256};

static const char *const always_asked[] = {"credential", "finance"};
static const char *const answer_keys[] = {"sent", "masked", "edited", "cancelled"};

struct _HavenReminders {
  GHashTable *quiet;  /* "conversation\x1fcategory", for links "\x1fsite\x1fcategory" → day */
  GHashTable *counts; /* category → guint[HAVEN_REMINDED_N_ANSWERS] */
};

/**
 * haven_reminders_new:
 *
 * Returns: (transfer full): reminders of which none was shown yet
 */
HavenReminders *
haven_reminders_new (void)
{
  HavenReminders *reminders = g_new0 (HavenReminders, 1);

  reminders->quiet = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reminders->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reminders;
}

/**
 * haven_reminders_free:
 * @reminders: (nullable) (transfer full): reminders
 */
void
haven_reminders_free (HavenReminders *reminders)
{
  if (reminders == NULL)
    return;
  g_hash_table_unref (reminders->quiet);
  g_hash_table_unref (reminders->counts);
  g_free (reminders);
}

/**
 * haven_reminders_clear:
 * @reminders: reminders
 *
 * Forgets every answer and every count.
 */
void
haven_reminders_clear (HavenReminders *reminders)
{
  g_hash_table_remove_all (reminders->quiet);
  g_hash_table_remove_all (reminders->counts);
}

static guint
day_of (gint64 now)
{
  return (guint)(now / G_TIME_SPAN_DAY);
}

static char *
quiet_key (const char *conversation, const HavenFinding *finding)
{
  if (finding->site != NULL)
    return g_strconcat ("\x1f", finding->site, "\x1f", finding->category, NULL);
  return g_strconcat (conversation != NULL ? conversation : "", "\x1f", finding->category, NULL);
}

static gboolean
is_always_asked (const char *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (always_asked); i++) {
    if (g_str_equal (always_asked[i], category))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_reminders_is_quiet:
 * @reminders: reminders
 * @conversation: (nullable): where something is about to be sent
 * @finding: something that it contains
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether the user decided about that class there today, or about that site anywhere, so that they
 * are not asked again
 */
gboolean
haven_reminders_is_quiet (const HavenReminders *reminders,
                          const char *conversation,
                          const HavenFinding *finding,
                          gint64 now)
{
  g_autofree char *key = quiet_key (conversation, finding);
  gpointer day;

  return g_hash_table_lookup_extended (reminders->quiet, key, NULL, &day) &&
         GPOINTER_TO_UINT (day) == day_of (now);
}

static guint *
counts_of (HavenReminders *reminders, const char *category)
{
  guint *counts = g_hash_table_lookup (reminders->counts, category);

  if (counts == NULL) {
    counts = g_new0 (guint, HAVEN_REMINDED_N_ANSWERS);
    g_hash_table_insert (reminders->counts, g_strdup (category), counts);
  }
  return counts;
}

static gboolean
is_first_of_class (const GPtrArray *findings, guint index)
{
  const HavenFinding *finding = findings->pdata[index];

  for (guint i = 0; i < index; i++) {
    if (g_str_equal (((const HavenFinding *)findings->pdata[i])->category, finding->category))
      return FALSE;
  }
  return TRUE;
}

/**
 * haven_reminders_answered:
 * @reminders: reminders
 * @conversation: (nullable): where it was, or was not, sent
 * @findings: (element-type HavenFinding): what the question was about
 * @answer: what the user did
 * @now: microseconds since 1970 UTC
 */
void
haven_reminders_answered (HavenReminders *reminders,
                          const char *conversation,
                          const GPtrArray *findings,
                          HavenReminded answer,
                          gint64 now)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (is_first_of_class (findings, i))
      counts_of (reminders, finding->category)[answer]++;
    if (answer != HAVEN_REMINDED_SENT || is_always_asked (finding->category))
      continue;
    if (g_hash_table_size (reminders->quiet) >= MAX_QUIET)
      g_hash_table_remove_all (reminders->quiet);
    g_hash_table_replace (reminders->quiet, quiet_key (conversation, finding),
                          GUINT_TO_POINTER (day_of (now)));
  }
}

/**
 * haven_reminders_foreach:
 * @reminders: reminders
 * @func: called for each class that was asked about, in the order of their ids
 * @data: passed to @func
 */
void
haven_reminders_foreach (const HavenReminders *reminders, HavenRemindersFunc func, gpointer data)
{
  g_autoptr (GList) categories =
      g_list_sort (g_hash_table_get_keys (reminders->counts), (GCompareFunc)strcmp);

  for (GList *l = categories; l != NULL; l = l->next)
    func (l->data, g_hash_table_lookup (reminders->counts, l->data), data);
}

static void
write_counts (const char *category, const guint *counts, gpointer data)
{
  HavenJsonWriter *writer = data;

  haven_json_writer_begin_object (writer, category);
  for (guint i = 0; i < HAVEN_REMINDED_N_ANSWERS; i++)
    haven_json_writer_int (writer, answer_keys[i], counts[i]);
  haven_json_writer_end_object (writer);
}

/**
 * haven_reminders_to_json:
 * @reminders: reminders
 * @length: (out): its size in bytes
 *
 * Returns: (transfer full): the counts, as JSON
 */
char *
haven_reminders_to_json (const HavenReminders *reminders, gsize *length)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "version", VERSION);
  haven_json_writer_begin_object (writer, "counts");
  haven_reminders_foreach (reminders, write_counts, writer);
  haven_json_writer_end_object (writer);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, TRUE, length);
}

static gboolean
read_counts (const HavenJsonValue *member, HavenReminders *reminders, GError **error)
{
  guint *counts = counts_of (reminders, haven_json_key (member));

  if (!haven_json_read_object (member, NULL, error))
    return FALSE;
  for (guint i = 0; i < HAVEN_REMINDED_N_ANSWERS; i++) {
    gint64 count = 0;

    if (!haven_json_get_int (member, answer_keys[i], 0, G_MAXINT, &count, error))
      return FALSE;
    counts[i] += count;
  }
  return TRUE;
}

/**
 * haven_reminders_from_json:
 * @reminders: reminders, to whose counts what is read is added
 * @data: what haven_reminders_to_json() gave
 * @length: its size in bytes
 * @error: what is wrong, with the key's path
 *
 * Returns: whether all of it could be read
 */
gboolean
haven_reminders_from_json (HavenReminders *reminders, const char *data, gsize length, GError **error)
{
  static const char *const keys[] = {"version", "counts", NULL};
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  HavenJsonValue root, counts;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!haven_json_read_object (&root, keys, error) || !haven_json_get (&root, "counts", &counts, error) ||
      !haven_json_read_object (&counts, NULL, error))
    return FALSE;
  for (guint i = 0; i < haven_json_n_members (&counts); i++) {
    HavenJsonValue member = haven_json_member (&counts, i);

    if (!read_counts (&member, reminders, error))
      return FALSE;
  }
  return TRUE;
}
