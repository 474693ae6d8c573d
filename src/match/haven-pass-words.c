/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The words of a message over all rules at once. Each expression hangs off its rarest words; only where one
 * of them stands is the expression tried, and only from the places it could start at.
 */

#include "haven-pass.h"

#include "haven-rule.h"

#define MAX_ENDS 4
#define CONSIDERING 400 /* steps that looking at all conditions of a rule is worth */
#define WHOLE 512       /* a message of no more words is read whole */
#define LARGEST_WINDOW 512
#define MAX_SLACK 8 /* tokens: with more, words are too far from where they would stand */

/* Whether the conditions let a rule be met where its words were seen; if so it is noted. */
static gboolean
consider (HavenPass *pass, guint32 rule, const HavenStretch *stretch)
{
  HavenMatcher *matcher = pass->matcher;
  const HavenRuleCode *code = &matcher->program->rules[rule];
  const HavenMoment moment = {&pass->search,
                              &matcher->program->languages[code->language],
                              haven_pass_get_address (pass),
                              stretch->start,
                              stretch->end,
                              stretch->gaps};
  const HavenConditionCode *stop = haven_conditions_stop (code, &moment);
  guint64 left = pass->search.steps_left;

  pass->search.steps_left = left > CONSIDERING ? left - CONSIDERING : 0;
  if (matcher->watcher != NULL)
    matcher->watcher (rule, &moment, stop, matcher->watcher_data);
  if (stop != NULL)
    return FALSE;
  haven_pass_add (pass, rule, &moment, haven_moment_word (&moment, stretch->start)->start,
                  haven_moment_word (&moment, stretch->end - 1)->end);
  return TRUE;
}

/* Tries a rule with one of its expressions from one token. Returns where it ends when it is met, else 0. */
static guint32
try_rule (HavenPass *pass, guint32 index, guint32 expression, guint32 start, guint32 reach, HavenPlaces ends)
{
  const HavenProgram *program = pass->matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];
  const HavenRuleCode *rule = &program->rules[index];

  for (guint n = 0; ends != 0 && n < MAX_ENDS; n++, ends &= ends - 1) {
    guint32 length = __builtin_ctzll (ends);
    HavenStretch stretch = {start, start + length, 0};

    if (rule->form != HAVEN_RULE_ALL)
      stretch.gaps = haven_sequence_gaps (&pass->search, code->node, start, reach, length);
    else if (!haven_window_find (pass, rule, expression, &stretch))
      continue;
    if (consider (pass, index, &stretch))
      return stretch.end;
  }
  return 0;
}

/*
 * A frame is met first with anybody's words. Only when it is, which is rare, is it looked at whose they are:
 * with the words of each pack that takes it.
 */
static void
try_frame (HavenPass *pass, guint32 expression, guint32 start, guint32 reach)
{
  HavenMatcher *matcher = pass->matcher;
  const HavenProgram *program = matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];

  for (guint32 rule = code->rule; rule < code->rule + code->n_rules; rule++) {
    Scratch *until = scratch (matcher->until, rule, matcher->window);
    HavenPlaces ends;
    guint32 end;

    if (start < until->next || met_rule (matcher, rule)->next >= MAX_PER_RULE)
      continue;
    pass->search.slots = &program->sequences[program->rules[rule].slots];
    ends = haven_sequence_ends (&pass->search, code->node, start, reach) & ~G_GUINT64_CONSTANT (1);
    end = try_rule (pass, rule, expression, start, reach, ends);
    until->next = MAX (until->next, end);
  }
  pass->search.slots = NULL;
}

/* Where an expression ends that starts at one token, which it reaches no further from than @reach. */
static HavenPlaces
find_ends (HavenPass *pass, const HavenExpressionCode *code, guint32 start, guint32 *reach)
{
  *reach = haven_search_reach (&pass->search, start, pass->matcher->program->rules[code->rule].across);
  return haven_sequence_ends (&pass->search, code->node, start, *reach) & ~G_GUINT64_CONSTANT (1);
}

/* Tries an expression from one token. Returns where it ends when it is met, else 0. */
static guint32
try_from (HavenPass *pass, guint32 expression, guint32 start)
{
  const HavenProgram *program = pass->matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];
  guint32 reach;
  HavenPlaces ends = find_ends (pass, code, start, &reach);

  if (ends != 0 && !pass->search.tokens->is_flagged) {
    /* only now that something is there is it worth knowing where clauses begin, and it may be less then */
    haven_tokens_add_flags (pass->matcher->tokens);
    ends = find_ends (pass, code, start, &reach);
  }
  if (ends == 0)
    return 0;
  if (program->rules[code->rule].frame == 0)
    return try_rule (pass, code->rule, expression, start, reach, ends);
  try_frame (pass, expression, start, reach);
  return 0;
}

/* Whether the rule of an expression has met often enough; a frame is asked about for each of its packs. */
static gboolean
is_worn_out (const HavenMatcher *matcher, const HavenExpressionCode *code)
{
  return code->n_rules == 1 && met_rule (matcher, code->rule)->next >= MAX_PER_RULE;
}

/* Several words that an expression hangs off may lead to one start: whether it is the first time. */
static gboolean
is_new_start (Tried *tried, guint32 window, guint32 start)
{
  guint64 bit;

  if (tried->of != window)
    *tried = (Tried){.of = window};
  if (start < tried->next || start < tried->first)
    return FALSE;
  if (start - tried->first >= 64) {
    guint32 gone = start - tried->first - 63;

    tried->starts = gone < 64 ? tried->starts >> gone : 0;
    tried->first += gone;
  }
  bit = G_GUINT64_CONSTANT (1) << (start - tried->first);
  if ((tried->starts & bit) != 0)
    return FALSE;
  tried->starts |= bit;
  return TRUE;
}

