/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What is known of a word from where it stands: how its sentence begins and ends, whether it is quoted,
 * shouted, a hashtag, part of an address.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_ADDRESS 2048
#define MAX_HOST 256 /* RFC 1035: 253 bytes */
#define NOWHERE G_MAXSIZE
#define MAX_FRAGMENT 2 /* words of a line that may go on in the next */
#define MIN_APART 3    /* sentences of one word in a row that are one with stops in it */

/* What the reader remembers from word to word. */
typedef struct {
  HavenText *text;
  guint sentence;    /* the first word of this sentence */
  guint line;        /* the first word of this line */
  guint n_sentences; /* that have ended */
  gboolean sentence_start;
  gboolean goes_on; /* the line that ended was too short for a sentence */
  gboolean clause_start;
  gboolean quoted_line;
  gunichar quote;       /* what ends the quotation, 0 outside one */
  guint quote_start;    /* the first word of the quotation */
  gsize address_end;    /* words up to here are part of an address */
  gboolean has_address; /* there may be one at all */
  gsize dot;            /* the next of them: every address has one; NOWHERE when none is left */
  gsize colon;
  gsize chunk;   /* where what the nearer one stands in begins */
  gsize stop;    /* where the chunk of letters and signs ends that was last asked about */
  gsize slashes; /* the next "://", NOWHERE when none is left */
} Walk;

static gunichar
closing_quote (gunichar c)
{
  switch (c) {
  case '"':
    return '"';
  case 0x201C: /* “ ” */
    return 0x201D;
  case 0x201E: /* „ “ */
    return 0x201C;
  case 0x2018: /* ‘ ’ */
    return 0x2019;
  case 0x201A: /* ‚ ‘ */
    return 0x2018;
  case 0x00AB: /* « » */
    return 0x00BB;
  case 0x00BB: /* » « */
    return 0x00AB;
  case 0x300C: /* 「 」 */
    return 0x300D;
  default:
    return 0;
  }
}

static void
end_sentence (Walk *walk, guint next, gboolean question)
{
  for (guint i = walk->sentence; question && i < next; i++)
    haven_text_word_at (walk->text, i)->flags |= HAVEN_WORD_QUESTION;
  walk->sentence = next;
  walk->sentence_start = TRUE;
  walk->n_sentences++;
}

/* A line ends what was said in it, unless it holds a word or two without a full stop: so are messages chopped
 * up. */
static void
end_line (Walk *walk, guint next)
{
  guint first = MAX (walk->line, walk->sentence);

  if (walk->quoted_line || next == first || next - first > MAX_FRAGMENT || walk->sentence > walk->line)
    end_sentence (walk, next, FALSE);
  else
    walk->goes_on = TRUE;
  walk->line = next;
  walk->quoted_line = FALSE;
}

/* “ is closed by a straight mark as well, „ in Polish by ” */
static gboolean
closes_quote (const Walk *walk, gunichar c)
{
  return c == walk->quote || (walk->quote == 0x201D && c == '"') || (walk->quote == 0x201C && c == 0x201D);
}

static void
see_quote (Walk *walk, gunichar c, guint next)
{
  gunichar closing = closing_quote (c);

  /* a lone apostrophe may have been none that quotes: "'cause he wrote “idiot”" */
  if (walk->quote == 0 || (walk->quote == '\'' && closing != 0)) {
    walk->quote = closing;
    walk->quote_start = next;
  } else if (closes_quote (walk, c)) {
    /* only now is it known that it was a quotation: an unclosed mark quotes nothing */
    for (guint i = walk->quote_start; i < next; i++)
      haven_text_word_at (walk->text, i)->flags |= HAVEN_WORD_QUOTED;
    walk->quote = 0;
  }
}

/* Whether an apostrophe stands for letters that are not said, as in "'em", "I 'm" and "the '90s"; else "tell
 * 'em you lyin' fool" would be a quotation up to the next of them. */
