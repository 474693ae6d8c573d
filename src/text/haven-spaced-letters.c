/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Letters with something between each, which are read as words: "k.y.s", "k i l l  y o u". */
#include "haven-text-private.h"

#include <string.h>

#define MAX_LETTERS 128 /* of such a word; longer ones are read group by group only */
#define MAX_SPACING 3   /* characters between letters, which a scan counts as well */
#define MAX_SPACING_BYTES 8
#define MAX_SPACINGS 4 /* kinds of what stands between them */
#define REGIONAL_A 0x1F1E6
#define LEAST_JOINED 3 /* letters that make a word; fewer beside others that do */

/* Second letters of the codes of places that have a flag, from a bit for A upwards, by their first. */
static const guint32 places[26] = {
    0x2df597c, 0x36f7bfb, 0x3f2fded, 0x2005650, 0x01e00d5, 0x0025700, 0x15fb9fb, 0x01a3400, 0x00f781c,
    0x000d010, 0x342b1d0, 0x13e0507, 0x3fffcfd, 0x212c975, 0x0001000, 0x14e3cf1, 0x0000001, 0x0544010,
    0x3ae7fdf, 0x26a7eed, 0x3043041, 0x0102155, 0x0040020, 0x0000400, 0x0080010, 0x0401001,
};

/* Which letters the regional indicators of a word show: one, or two that may be a flag; 0 for other words. */
static guint
get_regional_letters (const HavenText *text, const HavenWord *word, char *letters)
{
  const guint8 *at = (const guint8 *)text->folded.data + word->fold, *end = at + word->fold_length;
  guint n = 0;

  if (!(word->flags & HAVEN_WORD_EMOJI))
    return 0;
  while (at < end && n < 2) {
    gunichar c;

    at += haven_utf8_read (at, end, &c);
    if (c < REGIONAL_A || c >= REGIONAL_A + 26)
      return 0;
    letters[n++] = (char)('a' + (c - REGIONAL_A));
  }
  return at == end ? n : 0;
}

static gboolean
is_single_letter (const HavenText *text, guint i)
{
  const HavenWord *word;
  char letters[2];

  if (i >= text->words->len)
    return FALSE;
  word = haven_text_word_at (text, i);
  if (get_regional_letters (text, word, letters) == 1)
    return TRUE;
  return !(word->flags & (HAVEN_WORD_EMOJI | HAVEN_WORD_IDEOGRAPH)) &&
         word->fold_length == g_utf8_skip[(guint8)text->folded.data[word->fold]] &&
         !g_ascii_isdigit (text->folded.data[word->fold]);
}

static gboolean
is_emoji (const HavenText *text, guint i)
{
  char letters[2];

  return i < text->words->len && (haven_text_word_at (text, i)->flags & HAVEN_WORD_EMOJI) != 0 &&
         get_regional_letters (text, haven_text_word_at (text, i), letters) == 0;
}

/* Bytes between two words that may space letters; 0 when they do not: too many, or the stars of f**k. What
 * breaks a line spaces them when nothing else stands there: one letter a line. */
static guint
measure_spacing (const HavenText *text, guint i, guint next)
{
  guint start = haven_text_word_at (text, i)->end, length = haven_text_word_at (text, next)->start - start;
  const char *between = text->visible.data + start;

  if (length <= 1)
    return length; /* nearly always; no more need be known of it */
  if (length > MAX_SPACING_BYTES || *between == '*' ||
      (length > MAX_SPACING && g_utf8_strlen (between, length) > MAX_SPACING))
    return 0;
  if (memchr (between, '\n', length) != NULL)
    for (guint k = 0; k < length; k++)
      if (between[k] != '\n' && between[k] != ' ')
        return 0;
  return length;
}

/* The next letter of a run, which an emoji may part from the one before; 0 when the run ends. */
static guint
next_letter (const HavenText *text, guint i)
{
  guint next = is_emoji (text, i + 1) ? i + 2 : i + 1;

  return is_single_letter (text, next) && measure_spacing (text, i, next) > 0 ? next : 0;
}

/* What stands between a letter and the next of its run, as a number. */
static guint64
spacing_key (const HavenText *text, guint i, guint next)
{
  guint start = haven_text_word_at (text, i)->end, length = haven_text_word_at (text, next)->start - start;
  guint64 key = 0;

  memcpy (&key, text->visible.data + start, length);
  return key;
}

