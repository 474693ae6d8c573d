/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "haven-error.h"
#include "settings/haven-settings-migration.h"

static const HavenJsonLimits limits = {1024, 8, 100};

static void
copy_but (const HavenJsonValue *root, const char *left_out, HavenJsonWriter *writer)
{
  for (HavenJsonMembers at = haven_json_members (root); haven_json_next (&at);) {
    HavenJsonValue member = at.member;
    const char *key = haven_json_key (&member);

    if (!g_str_equal (key, "version") && !g_str_equal (key, left_out))
      haven_json_writer_copy (writer, key, &member);
  }
}

/* a key has another name */
static void
rename_mood (const HavenJsonValue *root, HavenJsonWriter *writer)
{
  HavenJsonValue mood;

  copy_but (root, "mood", writer);
  if (haven_json_has (root, "mood", &mood))
    haven_json_writer_copy (writer, "temper", &mood);
}

/* a text becomes a list of one */
static void
list_tempers (const HavenJsonValue *root, HavenJsonWriter *writer)
{
  HavenJsonValue temper;

  copy_but (root, "temper", writer);
  if (!haven_json_has (root, "temper", &temper))
    return;
  haven_json_writer_begin_array (writer, "tempers");
  haven_json_writer_copy (writer, NULL, &temper);
  haven_json_writer_end_array (writer);
}

static const HavenSettingsStep steps[] = {rename_mood, NULL, list_tempers};

static HavenJson *
migrate (const char *text, GError **error)
{
  HavenJson *json = haven_json_parse (text, strlen (text), &limits, error);

  g_assert_nonnull (json);
  return haven_settings_migrate (json, steps, G_N_ELEMENTS (steps) + 1, &limits, error);
}

static char *
describe (const HavenJson *json)
{
  g_autoptr (HavenJsonWriter) writer = haven_json_writer_new ();
  HavenJsonValue root = haven_json_root (json);

  haven_json_writer_begin_object (writer, NULL);
  for (HavenJsonMembers at = haven_json_members (&root); haven_json_next (&at);) {
    HavenJsonValue member = at.member;

    haven_json_writer_copy (writer, haven_json_key (&member), &member);
  }
  haven_json_writer_end_object (writer);
  return haven_json_writer_finish (writer, FALSE, NULL);
}

static void
test_steps (void)
{
  static const struct {
    const char *description, *before, *after;
  } rows[] = {
      {"all steps are taken, in order", "{\"version\":1,\"days\":7,\"mood\":\"calm\"}",
       "{\"version\":4,\"days\":7,\"tempers\":[\"calm\"]}"},
      {"an earlier step is not taken twice", "{\"version\":2,\"mood\":\"kept\",\"temper\":\"calm\"}",
       "{\"version\":4,\"mood\":\"kept\",\"tempers\":[\"calm\"]}"},
      {"what is not there is not made up", "{\"version\":1,\"days\":7}", "{\"version\":4,\"days\":7}"},
      {"what is nested stays as it is", "{\"version\":3,\"rooms\":{\"a\":{\"mood\":[1,null,true]}}}",
       "{\"version\":4,\"rooms\":{\"a\":{\"mood\":[1,null,true]}}}"},
      {"the newest is read as it is", "{\"version\":4,\"temper\":\"calm\"}",
       "{\"version\":4,\"temper\":\"calm\"}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenJson) json = NULL;
    g_autofree char *after = NULL;

    g_test_message ("%s", rows[i].description);
    json = migrate (rows[i].before, &error);
    g_assert_no_error (error);
    after = describe (json);
    g_assert_cmpstr (after, ==, rows[i].after);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *description, *text, *says;
    int code;
  } rows[] = {
      {"a newer version", "{\"version\":5}", "version 5", HAVEN_ERROR_VERSION},
      {"no version", "{\"mood\":\"calm\"}", "\"version\" is missing", HAVEN_ERROR_INVALID},
      {"a version below the first", "{\"version\":0}", "version", HAVEN_ERROR_INVALID},
      {"a version in words", "{\"version\":\"two\"}", "version", HAVEN_ERROR_INVALID},
      {"no object", "[1]", "object", HAVEN_ERROR_INVALID},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenJson) json = NULL;

    g_test_message ("%s", rows[i].description);
    json = migrate (rows[i].text, &error);
    g_assert_null (json);
    g_assert_error (error, HAVEN_ERROR, rows[i].code);
    g_assert_nonnull (strstr (error->message, rows[i].says));
  }
}

/* A step may make more of a file than is read: said, not lost. */
static void
test_grown_too_large (void)
{
  g_autofree char *mood = g_strnfill (limits.size - strlen ("{\"version\":1,\"mood\":\"\"}"), 'x');
  g_autofree char *text = g_strdup_printf ("{\"version\":1,\"mood\":\"%s\"}", mood);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenJson) json = migrate (text, &error);

  g_assert_null (json);
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings-migration/steps", test_steps);
  g_test_add_func ("/settings-migration/refused", test_refused);
  g_test_add_func ("/settings-migration/grown-too-large", test_grown_too_large);
  return g_test_run ();
}
