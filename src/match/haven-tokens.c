/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where the words of a message become symbols: contractions undone, every reading an edge. */

#include "haven-tokens.h"

#include <string.h>

#define MAX_HASHTAG 64
#define MAX_RUN 48           /* letters of words that were run together */
#define MAX_RUN_WORD 16      /* letters of one word in a run */
#define MAX_RUN_LOOKUPS 4096 /* in one message */

/**
 * haven_tokens_new:
 * @program: (transfer none): the program whose symbols to use
 *
 * Returns: (transfer full): room for messages
 */
HavenTokens *
haven_tokens_new (const HavenProgram *program)
{
  HavenTokens *tokens = g_new0 (HavenTokens, 1);

  tokens->program = program;
  tokens->last = g_new0 (HavenTokenLast, program->n_symbols + 1);
  return tokens;
}

/**
 * haven_tokens_free:
 * @tokens: (nullable) (transfer full): what haven_tokens_new() made
 */
void
haven_tokens_free (HavenTokens *tokens)
{
  if (tokens == NULL)
    return;
  g_free (tokens->last);
  g_free (tokens->tokens);
  g_free (tokens->edges);
  g_free (tokens->firsts);
  g_free (tokens);
}

static void
add_edge (HavenTokens *tokens, guint32 at, guint32 symbol, guint32 span)
{
  HavenToken *token = &tokens->tokens[at];
  HavenTokenLast *last;

  if (symbol == 0)
    return;
  for (const HavenEdge *other = haven_tokens_first_edge (tokens, at); other != NULL;
       other = haven_tokens_next_edge (tokens, other)) {
    if (other->symbol == symbol && other->span == span)
      return;
  }
  if (G_UNLIKELY (tokens->n_edges == tokens->max_edges)) {
    tokens->max_edges = MAX (tokens->max_edges * 2, 64);
    tokens->edges = g_renew (HavenEdge, tokens->edges, tokens->max_edges);
  }
  last = &tokens->last[symbol];
  tokens->edges[tokens->n_edges] =
      (HavenEdge){symbol, span, at, token->edge, last->reading == tokens->reading ? last->edge + 1 : 0};
  *last = (HavenTokenLast){tokens->reading, tokens->n_edges++};
  token->edge = tokens->n_edges;
  tokens->slack += span - 1;
}

/* Adds a spelling and, when it stands for one other word, that too. Contractions were undone before. */
static void
add_spelling (HavenTokens *tokens, guint32 at, guint32 id, guint32 span)
{
  const HavenSymbol *symbol = &tokens->program->symbols[id];

  if (id == 0 || symbol->n_reading > 1)
    return;
  add_edge (tokens, at, id, span);
  if (symbol->n_reading == 1)
    add_edge (tokens, at, tokens->program->sequences[symbol->reading], span);
}

static void
add_found (HavenTokens *tokens, guint32 at, const HavenLookup *found, guint32 span)
{
  add_spelling (tokens, at, found->symbol, span);
  for (guint i = 0; i < found->n_prefixes; i++)
    add_edge (tokens, at, found->prefixes[i], span);
}

static void
add_hashtag (HavenTokens *tokens, guint32 at, const char *word, gsize length, guint32 span)
{
  char tag[MAX_HASHTAG + 1] = "#";

  if (length > MAX_HASHTAG)
    return;
  memcpy (tag + 1, word, length);
  add_edge (tokens, at, haven_program_find (tokens->program, tag, length + 1), span);
}

static void
append_tokens (HavenTokens *tokens, guint32 word, guint32 n)
{
  if (G_UNLIKELY (tokens->n_tokens + n > tokens->max_tokens)) {
    tokens->max_tokens = MAX (tokens->max_tokens * 2, tokens->n_tokens + n);
    tokens->tokens = g_renew (HavenToken, tokens->tokens, tokens->max_tokens);
  }
  for (guint32 i = 0; i < n; i++)
    tokens->tokens[tokens->n_tokens++] = (HavenToken){word, 0, 0, 0, haven_symbol_bit (0), haven_symbol_bit (0)};
}