/*
 * What stands between most letters of a run, of the first few kinds that occur; 0 when none of them does so
 * twice: nothing is usual in "f**k f".
 */
static guint64
usual_spacing (const HavenText *text, guint first, guint last)
{
  guint64 keys[MAX_SPACINGS] = {0};
  guint counts[MAX_SPACINGS] = {0};
  guint most = 0, next;

  for (guint i = first; i < last; i = next) {
    guint64 key;
    guint k = 0;

    next = next_letter (text, i);
    key = spacing_key (text, i, next);

    while (k < MAX_SPACINGS && counts[k] > 0 && keys[k] != key)
      k++;
    if (k == MAX_SPACINGS)
      continue;
    keys[k] = key;
    counts[k]++;
    if (counts[k] > counts[most])
      most = k;
  }
  return counts[most] > 1 ? keys[most] : 0;
}

/* Appends the letters of a word that has one or two; an emoji between letters has none. */
static void
append_letters (HavenText *text, guint i)
{
  const HavenWord *word = haven_text_word_at (text, i);
  char letters[2];
  guint n = get_regional_letters (text, word, letters);

  haven_bytes_reserve (&text->folded, word->fold_length + 2);
  if (n > 0)
    haven_bytes_append (&text->folded, letters, n);
  else if (!is_emoji (text, i))
    haven_bytes_append (&text->folded, text->folded.data + word->fold, word->fold_length);
}

static void
add_joined (HavenText *text, guint first, guint last, guint least)
{
  gsize start = text->folded.length;

  if (last - first + 1 < least || last - first + 1 > MAX_LETTERS)
    return;
  for (guint i = first; i <= last; i++) {
    append_letters (text, i);
    haven_text_word_at (text, i)->flags |= HAVEN_WORD_JOINED;
  }
  haven_readings_append (text, first, last, start, HAVEN_READING_JOINED);
}

/*
 * Reads letters with something between each: "k.y.s", "k y s". What is not the usual thing between them parts
 * words: "y.o.u f.o.o.l", "y o u  f o o l". Returns the last of them.
 */
static guint
read_spaced (HavenText *text, guint first)
{
  guint last = first, group = first, next, n = 1;
  guint64 usual;

  while ((next = next_letter (text, last)) != 0) {
    last = next;
    n++;
  }
  if (n < LEAST_JOINED)
    return last;
  usual = usual_spacing (text, first, last);
  for (guint i = first; i < last; i = next) {
    next = next_letter (text, i);
    if (usual == 0 || spacing_key (text, i, next) == usual)
      continue;
    add_joined (text, group, i, 2);
    group = next;
  }
  add_joined (text, group, last, 2);
  if (group > first)
    add_joined (text, first, last, LEAST_JOINED);
  return last;
}

/* Regional indicators without a space, which spell something unless they are flags in a row: 🇰🇾🇸. Returns
 * the last of them. */
static guint
read_regional (HavenText *text, guint first)
{
  guint last = first, n = 0;
  gboolean flags = TRUE;

  for (guint i = first; i < text->words->len; i++) {
    char letters[2];
    guint more = get_regional_letters (text, haven_text_word_at (text, i), letters);

    if (more == 0 ||
        (i > first && haven_text_word_at (text, i)->start != haven_text_word_at (text, last)->end))
      break;
    flags &= more == 2 && (places[letters[0] - 'a'] >> (letters[1] - 'a') & 1) != 0;
    last = i;
    n += more;
  }
  if (!flags && n >= LEAST_JOINED)
    add_joined (text, first, last, 1);
  return last;
}

/**
 * haven_spaced_letters_read:
 * @text: a text whose words have been made
 *
 * Adds the words that single letters spell as readings, in no order.
 */
void
haven_spaced_letters_read (HavenText *text)
{
  guint i = 0;

  while (i < text->words->len) {
    char letters[2];

    if (is_single_letter (text, i) && next_letter (text, i) != 0)
      i = read_spaced (text, i);
    else if (get_regional_letters (text, haven_text_word_at (text, i), letters) > 0)
      i = read_regional (text, i);
    i++;
  }
}
