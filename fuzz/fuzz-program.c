/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fuzz.h"

#include "match/haven-compiler.h"
#include "match/haven-program.h"
#include "match/haven-tokens.h"
#include "match/haven-matcher-private.h"

static void
match_with (GBytes *bytes)
{
  static const char message[] =
      "you utter moron, never you cad zqxz k1ll f*ck #tw \"quoted\" k.y.s. They said so?";
  HavenProgram *program = haven_program_new_from_bytes (bytes, NULL);
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (HavenText) text = NULL;
  g_autoptr (GArray) matches = NULL;
  gsize length;

  if (program == NULL)
    return;
  matcher = haven_matcher_new_with (program);
  text = haven_text_new ();
  matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  haven_text_read (text, message, strlen (message), HAVEN_FORMAT_PLAIN);
  haven_text_get_visible (text, &length);
  haven_matcher_match (matcher, text, NULL, matches);
  for (guint i = 0; i < matches->len; i++) {
    const HavenMatch *match = &g_array_index (matches, HavenMatch, i);

    g_assert_true (match->start <= match->end && match->end <= length);
  }
}

static GBytes *
compile (void)
{
  static const char pack[] =
      "{\"haven\":1,\"id\":\"small\",\"title\":\"Small\",\"language\":\"en\",\"version\":\"1\","
      "\"kind\":\"harassment\",\"category\":\"insult\",\"unless\":[\"negated\",\"quoted\"],"
      "\"concepts\":{\"cad\":[\"cad\",\"utter moron\",\"kill*\"]},\"rules\":["
      "{\"id\":\"a\",\"title\":\"a\",\"severity\":2,\"about\":\"you\",\"match\":[\"you ..3 @cad\",\"k1ll (x "
      "| f*ck)\"],"
      "\"examples\":{\"yes\":[\"you cad\"],\"no\":[\"tea\"]}},"
      "{\"id\":\"b\",\"title\":\"b\",\"severity\":1,\"pattern\":\"zq[xy]+z\","
      "\"examples\":{\"yes\":[\"zqxz\"],\"no\":[\"tea\"]}}]}";
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);
  g_autoptr (GError) error = NULL;
  HavenPack *one = haven_pack_new_from_data (pack, strlen (pack), "small", &error);
  g_autoptr (HavenProgram) program = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (packs, one);
  program = haven_compile (packs, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_ref (program->bytes);
}

/* Any bytes as compiled packs, and as edits to one: they are refused, or matching with them is safe and stays
 * within the message. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static GBytes *whole;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) edited = NULL;

  if (whole == NULL)
    whole = compile (); /* some milliseconds, which an input must not cost each time */
  edited = fuzz_edit (whole, data, size);
  match_with (bytes);
  match_with (edited);
  return 0;
}
