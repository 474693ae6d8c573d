/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <stdio.h>

#include "haven-engine.h"
#include "haven-json.h"
#include "haven-message.h"

/**
 * HavenInputLine:
 * @number: which line of the input, from 1
 * @message: the message on it, borrowed from the line
 * @has_id: whether the line had an id
 * @id: that id, any JSON value
 */
typedef struct {
  guint64 number;
  HavenMessage message;
  gboolean has_id;
  HavenJsonValue id;
} HavenInputLine;

typedef void (*HavenInputFunc) (const HavenInputLine *line, gpointer data);

gboolean haven_command_read_lines (FILE *input, HavenInputFunc func, gpointer data);
HavenEngine *
haven_command_make_engine (const char *settings, const char *profile, const char *packs, gboolean *packs_ok);
char *haven_command_data_directory (void);
