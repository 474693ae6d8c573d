/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * One word, or a cluster of words and signs, letter by letter: what digits and signs in it stand for, which
 * of its letters are stretched, which are starred out, and all the ways in which it may be read for that.
 */
#include "haven-spelling.h"

#include <string.h>

#define MAX_CHOICES 4     /* so at most 16 readings of one word */
#define MAX_READINGS 4096 /* a message; words beyond are read in one way only */
#define MAX_MASKED 8      /* a message; each costs a search */

/**
 * haven_spelling_begin:
 * @spelling: (out caller-allocates): a spelling without letters
 * @word: the word that it begins with
 */
void
haven_spelling_begin (HavenSpelling *spelling, guint word)
{
  spelling->first_word = spelling->last_word = word;
  spelling->n = 0;
  spelling->letters = spelling->unreadable = spelling->changed = FALSE;
  spelling->shapes = spelling->between = FALSE;
}

static gboolean
has_room (const HavenSpelling *spelling)
{
  return spelling->n < HAVEN_SPELLING_LETTERS;
}

#define LETTER(c) (1u << ((c) - 'a'))

/* Letters that English hardly ever doubles: twice is as good as thrice. */
static gboolean
is_stretched (gunichar c, guint count)
{
  const guint32 rare = LETTER ('u') | LETTER ('y') | LETTER ('h') | LETTER ('j') | LETTER ('q') |
                       LETTER ('v') | LETTER ('w') | LETTER ('x');

  return count >= 3 || (count == 2 && c >= 'a' && c <= 'z' && (rare & LETTER (c)) != 0);
}

/* What a digit or sign stands for: two letters at most. */
static const char leet_letters[128][2] = {
    ['0'] = "o",  ['1'] = "il", ['3'] = "e",  ['4'] = "a", ['5'] = "s",
    ['6'] = "gb", ['7'] = "t",  ['8'] = "b",  ['9'] = "g", ['@'] = "a",
    ['$'] = "s",  ['!'] = "il", ['|'] = "il", ['+'] = "t", ['('] = "c",
};

/* ❗ and 💲 are emoji as well */
static gboolean
stands_for_letter (const HavenSpelling *spelling, gunichar c)
{
  return haven_char_get_letters_of_sign (c) != NULL ||
         (spelling->shapes && haven_shapes_get_letters (c) != NULL);
}

/**
 * haven_spelling_drop_stars:
 * @spelling: (inout): a spelling
 *
 * Leaves out what may have stood between letters instead of for one: ki😂ll
 */
void
haven_spelling_drop_stars (HavenSpelling *spelling)
{
  HavenSpelling whole = *spelling;

  spelling->n = 0;
  for (guint i = 0; i < whole.n; i++)
    for (guint k = 0; k < whole.choices[i].count[0] && whole.choices[i].c[0] != '*'; k++)
      haven_spelling_append (spelling, whole.choices[i].c[0]);
}

/**
 * haven_spelling_append:
 * @spelling: a spelling
 * @c: the next letter, digit or sign; '|' for an I that looks like an l
 *
 * With more than %HAVEN_SPELLING_LETTERS different ones in a row it cannot be read any more.
 */
void
haven_spelling_append (HavenSpelling *spelling, gunichar c)
{
  HavenSpellingLetter *last = spelling->n > 0 ? &spelling->choices[spelling->n - 1] : NULL;

  if (c > 127 && !stands_for_letter (spelling, c) &&
      (haven_char_covers_letter (c) || haven_char_info (c)->kind == HAVEN_CHAR_EMOJI)) {
    spelling->between = TRUE;
    c = '*';
  }
  if (last != NULL && last->c[0] == c) {
    last->count[0] = MIN (last->count[0] + 1, c == '*' ? HAVEN_SPELLING_SIGNS : 3);
    return;
  }
  if (!has_room (spelling)) {
    spelling->unreadable = TRUE;
    return;
  }
  spelling->choices[spelling->n++] = (HavenSpellingLetter){{c, c}, {1, 1}, 1};
}

/* Whether a letter is an I that looks like an l, since small letters stand before it: kiII. */
static gboolean
is_capital_inside (const char *written, guint i)
{
  if (written[i] != 'I')
    return FALSE;
  while (i > 0 && written[i] == 'I')
    i--;
  return g_ascii_islower (written[i]);
}

/* The letters of a word as they were written, when each of them folds to one; else NULL. */
static const char *
get_written (const HavenText *text, const HavenWord *word)
{
  return word->end - word->start == word->fold_length ? text->visible.data + word->start : NULL;
}

/**
 * haven_spelling_append_word:
 * @spelling: a spelling
 * @text: a text
 * @word: a word of it
 *
 * Appends the letters of a word as it is folded, but for an I among small letters.
 */
