/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-context-words.h"
#include "haven-index.h"

G_BEGIN_DECLS

/*
 * Packs in the form that is matched: flat arrays of plain numbers that refer to each other by index, so
 * that the same bytes serve in memory and in a file that is mapped read-only. Index 0 of strings and of
 * symbols stands for none.
 */

typedef enum {
  HAVEN_COMMON_RARE,
  HAVEN_COMMON_OFTEN,    /* among the few hundred commonest words of the language */
  HAVEN_COMMON_FUNCTION, /* I, you, is, not, the… */
} HavenCommon;

/* One word of the vocabulary, or a phrase that some concept or expression has: a row of words that is found
 * as one. All that a message asks of it lies in one line of cache. */
typedef struct {
  guint32 text;
  guint16 length; /* 0 for a phrase */
  guint8 prefix;  /* it stands for all words that begin so */
  guint8 common : 4;
  guint8 joins : 4; /* whether it tells that a space is missing where another word runs into it */
  guint32 reading;  /* in the sequences: the words it is read as; those of a phrase */
  guint32 n_reading;
  guint32 anchor; /* in the anchors: what hangs off it, by expression */
  guint32 n_anchors;
  guint32
      set; /* in the members: the sets of words that it is in, sorted; or, for a word of many, in the rows */
  guint32 n_sets; /* HAVEN_SETS_IN_ROW: there is a bit for each set there is */
  guint32 first;  /* in the members: those of its sets that some expression asks for first */
  guint32 n_first;
  guint32 begin;   /* in the sequences: the prefixes that the word begins with, the shortest first */
  guint32 n_begin; /* at most HAVEN_MAX_PREFIXES */
  guint32 phrase;  /* in the phrases: the table of what may come after it in those that it begins */
  guint32 n_phrases;
  guint64 second; /* haven_symbol_bit() of all of that */
} HavenSymbol;

G_STATIC_ASSERT (sizeof (HavenSymbol) == 64);

#define HAVEN_SETS_IN_ROW G_MAXUINT32

/* How many times 64 bits a row for so many sets has. */
#define HAVEN_ROW_LENGTH(n_sets) ((n_sets) / 64 + 1)

/* A bit for each symbol, of which several share one: a few of them tell that most words are not there. */
static inline guint64
haven_symbol_bit (guint32 symbol)
{
  return G_GUINT64_CONSTANT (1) << symbol % 64;
}

/* A place of the table by which words are looked up. */
typedef struct {
  guint32 hash;
  guint32 symbol; /* 0 when it is free */
} HavenSlot;

typedef struct {
  guint32 name;
  guint32 pack;
  guint32 member; /* in the members: words and phrases it holds, sorted */
  guint32 n_members;
  guint32 inside; /* in the members: words it may be part of, sorted */
  guint32 n_inside;
  guint32 set;  /* the same as its members */
  guint32 slot; /* of an open concept, which every pack that takes the frames fills: its number, from 1 on */
} HavenConceptCode;

/* Phrases as a tree: a word after those that lead to it. What may come after one is a table, a power of two
 * long, in which each word stands at its place or behind it, up to the next free one. */
typedef struct {
  guint32 word;   /* 0 where the table is free */
  guint32 symbol; /* of the phrase that ends here; 0 for none */
  guint32 next;   /* in the phrases, behind this one: the table of what may come after it */
  guint32 n_next;
} HavenPhrase;

/* The place of a word in a table of so many, by Knuth's multiplicative hash. */
static inline guint32
haven_phrase_place (guint32 word, guint32 n)
{
  return (guint32)(word * G_GUINT64_CONSTANT (2654435761) >> 16) & (n - 1);
}

typedef struct {
  guint8 kind; /* HavenNodeKind */
  guint8 optional;
  guint16 gap;
  guint32 value; /* a symbol or a concept */
  guint32 next;  /* the node after it and all that is in it */
} HavenNodeCode;

typedef struct {
  guint32 node; /* its root; G_MAXUINT32 for a pattern */
  guint32 rule; /* a frame is a rule for each pack that takes it: this one and those after it */
  guint32 n_rules;
  guint32 source;
  guint32 need; /* in the needs: what must stand near its rare word for it to be tried */
  guint32 n_needs;
  guint32 rarest; /* of what it needs, the set that fewest messages have a word of; 0 for none */
} HavenExpressionCode;

/* An expression that hangs off a word or a phrase. */
typedef struct {
  guint32 expression;
  guint32 need;       /* a set: one of its words must be in the message too */
  guint16 before_min; /* words from the start of the expression to it */
  guint16 before_max;
} HavenAnchorCode;

/* Words, any of which may be what is needed; only those of a small set are listed. Those that some expression
 * asks for first come before all others, and set 0 is in every message: it is the beginning of a clause. */
typedef struct {
  guint32 member; /* in the members */
  guint16 n_members;
  guint16 begins; /* whether the beginning of a clause, symbol 0, is in it */
  guint64 bits;   /* haven_symbol_bit() of all its words */
} HavenSetCode;

/* One word of a set must stand so many tokens after the place that an expression starts at. */
typedef struct {
  guint32 set;
  gint16 from;
  gint16 to;
} HavenNeedCode;

