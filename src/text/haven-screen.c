/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-screen.h"

/* What may follow in a word of ASCII. */
static const char followers[] = "abcdefghijklmnopqrstuvwxyz0123456789'";

#define N_FOLLOWERS (sizeof followers - 1)
#define ANY_FIFTH (G_GUINT64_CONSTANT (0xFF) << 32)
#define ANY_SIXTH (G_GUINT64_CONSTANT (0xFF) << 40)
#define ANY_FOUR (G_GUINT64_CONSTANT (0xFFFF) << 48)

/**
 * haven_screen_get:
 * @blocks: (array): eight for each line
 * @n_lines: how many, a power of two
 * @shortest: letters of the shortest word or stem
 *
 * Returns: a screen that looks at these blocks, wherever they are
 */
HavenScreen
haven_screen_get (const guint64 *blocks, guint32 n_lines, guint shortest)
{
  return (HavenScreen){blocks, 32 - __builtin_ctz (n_lines), shortest};
}

static HavenScreenPlace
find_place (const HavenScreenBuilder *builder, const char *letters, gsize length)
{
  HavenScreen screen = haven_screen_get (builder->blocks, builder->n_lines, 0);
  char padded[8] = {0};

  memcpy (padded, letters, MIN (length, sizeof padded));
  return haven_screen_place (&screen, haven_screen_head (padded, sizeof padded));
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

  builder->blocks[place.block] |= place.word;
}

/* Whatever comes behind a stem decides which block of its line is looked at. */
static void
add_to_line (HavenScreenBuilder *builder, guint32 block, guint64 bits)
{
  guint64 *line = builder->blocks + (block & ~(HAVEN_SCREEN_LINE - 1));

  for (guint i = 0; i < HAVEN_SCREEN_LINE; i++)
    line[i] |= bits;
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
    for (guint32 block = 0; block < builder->n_lines * HAVEN_SCREEN_LINE; block += HAVEN_SCREEN_LINE)
      add_to_line (builder, block, ANY_FOUR | ANY_FIFTH | ANY_SIXTH);
  } else if (length >= HAVEN_SCREEN_LETTERS) {
    haven_screen_add_word (builder, letters, length);
  } else if (length > 3) {
    HavenScreenPlace place = find_place (builder, letters, length);

    add_to_line (builder, place.block,
                 place.stem | (length < 5 ? ANY_FIFTH : 0) | (length < 6 ? ANY_SIXTH : 0));
  } else {
    char four[4] = {letters[0], letters[1], letters[2]};

    haven_screen_add_stem (builder, four, 4);
    for (guint i = 0; i < N_FOLLOWERS; i++) {
      four[3] = followers[i];
      haven_screen_add_stem (builder, four, sizeof four);
    }
  }
}
