/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * No common clean word may become a listed one by the way it is read. Every word of the dictionaries that are
 * installed is read, and every fold and reading that differs from the word is looked for in the packs. What
 * meets a term all the same stands in the list below, with the reason. Nor may one be taken for two words
 * whose space is missing: those that look so stand in the language's concept "one-word". Nor for a slip of the
 * finger: those stand in data/packs/en/en-slips-clean.json.
 */
#include "match/haven-matcher-private.h"
#include "match/haven-pack.h"
#include "match/haven-run.h"
#include "match/haven-slips.h"
#include "text/haven-fold.h"
#include "text/haven-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* word: what it is read as. Nothing may be added here that a person would write without meaning the term. */
static const char *const known_collisions[] = {
    /* the same word, spelled more carefully */
    "don't: dont",
    "baha'i's: bahais",
    "caf\u00E9: cafe",
    "fianc\u00E9: fiance",
    "fianc\u00E9e: fiancee",
    "pi\u00F1ata: pinata",
    "pok\u00E9mon: pokemon",
    "kinderg\u00E4rtner: kindergartner",
    "kinderg\u00E4rtners: kindergartners",
    "divorc\u00E9es: divorcees",
    "shi'ite's: shiites",
    /* an old way to write Qin: a word for a part of the body, which no rule minds by itself */
    "ch'in's: chins",
    NULL,
};

typedef struct {
  GHashTable *words; /* folded single words of the packs */
  GHashTable *stems;
  gsize longest_stem;
} Listed;

static void
add_entry (Listed *listed, const char *entry)
{
  g_autofree char *folded = haven_fold_string (entry, -1);

  if (*entry == '@' || strchr (folded, ' ') != NULL || *folded == 0)
    return;
  if (g_str_has_suffix (entry, "*")) {
    listed->longest_stem = MAX (listed->longest_stem, strlen (folded));
    g_hash_table_add (listed->stems, g_steal_pointer (&folded));
  } else {
    g_hash_table_add (listed->words, g_steal_pointer (&folded));
  }
}

static void
add_concept (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  JsonArray *entries = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    if (json_node_get_value_type (json_array_get_element (entries, i)) == G_TYPE_STRING)
      add_entry (data, json_array_get_string_element (entries, i));
}

/* The language pack is left out: its words are common ones; so are slips, which are no words of rules. */
static guint
load_packs (Listed *listed)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", "en", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autoptr (JsonParser) parser = json_parser_new ();
    JsonObject *pack;

    if (!g_str_has_suffix (name, ".json") || strcmp (name, "language.json") == 0 ||
        g_str_has_prefix (name, "en-slips") ||
        !json_parser_load_from_file (parser, file, NULL))
      continue;
    pack = json_node_get_object (json_parser_get_root (parser));
    if (json_object_has_member (pack, "concepts"))
      json_object_foreach_member (json_object_get_object_member (pack, "concepts"), add_concept, listed);
    n++;
  }
  return n;
}

static gboolean
is_listed (const Listed *listed, const char *word)
{
  g_autofree char *stem = g_strdup (word);

  if (g_hash_table_contains (listed->words, word))
    return TRUE;
  for (gsize n = MIN (strlen (stem), listed->longest_stem); n > 0; n--) {
    stem[n] = 0;
    if (g_hash_table_contains (listed->stems, stem))
      return TRUE;
  }
  return FALSE;
}

/* x's is x's own: that is the same word. */
static gboolean
is_possessive (const char *word, const char *reading)
{
  gsize n = strlen (reading);

  return strncmp (word, reading, n) == 0 && strcmp (word + n, "'s") == 0;
}

/*
 * Hallowe'en and ha'il are the same words without their apostrophe; the ones that are not, as he'll is not
 * hell, are contractions.
 */
