/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Letters in white ink, which on dark paper are seen and on white are not. Which paper it is nobody here
 * knows. So a word with such letters in it is read without them as well, s<font color="white">x</font>lut,
 * and whole words are read by themselves behind all others: they must take nothing back of what is said in
 * other ink.
 */
#include "haven-text-private.h"

#include <string.h>

#define MAX_PALE 1000

/* From where to where in the visible text. */
typedef struct {
  guint32 start;
  guint32 end;
} Pale;

/**
 * haven_pale_note:
 * @text: what is being read
 * @start: where letters in white ink begin that have just been appended
 */
void
haven_pale_note (HavenText *text, gsize start)
{
  Pale pale = {start, text->visible.length};

  if (pale.start >= pale.end || text->pale.length >= MAX_PALE * sizeof pale)
    return;
  haven_bytes_append (&text->pale, (const char *)&pale, sizeof pale);
}

static gboolean
is_word_byte (const HavenText *text, gsize at)
{
  return at < text->visible.length &&
         (g_ascii_isalnum (text->visible.data[at]) || (text->visible.data[at] & 0x80) != 0);
}

/* Whether letters stand in the middle of a word. */
static gboolean
is_in_word (const HavenText *text, const Pale *pale)
{
  return pale->start > 0 && is_word_byte (text, pale->start - 1) && is_word_byte (text, pale->end) &&
         memchr (text->visible.data + pale->start, ' ', pale->end - pale->start) == NULL;
}

/* What is put in another order. */
typedef struct {
  HavenText *text;
  const char *was; /* what was visible */
  const GArray *places;
  guint32 *now; /* where each byte of it is, once it is there again */
} Move;

static void
append_place (Move *move, const HavenSegment *place)
{
  guint length = g_utf8_skip[(guint8)move->was[place->visible]];

  for (guint i = 0; i < length; i++)
    move->now[place->visible + i] = move->text->visible.length + i;
  haven_visible_append_turned (move->text, move->was + place->visible, length, place);
}

/* Appends the characters outside some stretches, or those inside, each stretch as a line of its own. */
static void
append_places (Move *move, const GArray *apart, gboolean inside)
{
  guint next = 0, last = G_MAXUINT;

  for (guint i = 0; i < move->places->len; i++) {
    const HavenSegment *place = &g_array_index (move->places, HavenSegment, i);

    while (next < apart->len && g_array_index (apart, Pale, next).end <= place->visible)
      next++;
    if ((next < apart->len && g_array_index (apart, Pale, next).start <= place->visible) != inside)
      continue;
    if (inside && next != last)
      haven_visible_append_turned (move->text, "\n", 1, place);
    last = next;
    append_place (move, place);
  }
}

/* The stretches that are not in the middle of a word. */
static GArray *
find_apart (const HavenText *text)
{
  const Pale *pale = (const Pale *)(gconstpointer)text->pale.data;
  GArray *apart = g_array_new (FALSE, FALSE, sizeof (Pale));

  for (guint i = 0; i < text->pale.length / sizeof *pale; i++)
    if (pale[i].end <= text->visible.length && !is_in_word (text, &pale[i]))
      g_array_append_val (apart, pale[i]);
  return apart;
}

/* Links and letters of words are where their bytes are now. */
static void
follow (Move *move, guint32 length)
{
  Pale *pale = (Pale *)(gpointer)move->text->pale.data;

  for (guint i = 0; i < move->text->pale.length / sizeof *pale; i++)
    if (pale[i].end <= length)
      pale[i] = (Pale){move->now[pale[i].start], move->now[pale[i].end - 1] + 1};
  for (guint i = 0; move->text->linked && i < move->text->open_links->len; i++) {
    HavenOpenLink *link = &g_array_index (move->text->open_links, HavenOpenLink, i);

    if (link->start >= length || link->end <= link->start)
      continue;
    link->end = move->now[MIN (link->end, length) - 1] + 1;
    link->start = MIN (move->now[link->start], link->end);
  }
}

/**
 * haven_pale_part:
 * @text: what has been read, with letters in white ink
 *
 * Puts those that are whole words behind all others, each stretch as a line of its own.
 */
void
haven_pale_part (HavenText *text)
{
  g_autoptr (GArray) apart = find_apart (text), places = NULL;
  g_autofree char *was = NULL;
  g_autofree guint32 *now = NULL;
  gsize length = text->visible.length;
  Move move;

  if (apart->len == 0)
    return;
  places = haven_visible_read_places (text);
  was = g_memdup2 (text->visible.data, length + 1);
  now = g_new0 (guint32, length + 1);
  move = (Move){text, was, places, now};
  haven_visible_cut (text, 0);
  append_places (&move, apart, FALSE);
  append_places (&move, apart, TRUE);
  follow (&move, length);
  text->turned = TRUE;
}

/* Appends the letters of a word that are in other ink; each stands for one byte. */
static void
append_dark (HavenText *text, const HavenWord *word, const Pale *pale, guint n)
{
  for (guint32 at = word->start; at < word->end; at++) {
    while (n > 0 && pale->end <= at) {
      pale++;
      n--;
    }
    if (n == 0 || at < pale->start)
      haven_bytes_append (&text->folded, text->folded.data + word->fold + (at - word->start), 1);
  }
}

/**
 * haven_pale_read:
 * @text: a text whose words have been made
 *
 * Adds words without their letters in white ink as readings, in no order.
 */
void
haven_pale_read (HavenText *text)
{
  const Pale *pale = (const Pale *)(gconstpointer)text->pale.data;
  guint n = text->pale.length / sizeof *pale;

  for (guint i = 0; i < text->words->len && n > 0; i++) {
    const HavenWord *word = haven_text_word_at (text, i);
    gsize start = text->folded.length;

    while (n > 0 && pale->end <= word->start) {
      pale++;
      n--;
    }
    if (n == 0 || pale->start >= word->end || word->end - word->start != word->fold_length)
      continue;
    haven_bytes_reserve (&text->folded, word->fold_length);
    append_dark (text, word, pale, n);
    haven_readings_append (text, i, i, start, 0);
  }
}
