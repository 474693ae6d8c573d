/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The held box on disk: a line for each message that was held, a line {"gone":ID} for each that left. Opening
 * it writes it anew without what left or grew too old.
 */

#include "evidence/haven-held-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json-writer.h"

#define MAX_SIZE (64 * 1024 * 1024)
#define GONE_FORMAT "\n{\"gone\":%" G_GUINT64_FORMAT "}\n"
/* at most, with 20 digits: a message leaves room for the line that takes it out again */
#define GONE_SIZE 32

/* No more messages will be held after it than there are numbers that can be read again. */
#define LAST_ID (HAVEN_JSON_LARGEST / 2)

static const HavenJsonLimits line_limits = {MAX_SIZE, 2, 16, TRUE};

struct _HavenHeldFile {
  int fd;
  char *path;
  gsize size;          /* what stands in it, and the lines that would take it out again */
  gboolean stale;      /* words of messages that left stand in it */
  GThreadPool *syncer; /* the disk may take 50 ms, and the user is typing */
};

static char *
record_to_line (const HavenHeldRecord *record)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autofree char *markup = g_utf8_make_valid (record->markup, -1);
  g_autofree char *sender = g_utf8_make_valid (record->sender, -1);
  g_autofree char *conversation = g_utf8_make_valid (record->conversation, -1);
  g_autofree char *alias = record->alias != NULL ? g_utf8_make_valid (record->alias, -1) : NULL;
  g_autofree char *json = NULL;

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "id", (gint64)record->id);
  haven_json_writer_int (writer, "time", record->time);
  if (record->since != 0 && record->since != record->time)
    haven_json_writer_int (writer, "since", record->since);
  haven_json_writer_string (writer, "account", record->account);
  haven_json_writer_string (writer, "conversation", conversation);
  haven_json_writer_boolean (writer, "room", record->room);
  haven_json_writer_string (writer, "sender", sender);
  haven_json_writer_string (writer, "cause", record->cause);
  haven_json_writer_string (writer, "reason", record->reason);
  haven_json_writer_string (writer, "rules", record->rules);
  haven_json_writer_string (writer, "action", record->action);
  haven_json_writer_string (writer, "alias", alias);
  haven_json_writer_int (writer, "score", record->score);
  haven_json_writer_string (writer, "markup", markup);
  haven_json_writer_end_object (writer);
  json = haven_json_writer_finish (writer, FALSE, NULL);
  return g_strconcat ("\n", json, "\n", NULL);
}

typedef struct {
  HavenJson *json; /* what record points into */
  HavenHeldRecord record;
} Line;

static void
line_free (Line *line)
{
  haven_json_free (line->json);
  g_free (line);
}

static gboolean
read_id (const HavenJsonValue *root, const char *key, guint64 *id)
{
  gint64 number = -1;

  if (!haven_json_get_int (root, key, 0, LAST_ID, &number, NULL) || number < 0)
    return FALSE;
  *id = number;
  return TRUE;
}

/* What an older Haven held without a cause has null there, or knows less of it: that is no reason to lose it.
 */
static gboolean
get_words (const HavenJsonValue *root, const char *key, const char **words)
{
  HavenJsonValue value;

  return !haven_json_has (root, key, &value) || haven_json_is_null (&value) ||
         haven_json_read_string (&value, words, NULL);
}

static gboolean
fill_record (const HavenJsonValue *root, HavenHeldRecord *record)
{
  return read_id (root, "id", &record->id) &&
         haven_json_get_int (root, "time", G_MININT64, G_MAXINT64, &record->time, NULL) &&
         haven_json_get_int (root, "since", G_MININT64, G_MAXINT64, &record->since, NULL) &&
         haven_json_get_string (root, "account", &record->account, NULL) &&
         haven_json_get_string (root, "conversation", &record->conversation, NULL) &&
         haven_json_get_boolean (root, "room", &record->room, NULL) &&
         haven_json_get_string (root, "sender", &record->sender, NULL) &&
         get_words (root, "cause", &record->cause) && get_words (root, "reason", &record->reason) &&
         get_words (root, "rules", &record->rules) && get_words (root, "action", &record->action) &&
         get_words (root, "alias", &record->alias) &&
         haven_json_get_int (root, "score", 0, G_MAXINT64, &record->score, NULL) &&
         haven_json_get_string (root, "markup", &record->markup, NULL) && record->account != NULL &&
         record->conversation != NULL && record->sender != NULL && record->markup != NULL;
}

/* A line that cannot be read was not finished when the program was stopped: it was never acknowledged. */
static void
take_line (const char *text, gsize length, GHashTable *lines, GPtrArray *order)
{
  g_autoptr (HavenJson) json = haven_json_parse (text, length, &line_limits, NULL);
  HavenHeldRecord record = {.cause = "", .reason = ""};
  HavenJsonValue root;
  guint64 gone;
  Line *line;

  if (json == NULL)
    return;
  root = haven_json_root (json);
  if (!haven_json_is_object (&root))
    return;
  if (read_id (&root, "gone", &gone)) {
    g_hash_table_remove (lines, &gone);
    return;
  }
  if (!fill_record (&root, &record) || g_hash_table_contains (lines, &record.id))
    return;
  line = g_new0 (Line, 1);
  line->json = g_steal_pointer (&json);
  line->record = record;
  g_hash_table_insert (lines, g_memdup2 (&record.id, sizeof record.id), line);
  g_ptr_array_add (order, g_memdup2 (&record.id, sizeof record.id));
}

static gint64
begin_of (const HavenHeldRecord *record)
{
  return record->since != 0 ? record->since : record->time;
}

