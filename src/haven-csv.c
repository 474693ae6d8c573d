/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how comma-separated values are written (RFC 4180). */

#include "haven-csv.h"

#include <string.h>

#define MAX_FIELDS 200  /* of a row; what is beyond is passed over */
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

static void
end_field (GPtrArray *fields, GString *field)
{
  if (fields->len < MAX_FIELDS)
    g_ptr_array_add (fields, g_strstrip (g_strdup (field->str)));
  g_string_truncate (field, 0);
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
    if (c == ',' || c == '\n')
      end_field (fields, field);
    else if (c != '\r' && field->len < MAX_FIELD)
      g_string_append_c (field, c);
    if (c == '\n') {
      (*n_lines)++;
      return at;
    }
  }
  if (field->len > 0 || fields->len > 0)
    end_field (fields, field);
  return at;
}

/* A spreadsheet runs what begins like a formula: an apostrophe makes it words (OWASP, "CSV Injection"). */
static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/**
 * haven_csv_append_row:
 * @csv: where it is added
 * @fields: (array length=n_fields): the fields of one row; %NULL for an empty one
 * @n_fields: how many
 *
 * Adds a row that is safe to open in a spreadsheet. What needs no quotation marks has none.
 */
void
haven_csv_append_row (GString *csv, const char *const *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++) {
    const char *field = fields[i] != NULL ? fields[i] : "";
    gboolean formula = is_formula (field);
    gboolean quoted = formula || strpbrk (field, ",\"\r\n") != NULL;

    g_string_append_printf (csv, "%s%s%s", i > 0 ? "," : "", quoted ? "\"" : "", formula ? "'" : "");
    for (; *field != '\0'; field++)
      g_string_append_len (csv, *field == '"' ? "\"\"" : field, *field == '"' ? 2 : 1);
    g_string_append (csv, quoted ? "\"" : "");
  }
  g_string_append (csv, "\r\n");
}
