/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how a message is written as a line of JSON, and its verdict: what `haven scan`
 * promises to whoever talks with it. */

#include "cli/haven-input-line.h"

#include <string.h>

static const HavenJsonLimits limits = {HAVEN_INPUT_LINE_MAX, 16, 1024, TRUE};

static gboolean
read_time (const HavenJsonValue *root, gint64 now, gint64 *time, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) when = NULL;
  const char *text = NULL;
  HavenJsonValue value;

  if (!haven_json_has (root, "time", &value)) {
    *time = now;
    return TRUE;
  }
  if (!haven_json_read_string (&value, &text, error))
    return FALSE;
  when = g_date_time_new_from_iso8601 (text, utc);
  if (when == NULL) {
    haven_json_set_error (&value, error, "must be a time like 2026-11-21T09:30:00Z");
    return FALSE;
  }
  *time = g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when);
  return TRUE;
}

static gboolean
read_message (const HavenJsonValue *root, HavenMessage *message, GError **error)
{
  static const char *const formats[] = {"plain", "html", NULL};
  static const char *const directions[] = {"incoming", "outgoing", NULL};
  static const char *const kinds[] = {"im", "chat", NULL};
  guint format = HAVEN_FORMAT_PLAIN, direction = HAVEN_DIRECTION_INCOMING, kind = HAVEN_CONVERSATION_IM;
  HavenJsonValue text;

  if (!haven_json_read_object (root, NULL, error) || !haven_json_get (root, "text", &text, error) ||
      !haven_json_read_string (&text, &message->text, error) ||
      !haven_json_get_choice (root, "format", formats, &format, error) ||
      !haven_json_get_choice (root, "direction", directions, &direction, error) ||
      !haven_json_get_choice (root, "kind", kinds, &kind, error) ||
      !haven_json_get_string (root, "account", &message->account, error) ||
      !haven_json_get_string (root, "conversation", &message->conversation, error) ||
      !haven_json_get_string (root, "sender", &message->sender, error) ||
      !haven_json_get_boolean (root, "contact", &message->contact, error) ||
      !haven_json_get_boolean (root, "staff", &message->staff, error))
    return FALSE;
  message->length = strlen (message->text);
  message->format = format;
  message->direction = direction;
  message->kind = kind;
  return TRUE;
}

/**
 * haven_input_line_read:
 * @line: (out caller-allocates): the line; to be cleared whether or not it could be read
 * @data: (array length=length): its bytes, without its end; any bytes at all
 * @length: how many
 * @number: which line of the input it is, from 1
 * @now: when it was said if it does not say so, in microseconds since 1970 UTC
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE
 *
 * Returns: whether it holds a message
 */
gboolean
haven_input_line_read (
    HavenInputLine *line, const char *data, gsize length, guint64 number, gint64 now, GError **error)
{
  HavenMessage *message = &line->message;
  HavenJsonValue root;

  *line = (HavenInputLine){.number = number, .json = haven_json_parse (data, length, &limits, error)};
  if (line->json == NULL)
    return FALSE;
  root = haven_json_root (line->json);
  if (!read_message (&root, message, error) || !read_time (&root, now, &message->time, error) ||
      !haven_json_get_strings (&root, "names", &line->names, error))
    return FALSE;
  line->own = g_strdup_printf ("line:%" G_GUINT64_FORMAT, number);
  message->my_names = (const char *const *)line->names;
  if (message->conversation == NULL)
    message->conversation = line->own;
  if (message->sender == NULL)
    message->sender = line->own;
  return TRUE;
}

/**
 * haven_input_line_clear:
 * @line: a line, of which nothing is good afterwards
 */
void
haven_input_line_clear (HavenInputLine *line)
{
  g_clear_pointer (&line->json, haven_json_free);
  g_clear_pointer (&line->own, g_free);
  g_clear_pointer (&line->names, g_strfreev);
}

/**
 * haven_input_line_write_id:
 * @line: a line that could be read
 * @writer: where the object of its answer is being written
 *
 * Writes the id by which whoever wrote the line knows its answer, any JSON value; null where there is none.
 */
void
haven_input_line_write_id (const HavenInputLine *line, HavenJsonWriter *writer)
{
  HavenJsonValue root = haven_json_root (line->json), id;

  if (haven_json_has (&root, "id", &id))
    haven_json_writer_copy (writer, "id", &id);
  else
    haven_json_writer_string (writer, "id", NULL);
}

static void
write_finding (HavenJsonWriter *writer, const HavenFinding *finding, const HavenMessage *message)
{
  g_autofree char *span = g_strndup (message->text + finding->start, finding->end - finding->start);

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, "kind", haven_kind_to_string (finding->kind));
  haven_json_writer_string (writer, "category", finding->category);
  haven_json_writer_string (writer, "item", finding->item);
  haven_json_writer_string (
      writer, "depth", finding->depth != HAVEN_DEPTH_NONE ? haven_depth_to_string (finding->depth) : NULL);
  haven_json_writer_int (writer, "severity", finding->severity);
  haven_json_writer_string (writer, "about", haven_about_to_string (finding->about));
  haven_json_writer_string (writer, "rule", finding->rule);
  haven_json_writer_string (writer, "pack", finding->pack);
  haven_json_writer_string (writer, "title", finding->title != NULL ? finding->title : finding->rule);
  haven_json_writer_int (writer, "start", (gint64)finding->start);
  haven_json_writer_int (writer, "end", (gint64)finding->end);
  haven_json_writer_string (writer, "span", span);
  haven_json_writer_end_object (writer);
}

/**
 * haven_input_line_answer:
 * @line: a line that could be read
 * @verdict: what came of its message
 *
 * Returns: (transfer full): the line of JSON that answers it, without its end
 */
char *
haven_input_line_answer (const HavenInputLine *line, const HavenVerdict *verdict)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();

  haven_json_writer_begin_object (writer, NULL);
  haven_input_line_write_id (line, writer);
  haven_json_writer_string (writer, "action", haven_action_to_string (verdict->action));
  haven_json_writer_string (writer, "label", verdict->label);
  haven_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < verdict->findings->len; i++)
    write_finding (writer, verdict->findings->pdata[i], &line->message);
  haven_json_writer_end_array (writer);
  haven_json_writer_begin_array (writer, "notes");
  for (guint i = 0; i < verdict->notes->len; i++)
    haven_json_writer_string (writer, NULL, verdict->notes->pdata[i]);
  haven_json_writer_end_array (writer);
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, FALSE, NULL);
}
