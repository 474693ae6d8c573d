/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where words of packs become symbols: folded as messages are, contractions undone. */

#include "haven-vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-anchor.h"
#include "haven-error.h"

#define MAX_ENTRY_WORDS 16

/**
 * haven_vocabulary_new:
 * @parts: (transfer none): where symbols, strings and sequences go
 *
 * Returns: (transfer full): an empty vocabulary
 */
HavenVocabulary *
haven_vocabulary_new (HavenProgramParts *parts)
{
  HavenVocabulary *vocabulary = g_new0 (HavenVocabulary, 1);

  vocabulary->parts = parts;
  vocabulary->symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  vocabulary->phrases =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  vocabulary->strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  vocabulary->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  vocabulary->anchors = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)haven_anchor_free);
  vocabulary->text = haven_text_new ();
  return vocabulary;
}

/**
 * haven_vocabulary_free:
 * @vocabulary: (nullable) (transfer full): a vocabulary
 */
void
haven_vocabulary_free (HavenVocabulary *vocabulary)
{
  if (vocabulary == NULL)
    return;
  g_hash_table_unref (vocabulary->symbols);
  g_hash_table_unref (vocabulary->phrases);
  g_hash_table_unref (vocabulary->strings);
  g_hash_table_unref (vocabulary->entries);
  g_hash_table_unref (vocabulary->anchors);
  haven_text_free (vocabulary->text);
  g_free (vocabulary);
}

static guint32
append_string (HavenVocabulary *vocabulary, const char *string, gsize length)
{
  guint32 offset = vocabulary->parts->strings->len;
  const char end = '\0';

  g_array_append_vals (vocabulary->parts->strings, string, length);
  g_array_append_val (vocabulary->parts->strings, end);
  return offset;
}

/**
 * haven_vocabulary_add_string:
 * @vocabulary: a vocabulary
 * @string: (nullable): a string that is no word, such as a title
 *
 * Returns: where it stands in the strings; 0 for none
 */
guint32
haven_vocabulary_add_string (HavenVocabulary *vocabulary, const char *string)
{
  gpointer found;
  guint32 offset;

  if (string == NULL || *string == '\0')
    return 0;
  if (g_hash_table_lookup_extended (vocabulary->strings, string, NULL, &found))
    return GPOINTER_TO_UINT (found);
  offset = append_string (vocabulary, string, strlen (string));
  g_hash_table_insert (vocabulary->strings, g_strdup (string), GUINT_TO_POINTER (offset));
  return offset;
}

/* The symbol of a folded word, new or known; with @prefix of all words that begin so. */
static guint32
add_word (HavenVocabulary *vocabulary, const char *word, gsize length, gboolean prefix)
{
  g_autofree char *key = g_strdup_printf ("%.*s%s", (int)length, word, prefix ? "*" : "");
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (vocabulary->symbols, key));
  HavenSymbol symbol = {0};

  if (id != 0)
    return id;
  id = vocabulary->parts->symbols->len;
  symbol.text = append_string (vocabulary, word, length);
  symbol.length = length;
  symbol.prefix = prefix;
  g_array_append_val (vocabulary->parts->symbols, symbol);
  g_hash_table_insert (vocabulary->symbols, g_steal_pointer (&key), GUINT_TO_POINTER (id));
  return id;
}

/**
 * haven_vocabulary_add_phrase:
 * @vocabulary: a vocabulary
 * @words: (element-type guint32): symbols, two or more
 *
 * Returns: the symbol of these words in a row, new or known
 */
guint32
haven_vocabulary_add_phrase (HavenVocabulary *vocabulary, const GArray *words)
{
  g_autoptr (GBytes) key = g_bytes_new (words->data, words->len * sizeof (guint32));
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (vocabulary->phrases, key));
  HavenSymbol symbol = {.reading = vocabulary->parts->sequences->len, .n_reading = words->len};

  if (id != 0)
    return id;
  id = vocabulary->parts->symbols->len;
  g_array_append_vals (vocabulary->parts->sequences, words->data, words->len);
  g_array_append_val (vocabulary->parts->symbols, symbol);
  g_hash_table_insert (vocabulary->phrases, g_steal_pointer (&key), GUINT_TO_POINTER (id));
  return id;
}

