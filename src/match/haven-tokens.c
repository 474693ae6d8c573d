/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place where the words of a message become symbols: contractions undone, every reading an edge. */

#include "haven-tokens.h"

#include "haven-run.h"
#include "haven-slips.h"

#include <string.h>

#define MAX_HASHTAG 64
#define MAX_RUN_LOOKUPS 4096 /* words looked for in runs, in one message */
#define LEAST_SPELLED 4      /* letters of a word that was spelled out: "u r a" are three words */
#define LEAST_RUN 9          /* letters of a hashtag that may be several words */
#define MAX_SKIPPED 3        /* emoji between two words */

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

/**
 * haven_tokens_append_edge:
 * @tokens: a message that is being read
 * @at: the token it starts at
 * @symbol: what stands there
 * @span: how many tokens it takes up
 *
 * Returns: whether that was not known before
 */
gboolean
haven_tokens_append_edge (HavenTokens *tokens, guint32 at, guint32 symbol, guint32 span)
{
  HavenToken *token = &tokens->tokens[at];
  HavenTokenLast *last;

  for (const HavenEdge *other = haven_tokens_first_edge (tokens, at); other != NULL;
       other = haven_tokens_next_edge (tokens, other)) {
    if (other->symbol == symbol && other->span == span)
      return FALSE;
  }
  if (G_UNLIKELY (tokens->n_edges == tokens->max_edges)) {
    tokens->max_edges = MAX (tokens->max_edges * 2, 64);
    tokens->edges = g_renew (HavenEdge, tokens->edges, tokens->max_edges);
  }
  last = &tokens->last[symbol];
  tokens->edges[tokens->n_edges] = (HavenEdge){
      .symbol = symbol,
      .span = span,
      .at = at,
      .next = token->edge,
      .same = last->reading == tokens->reading ? last->edge + 1 : 0,
      .sets = haven_program_sets_of (tokens->program, symbol),
  };
  tokens->seen[symbol / 64 % HAVEN_TOKENS_SEEN] |= haven_symbol_bit (symbol);
  *last = (HavenTokenLast){tokens->reading, tokens->n_edges++};
  token->edge = tokens->n_edges;
  token->at |= haven_symbol_bit (symbol);
  return TRUE;
}

static void
add_edge (HavenTokens *tokens, guint32 at, guint32 symbol, guint32 span)
{
  if (symbol != 0 && haven_tokens_append_edge (tokens, at, symbol, span))
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
    tokens->tokens[tokens->n_tokens++] = (HavenToken){.word = word};
}

