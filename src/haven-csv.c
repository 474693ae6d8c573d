/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-csv.h"

#define MAX_FIELDS 200
#define MAX_FIELD 65536 /* bytes; what is longer is cut */

/* A field that begins with a quotation mark: a doubled one stands for itself (RFC 4180). */
static const char *
read_quoted (const char *at, const char *end, GString *field, guint *n_lines)
{
  for (; at < end; at++) {
    if (*at == '"') {
      if (at + 1 == end || at[1] != '"')
        return at + 1;
      at++;
    }
    *n_lines += *at == '\n';
    if (field->len < MAX_FIELD)
      g_string_append_c (field, *at);
  }
  return at;
}

/**
 * haven_csv_read_row:
 * @at: where a row begins
 * @end: the end of the data
 * @fields: (element-type utf8): where the fields of the row are put, in place of what is there
 * @n_lines: (inout): how many line ends were read over
 *
 * Reads a row of comma-separated values as RFC 4180 has them.
 *
 * Returns: where the next row begins
 */
const char *
haven_csv_read_row (const char *at, const char *end, GPtrArray *fields, guint *n_lines)
{
  g_autoptr (GString) field = g_string_new (NULL);

  g_ptr_array_set_size (fields, 0);
  while (at < end) {
    char c = *at;

    if (c == '"' && field->len == 0) {
      at = read_quoted (at + 1, end, field, n_lines);
      continue;
    }
    at++;
    if (c == ',' || c == '\n') {
      if (fields->len < MAX_FIELDS)
        g_ptr_array_add (fields, g_strstrip (g_strdup (field->str)));
      g_string_truncate (field, 0);
    } else if (c != '\r' && field->len < MAX_FIELD)
      g_string_append_c (field, c);
    if (c == '\n') {
      (*n_lines)++;
      return at;
    }
  }
  if (field->len > 0 || fields->len > 0)
    g_ptr_array_add (fields, g_strstrip (g_strdup (field->str)));
  return at;
}