/* The next place to start from, of 64 from @first on. */
static guint32
next_start (HavenPlaces starts, guint32 first, guint32 from)
{
  HavenPlaces left = from - first < 64 ? starts >> (from - first) : 0;

  return left != 0 ? from + __builtin_ctzll (left) : G_MAXUINT32;
}

static void
try_around (HavenPass *pass, const HavenAnchorCode *anchor, const HavenEdge *rare)
{
  HavenMatcher *matcher = pass->matcher;
  const HavenExpressionCode *code = &matcher->program->expressions[anchor->expression];
  /* words before it may take up more than one token each */
  guint32 at = rare->at, reach = anchor->before_max + MIN (pass->search.tokens->slack, MAX_SLACK);
  guint32 first = at > reach ? at - reach : 0;
  Tried *tried = &matcher->tried[anchor->expression];
  HavenPlaces starts = 0;
  gboolean exact;

  if (at < anchor->before_min || haven_pass_misses (pass, anchor, at) || is_worn_out (matcher, code))
    return;
  exact = pass->is_exact && at - first < 64;
  starts = exact ? haven_pass_possible_starts (pass, code, first) : 0;
  for (guint32 start = first; start <= at - anchor->before_min; start++) {
    guint32 end;

    start = exact ? next_start (starts, first, start) : start;
    if (start > at - anchor->before_min)
      return;
    if (!is_new_start (tried, matcher->window, start))
      continue;
    end = try_from (pass, anchor->expression, start);
    if (end > start) {
      tried->next = end;
      start = end - 1;
    }
  }
}

/* What was looked at counts: a message may hold nothing but words that something hangs off. Most expressions
 * need a word that is nowhere in the window, which is one bit. */
static void
match_word (HavenPass *pass, const HavenEdge *edge)
{
  const HavenProgram *program = pass->matcher->program;
  const HavenSymbol *symbol = &program->symbols[edge->symbol];
  const HavenAnchorCode *anchor = program->anchors + symbol->anchor;
  const HavenAnchorCode *end = anchor + symbol->n_anchors;
  const guint64 *present = pass->matcher->present;

  pass->search.steps_left -= MIN (symbol->n_anchors, pass->search.steps_left);
  for (; anchor < end; anchor++) {
    if ((present[anchor->need / 64] >> anchor->need % 64 & 1) == 0)
      continue;
    if (pass->search.steps_left == 0)
      return;
    try_around (pass, anchor, edge);
  }
}

static void
match_expressions (HavenPass *pass)
{
  pass->matcher->window += 2; /* an odd one is the same, once flags are known */
  pass->is_exact = pass->search.tokens->slack <= MAX_SLACK && pass->search.n_tokens <= HAVEN_SEEN_WORDS * 64;
  haven_pass_note_present (pass);
  for (guint32 at = 0; at < pass->search.n_tokens && pass->search.steps_left > 0; at++) {
    const HavenEdge *edge = haven_tokens_first_edge (pass->search.tokens, at);

    for (; edge != NULL; edge = haven_tokens_next_edge (pass->search.tokens, edge))
      match_word (pass, edge);
  }
}

/*
 * Reads a window of a long message. One that is made to be slow must not hold up the window it is shown in:
 * the steps there are get shared out among the hits that are left, so that its end is looked at as well as
 * its start.
 */
static void
match_window (HavenPass *pass, guint32 first, guint32 end, guint n_hits, guint n_left)
{
  guint64 all = pass->search.steps_left, share = all * n_hits / n_left;

  haven_pass_read_window (pass, first, end);
  pass->search.steps_left = share;
  match_expressions (pass);
  pass->search.steps_left += all - share;
}

/*
 * A long message is read only around its hits: the words around each, and those between hits that are close.
 */
static void
match_around_hits (HavenPass *pass)
{
  const HavenHit *hits;
  guint n_hits;

  g_array_set_size (pass->matcher->hits, 0);
  haven_index_find (pass->matcher->program->terms, pass->text, pass->matcher->hits);
  hits = (const HavenHit *)(gconstpointer)pass->matcher->hits->data;
  n_hits = pass->matcher->hits->len;
  for (guint i = 0; i < n_hits;) {
    guint32 first = hits[i].first_word > MARGIN ? hits[i].first_word - MARGIN : 0;
    guint32 end = hits[i].last_word + MARGIN;
    guint before = i;

    while (i < n_hits && hits[i].first_word <= end + MARGIN && end - first < LARGEST_WINDOW) {
      /* letters that are spaced out may make a hit as long as the message */
      end = MIN (MAX (end, hits[i].last_word + MARGIN), first + LARGEST_WINDOW + MARGIN);
      i++;
    }
    end = MIN (end, first + LARGEST_WINDOW + MARGIN);
    while (i < n_hits && hits[i].first_word + MARGIN < end)
      i++;
    match_window (pass, first, end, i - before, n_hits - before);
  }
}

/**
 * haven_pass_match_words:
 * @pass: a message that may hold something that an expression hangs off
 *
 * A message of ordinary length is read whole: what the index would find in it, expressions find by
 * themselves, for less.
 */
void
haven_pass_match_words (HavenPass *pass)
{
  guint n_words;

  haven_text_peek_words (pass->text, &n_words);
  if (n_words > WHOLE) {
    match_around_hits (pass);
    return;
  }
  haven_pass_read_window (pass, 0, n_words);
  match_expressions (pass);
}
