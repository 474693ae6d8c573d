/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Evidence is a file of lines, each {"hash":"…","record":{…}}: the hash is the SHA-256 of the record's
 * exact bytes, and each record names the hash before it, so that an edit, a removal or another order is
 * found. What a chain cannot prove: that its end was not cut off, or that not all of it was written anew by
 * somebody who has the file. Whoever notes the last hash elsewhere closes that gap.
 */

#include "evidence/haven-evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "haven-error.h"
#include "haven-file.h"
#include "haven-json-writer.h"
#include "haven-line-reader.h"

#define HASH_LENGTH 64
#define LINE_HEAD "{\"hash\":\""
#define LINE_MIDDLE "\",\"record\":"
#define NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

static const HavenJsonLimits limits = {32 * 1024 * 1024, 4, 64, TRUE};
#define LONGEST_LINE (33 * 1024 * 1024) /* a record and what stands around it */

struct _HavenEvidence {
  int fd;
  char *path;
  char *head;
  gint64 number;
};

/**
 * haven_evidence_record_new:
 *
 * Returns: (transfer full): a record of nothing
 */
HavenEvidenceRecord *
haven_evidence_record_new (void)
{
  return g_new0 (HavenEvidenceRecord, 1);
}

/**
 * haven_evidence_record_free:
 * @record: (nullable) (transfer full): a record
 */
void
haven_evidence_record_free (HavenEvidenceRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->zone);
  g_free (record->service);
  g_free (record->account);
  g_free (record->conversation);
  g_free (record->sender);
  g_free (record->alias);
  g_free (record->text);
  g_free (record->rules);
  g_free (record->action);
  g_free (record->note);
  g_free (record->cause);
  g_free (record->witnesses);
  g_free (record->effect);
  g_free (record->reported);
  g_free (record->did);
  g_free (record);
}

/* The exact bytes that came may not be UTF-8, and JSON must be: what is not is kept as its replacement. */
static void
write_text (HavenJsonWriter *writer, const char *key, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  haven_json_writer_string (writer, key, valid);
}

/* What the held box tells, and what the user adds, is there only when they did. */
static void
write_added (HavenJsonWriter *writer, const HavenEvidenceRecord *record)
{
  if (record->cause != NULL)
    write_text (writer, "cause", record->cause);
  if (record->about != 0)
    haven_json_writer_int (writer, "about", record->about);
  if (record->witnesses != NULL)
    write_text (writer, "witnesses", record->witnesses);
  if (record->effect != NULL)
    write_text (writer, "effect", record->effect);
  if (record->reported != NULL)
    write_text (writer, "reported", record->reported);
  if (record->did != NULL)
    write_text (writer, "did", record->did);
}

static char *
record_to_json (const HavenEvidenceRecord *record, gint64 number, const char *previous)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_int (writer, "number", number);
  haven_json_writer_string (writer, "previous", previous);
  haven_json_writer_int (writer, "time", record->time);
  write_text (writer, "zone", record->zone);
  write_text (writer, "service", record->service);
  write_text (writer, "account", record->account);
  write_text (writer, "conversation", record->conversation);
  haven_json_writer_boolean (writer, "room", record->room);
  haven_json_writer_boolean (writer, "outgoing", record->outgoing);
  write_text (writer, "sender", record->sender);
  write_text (writer, "alias", record->alias);
  write_text (writer, "text", record->text);
  write_text (writer, "rules", record->rules);
  write_text (writer, "action", record->action);
  haven_json_writer_int (writer, "score", record->score);
  write_text (writer, "note", record->note);
  write_added (writer, record);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, FALSE, NULL);
}

static gboolean
get_text (const HavenJsonValue *object, const char *key, char **text, GError **error)
{
  HavenJsonValue value;
  const char *found;

  if (!haven_json_has (object, key, &value) || haven_json_is_null (&value))
    return TRUE;
  if (!haven_json_read_string (&value, &found, error))
    return FALSE;
  *text = g_strdup (found);
  return TRUE;
}

