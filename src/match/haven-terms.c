/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that turns what expressions hang off into terms of the index. Rules see "do not panic", a
 * message may have "don't panic": each way to write a phrase is a term of its own.
 */

#include "haven-terms.h"

#include <string.h>

#define MAX_WAYS 100 /* to write one phrase; beyond that a shorter piece of it is the term */
#define MAX_PHRASE 16

struct _HavenTerms {
  HavenVocabulary *vocabulary;
  HavenIndexBuilder *builder;
  GHashTable *spellings; /* symbol to GArray of the symbols of spellings that are read as it, among others */
  guint32 n_known;       /* symbols whose readings are in spellings */
  GHashTable *done;      /* words and phrases that are terms already: many expressions hang off one concept */
};

/* One phrase being written in all ways. */
typedef struct {
  HavenTerms *terms;
  const guint32 *words;
  guint32 n_words;
  guint32 written[MAX_PHRASE];
  guint n_written;
  guint n_ways;
  GPtrArray *ways; /* element-type utf8 */
} Writer;

/**
 * haven_terms_new:
 * @vocabulary: (transfer none): the words of the program that is being built
 *
 * Returns: (transfer full): no terms yet
 */
HavenTerms *
haven_terms_new (HavenVocabulary *vocabulary)
{
  HavenTerms *terms = g_new0 (HavenTerms, 1);

  terms->vocabulary = vocabulary;
  terms->builder = haven_index_builder_new ();
  terms->done = g_hash_table_new (NULL, NULL);
  terms->spellings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  return terms;
}

/**
 * haven_terms_free:
 * @terms: (nullable) (transfer full): terms
 */
void
haven_terms_free (HavenTerms *terms)
{
  if (terms == NULL)
    return;
  haven_index_builder_free (terms->builder);
  g_hash_table_unref (terms->spellings);
  g_hash_table_unref (terms->done);
  g_free (terms);
}

static const HavenSymbol *
symbol_at (const HavenTerms *terms, guint32 id)
{
  return &g_array_index (terms->vocabulary->parts->symbols, HavenSymbol, id);
}

static guint32
reading_word (const HavenTerms *terms, const HavenSymbol *symbol, guint32 i)
{
  return g_array_index (terms->vocabulary->parts->sequences, guint32, symbol->reading + i);
}

static void
note_reading (HavenTerms *terms, guint32 spelling)
{
  const HavenSymbol *symbol = symbol_at (terms, spelling);

  if (symbol->length == 0)
    return; /* a phrase */
  for (guint32 i = 0; i < symbol->n_reading; i++) {
    gpointer word = GUINT_TO_POINTER (reading_word (terms, symbol, i));
    GArray *spellings = g_hash_table_lookup (terms->spellings, word);

    if (spellings == NULL) {
      spellings = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (terms->spellings, word, spellings);
    }
    g_array_append_val (spellings, spelling);
  }
}

static const GArray *
spellings_of (HavenTerms *terms, guint32 word)
{
  for (; terms->n_known < terms->vocabulary->parts->symbols->len; terms->n_known++)
    note_reading (terms, terms->n_known);
  return g_hash_table_lookup (terms->spellings, GUINT_TO_POINTER (word));
}

static void
append_word (const HavenTerms *terms, GString *phrase, guint32 id)
{
  const HavenSymbol *symbol = symbol_at (terms, id);

  if (phrase->len > 0)
    g_string_append_c (phrase, ' ');
  g_string_append_len (phrase, terms->vocabulary->parts->strings->data + symbol->text, symbol->length);
}

static gboolean
is_hashtag (const HavenTerms *terms, guint32 id)
{
  const HavenSymbol *symbol = symbol_at (terms, id);

  return symbol->length > 1 && terms->vocabulary->parts->strings->data[symbol->text] == '#';
}

static void
add_word (HavenTerms *terms, guint32 word)
{
  const GArray *spellings = spellings_of (terms, word);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean hashtag = is_hashtag (terms, word);
  HavenIndexFlags flags =
      (symbol_at (terms, word)->prefix ? HAVEN_INDEX_PREFIX : 0) | (hashtag ? HAVEN_INDEX_HASHTAG : 0);

  append_word (terms, text, word);
  haven_index_builder_add (terms->builder, text->str + hashtag, flags);
  for (guint i = 0; spellings != NULL && i < spellings->len; i++) {
    g_string_truncate (text, 0);
    append_word (terms, text, g_array_index (spellings, guint32, i));
    haven_index_builder_add (terms->builder, text->str, 0);
  }
}