/* Adds the symbols of a piece of text as they are folded, contractions left as they are. */
static void
read_folded (HavenVocabulary *vocabulary,
             const char *piece,
             gsize length,
             gboolean prefix,
             gboolean hashtag,
             GArray *symbols)
{
  const HavenWord *words;
  const char *folded;
  guint n_words;

  haven_text_read (vocabulary->text, piece, length, HAVEN_FORMAT_PLAIN);
  words = haven_text_get_words (vocabulary->text, &n_words);
  folded = haven_text_get_folded (vocabulary->text, NULL);
  for (guint i = 0; i < n_words; i++) {
    g_autofree char *tagged = NULL;
    guint32 symbol;

    if (hashtag) {
      tagged = g_strdup_printf ("#%.*s", words[i].fold_length, folded + words[i].fold);
      symbol = add_word (vocabulary, tagged, strlen (tagged), FALSE);
    } else
      symbol =
          add_word (vocabulary, folded + words[i].fold, words[i].fold_length, prefix && i + 1 == n_words);
    g_array_append_val (symbols, symbol);
  }
}

/**
 * haven_vocabulary_add_reading:
 * @vocabulary: a vocabulary
 * @reading: how a language reads a spelling; the first one given for a spelling stays
 */
void
haven_vocabulary_add_reading (HavenVocabulary *vocabulary, const HavenReadingText *reading)
{
  g_autoptr (GArray) spelling = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));
  HavenSymbol *symbol;

  read_folded (vocabulary, reading->spelling, strlen (reading->spelling), FALSE, FALSE, spelling);
  read_folded (vocabulary, reading->words, strlen (reading->words), FALSE, FALSE, words);
  if (spelling->len != 1 || words->len == 0 || words->len > MAX_ENTRY_WORDS)
    return;
  symbol = &g_array_index (vocabulary->parts->symbols, HavenSymbol, g_array_index (spelling, guint32, 0));
  if (symbol->n_reading > 0)
    return;
  symbol->reading = vocabulary->parts->sequences->len;
  symbol->n_reading = words->len;
  g_array_append_vals (vocabulary->parts->sequences, words->data, words->len);
}

/**
 * haven_vocabulary_has_letters:
 * @vocabulary: a vocabulary
 * @entry: words as they stand in a pack
 *
 * Returns: whether there is anything in it that counts as a word of a message
 */
gboolean
haven_vocabulary_has_letters (HavenVocabulary *vocabulary, const char *entry)
{
  guint n_words;

  if (g_ascii_isalnum (*entry) || g_hash_table_contains (vocabulary->entries, entry))
    return TRUE;
  haven_text_read (vocabulary->text, entry, strlen (entry), HAVEN_FORMAT_PLAIN);
  haven_text_get_words (vocabulary->text, &n_words);
  return n_words > 0;
}

/**
 * haven_vocabulary_check_row:
 * @vocabulary: a vocabulary
 * @row: words and more, one after the other, as they stand in an expression
 * @pack: the name of its pack, for errors
 * @where: its path in the pack, for errors
 * @error: #HAVEN_ERROR_INVALID when there is nothing but signs
 *
 * Signs beside words ask for nothing, "chew & spit"; alone, "(% | percent)", they would be met everywhere.
 *
 * Returns: whether there is anything to look for
 */
gboolean
haven_vocabulary_check_row (
    HavenVocabulary *vocabulary, const HavenNode *row, const char *pack, const char *where, GError **error)
{
  const HavenNode *child = NULL;

  for (guint i = 0; i < row->children->len; i++) {
    child = row->children->pdata[i];
    if (child->kind != HAVEN_NODE_WORD || haven_vocabulary_has_letters (vocabulary, child->text))
      return TRUE;
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("%s: %s: “%s” has no letters to look for"), pack,
               where, child->text);
  return FALSE;
}

static void
read_pieces (HavenVocabulary *vocabulary, const char *entry, GArray *folded)
{
  g_auto (GStrv) pieces = g_strsplit (entry, " ", -1);

  for (guint i = 0; pieces[i] != NULL; i++) {
    const char *piece = pieces[i];
    gboolean hashtag = *piece == '#' && piece[1] != '\0';
    gboolean prefix = g_str_has_suffix (piece, "*") && strlen (piece) > 1;

    piece += hashtag;
    read_folded (vocabulary, piece, strlen (piece) - prefix, prefix, hashtag, folded);
  }
}

/* Messages are read with contractions undone; a spelling of one word keeps its own symbol there too. */
static GArray *
undo_contractions (HavenVocabulary *vocabulary, const GArray *folded)
{
  GArray *symbols = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < folded->len; i++) {
    guint32 id = g_array_index (folded, guint32, i);
    const HavenSymbol *symbol = &g_array_index (vocabulary->parts->symbols, HavenSymbol, id);

    if (symbol->n_reading < 2)
      g_array_append_val (symbols, id);
    else
      g_array_append_vals (symbols, &g_array_index (vocabulary->parts->sequences, guint32, symbol->reading),
                           symbol->n_reading);
  }
  return symbols;
}

