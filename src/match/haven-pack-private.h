/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-pack.h"
#include "haven-rule.h"

G_BEGIN_DECLS

/* A named set of words as it stands in a pack. */
typedef struct {
  char *name;
  char **entries;
  char *where; /* its path in the pack: concepts.insults */
} HavenConcept;

/* How a language reads one spelling: "don't" as "do not". */
typedef struct {
  char *spelling;
  char *words;
} HavenReadingText;

struct _HavenPack {
  gint refs;
  char *name; /* of the file, for errors */
  char *id;
  char *title;
  char *version;
  char *language;
  char *licence;
  char *maintainer;
  gboolean is_language; /* it has no rules, and its concepts are common words */
  gboolean is_custom;   /* the user's own words: no examples are asked for */
  char **uses;          /* nullable: ids of packs whose concepts may be named */
  GPtrArray *concepts;  /* element-type HavenConcept */
  GHashTable *by_name;  /* name to HavenConcept, borrowed */
  GPtrArray *readings;  /* element-type HavenReadingText */
  GPtrArray *rules;     /* element-type HavenRule */
  char *checksum;       /* SHA-256 of what it was read from */
};

G_END_DECLS
