/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that knows which word was meant where a finger slipped: "suicdal", "strngle", "iditot". Packs
 * list the words whose slips matter. A table has each of them by its letters in any order, and so with each
 * letter left out; a word that no pack speaks of is looked for as it stands and with each of its letters left
 * out. What is found so is one slip away at most, which is then made sure of letter by letter.
 */

#include "haven-slips.h"

#include <string.h>

#include "text/haven-text-private.h"

#define LONGEST 24      /* letters of a word that may be a slip */
#define LEAST_CUT 6     /* letters of a word that is still known when one is missing, or another hit beside one */
#define LEAST_OTHER 7   /* letters of a word that is still known with another letter in the place of one */
#define MAX_COMPARED 16 /* words that are compared with one: none but a pack made for it has as many alike */
#define BITS_A_SLOT 8   /* of the filter: one in sixteen words that are in no table passes it */

#define KEY_FACTOR G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) /* odd, without a pattern: the golden ratio */

/* Letters that a finger may hit in the place of each, or besides, on the keyboard that most write English on. */
static const char *const beside['z' - 'a' + 1] = {
    "qswz",   "ghnv",   "dfvx", "cefrsx", "drsw", "cdgrtv", "bfhtvy", "bgjnuy", "jkou",
    "hikmnu", "ijlmo",  "kop",  "jkn",    "bhjm", "iklp",   "lo",     "aw",     "deft",
    "adewxz", "fgry",   "hijy", "bcfg",   "aeqs", "cdsz",   "ghtu",   "asx",
};

/* Two bits that count a letter: what is added up so is the same in any order. */
static guint64
letter_key (char letter)
{
  return G_GUINT64_CONSTANT (1) << 2 * (letter - 'a');
}

/* The key of a word of plain letters, and of what is left of it without each of its letters but the first,
 * which is always kept and stands above all others. None when it is no word, or too short or long for a slip. */
static guint
get_keys (const char *word, gsize length, guint64 keys[LONGEST])
{
  guint32 seen = 0;
  guint n = 1;

  if (length < HAVEN_SLIPS_LEAST || length > LONGEST || *word < 'a' || *word > 'z')
    return 0;
  keys[0] = (guint64)(*word - 'a' + 1) << 2 * ('z' - 'a' + 1);
  for (gsize i = 1; i < length; i++) {
    if (word[i] < 'a' || word[i] > 'z')
      return 0;
    keys[0] += letter_key (word[i]);
  }
  for (gsize i = 1; i < length && length >= LEAST_CUT; i++) {
    guint32 bit = (guint32)1 << (word[i] - 'a');

    if ((seen & bit) == 0)
      keys[n++] = keys[0] - letter_key (word[i]);
    seen |= bit;
  }
  return n;
}

static guint32
hash_key (guint64 key)
{
  return key * KEY_FACTOR >> 32;
}

static gboolean
are_beside (char one, char other)
{
  return strchr (beside[one - 'a'], other) != NULL;
}

static gboolean
is_vowel (char letter)
{
  return strchr ("aeiouy", letter) != NULL;
}

/* Letters that are taken for each other: by the finger, or, of two vowels, by the ear. */
static gboolean
are_confused (char one, char other)
{
  return are_beside (one, other) || (is_vowel (one) && is_vowel (other));
}

static gboolean
is_hit_beside (const char *word, gsize length, gsize at)
{
  return are_beside (word[at], word[at - 1]) || (at + 1 < length && are_beside (word[at], word[at + 1]));
}

/* A letter that comes again one or two later, or came one or two before: "iditot". */
static gboolean
is_hit_again (const char *word, gsize length, gsize at)
{
  gsize from = at > 2 ? at - 2 : 0, to = MIN (at + 2, length - 1);

  for (gsize i = from; i <= to; i++)
    if (i != at && word[i] == word[at])
      return TRUE;
  return FALSE;
}

/* Whether one slip makes a word of the one that was meant. */
static gboolean
is_slip (const char *word, gsize length, const char *meant, gsize n_meant)
{
  gsize shorter = MIN (length, n_meant), start = 0, same = 0;

  while (start < shorter && word[start] == meant[start])
    start++;
  while (same + start < shorter && word[length - 1 - same] == meant[n_meant - 1 - same])
    same++;
  if (start == 0)
    return FALSE;
  if (length == n_meant + 1)
    return start + same == n_meant && (is_hit_again (word, length, start) ||
                                       (n_meant >= LEAST_CUT && is_hit_beside (word, length, start)));
  if (length + 1 == n_meant)
    return start + same == length && n_meant >= LEAST_CUT;
  if (length - start - same == 2)
    return word[start] == meant[start + 1] && word[start + 1] == meant[start];
  return length - start - same == 1 && n_meant >= LEAST_OTHER && are_confused (word[start], meant[start]);
}

