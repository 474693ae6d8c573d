/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-screen.h"

/* What may follow in a word of ASCII. */
static const char followers[] = "abcdefghijklmnopqrstuvwxyz0123456789'";

#define N_FOLLOWERS (sizeof followers - 1)
#define LOWER_HALF G_GUINT64_CONSTANT (0xFFFFFFFF)

/**
 * haven_screen_get:
 * @words: (array length=n_words): blocks of words
 * @n_words: how many, a power of two
 * @stems: (array length=n_stems): blocks of stems
 * @n_stems: how many, a power of two
 * @shortest: letters of the shortest word or stem
 *
 * Returns: a screen that looks at these blocks, wherever they are
 */
HavenScreen
haven_screen_get (
    const guint64 *words, guint32 n_words, const guint64 *stems, guint32 n_stems, guint shortest)
{
  return (HavenScreen){words, stems, 32 - __builtin_ctz (n_words), 32 - __builtin_ctz (n_stems), shortest};
}

static HavenScreenPlace
find_place (const HavenScreenBuilder *builder, const char *letters, gsize length)
{
  HavenScreen screen =
      haven_screen_get (builder->words, builder->n_words, builder->stems, builder->n_stems, 0);
  char padded[8] = {0};

  memcpy (padded, letters, MIN (length, sizeof padded));
  return haven_screen_place (&screen, haven_screen_head (padded, sizeof padded));
}

/**
 * haven_screen_count_stem:
 * @length: letters of a stem, fewer than eight
 *
 * Returns: in how many blocks it stands; 0 when it is so short that it lets everything pass
 */
guint
haven_screen_count_stem (gsize length)
{
  return length < 3 ? 0 : length == 3 ? 1 + N_FOLLOWERS : 1;
}

/**
 * haven_screen_add_word:
 * @builder: a screen while it is made
 * @letters: (array length=length): a folded word
 * @length: its bytes
 *
 * Lets a word pass.
 */
void
haven_screen_add_word (HavenScreenBuilder *builder, const char *letters, gsize length)
{
  HavenScreenPlace place = find_place (builder, letters, length);

  builder->words[place.word] |= place.word_bits;
}

static void
add_four_letters (HavenScreenBuilder *builder, const char *letters, gsize length)
{
  HavenScreenPlace place = find_place (builder, letters, length);

  builder->stems[place.stem] |= place.stem_bits | LOWER_HALF;
}

/**
 * haven_screen_add_stem:
 * @builder: a screen while it is made
 * @letters: (array length=length): the beginning of folded words
 * @length: its bytes
 *
 * Lets every word pass that begins like that. A stem of three letters is followed through all that may come
 * fourth; a shorter one lets all words pass. One of eight letters or more is what a word is to a screen.
 */
void
haven_screen_add_stem (HavenScreenBuilder *builder, const char *letters, gsize length)
{
  if (length < 3) {
    memset (builder->stems, 0xFF, sizeof *builder->stems * builder->n_stems);
  } else if (length >= HAVEN_SCREEN_LETTERS) {
    haven_screen_add_word (builder, letters, length);
  } else if (length > 4) {
    HavenScreenPlace place = find_place (builder, letters, length);

    builder->stems[place.stem] |= place.stem_bits;
  } else {
    char four[4] = {letters[0], letters[1], letters[2], length > 3 ? letters[3] : 0};

    add_four_letters (builder, four, sizeof four);
    for (guint i = 0; length == 3 && i < N_FOLLOWERS; i++) {
      four[3] = followers[i];
      add_four_letters (builder, four, sizeof four);
    }
  }
}
