/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link-rest.h"

#include <string.h>

#include "links/haven-link-chars.h"

/*
 * Where the path, query and fragment of an address end. People put addresses in brackets and quotation
 * marks, end sentences after them, and write on without a space in Chinese or Japanese; addresses
 * themselves hold brackets, quotation marks, full stops and such letters. So: brackets belong to the
 * address when they close within it, punctuation when something follows it.
 */

#define MAX_REST 8192 /* bytes */
#define MAX_OPEN 16   /* brackets open at once */

/* t.co gives every address the same form, so what follows it is not part of it. */
static gsize
end_of_tco (const char *text, gsize length, gsize at)
{
  gsize end = at + 1;

  if (text[at] != '/')
    return at;
  while (end < length && g_ascii_isalnum (text[end]))
    end++;
  if (end - at - 1 > 40)
    return G_MAXSIZE;
  return end;
}

static gboolean
may_start_host (char character)
{
  return g_ascii_isalnum (character) || character == '-' || character == ':' || character == '/';
}

/* Does a name of a host begin here, as in "。example.com次"? */
static gboolean
host_follows (const char *text, gsize length, gsize at)
{
  gsize end = at;

  /* a row of them was looked at from its start */
  if (at > 0 && may_start_host (text[at - 1]))
    return FALSE;
  while (end < length && may_start_host (text[end]))
    end++;
  return end > at && end + 1 < length && text[end] == '.' && g_ascii_isalpha (text[end + 1]);
}

/* Letters of an unspaced script may be a word of the path or the sentence going on. They are the path
 * when they fill it up to white space, a bracket or the next slash; they are the sentence when a full
 * stop or an address comes after them without a space. Returns where they end, or @at for a sentence. */
static gsize
unspaced_word_end (const char *text, gsize length, gsize at)
{
  gsize end = at;

  while (end < length) {
    gsize next;
    gunichar c = haven_char_at (text, length, end, &next);

    if (haven_char_is_gap (c))
      break;
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x3001 || c == 0xFF0C) {
      gsize after;
      gunichar follower = next < length ? haven_char_at (text, length, next, &after) : ' ';
      return haven_char_is_gap (follower) ? end : at;
    }
    if (c > 0x80 && g_unichar_ispunct (c))
      break;
    if (c < 0x80 && !g_ascii_isalnum (c) && c != '_' && c != '-' && c != '%')
      break;
    if (c < 0x80 && end > at && host_follows (text, length, end))
      return at;
    end = next;
  }
  return end;
}

/* Sites in a language written without spaces have such titles, mixed with Latin: ja.example.org/wiki/C言語 */
static gboolean
speaks_unspaced (const char *host)
{
  static const char *const languages[] = {"ja.",  "zh.",     "ko.", "th.", "yue.",
                                          "wuu.", "zh-yue.", "km.", "my.", "lo."};

  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (host, languages[i]))
      return TRUE;
  return FALSE;
}

static gunichar
closer_of (gunichar c)
{
  switch (c) {
  case '(':
    return ')';
  case '[':
    return ']';
  case '{':
    return '}';
  default:
    return 0;
  }
}

/* Is there, before any gap, the quotation mark that closes the one at @at around plain words? */
static gboolean
quote_closes (const char *text, gsize length, gsize at)
{
  gsize end = at + 1;

  while (end < length && end - at < 64 &&
         (g_ascii_isalnum (text[end]) || text[end] == '_' || text[end] == '-'))
    end++;
  return end > at + 1 && end < length && text[end] == text[at] && end - at < 64;
}

static gboolean
word_follows (const char *text, gsize length, gsize at)
{
  gsize next;
  gunichar c;

  if (at >= length)
    return FALSE;
  c = haven_char_at (text, length, at, &next);
  return haven_char_is_word (c) || c == '-' || c == '_' || c == '/';
}

/* "…/page's", "…/page’s": the possessive is not part of the page */
static gboolean
is_possessive (const char *text, gsize length, gsize at)
{
  gsize next;

  if (at + 1 >= length || (text[at + 1] != 's' && text[at + 1] != 'S'))
    return FALSE;
  if (at + 2 >= length)
    return TRUE;
  return haven_char_is_gap (haven_char_at (text, length, at + 2, &next)) ||
         strchr (".,;:!?)", text[at + 2]) != NULL;
}

typedef struct {
  const char *text;
  gsize length;
  gunichar before; /* the character before the link */
  gboolean unspaced;
  gunichar open[MAX_OPEN];
  gsize open_at[MAX_OPEN];
  guint n_open;
} Scan;