static gboolean
is_spelled_with_apostrophe (const char *word)
{
  static const char *const contractions[] = {"'ll", "'d", "'re", "'ve", "'t", "'m", "'s"};

  for (guint i = 0; i < G_N_ELEMENTS (contractions); i++)
    if (g_str_has_suffix (word, contractions[i]))
      return FALSE;
  return strchr (word, '\'') != NULL;
}

static gboolean
is_known (const char *collision)
{
  return g_strv_contains (known_collisions, collision);
}

static guint
report (const char *word, const char *reading)
{
  g_autofree char *collision = g_strdup_printf ("%s: %s", word, reading);

  if (is_known (collision))
    return 0;
  g_test_message ("%s", collision);
  return 1;
}

static guint
check_word (const Listed *listed, HavenText *text, const char *raw)
{
  g_autofree char *word = g_utf8_strdown (raw, -1);
  g_autofree char *folded_word = NULL;
  const char *folded;
  const HavenReading *readings;
  guint n_readings, n = 0;

  haven_text_read (text, word, strlen (word), HAVEN_FORMAT_PLAIN);
  readings = haven_text_get_readings (text, &n_readings);
  folded = haven_text_get_folded (text, NULL);
  folded_word = haven_fold_string (word, -1);
  if (is_listed (listed, word))
    return 0;
  if (is_listed (listed, folded_word))
    n += report (word, folded_word);
  for (guint i = 0; i < n_readings; i++) {
    g_autofree char *reading = g_strndup (folded + readings[i].fold, readings[i].length);

    if (!is_possessive (folded_word, reading) && !is_spelled_with_apostrophe (folded_word) &&
        !is_listed (listed, folded_word) && is_listed (listed, reading))
      n += report (word, reading);
  }
  readings = haven_text_get_guesses (text, &n_readings);
  for (guint i = 0; i < n_readings; i++) {
    g_autofree char *guess = g_strndup (folded + readings[i].fold, readings[i].length);

    if (readings[i].first_word == readings[i].last_word && is_listed (listed, guess))
      n += report (word, guess);
  }
  return n;
}

/*
 * The next word of a dictionary, NULL at its end. Line by line: AddressSanitizer's strstr(), under
 * g_strsplit(), reads all that is left for each line.
 */
static const char *
next_word (char **rest)
{
  while (*rest != NULL) {
    char *line = *rest, *end = strchr (line, '\n');

    *rest = end != NULL ? end + 1 : NULL;
    if (end != NULL)
      *end = '\0';
    g_strdelimit (line, "/", '\0'); /* hunspell's flags */
    if (g_utf8_validate (line, -1, NULL) && *line != '\0')
      return line;
  }
  return NULL;
}

static void
check_dictionary (const char *path)
{
  Listed listed = {g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                   g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0};
  g_autoptr (HavenText) text = haven_text_new ();
  g_autofree char *data = NULL;
  guint collisions = 0, n_words = 0;

  if (!g_file_get_contents (path, &data, NULL, NULL) || load_packs (&listed) == 0) {
    g_test_skip ("no dictionary or no packs");
  } else {
    const char *word;

    for (char *rest = data; (word = next_word (&rest)) != NULL; n_words++)
      collisions += check_word (&listed, text, word);
    g_test_message ("%u words against %u", n_words,
                    g_hash_table_size (listed.words) + g_hash_table_size (listed.stems));
    g_assert_cmpuint (collisions, ==, 0);
  }
  g_hash_table_unref (listed.words);
  g_hash_table_unref (listed.stems);
}

static void
test_words (void)
{
  check_dictionary ("/usr/share/dict/american-english-huge");
}

static void
test_hunspell (void)
{
  check_dictionary ("/usr/share/hunspell/en_US.dic");
}

/* Whether a word that packs do not speak of is taken for several. */
static gboolean
falls_apart (const HavenProgram *program, const char *word, gsize length)
{
  guint lookups = G_MAXUINT;
  HavenRun run;

  if (haven_program_find (program, word, length) != 0)
    return FALSE;
  return haven_run_find_seam (program, word, length, &lookups) > 0 ||
         (length >= HAVEN_RUN_LONG && haven_run_split (&run, program, word, length, &lookups) &&
          haven_run_is_sentence (&run, program, word, HAVEN_RUN_BY_JOINS));
}

