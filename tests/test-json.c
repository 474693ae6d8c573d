/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "haven-error.h"
#include "haven-json-writer.h"

static const HavenJsonLimits limits = {4096, 8, 16};

static const struct {
  const char *description;
  const char *data;
  const char *error; /* NULL: it is JSON */
} documents[] = {
    {"object", "{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e9\"]}", NULL},
    {"surrogate-pair", "\"\\ud83d\\ude00\"", NULL},
    {"empty", "", "line 1, column 1: the document ends where a value was expected"},
    {"only-space", " \n ", "line 2, column 2: the document ends where a value was expected"},
    {"comment", "{} // x", "line 1, column 4: something follows after the end of the document"},
    {"single-quotes", "{'a': 1}",
     "line 1, column 2: an apostrophe stands here; JSON wants the double quote, \""},
    {"key-without-quotes", "{a: 1}", "line 1, column 2: a text in double quotes was expected here"},
    {"double-comma", "[1,, 2]", "line 1, column 4: there is a comma too many here"},
    {"double-comma-in-object", "{\"a\": 1,,\n\"b\": 2}", "line 1, column 9: there is a comma too many here"},
    {"unclosed-text", "{\"a\": \"b,\n\"c\": 2}",
     "line 1, column 10: a closing quote is missing in this line"},
    {"control-character", "\"a\tb\"",
     "line 1, column 3: a control character in a text must be written as an escape"},
    {"assignment", "var x = 1", "line 1, column 1: a value was expected here"},
    {"duplicate-key", "{\"a\": 1,\n \"a\": 2}", "line 2, column 2: this key stands here twice"},
    {"key-with-escapes", "{\"a\\\\b\\\"\": 1}", NULL},
    {"duplicate-key-spelled-otherwise", "{\"\\ud83d\\ude00/\": 1, \"😀\\/\": 2}",
     "line 1, column 22: this key stands here twice"},
    {"key-that-is-almost-another", "{\"a\\\\\": 1, \"a\": 2}", NULL},
    {"unknown-escape-in-a-key", "{\"\\x\": 1}", "line 1, column 4: this is no escape that JSON knows"},
    {"nul-escape", "\"a\\u0000b\"", "line 1, column 9: a text cannot hold \\u0000"},
    {"huge-integer", "12345678901234567890", "line 1, column 21: this number is too large"},
    {"largest-integer", "[9223372036854775807, -9223372036854775807]", NULL},
    {"integer-that-is-too-large", "9223372036854775808", "line 1, column 20: this number is too large"},
    {"largest-number", "1.7976931348623157e308", NULL},
    {"number-that-is-too-large", "-1e309", "line 1, column 7: this number is too large"},
    {"number-that-is-next-to-nothing", "1e-999", NULL},
    {"byte-order-mark", "\xEF\xBB\xBF{}", NULL},
    {"trailing-comma", "[1,]",
     "line 1, column 4: a comma stands before this, and nothing follows it: it must go"},
    {"trailing-comma-in-object", "{\"a\": 1,\n}",
     "line 2, column 1: a comma stands before this, and nothing follows it: it must go"},
    {"missing-comma", "{\"a\": 1\n \"b\": 2}", "line 2, column 2: a comma is missing before this"},
    {"curly-quotes", "{\"a\": “b”}",
     "line 1, column 7: a curly quotation mark stands here; JSON wants the straight one, \""},
    {"column-in-characters", "{\"ä\": “b”}",
     "line 1, column 7: a curly quotation mark stands here; JSON wants the straight one, \""},
    {"remark", "{\"a\": 1, // x\n\"b\": 2}",
     "line 1, column 10: a remark cannot stand here; a key that begins with _ may hold one"},
    {"unclosed", "[1", "line 1, column 3: the document ends here, and a ] is missing"},
    {"lone-surrogate", "\"\\ud83d\"", "line 1, column 8: the first half of a surrogate pair has no second"},
    {"invalid-utf8", "\"\xff\"",
     "line 1, column 2: this is not UTF-8; an editor asks for it under \"Save as\""},
    {"too-deep", "[[[[[[[[[1]]]]]]]]]", "line 1, column 9: too many levels within one another"},
    {"too-many", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "line 1, column 34: too many entries"},
};

static void
test_document (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenJson) json =
      haven_json_parse (documents[i].data, strlen (documents[i].data), &limits, &error);

  if (documents[i].error == NULL) {
    g_assert_no_error (error);
    g_assert_nonnull (json);
  } else {
    g_assert_null (json);
    g_assert_cmpstr (error->message, ==, documents[i].error);
  }
}

static void
test_size (void)
{
  g_autofree char *data = g_strnfill (5000, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_json_parse (data, 5000, &limits, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
}

static void
test_error_names_path (void)
{
  const char *data = "{\"topics\": {\"self-harm\": [{\"depth\": 7}]}}";
  g_autoptr (HavenJson) json = haven_json_parse (data, strlen (data), &limits, NULL);
  HavenJsonValue root = haven_json_root (json);
  HavenJsonValue topics, topic, first;
  const char *depth = "untouched";
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_json_get (&root, "topics", &topics, NULL));
  g_assert_true (haven_json_get (&topics, "self-harm", &topic, NULL));
  first = haven_json_element (&topic, 0);
  g_assert_false (haven_json_get_string (&first, "depth", &depth, &error));
  g_assert_cmpstr (error->message, ==, "topics.self-harm[0].depth: must be a text in quotes");
  g_assert_cmpstr (depth, ==, "untouched");
}

static void
test_wrong_type_is_no_critical (void)
{
  HavenJson *json = haven_json_parse ("7", 1, &limits, NULL);
  HavenJsonValue root = haven_json_root (json);
  g_autoptr (GError) error = NULL;
  guint length;

  g_assert_false (haven_json_read_array (&root, &length, &error));
  g_clear_error (&error);
  g_assert_false (haven_json_read_object (&root, NULL, &error));
  haven_json_free (json);
}

static void
test_unknown_key (void)
{
  const char *const known[] = {"a", "b", NULL};
  const char *data = "{\"a\": 1, \"$schema\": \"s\", \"c\": 2}";
  g_autoptr (HavenJson) json = haven_json_parse (data, strlen (data), &limits, NULL);
  HavenJsonValue root = haven_json_root (json);
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_json_read_object (&root, known, &error));
  g_assert_cmpstr (error->message, ==, "c: no such key; known here: a, b");
}

