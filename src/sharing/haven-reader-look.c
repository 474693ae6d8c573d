/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What items ask of a reader: what a token is, what stands between two, what stands near. */
#include "sharing/haven-reader.h"

#include <string.h>

/* GLib's is a call, and this is asked of most letters of a text that is looked at closely. */
static inline char
lower (char character)
{
  return character >= 'A' && character <= 'Z' ? (char)(character | 0x20) : character;
}

/**
 * haven_reader_length:
 * @reader: a reader
 * @token: number of a token, also past the last
 *
 * Returns: its bytes; 0 when there is no such token
 */
guint
haven_reader_length (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens ? reader->tokens[token].end - reader->tokens[token].start : 0;
}

/**
 * haven_reader_clues:
 * @reader: a reader
 * @token: number of a token, also past the last
 *
 * Returns: HavenClue bits: what the word is known as; 0 when there is no such token
 */
guint
haven_reader_clues (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens ? reader->tokens[token].clues : 0;
}

/**
 * haven_reader_is_digits:
 * @reader: a reader
 * @token: number of a token, also past the last
 *
 * Returns: whether there is such a token and it is nothing but digits
 */
gboolean
haven_reader_is_digits (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens &&
         (reader->tokens[token].flags & (HAVEN_TOKEN_DIGITS | HAVEN_TOKEN_LETTERS)) == HAVEN_TOKEN_DIGITS;
}

/**
 * haven_reader_is_capital:
 * @reader: a reader
 * @token: number of a token, also past the last
 *
 * Returns: whether it is a word of letters only that starts with a capital, A to Z or outside ASCII
 */
gboolean
haven_reader_is_capital (const HavenReader *reader, guint token)
{
  const HavenToken *of = &reader->tokens[token];

  if (token >= reader->n_tokens || of->flags & HAVEN_TOKEN_DIGITS)
    return FALSE;
  if (of->flags & HAVEN_TOKEN_CAPITAL)
    return TRUE;
  if ((guint8)reader->text[of->start] < 0x80)
    return FALSE;
  return g_unichar_isupper (
      g_utf8_get_char_validated (reader->text + of->start, (gssize)(reader->length - of->start)));
}

/**
 * haven_reader_is:
 * @reader: a reader
 * @token: number of a token, also past the last
 * @word: a word, ASCII letters in lower case
 *
 * Returns: whether the token is that word in any case
 */
gboolean
haven_reader_is (const HavenReader *reader, guint token, const char *word)
{
  const char *text;
  gsize length, i;

  if (token >= reader->n_tokens)
    return FALSE;
  text = reader->text + reader->tokens[token].start;
  length = reader->tokens[token].end - reader->tokens[token].start;
  for (i = 0; i < length && word[i] != '\0'; i++) {
    if (lower (text[i]) != word[i])
      return FALSE;
  }
  return i == length && word[i] == '\0';
}

/**
 * haven_reader_is_any:
 * @reader: a reader
 * @token: number of a token, also past the last
 * @words: (array zero-terminated=1): words
 *
 * Returns: whether the token is one of them
 */
