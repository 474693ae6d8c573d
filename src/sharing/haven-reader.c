/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The only place that cuts a text into the tokens that all items of sharing look at. Of a text in ASCII it
 * takes the words that every message is cut into anyway; any other is read byte by byte and never decoded:
 * every byte above ASCII is a letter, save the blocks of UTF-8 that hold spaces, punctuation and emoji. That
 * is exact enough, because no item needs to know which letter it is.
 */
#include "sharing/haven-reader.h"

#include <string.h>

/* Bits, so that the kinds of a word's characters can be put together. */
enum { SEP = 0, LOWER = 1, UPPER = 2, DIGIT = 4, HIGH = 8, HIGH_SEP = 16, APOSTROPHE = 32 };

/* What a byte is when it stands first in a character. */
static const guint8 kinds[256] =
    {
        ['0' ... '9'] = DIGIT,      ['a' ... 'z'] = LOWER,  ['A' ... 'Z'] = UPPER,
        [0x80 ... 0xC1] = HIGH,     [0xC2] = HIGH_SEP,      [0xC3 ... 0xE1] = HIGH,
        [0xE2 ... 0xE3] = HIGH_SEP, [0xE4 ... 0xEE] = HIGH, [0xEF ... 0xF0] = HIGH_SEP,
        [0xF1 ... 0xFF] = HIGH,
};

/* What a token of these kinds of characters is. */
static guint
flags_of (guint seen)
{
  guint flags = 0;

  flags |= seen & DIGIT ? HAVEN_TOKEN_DIGITS : 0;
  flags |= seen & (LOWER | UPPER | HIGH) ? HAVEN_TOKEN_LETTERS : 0;
  flags |= seen & LOWER ? HAVEN_TOKEN_LOWER : 0;
  flags |= seen & UPPER ? HAVEN_TOKEN_UPPER : 0;
  flags |= seen & HIGH ? HAVEN_TOKEN_HIGH : 0;
  return flags;
}

/* Which kind the character at @at is, and how many bytes it takes. */
static guint
kind_of (const guint8 *at, gsize left, gsize *bytes)
{
  guint kind = kinds[at[0]];

  *bytes = 1;
  if (G_LIKELY (kind != HIGH_SEP))
    return kind;
  if (at[0] == 0xC2 && left >= 2) { /* U+0080 to U+00BF: signs, no-break space */
    *bytes = 2;
    return SEP;
  }
  if (at[0] == 0xE2 && left >= 3) { /* U+2000 to U+2FFF: spaces, dashes, quotation marks, signs */
    *bytes = 3;
    return SEP;
  }
  if (at[0] == 0xE3 && left >= 3 &&
      at[1] == 0x80) { /* U+3000 to U+303F: punctuation of Chinese and Japanese */
    *bytes = 3;
    return SEP;
  }
  if (at[0] == 0xEF && left >= 3 &&
      (at[1] == 0xB8 || at[1] == 0xBB)) { /* variation selectors, byte order mark */
    *bytes = 3;
    return SEP;
  }
  if (at[0] == 0xF0 && left >= 4 && at[1] == 0x9F) { /* emoji */
    *bytes = 4;
    return SEP;
  }
  return HIGH;
}

static gsize
end_of_chunk (const HavenReader *reader, gsize from)
{
  while (from < reader->length && !strchr (" \t\n\r<>\"'`,;()[]{}|", reader->text[from]))
    from++;
  return from;
}

/* Where the link that starts or goes on at the separator at @at ends; 0 when there is none. */
static gsize
link_end (const HavenReader *reader, gsize at)
{
  const char *text = reader->text;
  gsize left = reader->length - at;

  if (text[at] == ':' && left > 2 && text[at + 1] == '/' && text[at + 2] == '/')
    return end_of_chunk (reader, at);
  /* RFC 5870: a place as geo:52.52,13.40 */
  if (text[at] == ':' && at >= 3 && g_ascii_strncasecmp (text + at - 3, "geo", 3) == 0 && left > 1 &&
      (g_ascii_isdigit (text[at + 1]) || text[at + 1] == '-'))
    return end_of_chunk (reader, at);
  if (text[at] == '.' && at >= 3 && g_ascii_strncasecmp (text + at - 3, "www", 3) == 0)
    return end_of_chunk (reader, at);
  if (text[at] == '/' && left > 1 && g_ascii_isalpha (text[at + 1])) {
    gsize end = end_of_chunk (reader, at);

    /* /usr/lib/… and host.tld/…, but not "and/or" and "w/o" */
    if (memchr (text + at + 1, '/', end - at - 1) != NULL && (at == 0 || !g_ascii_isdigit (text[at - 1])))
      return end;
  }
  if (text[at] == '/' && reader->n_tokens >= 2) {
    const HavenToken *last = &reader->tokens[reader->n_tokens - 1];

    if (last->end == at && last->start > 0 && text[last->start - 1] == '.' &&
        !(last->flags & HAVEN_TOKEN_DIGITS))
      return end_of_chunk (reader, at);
  }
  return 0;
}

