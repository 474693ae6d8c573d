/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * How reminders fade, and what came of them. Once the user sent something of a class to a room, that class is
 * quiet there for the rest of the day; only passwords and money are asked about each time, since each
 * is a secret of its own. A site is quiet everywhere: whoever knows what is known of it knows it in every
 * room. For the review there are counts, and nothing else: not where, not when, not what.
 *
 * And which topics get a content note: those that the user marked before, and in each room those that its
 * people mark. What rooms do is forgotten with the process; the user's own topics are kept, by their ids.
 */

#include "conduct/haven-reminders.h"

#include <string.h>

#include "haven-file.h"
#include "haven-finding.h"
#include "haven-json-writer.h"
#include "haven-taxonomy.h"

#define VERSION 1
#define MAX_QUIET 4096
#define MAX_MARKED 1024

static const HavenJsonLimits limits = {64 * 1024, 4, 256};

static const char *const always_asked[] = {"credential", "finance"};
static const char *const answer_keys[] = {"sent", "masked", "edited", "cancelled"};

struct _HavenReminders {
  GHashTable *quiet;  /* "conversation\x1fcategory", for links "\x1fsite\x1fcategory" → day */
  GHashTable *marked; /* "topic" of the user's own, or "conversation\x1ftopic" */
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
  reminders->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_hash_table_unref (reminders->marked);
  g_hash_table_unref (reminders->counts);
  g_free (reminders);
}

/**
 * haven_reminders_clear:
 * @reminders: reminders
 *
 * Forgets every answer, every count and every mark.
 */
void
haven_reminders_clear (HavenReminders *reminders)
{
  g_hash_table_remove_all (reminders->quiet);
  g_hash_table_remove_all (reminders->marked);
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

/* No more than can be read again. */
static guint
add_counts (guint a, guint b)
{
  return (guint)MIN ((guint64)a + b, G_MAXINT);
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

    if (is_first_of_class (findings, i)) {
      guint *counts = counts_of (reminders, finding->category);

      counts[answer] = add_counts (counts[answer], 1);
    }
    if (answer != HAVEN_REMINDED_SENT || is_always_asked (finding->category))
      continue;
    if (g_hash_table_size (reminders->quiet) >= MAX_QUIET)
      g_hash_table_remove_all (reminders->quiet);
    g_hash_table_replace (reminders->quiet, quiet_key (conversation, finding),
                          GUINT_TO_POINTER (day_of (now)));
  }
}

/**
 * haven_reminders_mark:
 * @reminders: reminders
 * @conversation: (nullable): the room whose people mark it, or NULL: the user does
 * @topic: id of a content category
 */
void
haven_reminders_mark (HavenReminders *reminders, const char *conversation, const char *topic)
{
  if (g_hash_table_size (reminders->marked) >= MAX_MARKED)
    return;
  g_hash_table_add (reminders->marked, conversation != NULL ? g_strconcat (conversation, "\x1f", topic, NULL)
                                                            : g_strdup (topic));
}

static gboolean
is_word_sign (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* "CW: cheating" is not about eating. */
static gboolean
stands_in (const char *title, const char *words)
{
  gsize length = strlen (title);

  for (const char *at = words; (at = strstr (at, title)) != NULL; at = g_utf8_next_char (at)) {
    const char *before = g_utf8_find_prev_char (words, at);

    if ((before == NULL || !is_word_sign (g_utf8_get_char (before))) &&
        !is_word_sign (g_utf8_get_char (at + length)))
      return TRUE;
  }
  return FALSE;
}

/* "CW: violence" says its topic by its title, although no rule meets the word alone. */
static void
mark_by_title (HavenReminders *reminders, const char *conversation, const char *words)
{
  guint n;
  const HavenCategory *categories = haven_taxonomy_get (&n);
  g_autofree char *folded = g_utf8_casefold (words, -1);

  for (guint i = 0; i < n; i++) {
    g_autofree char *title = g_utf8_casefold (categories[i].title, -1);

    if (categories[i].kind == HAVEN_KIND_CONTENT && strchr (categories[i].id, '*') == NULL &&
        haven_taxonomy_can_be_named (categories[i].id) && stands_in (title, folded))
      haven_reminders_mark (reminders, conversation, categories[i].id);
  }
}

/**
 * haven_reminders_mark_declared:
 * @reminders: reminders
 * @conversation: (nullable): where it was written
 * @own: whether the user wrote it
 * @findings: (element-type HavenFinding): what was seen in it
 *
 * Learns from a message that its sender marked which topics get a content note, by habit or in that room.
 */
void
haven_reminders_mark_declared (HavenReminders *reminders,
                               const char *conversation,
                               gboolean own,
                               const GPtrArray *findings)
{
  const char *place = own ? NULL : conversation;
  const HavenFinding *declared = NULL;

  for (guint i = 0; i < findings->len && declared == NULL; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT && g_str_equal (finding->category, "declared"))
      declared = finding;
  }
  if (declared == NULL || (!own && conversation == NULL))
    return;
  if (declared->note != NULL)
    mark_by_title (reminders, place, declared->note);
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT && haven_taxonomy_can_be_named (finding->category))
      haven_reminders_mark (reminders, place, finding->category);
  }
}