typedef struct {
  guint8 kind;
  guint8 context;
  guint16 unused;
  guint32 node;
  guint32 source;
} HavenConditionCode;

typedef struct {
  guint32 id;
  guint32 pack;
  guint32 pack_version;
  guint32 title;
  guint32 category;
  guint32 item;
  guint8 kind;
  guint8 depth;
  guint8 severity;
  guint8 about;
  guint8 form; /* HavenRuleForm */
  guint8 across;
  guint8 within;
  guint8 language;
  guint32 expression;
  guint32 n_expressions;
  guint32 unless; /* in the conditions */
  guint32 n_unless;
  guint32 only;
  guint32 n_only;
  guint32 pattern; /* in the strings */
  guint32 frame;   /* in the strings: the pack that it is a frame of; 0 when it is no frame */
  guint32
      slots; /* in the sequences: a frame's concepts for each slot; HAVEN_NO_CONCEPT where there is none */
} HavenRuleCode;

#define HAVEN_NO_CONCEPT G_MAXUINT32

typedef struct {
  guint32 name;
  guint32 concepts[HAVEN_N_CONTEXT_WORDS]; /* plus one; 0 when its language pack does not have it */
} HavenLanguageCode;

#define HAVEN_PROGRAM_SECTIONS(section)                                                                      \
  section (char, strings) section (HavenSymbol, symbols) section (HavenSlot, slots)                          \
      section (guint32, sequences) section (HavenConceptCode, concepts) section (guint32, members)           \
          section (HavenSlot, slips) section (guint64, slip_bits)                                            \
              section (HavenPhrase, phrases) section (HavenNodeCode, nodes)                                  \
              section (HavenExpressionCode, expressions) section (HavenNeedCode, needs)                      \
                  section (HavenSetCode, sets) section (guint64, rows) section (HavenAnchorCode, anchors)    \
                      section (HavenConditionCode, conditions) section (HavenRuleCode, rules)                \
                          section (HavenLanguageCode, languages) section (guint8, index)

#define HAVEN_PREFIX_FILTER 64

/* Each section is an array and its length: program->rules[0 … program->n_rules - 1]. */
typedef struct {
#define HAVEN_PROGRAM_MEMBER(type, name)                                                                     \
  const type *name;                                                                                          \
  guint32 n_##name;
  HAVEN_PROGRAM_SECTIONS (HAVEN_PROGRAM_MEMBER)
#undef HAVEN_PROGRAM_MEMBER
  guint64 prefix_lengths;                     /* bit n: there are prefixes of n bytes */
  guint64 prefix_filter[HAVEN_PREFIX_FILTER]; /* by their hashes: which words may begin with one */
  GBytes *bytes;
  HavenIndex *terms; /* finds what a message must hold for any rule to be tried; lies in section index */
} HavenProgram;

/* The same while it is being built. */
typedef struct {
#define HAVEN_PROGRAM_MEMBER(type, name) GArray *name;
  HAVEN_PROGRAM_SECTIONS (HAVEN_PROGRAM_MEMBER)
#undef HAVEN_PROGRAM_MEMBER
} HavenProgramParts;

#define HAVEN_MAX_PREFIXES 8

/* What is known of the letters of a word. */
typedef struct {
  guint32 symbol; /* 0 when no pack speaks of it */
  guint n_prefixes;
  const guint32 *prefixes; /* symbols of what it begins with, the shortest first: in the program, or here */
  guint32 room[HAVEN_MAX_PREFIXES];
} HavenLookup;

HavenProgramParts *haven_program_parts_new (void);
void haven_program_parts_free (HavenProgramParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenProgramParts, haven_program_parts_free)

HavenProgram *haven_program_new (const HavenProgramParts *parts);
HavenProgram *haven_program_new_from_bytes (GBytes *bytes, GError **error);
void haven_program_free (HavenProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenProgram, haven_program_free)

/* haven-program-check.c */
gboolean haven_program_is_sound (const HavenProgram *program);

guint32 haven_program_find (const HavenProgram *program, const char *word, gsize length);
void haven_program_look_up (const HavenProgram *program, const char *word, gsize length, HavenLookup *found);
gboolean haven_program_contains (const guint32 *sorted, guint32 n, guint32 symbol);

static inline const char *
haven_program_string (const HavenProgram *program, guint32 string)
{
  return program->strings + string;
}

/* The row of a symbol that is in many sets, else NULL. */
static inline const guint64 *
haven_program_sets_of (const HavenProgram *program, guint32 symbol)
{
  const HavenSymbol *code = &program->symbols[symbol];

  return code->n_sets == HAVEN_SETS_IN_ROW ? program->rows + code->set : NULL;
}

/* Whether a symbol that is in few sets is in one. */
static inline gboolean
haven_program_is_listed (const HavenProgram *program, guint32 symbol, guint32 set)
{
  const HavenSymbol *code = &program->symbols[symbol];
  const guint32 *sets = program->members + code->set;
  guint32 i = 0;

  while (i < code->n_sets && sets[i] < set)
    i++;
  return i < code->n_sets && sets[i] == set;
}

guint32 haven_program_hash_word (const char *word, gsize length);
guint32 haven_program_hash_prefix (const char *prefix, gsize length);

G_END_DECLS
