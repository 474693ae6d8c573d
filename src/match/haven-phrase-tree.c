/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The phrases of a program, laid out as a tree: those that begin alike share their beginning. */

#include "haven-phrase-tree.h"

typedef struct {
  HavenProgramParts *parts;
  GArray *phrases; /* guint32: their symbols, by their words, one before those that go on from it */
} Tree;

static const HavenSymbol *
symbol_at (const HavenProgramParts *parts, guint32 id)
{
  return &g_array_index (parts->symbols, HavenSymbol, id);
}

static guint32
word_at (const HavenProgramParts *parts, guint32 phrase, guint32 depth)
{
  return g_array_index (parts->sequences, guint32, symbol_at (parts, phrase)->reading + depth);
}

static int
compare_phrases (gconstpointer a, gconstpointer b, gpointer data)
{
  const HavenProgramParts *parts = data;
  guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
  guint32 n_one = symbol_at (parts, one)->n_reading, n_other = symbol_at (parts, other)->n_reading;

  for (guint32 i = 0; i < MIN (n_one, n_other); i++)
    if (word_at (parts, one, i) != word_at (parts, other, i))
      return word_at (parts, one, i) < word_at (parts, other, i) ? -1 : 1;
  return n_one < n_other ? -1 : n_one > n_other;
}

/* One past the last of some phrases that have the same word at one depth as the first of them. */
static guint
find_end (const Tree *tree, guint first, guint end, guint32 depth)
{
  const guint32 *phrases = (const guint32 *)(gconstpointer)tree->phrases->data;
  guint32 word = word_at (tree->parts, phrases[first], depth);
  guint at = first + 1;

  while (at < end && word_at (tree->parts, phrases[at], depth) == word)
    at++;
  return at;
}

/* How many different words some phrases have at one depth. */
static guint
count_words (const Tree *tree, guint first, guint end, guint32 depth)
{
  guint n = 0;

  for (guint i = first; i < end; i = find_end (tree, i, end, depth))
    n++;
  return n;
}

/* How long a table of so many words is: a third of it is free, so that most words stand at their place. */
static guint
table_length (guint n_words)
{
  guint length = 1;

  while (n_words > 1 && length * 2 < n_words * 3)
    length *= 2;
  return length;
}

/* Where in a table, of which some place is free, a word is to stand. */
static guint32
find_room (const GArray *nodes, guint32 table, guint32 n, guint32 word)
{
  guint32 at = haven_phrase_place (word, n);

  while (g_array_index (nodes, HavenPhrase, table + at).word != 0)
    at = (at + 1) & (n - 1);
  return table + at;
}

/* Lays out the words that some phrases have at one depth, which are alike up to there, and then what comes
 * after each. */
static void
lay_out (const Tree *tree, guint first, guint end, guint32 depth, guint32 *next, guint32 *n_next)
{
  GArray *nodes = tree->parts->phrases;

  *next = nodes->len;
  *n_next = table_length (count_words (tree, first, end, depth));
  g_array_set_size (nodes, *next + *n_next);
  for (guint i = first, stop; i < end; i = stop) {
    guint32 phrase = g_array_index (tree->phrases, guint32, i);
    HavenPhrase node = {.word = word_at (tree->parts, phrase, depth)};
    guint32 at = find_room (nodes, *next, *n_next, node.word);

    stop = find_end (tree, i, end, depth);
    if (symbol_at (tree->parts, phrase)->n_reading == depth + 1) {
      node.symbol = phrase;
      i++;
    }
    if (i < stop)
      lay_out (tree, i, stop, depth + 1, &node.next, &node.n_next);
    g_array_index (nodes, HavenPhrase, at) = node;
  }
}

/**
 * haven_phrase_tree_build:
 * @parts: a program whose symbols are complete
 *
 * Fills its phrases, by which they are found in a message, and notes in words which of them they begin.
 */
void
haven_phrase_tree_build (HavenProgramParts *parts)
{
  g_autoptr (GArray) phrases = g_array_new (FALSE, FALSE, sizeof (guint32));
  const Tree tree = {parts, phrases};

  for (guint32 id = 1; id < parts->symbols->len; id++)
    if (symbol_at (parts, id)->length == 0)
      g_array_append_val (phrases, id);
  g_array_sort_with_data (phrases, compare_phrases, parts);
  for (guint i = 0, end; i < phrases->len; i = end) {
    HavenSymbol *word =
        &g_array_index (parts->symbols, HavenSymbol, word_at (parts, g_array_index (phrases, guint32, i), 0));

    end = find_end (&tree, i, phrases->len, 0);
    lay_out (&tree, i, end, 1, &word->phrase, &word->n_phrases);
    for (guint32 k = 0; k < word->n_phrases; k++) {
      guint32 second = g_array_index (parts->phrases, HavenPhrase, word->phrase + k).word;

      word->second |= second != 0 ? haven_symbol_bit (second) : 0;
    }
  }
}