static void
check_spaces (const HavenProgram *program, const char *path)
{
  g_autofree char *data = NULL;
  const char *word;
  guint collisions = 0;

  if (!g_file_get_contents (path, &data, NULL, NULL)) {
    g_test_skip ("no dictionary");
    return;
  }
  for (char *rest = data; (word = next_word (&rest)) != NULL;) {
    g_autofree char *folded = haven_fold_string (word, -1);

    if (strchr (folded, '\'') == NULL && falls_apart (program, folded, strlen (folded))) {
      g_test_message ("%s is taken for several words: add it to \"one-word\" in language.json", word);
      collisions++;
    }
  }
  g_assert_cmpuint (collisions, ==, 0);
}

static HavenMatcher *
match_with_all_packs (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HAVEN_DATADIR"), "packs", NULL);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) packs = haven_packs_load_directory (path, NULL, errors);
  g_autoptr (HavenMatcher) matcher = haven_matcher_new_sound (packs, NULL, errors);

  g_assert_cmpuint (errors->len, ==, 0);
  return g_steal_pointer (&matcher);
}

static guint
count_slips (const HavenProgram *program, const char *path)
{
  g_autofree char *data = NULL;
  const char *word;
  guint n = 0;

  if (!g_file_get_contents (path, &data, NULL, NULL))
    return 0;
  for (char *rest = data; (word = next_word (&rest)) != NULL;) {
    g_autofree char *folded = haven_fold_string (word, -1);
    gsize length = strlen (folded);
    guint32 meant[HAVEN_SLIPS_MOST];

    if (haven_program_find (program, folded, length) != 0 ||
        haven_slips_find (program, folded, length, meant) == 0)
      continue;
    g_test_message ("%s is taken for %.*s: add it to data/packs/en/en-slips-clean.json", folded,
                    program->symbols[meant[0]].length,
                    program->strings + program->symbols[meant[0]].text);
    n++;
  }
  return n;
}

/* Words of those of these languages whose dictionaries are there, with the names of people and places that
 * they have. */
static void
test_slips (gconstpointer matcher)
{
  static const char *const names[] = {"en_US", "en_GB", "cs_CZ", "da_DK", "de_DE", "es_ES",
                                      "fr",    "fr_FR", "hu_HU", "id_ID", "it_IT", "nb_NO",
                                      "nl",    "nl_NL", "nn_NO", "pl_PL", "pt_BR", "ro_RO",
                                      "sv_SE", "tr_TR", NULL};
  const HavenProgram *program = haven_matcher_get_program (matcher);
  guint n = count_slips (program, "/usr/share/dict/american-english-huge");

  g_assert_cmpuint (program->n_slips, >, 0);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_strdup_printf ("/usr/share/hunspell/%s.dic", names[i]);

    n += count_slips (program, path);
  }
  g_assert_cmpuint (n, ==, 0);
}

static void
test_spaces (gconstpointer matcher)
{
  check_spaces (haven_matcher_get_program (matcher), "/usr/share/dict/american-english-huge");
  check_spaces (haven_matcher_get_program (matcher), "/usr/share/hunspell/en_US.dic");
}

int
main (int argc, char **argv)
{
  g_autoptr (HavenMatcher) matcher = NULL;

  g_test_init (&argc, &argv, NULL);
  matcher = match_with_all_packs ();
  g_test_add_func ("/clean-words/american-english-huge", test_words);
  g_test_add_func ("/clean-words/hunspell", test_hunspell);
  g_test_add_data_func ("/clean-words/no-space-missing", matcher, test_spaces);
  g_test_add_data_func ("/clean-words/no-slip", matcher, test_slips);
  return g_test_run ();
}
