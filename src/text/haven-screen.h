/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The first thing that every word of every message is asked: may you be one of these words, or begin with one
 * of these stems? Nearly all may not, and a screen answers that with a look at 64 bits and another at 64. It
 * knows words by their first eight letters, and only those of ASCII.
 */
#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * HavenScreen:
 * @words: a power of two of blocks, from 2 to 2^24; a word sets two bits of one, and so does a stem of eight
 *   letters or more
 * @stems: the same; the first four letters of a stem choose the block, and a bit of its upper half; the fifth
 *   letter is a bit of its lower half, all of which are set when there may be any
 * @words_shift: 32 less the logarithm of how many blocks of words there are
 * @stems_shift: the same for stems
 * @shortest: letters of the shortest word or stem; words that are shorter need not be asked
 */
typedef struct {
  const guint64 *words;
  const guint64 *stems;
  guint words_shift;
  guint stems_shift;
  guint shortest;
} HavenScreen;

/* Where a word stands, and where the stems that it may begin with. */
typedef struct {
  guint32 word;
  guint32 stem;
  guint64 word_bits;
  guint64 stem_bits;
} HavenScreenPlace;

#define HAVEN_SCREEN_LETTERS 8 /* of a word that are looked at */

/* In step with haven-scan-avx2.c: odd numbers of 32 bits, whose products are well mixed in the middle. */
#define HAVEN_SCREEN_FIRST 0x9E3779B1u
#define HAVEN_SCREEN_SECOND 0x85EBCA77u

/* The first eight letters of a word as one number, of a shorter one with zeros; eight bytes must be readable.
 */
static inline guint64
haven_screen_head (const char *letters, gsize length)
{
  guint64 head;

  memcpy (&head, letters, sizeof head);
  head = GUINT64_FROM_LE (head);
  return length < 8 ? head & ((G_GUINT64_CONSTANT (1) << 8 * length) - 1) : head;
}

/* The same of ASCII letters that end with a zero, or go on beyond the eighth. */
static inline guint64
haven_screen_head_of_letters (const char *letters)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 head = haven_screen_head (letters, 8), zeros = (head - ones) & ones << 7;

  /* of these bits the lowest is the first zero's; those above it do not matter */
  return head & (zeros ^ (zeros - 1));
}

static inline HavenScreenPlace
haven_screen_place (const HavenScreen *screen, guint64 head)
{
  const guint64 bit = 1;
  guint64 rest = head >> 32;
  guint64 four = (guint64)(guint32)head * HAVEN_SCREEN_FIRST;
  guint64 word = four + rest * HAVEN_SCREEN_SECOND;

  return (HavenScreenPlace){(guint32)word >> screen->words_shift, (guint32)four >> screen->stems_shift,
                            bit << (word >> 32 & 63) | bit << (word >> 38 & 63),
                            bit << (rest & 31) | bit << (32 | (four >> 32 & 31))};
}

static inline gboolean
haven_screen_stem_passes (const HavenScreen *screen, const HavenScreenPlace *place)
{
  return (screen->stems[place->stem] & place->stem_bits) == place->stem_bits;
}

/* Whether a word of ASCII may begin with a stem of fewer than eight letters. */
static inline gboolean
haven_screen_may_begin (const HavenScreen *screen, guint64 head)
{
  HavenScreenPlace place = haven_screen_place (screen, head);

  return haven_screen_stem_passes (screen, &place);
}

/* Whether a word of ASCII may be in the set, or begin with a stem. */
static inline gboolean
haven_screen_passes (const HavenScreen *screen, guint64 head)
{
  HavenScreenPlace place = haven_screen_place (screen, head);

  return (screen->words[place.word] & place.word_bits) == place.word_bits ||
         haven_screen_stem_passes (screen, &place);
}

/* A screen while it is made. */
typedef struct {
  guint64 *words;
  guint64 *stems;
  guint32 n_words; /* blocks */
  guint32 n_stems;
} HavenScreenBuilder;

HavenScreen haven_screen_get (
    const guint64 *words, guint32 n_words, const guint64 *stems, guint32 n_stems, guint shortest);
guint haven_screen_count_stem (gsize length);
void haven_screen_add_word (HavenScreenBuilder *builder, const char *letters, gsize length);
void haven_screen_add_stem (HavenScreenBuilder *builder, const char *letters, gsize length);

G_END_DECLS
