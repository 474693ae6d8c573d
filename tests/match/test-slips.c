/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Which word was meant where a finger slipped, and where none did. */

#include <string.h>

#include "haven-error.h"
#include "match-fixture.h"
#include "match/haven-explain.h"
#include "match/haven-matcher-private.h"
#include "match/haven-slips.h"

#define PACK                                                                                                 \
  "{\"haven\": 1, \"id\": \"s\", \"title\": \"s\", \"language\": \"en\", \"version\": \"1\","                \
  "\"kind\": \"harassment\", \"category\": \"insult\", \"concepts\": {"                                      \
  "\"slips\": [\"@grave\", \"yourself\", \"bitch\", \"thief*\", \"piece of shit\", \"pig\"],"                              \
  "\"grave\": [\"suicidal\", \"idiot\", \"strangle\", \"raped\", \"worthless\"],"              \
  "\"clean\": [\"rapped\", \"strangler\"]},"                                                                 \
  "\"rules\": [{\"id\": \"r\", \"title\": \"a\", \"severity\": 1, \"match\": [\"(so | a | very) @grave\","   \
  "\"kill yourself\", \"thief*\"], \"examples\": {\"yes\": [\"so suicidal\"], \"no\": [\"tea\"]}}]}"

static const struct {
  const char *description, *written, *meant;
} words[] = {
    {"neighbours that changed places", "suicdial", "suicidal"},
    {"at the end", "yoursefl", "yourself"},
    {"in a word of five letters", "bicth", "bitch"},
    {"letters further apart are no slip", "slicidau", ""},
    {"a letter missing", "suicdal", "suicidal"},
    {"the last one missing", "suicida", "suicidal"},
    {"missing in a word of five letters", "idot", ""},
    {"a letter doubled", "iddiot", "idiot"},
    {"a letter that comes again", "iditot", "idiot"},
    {"a key hit with the one beside it", "suicidsal", "suicidal"},
    {"a letter from elsewhere", "suicidpal", ""},
    {"the key beside", "worthlesa", "worthless"},
    {"the key beside, in a short word", "birch", ""},
    {"one vowel for another", "strengle", "strangle"},
    {"a consonant from elsewhere", "strabgpe", ""},
    {"two slips", "sucidla", ""},
    {"another first letter", "duicidal", ""},
    {"the word itself is known", "suicidal", ""},
    {"a word that a pack has means itself", "rapped", ""},
    {"too short", "pgi", ""},
    {"a word with any ending has no slips", "theif", ""},
    {"signs and digits are no slip", "su1cdal", ""},
    {"longer than any word", "suiciiiiiiiiiiiiiiiiiiiiiiiiidal", ""},
    {NULL, NULL, NULL},
};

static void
test_words (void)
{
  g_autoptr (HavenMatcher) matcher = fixture_matcher (PACK);
  const HavenProgram *program = haven_matcher_get_program (matcher);

  for (guint i = 0; words[i].written != NULL; i++) {
    gsize length = strlen (words[i].written);
    g_autoptr (GString) meant = g_string_new (NULL);
    guint32 found[HAVEN_SLIPS_MOST];
    guint n = haven_program_find (program, words[i].written, length) == 0
                  ? haven_slips_find (program, words[i].written, length, found)
                  : 0;

    for (guint k = 0; k < n; k++) {
      const HavenSymbol *symbol = &program->symbols[found[k]];

      g_string_append_printf (meant, "%s%.*s", k > 0 ? " " : "", symbol->length,
                              program->strings + symbol->text);
    }
    g_test_message ("%s", words[i].description);
    g_assert_cmpstr (meant->str, ==, words[i].meant);
  }
}

static void
test_messages (void)
{
  static const struct {
    const char *description, *message, *expected;
  } rows[] = {
      {"a message with nothing else in it", "so suicdal", "r[so suicdal]"},
      {"capitals", "A IDOIT", "r[A IDOIT]"},
      {"in a phrase", "go kill yourslef now", "r[kill yourslef]"},
      {"a clean word", "so rapped", ""},
      {"a name", "a @idoit, a idoit_7, a idoit.example", ""},
      {"letters beyond ASCII beside it", "caf\u00E9 so suicdal", "r[so suicdal]"},
  };
  g_autoptr (HavenMatcher) matcher = fixture_matcher (PACK);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = fixture_match (matcher, rows[i].message, NULL);

    g_test_message ("%s", rows[i].description);
    g_assert_cmpstr (found, ==, rows[i].expected);
  }
}

static void
test_explained (void)
{
  static const char message[] = "so suicdal u rapped";
  g_autoptr (HavenMatcher) matcher = fixture_matcher (PACK);
  g_autoptr (HavenExplanation) explanation =
      haven_explain (matcher, message, strlen (message), HAVEN_FORMAT_PLAIN, NULL);
  g_autoptr (GString) readings = g_string_new (NULL);

  for (guint i = 0; i < explanation->words->len; i++) {
    const HavenExplainedWord *word = explanation->words->pdata[i];
    g_autofree char *joined = g_strjoinv (" ", word->readings);

    if (*joined != '\0')
      g_string_append_printf (readings, "%s=%s;", word->folded, joined);
  }
  g_assert_cmpstr (readings->str, ==, "suicdal=suicidal;");
}

/* Compiled packs come from a file: what leads nowhere is refused. */
static void
test_damaged (void)
{
  g_autoptr (HavenMatcher) matcher = fixture_matcher (PACK);
  const HavenProgram *program = haven_matcher_get_program (matcher);
  gsize length;
  const guint8 *data = g_bytes_get_data (program->bytes, &length);
  gsize at = (const guint8 *)program->slips - data;
  g_autofree guint8 *copy = g_memdup2 (data, length);
  HavenSlot *slots = (HavenSlot *)(gpointer)(copy + at);

  g_assert_cmpuint (program->n_slips, >, 0);
  for (int full = 0; full <= 1; full++) {
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (HavenProgram) read = NULL;

    memcpy (copy, data, length);
    for (guint32 i = 0; i < (full ? program->n_slips : 1); i++)
      slots[i].symbol = full ? 1 : program->n_symbols;
    bytes = g_bytes_new (copy, length);
    read = haven_program_new_from_bytes (bytes, &error);
    g_test_message (full ? "a table without a free place" : "a word that is not there");
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slips/words", test_words);
  g_test_add_func ("/slips/messages", test_messages);
  g_test_add_func ("/slips/explained", test_explained);
  g_test_add_func ("/slips/damaged", test_damaged);
  return g_test_run ();
}
