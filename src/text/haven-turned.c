/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Writing upside down: "ɟlǝsɹnoʎ llᴉʞ" is read by turning the screen, or the head. A line of nothing but
 * letters that stand on their heads, some of them made for it, is turned here, each letter with the place it
 * came from. One letter that is none when it is turned (the t and k of phonetic script) and the line stays.
 */
#include "haven-text-private.h"

#include <string.h>

#define LEAST 2 /* letters made for it in a line */

typedef struct {
  guint32 c;
  char upright;
} Turned;

/* Letters made for it, in the order of their numbers. */
static const Turned turned[] = {
    {0x0131, 'i'}, {0x017F, 'j'}, {0x0183, 'g'}, {0x0186, 'c'}, {0x018E, 'e'}, {0x01DD, 'e'}, {0x0250, 'a'},
    {0x0253, 'g'}, {0x0254, 'c'}, {0x0259, 'e'}, {0x025F, 'f'}, {0x0265, 'h'}, {0x026F, 'm'}, {0x0270, 'm'},
    {0x0279, 'r'}, {0x027E, 'j'}, {0x0287, 't'}, {0x028C, 'v'}, {0x028D, 'w'}, {0x028E, 'y'}, {0x029E, 'k'},
    {0x02E5, 'l'}, {0x039B, 'v'}, {0x0500, 'p'}, {0x15E1, 'd'}, {0x15FA, 'b'}, {0x1D09, 'i'}, {0x1D1A, 'r'},
    {0x1D77, 'g'}, {0x2132, 'f'}, {0x2141, 'g'}, {0x2142, 'l'}, {0x2144, 'y'}, {0x2200, 'a'}, {0x2229, 'u'},
    {0x22A5, 't'}, {0x2534, 't'}, {0xA781, 'l'}, {0xA7B0, 'k'}, {0xA7B1, 't'},
};

/* Letters and signs that are others when they are turned, or themselves; in step with one another. */
static const char from[] = "bdlnopqsuxzHIMNOSWXZ,'69";
static const char to[] = "qpluodbsnxzHIWNOSMXZ',96";

/**
 * haven_turned_get_letter:
 * @c: a character
 *
 * Returns: the letter that it is upside down, 0 when it is none that was made for that
 */
char
haven_turned_get_letter (gunichar c)
{
  const Turned *row = haven_char_find (c, turned, G_N_ELEMENTS (turned), sizeof turned[0]);

  return row != NULL ? row->upright : 0;
}

/* What a character is the other way up; 0 when it is a letter that is none. */
static char
turn_char (gunichar c, gboolean *letter)
{
  const char *plain = c > 0 && c < 128 ? strchr (from, c) : NULL;
  char upright = plain != NULL ? to[plain - from] : haven_turned_get_letter (c);

  *letter = upright != 0 || haven_char_info (c)->kind == HAVEN_CHAR_LETTER;
  return upright;
}

/* Whether a line is written upside down. */
static gboolean
is_turned (const guint8 *at, const guint8 *end)
{
  guint made = 0;

  while (at < end) {
    gunichar c;
    gboolean letter;
    char upright;

    at += haven_utf8_read (at, end, &c);
    upright = turn_char (c, &letter);
    if (letter && upright == 0)
      return FALSE;
    made += haven_turned_get_letter (c) != 0;
  }
  return made >= LEAST;
}

/* Appends a character where its line is turned or is not. */
static void
append (HavenText *text, const guint8 *stretch, const HavenSegment *place, gboolean turn)
{
  gunichar c;
  gboolean letter;
  guint length = haven_utf8_read (stretch + place->visible, stretch + place->visible + 4, &c);
  char upright = turn ? turn_char (c, &letter) : 0;

  if (upright != 0)
    haven_visible_append_turned (text, &upright, 1, place);
  else
    haven_visible_append_turned (text, (const char *)stretch + place->visible, length, place);
}

/* Appends the characters of a line from its end, or from its beginning. */
static void
append_line (HavenText *text, const guint8 *stretch, const HavenSegment *first, guint n, gboolean turn)
{
  for (guint i = 0; i < n; i++)
    append (text, stretch, &first[turn ? n - 1 - i : i], turn);
}

/**
 * haven_turned_read:
 * @text: what has been read, with letters in it that are others upside down
 *
 * Turns those of its lines that are written so.
 */
void
haven_turned_read (HavenText *text)
{
  gsize length = text->visible.length;
  g_autofree guint8 *stretch = g_memdup2 (text->visible.data, length + 4);
  g_autoptr (GArray) places = NULL;
  const HavenSegment *all;
  guint first = 0;

  for (gsize start = 0, stop; start < length && places == NULL; start = stop + 1) {
    const guint8 *newline = memchr (stretch + start, '\n', length - start);

    stop = newline != NULL ? (gsize)(newline - stretch) : length;
    if (is_turned (stretch + start, stretch + stop))
      places = haven_visible_read_places (text);
  }
  if (places == NULL)
    return;
  all = &g_array_index (places, HavenSegment, 0);
  haven_visible_cut (text, 0);
  while (first < places->len) {
    guint last = first;
    gsize end;

    while (last < places->len && stretch[all[last].visible] != '\n')
      last++;
    end = last < places->len ? all[last].visible : length;
    append_line (text, stretch, &all[first], last - first,
                 is_turned (stretch + all[first].visible, stretch + end));
    if (last < places->len)
      append (text, stretch, &all[last], FALSE);
    first = last + 1;
  }
  text->ascii = FALSE;
  text->turned = TRUE;
}
