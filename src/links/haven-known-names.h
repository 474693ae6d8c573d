/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-bait.h"
#include "links/haven-well-known.h"

G_BEGIN_DECLS

/* How well-known names are held: for haven-well-known.c, which reads them, and for haven-lookalike.c,
 * haven-baited.c and haven-slip.c, which compare with them. */

#define HAVEN_KNOWN_MIN_PLAIN                                                                                \
  5 /* letters of an ordinary word from which on it is a name by itself; below, much must stand beside it */
#define HAVEN_KNOWN_MIN_TYPO                                                                                 \
  6 /* letters of a name from which on one slip is noticed; below, words are too near */

/* A name that sites go by, "paypal" of paypal.com. */
typedef struct {
  char *name;     /* in ASCII */
  char *host;     /* the site it is taken for */
  gboolean plain; /* it is an ordinary word too: only what cannot be chance counts */
  gboolean own;   /* it is there for a site that the user trusts, and goes when they do no more */
} HavenKnownName;

/* A name that is long and rare enough for one slip in it to be noticed. */
typedef struct {
  guint32 letters; /* a bit for each letter it has */
  guint32 length;
  const HavenKnownName *name;
} HavenSlipperyName;

struct _HavenWellKnown {
  HavenBaits *baits;     /* what is added to names */
  GHashTable *hosts;     /* registrable domain → number of the owner */
  GPtrArray *own_hosts;  /* those of them that the user trusts; borrowed from hosts */
  GHashTable *names;     /* name → HavenKnownName */
  GHashTable *shorts;    /* short ordinary words → HavenKnownName; they are in no other table */
  GHashTable *skeletons; /* skeleton → HavenKnownName */
  GPtrArray *all;        /* HavenKnownName, owned */
  GPtrArray *hyphened;   /* HavenKnownName: those with a hyphen in them */
  GHashTable *joined;    /* name with hyphens, written without → HavenKnownName */
  GArray *slippery;      /* HavenSlipperyName */
  GHashTable *honest;    /* names near a well-known one that somebody else has by right */
  GHashTable *singles;   /* names whose owners have no sites of their own in other countries */
  guint n_owners;
};

guint32 haven_known_letters (const char *name);

G_END_DECLS
