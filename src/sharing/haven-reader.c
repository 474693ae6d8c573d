/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The only place that cuts a text into the tokens that all items of sharing look at. Of a text in ASCII it
 * takes the words that every message is cut into anyway; any other is read byte by byte and never decoded:
 * every byte above ASCII is a letter, save the blocks of UTF-8 that hold spaces, punctuation and emoji. That
 * is exact enough, because no item needs to know which letter it is.
 */
#include "sharing/haven-reader.h"

#include <string.h>

/* Bits, so that the kinds of a word's characters can be put together; most are what the token is said to
 * have. */
enum {
  SEP = 0,
  DIGIT = HAVEN_TOKEN_DIGITS,
  LOWER = HAVEN_TOKEN_LOWER,
  UPPER = HAVEN_TOKEN_UPPER,
  HIGH = HAVEN_TOKEN_HIGH,
  WIDE = HAVEN_TOKEN_WIDE,
  HIGH_SEP = 1 << 14,
  APOSTROPHE = 1 << 15,
};

/* What a byte is when it stands first in a character. */
static const guint16 kinds[256] =
    {
        ['0' ... '9'] = DIGIT,      ['a' ... 'z'] = LOWER,  ['A' ... 'Z'] = UPPER,
        [0x80 ... 0xC1] = HIGH,     [0xC2] = HIGH_SEP,      [0xC3 ... 0xE1] = HIGH,
        [0xE2 ... 0xE3] = HIGH_SEP, [0xE4 ... 0xEE] = HIGH, [0xEF ... 0xF0] = HIGH_SEP,
        [0xF1 ... 0xFF] = HIGH,
};

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
  /* U+FF00 to U+FF0F, U+FF1A to U+FF20: wide punctuation, as after a number in Chinese */
  if (at[0] == 0xEF && left >= 3 && at[1] == 0xBC && (at[2] < 0x90 || (at[2] >= 0x9A && at[2] <= 0xA0))) {
    *bytes = 3;
    return SEP;
  }
  if (at[0] == 0xF0 && left >= 4 && at[1] == 0x9F) { /* emoji */
    *bytes = 4;
    return SEP;
  }
  return HIGH;
}

/* A text may be one chunk full of slashes: each is read to its end once. */
static gsize
end_of_chunk (HavenReader *reader, gsize from)
{
  if (from >= reader->chunk) {
    reader->chunk = from;
    while (reader->chunk < reader->length && !strchr (" \t\n\r<>\"'`,;()[]{}|", reader->text[reader->chunk]))
      reader->chunk++;
  }
  return reader->chunk;
}

/* Where the link that starts or goes on at the separator at @at ends; 0 when there is none. */
static gsize
link_end (HavenReader *reader, gsize at)
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

/* Few words have a digit, and all of them are short: 2fa, w3w, cvv2. */
static inline gboolean
is_number (guint flags, gsize length)
{
  return flags & DIGIT && (!(flags & HAVEN_TOKEN_LETTERS) || length > 4);
}