/* "a.com/x,https://b.com/y": a second address after a comma or a bar is one of its own. */
static gboolean
other_follows (const char *text, gsize length, gsize at)
{
  return (length - at > 7 && g_ascii_strncasecmp (text + at + 1, "http://", 7) == 0) ||
         (length - at > 8 && g_ascii_strncasecmp (text + at + 1, "https://", 8) == 0);
}

/* Does the address go on with the character c at at? */
static gboolean
goes_on (Scan *scan, gunichar c, gsize at, gsize start)
{
  const char *text = scan->text;

  if (haven_char_is_gap (c) || c == '<' || c == '>' || c == '`' || c == '\\' || c == 0xFF5C || c == 0x00AB ||
      c == 0x00BB)
    return FALSE;
  if ((c == ',' || c == ';' || c == '|') && other_follows (text, scan->length, at))
    return FALSE;
  if (closer_of (c) != 0) {
    if (scan->n_open == MAX_OPEN)
      return FALSE;
    scan->open_at[scan->n_open] = at;
    scan->open[scan->n_open++] = closer_of (c);
    return TRUE;
  }
  if (c == ')' || c == ']' || c == '}') {
    if (scan->n_open == 0 || scan->open[scan->n_open - 1] != c)
      return FALSE;
    scan->n_open--;
    return TRUE;
  }
  if (c == '"') {
    if (scan->before == '"')
      return FALSE;
    return quote_closes (text, scan->length, at) || (at > start + 1 && g_ascii_isalnum (text[at - 1]) &&
                                                     memchr (text + start, '"', at - start) != NULL);
  }
  if (c == '\'')
    return !is_possessive (text, scan->length, at) &&
           (scan->before != '\'' || word_follows (text, scan->length, at + 1));
  if (c > 0x80 && g_unichar_ispunct (c))
    return c == 0x2013 || c == 0x2014 || c == 0x00B7 || c == 0x30FB
               ? word_follows (text, scan->length, at + g_unichar_to_utf8 (c, NULL))
               : c < 0x2000;
  return TRUE;
}

/* Takes back what ends a sentence and brackets that never close. */
static gsize
trim (Scan *scan, gsize start, gsize end)
{
  const char *text = scan->text;
  guint quotes = 0;

  if (scan->n_open > 0 && scan->open_at[0] < end)
    end = scan->open_at[0];
  for (gsize i = start; i < end; i++)
    quotes += text[i] == '\'';
  while (end > start) {
    char last = text[end - 1];

    if (last == '\'' && quotes % 2 == 0)
      break;
    if (strchr (".,;:!?'*|", last) == NULL && !(last == '"' && end - 1 == start) &&
        !(last == '_' && scan->before == '_'))
      break;
    end--;
  }
  return end;
}

/**
 * haven_link_rest_end:
 * @text: the text around the address
 * @length: its length in bytes
 * @link_start: where the address begins
 * @at: where its host and port end
 * @host: (nullable): the host in ASCII form
 *
 * Reads the path, query and fragment of an address as a person means them.
 *
 * Returns: where they end; @at when there are none; %G_MAXSIZE when what stands there is no address
 */
gsize
haven_link_rest_end (const char *text, gsize length, gsize link_start, gsize at, const char *host)
{
  Scan scan = {.text = text, .length = MIN (length, at + MAX_REST)};
  gsize start = at;
  gunichar last = 0;

  if (at >= length || (text[at] != '/' && text[at] != '?' && text[at] != '#'))
    return at;
  if (g_strcmp0 (host, "t.co") == 0) {
    at = end_of_tco (text, length, at);
    if (at >= length || text[at] != '?')
      return at;
  }
  scan.before = haven_char_before (text, link_start);
  scan.unspaced = speaks_unspaced (host);
  while (at < scan.length) {
    gsize next;
    gunichar c = haven_char_at (text, scan.length, at, &next);

    if (haven_char_is_unspaced (c) && !scan.unspaced) {
      gsize word_end = at;

      if (last != 0 && last < 0x80 && !g_ascii_isalnum (last))
        word_end = unspaced_word_end (text, scan.length, at);
      if (word_end == at)
        break;
      last = haven_char_before (text, word_end);
      at = word_end;
      continue;
    }
    if (!goes_on (&scan, c, at, start))
      break;
    last = c;
    at = next;
  }
  return trim (&scan, start, at);
}