static gboolean
is_elision (const char *word, const char *end)
{
  static const char *const elided[] = {"em",  "cause", "cos", "coz", "cuz",  "til",   "till", "bout",
                                       "n",   "m",     "s",   "re",  "ve",   "ll",    "d",    "t",
                                       "tis", "twas",  "er",  "im",  "nuff", "round", "scuse"};
  gsize length = 0;

  while (word + length < end && g_ascii_isalpha (word[length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (elided); i++)
    if (strlen (elided[i]) == length && g_ascii_strncasecmp (word, elided[i], length) == 0)
      return TRUE;
  return length == 0 && word + 2 < end && g_ascii_isdigit (word[0]) && g_ascii_isdigit (word[1]) &&
         word[2] == 's';
}

/*
 * An apostrophe quotes when it opens where a word begins and closes where one ends. Those of "don't" stand in
 * a word and do not come here.
 */
static void
see_apostrophe (Walk *walk, const char *at, const char *end, guint next)
{
  gboolean fresh = at == walk->text->visible.data || strchr (" \n\t([", at[-1]) != NULL;
  gboolean before_word = at + 1 < end && (g_ascii_isalnum (at[1]) || (at[1] & 0x80) != 0);

  if (walk->quote == 0 && fresh && before_word && !is_elision (at + 1, end)) {
    walk->quote = '\'';
    walk->quote_start = next;
  } else if (walk->quote == '\'' && !fresh && !before_word) {
    see_quote (walk, '\'', next);
  }
}

static gboolean
is_line_start (const HavenText *text, gsize at)
{
  while (at > 0 && text->visible.data[at - 1] == ' ')
    at--;
  return at == 0 || text->visible.data[at - 1] == '\n';
}

/* Whether a stop ends a sentence: "3.5", "k.y.s" and "k!ll" do not, "…" and "?!" do. */
static gboolean
is_stop (const char *at, const char *end)
{
  at++;
  return at == end || strchr (" \n\t.!?\"')", *at) != NULL || (*at & 0x80);
}

/* One character between two words. */
static void
see_char (Walk *walk, gunichar c, const char *at, const char *end, guint next)
{
  switch (c) {
  case '\n':
    end_line (walk, next);
    break;
  case '.':
  case '!':
    if (is_stop (at, end))
      end_sentence (walk, next, FALSE);
    break;
  case 0x2026: /* … */
  case 0x3002: /* 。 */
  case 0xFF01:
    end_sentence (walk, next, FALSE);
    break;
  case '?':
  case 0xFF1F:
  case 0x061F:
    end_sentence (walk, next, TRUE);
    break;
  case '>':
    walk->quoted_line |= is_line_start (walk->text, at - walk->text->visible.data);
    break;
  case ',':
  case ';':
  case ':':
  case '(':
  case ')':
  case '[':
  case 0x2013:
  case 0x2014:
    walk->clause_start = TRUE;
    break;
  case '-':
    walk->clause_start |= at > walk->text->visible.data && at[-1] == ' ';
    break;
  case '\'':
    see_apostrophe (walk, at, end, next);
    break;
  default:
    see_quote (walk, c, next);
  }
}

static void
see_gap (Walk *walk, gsize start, gsize stop, guint next)
{
  const char *at = walk->text->visible.data + start;
  const char *end = walk->text->visible.data + walk->text->visible.length;

  while (at < walk->text->visible.data + stop) {
    gunichar c;
    guint length = haven_utf8_read ((const guint8 *)at, (const guint8 *)end, &c);

    see_char (walk, c, at, end, next);
    at += length;
  }
}

static gboolean
is_host_byte (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || (c & 0x80);
}

/* Whether a token is host.tld, host.tld/…, or a@b.tld: a rough look, links are told apart in src/links. */
static gboolean
has_host (const char *token, gsize length)
{
  gsize end = 0, dot = 0;

  length = MIN (length, MAX_HOST);
  while (end < length && is_host_byte (token[end]))
    end++;
  while (end > 0 && token[end - 1] == '.')
    end--;
  for (gsize i = 1; i + 2 < end; i++)
    if (token[i] == '.' && token[i - 1] != '.')
      dot = i;
  if (dot == 0 || end - dot - 1 < 2)
    return FALSE;
  for (gsize i = dot + 1; i < end; i++)
    if (!g_ascii_islower (token[i]) && !(token[i] & 0x80))
      return FALSE;
  return TRUE;
}

/* This is asked of nearly every letter of a message that is looked at closely. */
static inline gboolean
ends_address (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '<' || c == '>' || c == '"' || c == '\0';
}

/* Where the chunk that holds @start ends. A text may be one: it is gone through once, not for each of its
 * words. */
static gsize
chunk_end (Walk *walk, gsize start)
{
  const HavenText *text = walk->text;

  if (walk->stop <= start)
    for (walk->stop = start;
         walk->stop < text->visible.length && !ends_address (text->visible.data[walk->stop]);)
      walk->stop++;
  return walk->stop;
}

static gsize
find_char (const HavenText *text, gsize from, char c)
{
  const char *found = memchr (text->visible.data + from, c, text->visible.length - from);

  return found != NULL ? (gsize)(found - text->visible.data) : NOWHERE;
}

static gsize
next_slashes (Walk *walk, gsize start)
{
  const HavenText *text = walk->text;

  if (walk->slashes >= start && start > 0)
    return walk->slashes;
  walk->slashes = find_char (text, start, ':');
  while (walk->slashes != NOWHERE && strncmp (text->visible.data + walk->slashes, "://", 3) != 0)
    walk->slashes = find_char (text, walk->slashes + 1, ':');
  return walk->slashes;
}

/* How far an address goes that begins here, where a dot or a colon is known to come; 0 when there is none. */
static gsize
address_length (Walk *walk, gsize start)
{
  const char *at = walk->text->visible.data + start, *mail;
  gsize length = MIN (chunk_end (walk, start) - start, MAX_ADDRESS);

  if (MIN (walk->dot, walk->colon) >= start + length)
    return 0;
  if (next_slashes (walk, start) < start + length ||
      (length > 4 && g_ascii_strncasecmp (at, "www.", 4) == 0) ||
      (length > 7 && g_ascii_strncasecmp (at, "mailto:", 7) == 0) || has_host (at, length))
    return length;
  mail = memchr (at, '@', length);
  return mail != NULL && mail > at && has_host (mail + 1, at + length - mail - 1) ? length : 0;
}

/* Most messages have no address: none without a dot or colon that something follows at once. */
static gboolean
may_have_address (const HavenText *text)
{
  const char *at = text->visible.data, *end = at + text->visible.length;

  while ((at = memchr (at, ':', end - at)) != NULL && ++at < end) {
    if (!ends_address (*at))
      return TRUE;
  }
  for (at = text->visible.data; (at = memchr (at, '.', end - at)) != NULL && ++at < end;) {
    if (is_host_byte (*at) && *at != '.')
      return TRUE;
  }
  return FALSE;
}

/* Whether a dot or colon stands in what begins at a word, which is known of all words up to there at once. */
static gboolean
is_before_sign (Walk *walk, gsize start)
{
  const char *visible = walk->text->visible.data;

  if (walk->dot < start || walk->colon < start) {
    if (walk->dot < start)
      walk->dot = find_char (walk->text, start, '.');
    if (walk->colon < start)
      walk->colon = find_char (walk->text, start, ':');
    walk->chunk = MIN (walk->dot, walk->colon);
    while (walk->chunk != NOWHERE && walk->chunk > start && !ends_address (visible[walk->chunk - 1]))
      walk->chunk--;
  }
  return start >= walk->chunk;
}

static void
see_address (Walk *walk, HavenWord *word)
{
  const char *visible = walk->text->visible.data;
  gboolean fresh;

  if (word->start >= walk->address_end && !is_before_sign (walk, word->start))
    return;
  fresh = word->start == 0 || strchr (" \n\t<>\"'([,;", visible[word->start - 1]) != NULL;

  if (word->start >= walk->address_end && fresh)
    walk->address_end = MAX (walk->address_end, word->start + address_length (walk, word->start));
  if (word->start < walk->address_end)
    word->flags |= HAVEN_WORD_LINK;
}

/* Eight bytes at a time; behind a text there are zeros to be read. */
static gboolean
is_small_ascii (const char *word, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);

  for (gsize at = 0; at < length; at += 8) {
    guint64 inside = length - at >= 8 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << 8 * (length - at)) - 1;
    guint64 eight;

    memcpy (&eight, word + at, sizeof eight);
    eight = GUINT64_FROM_LE (eight);
    /* letters have 0x40, and capitals do without 0x20 */
    if (((eight & ~(eight << 1) & ones * 0x40) | (eight & ones * 0x80)) & inside)
      return FALSE;
  }
  return TRUE;
}