/* Adds a token; @seen is the kinds of its characters put together. */
static inline void
take_token (HavenReader *reader, gsize start, gsize end, guint seen, gsize link_until)
{
  HavenToken *token = add_token (reader);
  const char *word = reader->text + start;
  guint flags = seen & (DIGIT | LOWER | UPPER | HIGH | WIDE);

  if (flags != DIGIT)
    flags |= HAVEN_TOKEN_LETTERS;
  if (*word >= 'A' && *word <= 'Z')
    flags |= HAVEN_TOKEN_CAPITAL;
  if (start < link_until)
    flags |= HAVEN_TOKEN_LINK;
  token->start = (guint32)start;
  token->end = (guint32)end;
  token->flags = (guint16)flags;
  token->clues = is_number (flags, end - start) ? 0
                 : seen & WIDE                  ? haven_clues_get_wide (word, end - start)
                                                : haven_clues_get (word, end - start);
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

/* Chinese, Japanese and Korean letters: U+3040 to U+D7FF. Words and numbers stand among them without a space.
 */
static gboolean
is_wide (guint8 first)
{
  return first >= 0xE3 && first <= 0xED;
}

/* Reads a text that has more than ASCII, byte by byte. */
static void
read_bytes (HavenReader *reader)
{
  const guint8 *text = (const guint8 *)reader->text;
  gsize at = 0, link_until = 0, bytes;

  while (at < reader->length) {
    guint kind = kind_of (text + at, reader->length - at, &bytes), seen = 0;
    gboolean wide = is_wide (text[at]);
    gsize start = at;

    if (kind == SEP) {
      link_until = read_gap (reader, at, at + bytes, link_until);
      at += bytes;
      continue;
    }
    while (kind != SEP && is_wide (text[at]) == wide) {
      seen |= wide ? WIDE | HIGH : kind;
      at += wide ? 3 : 1; /* the bytes that follow in a character are HIGH themselves, and so letters */
      if (at >= reader->length)
        break;
      kind = kind_of (text + at, reader->length - at, &bytes);
    }
    take_token (reader, start, MIN (at, reader->length), seen, link_until);
  }
}

enum {
  HAS_DIGIT = 1 << 0,
  HAS_SIGN = 1 << 1, /* an @ or a slash */
};

/* What a text has: in blocks, which the compiler compares many bytes at a time. */
static guint
signs_of (const char *text, gsize length)
{
  guint8 seen[32] = {0};
  guint8 any = 0;

  for (gsize at = 0; at < length; at += sizeof seen) {
    for (guint i = 0; i < sizeof seen; i++) {
      guint8 is = (guint8)text[at + i];

      seen[i] |= (guint8)((guint8)(is - '0') < 10) | (guint8)((guint8)(is == '@') | (guint8)(is == '/')) << 1;
    }
  }
  for (guint i = 0; i < sizeof seen; i++)
    any |= seen[i];
  return any;
}

static gboolean
starts_capital (const char *text, const guint32 *bounds, guint word)
{
  char first = text[bounds[2 * word]];

  return bounds[2 * word + 1] - bounds[2 * word] >= 2 && first >= 'A' && first <= 'Z';
}

/*
 * Whether a number may be more than "around 7", "line 214", "version 2.6.15" or "in 1998": a group of four
 * digits that is no year, six digits that go on, four groups, letters among digits, a name beside it. What
 * shorter numbers may be, words say.
 */
static gboolean
has_telling_number (const char *text, const guint32 *bounds, guint n_bounds)
{
  guint n = 0, groups = 0, n_words = n_bounds / 2;

  for (guint i = 0; i < n_words; i++) {
    gsize start = bounds[2 * i], length = bounds[2 * i + 1] - start;
    guint seen = kinds_of_word (text + start, length);

    if (!(seen & DIGIT)) {
      n = groups = 0;
      continue;
    }
    if (groups == 0 || start - bounds[2 * i - 1] > 3)
      n = groups = 0;
    n += (guint)length;
    groups++;
    if (n >= 6 || groups >= 4 || length >= 5 || seen & (UPPER | APOSTROPHE) ||
        (length == 4 &&
         (seen != DIGIT || (memcmp (text + start, "19", 2) != 0 && memcmp (text + start, "20", 2) != 0))) ||
        (i > 0 && starts_capital (text, bounds, i - 1)) ||
        (i + 1 < n_words && starts_capital (text, bounds, i + 1)))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_reader_is_quiet:
 * @text: a text that has read a message
 *
 * Most messages hold no number worth a look, no sign that an address has, and no word that makes something of
 * what stands beside it. They cost no more than this.
 *
 * Returns: whether nothing that is looked for can be in the text
 */
gboolean
haven_reader_is_quiet (const HavenText *text)
{
  const guint alone = HAVEN_CLUE_ACCOUNT | HAVEN_CLUE_SECRET | HAVEN_CLUE_NAME | HAVEN_CLUE_KIN |
                      HAVEN_CLUE_SERVICE | HAVEN_CLUE_CROSSING | HAVEN_CLUE_ARMOUR | HAVEN_CLUE_SPELLED;
  const guint numbered = HAVEN_CLUE_STREET | HAVEN_CLUE_STREET_BEFORE | HAVEN_CLUE_PLACE | HAVEN_CLUE_UNIT |
                         HAVEN_CLUE_BOX | HAVEN_CLUE_MILITARY | HAVEN_CLUE_BORN;
  gsize length;
  const char *visible = haven_text_get_visible (text, &length);
  guint n_bounds, clues, signs;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);

  if (bounds == NULL)
    return FALSE;
  signs = signs_of (visible, length);
  if (signs & HAS_SIGN || (signs & HAS_DIGIT && has_telling_number (visible, bounds, n_bounds)))
    return FALSE;
  clues = haven_clues_get_telling (visible, bounds, n_bounds, signs & HAS_DIGIT);
  return !(clues & alone) && !(signs & HAS_DIGIT && clues & numbered) &&
         !(clues & HAVEN_CLUE_STREET && clues & HAVEN_CLUE_PLACE) &&
         !(clues & HAVEN_CLUE_GIVEN && clues & HAVEN_CLUE_INTRODUCING);
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
  reader->chunk = 0;
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
