/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-json-check.h"

G_BEGIN_DECLS

/* What a whole number may be at most, whichever way: no sum of two such overflows. */
#define HAVEN_JSON_LARGEST G_GINT64_CONSTANT (999999999999999999)

typedef struct _HavenJson HavenJson;

/**
 * HavenJsonValue:
 *
 * A place in a document, to be kept on the stack: it borrows the document and the values it was reached
 * through, so that an error can name the whole path ("topics.self-harm.depth"). Fields are private.
 */
typedef struct _HavenJsonValue HavenJsonValue;
struct _HavenJsonValue {
  gpointer node;
  const HavenJsonValue *parent;
  const char *key;
  guint index;
};

/**
 * HavenJsonMembers:
 * @member: the member that haven_json_next() went on to
 *
 * A way through the members of an object, to be kept on the stack. To ask for each by its number would begin
 * anew with each, which an object of a million members could be written for. Other fields are private.
 */
typedef struct {
  HavenJsonValue member;
  const HavenJsonValue *object;
  gpointer state[9]; /* six pointers and three integers of json-glib, which are as wide on 32 bits */
} HavenJsonMembers;

HavenJson *haven_json_parse (const char *data, gsize length, const HavenJsonLimits *limits, GError **error);
void haven_json_free (HavenJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenJson, haven_json_free)
HavenJsonValue haven_json_root (const HavenJson *json);

char *haven_json_path (const HavenJsonValue *value);
void haven_json_set_error (const HavenJsonValue *value, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* what stands here */
gboolean haven_json_is_null (const HavenJsonValue *value);
gboolean haven_json_is_string (const HavenJsonValue *value);
gboolean haven_json_is_object (const HavenJsonValue *value);
gboolean haven_json_is_array (const HavenJsonValue *value);
gboolean haven_json_read_string (const HavenJsonValue *value, const char **string, GError **error);
gboolean haven_json_read_boolean (const HavenJsonValue *value, gboolean *boolean, GError **error);
gboolean
haven_json_read_int (const HavenJsonValue *value, gint64 min, gint64 max, gint64 *number, GError **error);
gboolean haven_json_read_choice (const HavenJsonValue *value,
                                 const char *const *choices,
                                 guint *choice,
                                 GError **error);
gboolean haven_json_read_array (const HavenJsonValue *value, guint *length, GError **error);
gboolean haven_json_read_object (const HavenJsonValue *value, const char *const *known_keys, GError **error);
gboolean haven_json_read_strings (const HavenJsonValue *value, char ***strings, GError **error);

/* going on from here */
HavenJsonValue haven_json_element (const HavenJsonValue *array, guint index);
gboolean haven_json_has (const HavenJsonValue *object, const char *key, HavenJsonValue *value);
gboolean
haven_json_get (const HavenJsonValue *object, const char *key, HavenJsonValue *value, GError **error);
guint haven_json_n_members (const HavenJsonValue *object);
HavenJsonMembers haven_json_members (const HavenJsonValue *object);
gboolean haven_json_next (HavenJsonMembers *members);
const char *haven_json_key (const HavenJsonValue *member);

/* optional members: FALSE only when one is there and wrong; the result is untouched when it is not there */
gboolean
haven_json_get_string (const HavenJsonValue *object, const char *key, const char **string, GError **error);
gboolean
haven_json_get_boolean (const HavenJsonValue *object, const char *key, gboolean *boolean, GError **error);
gboolean haven_json_get_int (
    const HavenJsonValue *object, const char *key, gint64 min, gint64 max, gint64 *number, GError **error);
gboolean haven_json_get_choice (
    const HavenJsonValue *object, const char *key, const char *const *choices, guint *choice, GError **error);
gboolean
haven_json_get_strings (const HavenJsonValue *object, const char *key, char ***strings, GError **error);

G_END_DECLS