/* Gives what is still kept, in order, and writes the file anew with just that. */
static void
compact (HavenHeldFile *file,
         const char *data,
         gsize length,
         gint64 keep_from,
         HavenHeldFunc func,
         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_kept = 0;
  g_autoptr (GHashTable) lines =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)line_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *end = data + length, *line_end;

  /* not a string: where the power failed zeros may stand */
  for (const char *text = data; text < end; text = line_end + 1) {
    line_end = memchr (text, '\n', (gsize)(end - text));
    if (line_end == NULL)
      line_end = end;
    if (line_end > text)
      take_line (text, (gsize)(line_end - text), lines, order);
  }
  for (guint i = 0; i < order->len; i++) {
    const Line *line = g_hash_table_lookup (lines, order->pdata[i]);
    g_autofree char *text = NULL;

    if (line == NULL || begin_of (&line->record) < keep_from)
      continue;
    text = record_to_line (&line->record);
    g_string_append (out, text);
    file->size += strlen (text) + GONE_SIZE;
    func (&line->record, user_data);
    n_kept++;
  }
  /* somebody else may have written it more briefly than we do: it stays as it can be read */
  if (out->len > MAX_SIZE || haven_file_write (file->path, out->str, out->len, &error))
    return;
  /* a full disk is no reason to hold in memory only from now on: what comes is added behind what stands there
   */
  g_warning ("what left the held box is still on the disk: %s", error->message);
  file->size = length + (gsize)n_kept * GONE_SIZE;
  file->stale = TRUE;
}

static void
sync_file (gpointer data, gpointer file)
{
  const HavenHeldFile *held = file;

  if (fdatasync (held->fd) != 0)
    g_warning ("%s: what is held may not survive a power loss: %s", held->path, g_strerror (errno));
}

/**
 * haven_held_file_open:
 * @path: the file, made when it is missing
 * @keep_from: that whose age began before this moment is forgotten, in microseconds since 1970 UTC
 * @func: called for each message that is kept, in the order in which they came
 * @data: passed to @func
 * @error: why it cannot be used
 *
 * Returns: (transfer full) (nullable): the file, to write to
 */
HavenHeldFile *
haven_held_file_open (const char *path, gint64 keep_from, HavenHeldFunc func, gpointer data, GError **error)
{
  g_autoptr (HavenHeldFile) file = g_new0 (HavenHeldFile, 1);
  g_autoptr (GError) own = NULL, late = NULL;
  g_autofree char *content = NULL;
  gsize length;

  file->fd = -1;
  file->path = g_strdup (path);
  haven_file_sweep (path);
  content = haven_file_read (path, MAX_SIZE, &length, &own);
  if (content == NULL && !g_error_matches (own, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  if (content != NULL)
    compact (file, content, length, keep_from, func, data);
  file->fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file->fd < 0) {
    haven_file_fail (error, path, _ ("cannot be opened"));
    return NULL;
  }
  if (content == NULL && !haven_file_sync_name (path, &late))
    g_warning ("what is held may not survive a power loss: %s", late->message);
  file->syncer = g_thread_pool_new (sync_file, file, 1, FALSE, NULL);
  return g_steal_pointer (&file);
}

/**
 * haven_held_file_is_stale:
 * @file: a file
 *
 * Returns: whether it could not be written anew when it was opened, as on a full disk, so that words of
 * messages that left the held box may stand in it
 */
gboolean
haven_held_file_is_stale (const HavenHeldFile *file)
{
  return file->stale;
}

/**
 * haven_held_file_close:
 * @file: (nullable) (transfer full): a file; what was added has reached the disk afterwards
 */
void
haven_held_file_close (HavenHeldFile *file)
{
  if (file == NULL)
    return;
  if (file->syncer != NULL)
    g_thread_pool_free (file->syncer, FALSE, TRUE);
  if (file->fd >= 0)
    close (file->fd);
  g_free (file->path);
  g_free (file);
}

/* One write() survives a kill at once; the power may fail until the syncer was there. */
static gboolean
append_line (HavenHeldFile *file, const char *line, GError **error)
{
  gsize length = strlen (line);
  gssize written;

  do {
    written = write (file->fd, line, length);
  } while (written < 0 && errno == EINTR);
  if (written != (gssize)length) {
    file->size += MAX (written, 0);
    errno = written < 0 ? errno : ENOSPC;
    return haven_file_fail (error, file->path, _ ("cannot be written"));
  }
  g_thread_pool_push (file->syncer, file, NULL);
  return TRUE;
}

/**
 * haven_held_file_add:
 * @file: a file
 * @record: a message that was held, with an id of its own
 * @error: why it could not be kept; #HAVEN_ERROR_TOO_LARGE when the file would become larger than is read
 * again
 *
 * What left stands in the file until it is opened next, and counts.
 *
 * Returns: whether it is kept, whatever happens to the program from now on
 */
gboolean
haven_held_file_add (HavenHeldFile *file, const HavenHeldRecord *record, GError **error)
{
  g_autofree char *line = record_to_line (record);
  gsize length = strlen (line) + GONE_SIZE;

  if (file->size + length > MAX_SIZE) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ ("%s: more than %d MiB are not kept"),
                 file->path, MAX_SIZE / (1024 * 1024));
    return FALSE;
  }
  if (!append_line (file, line, error))
    return FALSE;
  file->size += length;
  return TRUE;
}

/**
 * haven_held_file_remove:
 * @file: a file
 * @id: a message that left the held box
 * @error: why that could not be written
 *
 * Returns: whether it is forgotten; its words leave the disk when the file is opened next
 */
gboolean
haven_held_file_remove (HavenHeldFile *file, guint64 id, GError **error)
{
  g_autofree char *line = g_strdup_printf (GONE_FORMAT, id);

  return append_line (file, line, error);
}
