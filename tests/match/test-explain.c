/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "match-fixture.h"
#include "match/haven-explain.h"

/* What a person who writes rules is shown: once what there is to say, and all of it. */

#define RULES                                                                                                \
  "{\"id\": \"they\", \"title\": \"a\", \"severity\": 1, \"about\": \"third\","                              \
  " \"match\": [\"@bad\", \"(so | very) ..2 @bad\", \"are ..3 @bad\"], \"unless\": [\"quoted\"],"            \
  " \"examples\": {\"yes\": [\"idiot\"], \"no\": [\"tea\"]}}"

/* "they: so idiot; they ← quoted: moron" */
static char *
describe (const HavenExplanation *explanation)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < explanation->rules->len; i++) {
    const HavenExplainedRule *rule = explanation->rules->pdata[i];

    g_string_append_printf (out, "%s%s%s%s: %s", i > 0 ? "; " : "", rule->rule->id,
                            rule->stopped_by != NULL ? " ← " : "",
                            rule->stopped_by != NULL ? rule->stopped_by : "", rule->span);
  }
  return g_string_free (out, FALSE);
}

static void
test_rules (void)
{
  static const struct {
    const char *description, *message, *rules;
  } rows[] = {
      {"the longest of what overlaps", "they are so very idiot", "they: are so very idiot"},
      {"what stands apart is told apart", "so idiot, and the kettle is on the table: moron",
       "they: so idiot; they: moron"},
      {"what was stopped is told with what stopped it", "\"so moron\", he said", "they ← quoted: so moron"},
      {"what was stopped is not merged with what was met", "idiot \"moron\"",
       "they: idiot; they ← quoted: moron"},
      {"nothing", "the kettle is on the table", ""},
  };
  g_autofree char *pack = fixture_pack (RULES);
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (HavenExplanation) explanation =
        haven_explain (matcher, rows[i].message, strlen (rows[i].message), HAVEN_FORMAT_PLAIN, NULL);
    g_autofree char *rules = describe (explanation);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (rules, ==, rows[i].rules);
  }
}

static void
test_hits (void)
{
  static const char message[] = "moron or idiot or moron";
  g_autofree char *pack = fixture_pack (RULES);
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  g_autoptr (HavenExplanation) explanation =
      haven_explain (matcher, message, strlen (message), HAVEN_FORMAT_PLAIN, NULL);
  g_autoptr (GString) hits = g_string_new (NULL);

  for (guint i = 0; i < explanation->hits->len; i++)
    g_string_append_printf (hits, "%s;", (const char *)explanation->hits->pdata[i]);
  g_assert_cmpstr (hits->str, ==, "moron;idiot;");
}

/* "don't=do not" */
static void
test_parts (void)
{
  static const char message[] = "Don't say theyare #KillYourself blarghs";
  g_autofree char *pack = fixture_pack (RULES);
  g_autoptr (HavenMatcher) matcher = fixture_matcher (pack);
  g_autoptr (HavenExplanation) explanation =
      haven_explain (matcher, message, strlen (message), HAVEN_FORMAT_PLAIN, NULL);
  g_autoptr (GString) parts = g_string_new (NULL);

  for (guint i = 0; i < explanation->words->len; i++) {
    const HavenExplainedWord *word = explanation->words->pdata[i];
    g_autofree char *joined = word->parts != NULL ? g_strjoinv (" ", word->parts) : NULL;

    if (joined != NULL)
      g_string_append_printf (parts, "%s=%s;", word->folded, joined);
  }
  g_assert_cmpstr (parts->str, ==, "don't=do not;theyare=they are;killyourself=kill yourself;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/rules", test_rules);
  g_test_add_func ("/explain/hits", test_hits);
  g_test_add_func ("/explain/parts", test_parts);
  return g_test_run ();
}