/* The first reading that begins at a word or behind it. */
static guint
find_reading (const HavenReading *readings, guint n_readings, guint32 word)
{
  guint low = 0, high = n_readings;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (readings[middle].first_word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The contraction that a word is when it is read otherwise: y0u'll */
static guint32
find_read_contraction (const HavenTokens *tokens, guint32 i, const char *folded)
{
  guint n_readings;
  const HavenReading *readings = haven_text_get_readings (tokens->text, &n_readings);

  for (guint r = find_reading (readings, n_readings, i); r < n_readings && readings[r].first_word == i; r++) {
    guint32 id = haven_program_find (tokens->program, folded + readings[r].fold, readings[r].length);

    if (readings[r].last_word == i && !(readings[r].flags & HAVEN_READING_MASKED) && id != 0 &&
        tokens->program->symbols[id].n_reading > 1)
      return id;
  }
  return 0;
}

/* The words of a contraction, or NULL. One that is read so counts too unless the word as it stands is known.
 */
static const HavenSymbol *
find_contraction (const HavenTokens *tokens, guint32 i, const HavenWord *word, guint32 id, const char *folded)
{
  if (id == 0 && word->loose_length > 0)
    id = find_read_contraction (tokens, i, folded);
  return id != 0 && tokens->program->symbols[id].n_reading > 1 ? &tokens->program->symbols[id] : NULL;
}

/* Appends a word, or the words it is short for, with one spelling of it. */
static void
append_word (HavenTokens *tokens, guint32 i, const HavenSymbol *contraction, const HavenLookup *found)
{
  guint32 at = tokens->n_tokens, n = contraction != NULL ? contraction->n_reading : 1;

  append_tokens (tokens, i, n);
  for (guint32 k = 0; contraction != NULL && k < n; k++)
    add_edge (tokens, at + k, tokens->program->sequences[contraction->reading + k], 1);
  add_found (tokens, at, found, n);
}

static void
append_piece (HavenTokens *tokens, guint32 i, const char *text, gsize length)
{
  const HavenSymbol *symbol;
  HavenLookup found;

  haven_program_look_up (tokens->program, text, length, &found);
  symbol = found.symbol != 0 ? &tokens->program->symbols[found.symbol] : NULL;
  append_word (tokens, i, symbol != NULL && symbol->n_reading > 1 ? symbol : NULL, &found);
}

/* Where the next word of "KillYourself" or "IHateBLT" begins; @length when there is none. */
static gsize
next_capital (const char *written, gsize at, gsize length)
{
  for (gsize i = at + 1; i < length; i++)
    if (g_ascii_isupper (written[i]) &&
        (!g_ascii_isupper (written[i - 1]) || (i + 1 < length && g_ascii_islower (written[i + 1]))))
      return i;
  return length;
}

static void
append_run (HavenTokens *tokens, guint32 i, const HavenRun *run, const char *text)
{
  for (guint at = 0; at < run->length; at += haven_run_get_first (run, at))
    append_piece (tokens, i, text + at, haven_run_get_first (run, at));
}

/* The words of a hashtag: parted by capitals, or else by what packs speak of. FALSE when it is one word. */
static gboolean
append_hashtag (HavenTokens *tokens, const HavenWord *word, guint32 i, const char *folded)
{
  const char *written = haven_text_get_visible (tokens->text, NULL) + word->start;
  const char *text = folded + word->fold;
  gsize length = word->fold_length;
  HavenRun run;

  if (word->end - word->start == length && next_capital (written, 0, length) < length) {
    for (gsize at = 0, end; at < length; at = end) {
      end = next_capital (written, at, length);
      append_piece (tokens, i, text + at, end - at);
    }
    return TRUE;
  }
  if (!haven_run_split (&run, tokens->program, text, length, &tokens->lookups) || length < LEAST_RUN ||
      haven_run_get_n_words (&run) < 2 ||
      !haven_run_is_sentence (&run, tokens->program, text, HAVEN_RUN_BY_GRAMMAR))
    return FALSE;
  append_run (tokens, i, &run, text);
  return TRUE;
}

/* Not a part of a name (@killallbugs, kill_all, "thesnake: hi") or of an address. */
static gboolean
stands_free (const HavenText *text, const HavenWord *word)
{
  const char *visible = haven_text_get_visible (text, NULL);
  char before = word->start > 0 ? visible[word->start - 1] : ' ', behind = visible[word->end];

  return strchr ("@_/.-+\\", before) == NULL && (behind == 0 || strchr ("@_/-+\\", behind) == NULL) &&
         !(word->start == 0 && behind == ':') && !(behind == '.' && g_ascii_isalnum (visible[word->end + 1]));
}

/* Words whose spaces were left out: "womenare". FALSE when it is one word. */
static gboolean
append_joined (HavenTokens *tokens, guint32 i, const char *text, gsize length)
{
  gsize seam = haven_run_find_seam (tokens->program, text, length, &tokens->lookups);
  HavenRun run;

  if (seam > 0) {
    append_piece (tokens, i, text, seam);
    append_piece (tokens, i, text + seam, length - seam);
    return TRUE;
  }
  if (length < HAVEN_RUN_LONG || !haven_run_split (&run, tokens->program, text, length, &tokens->lookups) ||
      !haven_run_is_sentence (&run, tokens->program, text, HAVEN_RUN_BY_JOINS))
    return FALSE;
  append_run (tokens, i, &run, text);
  return TRUE;
}

/* What packs do not speak of as it stands. FALSE when it is one word all the same. */
static gboolean
append_several (HavenTokens *tokens, const HavenWord *word, guint32 i, const char *folded)
{
  if (word->flags & HAVEN_WORD_HASHTAG)
    return append_hashtag (tokens, word, i, folded);
  return stands_free (tokens->text, word) &&
         append_joined (tokens, i, folded + word->fold, word->fold_length);
}

/* "suicdal": what was meant counts as what stands there. */
static void
add_slips (HavenTokens *tokens, const HavenWord *word, guint32 at, const char *folded)
{
  guint32 meant[HAVEN_SLIPS_MOST];
  guint n = haven_slips_find (tokens->program, folded + word->fold, word->fold_length, meant);

  if (n > 0 && !stands_free (tokens->text, word))
    return;
  for (guint i = 0; i < n; i++) {
    const HavenSymbol *symbol = &tokens->program->symbols[meant[i]];

    add_spelling (tokens, at, meant[i], 1);
    for (guint k = 0; k < symbol->n_begin; k++)
      add_edge (tokens, at, tokens->program->sequences[symbol->begin + k], 1);
  }
}

static void
read_word (HavenTokens *tokens, const HavenWord *word, guint32 i, const char *folded)
{
  guint32 at = tokens->n_tokens;
  HavenLookup found;

  tokens->firsts[i - tokens->first_word] = at;
  haven_program_look_up (tokens->program, folded + word->fold, word->fold_length, &found);
  if (found.symbol == 0 && append_several (tokens, word, i, folded))
    add_found (tokens, at, &found, tokens->n_tokens - at);
  else
    append_word (tokens, i, find_contraction (tokens, i, word, found.symbol, folded), &found);
  if (found.symbol == 0 && tokens->n_tokens == at + 1)
    add_slips (tokens, word, at, folded);
  if (word->flags & HAVEN_WORD_HASHTAG)
    add_hashtag (tokens, at, folded + word->fold, word->fold_length, tokens->n_tokens - at);
}

/* A letter that is no word, only part of one. */
static void
append_letter (HavenTokens *tokens, guint32 i)
{
  tokens->firsts[i - tokens->first_word] = tokens->n_tokens;
  append_tokens (tokens, i, 1);
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

/* A word that was spelled out, or the words that it is short for: "d o n t" is do and not. */
static void
add_spelled (HavenTokens *tokens, guint32 at, guint32 id, guint32 span)
{
  const HavenSymbol *symbol = &tokens->program->symbols[id];

  if (symbol->n_reading < 2 || symbol->n_reading > span) {
    add_spelling (tokens, at, id, span);
    return;
  }
  for (guint32 k = 0; k < symbol->n_reading; k++)
    add_edge (tokens, at + k, tokens->program->sequences[symbol->reading + k],
              k + 1 < symbol->n_reading ? 1 : span - k);
}

/*
 * Spaced letters may be several words run together: "k i l l y o u". One letter is one token here, so each
 * word that stands on a way through all of them is an edge over its own letters.
 */
static void
read_run (HavenTokens *tokens, guint32 at, guint32 span, const char *text, gsize length)
{
  HavenRun run;

  if (length != span || length < LEAST_SPELLED ||
      !haven_run_split (&run, tokens->program, text, length, &tokens->lookups))
    return;
  for (guint i = 0; i < length; i++) {
    for (guint n = 1; n <= HAVEN_RUN_MAX_WORD && i + n <= length; n++) {
      guint32 id = haven_run_get_word (&run, i, n);

      if (id != 0)
        add_spelled (tokens, at + i, id, n);
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
  guint n_readings;
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
    if (reading->flags & HAVEN_READING_JOINED) {
      add_spelled (tokens, at, found.symbol, span);
      read_run (tokens, at, span, word, reading->length);
    }
  }
}

/* Whether a pack speaks of a word; without a vowel it is none, or what people type for one: "k", "sh". */
static gboolean
is_known (const HavenTokens *tokens, const HavenWord *word, const char *folded)
{
  guint n = 0;

  while (n < word->fold_length && strchr ("aeiouy", folded[word->fold + n]) == NULL)
    n++;
  return n < word->fold_length &&
         haven_program_find (tokens->program, folded + word->fold, word->fold_length) != 0;
}

/* What may be meant counts where a pack speaks of just that, rare as it is, and not of what stands there. */
static void
read_guess (HavenTokens *tokens, const HavenReading *guess, const HavenWord *words, const char *folded)
{
  guint32 at = first_token (tokens, guess->first_word);
  guint32 span = first_token (tokens, guess->last_word + 1) - at;
  HavenLookup found;

  haven_program_look_up (tokens->program, folded + guess->fold, guess->length, &found);
  if ((found.symbol == 0 && found.n_prefixes == 0) || (is_known (tokens, &words[guess->first_word], folded) &&
                                                       is_known (tokens, &words[guess->last_word], folded)))
    return;
  if (found.symbol == 0 || tokens->program->symbols[found.symbol].common == HAVEN_COMMON_RARE)
    add_found (tokens, at, &found, span);
}

static void
read_guesses (HavenTokens *tokens, const HavenWord *words, const char *folded)
{
  guint n_guesses;
  const HavenReading *guesses = haven_text_get_guesses (tokens->text, &n_guesses);

  for (guint i = 0; i < n_guesses; i++)
    if (guesses[i].first_word >= tokens->first_word && guesses[i].last_word < tokens->end_word)
      read_guess (tokens, &guesses[i], words, folded);
}

/*
 * Letters that spell words are not words too: the i of "s t u p i d" is nobody's I. Returns a byte for each
 * word, which is set when it is such a letter; NULL when no word is.
 */
static guint8 *
find_spelled_out (HavenTokens *tokens, const char *folded)
{
  guint n_readings;
  const HavenReading *readings = haven_text_get_readings (tokens->text, &n_readings);
  guint8 *spelled = NULL;
  HavenLookup found;
  HavenRun run;

  for (guint i = 0; i < n_readings; i++) {
    const HavenReading *reading = &readings[i];
    const char *text = folded + reading->fold;

    if (!(reading->flags & HAVEN_READING_JOINED) || reading->length < LEAST_SPELLED ||
        reading->first_word < tokens->first_word || reading->last_word >= tokens->end_word)
      continue;
    haven_program_look_up (tokens->program, text, reading->length, &found);
    if (found.symbol == 0 && found.n_prefixes == 0 &&
        !haven_run_split (&run, tokens->program, text, reading->length, &tokens->lookups))
      continue;
    if (spelled == NULL)
      spelled = g_new0 (guint8, tokens->end_word - tokens->first_word);
    memset (spelled + reading->first_word - tokens->first_word, 1,
            reading->last_word - reading->first_word + 1);
  }
  return spelled;
}

/* "kill 👏 yourself": a word may reach over the emoji behind it to the next. */
static void
reach_over_emoji (HavenTokens *tokens, const HavenWord *words)
{
  guint32 n_edges = tokens->n_edges;

  for (guint32 i = 0; i < n_edges; i++) {
    HavenEdge edge = tokens->edges[i];
    guint32 end = edge.at + edge.span, n = 0;

    while (n < MAX_SKIPPED && end + n < tokens->n_tokens &&
           (words[tokens->tokens[end + n].word].flags & HAVEN_WORD_EMOJI) != 0)
      n++;
    if (n > 0 && end + n < tokens->n_tokens)
      add_edge (tokens, edge.at, edge.symbol, edge.span + n);
  }
}

/**
 * haven_tokens_begin:
 * @tokens: room for a message
 *
 * Says that another message comes, of which one window or several will be read: what may be spent on words
 * that are written together is spent once a message.
 */
void
haven_tokens_begin (HavenTokens *tokens)
{
  tokens->lookups = MAX_RUN_LOOKUPS;
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
  g_autofree guint8 *spelled = NULL;
  guint32 flags = 0;
  guint n_words;
  /* which words are hashtags is one of the flags, and only few messages have any */
  const HavenWord *words = haven_text_may_have_hashtags (text) ? haven_text_get_words (text, &n_words)
                                                               : haven_text_peek_words (text, &n_words);

  tokens->text = text;
  tokens->end_word = MIN (end, n_words);
  tokens->first_word = MIN (first, tokens->end_word);
  tokens->reading++;
  tokens->n_tokens = 0;
  tokens->n_edges = 0;
  tokens->slack = 0;
  memset (tokens->seen, 0, sizeof tokens->seen);
  tokens->is_flagged = FALSE;
  if (tokens->end_word - tokens->first_word >= tokens->max_firsts) {
    tokens->max_firsts = (tokens->end_word - tokens->first_word) * 2 + 64;
    tokens->firsts = g_renew (guint32, tokens->firsts, tokens->max_firsts);
  }
  spelled = find_spelled_out (tokens, folded);
  for (guint i = tokens->first_word; i < tokens->end_word; i++) {
    if (spelled != NULL && spelled[i - tokens->first_word])
      append_letter (tokens, i);
    else
      read_word (tokens, &words[i], i, folded);
    flags |= words[i].flags;
  }
  tokens->firsts[tokens->end_word - tokens->first_word] = tokens->n_tokens;
  read_readings (tokens, folded);
  read_guesses (tokens, words, folded);
  if (flags & HAVEN_WORD_EMOJI)
    reach_over_emoji (tokens, words);
  haven_tokens_add_phrases (tokens);
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

    if (i > 0 && token->word != last && (flags & HAVEN_WORD_SENTENCE_START) != 0 &&
        !(flags & HAVEN_WORD_GOES_ON))
      sentence++;
    token->sentence = sentence;
    token->flags = token->word == last ? flags & ~starts : flags;
    last = token->word;
  }
  tokens->is_flagged = TRUE;
}
