/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that writes visible text. Whatever arrives, what leaves is UTF-8 that shows what it holds:
 * no controls, no invisible characters, no bidi tricks, no towers of combining marks.
 */
#include "haven-text-private.h"

#include <string.h>

/* Vietnamese and the IPA pile up to three; more is a flood. */
#define MAX_MARKS 4

static void
grow_segments (HavenText *text)
{
  text->max_segments = MAX (16, text->max_segments * 2);
  text->segments = g_renew (HavenSegment, text->segments, text->max_segments);
}

/* Notes where what is appended next comes from. */
static inline void
note_segment (HavenText *text, gsize source, gsize span)
{
  if (G_UNLIKELY (text->n_segments == text->max_segments))
    grow_segments (text);
  text->segments[text->n_segments++] = (HavenSegment){text->visible.length, source, span};
}

/* The same for what is shown byte for byte, unless it goes on where what is visible ends. */
static inline void
note_run (HavenText *text, gsize source)
{
  if (text->n_segments > 0) {
    const HavenSegment *last = &text->segments[text->n_segments - 1];

    if (last->span == 0 && last->source + (text->visible.length - last->visible) == source)
      return;
  }
  note_segment (text, source, 0);
}

/**
 * haven_visible_note_all:
 * @text: what is being read
 *
 * Notes that the message is what is visible, byte for byte.
 */
void
haven_visible_note_all (HavenText *text)
{
  note_segment (text, 0, 0);
}

/* The first special byte from a place on; the zero at the end of the message is one. */
static inline gsize
find_special (const HavenText *text, gsize at)
{
  gsize number = at / HAVEN_SCAN_BLOCK;
  guint64 special = text->special[number] & ~G_GUINT64_CONSTANT (0) << at % HAVEN_SCAN_BLOCK;
  gboolean next = special == 0;

  /* in which of two blocks it is no processor foresees: no branch; that it is in one of them, it does */
  number += next;
  special |= text->special[number] & -(guint64)next;
  while (G_UNLIKELY (special == 0))
    special = text->special[++number];
  return number * HAVEN_SCAN_BLOCK + __builtin_ctzll (special);
}

/* Joiners show in emoji, in Indic and in Arabic scripts; between Latin, Greek or Cyrillic letters they only
 * hide. */
static gboolean
joiner_matters (const HavenText *text)
{
  const char *end = text->visible.data + text->visible.length;
  const char *previous;

  if (text->visible.length == 0)
    return FALSE;
  previous = g_utf8_prev_char (end);
  return g_utf8_get_char (previous) >= 0x0590;
}

static gboolean
is_shown (HavenText *text, const HavenCharInfo *info, gunichar c)
{
  switch (info->kind) {
  case HAVEN_CHAR_INVISIBLE:
    haven_override_note (text, c);
    return FALSE;
  case HAVEN_CHAR_JOINER:
    return joiner_matters (text);
  case HAVEN_CHAR_MARK:
  case HAVEN_CHAR_KEPT_MARK:
    return text->marks++ < MAX_MARKS;
  default:
    text->marks = 0;
    return TRUE;
  }
}

/**
 * haven_visible_append_run:
 * @text: what is being read
 * @source: the message, with a block of zeros behind it
 * @start: first byte to show
 * @end: one past the last byte to show
 *
 * Appends what is shown byte for byte: printable ASCII that is no markup.
 *
 * Returns: where that ends
 */
HAVEN_HOT gsize
haven_visible_append_run (HavenText *text, const char *source, gsize start, gsize end)
{
  gsize stop = MIN (find_special (text, start), end);

  if (start >= stop)
    return start;
  haven_bytes_reserve (&text->visible, stop - start + HAVEN_SCAN_PADDING);
  note_run (text, start);
  text->scanner.copy (text->visible.data + text->visible.length, source + start, stop - start);
  text->visible.length += stop - start;
  text->marks = 0;
  return stop;
}

/*
 * Bytes that are no UTF-8 become U+FFFD, each by itself. A message of nothing else must not cost more than
 * one that can be read, so those that follow are appended along with the first.
 */
static gsize
append_broken (HavenText *text, const char *source, gsize start, gsize end)
{
  const guint8 *at = (const guint8 *)source + start, *last = (const guint8 *)source + end;
  gunichar c;

  text->ascii = FALSE;
  text->marks = 0;
  do {
    note_segment (text, at - (const guint8 *)source, 1);
    haven_bytes_reserve (&text->visible, 3);
    memcpy (text->visible.data + text->visible.length, "\xEF\xBF\xBD", 3);
    text->visible.length += 3;
    at++;
  } while (at < last && haven_utf8_read (at, last, &c) == 0);
  return at - (const guint8 *)source;
}

