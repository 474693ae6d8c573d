/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The phrases of a message. One that some concept has is a symbol like any word: it is found once, and
 * whoever asks for it asks for one bit, as exactly as for a word. Without that "old people" would be looked
 * for wherever "old" stands, by each of hundreds of expressions that speak of a group.
 */

#include "haven-tokens.h"

/* Of what may come next the one with a word; NULL when there is none. */
static const HavenPhrase *
find_next (const HavenPhrase *next, guint32 n_next, guint32 word)
{
  guint32 at = haven_phrase_place (word, n_next);

  for (guint32 i = 0; i < n_next && next[at].word != 0; i++, at = (at + 1) & (n_next - 1)) {
    if (next[at].word == word)
      return &next[at];
  }
  return NULL;
}

/* Goes on from one word of phrases to what stands at the next token. */
static void
follow (HavenTokens *tokens, guint32 start, guint32 at, guint32 next, guint32 n_next)
{
  const HavenPhrase *phrases = tokens->program->phrases;

  for (guint32 i = tokens->tokens[at].edge; i != 0; i = tokens->edges[i - 1].next) {
    const HavenPhrase *found = find_next (phrases + next, n_next, tokens->edges[i - 1].symbol);
    guint32 end = at + tokens->edges[i - 1].span;

    if (found != NULL && found->symbol != 0)
      haven_tokens_append_edge (tokens, start, found->symbol, end - start);
    if (found != NULL && found->n_next > 0 && end < tokens->n_tokens)
      follow (tokens, start, end, found->next, found->n_next);
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
    const HavenEdge *edge = &tokens->edges[i];
    const HavenSymbol *word = &tokens->program->symbols[edge->symbol];
    guint32 next = edge->at + edge->span;

    if (next < tokens->n_tokens && (tokens->tokens[next].at & word->second) != 0)
      follow (tokens, edge->at, next, word->phrase, word->n_phrases);
  }
}