void
haven_spelling_append_word (HavenSpelling *spelling, const HavenText *text, const HavenWord *word)
{
  const guint8 *start = (const guint8 *)text->folded.data + word->fold, *at = start;
  const guint8 *end = at + word->fold_length;
  const char *written = get_written (text, word);

  /* one that has no room for a letter has no reading, whatever comes */
  while (at < end && !spelling->unreadable) {
    gboolean capital = written != NULL && is_capital_inside (written, at - start);
    gunichar c = *at;

    at += c < 128 ? 1 : haven_utf8_read (at, end, &c);
    haven_spelling_append (spelling, capital ? '|' : c);
    spelling->letters |= !(c >= '0' && c <= '9');
  }
}

/* What a letter or sign of a spelling may stand for; NULL or "" when it is what it is. */
static const char *
get_letters (const HavenSpelling *spelling, gunichar c)
{
  const char *letters = NULL;

  if (c < G_N_ELEMENTS (leet_letters))
    return leet_letters[c];
  if (spelling->shapes)
    letters = haven_shapes_get_letters (c);
  return letters != NULL ? letters : haven_char_get_letters_of_sign (c);
}

/* A 6 is a g or a b only among letters that tell a word: x86 and B6 are none. */
static gboolean
is_six_readable (const HavenSpelling *spelling, guint count)
{
  guint letters = 0;

  for (guint i = 0; i < spelling->n; i++)
    letters += spelling->choices[i].c[0] >= 'a' && spelling->choices[i].c[0] <= 'z';
  return letters >= (count == 2 ? 2 : 3);
}

/* "kkiillll": each letter stands twice, so one of two is what is meant. */
static void
halve_letters (HavenSpelling *spelling)
{
  for (guint i = 0; i < spelling->n; i++)
    if (spelling->choices[i].count[0] < 2)
      return;
  for (guint i = 0; i < spelling->n && spelling->n > 2; i++) {
    HavenSpellingLetter *choice = &spelling->choices[i];

    choice->n = choice->count[0] > 2 ? 2 : 1;
    choice->count[1] = 2;
    choice->count[0] = 1;
    spelling->changed = TRUE;
  }
}

/* Turns letters as they stand into the ways to read them. */
static void
read_choices (HavenSpelling *spelling)
{
  for (guint i = 0; i < spelling->n; i++) {
    HavenSpellingLetter *choice = &spelling->choices[i];
    const char *letters = get_letters (spelling, choice->c[0]);

    if (choice->c[0] == '6' && !is_six_readable (spelling, choice->count[0])) {
      spelling->unreadable = TRUE;
    } else if (letters != NULL && letters[0] != 0) {
      choice->c[0] = letters[0];
      choice->c[1] = letters[1];
      choice->count[1] = choice->count[0];
      choice->n = letters[1] ? 2 : 1;
      spelling->changed = TRUE;
    } else if (choice->c[0] >= '0' && choice->c[0] <= '9') {
      spelling->unreadable = TRUE;
    } else if (is_stretched (choice->c[0], choice->count[0])) {
      choice->count[0] = 1;
      choice->count[1] = 2;
      choice->n = 2;
      spelling->changed = TRUE;
    }
  }
}

/* Writes a letter one way; there must be room for it. Returns where it ends. */
static inline char *
write_choice (const HavenSpellingLetter *choice, guint way, char *to)
{
  gunichar c = choice->c[way];

  for (guint i = 0; i < choice->count[way]; i++) {
    if (c < 0x80)
      *to++ = c;
    else
      to += haven_utf8_write (c, to);
  }
  return to;
}

/* Makes room for all letters of a spelling. */
static char *
reserve_spelling (HavenText *text, const HavenSpelling *spelling)
{
  haven_bytes_reserve (&text->folded, 4 * HAVEN_SPELLING_SIGNS * spelling->n);
  return text->folded.data + text->folded.length;
}

/* viii is a number: no i of it is stretched. */
static gboolean
is_roman (const HavenSpelling *spelling)
{
  for (guint i = 0; i < spelling->n; i++)
    if (spelling->choices[i].c[0] != 'i' && spelling->choices[i].c[0] != 'v' &&
        spelling->choices[i].c[0] != 'x')
      return FALSE;
  return TRUE;
}

/* Adds the reading that takes the second way where the lowest bit of ways is set, one bit a doubtful letter.
 */
static void
add_way (HavenText *text, const HavenSpelling *spelling, guint ways, guint flags)
{
  gsize start = text->folded.length;
  char *to = reserve_spelling (text, spelling);

  for (guint i = 0; i < spelling->n; i++) {
    const HavenSpellingLetter *choice = &spelling->choices[i];

    to = write_choice (choice, choice->n == 2 ? ways & 1 : 0, to);
    ways >>= choice->n == 2;
  }
  text->folded.length = to - text->folded.data;
  haven_readings_append (text, spelling->first_word, spelling->last_word, start, flags);
}