static HavenEvidenceRecord *
record_from_json (const char *data, gsize length, char **previous, GError **error)
{
  g_autoptr (HavenJson) json = haven_json_parse (data, length, &limits, error);
  g_autoptr (HavenEvidenceRecord) record = haven_evidence_record_new ();
  HavenJsonValue root;

  if (json == NULL)
    return NULL;
  root = haven_json_root (json);
  if (!haven_json_read_object (&root, NULL, error) ||
      !haven_json_get_int (&root, "number", 1, G_MAXINT64, &record->number, error) ||
      !haven_json_get_int (&root, "time", G_MININT64, G_MAXINT64, &record->time, error) ||
      !haven_json_get_int (&root, "score", 0, G_MAXINT64, &record->score, error) ||
      !haven_json_get_boolean (&root, "room", &record->room, error) ||
      !haven_json_get_boolean (&root, "outgoing", &record->outgoing, error) ||
      !get_text (&root, "previous", previous, error) || !get_text (&root, "zone", &record->zone, error) ||
      !get_text (&root, "service", &record->service, error) ||
      !get_text (&root, "account", &record->account, error) ||
      !get_text (&root, "conversation", &record->conversation, error) ||
      !get_text (&root, "sender", &record->sender, error) ||
      !get_text (&root, "alias", &record->alias, error) || !get_text (&root, "text", &record->text, error) ||
      !get_text (&root, "rules", &record->rules, error) ||
      !get_text (&root, "action", &record->action, error) ||
      !get_text (&root, "note", &record->note, error) || !get_text (&root, "cause", &record->cause, error) ||
      !haven_json_get_int (&root, "about", 0, G_MAXINT64, &record->about, error) ||
      !get_text (&root, "witnesses", &record->witnesses, error) ||
      !get_text (&root, "effect", &record->effect, error) ||
      !get_text (&root, "reported", &record->reported, error) ||
      !get_text (&root, "did", &record->did, error))
    return NULL;
  return g_steal_pointer (&record);
}

static char *
hash_of (const char *data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data, length);
}

/* Splits {"hash":"…","record":…} by its exact bytes; FALSE for a line that was not finished. */
static gboolean
split_line (const char *line, gsize length, char **hash, const char **payload, gsize *payload_length)
{
  gsize head = strlen (LINE_HEAD), middle = strlen (LINE_MIDDLE);

  if (length < head + HASH_LENGTH + middle + 3 || strncmp (line, LINE_HEAD, head) != 0 ||
      strncmp (line + head + HASH_LENGTH, LINE_MIDDLE, middle) != 0 || line[length - 1] != '}' ||
      line[length - 2] != '}')
    return FALSE;
  *hash = g_strndup (line + head, HASH_LENGTH);
  *payload = line + head + HASH_LENGTH + middle;
  *payload_length = length - head - HASH_LENGTH - middle - 1;
  return TRUE;
}

/* What stands for a hash is foreign too, and goes into reports. */
static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

/* Somebody may have written the last number that can be read, and what comes then must be read too. */
static gint64
number_after (gint64 number)
{
  return number < HAVEN_JSON_LARGEST ? number + 1 : number;
}

typedef struct {
  HavenEvidenceCheck *check;
  gint64 number;
  char *previous;
  HavenEvidenceFunc func;
  gpointer data;
} Walk;

static void
add_problem (Walk *walk, guint64 line, const char *what)
{
  g_ptr_array_add (walk->check->problems, g_strdup_printf (_ ("line %" PRIu64 ": %s"), line, what));
}