/* The words of a contraction, or NULL. A stretched one counts too unless the word as it stands is known. */
static const HavenSymbol *
find_contraction (const HavenTokens *tokens, const HavenWord *word, guint32 id, const char *folded)
{
  if (id == 0 && word->loose_length > 0)
    id = haven_program_find (tokens->program, folded + word->loose, word->loose_length);
  return id != 0 && tokens->program->symbols[id].n_reading > 1 ? &tokens->program->symbols[id] : NULL;
}

static void
read_word (HavenTokens *tokens, const HavenWord *word, guint32 i, const char *folded)
{
  guint32 at = tokens->n_tokens, n;
  const HavenSymbol *contraction;
  HavenLookup found;

  haven_program_look_up (tokens->program, folded + word->fold, word->fold_length, &found);
  contraction = find_contraction (tokens, word, found.symbol, folded);
  n = contraction != NULL ? contraction->n_reading : 1;
  tokens->firsts[i - tokens->first_word] = at;
  append_tokens (tokens, i, n);
  for (guint32 k = 0; contraction != NULL && k < n; k++)
    add_edge (tokens, at + k, tokens->program->sequences[contraction->reading + k], 1);
  add_found (tokens, at, &found, n);
  if (word->flags & HAVEN_WORD_HASHTAG)
    add_hashtag (tokens, at, folded + word->fold, word->fold_length, n);
}

/* Letters of one word hidden behind signs: any rare word that they could be. */
static void
read_masked (HavenTokens *tokens, guint32 at, guint32 span, const char *mask, gsize length)
{
  const HavenProgram *program = tokens->program;

  for (guint32 id = 1; id < program->n_symbols; id++) {
    const HavenSymbol *symbol = &program->symbols[id];
    const char *text = program->strings + symbol->text;
    gsize i = 0;

    if (symbol->length != length || symbol->prefix || symbol->common != HAVEN_COMMON_RARE || *text != *mask)
      continue;
    while (i < length && (mask[i] == '*' || mask[i] == text[i]))
      i++;
    if (i == length)
      add_spelling (tokens, at, id, span);
  }
}

/*
 * Spaced letters may be several words run together: "k i l l y o u". One letter is one token here, so each
 * word that stands on a way through all of them is an edge over its own letters.
 */
static void
read_run (HavenTokens *tokens, guint32 at, guint32 span, const char *run, gsize length, guint *lookups)
{
  guint32 ids[MAX_RUN][MAX_RUN_WORD + 1] = {{0}};
  gboolean from_start[MAX_RUN + 1] = {TRUE};
  gboolean to_end[MAX_RUN + 1] = {FALSE};

  if (length != span || length > MAX_RUN)
    return;
  for (gsize i = 0; i < length; i++) {
    for (gsize n = 2; from_start[i] && n <= MAX_RUN_WORD && i + n <= length && *lookups < MAX_RUN_LOOKUPS;
         n++) {
      ids[i][n] = haven_program_find (tokens->program, run + i, n);
      *lookups += 1;
      if (ids[i][n] != 0)
        from_start[i + n] = TRUE;
    }
  }
  to_end[length] = TRUE;
  for (gsize i = length; i-- > 0;) {
    for (gsize n = 2; n <= MAX_RUN_WORD && i + n <= length; n++) {
      if (ids[i][n] == 0 || !to_end[i + n])
        continue;
      to_end[i] = TRUE;
      add_spelling (tokens, at + i, ids[i][n], n);
    }
  }
}

static guint32
first_token (const HavenTokens *tokens, guint32 word)
{
  return tokens->firsts[word - tokens->first_word];
}