static inline HavenToken *
add_token (HavenReader *reader)
{
  if (G_UNLIKELY (reader->n_tokens == reader->size)) {
    HavenToken *more = g_new (HavenToken, (gsize)reader->size * 2);

    memcpy (more, reader->tokens, sizeof (HavenToken) * reader->n_tokens);
    if (reader->tokens != reader->some)
      g_free (reader->tokens);
    reader->tokens = more;
    reader->size *= 2;
  }
  return &reader->tokens[reader->n_tokens++];
}

/* Adds a token; @seen is the kinds of its characters put together. */
static inline void
take_token (HavenReader *reader, gsize start, gsize end, guint seen, gsize link_until)
{
  HavenToken *token = add_token (reader);
  const char *word = reader->text + start;
  guint flags = flags_of (seen);

  flags |= *word >= 'A' && *word <= 'Z' ? HAVEN_TOKEN_CAPITAL : 0;
  flags |= start < link_until ? HAVEN_TOKEN_LINK : 0;
  token->start = (guint32)start;
  token->end = (guint32)end;
  token->flags = (guint16)flags;
  token->clues = seen & DIGIT ? 0 : haven_clues_get (word, end - start);
  reader->flags |= (guint16)flags;
  reader->clues |= token->clues;
}

/* Takes note of what stands between two tokens; returns until where a link goes on. */
static gsize
read_gap (HavenReader *reader, gsize at, gsize end, gsize link_until)
{
  for (; at < end; at++) {
    char sign = reader->text[at];

    if (sign == '@')
      reader->at = TRUE;
    else if ((sign == ':' || sign == '/' || sign == '.') && at >= link_until)
      link_until = MAX (link_until, link_end (reader, at));
  }
  return link_until;
}

/*
 * Which kinds of characters a word of ASCII has, eight at a time: letters have the bit 0x40, those in lower
 * case 0x20 too; digits have 0x10 without 0x40; an apostrophe has neither. Eight bytes can be read from any
 * word, since zeros stand behind a text.
 */
static inline guint
kinds_of_word (const char *word, gsize length)
{
  const guint64 top = G_GUINT64_CONSTANT (0x4040404040404040);
  guint64 upper = 0, lower = 0, digits = 0, apostrophes = 0;

  for (gsize at = 0; at < length; at += 8) {
    guint64 inside = length - at >= 8 ? top : top & ((G_GUINT64_CONSTANT (1) << (8 * (length - at))) - 1);
    guint64 eight;

    memcpy (&eight, word + at, sizeof eight);
    eight = GUINT64_FROM_LE (eight);
    lower |= eight & eight << 1 & inside;
    upper |= eight & ~(eight << 1) & inside;
    digits |= ~eight & eight << 2 & inside;
    apostrophes |= ~eight & ~(eight << 2) & inside;
  }
  return (lower != 0 ? LOWER : 0) | (upper != 0 ? UPPER : 0) | (digits != 0 ? DIGIT : 0) |
         (apostrophes != 0 ? APOSTROPHE : 0);
}

/* To the text "don't" is one word, here it is two tokens. */
static void
take_word (HavenReader *reader, gsize start, gsize end, gsize link_until)
{
  guint seen = kinds_of_word (reader->text + start, end - start);
  const char *apostrophe;

  while (G_UNLIKELY (seen & APOSTROPHE) &&
         (apostrophe = memchr (reader->text + start, '\'', end - start)) != NULL) {
    gsize at = (gsize)(apostrophe - reader->text);

    take_token (reader, start, at, kinds_of_word (reader->text + start, at - start), link_until);
    start = at + 1;
    seen = kinds_of_word (reader->text + start, end - start);
  }
  take_token (reader, start, end, seen, link_until);
}

/* Takes the words that the text found in its own pass. */
static void
read_words (HavenReader *reader, const guint32 *bounds, guint n_bounds)
{
  gsize before = 0, link_until = 0;

  for (guint i = 0; i + 1 < n_bounds; i += 2) {
    if (bounds[i] - before != 1 || reader->text[before] != ' ')
      link_until = read_gap (reader, before, bounds[i], link_until);
    take_word (reader, bounds[i], bounds[i + 1], link_until);
    before = bounds[i + 1];
  }
  read_gap (reader, before, reader->length, link_until);
}

