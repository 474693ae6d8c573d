/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "haven-line-reader.h"

static const struct {
  const char *description;
  const char *content;
  const char *lines; /* "number:line|" for each */
} cases[] = {
    {"nothing", "", ""},
    {"one", "a\n", "1:a|"},
    {"last-without-an-end", "a\nbc", "1:a|2:bc|"},
    {"empty-ones-count", "\n\na\n", "1:|2:|3:a|"},
    {"as-long-as-allowed", "12345678\nb\n", "1:12345678|2:b|"},
    {"too-long-takes-no-other", "a\n123456789\nb\n", "1:a|2:(too long)|3:b|"},
    {"too-long-at-the-end", "a\n123456789", "1:a|2:(too long)|"},
};

static int
open_with (const char *content, gsize length)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("haven-lines-XXXXXX", &path, NULL);

  g_assert_cmpint (write (fd, content, length), ==, (gssize)length);
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  g_remove (path);
  return fd;
}

static void
test_lines (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  int fd = open_with (cases[i].content, strlen (cases[i].content));
  g_auto (HavenLineReader) reader = haven_line_reader (fd, 8);
  g_autoptr (GString) seen = g_string_new (NULL);

  while (haven_line_reader_next (&reader)) {
    g_string_append_printf (seen, "%" G_GUINT64_FORMAT ":", reader.number);
    g_string_append_len (seen, reader.line != NULL ? reader.line : "(too long)",
                         reader.line != NULL ? (gssize)reader.length : -1);
    g_string_append_c (seen, '|');
  }
  g_assert_cmpstr (seen->str, ==, cases[i].lines);
  g_assert_cmpint (reader.failed, ==, 0);
  close (fd);
}

/* Lines of every length around the size of what is read at once come out as they went in. */
static void
test_of_every_length (void)
{
  g_autoptr (GString) content = g_string_new (NULL);
  gsize wanted = 65400;
  int fd;

  for (gsize length = wanted; length < wanted + 300; length++) {
    gsize before = content->len;

    g_string_set_size (content, before + length);
    memset (content->str + before, 'a' + (int)(length % 26), length);
    g_string_append_c (content, '\n');
  }
  fd = open_with (content->str, content->len);
  {
    g_auto (HavenLineReader) reader = haven_line_reader (fd, 1024 * 1024);

    while (haven_line_reader_next (&reader)) {
      g_assert_cmpuint (reader.length, ==, wanted);
      g_assert_cmpint (reader.line[0], ==, 'a' + (int)(wanted % 26));
      g_assert_cmpint (reader.line[wanted - 1], ==, 'a' + (int)(wanted % 26));
      wanted++;
    }
  }
  g_assert_cmpuint (wanted, ==, 65700);
  close (fd);
}

/* A line without an end takes no more memory than the longest one. */
static void
test_endless_line_is_bounded (void)
{
  g_autofree char *zeros = g_malloc0 (16 * 1024 * 1024);
  int fd = open_with (zeros, 16 * 1024 * 1024);
  g_auto (HavenLineReader) reader = haven_line_reader (fd, 1000);

  g_assert_true (haven_line_reader_next (&reader));
  g_assert_null (reader.line);
  g_assert_cmpuint (reader.size, <, 1024 * 1024);
  g_assert_false (haven_line_reader_next (&reader));
  close (fd);
}

/* What ends because it cannot be read says so. */
static void
test_failure_is_no_end (void)
{
  int fd = open ("/", O_RDONLY);
  g_auto (HavenLineReader) reader = haven_line_reader (fd, 8);

  g_assert_false (haven_line_reader_next (&reader));
  g_assert_cmpint (reader.failed, ==, EISDIR);
  close (fd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/line-reader/lines/", cases[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_lines);
  }
  g_test_add_func ("/line-reader/of-every-length", test_of_every_length);
  g_test_add_func ("/line-reader/endless-line-is-bounded", test_endless_line_is_bounded);
  g_test_add_func ("/line-reader/failure-is-no-end", test_failure_is_no_end);
  return g_test_run ();
}
