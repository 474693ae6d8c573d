/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-program.h"
#include "text/haven-text.h"

G_BEGIN_DECLS

/* One way to read what stands at a place: a symbol, and how many tokens it takes up. */
typedef struct {
  guint32 symbol;
  guint32 span;
  guint32 at;          /* the token it starts at */
  guint32 next;        /* the next edge of the same token plus one; 0 for none */
  guint32 same;        /* the last edge before it with the same symbol plus one; 0 for none */
  const guint64 *sets; /* a bit for each set that the symbol is in; NULL when the few it is in are listed */
} HavenEdge;

/* A word as rules see it: "don't" is two, "do" and "not". */
typedef struct {
  guint32 word;     /* of the text */
  guint32 sentence; /* once haven_tokens_add_flags() was called */
  guint32 flags;    /* HavenWordFlags; the same */
  guint32 edge;     /* its first edge plus one; 0 when no pack speaks of it */
  guint64 at;       /* haven_symbol_bit() of what begins here */
} HavenToken;

/* Where a symbol stands last. */
typedef struct {
  guint32 reading; /* in which message, or stretch of one */
  guint32 edge;
} HavenTokenLast;

#define HAVEN_TOKENS_SEEN 16 /* times 64 bits */

/* A message in the words of a program; kept from message to message, so that its room is asked for once. */
typedef struct {
  const HavenProgram *program;
  const HavenText *text;
  HavenTokenLast *last;            /* for each symbol */
  guint32 reading;                 /* counts what was read, so that nothing need be cleared */
  guint64 seen[HAVEN_TOKENS_SEEN]; /* a bit for each symbol that stands anywhere, of which some share one */
  HavenToken *tokens;
  guint32 n_tokens;
  guint32 max_tokens;
  HavenEdge *edges;
  guint32 n_edges;
  guint32 max_edges;
  guint32 *firsts; /* the first token of each word from first_word on, and one more */
  guint32 max_firsts;
  guint32 first_word;
  guint32 end_word;
  guint lookups;       /* how many words may still be looked for in runs */
  guint32 slack;       /* how many tokens words longer than one token take up beyond one: spaced letters */
  gboolean is_flagged; /* sentences and flags are found out only when somebody asks */
} HavenTokens;

HavenTokens *haven_tokens_new (const HavenProgram *program);
void haven_tokens_free (HavenTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTokens, haven_tokens_free)

void haven_tokens_begin (HavenTokens *tokens);
void haven_tokens_read (HavenTokens *tokens, const HavenText *text, guint32 first, guint32 end);
void haven_tokens_add_flags (HavenTokens *tokens);
gboolean haven_tokens_append_edge (HavenTokens *tokens, guint32 at, guint32 symbol, guint32 span);

/* haven-phrases.c */
void haven_tokens_add_phrases (HavenTokens *tokens);

static inline const HavenToken *
haven_tokens_get (const HavenTokens *tokens, guint32 i)
{
  return &tokens->tokens[i];
}

static inline const HavenEdge *
haven_tokens_first_edge (const HavenTokens *tokens, guint32 i)
{
  guint32 edge = haven_tokens_get (tokens, i)->edge;

  return edge != 0 ? &tokens->edges[edge - 1] : NULL;
}

/* Whether what stands at an edge is one of a set of words. */
static inline gboolean
haven_edge_is_in (const HavenProgram *program, const HavenEdge *edge, guint32 set)
{
  return edge->sets != NULL ? (edge->sets[set / 64] >> set % 64 & 1) != 0
                            : haven_program_is_listed (program, edge->symbol, set);
}

/* Whether a symbol may stand anywhere in what was read: of those that do not, one in sixty may in a short
 * message. */
static inline gboolean
haven_tokens_may_have (const HavenTokens *tokens, guint32 symbol)
{
  return (tokens->seen[symbol / 64 % HAVEN_TOKENS_SEEN] & haven_symbol_bit (symbol)) != 0;
}

/* The last edge of a symbol; those before it are found by its "same". */
static inline const HavenEdge *
haven_tokens_last_edge (const HavenTokens *tokens, guint32 symbol)
{
  const HavenTokenLast *last = &tokens->last[symbol];

  /* the table is far larger than the bits, and mostly what is asked for is not there */
  return haven_tokens_may_have (tokens, symbol) && last->reading == tokens->reading
             ? &tokens->edges[last->edge]
             : NULL;
}

static inline const HavenEdge *
haven_tokens_same_edge (const HavenTokens *tokens, const HavenEdge *edge)
{
  return edge->same != 0 ? &tokens->edges[edge->same - 1] : NULL;
}

static inline const HavenEdge *
haven_tokens_next_edge (const HavenTokens *tokens, const HavenEdge *edge)
{
  return edge->next != 0 ? &tokens->edges[edge->next - 1] : NULL;
}

G_END_DECLS