/**
 * haven_spelling_add_readings:
 * @text: a text whose words have been made
 * @spelling: (inout): letters of some of its words, which are its ways to be read afterwards
 * @flags: HavenReadingFlags
 *
 * Adds every reading of a spelling, up to 16; beyond four doubtful letters the first way is taken.
 */
void
haven_spelling_add_readings (HavenText *text, HavenSpelling *spelling, guint flags)
{
  guint doubtful = 0;

  if (is_roman (spelling))
    return;
  halve_letters (spelling);
  read_choices (spelling);
  if (!spelling->changed || !spelling->letters || spelling->unreadable)
    return;
  for (guint i = 0; i < spelling->n; i++)
    doubtful += spelling->choices[i].n == 2;
  doubtful = text->readings->len < MAX_READINGS ? MIN (doubtful, MAX_CHOICES) : 0;
  for (guint ways = 0; ways < 1u << doubtful; ways++)
    add_way (text, spelling, ways, flags);
}

static gboolean
is_masking (gunichar c)
{
  return c == '*' || c == '#' || c == '%' || c == '@';
}

/* Whether enough letters are left between those that are hidden. */
static gboolean
is_masked (const HavenSpelling *spelling)
{
  guint hidden = 0, known = 0;

  for (guint i = 0; i < spelling->n; i++) {
    const HavenSpellingLetter *choice = &spelling->choices[i];

    if (is_masking (choice->c[0]))
      hidden += choice->count[0];
    else
      known += choice->count[0];
  }
  /* emoji are put in words for many reasons */
  return hidden > 0 && known >= (spelling->between ? 3 : 2) && hidden <= known + 2;
}

/**
 * haven_spelling_add_mask:
 * @text: a text whose words have been made
 * @spelling: letters of some of its words
 * @n_masked: (inout): how many masks the message has; each costs a search, and no more than eight are added
 *
 * f**k: adds a term with these letters in these places. The first above all must be left.
 */
void
haven_spelling_add_mask (HavenText *text, const HavenSpelling *spelling, guint *n_masked)
{
  gsize start = text->folded.length;
  char *to;

  if (*n_masked >= MAX_MASKED || !is_masked (spelling))
    return;
  to = reserve_spelling (text, spelling);
  for (guint i = 0; i < spelling->n; i++) {
    const HavenSpellingLetter *choice = &spelling->choices[i];
    HavenSpellingLetter star = {{'*'}, {choice->count[0]}, 1};

    to = write_choice (is_masking (choice->c[0]) ? &star : choice, 0, to);
  }
  if (!g_ascii_isalpha (text->folded.data[start]))
    return;
  text->folded.length = to - text->folded.data;
  *n_masked += 1;
  haven_readings_append (text, spelling->first_word, spelling->last_word, start, HAVEN_READING_MASKED);
}

/**
 * haven_spelling_has_mask:
 * @spelling: a spelling
 *
 * Returns: whether a sign in it may hide any letter
 */
gboolean
haven_spelling_has_mask (const HavenSpelling *spelling)
{
  for (guint i = 0; i < spelling->n; i++)
    if (spelling->choices[i].c[0] == '*' || spelling->choices[i].c[0] == '#' ||
        spelling->choices[i].c[0] == '%')
      return TRUE;
  return FALSE;
}

/**
 * haven_spelling_is_needed:
 * @text: a text
 * @word: a word of it
 *
 * Returns: whether the word by itself may have other readings: most have not, and spelling them out costs
 */
gboolean
haven_spelling_is_needed (const HavenText *text, const HavenWord *word)
{
  const char *fold = text->folded.data + word->fold, *written = get_written (text, word);
  gboolean digit = FALSE, letter = FALSE, doubled = FALSE, wide = FALSE;

  for (guint i = 0; i < word->fold_length; i++) {
    gboolean again = i > 0 && fold[i] == fold[i - 1];

    if ((again && is_stretched ((guint8)fold[i], i > 1 && fold[i] == fold[i - 2] ? 3 : 2)) ||
        (written != NULL && is_capital_inside (written, i)))
      return TRUE;
    doubled |= again;
    wide |= (fold[i] & 0x80) != 0;
    if (fold[i] >= '0' && fold[i] <= '9')
      digit = TRUE;
    else
      letter = TRUE;
  }
  /* of other scripts a letter has several bytes, and two equal ones are not side by side */
  return (digit && letter) || (fold[0] & 0x80) || (doubled && wide);
}
