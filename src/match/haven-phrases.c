/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The phrases of a message. One that some concept has is a symbol like any word: it is found once, and whoever asks for
 * it asks for one bit, as exactly as for a word. Without that "old people" would be looked for wherever "old" stands, by
 * each of hundreds of expressions that speak of a group.
 */

#include "haven-tokens.h"

/* Where a row of words ends that begins at a token: a bit for each place after it. */
static guint64
follow (const HavenTokens *tokens, const guint32 *words, guint32 n_words, guint32 at)
{
  guint64 places = 1;

  for (guint32 i = 0; i < n_words && places != 0; i++) {
    guint64 from = places;

    places = 0;
    for (; haven_tokens_may_have (tokens, words[i]) && from != 0; from &= from - 1) {
      guint32 place = __builtin_ctzll (from);
      const HavenEdge *edge = at + place < tokens->n_tokens ? haven_tokens_first_edge (tokens, at + place) : NULL;

      for (; edge != NULL; edge = haven_tokens_next_edge (tokens, edge))
        if (edge->symbol == words[i] && place + edge->span < 64)
          places |= G_GUINT64_CONSTANT (1) << (place + edge->span);
    }
  }
  return places;
}

/* The first phrase of a word whose second word is not below a symbol. */
static guint32
find_phrase (const HavenProgram *program, const HavenSymbol *word, guint32 second)
{
  guint32 low = word->phrase, n = word->n_phrases;

  while (n > 0) {
    guint32 half = n / 2;

    if (program->phrases[low + half].second < second) {
      low += half + 1;
      n -= half + 1;
    } else
      n = half;
  }
  return low;
}

/* The phrases that begin with two words which stand side by side. */
static void
add_phrases (HavenTokens *tokens, const HavenEdge first, const HavenEdge second)
{
  const HavenProgram *program = tokens->program;
  const HavenSymbol *word = &program->symbols[first.symbol];
  guint32 i = find_phrase (program, word, second.symbol), end = word->phrase + word->n_phrases;

  for (; i < end && program->phrases[i].second == second.symbol; i++) {
    const HavenPhrase *phrase = &program->phrases[i];
    const HavenSymbol *code = &program->symbols[phrase->symbol];
    guint64 ends = 1;

    if (phrase->third != 0)
      ends = haven_tokens_may_have (tokens, phrase->third)
                 ? follow (tokens, program->sequences + code->reading + 2, code->n_reading - 2, second.at + second.span)
                 : 0;
    for (; ends != 0; ends &= ends - 1)
      haven_tokens_append_edge (tokens, first.at, phrase->symbol, first.span + second.span + __builtin_ctzll (ends));
  }
}

/**
 * haven_tokens_add_phrases:
 * @tokens: a message whose words were read
 *
 * Adds an edge for each phrase that stands in it, over all its words.
 */
void
haven_tokens_add_phrases (HavenTokens *tokens)
{
  guint32 n_edges = tokens->n_edges;

  for (guint32 i = 0; i < n_edges; i++) {
    HavenEdge edge = tokens->edges[i];
    guint64 wanted = tokens->program->symbols[edge.symbol].second;
    guint32 at = edge.at + edge.span;

    for (guint32 next = wanted != 0 && at < tokens->n_tokens ? tokens->tokens[at].edge : 0; next != 0;
         next = tokens->edges[next - 1].next)
      if ((haven_symbol_bit (tokens->edges[next - 1].symbol) & wanted) != 0)
        add_phrases (tokens, edge, tokens->edges[next - 1]);
  }
}