static void
check_line (Walk *walk, const char *text, gsize length, guint64 line)
{
  g_autofree char *stated = NULL, *real = NULL, *previous = NULL;
  g_autoptr (HavenEvidenceRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const char *payload;
  gsize payload_length;

  if (!split_line (text, length, &stated, &payload, &payload_length)) {
    walk->check->n_torn++;
    return;
  }
  real = hash_of (payload, payload_length);
  if (!g_str_equal (real, stated))
    add_problem (walk, line, _ ("the record was changed after it was written"));
  record = record_from_json (payload, payload_length, &previous, &error);
  if (record == NULL) {
    add_problem (walk, line, _ ("the record cannot be read"));
  } else {
    if (g_strcmp0 (previous, walk->previous) != 0)
      add_problem (walk, line, _ ("the record before it is missing, was changed, or stands elsewhere"));
    if (record->number != number_after (walk->number))
      add_problem (walk, line, _ ("the numbers do not follow each other"));
    walk->number = record->number;
    walk->check->n_records++;
    if (walk->func != NULL)
      walk->func (record, walk->data);
  }
  g_free (walk->previous);
  walk->previous = is_hash (stated) ? g_steal_pointer (&stated) : g_steal_pointer (&real);
}

static gboolean
check_lines (Walk *walk, int fd, const char *path, GError **error)
{
  g_auto (HavenLineReader) reader = haven_line_reader (fd, LONGEST_LINE);

  while (haven_line_reader_next (&reader)) {
    if (reader.line == NULL)
      add_problem (walk, reader.number, _ ("the line is longer than any that Haven writes"));
    else if (reader.length > 0)
      check_line (walk, reader.line, reader.length, reader.number);
  }
  errno = reader.failed;
  return reader.failed == 0 || haven_file_fail (error, path, _ ("cannot be read to its end"));
}

/**
 * haven_evidence_verify:
 * @path: a file of evidence
 * @func: (nullable): called for each record, in order
 * @data: passed to @func
 * @error: why the file could not be opened, as haven_file_open() says, or not be read to its end
 *
 * Returns: (transfer full) (nullable): what is wrong with the chain, if anything
 */
HavenEvidenceCheck *
haven_evidence_verify (const char *path, HavenEvidenceFunc func, gpointer data, GError **error)
{
  int fd = haven_file_open (path, error);
  g_autoptr (HavenEvidenceCheck) check = NULL;
  Walk walk = {NULL, 0, NULL, func, data};
  gboolean whole;

  if (fd < 0)
    return NULL;
  check = g_new0 (HavenEvidenceCheck, 1);
  check->problems = g_ptr_array_new_with_free_func (g_free);
  walk.check = check;
  walk.previous = g_strdup (NO_HASH);
  /* less than what is there would pass for a shorter chain, and the next record would have a number again */
  whole = check_lines (&walk, fd, path, error);
  close (fd);
  check->head = g_steal_pointer (&walk.previous);
  return whole ? g_steal_pointer (&check) : NULL;
}

/**
 * haven_evidence_check_free:
 * @check: (nullable) (transfer full): a result
 */
void
haven_evidence_check_free (HavenEvidenceCheck *check)
{
  if (check == NULL)
    return;
  g_ptr_array_unref (check->problems);
  g_free (check->head);
  g_free (check);
}

static void
note_number (const HavenEvidenceRecord *record, gpointer data)
{
  *(gint64 *)data = record->number;
}

/**
 * haven_evidence_open:
 * @path: a file of evidence, made when it is missing; never through a link
 * @error: why not
 *
 * Waits while somebody else has it open for writing. The chain goes on from the last finished record, even
 * when it is damaged further up: evidence is never refused for that; haven_evidence_verify() says it.
 *
 * Returns: (transfer full) (nullable): the file, to write to
 */
HavenEvidence *
haven_evidence_open (const char *path, GError **error)
{
  g_autoptr (HavenEvidence) evidence = g_new0 (HavenEvidence, 1);
  g_autoptr (HavenEvidenceCheck) check = NULL;

  evidence->path = g_strdup (path);
  evidence->fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (evidence->fd < 0) {
    haven_file_fail (error, path, _ ("cannot be opened"));
    return NULL;
  }
  /* another program may add to the same chain: one at a time, or it would fork */
  while (flock (evidence->fd, LOCK_EX) != 0 && errno == EINTR)
    ;
  check = haven_evidence_verify (path, note_number, &evidence->number, error);
  if (check == NULL || (check->n_records == 0 && !haven_file_sync_name (path, error)))
    return NULL;
  evidence->head = g_strdup (check->head);
  return g_steal_pointer (&evidence);
}

/**
 * haven_evidence_close:
 * @evidence: (nullable) (transfer full): a file
 */
void
haven_evidence_close (HavenEvidence *evidence)
{
  if (evidence == NULL)
    return;
  if (evidence->fd >= 0) {
    /* a child that libpurple forked meanwhile, to look up names, has the file open as well, and its lock */
    flock (evidence->fd, LOCK_UN);
    close (evidence->fd);
  }
  g_free (evidence->path);
  g_free (evidence->head);
  g_free (evidence);
}

/**
 * haven_evidence_append:
 * @evidence: a file
 * @record: what happened; its number is given by the chain
 * @error: why not
 *
 * When it returns %TRUE the record has reached the disk. It waits for the disk: not for a user interface's
 * thread. The newline before the record ends a line that a kill left unfinished, so that it takes no other
 * with it.
 *
 * Returns: whether it was written
 */
gboolean
haven_evidence_append (HavenEvidence *evidence, const HavenEvidenceRecord *record, GError **error)
{
  g_autofree char *json = record_to_json (record, number_after (evidence->number), evidence->head);
  g_autofree char *hash = hash_of (json, strlen (json));
  g_autofree char *line = g_strconcat ("\n", LINE_HEAD, hash, LINE_MIDDLE, json, "}\n", NULL);
  off_t before = lseek (evidence->fd, 0, SEEK_END);

  if (before < 0 || !haven_file_write_all (evidence->fd, line, strlen (line)) ||
      fdatasync (evidence->fd) != 0) {
    haven_file_fail (error, evidence->path, _ ("cannot be written"));
    /* what is there may be whole: a second record of the same number would break the chain */
    if (before >= 0 && ftruncate (evidence->fd, before) != 0)
      g_warning ("an evidence record that was not acknowledged could not be taken back");
    return FALSE;
  }
  evidence->number = number_after (evidence->number);
  g_free (evidence->head);
  evidence->head = g_steal_pointer (&hash);
  return TRUE;
}