static void
see_case (const HavenText *text, HavenWord *word)
{
  const char *at = text->visible.data + word->start, *end = text->visible.data + word->end;
  guint upper = 0, lower = 0;
  gboolean first = TRUE;

  if (is_small_ascii (at, word->end - word->start))
    return;
  while (at < end) {
    gunichar c = (guint8)*at;

    at += c < 128 ? 1 : haven_utf8_read ((const guint8 *)at, (const guint8 *)end, &c);
    if (c < 128 ? g_ascii_isupper (c) : g_unichar_isupper (c)) {
      upper++;
      if (first)
        word->flags |= HAVEN_WORD_CAPITAL;
    } else if (c < 128 ? g_ascii_islower (c) : g_unichar_islower (c)) {
      lower++;
    }
    first = FALSE;
  }
  if (upper >= 2 && lower == 0)
    word->flags |= HAVEN_WORD_SHOUTED;
}

/* #word and @word; "#two_words" is one hashtag of two words. */
static void
see_sigil (const HavenText *text, guint i)
{
  HavenWord *word = haven_text_word_at (text, i);
  const char *visible = text->visible.data;
  gsize at = word->start;
  char before = at > 1 ? visible[at - 2] : ' ';

  if (at == 0)
    return;
  if (visible[at - 1] == '_' && i > 0 && haven_text_word_at (text, i - 1)->end == at - 1) {
    word->flags |= haven_text_word_at (text, i - 1)->flags & (HAVEN_WORD_HASHTAG | HAVEN_WORD_MENTION);
    return;
  }
  if (at > 2 && (guint8)visible[at - 3] == 0xEF && (guint8)visible[at - 2] == 0xBC &&
      (guint8)visible[at - 1] == 0x83)
    word->flags |= HAVEN_WORD_HASHTAG; /* full-width # */
  if (g_ascii_isalnum (before) || before == '&')
    return;
  if (visible[at - 1] == '#')
    word->flags |= HAVEN_WORD_HASHTAG;
  else if (visible[at - 1] == '@')
    word->flags |= HAVEN_WORD_MENTION;
}

