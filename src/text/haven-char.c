/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-char.h"

#include <stdlib.h>

#include "haven-char-table.h"

#define LAST_CODE_POINT 0x10FFFF

/**
 * haven_char_info:
 * @c: any number; what is no code point is treated as U+FFFD
 *
 * Returns: (transfer none): what is known of @c, from a static table
 */
const HavenCharInfo *
haven_char_info (gunichar c)
{
  if (G_UNLIKELY (c > LAST_CODE_POINT))
    c = 0xFFFD;
  return &haven_char_records[haven_char_blocks[haven_char_stage[c >> 7] * 128 + (c & 127)]];
}

/**
 * haven_char_info_get_fold:
 * @info: from haven_char_info()
 *
 * Returns: (transfer none): the fold, @info->fold_length bytes without a NUL
 */
const char *
haven_char_info_get_fold (const HavenCharInfo *info)
{
  return haven_char_folds + info->fold;
}

/**
 * haven_char_get_unicode_version:
 *
 * Returns: (transfer none): the version of Unicode that the table was made from
 */
const char *
haven_char_get_unicode_version (void)
{
  return HAVEN_CHAR_UNICODE;
}

static int
compare_chars (gconstpointer a, gconstpointer b)
{
  const guint32 *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

/**
 * haven_char_find:
 * @c: a character
 * @rows: (array length=n_rows): rows that begin with a character as a guint32, in the order of these
 * @n_rows: how many they are
 * @row_size: bytes of each
 *
 * Returns: (nullable) (transfer none): the row of @c
 */
gconstpointer
haven_char_find (gunichar c, gconstpointer rows, gsize n_rows, gsize row_size)
{
  const guint32 key = c;

  return bsearch (&key, rows, n_rows, row_size, compare_chars);
}

/**
 * haven_utf8_read:
 * @bytes: where a character begins; before @end
 * @end: one past the last byte
 * @c: (out): the code point
 *
 * Reads strictly, as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
 *
 * Returns: how many bytes it takes, 0 when these bytes are not UTF-8
 */
guint
haven_utf8_read (const guint8 *bytes, const guint8 *end, gunichar *c)
{
  gsize left = end - bytes;
  guint8 first = bytes[0];

  if (first < 0x80) {
    *c = first;
    return 1;
  }
  if (first < 0xC2 || left < 2 || (bytes[1] & 0xC0) != 0x80)
    return 0;
  if (first < 0xE0) {
    *c = (first & 0x1F) << 6 | (bytes[1] & 0x3F);
    return 2;
  }
  if (left < 3 || (bytes[2] & 0xC0) != 0x80)
    return 0;
  if (first < 0xF0) {
    *c = (first & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
    return *c >= 0x800 && (*c < 0xD800 || *c > 0xDFFF) ? 3 : 0;
  }
  if (first > 0xF4 || left < 4 || (bytes[3] & 0xC0) != 0x80)
    return 0;
  *c = (first & 0x07) << 18 | (bytes[1] & 0x3F) << 12 | (bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F);
  return *c >= 0x10000 && *c <= LAST_CODE_POINT ? 4 : 0;
}

/**
 * haven_utf8_write:
 * @c: a code point
 * @bytes: (out): room for 4 bytes; no NUL is written
 *
 * Returns: how many bytes were written
 */
guint
haven_utf8_write (gunichar c, char *bytes)
{
  if (c < 0x80) {
    bytes[0] = c;
    return 1;
  }
  if (c < 0x800) {
    bytes[0] = 0xC0 | c >> 6;
    bytes[1] = 0x80 | (c & 0x3F);
    return 2;
  }
  if (c < 0x10000) {
    bytes[0] = 0xE0 | c >> 12;
    bytes[1] = 0x80 | (c >> 6 & 0x3F);
    bytes[2] = 0x80 | (c & 0x3F);
    return 3;
  }
  bytes[0] = 0xF0 | c >> 18;
  bytes[1] = 0x80 | (c >> 12 & 0x3F);
  bytes[2] = 0x80 | (c >> 6 & 0x3F);
  bytes[3] = 0x80 | (c & 0x3F);
  return 4;
}
