/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * Other ways to read what was written so as not to be read: digits and signs for letters, letters repeated,
 * spaced or starred out. A reading is offered beside the words as they stand, never in their place.
 */
#include "haven-spelling.h"

#include <string.h>

/**
 * haven_readings_append:
 * @text: a text whose words have been made
 * @first: the first word that is read otherwise
 * @last: the last of them
 * @start: where the reading begins in the folded text, which ends with it
 * @flags: HavenReadingFlags
 *
 * Takes what was appended to the folded text as a reading of some words; what says nothing new is taken back.
 */
void
haven_readings_append (HavenText *text, guint first, guint last, gsize start, guint flags)
{
  HavenReading reading = {first, last, start, text->folded.length - start, flags};
  HavenWord *word = haven_text_word_at (text, first);

  if (reading.length < 2 ||
      (first == last && reading.length == word->fold_length &&
       memcmp (text->folded.data + start, text->folded.data + word->fold, reading.length) == 0)) {
    text->folded.length = start;
    return;
  }
  g_array_append_val (text->readings, reading);
  if (first == last && word->loose_length == 0 && !(flags & HAVEN_READING_MASKED)) {
    word->loose = start;
    word->loose_length = reading.length;
  }
}

/**
 * haven_readings_needs_apostrophe:
 * @fold: (array length=length): a folded word
 * @length: its bytes
 *
 * Returns: whether it is another word without its apostrophe: he'll is not hell
 */