/**
 * haven_vocabulary_read:
 * @vocabulary: a vocabulary whose readings are all there
 * @entry: words as they stand in a pack: "piece of shit", "kill*", "#tw"
 * @symbols: (element-type guint32): where to add their symbols
 * @error: #HAVEN_ERROR_INVALID when nothing can be matched by it
 *
 * Returns: whether there is something to match
 */
gboolean
haven_vocabulary_read (HavenVocabulary *vocabulary, const char *entry, GArray *symbols, GError **error)
{
  g_autoptr (GArray) folded = NULL;
  GArray *known = g_hash_table_lookup (vocabulary->entries, entry);

  if (known != NULL) {
    g_array_append_vals (symbols, known->data, known->len);
    return TRUE;
  }
  folded = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_pieces (vocabulary, entry, folded);
  if (folded->len == 0 || folded->len > MAX_ENTRY_WORDS) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                 folded->len == 0 ? _ ("“%s” has no letters to look for") : _ ("“%s” has too many words"),
                 entry);
    return FALSE;
  }
  known = undo_contractions (vocabulary, folded);
  g_array_append_vals (symbols, known->data, known->len);
  g_hash_table_insert (vocabulary->entries, g_strdup (entry), known);
  return TRUE;
}

/**
 * haven_vocabulary_without_apostrophe:
 * @vocabulary: a vocabulary
 * @symbol: a symbol
 *
 * Returns: the symbol of the same word written without its apostrophe; 0 when it has none
 */
guint32
haven_vocabulary_without_apostrophe (HavenVocabulary *vocabulary, guint32 symbol)
{
  const HavenSymbol *found = &g_array_index (vocabulary->parts->symbols, HavenSymbol, symbol);
  const char *word = vocabulary->parts->strings->data + found->text;
  g_autoptr (GString) plain = NULL;

  if (memchr (word, '\'', found->length) == NULL)
    return 0;
  plain = g_string_new (NULL);
  for (guint i = 0; i < found->length; i++) {
    if (word[i] != '\'')
      g_string_append_c (plain, word[i]);
  }
  return add_word (vocabulary, plain->str, plain->len, found->prefix);
}

/* The prefixes that a word begins with, which need not be found out message by message. */
static void
note_prefixes (HavenVocabulary *vocabulary, guint32 id)
{
  HavenSymbol *symbol = &g_array_index (vocabulary->parts->symbols, HavenSymbol, id);
  GArray *sequences = vocabulary->parts->sequences;
  g_autoptr (GString) key = g_string_new (NULL);

  symbol->begin = sequences->len;
  for (guint n = 1; n <= MIN (symbol->length, 63) && symbol->n_begin < HAVEN_MAX_PREFIXES; n++) {
    guint32 prefix;

    g_string_truncate (key, 0);
    g_string_append_len (key, vocabulary->parts->strings->data + symbol->text, n);
    g_string_append_c (key, '*');
    prefix = GPOINTER_TO_UINT (g_hash_table_lookup (vocabulary->symbols, key->str));
    if (prefix == 0)
      continue;
    g_array_append_val (sequences, prefix);
    symbol->n_begin++;
  }
}

/**
 * haven_vocabulary_build_slots:
 * @vocabulary: a vocabulary that is complete
 *
 * Fills the program's table of slots, half empty, by which words are looked up, and notes what they begin
 * with.
 */
void
haven_vocabulary_build_slots (HavenVocabulary *vocabulary)
{
  GArray *slots = vocabulary->parts->slots;
  guint32 n_slots = 16;

  while (n_slots < vocabulary->parts->symbols->len * 2)
    n_slots *= 2;
  g_array_set_size (slots, n_slots);
  for (guint32 id = 1; id < vocabulary->parts->symbols->len; id++) {
    const HavenSymbol *symbol = &g_array_index (vocabulary->parts->symbols, HavenSymbol, id);
    const char *text = vocabulary->parts->strings->data + symbol->text;
    guint32 hash = symbol->prefix ? haven_program_hash_prefix (text, symbol->length)
                                  : haven_program_hash_word (text, symbol->length);
    guint32 at = hash & (n_slots - 1);

    if (symbol->length == 0)
      continue;
    while (g_array_index (slots, HavenSlot, at).symbol != 0)
      at = (at + 1) & (n_slots - 1);
    g_array_index (slots, HavenSlot, at) = (HavenSlot){hash, id};
    if (!symbol->prefix)
      note_prefixes (vocabulary, id);
  }
}