static void
note_char (HavenText *text, gunichar c)
{
  text->ascii &= c < 128;
  text->tilted |= c > 128 && haven_turned_get_letter (c) != 0;
}

/*
 * The colour of a word on IRC: ^C and one or two numbers of two digits. Clients show none of it, and Pidgin
 * makes markup of it. Returns its bytes.
 */
static gsize
measure_colour (const char *at, const char *end)
{
  const char *start = at++;

  for (guint part = 0; part < 2; part++) {
    guint n = 0;

    if (part > 0 && !(at + 1 < end && at[0] == ',' && g_ascii_isdigit (at[1])))
      break;
    at += part > 0;
    while (n < 2 && at < end && g_ascii_isdigit (*at)) {
      at++;
      n++;
    }
    if (n == 0)
      break;
  }
  return at - start;
}

/**
 * haven_visible_append_one:
 * @text: what is being read
 * @source: the message
 * @start: where a character begins
 * @end: one past the last byte
 *
 * Appends one character, unless it must not be seen, or all the bytes in a row that are no UTF-8.
 *
 * Returns: where the next character begins
 */
gsize
haven_visible_append_one (HavenText *text, const char *source, gsize start, gsize end)
{
  const guint8 *at = (const guint8 *)source + start;
  gunichar c;
  guint length = haven_utf8_read (at, (const guint8 *)source + end, &c);

  if (length == 0)
    return append_broken (text, source, start, end);
  if (c == '\r') {
    gsize span = start + 1 < end && source[start + 1] == '\n' ? 2 : 1;

    haven_visible_append_char (text, '\n', start, span);
    return start + span;
  }
  if (c == '\n')
    haven_override_end (text);
  if (c == 3)
    return start + measure_colour (source + start, source + end);
  if (is_shown (text, haven_char_info (c), c)) {
    note_char (text, c);
    note_run (text, start);
    haven_bytes_append (&text->visible, source + start, length);
  }
  return start + length;
}

/**
 * haven_visible_append:
 * @text: what is being read
 * @source: the message
 * @length: its bytes
 *
 * Appends plain text, byte for byte except for what must not be seen.
 */
void
haven_visible_append (HavenText *text, const char *source, gsize length)
{
  gsize at = 0;

  while ((at = haven_visible_append_run (text, source, at, length)) < length)
    at = haven_visible_append_one (text, source, at, length);
}

/**
 * haven_visible_append_char:
 * @text: what is being read
 * @c: a character
 * @start: first byte of what it stands for
 * @span: how many bytes of the source it stands for
 *
 * Appends a character that the source spells in another way, such as an entity or a line break.
 */
void
haven_visible_append_char (HavenText *text, gunichar c, gsize start, gsize span)
{
  char bytes[4];

  if (c >= ' ' && c < 0x7F) {
    note_segment (text, start, span);
    haven_bytes_reserve (&text->visible, 1);
    text->visible.data[text->visible.length++] = (char)c;
    text->marks = 0;
    return;
  }
  if (c == '\r')
    c = '\n';
  if (c == '\n')
    haven_override_end (text);
  if (!is_shown (text, haven_char_info (c), c))
    return;
  note_char (text, c);
  note_segment (text, start, span);
  haven_bytes_append (&text->visible, bytes, haven_utf8_write (c, bytes));
}

/**
 * haven_visible_cut:
 * @text: what is being read
 * @length: bytes of what is visible to keep
 */
void
haven_visible_cut (HavenText *text, gsize length)
{
  while (text->n_segments > 0 && text->segments[text->n_segments - 1].visible >= length)
    text->n_segments--;
  text->visible.length = length;
}

/**
 * haven_visible_append_turned:
 * @text: what is being read
 * @letter: (array length=length): a letter with its marks that was visible before, at another place
 * @length: its bytes
 * @from: where in the message it comes from
 */
void
haven_visible_append_turned (HavenText *text, const char *letter, gsize length, const HavenSegment *from)
{
  note_segment (text, from->source, from->span);
  haven_bytes_append (&text->visible, letter, length);
}

/**
 * haven_visible_read_places:
 * @text: what has been read
 *
 * Returns: (transfer full) (element-type HavenSegment): each visible character and where in the message it
 *   comes from, for whoever puts them in another order
 */
GArray *
haven_visible_read_places (const HavenText *text)
{
  const guint8 *visible = (const guint8 *)text->visible.data;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (HavenSegment));

  for (gsize at = 0; at < text->visible.length;) {
    gunichar c;
    guint bytes = haven_utf8_read (visible + at, visible + text->visible.length, &c);
    gsize source, source_end;
    HavenSegment place;

    haven_text_span_to_source (text, at, at + bytes, &source, &source_end);
    place = (HavenSegment){at, source, source_end - source};
    g_array_append_val (places, place);
    at += bytes;
  }
  return places;
}
