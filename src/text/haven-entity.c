/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-entity.h"

/* In step with gtk_imhtml: what Pidgin shows as a character; it shows any other entity as it is written. */
static const struct {
  char name[7];
  guint8 length;
  gunichar c;
} entities[] = {
    {"&amp;", 5, '&'},   {"&lt;", 4, '<'},    {"&gt;", 4, '>'},    {"&quot;", 6, '"'},
    {"&apos;", 6, '\''}, {"&nbsp;", 6, 0xA0}, {"&copy;", 6, 0xA9}, {"&reg;", 5, 0xAE},
};

/* Reads "&#233;" and "&#xE9;"; returns its length, 0 when it is none. */
static gsize
read_number (const char *at, gsize left, gunichar *c)
{
  gboolean hex = left > 2 && (at[2] == 'x' || at[2] == 'X');
  gsize i = hex ? 3 : 2;
  guint64 value = 0;
  gsize first = i, end;

  while (i < left && at[i] == '0') /* any number of them changes nothing */
    i++;
  for (end = MIN (left, i + 9); i < end; i++) {
    int digit = hex ? g_ascii_xdigit_value (at[i]) : g_ascii_digit_value (at[i]);

    if (digit < 0)
      break;
    value = value * (hex ? 16 : 10) + digit;
  }
  if (i == first || i >= left || at[i] != ';')
    return 0;
  *c = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0xFFFD : value;
  return i + 1;
}

/* Whether a name stands there in any case: all of it but '&' and ';' is letters. */
static gboolean
is_entity (const char *at, const char *name, gsize length)
{
  for (gsize i = 1; i < length - 1; i++)
    if ((at[i] | 0x20) != name[i])
      return FALSE;
  return at[length - 1] == ';';
}

/**
 * haven_entity_read:
 * @at: (array length=left): markup, at an ampersand
 * @left: bytes from @at to its end
 * @c: (out): the character it stands for, if it is one; U+FFFD for a number that is no character
 *
 * Reads "&lt;", "&#233;" or "&#xE9;".
 *
 * Returns: its length, 0 when it is no entity that is shown as a character
 */
gsize
haven_entity_read (const char *at, gsize left, gunichar *c)
{
  if (left > 3 && at[1] == '#')
    return read_number (at, left, c);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
    if (entities[i].length <= left && is_entity (at, entities[i].name, entities[i].length)) {
      *c = entities[i].c;
      return entities[i].length;
    }
  }
  return 0;
}