gboolean
haven_readings_needs_apostrophe (const char *fold, guint length)
{
  static const char *const words[] = {"he'll", "she'll", "i'll",  "we'll", "i'd",
                                      "we'd",  "he'd",   "she'd", "we're", "who're"};

  /* an old way to write ain't */
  if (length == 4 && memcmp (fold, "an't", 4) == 0)
    return TRUE;
  /* else only 'll, 'd and 're: don't, I'm and what's are told apart at once */
  if (length == 0 || strchr ("lde", fold[length - 1]) == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && memcmp (fold, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * haven_readings_without_apostrophe:
 * @fold: (array length=length): a folded word
 * @length: its bytes
 * @reading: (out): room for @length bytes
 *
 * Don't is dont to many, x's is x's own, and l'x is x.
 *
 * Returns: bytes of the reading, 0 when there is none
 */
guint
haven_readings_without_apostrophe (const char *fold, guint length, char *reading)
{
  const char *apostrophe = memchr (fold, '\'', length);
  guint before, after, n = 0;

  if (apostrophe == NULL || haven_readings_needs_apostrophe (fold, length))
    return 0;
  before = apostrophe - fold;
  after = length - before - 1;
  if (after == 1 && apostrophe[1] == 's') {
    memcpy (reading, fold, before);
    return before;
  }
  if (before == 1 && after > 2 && strchr ("ldjmtnsc", fold[0]) != NULL) {
    memcpy (reading, apostrophe + 1, after);
    return after;
  }
  for (guint at = 0; at < length; at++)
    if (fold[at] != '\'')
      reading[n++] = fold[at];
  return n;
}

static void
read_apostrophe (HavenText *text, guint i)
{
  const HavenWord *word = haven_text_word_at (text, i);
  gsize start = text->folded.length;

  haven_bytes_reserve (&text->folded, word->fold_length);
  text->folded.length += haven_readings_without_apostrophe (text->folded.data + word->fold, word->fold_length,
                                                            text->folded.data + start);
  if (text->folded.length > start)
    haven_readings_append (text, i, i, start, 0);
}

/* Of one letter there are two words: "а fool", where the first is Cyrillic. */
static gboolean
is_word_of_one_letter (const HavenText *text, gsize start)
{
  char letter = text->folded.length == start + 1 ? text->folded.data[start] : 0;

  return letter == 'a' || letter == 'i';
}

/* A word of another script that wholly looks Latin. */
static void
read_lookalikes (HavenText *text, guint i)
{
  const HavenWord *word = haven_text_word_at (text, i);
  const guint8 *at = (const guint8 *)text->visible.data + word->start;
  const guint8 *end = (const guint8 *)text->visible.data + word->end;
  gsize start = text->folded.length;

  while (at < end) {
    gunichar c;
    guint length = haven_utf8_read (at, end, &c);
    const HavenCharInfo *info = haven_char_info (c);

    if (info->kind == HAVEN_CHAR_LETTER && !info->lookalike)
      break;
    if (info->kind == HAVEN_CHAR_LETTER)
      haven_bytes_append (&text->folded, &info->lookalike, 1);
    else if (info->kind == HAVEN_CHAR_DIGIT)
      haven_bytes_append (&text->folded, haven_char_info_get_fold (info), info->fold_length);
    at += length;
  }
  if (at == end && is_word_of_one_letter (text, start)) {
    HavenReading reading = {i, i, start, 1, 0};

    g_array_append_val (text->readings, reading);
  } else if (at == end)
    haven_readings_append (text, i, i, start, 0);
  else
    text->folded.length = start;
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const HavenReading *one = a, *other = b;

  if (one->first_word != other->first_word)
    return one->first_word < other->first_word ? -1 : 1;
  return one->fold < other->fold ? -1 : one->fold > other->fold;
}

/* They are, unless letters were spaced out. */
static void
put_in_order (GArray *readings)
{
  for (guint i = 1; i < readings->len; i++) {
    if (compare_readings (&g_array_index (readings, HavenReading, i - 1),
                          &g_array_index (readings, HavenReading, i)) > 0) {
      g_array_sort (readings, compare_readings);
      return;
    }
  }
}

static gboolean
is_same_reading (const HavenText *text, const HavenReading *one, const HavenReading *other)
{
  return one->first_word == other->first_word && one->last_word == other->last_word &&
         one->flags == other->flags && one->length == other->length &&
         memcmp (text->folded.data + one->fold, text->folded.data + other->fold, one->length) == 0;
}

/* What is read by its shapes may be read by its signs as well: n€rd. */
static void
drop_repeated (HavenText *text)
{
  GArray *readings = text->readings;
  guint n = 0;

  for (guint i = 0; i < readings->len; i++) {
    const HavenReading *reading = &g_array_index (readings, HavenReading, i);
    guint k = n;

    while (k > 0 && g_array_index (readings, HavenReading, k - 1).first_word == reading->first_word &&
           !is_same_reading (text, &g_array_index (readings, HavenReading, k - 1), reading))
      k--;
    if (k == 0 || g_array_index (readings, HavenReading, k - 1).first_word != reading->first_word)
      g_array_index (readings, HavenReading, n++) = *reading;
  }
  g_array_set_size (readings, n);
}

static gboolean
is_ascii_fold (const HavenText *text, const HavenWord *word)
{
  for (guint i = 0; i < word->fold_length; i++)
    if (text->folded.data[word->fold + i] & 0x80)
      return FALSE;
  return TRUE;
}

/*
 * Whether the message is written in Latin letters: some word is, and no word of Greek, Cyrillic or another
 * alphabet has a letter that cannot be taken for Latin.
 */
static gboolean
is_latin (const HavenText *text)
{
  gboolean latin = FALSE;

  for (guint i = 0; i < text->words->len; i++) {
    const HavenWord *word = haven_text_word_at (text, i);
    const guint8 *at = (const guint8 *)text->folded.data + word->fold;
    const guint8 *end = at + word->fold_length;

    if (word->flags & (HAVEN_WORD_EMOJI | HAVEN_WORD_IDEOGRAPH))
      continue;
    while (at < end) {
      gunichar c;
      const HavenCharInfo *info;

      at += haven_utf8_read (at, end, &c);
      info = haven_char_info (c);
      if (info->kind == HAVEN_CHAR_LETTER && info->script == HAVEN_SCRIPT_LATIN)
        latin = TRUE;
      else if (info->kind == HAVEN_CHAR_LETTER && !info->lookalike)
        return FALSE;
    }
  }
  return latin;
}

static gboolean
is_dollar (gunichar c)
{
  return c == '$' || c == 0x1F4B2;
}

/* Bytes of the signs in a row from a place on. */
static gsize
measure_signs (const HavenText *text, gsize at)
{
  const guint8 *start = (const guint8 *)text->visible.data + at, *end = start + text->visible.length - at;
  const guint8 *sign = start;

  for (guint n = 0; n < HAVEN_SPELLING_SIGNS && sign < end; n++) {
    gunichar c;
    guint length = haven_utf8_read (sign, end, &c);

    if (!haven_char_stands_for_letter (c) && haven_char_info (c)->kind != HAVEN_CHAR_EMOJI)
      break;
    sign += length;
  }
  return sign - start;
}

/* Bytes of those that may end a word there: stars, unless *so* is stressed, and all up to a $, as in p!$$.
 * Other signs are what they are. */
static gsize
measure_last_signs (const HavenText *text, gsize at, gboolean stressed)
{
  const guint8 *start = (const guint8 *)text->visible.data + at, *end = start + measure_signs (text, at);
  gboolean stars = !stressed;
  gsize last = 0;

  for (const guint8 *sign = start; sign < end;) {
    gunichar c;

    sign += haven_utf8_read (sign, end, &c);
    stars &= c == '*';
    if (stars || is_dollar (c))
      last = sign - start;
  }
  return last;
}

static void
spell_signs (HavenSpelling *spelling, const HavenText *text, gsize at, gsize length)
{
  const guint8 *sign = (const guint8 *)text->visible.data + at, *end = sign + length;

  spelling->changed |= length > 0;
  while (sign < end) {
    gunichar c;

    sign += haven_utf8_read (sign, end, &c);
    haven_spelling_append (spelling, c);
  }
}

/* The first word behind another that does not begin before a place: an emoji that stands for a letter is a
 * word as well. */
static guint
find_word_from (const HavenText *text, guint i, gsize place)
{
  do
    i++;
  while (i < text->words->len && haven_text_word_at (text, i)->start < place);
  return i;
}

/* Whether a word of letters begins just there. */
static gboolean
goes_on (const HavenText *text, guint i, gsize place)
{
  return i < text->words->len && haven_text_word_at (text, i)->start == place &&
         !(haven_text_word_at (text, i)->flags & (HAVEN_WORD_EMOJI | HAVEN_WORD_IDEOGRAPH));
}

/* Whether a sign before a word may stand for a letter; a ! only if the word has more signs, as !d!ot has:
 * !help is a command. */
static gboolean
may_begin_word (const HavenText *text, const HavenWord *word, char sign)
{
  return sign == '@' || sign == '$' || (sign == '!' && measure_signs (text, word->end) > 0);
}

/* Spells the words and signs that stand together without a space: $h!t, a$$, p*ssy. Returns its last word. */
static guint
spell_cluster (HavenText *text, guint first, HavenSpelling *spelling)
{
  const HavenWord *word = haven_text_word_at (text, first);
  gboolean stressed = word->start > 0 && text->visible.data[word->start - 1] == '*';
  guint before = 0;
  guint i = first;

  haven_spelling_begin (spelling, first);
  while (before < HAVEN_SPELLING_SIGNS && word->start > before &&
         may_begin_word (text, word, text->visible.data[word->start - before - 1]))
    before++;
  spell_signs (spelling, text, word->start - before, before);
  for (;;) {
    gsize end = haven_text_word_at (text, i)->end, signs = measure_signs (text, end);
    guint next = find_word_from (text, i, end + signs);

    haven_spelling_append_word (spelling, text, haven_text_word_at (text, i));
    if (signs > 0 && goes_on (text, next, end + signs)) {
      spell_signs (spelling, text, end, signs);
      i = next;
      continue;
    }
    signs = measure_last_signs (text, end, stressed);
    spell_signs (spelling, text, end, signs);
    spelling->last_word = find_word_from (text, i, end + signs) - 1;
    return spelling->last_word;
  }
}

static void
read_alone (HavenText *text, guint i)
{
  HavenSpelling spelling;

  haven_spelling_begin (&spelling, i);
  haven_spelling_append_word (&spelling, text, haven_text_word_at (text, i));
  haven_spelling_add_readings (text, &spelling, 0);
}

static gboolean
is_beside_sign (const HavenText *text, const HavenWord *word)
{
  char before = word->start > 0 ? text->visible.data[word->start - 1] : 0;

  return before == '@' || before == '$' || measure_signs (text, word->end) > 0;
}

/* Reads a cluster as a whole, and its words one by one. Returns its last word. */
static guint
read_cluster (HavenText *text, guint first, guint *n_masked)
{
  HavenSpelling spelling;
  guint last = first;

  haven_spelling_begin (&spelling, first);
  if (is_beside_sign (text, haven_text_word_at (text, first)))
    last = spell_cluster (text, first, &spelling);
  for (guint i = first; i <= last; i++) {
    if (text->scan.slow || text->scan.apostrophes)
      read_apostrophe (text, i);
    if (haven_spelling_is_needed (text, haven_text_word_at (text, i)))
      read_alone (text, i);
  }
  if (!spelling.changed || spelling.unreadable ||
      (spelling.between && (haven_text_word_at (text, first)->flags & HAVEN_WORD_JOINED) != 0))
    return last;
  haven_spelling_add_mask (text, &spelling, n_masked);
  if (spelling.between)
    haven_spelling_drop_stars (&spelling);
  if (!haven_spelling_has_mask (&spelling))
    haven_spelling_add_readings (text, &spelling, 0);
  return last;
}

static gboolean
is_letters (const HavenWord *word)
{
  return !(word->flags & (HAVEN_WORD_EMOJI | HAVEN_WORD_IDEOGRAPH));
}

/**
 * haven_readings_add_plain:
 * @text: a plain text whose words have been made
 *
 * Adds the readings of a plain text: the scanner has told which words are odd.
 */
void
haven_readings_add_plain (HavenText *text)
{
  guint next = 0, n_masked = 0, n_odd = 0;
  guint32 *odd;

  if (text->scan.spaced)
    haven_spaced_letters_read (text);
  haven_bytes_reserve (&text->odd, (text->words->len + 1) * sizeof (guint32));
  odd = (guint32 *)(gpointer)text->odd.data;
  if (text->scan.odd || text->scan.apostrophes)
    n_odd = haven_scan_write_odd (&text->scan, odd);
  for (guint i = 0; i < n_odd; i++) {
    guint word = HAVEN_ODD_WORD (odd[i]);

    if (word < next || word >= text->words->len)
      continue;
    if (odd[i] & HAVEN_ODD_SPELLED)
      next = read_cluster (text, word, &n_masked) + 1;
    else
      read_apostrophe (text, word);
  }
  put_in_order (text->readings);
}

/**
 * haven_readings_add:
 * @text: a text whose words have been read
 *
 * Adds the readings of words that may have some, in the order of their first words.
 */
void
haven_readings_add (HavenText *text)
{
  gboolean latin = is_latin (text);
  guint next = 0, n_masked = 0;

  haven_spaced_letters_read (text);
  if (text->disguised)
    haven_shapes_read (text);
  if (text->pale.length > 0)
    haven_pale_read (text);
  while (next < text->words->len) {
    guint i = next++;

    if (!is_letters (haven_text_word_at (text, i)))
      continue;
    if (latin && !is_ascii_fold (text, haven_text_word_at (text, i)))
      read_lookalikes (text, i);
    next = read_cluster (text, i, &n_masked) + 1;
  }
  put_in_order (text->readings);
  if (text->disguised)
    drop_repeated (text);
}