static void
write_down (Writer *writer)
{
  g_autoptr (GString) phrase = g_string_new (NULL);

  if (++writer->n_ways > MAX_WAYS)
    return;
  for (guint i = 0; i < writer->n_written; i++)
    append_word (writer->terms, phrase, writer->written[i]);
  g_ptr_array_add (writer->ways, g_strdup (phrase->str));
}

static void write_from (Writer *writer, guint32 at);

/* Writes a spelling whose reading covers the phrase from at on; the first one may begin before the phrase. */
static void
write_spelling (Writer *writer, guint32 at, guint32 spelling)
{
  const HavenSymbol *symbol = symbol_at (writer->terms, spelling);

  for (guint32 skip = 0; skip < symbol->n_reading && (skip == 0 || at == 0); skip++) {
    guint32 n = MIN (symbol->n_reading - skip, writer->n_words - at), i = 0;

    while (i < n && reading_word (writer->terms, symbol, skip + i) == writer->words[at + i])
      i++;
    if (i < n)
      continue;
    writer->written[writer->n_written++] = spelling;
    write_from (writer, at + n);
    writer->n_written--;
  }
}

static void
write_from (Writer *writer, guint32 at)
{
  const GArray *spellings;

  if (writer->n_ways > MAX_WAYS)
    return;
  if (at == writer->n_words) {
    write_down (writer);
    return;
  }
  writer->written[writer->n_written++] = writer->words[at];
  write_from (writer, at + 1);
  writer->n_written--;
  spellings = spellings_of (writer->terms, writer->words[at]);
  for (guint i = 0; spellings != NULL && i < spellings->len; i++)
    write_spelling (writer, at, g_array_index (spellings, guint32, i));
}

/* Whether a phrase can be a term: an ending may be open only at its end, and no hashtag is among its words.
 */
static gboolean
is_plain_phrase (const HavenTerms *terms, const guint32 *words, guint32 n_words)
{
  for (guint32 i = 0; i < n_words; i++) {
    if ((symbol_at (terms, words[i])->prefix && i + 1 < n_words) || is_hashtag (terms, words[i]))
      return FALSE;
  }
  return n_words > 1 && n_words <= MAX_PHRASE;
}

/* Adds all ways to write a phrase. Returns FALSE, and adds nothing, when there are too many. */
static gboolean
add_phrase (HavenTerms *terms, const guint32 *words, guint32 n_words)
{
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func (g_free);
  Writer writer = {terms, words, n_words, {0}, 0, 0, ways};
  HavenIndexFlags flags;

  if (!is_plain_phrase (terms, words, n_words))
    return FALSE;
  write_from (&writer, 0);
  if (writer.n_ways > MAX_WAYS)
    return FALSE;
  flags = symbol_at (terms, words[n_words - 1])->prefix ? HAVEN_INDEX_PREFIX : 0;
  for (guint i = 0; i < ways->len; i++)
    haven_index_builder_add (terms->builder, ways->pdata[i], flags);
  return TRUE;
}

/**
 * haven_terms_add:
 * @terms: terms
 * @hook: what some expression hangs off
 */
void
haven_terms_add (HavenTerms *terms, const HavenHook *hook)
{
  const guint32 *words = &g_array_index (terms->vocabulary->parts->sequences, guint32, hook->phrase);

  if (!g_hash_table_add (terms->done, hook->n_phrase > 1
                                          ? GSIZE_TO_POINTER ((gsize)hook->phrase << 8 | hook->n_phrase)
                                          : GSIZE_TO_POINTER ((gsize)hook->symbol << 8)))
    return;
  /* a phrase that can be written in too many ways gives way to its longest piece that can not */
  for (guint32 n = hook->n_phrase; n > 1; n--) {
    for (guint32 first = 0; first + n <= hook->n_phrase; first++) {
      if (add_phrase (terms, words + first, n))
        return;
    }
  }
  add_word (terms, hook->n_phrase > 1 ? words[hook->rarest] : hook->symbol);
}

/**
 * haven_terms_build:
 * @terms: terms
 * @error: what went wrong
 *
 * Returns: (transfer full) (nullable): the index that finds them
 */
HavenIndex *
haven_terms_build (HavenTerms *terms, GError **error)
{
  return haven_index_build (terms->builder, error);
}