/* Whether a word is a sentence of its own, and neither a question nor of a line that goes on. */
static gboolean
stands_alone (const HavenText *text, guint i)
{
  const guint32 others = HAVEN_WORD_QUESTION | HAVEN_WORD_GOES_ON | HAVEN_WORD_LINK;

  return (haven_text_word_at (text, i)->flags & (HAVEN_WORD_SENTENCE_START | others)) ==
             HAVEN_WORD_SENTENCE_START &&
         (i + 1 == text->words->len ||
          (haven_text_word_at (text, i + 1)->flags & HAVEN_WORD_SENTENCE_START) != 0);
}

/* "You. Are. Boring.": a stop behind each word stresses it and ends nothing. */
static void
join_words_apart (HavenText *text)
{
  guint first = 0;

  for (guint i = 0; i <= text->words->len; i++) {
    if (i < text->words->len && stands_alone (text, i))
      continue;
    for (guint k = first + 1; k < i && i - first >= MIN_APART; k++)
      haven_text_word_at (text, k)->flags |= HAVEN_WORD_GOES_ON;
    first = i + 1;
  }
}

/**
 * haven_word_flags_add:
 * @text: a text that has been read
 *
 * Gives every word the flags that depend on what stands around it.
 */
void
haven_word_flags_add (HavenText *text)
{
  const guint32 starts = HAVEN_WORD_SENTENCE_START | HAVEN_WORD_CLAUSE_START;
  Walk walk = {.text = text, .sentence_start = TRUE, .has_address = may_have_address (text)};
  gsize at = 0;

  for (guint i = 0; i < text->words->len; i++) {
    HavenWord *word = haven_text_word_at (text, i);
    gboolean spaced =
        word->start == at + 1 && text->visible.data[at] == ' '; /* most are: that tells nothing */

    if (!spaced)
      see_gap (&walk, at, word->start, i);
    if (walk.sentence_start || walk.goes_on)
      word->flags |= HAVEN_WORD_SENTENCE_START;
    if (walk.goes_on && !walk.sentence_start)
      word->flags |= HAVEN_WORD_GOES_ON;
    if (walk.clause_start)
      word->flags |= HAVEN_WORD_CLAUSE_START;
    if (i > 0 && (word[-1].flags & word->flags & HAVEN_WORD_JOINED) && walk.sentence_start)
      word->flags |= HAVEN_WORD_GOES_ON; /* "y. o. u": what stands between letters ends nothing */
    if (walk.quoted_line)
      word->flags |= HAVEN_WORD_QUOTED;
    walk.sentence_start = walk.clause_start = walk.goes_on = FALSE;
    if (!spaced)
      see_sigil (text, i);
    if (walk.has_address)
      see_address (&walk, word);
    see_case (text, word);
    /* "@moth go away" is said to moth: what follows the names at the start begins as if they were not there
     */
    walk.clause_start = (word->flags & HAVEN_WORD_MENTION) != 0 && (word->flags & starts) != 0;
    at = word->end;
  }
  see_gap (&walk, at, text->visible.length, text->words->len);
  if (walk.n_sentences >= MIN_APART)
    join_words_apart (text);
  text->flagged = TRUE;
}
