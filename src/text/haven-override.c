/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * U+202E makes what follows run from right to left whatever it is, so that "flesruoy llik" behind it is seen
 * as "kill yourself". What is visible is what is seen: such letters are turned round here, each with the
 * place it came from.
 */
#include "haven-text-private.h"

#include <string.h>

/* Hebrew, Arabic and the like run that way anyway, and are written in the order in which they are read. */
static gboolean
runs_leftwards (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

/* Marks stay with their letter, and the two halves of a flag stay side by side. */
static gboolean
stays_behind (HavenCharKind kind, gboolean *flag)
{
  gboolean half = *flag && kind == HAVEN_CHAR_REGIONAL;

  *flag = FALSE;
  return half || kind == HAVEN_CHAR_MARK || kind == HAVEN_CHAR_KEPT_MARK || kind == HAVEN_CHAR_JOINER;
}

/* Where the letter ends that begins at a place. */
static const guint8 *
find_letter_end (const guint8 *at, const guint8 *end, gboolean *leftwards)
{
  gunichar c;
  gboolean flag;

  at += haven_utf8_read (at, end, &c);
  *leftwards |= runs_leftwards (c);
  flag = haven_char_info (c)->kind == HAVEN_CHAR_REGIONAL;
  while (at < end) {
    guint length = haven_utf8_read (at, end, &c);

    if (!stays_behind (haven_char_info (c)->kind, &flag))
      break;
    at += length;
  }
  return at;
}

/* The letters of a stretch in their order, each with where it comes from; empty when it must not be turned.
 */
static GArray *
read_letters (const HavenText *text, const guint8 *stretch, gsize start, gsize length)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (HavenSegment));
  gboolean leftwards = FALSE;

  for (gsize at = 0, next; at < length && !leftwards; at = next) {
    gsize from, until;
    HavenSegment letter;

    next = find_letter_end (stretch + at, stretch + length, &leftwards) - stretch;
    haven_text_span_to_source (text, start + at, start + next, &from, &until);
    letter = (HavenSegment){at, from, until - from};
    g_array_append_val (letters, letter);
  }
  if (leftwards)
    g_array_set_size (letters, 0);
  return letters;
}

static void
turn (HavenText *text, gsize start)
{
  gsize length = text->visible.length - start, left = length;
  g_autofree guint8 *stretch = g_memdup2 (text->visible.data + start, length);
  g_autoptr (GArray) letters = read_letters (text, stretch, start, length);

  if (letters->len < 2)
    return;
  haven_visible_cut (text, start);
  while (letters->len > 0) {
    const HavenSegment *letter = &g_array_index (letters, HavenSegment, letters->len - 1);

    haven_visible_append_turned (text, (const char *)stretch + letter->visible, left - letter->visible,
                                 letter);
    left = letter->visible;
    g_array_set_size (letters, letters->len - 1);
  }
  text->turned = TRUE;
}

/**
 * haven_override_end:
 * @text: what is being read
 *
 * What is visible from here on runs as it is written: the line or the message ends, or another mark says so.
 */
void
haven_override_end (HavenText *text)
{
  gsize start = text->override - 1;

  if (text->override == 0)
    return;
  text->override = 0;
  if (start < text->visible.length)
    turn (text, start);
}

/**
 * haven_override_note:
 * @text: what is being read
 * @c: a character that is not seen
 *
 * Notes whether it makes what follows run from right to left, or ends that.
 */
void
haven_override_note (HavenText *text, gunichar c)
{
  if (c == 0x202E && text->override == 0)
    text->override = text->visible.length + 1;
  else if (c != 0x202E && ((c >= 0x202A && c <= 0x202D) || (c >= 0x2066 && c <= 0x2069)))
    haven_override_end (text);
}