static void
read_readings (HavenTokens *tokens, const char *folded)
{
  guint n_readings, lookups = 0;
  const HavenReading *readings = haven_text_get_readings (tokens->text, &n_readings);

  for (guint i = 0; i < n_readings; i++) {
    const HavenReading *reading = &readings[i];
    const char *word = folded + reading->fold;
    guint32 at, span;
    HavenLookup found;

    if (reading->first_word >= tokens->end_word)
      break;
    if (reading->first_word < tokens->first_word || reading->last_word >= tokens->end_word)
      continue;
    at = first_token (tokens, reading->first_word);
    span = first_token (tokens, reading->last_word + 1) - at;

    if (reading->flags & HAVEN_READING_MASKED) {
      read_masked (tokens, at, span, word, reading->length);
      continue;
    }
    haven_program_look_up (tokens->program, word, reading->length, &found);
    add_found (tokens, at, &found, span);
    if (reading->flags & HAVEN_READING_JOINED)
      read_run (tokens, at, span, word, reading->length, &lookups);
  }
}

/* Who asks for a word beside another mostly asks in vain: a few bits answer that. */
static void
note_neighbours (HavenTokens *tokens)
{
  for (guint32 i = 0; i < tokens->n_edges; i++) {
    const HavenEdge *edge = &tokens->edges[i];

    tokens->tokens[edge->at].at |= haven_symbol_bit (edge->symbol);
    if (edge->at + edge->span < tokens->n_tokens)
      tokens->tokens[edge->at + edge->span].before |= haven_symbol_bit (edge->symbol);
  }
}

/**
 * haven_tokens_read:
 * @tokens: room for a message; what was in it is forgotten
 * @text: (transfer none): a message, to outlive its use here
 * @first: the first word to read
 * @end: one past the last; %G_MAXUINT32 for all
 *
 * Flags and sentences are not known before haven_tokens_add_flags().
 */
void
haven_tokens_read (HavenTokens *tokens, const HavenText *text, guint32 first, guint32 end)
{
  const char *folded = haven_text_get_folded (text, NULL);
  guint n_words;
  /* which words are hashtags is one of the flags, and only few messages have any */
  const HavenWord *words =
      haven_text_may_have_hashtags (text) ? haven_text_get_words (text, &n_words) : haven_text_peek_words (text, &n_words);

  tokens->text = text;
  tokens->end_word = MIN (end, n_words);
  tokens->first_word = MIN (first, tokens->end_word);
  tokens->reading++;
  tokens->n_tokens = 0;
  tokens->n_edges = 0;
  tokens->slack = 0;
  tokens->is_flagged = FALSE;
  if (tokens->end_word - tokens->first_word >= tokens->max_firsts) {
    tokens->max_firsts = (tokens->end_word - tokens->first_word) * 2 + 64;
    tokens->firsts = g_renew (guint32, tokens->firsts, tokens->max_firsts);
  }
  for (guint i = tokens->first_word; i < tokens->end_word; i++)
    read_word (tokens, &words[i], i, folded);
  tokens->firsts[tokens->end_word - tokens->first_word] = tokens->n_tokens;
  read_readings (tokens, folded);
  note_neighbours (tokens);
}

/**
 * haven_tokens_add_flags:
 * @tokens: a message that was read
 *
 * Finds out where sentences begin and how words stand in them, which costs as much as all the rest: it is
 * asked for only once something has been seen.
 */
void
haven_tokens_add_flags (HavenTokens *tokens)
{
  const guint32 starts = HAVEN_WORD_SENTENCE_START | HAVEN_WORD_CLAUSE_START;
  guint n_words;
  const HavenWord *words = haven_text_get_words (tokens->text, &n_words);
  guint32 sentence = 0, last = G_MAXUINT32;

  for (guint32 i = 0; i < tokens->n_tokens && !tokens->is_flagged; i++) {
    HavenToken *token = &tokens->tokens[i];
    guint32 flags = words[token->word].flags;

    if (i > 0 && token->word != last && (flags & HAVEN_WORD_SENTENCE_START) != 0)
      sentence++;
    token->sentence = sentence;
    token->flags = token->word == last ? flags & ~starts : flags;
    last = token->word;
  }
  tokens->is_flagged = TRUE;
}
