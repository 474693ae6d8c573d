/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * json-glib 1.6 reads more than JSON and forgives what it should not: comments, single quotes, "var x =",
 * a duplicate key (the last one wins), \u0000 (cuts the string), integers that do not fit (they become -1),
 * and it crashes on deep nesting. So every document is first read here by the letter of RFC 8259, with
 * its bounds, and only then handed to json-glib, which builds the tree.
 */

#include "haven-json-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "haven-error.h"

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  const HavenJsonLimits *limits;
  guint depth;
  GError **error;
} Reader;

static gboolean read_value (Reader *reader);

static gboolean
fail (Reader *reader, int code, const char *what)
{
  guint line = 1, column = 1;

  for (const char *p = reader->start; p < reader->at; p++) {
    if (*p == '\n') {
      line++;
      column = 1;
    } else if ((*p & 0xC0) != 0x80) { /* an editor counts characters, not bytes */
      column++;
    }
  }
  if (reader->limits->is_line)
    g_set_error (reader->error, HAVEN_ERROR, code, _ ("column %u: %s"), column, what);
  else
    g_set_error (reader->error, HAVEN_ERROR, code, _ ("line %u, column %u: %s"), line, column, what);
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r'))
    reader->at++;
}

static gboolean
next_is (Reader *reader, char c)
{
  return reader->at < reader->end && *reader->at == c;
}

/* What somebody who writes by hand meant by the sign that stands here, where JSON knows none like it. */
static const char *
guess (const Reader *reader, const char *expected)
{
  gunichar sign = reader->at < reader->end ? g_utf8_get_char (reader->at) : 0;

  if (sign >= 0x2018 && sign <= 0x201F)
    return _ ("a curly quotation mark stands here; JSON wants the straight one, \"");
  if (sign == '\'')
    return _ ("an apostrophe stands here; JSON wants the double quote, \"");
  if (sign == ',')
    return _ ("there is a comma too many here");
  if (sign == '/' || sign == '#')
    return _ ("a remark cannot stand here; a key that begins with _ may hold one");
  return expected;
}

static gboolean
read_unit (Reader *reader, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, reader->at++) {
    if (reader->at >= reader->end || !g_ascii_isxdigit (*reader->at))
      return fail (reader, HAVEN_ERROR_INVALID, _ ("\\u needs four hexadecimal digits"));
    *unit = *unit * 16 + (gunichar)g_ascii_xdigit_value (*reader->at);
  }
  return TRUE;
}

/* json-glib turns a lone first half into something that is not UTF-8 */
static gboolean
read_second_half (Reader *reader, gunichar *unit)
{
  const char *at = reader->at;
  gunichar second = 0;

  if (reader->end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
    reader->at += 2;
    if (!read_unit (reader, &second))
      return FALSE;
  }
  if (second < 0xDC00 || second > 0xDFFF) {
    reader->at = at;
    return fail (reader, HAVEN_ERROR_INVALID, _ ("the first half of a surrogate pair has no second"));
  }
  *unit = 0x10000 + ((*unit - 0xD800) << 10) + (second - 0xDC00);
  return TRUE;
}

/* What stands behind a backslash; @text (nullable) gets the character that it means. */
static gboolean
read_escape (Reader *reader, GString *text)
{
  static const char letters[] = "\"\\/bfnrtu", signs[] = "\"\\/\b\f\n\r\t";
  const char *letter = reader->at < reader->end ? memchr (letters, *reader->at, strlen (letters)) : NULL;
  gunichar unit;

  if (letter == NULL)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("this is no escape that JSON knows"));
  reader->at++;
  if (*letter != 'u') {
    if (text != NULL)
      g_string_append_c (text, signs[letter - letters]);
    return TRUE;
  }
  if (!read_unit (reader, &unit))
    return FALSE;
  if (unit == 0)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("a text cannot hold \\u0000"));
  if (unit >= 0xDC00 && unit <= 0xDFFF)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("the second half of a surrogate pair has no first"));
  if (unit >= 0xD800 && unit <= 0xDBFF && !read_second_half (reader, &unit))
    return FALSE;
  if (text != NULL)
    g_string_append_unichar (text, unit);
  return TRUE;
}

