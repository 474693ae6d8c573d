/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The first thing that every word of every message is asked: may you be one of these words, or begin with one
 * of these stems? Nearly all may not, and a screen answers that with a look at 64 bits. It knows words by
 * their first eight letters, and only those of ASCII.
 */
#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define HAVEN_SCREEN_LINE 16 /* blocks of 64 bits */

/**
 * HavenScreen:
 * @blocks: of a power of two of lines, from 2 to 2^24. The first four letters of a word choose a line, all of
 *   its letters a block of it, and three bits of the lower half of that. A stem that is shorter than eight
 *   letters stands in every block of its line: its first four letters are one of 16 bits of the upper half,
 * its fifth letter one of eight, its sixth another, all of which are set where there may be any
 * @shift: 32 less the logarithm of how many lines there are
 * @shortest: letters of the shortest word or stem; words that are shorter need not be asked
 */
typedef struct {
  const guint64 *blocks;
  guint shift;
  guint shortest;
} HavenScreen;

/* Where a word is looked for, by which bits, and by which the stems that it may begin with. */
typedef struct {
  guint32 block;
  guint64 word;
  guint64 stem;
} HavenScreenPlace;

#define HAVEN_SCREEN_LETTERS 8 /* of a word that are looked at */

/* In step with haven-scan-avx2.c: odd numbers of 32 bits, whose products are well mixed at their upper end.
 */
#define HAVEN_SCREEN_FIRST 0x9E3779B1u
#define HAVEN_SCREEN_SECOND 0x85EBCA77u
#define HAVEN_SCREEN_THIRD 0xC2B2AE3Du

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
  guint32 rest = head >> 32;
  guint32 four = (guint32)head * HAVEN_SCREEN_FIRST;
  guint32 word = four + rest * HAVEN_SCREEN_SECOND;

  word = (word ^ word >> 15) * HAVEN_SCREEN_THIRD;
  return (HavenScreenPlace){(four >> screen->shift) * HAVEN_SCREEN_LINE + (word >> 28),
                            bit << (word >> 23 & 31) | bit << (word >> 18 & 31) | bit << (word >> 13 & 31),
                            bit << (32 | (rest & 7)) | bit << (40 | (rest >> 8 & 7)) |
                                bit << (48 | (four >> 12 & 15))};
}

/* Whether a word of ASCII may be in the set itself, or begin with a stem of eight letters. */
static inline gboolean
haven_screen_may_be (const HavenScreen *screen, guint64 head)
{
  HavenScreenPlace place = haven_screen_place (screen, head);

  return (screen->blocks[place.block] & place.word) == place.word;
}

/* Whether a word of ASCII may begin with a stem of fewer than eight letters. */
static inline gboolean
haven_screen_may_begin (const HavenScreen *screen, guint64 head)
{
  HavenScreenPlace place = haven_screen_place (screen, head);

  return (screen->blocks[place.block] & place.stem) == place.stem;
}

/* Whether a word of ASCII may be in the set, or begin with a stem. */
static inline gboolean
haven_screen_passes (const HavenScreen *screen, guint64 head)
{
  return haven_screen_may_be (screen, head) || haven_screen_may_begin (screen, head);
}

/* A screen while it is made. */
typedef struct {
  guint64 *blocks;
  guint32 n_lines;
} HavenScreenBuilder;

HavenScreen haven_screen_get (const guint64 *blocks, guint32 n_lines, guint shortest);
void haven_screen_add_word (HavenScreenBuilder *builder, const char *letters, gsize length);
void haven_screen_add_stem (HavenScreenBuilder *builder, const char *letters, gsize length);

G_END_DECLS
