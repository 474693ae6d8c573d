/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-json.h"

G_BEGIN_DECLS

typedef struct _HavenJsonWriter HavenJsonWriter;

HavenJsonWriter *haven_json_writer_new (void);
void haven_json_writer_free (HavenJsonWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenJsonWriter, haven_json_writer_free)
void haven_json_writer_begin_object (HavenJsonWriter *writer, const char *key);
void haven_json_writer_end_object (HavenJsonWriter *writer);
void haven_json_writer_begin_array (HavenJsonWriter *writer, const char *key);
void haven_json_writer_end_array (HavenJsonWriter *writer);
void haven_json_writer_string (HavenJsonWriter *writer, const char *key, const char *string);
void haven_json_writer_int (HavenJsonWriter *writer, const char *key, gint64 number);
void haven_json_writer_boolean (HavenJsonWriter *writer, const char *key, gboolean boolean);
void haven_json_writer_strings (HavenJsonWriter *writer, const char *key, const char *const *strings);
void haven_json_writer_copy (HavenJsonWriter *writer, const char *key, const HavenJsonValue *value);
char *haven_json_writer_finish (HavenJsonWriter *writer, gboolean pretty, gsize *length);

G_END_DECLS
