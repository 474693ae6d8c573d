/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "haven-csv.h"

/* One field between two others, and how it is written. */
static const struct {
  const char *description;
  const char *field;
  const char *written;
} cases[] = {
    {"words", "two words", "two words"},
    {"nothing", NULL, ""},
    {"comma", "a,b", "\"a,b\""},
    {"quotation-mark", "a \"b\"", "\"a \"\"b\"\"\""},
    {"line-end", "a\nb", "\"a\nb\""},
    {"formula", "=1+1", "\"'=1+1\""},
    {"formula-behind-a-tab", "\t=1+1", "\"'\t=1+1\""},
    {"number-with-a-sign", "-1", "\"'-1\""},
    {"sign-within", "a=1", "a=1"},
};

static void
test_written (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const row[] = {"x", cases[i].field, "y"};
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autofree char *expected = g_strdup_printf ("x,%s,y\r\n", cases[i].written);

  haven_csv_append_row (csv, row, G_N_ELEMENTS (row));
  g_assert_cmpstr (csv->str, ==, expected);
}

/* What is written is read again, but for the apostrophe that keeps a formula from being run. */
static void
test_read_again (void)
{
  const char *const row[] = {"a", "b,\"c\"", "d\r\ne", "", "f"};
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  guint n_lines = 0;

  haven_csv_append_row (csv, row, G_N_ELEMENTS (row));
  g_assert_true (haven_csv_read_row (csv->str, csv->str + csv->len, fields, &n_lines) == csv->str + csv->len);
  g_assert_cmpuint (fields->len, ==, G_N_ELEMENTS (row));
  for (guint i = 0; i < fields->len; i++)
    g_assert_cmpstr (fields->pdata[i], ==, row[i]);
  g_assert_cmpuint (n_lines, ==, 2);
}

/* What others write, or a disk cut off. */
static void
test_read (void)
{
  static const struct {
    const char *what;
    const char *csv;
    const char *fields; /* of the first row */
    guint n_lines;
    const char *rest;
  } rows[] = {
      {"nothing", "", "", 0, ""},
      {"an empty row", "\na", "", 1, "a"},
      {"two rows", "a,b\r\nc", "a|b", 1, "c"},
      {"spaces around", " a , b \n", "a|b", 1, ""},
      {"no end", "a,b", "a|b", 0, ""},
      {"a comma at the end", "a,", "a|", 0, ""},
      {"line ends between quotation marks", "\"a\nb\",c\nd", "a\nb|c", 2, "d"},
      {"a quotation mark that never closes", "a,\"b\nc,d", "a|b\nc,d", 1, ""},
      {"a quotation mark within a field", "a\"b,c\n", "a\"b|c", 1, ""},
      {"words behind a closing one", "\"a\"b,c\n", "ab|c", 1, ""},
      {"broken text", "\xff,\xe2\n", "\xff|\xe2", 1, ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
    const char *end = rows[i].csv + strlen (rows[i].csv);
    guint n_lines = 0;
    const char *rest = haven_csv_read_row (rows[i].csv, end, fields, &n_lines);
    g_autofree char *joined = NULL;

    g_ptr_array_add (fields, NULL);
    joined = g_strjoinv ("|", (char **)fields->pdata);
    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (joined, ==, rows[i].fields);
    g_assert_cmpuint (n_lines, ==, rows[i].n_lines);
    g_assert_cmpstr (rest, ==, rows[i].rest);
  }
}

static void
test_bounds (void)
{
  g_autofree char *commas = g_strnfill (300, ',');
  g_autofree char *letters = g_strnfill (70000, 'a');
  g_autofree char *quoted = g_strconcat ("\"", letters, "\"", NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  guint n_lines = 0;

  g_assert_true (haven_csv_read_row (commas, commas + 300, fields, &n_lines) == commas + 300);
  g_assert_cmpuint (fields->len, ==, 200);
  haven_csv_read_row (letters, letters + 70000, fields, &n_lines);
  g_assert_cmpuint (fields->len, ==, 1);
  g_assert_cmpuint (strlen (fields->pdata[0]), ==, 65536);
  haven_csv_read_row (quoted, quoted + strlen (quoted), fields, &n_lines);
  g_assert_cmpuint (strlen (fields->pdata[0]), ==, 65536);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/csv/written/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_written);
  }
  g_test_add_func ("/csv/read-again", test_read_again);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/bounds", test_bounds);
  return g_test_run ();
}
