/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "links/haven-link-chars.h"

#define NOT_A_CHARACTER 0xFFFD

/**
 * haven_char_at:
 * @text: any bytes
 * @length: how many
 * @at: where to read, less than @length
 * @next: (out): where the next character begins
 *
 * Returns: the character at @at
 */
gunichar
haven_char_at (const char *text, gsize length, gsize at, gsize *next)
{
  guchar byte = (guchar)text[at];
  gunichar c;

  if (byte < 0x80) {
    *next = at + 1;
    return byte;
  }
  c = g_utf8_get_char_validated (text + at, (gssize)MIN (length - at, 6));
  if (c == (gunichar)-1 || c == (gunichar)-2) {
    *next = at + 1;
    return NOT_A_CHARACTER;
  }
  *next = at + (gsize)(g_utf8_next_char (text + at) - (text + at));
  return c;
}

/**
 * haven_char_before:
 * @text: any bytes
 * @at: where to read back from
 *
 * Returns: the character that ends at @at; 0 at the start of the text
 */
gunichar
haven_char_before (const char *text, gsize at)
{
  gsize start = at;
  gsize next;
  gunichar c;

  if (at == 0)
    return 0;
  do
    start--;
  while (start > 0 && at - start < 4 && ((guchar)text[start] & 0xC0) == 0x80);
  c = haven_char_at (text, at, start, &next);
  return next == at ? c : NOT_A_CHARACTER;
}

/**
 * haven_char_is_gap:
 * @c: a character
 *
 * Returns: whether no address reaches over @c: white space, control characters, marks of direction
 */
gboolean
haven_char_is_gap (gunichar c)
{
  if (c < 0x80)
    return c <= 0x20 || c == 0x7F;
  return g_unichar_isspace (c) || (c >= 0x80 && c <= 0x9F) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFC || c == NOT_A_CHARACTER;
}

/**
 * haven_char_is_unspaced:
 * @c: a character
 *
 * Returns: whether @c is a letter of a script that is written without spaces, so that a sentence goes
 *   on right after an address
 */
gboolean
haven_char_is_unspaced (gunichar c)
{
  if (c < 0x0E00)
    return FALSE;
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x31FF) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFFDC) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3005 && c <= 0x3007) || (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

/**
 * haven_char_is_invisible:
 * @c: a character
 *
 * Returns: whether @c takes no room and is dropped from the name of a host (RFC 3454, table B.1)
 */
gboolean
haven_char_is_invisible (gunichar c)
{
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/**
 * haven_char_is_word:
 * @c: a character
 *
 * Returns: whether @c is a letter, a digit or a mark
 */
gboolean
haven_char_is_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/**
 * haven_char_is_host:
 * @c: a character
 *
 * Returns: whether the label of a host may hold @c; symbols and emoji are in use
 */
gboolean
haven_char_is_host (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) || c == '-' || c == '_';
  return haven_char_is_word (c) || g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

/**
 * haven_char_is_slash_like:
 * @c: a character
 *
 * Returns: whether @c is taken for a slash by eye, though a browser takes it for a part of the host's name
 */
gboolean
haven_char_is_slash_like (gunichar c)
{
  return c == 0x2044 || c == 0x2215 || c == 0x2571 || c == 0x27CB || c == 0x29F8 || c == 0x1735;
}
