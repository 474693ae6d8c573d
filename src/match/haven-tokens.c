/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where the words of a message become symbols: contractions undone, every reading an edge. */

#include "haven-tokens.h"

#include <string.h>

#define MAX_PREFIXES 8
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
  tokens->tokens = g_array_new (FALSE, FALSE, sizeof (HavenToken));
  tokens->edges = g_array_new (FALSE, FALSE, sizeof (HavenEdge));
  tokens->firsts = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  g_array_unref (tokens->tokens);
  g_array_unref (tokens->edges);
  g_array_unref (tokens->firsts);
  g_free (tokens);
}

static void
add_edge (HavenTokens *tokens, guint32 at, guint32 symbol, guint32 span)
{
  HavenToken *token = &g_array_index (tokens->tokens, HavenToken, at);
  HavenEdge edge = {symbol, span, token->edge};

  if (symbol == 0)
    return;
  for (const HavenEdge *other = haven_tokens_first_edge (tokens, at); other != NULL;
       other = haven_tokens_next_edge (tokens, other)) {
    if (other->symbol == symbol && other->span == span)
      return;
  }
  g_array_append_val (tokens->edges, edge);
  token->edge = tokens->edges->len;
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
add_word (HavenTokens *tokens, guint32 at, const char *word, gsize length, guint32 span)
{
  guint32 prefixes[MAX_PREFIXES];
  guint n_prefixes;

  add_spelling (tokens, at, haven_program_find (tokens->program, word, length), span);
  if (tokens->program->prefix_lengths == 0)
    return;
  n_prefixes = haven_program_find_prefixes (tokens->program, word, length, prefixes, MAX_PREFIXES);
  for (guint i = 0; i < n_prefixes; i++)
    add_edge (tokens, at, prefixes[i], span);
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
append_token (HavenTokens *tokens, guint32 word, guint32 sentence, guint32 flags)
{
  HavenToken token = {word, sentence, flags, 0};

  g_array_append_val (tokens->tokens, token);
}

/* The words of a contraction, or NULL. A stretched one counts too unless the word as it stands is known. */
static const HavenSymbol *
find_contraction (const HavenTokens *tokens, const HavenWord *word, const char *folded)
{
  guint32 id = haven_program_find (tokens->program, folded + word->fold, word->fold_length);

  if (id == 0 && word->loose_length > 0)
    id = haven_program_find (tokens->program, folded + word->loose, word->loose_length);
  return id != 0 && tokens->program->symbols[id].n_reading > 1 ? &tokens->program->symbols[id] : NULL;
}

static void
read_word (HavenTokens *tokens, const HavenWord *word, guint32 i, guint32 sentence, const char *folded)
{
  const HavenSymbol *contraction = find_contraction (tokens, word, folded);
  guint32 at = tokens->tokens->len;
  guint32 n = contraction != NULL ? contraction->n_reading : 1;
  const guint32 starts = HAVEN_WORD_SENTENCE_START | HAVEN_WORD_CLAUSE_START;

  g_array_append_val (tokens->firsts, at);
  append_token (tokens, i, sentence, word->flags);
  for (guint32 k = 1; k < n; k++)
    append_token (tokens, i, sentence, word->flags & ~starts);
  for (guint32 k = 0; contraction != NULL && k < n; k++)
    add_edge (tokens, at + k, tokens->program->sequences[contraction->reading + k], 1);
  add_word (tokens, at, folded + word->fold, word->fold_length, n);
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
  return g_array_index (tokens->firsts, guint32, word - tokens->first_word);
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
    add_word (tokens, at, word, reading->length, span);
    if (reading->flags & HAVEN_READING_JOINED)
      read_run (tokens, at, span, word, reading->length, &lookups);
  }
}

/**
 * haven_tokens_read:
 * @tokens: room for a message; what was in it is forgotten
 * @text: (transfer none): a message, to outlive its use here
 * @first: the first word to read
 * @end: one past the last; %G_MAXUINT32 for all
 */
void
haven_tokens_read (HavenTokens *tokens, const HavenText *text, guint32 first, guint32 end)
{
  const char *folded = haven_text_get_folded (text, NULL);
  guint32 n_tokens, sentence = 0;
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);

  tokens->text = text;
  tokens->end_word = MIN (end, n_words);
  tokens->first_word = MIN (first, tokens->end_word);
  g_array_set_size (tokens->tokens, 0);
  g_array_set_size (tokens->edges, 0);
  g_array_set_size (tokens->firsts, 0);
  for (guint i = tokens->first_word; i < tokens->end_word; i++) {
    if (i > tokens->first_word && (words[i].flags & HAVEN_WORD_SENTENCE_START) != 0)
      sentence++;
    read_word (tokens, &words[i], i, sentence, folded);
  }
  n_tokens = tokens->tokens->len;
  g_array_append_val (tokens->firsts, n_tokens);
  read_readings (tokens, folded);
}
