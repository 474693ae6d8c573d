/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Guesses: what was written may be a word with something in it that does not belong there, "ki-ll" or "b
 * itch", or with an l for an i, "bltch", or a v for a u, "slvt". Ordinary talk is full of places where that
 * may be so, "well-known" and "ill be", so a guess is worth something only to whoever has a reason to look
 * for just that word.
 */
#include "haven-text-private.h"

#include <string.h>

#define LEAST 4        /* letters of a guess: of fewer anything may be one */
#define MOST 20        /* letters of a guess */
#define FRAGMENT 3     /* letters of what may be cut off by a space */
#define GAP 3          /* signs between two parts of a word */
#define MAX_GUESSES 32 /* of a message: each is looked up */

static const char signs[] = "-._~*=^'`|\"\n";

/* This is asked of nearly every letter that comes in. */
static inline gboolean
is_consonant (char c)
{
  const guint32 vowels = 1u << ('a' - 'a') | 1u << ('e' - 'a') | 1u << ('i' - 'a') | 1u << ('o' - 'a') |
                         1u << ('u' - 'a') | 1u << ('y' - 'a');
  guint letter = (guchar)c - (guint)'a';

  return letter < 26 && (vowels >> letter & 1) == 0;
}

static gboolean
is_letters (const char *fold, guint length)
{
  for (guint i = 0; i < length; i++)
    if (fold[i] < 'a' || fold[i] > 'z')
      return FALSE;
  return length > 0;
}

/* What no one says: a few letters, and none of them a vowel. */
static inline gboolean
is_fragment (const char *fold, guint length)
{
  guint i = 0;

  while (length <= FRAGMENT && i < length && is_consonant (fold[i]))
    i++;
  return i == length;
}

/* "take the L out": a capital by itself among small letters is a name, unless the message begins with it. */
static gboolean
is_initial (const HavenText *text, guint32 start, guint32 end)
{
  const char *written = text->visible.data;

  return end == start + 1 && start > 0 && g_ascii_isupper (written[start]) &&
         (g_ascii_islower (written[start - 1]) || written[start - 1] == ' ') &&
         !(written[end] == ' ' && g_ascii_isupper (written[end + 1]));
}

/* Two words that one sign parts may be one, or a few stops, hyphens or line ends, or spaces beside a
 * fragment.
 */
static inline gboolean
may_belong (const HavenText *text, guint32 end, guint32 start, gboolean fragments)
{
  const char *between = text->visible.data + end;

  if (G_LIKELY (start == end + 1 && *between == ' '))
    return fragments;
  if (start > end + GAP || start == end || *between == 0)
    return FALSE;
  if (start == end + 1)
    return strchr (signs, *between) != NULL;
  for (guint32 i = 0; i < start - end; i++)
    if (*between == ' ' ? !fragments || between[i] != ' ' : between[i] == 0 || !strchr ("-.\n", between[i]))
      return FALSE;
  return TRUE;
}

static gboolean
stands_beside (
    const HavenText *text, guint32 first_start, guint32 first_end, guint32 second_start, guint32 second_end)
{
  return !is_initial (text, first_start, first_end) && !is_initial (text, second_start, second_end);
}

static gboolean
fits (const char *first, guint first_length, const char *second, guint second_length)
{
  guint length = first_length + second_length;

  return length >= LEAST && length <= MOST && is_letters (first, first_length) &&
         is_letters (second, second_length);
}

/* An l, a small one as it is written, where English has none: between b, c, d, f, g, h, k, m, n, p, s, t, z
 * and another consonant, or before one at the beginning of a word, as in Idiot. */
static gboolean
is_odd_l (const char *written, const char *fold, guint length, guint at)
{
  char before = at > 0 ? fold[at - 1] : 0, after = at + 1 < length ? fold[at + 1] : 0;

  return written[at] == 'l' && is_consonant (after) && after != 'l' && after != 'v' &&
         (before == 0 || strchr ("bcdfghkmnpstz", before) != NULL);
}

/* A v between two consonants is a u, as it is on old stones: slvt; not in dvd. */
static gboolean
is_odd_v (const char *fold, guint length, guint at)
{
  return fold[at] == 'v' && at > 0 && at + 1 < length && is_consonant (fold[at - 1]) &&
         is_consonant (fold[at + 1]) && fold[at - 1] != fold[at + 1] && fold[at - 1] != 'v' &&
         fold[at + 1] != 'v';
}

#define EACH_BYTE G_GUINT64_CONSTANT (0x0101010101010101)

/* Whether one of eight bytes is a letter. */
static inline gboolean
holds (guint64 eight, char letter)
{
  guint64 others = eight ^ EACH_BYTE * (guint8)letter;

  return ((others - EACH_BYTE) & ~others & EACH_BYTE << 7) != 0;
}

