/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/haven-picture-tags.h"

#include <string.h>

/* Each picture as "number@where". */
static char *
list_pictures (const char *markup)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);
  GString *list = g_string_new (NULL);

  while (haven_picture_tags_next (&pictures)) {
    g_autofree char *digits =
        g_strndup (markup + pictures.digits.start, pictures.digits.end - pictures.digits.start);

    g_assert_cmpint (g_ascii_strtoll (digits, NULL, 10), ==, pictures.id);
    g_string_append_printf (list, "%s%d@%u", list->len > 0 ? " " : "", pictures.id,
                            (guint)pictures.digits.start);
  }
  return g_string_free (list, FALSE);
}

static void
test_find (void)
{
  static const struct {
    const char *what;
    const char *markup;
    const char *pictures;
  } rows[] = {
      {"no markup", "a < b", ""},
      {"as Pidgin writes it", "look <IMG ID=\"5\">", "5@14"},
      {"without quotation marks", "<img id=5>", "5@8"},
      {"with others", "<img id='7' alt=\"\"><img id=\"12\"/>", "7@9 12@28"},
      {"a line feed before the attribute", "<img\nid=\"5\">", "5@9"},
      {"spaces around the sign", "<img id = \" 5\">", "5@12"},
      {"not the first attribute", "<img src=\"x\" id=\"5\">", "5@17"},
      {"a sign > in another value", "<img alt=\"a>b\" id=\"5\">", "5@19"},
      {"what only looks like it in another value", "<img alt=\" id=3 \" id=\"5\">", "5@22"},
      {"the first of two", "<img id=\"5\" id=\"6\">", "5@9"},
      {"one from the web", "<img src=\"https://example.org/\">", ""},
      {"no number", "<img id=\"x\"><img id=\"\"><img id>", ""},
      {"numbers that nothing has", "<img id=\"0\"><img id=\"-1\">", ""},
      {"numbers that nothing can have", "<img id=\"2147483648\"><img id=\"99999999999999999999\">", ""},
      {"the largest", "<img id=\"2147483647\">", "2147483647@9"},
      {"other tags", "<image id=\"5\"><imgs id=\"6\"></img id=\"7\">", ""},
      {"a comment", "<!-- <img id=\"5\"> -->", ""},
      {"a tag that never ends", "<img id=\"5\"", ""},
      {"behind a sign that begins no tag", "<3 <img id=\"5\">", "5@12"},
      {"broken text", "\xff<img id=\"5\">\xe2", "5@10"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *pictures = list_pictures (rows[i].markup);

    g_test_message ("%s", rows[i].what);
    g_assert_cmpstr (pictures, ==, rows[i].pictures);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/picture-tags/find", test_find);
  return g_test_run ();
}