/**
 * haven_reminders_is_marked:
 * @reminders: reminders
 * @conversation: (nullable): where something is about to be sent
 * @topic: id of a content category
 *
 * Returns: whether the user marked that topic before, anywhere, or people there do
 */
gboolean
haven_reminders_is_marked (const HavenReminders *reminders, const char *conversation, const char *topic)
{
  g_autofree char *key = NULL;

  if (g_hash_table_contains (reminders->marked, topic))
    return TRUE;
  key = g_strconcat (conversation != NULL ? conversation : "", "\x1f", topic, NULL);
  return g_hash_table_contains (reminders->marked, key);
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

static void
write_marked (const HavenReminders *reminders, HavenJsonWriter *writer)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (reminders->marked), (GCompareFunc)strcmp);
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();

  for (GList *l = keys; l != NULL; l = l->next) {
    if (strchr (l->data, '\x1f') == NULL)
      g_ptr_array_add (topics, l->data);
  }
  g_ptr_array_add (topics, NULL);
  haven_json_writer_strings (writer, "marked", (const char *const *)topics->pdata);
}

/**
 * haven_reminders_to_json:
 * @reminders: reminders
 * @length: (out): its size in bytes
 *
 * Returns: (transfer full): the counts and the topics that the user marked, as JSON
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
  write_marked (reminders, writer);
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
    counts[i] = (guint)count;
  }
  return TRUE;
}

/**
 * haven_reminders_join:
 * @ours: reminders that began as @base
 * @base: what both began with
 * @theirs: what became of it in another program, all of which @ours counts as well afterwards
 */
void
haven_reminders_join (HavenReminders *ours, const HavenReminders *base, const HavenReminders *theirs)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, theirs->counts);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const guint *then = g_hash_table_lookup (base->counts, key);
    const guint *now = value;
    guint *counts = counts_of (ours, key);

    for (guint i = 0; i < HAVEN_REMINDED_N_ANSWERS; i++)
      counts[i] = add_counts (counts[i], now[i] - MIN (now[i], then != NULL ? then[i] : 0));
  }
  g_hash_table_iter_init (&iter, theirs->marked);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (strchr (key, '\x1f') == NULL)
      haven_reminders_mark (ours, NULL, key);
  }
}

static gboolean
read_all (HavenReminders *reminders, const HavenJsonValue *root, GError **error)
{
  static const char *const keys[] = {"version", "counts", "marked", NULL};
  HavenJsonValue value, counts;
  g_auto (GStrv) marked = NULL;
  gint64 version;

  if (!haven_json_read_object (root, keys, error) || !haven_json_get (root, "version", &value, error) ||
      !haven_json_read_int (&value, VERSION, VERSION, &version, error) ||
      !haven_json_get (root, "counts", &counts, error) || !haven_json_read_object (&counts, NULL, error))
    return FALSE;
  for (HavenJsonMembers at = haven_json_members (&counts); haven_json_next (&at);) {
    HavenJsonValue member = at.member;

    if (!read_counts (&member, reminders, error))
      return FALSE;
  }
  if (!haven_json_get_strings (root, "marked", &marked, error))
    return FALSE;
  for (guint i = 0; marked != NULL && marked[i] != NULL; i++) {
    if (haven_taxonomy_find (HAVEN_KIND_CONTENT, marked[i]) != NULL)
      haven_reminders_mark (reminders, NULL, marked[i]);
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
 * Returns: whether all of it could be read; if not, nothing of it is added
 */
gboolean
haven_reminders_from_json (HavenReminders *reminders, const char *data, gsize length, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenReminders) none = haven_reminders_new ();
  g_autoptr (HavenReminders) read = haven_reminders_new ();
  HavenJsonValue root;

  if (json == NULL)
    return FALSE;
  root = haven_json_root (json);
  if (!read_all (read, &root, error))
    return FALSE;
  haven_reminders_join (reminders, none, read);
  return TRUE;
}

static gboolean
take_up (gpointer to, const char *data, gsize length, GError **error)
{
  return haven_reminders_from_json (to, data, length, error);
}

/**
 * haven_reminders_load:
 * @reminders: reminders, to whose counts what is read is added
 * @path: a file; one that is not there counts nothing
 * @error: what is wrong, with the file and the key's path
 *
 * Returns: whether all of it could be read; if not, nothing of it is added
 */
gboolean
haven_reminders_load (HavenReminders *reminders, const char *path, GError **error)
{
  return haven_file_read_if_there (path, limits.size, take_up, reminders, error);
}
