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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/csv/written/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_written);
  }
  g_test_add_func ("/csv/read-again", test_read_again);
  return g_test_run ();
}
