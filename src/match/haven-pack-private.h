/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json-writer.h"
#include "haven-pack.h"
#include "haven-rule.h"

G_BEGIN_DECLS

/* A named set of words as it stands in a pack. */
typedef struct {
  char *name;
  char **entries;
  char *where; /* its path in the pack: concepts.insults */
  char *asks; /* nullable: it is left open to packs that take the frames, and this is what they should fill in
               */
} HavenConcept;

/* An expression that a pack names once and uses again and again. */
typedef struct {
  char *name;
  char *where; /* its path in the pack: parts.group */
  HavenExpression *expression;
} HavenPart;

/* How a language reads one spelling: "don't" as "do not". */
typedef struct {
  char *spelling;
  char *words;
} HavenReadingText;

struct _HavenPack {
  gint refs;
  char *name;     /* of the file, for errors */
  char *checksum; /* SHA-256 of what it was read from */

  /* its head, which is known of every pack */
  char *id;
  char *part_of; /* nullable: id of the pack that findings and settings name instead */
  char *title;
  char *version;
  char *language;
  char **uses;          /* nullable: ids of packs whose concepts may be named */
  char *frames;         /* nullable: id of the pack whose frames it takes */
  gboolean has_rules;   /* it notices something by itself */
  gboolean is_language; /* it has no rules, and its concepts are common words */
  gboolean is_custom;   /* the user's own words: no examples are asked for */

  /* and the rest, once all of it is read */
  gboolean is_whole;
  char *licence;
  char *maintainer;
  HavenKind kind; /* of its rules; HAVEN_KIND_NONE when it has none */
  char *category; /* nullable: of its rules when they do not say */
  GPtrArray
      *frame_examples; /* element-type HavenRule: each has the id of a frame, and nothing else but examples */
  GPtrArray *parts;    /* element-type HavenPart */
  GPtrArray *open;     /* element-type HavenConcept, borrowed: those that packs which take its frames fill */
  GPtrArray *concepts; /* element-type HavenConcept */
  GHashTable *by_name; /* name to HavenConcept, borrowed */
  GPtrArray *readings; /* element-type HavenReadingText */
  GPtrArray *rules;    /* element-type HavenRule */
};

HavenPack *haven_pack_new_empty (const char *name);
HavenPack *haven_pack_new_head (const HavenPack *pack, const char *name);
HavenPack *haven_pack_read_head (const HavenJsonValue *object, GError **error);
void haven_pack_write_head (const HavenPack *pack, HavenJsonWriter *writer);

G_END_DECLS
