/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word is known as by the items that look at it. The lists are in clues.txt and names.txt. */
typedef enum {
  HAVEN_CLUE_STREET = 1 << 0,        /* stands after a street's name: Road */
  HAVEN_CLUE_STREET_BEFORE = 1 << 1, /* stands before it: Rua */
  HAVEN_CLUE_UNIT = 1 << 2,          /* a part of a building: Apt */
  HAVEN_CLUE_PLACE = 1 << 3,         /* an address may follow: lives, address */
  HAVEN_CLUE_PHONE = 1 << 4,         /* a telephone number may be near: call, fax */
  HAVEN_CLUE_CARD = 1 << 5,          /* a payment card: card, visa */
  HAVEN_CLUE_IDENTITY = 1 << 6,      /* an official number: ssn, passport, licence */
  HAVEN_CLUE_BORN = 1 << 7,          /* a date of birth: born, birthday */
  HAVEN_CLUE_SECRET = 1 << 8,        /* a password or code: password, pin */
  HAVEN_CLUE_NAME = 1 << 9,          /* a person's name may follow: name, call */
  HAVEN_CLUE_MONTH = 1 << 10,        /* January, Jan */
  HAVEN_CLUE_COMMON = 1 << 11,       /* never a name of a street or person: the, down */
  HAVEN_CLUE_BOX = 1 << 12,          /* a box at the post office: Postfach */
  HAVEN_CLUE_ACCOUNT = 1 << 13,      /* account, routing, iban */
  HAVEN_CLUE_STATE = 1 << 14,        /* a state, province or country */
  HAVEN_CLUE_SERVICE = 1 << 16,      /* another service where people have names: discord */
  HAVEN_CLUE_CROSSING = 1 << 17,     /* corner */
  HAVEN_CLUE_ARMOUR = 1 << 20,       /* what a key's first line has */
  HAVEN_CLUE_MILITARY = 1 << 18,     /* APO, FPO, DPO */
  HAVEN_CLUE_PART = 1 << 19,         /* joins the words of a name: van, de, del */
  HAVEN_CLUE_COUNTED = 1 << 15,      /* what numbers count: minutes, gb, dollars */
  HAVEN_CLUE_GIVEN = 1 << 21,        /* a name that people are given: Maria */
  HAVEN_CLUE_GIVEN_WORD = 1 << 22,   /* one that is an ordinary word too: Will */
  HAVEN_CLUE_INTRODUCING = 1 << 26,  /* somebody may say their name: I'm, this */
  HAVEN_CLUE_USER = 1 << 27,         /* a user that many machines have: root */
  HAVEN_CLUE_SPELLED = 1 << 28,      /* a full stop in words: dot */
  HAVEN_CLUE_KIN = 1 << 25,          /* what people are to one another: sister */
  HAVEN_CLUE_LOCK = 1 << 29,         /* what a code opens: door */
  HAVEN_CLUE_ONCE = 1 << 30,         /* a code that is good once: verification */
  HAVEN_CLUE_SURNAME = 1 << 23,      /* the name of a family: Kowalski */
  HAVEN_CLUE_SURNAME_WORD = 1 << 24, /* one that is an ordinary word too: Stone */
} HavenClue;

guint haven_clues_get (const char *word, gsize length);
guint haven_clues_get_wide (const char *word, gsize length);
guint haven_clues_get_telling (const char *text, const guint32 *bounds, guint n_bounds, gboolean has_numbers);

/* No known word is longer, in bytes. */
#define HAVEN_CLUES_LONGEST 23

G_END_DECLS