/* @text (nullable) gets what the string means. */
static gboolean
read_string (Reader *reader, GString *text)
{
  if (!next_is (reader, '"'))
    return fail (reader, HAVEN_ERROR_INVALID,
                 guess (reader, _ ("a text in double quotes was expected here")));
  reader->at++;
  while (reader->at < reader->end && *reader->at != '"') {
    char c = *reader->at;

    if (c == '\n' || c == '\r')
      return fail (reader, HAVEN_ERROR_INVALID, _ ("a closing quote is missing in this line"));
    if ((guchar)c < 0x20)
      return fail (reader, HAVEN_ERROR_INVALID,
                   _ ("a control character in a text must be written as an escape"));
    reader->at++;
    if (c == '\\' && !read_escape (reader, text))
      return FALSE;
    if (c != '\\' && text != NULL)
      g_string_append_c (text, c);
  }
  if (reader->at >= reader->end)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("the text that began before has no closing quote"));
  reader->at++;
  return TRUE;
}

static gboolean
skip_digits (Reader *reader)
{
  const char *from = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;
  return reader->at > from;
}

/* json-glib reads whole numbers into 64 bits and all others as doubles, and writes an infinite one as "inf".
 */
static gboolean
is_too_large (const char *number, gsize length, gboolean whole)
{
  static const char largest[] = "9223372036854775807";
  gsize sign = *number == '-', n_digits = length - sign;
  g_autofree char *copy = NULL;

  if (whole)
    return n_digits > strlen (largest) ||
           (n_digits == strlen (largest) && memcmp (number + sign, largest, n_digits) > 0);
  copy = g_strndup (number, length);
  return isinf (g_ascii_strtod (copy, NULL));
}

static gboolean
read_number (Reader *reader)
{
  const char *from = reader->at;
  gboolean whole = TRUE;

  if (next_is (reader, '-'))
    reader->at++;
  if (next_is (reader, '0'))
    reader->at++;
  else if (!skip_digits (reader))
    return fail (reader, HAVEN_ERROR_INVALID, guess (reader, _ ("a value was expected here")));
  if (next_is (reader, '.')) {
    whole = FALSE;
    reader->at++;
    if (!skip_digits (reader))
      return fail (reader, HAVEN_ERROR_INVALID, _ ("digits must follow the point"));
  }
  if (next_is (reader, 'e') || next_is (reader, 'E')) {
    whole = FALSE;
    reader->at++;
    if (next_is (reader, '+') || next_is (reader, '-'))
      reader->at++;
    if (!skip_digits (reader))
      return fail (reader, HAVEN_ERROR_INVALID, _ ("digits must follow the e"));
  }
  if (is_too_large (from, (gsize)(reader->at - from), whole))
    return fail (reader, HAVEN_ERROR_TOO_LARGE, _ ("this number is too large"));
  return TRUE;
}

static gboolean
read_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("a value was expected here"));
  reader->at += length;
  return TRUE;
}

/* A key counts as the same when it means the same, however it is spelled. A nick, which may hold quotation
 * marks and backslashes, can be a key. */
static gboolean
read_key (Reader *reader, GHashTable *keys)
{
  g_autoptr (GString) key = g_string_new (NULL);
  const char *at = reader->at;

  if (!read_string (reader, key))
    return FALSE;
  if (!g_hash_table_add (keys, g_strdup (key->str))) {
    reader->at = at;
    return fail (reader, HAVEN_ERROR_INVALID, _ ("this key stands here twice"));
  }
  skip_space (reader);
  if (!next_is (reader, ':'))
    return fail (reader, HAVEN_ERROR_INVALID, _ ("a colon must follow the key"));
  reader->at++;
  return TRUE;
}

