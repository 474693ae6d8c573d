/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json-writer.h"
#include "haven-json.h"
#include "haven-message.h"
#include "haven-verdict.h"

G_BEGIN_DECLS

/* bytes; the longest message that any protocol carries is far below */
#define HAVEN_INPUT_LINE_MAX (32 * 1024 * 1024)

/**
 * HavenInputLine:
 * @number: which line of the input, from 1
 * @message: the message on it, borrowed from the line
 *
 * One line that the command reads: a message as JSON. Other fields are private.
 */
typedef struct {
  guint64 number;
  HavenMessage message;
  HavenJson *json;
  char *own; /* a conversation and sender of its own, for a line that names none */
  char **names;
} HavenInputLine;

gboolean haven_input_line_read (
    HavenInputLine *line, const char *data, gsize length, guint64 number, gint64 now, GError **error);
void haven_input_line_clear (HavenInputLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenInputLine, haven_input_line_clear)
void haven_input_line_write_id (const HavenInputLine *line, HavenJsonWriter *writer);
char *haven_input_line_answer (const HavenInputLine *line, const HavenVerdict *verdict);

G_END_DECLS