static void
test_numbers_whose_sum_fits (void)
{
  const char *data = "[999999999999999999, 1000000000000000000, -1000000000000000000]";
  g_autoptr (HavenJson) json = haven_json_parse (data, strlen (data), &limits, NULL);
  HavenJsonValue root = haven_json_root (json);
  gint64 number = 0;

  for (guint i = 0; i < 3; i++) {
    HavenJsonValue element = haven_json_element (&root, i);

    g_assert_true (haven_json_read_int (&element, G_MININT64, G_MAXINT64, &number, NULL) == (i == 0));
  }
  g_assert_cmpint (number, ==, HAVEN_JSON_LARGEST);
}

static void
test_path_is_printable (void)
{
  const char *const known[] = {"a", NULL};
  const char *data = "{\"\\u001b[2J\\u202eb\\u007f\": 1}";
  g_autoptr (HavenJson) json = haven_json_parse (data, strlen (data), &limits, NULL);
  HavenJsonValue root = haven_json_root (json);
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_json_read_object (&root, known, &error));
  g_assert_cmpstr (error->message, ==, "\uFFFD[2J\uFFFDb\uFFFD: no such key; known here: a");
}

static void
test_writer_round_trip (void)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autofree char *text = NULL;

  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, "quote", "a \"b\"\n");
  haven_json_writer_string (writer, "nothing", NULL);
  haven_json_writer_int (writer, "n", -3);
  haven_json_writer_end_object (writer);
  text = haven_json_writer_finish (writer, FALSE, NULL);
  g_assert_cmpstr (text, ==, "{\"quote\":\"a \\\"b\\\"\\n\",\"nothing\":null,\"n\":-3}");
}

/* json-glib does not escape all of them itself. */
static void
test_writer_control_characters (void)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  g_autoptr (GString) controls = g_string_new ("\x7f\"\\");
  g_autoptr (HavenJson) json = NULL;
  g_autofree char *text = NULL;
  HavenJsonValue root, value;
  const char *read = NULL;
  gsize length;

  for (char c = 1; c <= 0x20; c++)
    g_string_append_c (controls, c);
  haven_json_writer_begin_object (writer, NULL);
  haven_json_writer_string (writer, controls->str, controls->str);
  haven_json_writer_end_object (writer);
  text = haven_json_writer_finish (writer, FALSE, &length);
  g_assert_cmpuint (length, ==, strlen (text));
  json = haven_json_parse (text, length, &limits, NULL);
  g_assert_nonnull (json);
  root = haven_json_root (json);
  g_assert_true (haven_json_get (&root, controls->str, &value, NULL));
  g_assert_true (haven_json_read_string (&value, &read, NULL));
  g_assert_cmpstr (read, ==, controls->str);
}

/* Looking for each member from the first on would take this test many minutes. */
static void
test_many_members (void)
{
  static const HavenJsonLimits wide = {64 * 1024 * 1024, 2, 1000 * 1000};
  static const char *const known[] = {"0", NULL};
  g_autoptr (GString) data = g_string_new ("{\"_0\": 0");
  g_autoptr (HavenJson) json = NULL;
  HavenJsonValue root;
  gint64 sum = 0;

  for (guint i = 1; i < 300 * 1000; i++)
    g_string_append_printf (data, ",\"_%u\":%u", i, i);
  g_string_append_c (data, '}');
  json = haven_json_parse (data->str, data->len, &wide, NULL);
  g_assert_nonnull (json);
  root = haven_json_root (json);
  g_assert_true (haven_json_read_object (&root, known, NULL));
  for (HavenJsonMembers at = haven_json_members (&root); haven_json_next (&at);) {
    gint64 number;

    g_assert_true (haven_json_read_int (&at.member, 0, G_MAXINT, &number, NULL));
    sum += number;
  }
  g_assert_cmpint (sum, ==, G_GINT64_CONSTANT (44999850000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autofree char *path = g_strconcat ("/json/document/", documents[i].description, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_document);
  }
  g_test_add_func ("/json/too-large", test_size);
  g_test_add_func ("/json/error-names-path", test_error_names_path);
  g_test_add_func ("/json/wrong-type-is-no-critical", test_wrong_type_is_no_critical);
  g_test_add_func ("/json/unknown-key", test_unknown_key);
  g_test_add_func ("/json/numbers-whose-sum-fits", test_numbers_whose_sum_fits);
  g_test_add_func ("/json/path-is-printable", test_path_is_printable);
  g_test_add_func ("/json/many-members", test_many_members);
  g_test_add_func ("/json/writer-round-trip", test_writer_round_trip);
  g_test_add_func ("/json/writer-control-characters", test_writer_control_characters);
  return g_test_run ();
}