static guint64
bit_of (guint32 hash, gsize n_words, gsize *word)
{
  gsize bit = (guint64)hash * n_words * 64 >> 32;

  *word = bit / 64;
  return G_GUINT64_CONSTANT (1) << bit % 64;
}

/**
 * haven_slips_build:
 * @parts: a program whose words are all there
 * @symbols: (element-type guint32): those of them whose slips are to be read
 *
 * Fills the tables by which slips are looked up. What is no word of plain letters, or a short one, has none.
 */
void
haven_slips_build (HavenProgramParts *parts, const GArray *symbols)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (HavenSlot));
  guint32 n_slots = 16;

  for (guint i = 0; i < symbols->len; i++) {
    guint32 id = g_array_index (symbols, guint32, i);
    const HavenSymbol *symbol = &g_array_index (parts->symbols, HavenSymbol, id);
    guint64 keys[LONGEST];
    guint n = symbol->prefix ? 0 : get_keys (parts->strings->data + symbol->text, symbol->length, keys);

    for (guint k = 0; k < n; k++) {
      HavenSlot slot = {hash_key (keys[k]), id};

      g_array_append_val (slots, slot);
    }
  }
  if (slots->len == 0)
    return;
  while (n_slots < slots->len * 2)
    n_slots *= 2;
  g_array_set_size (parts->slips, n_slots);
  g_array_set_size (parts->slip_bits, n_slots * BITS_A_SLOT / 64);
  for (guint i = 0; i < slots->len; i++) {
    const HavenSlot *slot = &g_array_index (slots, HavenSlot, i);
    guint32 at = slot->hash & (n_slots - 1);
    gsize word;
    guint64 bit = bit_of (slot->hash, parts->slip_bits->len, &word);

    while (g_array_index (parts->slips, HavenSlot, at).symbol != 0)
      at = (at + 1) & (n_slots - 1);
    g_array_index (parts->slips, HavenSlot, at) = *slot;
    g_array_index (parts->slip_bits, guint64, word) |= bit;
  }
}

static inline gboolean
may_hold (const HavenProgram *program, guint32 hash)
{
  gsize word;
  guint64 bit = bit_of (hash, program->n_slip_bits, &word);

  return (program->slip_bits[word] & bit) != 0;
}

static gboolean
may_be_slip (const HavenProgram *program, const char *word, gsize length)
{
  guint64 keys[LONGEST];
  guint n = get_keys (word, length, keys);

  for (guint k = 0; k < n; k++)
    if (may_hold (program, hash_key (keys[k])))
      return TRUE;
  return FALSE;
}

/**
 * haven_slips_may_stand:
 * @program: a program
 * @text: a message
 *
 * Returns: %FALSE when there is none in it, as far as it is known of plain text without its words
 */
gboolean
haven_slips_may_stand (const HavenProgram *program, const HavenText *text)
{
  guint n_bounds;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);

  if (program->n_slips == 0)
    return FALSE;
  for (guint i = 0; i < n_bounds; i += 2)
    if (may_be_slip (program, text->scan.letters + bounds[i], bounds[i + 1] - bounds[i]))
      return TRUE;
  return text->scan.slow;
}

static gboolean
is_among (const guint32 *found, guint n, guint32 symbol)
{
  for (guint i = 0; i < n; i++)
    if (found[i] == symbol)
      return TRUE;
  return FALSE;
}

/**
 * haven_slips_find:
 * @program: a program
 * @word: (array length=length): a folded word that no pack speaks of
 * @length: its bytes
 * @found: (out caller-allocates): the words that may have been meant
 *
 * Returns: how many they are, mostly none
 */
guint
haven_slips_find (const HavenProgram *program,
                  const char *word,
                  gsize length,
                  guint32 found[HAVEN_SLIPS_MOST])
{
  guint32 mask = program->n_slips - 1;
  guint n_compared = 0, n_found = 0;
  guint64 keys[LONGEST];
  guint n = program->n_slips > 0 ? get_keys (word, length, keys) : 0;

  for (guint k = 0; k < n; k++) {
    guint32 hash = hash_key (keys[k]);

    if (!may_hold (program, hash))
      continue;
    for (guint32 at = hash & mask; program->slips[at].symbol != 0; at = (at + 1) & mask) {
      guint32 id = program->slips[at].symbol;
      const HavenSymbol *meant = &program->symbols[id];

      if (program->slips[at].hash != hash)
        continue;
      if (n_found == HAVEN_SLIPS_MOST || n_compared++ == MAX_COMPARED)
        return n_found;
      if (!is_among (found, n_found, id) &&
          is_slip (word, length, program->strings + meant->text, meant->length))
        found[n_found++] = id;
    }
  }
  return n_found;
}