/* Most words have neither an l nor a v; eight letters are asked at once. */
static inline gboolean
may_have_odd_letter (const char *fold, guint length)
{
  for (guint at = 0; at < length; at += 8) {
    guint64 eight;

    memcpy (&eight, fold + at, sizeof eight);
    eight = GUINT64_FROM_LE (eight);
    if (length - at < 8)
      eight &= (G_GUINT64_CONSTANT (1) << 8 * (length - at)) - 1;
    if (holds (eight, 'l') || holds (eight, 'v'))
      return TRUE;
  }
  return FALSE;
}

/* Whether a word has a letter that may be another; behind @fold eight bytes can be read. */
static inline gboolean
has_odd_letter (const char *written, const char *fold, guint length)
{
  if (length < LEAST || length > MOST || G_LIKELY (!may_have_odd_letter (fold, length)))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if ((G_UNLIKELY (fold[i] == 'l') && is_odd_l (written, fold, length, i)) ||
        (G_UNLIKELY (fold[i] == 'v') && is_odd_v (fold, length, i)))
      return is_letters (fold, length);
  return FALSE;
}

/* Takes what was appended to the folded text as a guess. */
static void
add_guess (HavenText *text, guint first, guint last, gsize start)
{
  HavenReading guess = {first, last, start, text->folded.length - start, 0};

  g_array_append_val (text->guesses, guess);
}

static void
append_word (HavenText *text, guint i)
{
  const HavenWord *word = haven_text_word_at (text, i);

  haven_bytes_append (&text->folded, text->folded.data + word->fold, word->fold_length);
}

static void
guess_parts (HavenText *text, guint i)
{
  gsize start = text->folded.length;

  append_word (text, i);
  append_word (text, i + 1);
  add_guess (text, i, i + 1, start);
}

static void
guess_letters (HavenText *text, guint i)
{
  const HavenWord *word = haven_text_word_at (text, i);
  gsize start = text->folded.length;

  append_word (text, i);
  for (guint k = 0; k < word->fold_length; k++) {
    const char *fold = text->folded.data + word->fold;

    if (is_odd_l (text->visible.data + word->start, fold, word->fold_length, k))
      text->folded.data[start + k] = 'i';
    else if (is_odd_v (fold, word->fold_length, k))
      text->folded.data[start + k] = 'u';
  }
  add_guess (text, i, i, start);
}

/**
 * haven_guesses_add:
 * @text: a text whose words have been made
 *
 * Adds what some of them may be meant as.
 */
void
haven_guesses_add (HavenText *text)
{
  G_STATIC_ASSERT (MAX_GUESSES * MOST <= HAVEN_GUESSES_ROOM);
  const char *visible = text->visible.data, *folded = text->folded.data;
  gboolean fragment = FALSE;

  for (guint i = 0; i < text->words->len && text->guesses->len < MAX_GUESSES - 1; i++) {
    const HavenWord *word = haven_text_word_at (text, i), *last = word - 1;
    gboolean fragments = fragment;

    fragment = is_fragment (folded + word->fold, word->fold_length);
    fragments |= fragment;
    if (i > 0 && may_belong (text, last->end, word->start, fragments) &&
        stands_beside (text, last->start, last->end, word->start, word->end) &&
        fits (folded + last->fold, last->fold_length, folded + word->fold, word->fold_length))
      guess_parts (text, i - 1);
    if (word->end - word->start == word->fold_length &&
        has_odd_letter (visible + word->start, folded + word->fold, word->fold_length))
      guess_letters (text, i);
  }
  memset (text->folded.data + text->folded.length, 0, 8);
  text->guessed = TRUE;
}

/**
 * haven_text_may_have_guesses:
 * @text: a text
 *
 * Returns: %FALSE when there is nothing to be guessed, which is known of plain text without its words
 */
gboolean
haven_text_may_have_guesses (const HavenText *text)
{
  const char *letters = text->scan.letters;
  const guint32 *bounds;
  guint n_bounds;
  gboolean fragment = FALSE;

  if (text->scan.slow)
    return TRUE;
  bounds = haven_text_get_bounds (text, &n_bounds);
  for (guint i = 0; i < n_bounds; i += 2) {
    guint32 start = bounds[i], end = bounds[i + 1];
    gboolean fragments = fragment;

    fragment = is_fragment (letters + start, end - start);
    fragments |= fragment;
    if ((i > 0 && may_belong (text, bounds[i - 1], start, fragments) &&
         stands_beside (text, bounds[i - 2], bounds[i - 1], start, end) &&
         fits (letters + bounds[i - 2], bounds[i - 1] - bounds[i - 2], letters + start, end - start)) ||
        has_odd_letter (text->visible.data + start, letters + start, end - start))
      return TRUE;
  }
  return FALSE;
}