/* Reads a text that has more than ASCII, byte by byte. */
static void
read_bytes (HavenReader *reader)
{
  const guint8 *text = (const guint8 *)reader->text;
  gsize at = 0, link_until = 0, bytes;

  while (at < reader->length) {
    guint kind = kind_of (text + at, reader->length - at, &bytes), seen = 0;
    gsize start = at;

    if (kind == SEP) {
      link_until = read_gap (reader, at, at + bytes, link_until);
      at += bytes;
      continue;
    }
    while (kind != SEP) {
      seen |= kind;
      at++; /* the bytes that follow in a character are HIGH themselves, and so letters */
      kind = at < reader->length ? kind_of (text + at, reader->length - at, &bytes) : SEP;
    }
    take_token (reader, start, at, seen, link_until);
  }
}

/* Whether a digit, an @ or a slash is in a text: in blocks, which the compiler compares many bytes at a time.
 */
static gboolean
has_signs (const char *text, gsize length)
{
  guint8 seen[32] = {0};
  guint8 any = 0;

  for (gsize at = 0; at < length; at += sizeof seen) {
    for (guint i = 0; i < sizeof seen; i++) {
      guint8 is = (guint8)text[at + i];

      /* from the slash on ten digits follow */
      seen[i] |= (guint8)((guint8)(is - '/') < 11) | (guint8)(is == '@');
    }
  }
  for (guint i = 0; i < sizeof seen; i++)
    any |= seen[i];
  return any != 0;
}

/**
 * haven_reader_is_quiet:
 * @text: a text that has read a message
 *
 * Most messages hold no digit, no sign that an address has, and no word that makes something of the words
 * beside it. They cost no more than this.
 *
 * Returns: whether nothing that is looked for can be in the text
 */
gboolean
haven_reader_is_quiet (const HavenText *text)
{
  const guint alone = HAVEN_CLUE_ACCOUNT | HAVEN_CLUE_SECRET | HAVEN_CLUE_NAME | HAVEN_CLUE_KIN |
                      HAVEN_CLUE_SERVICE | HAVEN_CLUE_CROSSING | HAVEN_CLUE_ARMOUR | HAVEN_CLUE_GIVEN;
  gsize length;
  const char *visible = haven_text_get_visible (text, &length);
  guint n_bounds, clues;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);

  if (bounds == NULL || has_signs (visible, length))
    return FALSE;
  clues = haven_clues_get_telling (visible, bounds, n_bounds);
  return !(clues & alone) && !(clues & HAVEN_CLUE_STREET && clues & HAVEN_CLUE_PLACE);
}

/**
 * haven_reader_init:
 * @reader: room for a reader; clear it with haven_reader_clear()
 * @text: a text that has read a message; borrowed until then
 *
 * Cuts what a person sees into tokens.
 */
void
haven_reader_init (HavenReader *reader, const HavenText *text)
{
  guint n_bounds;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);

  reader->text = haven_text_get_visible (text, &reader->length);
  reader->tokens = reader->some;
  reader->n_tokens = 0;
  reader->size = HAVEN_READER_TOKENS;
  reader->flags = 0;
  reader->clues = 0;
  reader->at = FALSE;
  if (bounds != NULL)
    read_words (reader, bounds, n_bounds);
  else
    read_bytes (reader);
}

/**
 * haven_reader_clear:
 * @reader: a reader
 *
 * Frees what the reader holds.
 */
void
haven_reader_clear (HavenReader *reader)
{
  if (reader->tokens != reader->some)
    g_free (reader->tokens);
  reader->tokens = NULL;
  reader->n_tokens = 0;
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
 * haven_reader_is_name:
 * @reader: a reader
 * @token: number of a token, also past the last
 *
 * Returns: whether it is a word of letters only that may be a part of a name
 */
gboolean
haven_reader_is_name (const HavenReader *reader, guint token)
{
  return token < reader->n_tokens && !(reader->tokens[token].flags & HAVEN_TOKEN_DIGITS) &&
         !(reader->tokens[token].clues & HAVEN_CLUE_COMMON);
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
    if (g_ascii_tolower (text[i]) != word[i])
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
  for (guint i = 0; words[i] != NULL; i++) {
    if (haven_reader_is (reader, token, words[i]))
      return TRUE;
  }
  return FALSE;
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

  for (i = 0; i < length; i++) {
    if (g_ascii_tolower (text[i]) != words[i] || words[i] == '\0')
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
    if (i >= first && i <= last)
      continue;
    for (guint w = 0; words[w] != NULL; w++) {
      if (is_words (reader, i, words[w]))
        return TRUE;
    }
  }
  return FALSE;
}