/* Neither a comma nor @close stands here, where one of them must. */
static gboolean
fail_between (Reader *reader, char close)
{
  const char *expected =
      close == '}' ? _ ("a comma or } was expected here") : _ ("a comma or ] was expected here");

  if (reader->at >= reader->end)
    expected = close == '}' ? _ ("the document ends here, and a } is missing")
                            : _ ("the document ends here, and a ] is missing");
  else if (strchr ("\"{[", *reader->at) != NULL)
    expected = _ ("a comma is missing before this");
  return fail (reader, HAVEN_ERROR_INVALID, guess (reader, expected));
}

static gboolean
read_members (Reader *reader, char close, GHashTable *keys)
{
  guint n_members = 0;

  reader->at++;
  skip_space (reader);
  if (next_is (reader, close)) {
    reader->at++;
    return TRUE;
  }
  while (TRUE) {
    skip_space (reader);
    if (++n_members > reader->limits->members)
      return fail (reader, HAVEN_ERROR_TOO_LARGE, _ ("too many entries"));
    if (keys != NULL && !read_key (reader, keys))
      return FALSE;
    if (!read_value (reader))
      return FALSE;
    skip_space (reader);
    if (next_is (reader, close)) {
      reader->at++;
      return TRUE;
    }
    if (!next_is (reader, ','))
      return fail_between (reader, close);
    reader->at++;
    skip_space (reader);
    if (next_is (reader, close))
      return fail (reader, HAVEN_ERROR_INVALID,
                   _ ("a comma stands before this, and nothing follows it: it must go"));
  }
}

static gboolean
read_nested (Reader *reader, char close)
{
  g_autoptr (GHashTable) keys = NULL;
  gboolean ok;

  if (++reader->depth > reader->limits->depth)
    return fail (reader, HAVEN_ERROR_TOO_LARGE, _ ("too many levels within one another"));
  if (close == '}')
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = read_members (reader, close, keys);
  reader->depth--;
  return ok;
}

static gboolean
read_value (Reader *reader)
{
  skip_space (reader);
  if (reader->at >= reader->end)
    return fail (reader, HAVEN_ERROR_INVALID, _ ("the document ends where a value was expected"));
  switch (*reader->at) {
  case '{':
    return read_nested (reader, '}');
  case '[':
    return read_nested (reader, ']');
  case '"':
    return read_string (reader, NULL);
  case 't':
    return read_word (reader, "true");
  case 'f':
    return read_word (reader, "false");
  case 'n':
    return read_word (reader, "null");
  default:
    return read_number (reader);
  }
}

/**
 * haven_json_check:
 * @data: a document
 * @length: its size in bytes
 * @limits: the bounds it must keep
 * @error: #HAVEN_ERROR_INVALID or #HAVEN_ERROR_TOO_LARGE, with line and column
 *
 * Reads @data by the letter of RFC 8259. Beyond the letter, a key may not stand twice in an object, a text
 * may not hold U+0000, a whole number and its opposite must fit in 64 bits, and any other in a double.
 *
 * Returns: whether @data is one JSON document within @limits
 */
gboolean
haven_json_check (const char *data, gsize length, const HavenJsonLimits *limits, GError **error)
{
  Reader reader = {data, data, data + length, limits, 0, error};
  const char *bad;

  if (length > limits->size) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_TOO_LARGE, _ ("%zu bytes, and at most %zu are read"), length,
                 limits->size);
    return FALSE;
  }
  if (!g_utf8_validate_len (data, length, &bad)) {
    reader.at = bad;
    return fail (&reader, HAVEN_ERROR_INVALID,
                 _ ("this is not UTF-8; an editor asks for it under \"Save as\""));
  }
  if (!read_value (&reader))
    return FALSE;
  skip_space (&reader);
  if (reader.at < reader.end)
    return fail (&reader, HAVEN_ERROR_INVALID, _ ("something follows after the end of the document"));
  return TRUE;
}