gboolean
haven_reader_is_any (const HavenReader *reader, guint token, const char *const *words)
{
  char letter;

  if (token >= reader->n_tokens)
    return FALSE;
  letter = lower (reader->text[reader->tokens[token].start]);
  for (guint i = 0; words[i] != NULL; i++) {
    if (words[i][0] == letter && haven_reader_is (reader, token, words[i]))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_reader_holds:
 * @reader: a reader
 * @token: number of a token, also past the last
 * @part: some letters
 *
 * Returns: whether the token has them somewhere
 */
gboolean
haven_reader_holds (const HavenReader *reader, guint token, const char *part)
{
  const HavenToken *of = &reader->tokens[token];

  return token < reader->n_tokens &&
         g_strstr_len (reader->text + of->start, (gssize)(of->end - of->start), part) != NULL;
}

/**
 * haven_reader_starts:
 * @reader: a reader
 * @token: number of a token, also past the last
 * @start: some letters
 *
 * Returns: whether the token starts with them in any case
 */
gboolean
haven_reader_starts (const HavenReader *reader, guint token, const char *start)
{
  gsize length = strlen (start);

  return token < reader->n_tokens && reader->tokens[token].end - reader->tokens[token].start >= length &&
         g_ascii_strncasecmp (reader->text + reader->tokens[token].start, start, length) == 0;
}

/**
 * haven_reader_ends:
 * @reader: a reader
 * @token: number of a token, also past the last
 * @end: some letters
 *
 * Returns: whether the token ends with them in any case, and has at least two more bytes before
 */
gboolean
haven_reader_ends (const HavenReader *reader, guint token, const char *end)
{
  gsize length = strlen (end);

  return token < reader->n_tokens && reader->tokens[token].end - reader->tokens[token].start >= length + 2 &&
         g_ascii_strncasecmp (reader->text + reader->tokens[token].end - length, end, length) == 0;
}

/**
 * haven_reader_gap_length:
 * @reader: a reader
 * @token: number of a token
 *
 * Returns: bytes between the end of @token and the start of the next, or the end of the text
 */
gsize
haven_reader_gap_length (const HavenReader *reader, guint token)
{
  if (token >= reader->n_tokens)
    return 0;
  if (token + 1 == reader->n_tokens)
    return reader->length - reader->tokens[token].end;
  return reader->tokens[token + 1].start - reader->tokens[token].end;
}

/**
 * haven_reader_gap_is:
 * @reader: a reader
 * @token: number of a token
 * @gap: some characters
 *
 * Returns: whether just these characters stand between @token and the next token
 */
gboolean
haven_reader_gap_is (const HavenReader *reader, guint token, const char *gap)
{
  gsize length = strlen (gap);

  return token + 1 < reader->n_tokens && haven_reader_gap_length (reader, token) == length &&
         memcmp (reader->text + reader->tokens[token].end, gap, length) == 0;
}

/**
 * haven_reader_gap_has:
 * @reader: a reader
 * @token: number of a token
 * @characters: ASCII characters
 *
 * Returns: whether one of the characters stands between @token and what follows it
 */
gboolean
haven_reader_gap_has (const HavenReader *reader, guint token, const char *characters)
{
  gsize length = haven_reader_gap_length (reader, token);

  for (gsize i = 0; i < length; i++) {
    char character = reader->text[reader->tokens[token].end + i];

    if (character != '\0' && strchr (characters, character) != NULL)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_reader_at:
 * @reader: a reader
 * @position: a byte, also before the start or past the end
 *
 * Returns: the byte there, or NUL
 */
char
haven_reader_at (const HavenReader *reader, gssize position)
{
  return position < 0 || (gsize)position >= reader->length ? '\0' : reader->text[position];
}

/**
 * haven_reader_span:
 * @reader: a reader
 * @position: a byte of the text
 * @characters: ASCII characters
 *
 * Returns: how many bytes from @position on are among the characters; the text need not end with NUL
 */
gsize
haven_reader_span (const HavenReader *reader, gsize position, const char *characters)
{
  gsize at = position;

  while (at < reader->length && reader->text[at] != '\0' && strchr (characters, reader->text[at]) != NULL)
    at++;
  return at - position;
}

static gboolean
is_joiner (char character)
{
  return character != '\0' && strchr ("-_/\\.=+&%~@:#", character) != NULL;
}

static gboolean
is_word (char character)
{
  return g_ascii_isalnum (character) || (guint8)character >= 0x80 || character == '-';
}

/**
 * haven_reader_alone:
 * @reader: a reader
 * @start: a byte
 * @end: one past another
 *
 * Tells a number from a part of a longer thing: a hash, a file name, a version, an address of the web.
 *
 * Returns: whether nothing is joined to what stands between @start and @end
 */
gboolean
haven_reader_alone (const HavenReader *reader, gsize start, gsize end)
{
  char before = haven_reader_at (reader, (gssize)start - 1), after = haven_reader_at (reader, end);
  char further = haven_reader_at (reader, (gssize)start - 2);

  if (is_word (before) && before != '-' && (guint8)before < 0x80)
    return FALSE;
  /* "card:4111…" and "#4111…" are customary, "x-4111…" and "a/4111" are parts of something */
  if (is_joiner (before) && is_word (further) && !strchr (":=#", before))
    return FALSE;
  if (strchr (":=", before) && before != '\0' && g_ascii_isdigit (further))
    return FALSE;
  if (g_ascii_isalnum (after) || after == '_')
    return FALSE;
  return !(is_joiner (after) && is_word (haven_reader_at (reader, end + 1)));
}

/**
 * haven_reader_token_at:
 * @reader: a reader
 * @position: a byte of the text
 *
 * Returns: the number of the token that holds @position or, when none does, of the next one after it
 */
guint
haven_reader_token_at (const HavenReader *reader, gsize position)
{
  guint low = 0, high = reader->n_tokens;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (reader->tokens[middle].end <= position)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/**
 * haven_reader_near:
 * @reader: a reader
 * @token: number of a token
 * @before: how many tokens before it to look at
 * @after: how many tokens after it to look at
 * @clues: HavenClue bits
 *
 * Returns: whether a word near the token is known as one of @clues
 */
gboolean
haven_reader_near (const HavenReader *reader, guint token, guint before, guint after, guint clues)
{
  guint first = token > before ? token - before : 0;
  guint last = MIN (token + after, reader->n_tokens - 1);

  if (!(reader->clues & clues))
    return FALSE;
  for (guint i = first; i <= last && i < reader->n_tokens; i++) {
    if (i != token && reader->tokens[i].clues & clues)
      return TRUE;
  }
  return FALSE;
}

/* Whether a word, or two with a space between them, stand at a token. */
static gboolean
is_words (const HavenReader *reader, guint token, const char *words)
{
  const char *text = reader->text + reader->tokens[token].start;
  gsize length = reader->tokens[token].end - reader->tokens[token].start, i;

  if (reader->tokens[token].flags & HAVEN_TOKEN_WIDE)
    return (guint8)words[0] >= 0xE3 && haven_reader_holds (reader, token, words);
  for (i = 0; i < length; i++) {
    if (lower (text[i]) != words[i] || words[i] == '\0')
      return FALSE;
  }
  return words[i] == '\0' || (words[i] == ' ' && haven_reader_is (reader, token + 1, words + i + 1));
}

/**
 * haven_reader_near_any:
 * @reader: a reader
 * @first: number of the first token of what was found
 * @last: number of its last token
 * @before: how many tokens before it to look at
 * @after: how many tokens after it to look at
 * @words: (array zero-terminated=1): words; one with a space in it is a pair of words
 *
 * Returns: whether one of the words stands near
 */
gboolean
haven_reader_near_any (
    const HavenReader *reader, guint first, guint last, guint before, guint after, const char *const *words)
{
  guint from = first > before ? first - before : 0;

  for (guint i = from; i < reader->n_tokens && i <= last + after; i++) {
    char letter = lower (reader->text[reader->tokens[i].start]);
    gboolean wide = (reader->tokens[i].flags & HAVEN_TOKEN_WIDE) != 0;

    /* no word that is looked for is a number, and texts may be nothing else */
    if ((i >= first && i <= last) || haven_reader_is_digits (reader, i))
      continue;
    for (guint w = 0; words[w] != NULL; w++) {
      if ((wide || words[w][0] == letter) && is_words (reader, i, words[w]))
        return TRUE;
    }
  }
  return FALSE;
}
