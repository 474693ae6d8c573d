/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <string.h>

#include "haven-literal-index.h"
#include "haven-matcher-private.h"
#include "haven-stopwatch.h"

G_BEGIN_DECLS

#define MAX_PER_RULE 16
#define STEPS_PER_MESSAGE 100000 /* each is some nanoseconds: with the rest, two milliseconds */
#define STRIKES 3
#define MARGIN 80 /* words around a hit that may have a say: more than any expression reaches */

/* What is remembered of an expression while a window is read, of a rule while a message is. */
typedef struct {
  guint32 of; /* which window or message it belongs to */
  guint32 next;
} Scratch;

/* From which tokens of a window an expression was tried. */
typedef struct {
  guint32 of;     /* the window it belongs to */
  guint32 next;   /* where the last match ends: none begins before */
  guint32 first;  /* what is longer ago is not asked for any more */
  guint64 starts; /* a bit for each of the tokens from the first on */
} Tried;

/* Where words of a set stand in a window: a bit for each of its tokens. */
#define HAVEN_SEEN_WORDS 16

typedef struct {
  guint32 of; /* the window it belongs to */
  gboolean any;
  guint64 places[HAVEN_SEEN_WORDS + 1]; /* the last is always 0, to be looked into */
} HavenSeen;

typedef struct {
  HavenPattern *pattern;
  guint32 rule;
  guint strikes;
} RulePattern;

/* The inside of a matcher, for those few files that take a message through it. */
struct _HavenMatcher {
  HavenProgram *program;
  HavenTokens *tokens;
  HavenRuleInfo *infos;
  GArray *patterns;                    /* RulePattern */
  HavenLiteralIndex *literals;         /* of the patterns */
  HavenLiteralIndex *sharing_literals; /* of those about what may be shared */
  guint64 *wanted;                     /* a bit for each pattern: whether its literals are in the message */
  guint first_pattern; /* the one that is tried first: the one before it was the last there was time for */
  GPtrArray *set_aside;
  Tried *tried;    /* for each expression */
  Scratch *met;    /* for each rule: how often it met */
  Scratch *until;  /* for each rule that is a frame: where its last match in the window ends */
  HavenSeen *seen; /* for each set of words: where one of them stands in the window */
  guint64
      *present; /* a bit for each set that is asked for first: whether one of its words is in the window */
  guint32 n_present;    /* of these, how many times 64 */
  gboolean parts_words; /* whether some language knows by which words a space that was left out shows */
  GArray *hits;         /* HavenHit */
  guint32 message;
  guint32 window;
  HavenStopwatch stopwatch; /* of the patterns, on the message that is read */
  HavenClock clock;         /* reads it, unless a test has a clock of its own */
  HavenMatcherWatcher watcher;
  gpointer watcher_data;
};

/* One message on its way through the matcher. */
typedef struct {
  HavenMatcher *matcher;
  const HavenText *text;
  HavenSearch search;           /* of the window that is being read */
  gboolean is_exact;            /* whether places in the window are known one by one */
  const HavenMatchScene *scene; /* nullable */
  gboolean is_addressed;        /* whether address is known: nobody asks before something is seen */
  HavenAddress address;
  GArray *matches;
  guint first_match;
} HavenPass;

static inline Scratch *
scratch (Scratch *scratches, guint32 i, guint32 of)
{
  if (scratches[i].of != of)
    scratches[i] = (Scratch){of, 0};
  return &scratches[i];
}

static inline Scratch *
met_rule (const HavenMatcher *matcher, guint32 rule)
{
  return scratch (matcher->met, rule, matcher->message);
}

/* haven-matcher.c */
void haven_pass_add (HavenPass *pass, guint32 rule, const HavenMoment *moment, guint32 start, guint32 end);
void haven_pass_read_window (HavenPass *pass, guint32 first, guint32 end);
HavenAddress haven_pass_get_address (HavenPass *pass);

/* haven-places.c: where what expressions need stands */
void haven_pass_note_present (HavenPass *pass);
gboolean haven_pass_misses (const HavenPass *pass, const HavenAnchorCode *anchor, guint32 at);
HavenPlaces haven_pass_possible_starts (const HavenPass *pass, const HavenExpressionCode *code, gint64 first);

/* Where something was met: from one token to another, and which of them, from the first on, stand in gaps. */
typedef struct {
  guint32 start;
  guint32 end;
  HavenPlaces gaps;
} HavenStretch;

/* haven-window.c: several expressions in any order */
gboolean haven_window_find (HavenPass *pass, const HavenRuleCode *rule, guint32 hung, HavenStretch *stretch);

/* haven-pass-words.c: what is said in words */
void haven_pass_match_words (HavenPass *pass);

/* haven-pass-patterns.c: regular expressions */
GArray *haven_patterns_read (const HavenProgram *program,
                             HavenLiteralIndex **literals,
                             HavenLiteralIndex **sharing_literals);
void haven_pass_match_patterns (HavenPass *pass, const guint64 *wanted);

G_END_DECLS
