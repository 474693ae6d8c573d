/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * One message over all rules at once. Each expression hangs off its rarest words; only where one of them
 * stands is the expression tried, and only from the places it could start at.
 */

#include "haven-matcher-private.h"

#include <string.h>
#include <time.h>

#include "haven-compiler.h"
#include "haven-rule.h"

#define MAX_MATCHES 256
#define MAX_PER_RULE 16
#define MAX_ENDS 4
#define STEPS_PER_MESSAGE 400000
#define CONSIDERING 400        /* steps that looking at all conditions of a rule is worth */
#define LONG_MESSAGE_TIME 1000 /* microseconds for the windows of a long message, shared out among them */
#define PATTERN_TIME 2000 /* microseconds for all patterns on one message */
#define STRIKES 3
#define WHOLE 512 /* a message of no more words is read whole */
#define MARGIN 80 /* words around a hit that may have a say: more than any expression reaches */
#define LARGEST_WINDOW 512

/* What is remembered of an expression while a window is read, of a rule while a message is. */
typedef struct {
  guint32 of; /* which window or message it belongs to */
  guint32 next;
} Scratch;

typedef struct {
  HavenPattern *pattern;
  guint32 rule;
  guint strikes;
} RulePattern;

struct _HavenMatcher {
  HavenProgram *program;
  HavenTokens *tokens;
  HavenRuleInfo *infos;
  GArray *patterns; /* RulePattern */
  GPtrArray *set_aside;
  Scratch *tried; /* for each expression: the first token of a window that it was not yet tried from */
  Scratch *met;   /* for each rule: how often it met */
  Scratch *until; /* for each rule that is a frame: where its last match in the window ends */
  Scratch *there; /* for each concept: 1 when it is in the window, 2 when not */
  GArray *hits;   /* HavenHit */
  guint32 message;
  guint32 window;
  HavenClock clock;
  gpointer clock_data;
  HavenMatcherWatcher watcher;
  gpointer watcher_data;
};

/* One message being read. */
typedef struct {
  HavenMatcher *matcher;
  const HavenText *text;
  guint n_words;
  HavenSearch search; /* of the window that is being read */
  HavenAddress address;
  gint64 deadline; /* for the window that is being read; 0 for none */
  GArray *matches;
  guint first_match;
} Reading;

/* The thread's own time: a rule is not slow because the machine is busy with something else. */
static gint64
thread_clock (gpointer data)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return g_get_monotonic_time ();
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static HavenRuleInfo *
read_infos (const HavenProgram *program)
{
  HavenRuleInfo *infos = g_new0 (HavenRuleInfo, program->n_rules + 1);

  for (guint32 i = 0; i < program->n_rules; i++) {
    const HavenRuleCode *rule = &program->rules[i];

    infos[i] = (HavenRuleInfo){
        .id = haven_program_string (program, rule->id),
        .pack = haven_program_string (program, rule->pack),
        .pack_version = haven_program_string (program, rule->pack_version),
        .title = haven_program_string (program, rule->title),
        .kind = rule->kind,
        .category = haven_program_string (program, rule->category),
        .item = rule->item != 0 ? haven_program_string (program, rule->item) : NULL,
        .frame = rule->frame != 0 ? haven_program_string (program, rule->frame) : NULL,
        .depth = rule->depth,
        .severity = rule->severity,
        .about = rule->about,
    };
  }
  return infos;
}

static void
clear_pattern (gpointer data)
{
  haven_pattern_free (((RulePattern *)data)->pattern);
}

static GArray *
read_patterns (const HavenProgram *program)
{
  GArray *patterns = g_array_new (FALSE, FALSE, sizeof (RulePattern));

  g_array_set_clear_func (patterns, clear_pattern);
  for (guint32 i = 0; i < program->n_rules; i++) {
    RulePattern pattern = {NULL, i, 0};

    if (program->rules[i].form != HAVEN_RULE_PATTERN)
      continue;
    /* it was compiled once before, when its pack was */
    pattern.pattern = haven_pattern_new (haven_program_string (program, program->rules[i].pattern), NULL);
    if (pattern.pattern != NULL)
      g_array_append_val (patterns, pattern);
  }
  return patterns;
}

/**
 * haven_matcher_new:
 * @packs: (element-type HavenPack): all packs that are read together, in any order; not kept
 * @error: a #HavenError that names the pack and the place in it
 *
 * Returns: (transfer full) (nullable): a matcher for one thread at a time, or %NULL
 */
HavenMatcher *
haven_matcher_new (GPtrArray *packs, GError **error)
{
  g_autoptr (HavenProgram) program = haven_compile (packs, NULL, error);
  HavenMatcher *matcher;

  if (program == NULL)
    return NULL;
  matcher = g_new0 (HavenMatcher, 1);
  matcher->infos = read_infos (program);
  matcher->patterns = read_patterns (program);
  matcher->set_aside = g_ptr_array_new ();
  matcher->tried = g_new0 (Scratch, program->n_expressions + 1);
  matcher->met = g_new0 (Scratch, program->n_rules + 1);
  matcher->until = g_new0 (Scratch, program->n_rules + 1);
  matcher->there = g_new0 (Scratch, program->n_concepts + 1);
  matcher->clock = thread_clock;
  matcher->tokens = haven_tokens_new (program);
  matcher->hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));
  matcher->program = g_steal_pointer (&program);
  return matcher;
}

/**
 * haven_matcher_free:
 * @matcher: (nullable) (transfer full): a matcher
 */
void
haven_matcher_free (HavenMatcher *matcher)
{
  if (matcher == NULL)
    return;
  haven_tokens_free (matcher->tokens);
  g_array_unref (matcher->patterns);
  g_array_unref (matcher->hits);
  g_ptr_array_unref (matcher->set_aside);
  g_free (matcher->infos);
  g_free (matcher->tried);
  g_free (matcher->met);
  g_free (matcher->until);
  g_free (matcher->there);
  haven_program_free (matcher->program);
  g_free (matcher);
}

/**
 * haven_matcher_set_watcher:
 * @matcher: a matcher
 * @watcher: (nullable): told wherever the words of a rule are seen
 * @data: passed to it
 */
void
haven_matcher_set_watcher (HavenMatcher *matcher, HavenMatcherWatcher watcher, gpointer data)
{
  matcher->watcher = watcher;
  matcher->watcher_data = data;
}

/**
 * haven_matcher_set_clock:
 * @matcher: a matcher
 * @clock: tells the time by which patterns are bounded
 * @data: passed to it
 */
void
haven_matcher_set_clock (HavenMatcher *matcher, HavenClock clock, gpointer data)
{
  matcher->clock = clock;
  matcher->clock_data = data;
}

/**
 * haven_matcher_get_program:
 * @matcher: a matcher
 *
 * Returns: (transfer none): what its packs were compiled to
 */
const HavenProgram *
haven_matcher_get_program (const HavenMatcher *matcher)
{
  return matcher->program;
}

/**
 * haven_matcher_get_rule:
 * @matcher: a matcher
 * @rule: a rule of its program
 *
 * Returns: (transfer none): what the rule says about itself
 */
const HavenRuleInfo *
haven_matcher_get_rule (const HavenMatcher *matcher, guint32 rule)
{
  return &matcher->infos[rule];
}

/**
 * haven_matcher_get_tokens:
 * @matcher: a matcher
 *
 * Returns: (transfer none): the last message it read, in the words of its program
 */
const HavenTokens *
haven_matcher_get_tokens (const HavenMatcher *matcher)
{
  return matcher->tokens;
}

/**
 * haven_matcher_get_set_aside:
 * @matcher: a matcher
 *
 * Returns: (transfer none) (element-type HavenRuleInfo): rules whose patterns took too long three times
 */
const GPtrArray *
haven_matcher_get_set_aside (const HavenMatcher *matcher)
{
  return matcher->set_aside;
}

static Scratch *
scratch (Scratch *scratches, guint32 i, guint32 of)
{
  if (scratches[i].of != of)
    scratches[i] = (Scratch){of, 0};
  return &scratches[i];
}

static Scratch *
met_rule (const HavenMatcher *matcher, guint32 rule)
{
  return scratch (matcher->met, rule, matcher->message);
}

static gboolean
is_known (const Reading *reading, const HavenMatch *match)
{
  for (guint i = reading->first_match; i < reading->matches->len; i++) {
    const HavenMatch *other = &g_array_index (reading->matches, HavenMatch, i);

    if (other->rule == match->rule && other->start < match->end && match->start < other->end)
      return TRUE;
  }
  return FALSE;
}

static void
add_match (Reading *reading, guint32 rule, const HavenMoment *moment, guint32 start, guint32 end)
{
  HavenMatcher *matcher = reading->matcher;
  HavenMatch match = {&matcher->infos[rule], start, end, matcher->infos[rule].about, FALSE};
  HavenAbout subject = haven_moment_get_subject (moment);

  if (match.about == HAVEN_ABOUT_ANY)
    match.about = subject;
  if (reading->address == HAVEN_ADDRESS_OTHER && match.about == HAVEN_ABOUT_YOU)
    match.about = HAVEN_ABOUT_THIRD;
  match.at_you = reading->address == HAVEN_ADDRESS_ME ||
                 (reading->address == HAVEN_ADDRESS_OPEN &&
                  (subject == HAVEN_ABOUT_YOU || matcher->infos[rule].about == HAVEN_ABOUT_YOU));
  if (is_known (reading, &match) || reading->matches->len - reading->first_match >= MAX_MATCHES)
    return;
  g_array_append_val (reading->matches, match);
  met_rule (matcher, rule)->next++;
}

/* Whether the conditions let a rule be met where its words were seen; if so it is noted. */
static gboolean
consider (Reading *reading, guint32 rule, guint32 start, guint32 end, HavenPlaces gaps)
{
  HavenMatcher *matcher = reading->matcher;
  const HavenRuleCode *code = &matcher->program->rules[rule];
  const HavenMoment moment = {
      &reading->search, &matcher->program->languages[code->language], reading->address, start, end, gaps};
  const HavenConditionCode *stop = haven_conditions_stop (code, &moment);
  guint64 left = reading->search.steps_left;

  reading->search.steps_left = left > CONSIDERING ? left - CONSIDERING : 0;
  if (matcher->watcher != NULL)
    matcher->watcher (rule, &moment, stop, matcher->watcher_data);
  if (stop != NULL)
    return FALSE;
  add_match (reading, rule, &moment, haven_moment_word (&moment, start)->start,
             haven_moment_word (&moment, end - 1)->end);
  return TRUE;
}

/* Tries a rule with one of its expressions from one token. Returns where it ends when it is met, else 0. */
static guint32
try_rule (Reading *reading, guint32 index, guint32 expression, guint32 start, guint32 reach, HavenPlaces ends)
{
  const HavenProgram *program = reading->matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];
  const HavenRuleCode *rule = &program->rules[index];

  for (guint n = 0; ends != 0 && n < MAX_ENDS; n++, ends &= ends - 1) {
    guint32 length = __builtin_ctzll (ends);
    guint32 first = start, end = start + length;
    HavenPlaces gaps;

    if (rule->form == HAVEN_RULE_ALL) {
      if (!haven_window_find (&reading->search, rule, expression, start, start + length, &first, &end, &gaps))
        continue;
    } else
      gaps = haven_sequence_gaps (&reading->search, code->node, start, reach, length);
    if (consider (reading, index, first, end, gaps))
      return end;
  }
  return 0;
}

/*
 * A frame is met first with anybody's words. Only when it is, which is rare, is it looked at whose they are:
 * with the words of each pack that takes it.
 */
static void
try_frame (Reading *reading, guint32 expression, guint32 start, guint32 reach)
{
  HavenMatcher *matcher = reading->matcher;
  const HavenProgram *program = matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];

  for (guint32 rule = code->rule; rule < code->rule + code->n_rules; rule++) {
    Scratch *until = scratch (matcher->until, rule, matcher->window);
    HavenPlaces ends;
    guint32 end;

    if (start < until->next || met_rule (matcher, rule)->next >= MAX_PER_RULE)
      continue;
    reading->search.slots = &program->sequences[program->rules[rule].slots];
    ends = haven_sequence_ends (&reading->search, code->node, start, reach) & ~G_GUINT64_CONSTANT (1);
    end = try_rule (reading, rule, expression, start, reach, ends);
    until->next = MAX (until->next, end);
  }
  reading->search.slots = NULL;
}

/* Tries an expression from one token. Returns where it ends when it is met, else 0. */
static guint32
try_from (Reading *reading, guint32 expression, guint32 start)
{
  const HavenProgram *program = reading->matcher->program;
  const HavenExpressionCode *code = &program->expressions[expression];
  guint32 reach = haven_search_reach (&reading->search, start, program->rules[code->rule].across);
  HavenPlaces ends =
      haven_sequence_ends (&reading->search, code->node, start, reach) & ~G_GUINT64_CONSTANT (1);

  if (ends == 0)
    return 0;
  if (program->rules[code->rule].frame == 0)
    return try_rule (reading, code->rule, expression, start, reach, ends);
  try_frame (reading, expression, start, reach);
  return 0;
}

/* Most expressions miss a second thing that they ask for: that is soon known, and the same for many. */
static gboolean
is_guarded_out (Reading *reading, const HavenExpressionCode *code)
{
  HavenMatcher *matcher = reading->matcher;

  for (guint32 i = 0; i < code->n_guards; i++) {
    guint32 concept = matcher->program->sequences[code->guard + i];
    Scratch *there = scratch (matcher->there, concept, matcher->window);

    if (there->next == 0)
      there->next = haven_concept_is_there (&reading->search, concept) ? 1 : 2;
    if (there->next == 2)
      return TRUE;
  }
  return FALSE;
}

/* Whether the rule of an expression has met often enough; a frame is asked about for each of its packs. */
static gboolean
is_worn_out (const HavenMatcher *matcher, const HavenExpressionCode *code)
{
  return code->n_rules == 1 && met_rule (matcher, code->rule)->next >= MAX_PER_RULE;
}

static void
try_around (Reading *reading, guint32 expression, guint32 at)
{
  HavenMatcher *matcher = reading->matcher;
  const HavenExpressionCode *code = &matcher->program->expressions[expression];
  Scratch *tried = scratch (matcher->tried, expression, matcher->window);
  guint32 first = at > code->before_max ? at - code->before_max : 0;

  if (at < code->before_min || is_worn_out (matcher, code) ||
      is_guarded_out (reading, code))
    return;
  for (guint32 start = MAX (first, tried->next); start <= at - code->before_min; start++) {
    guint32 end = try_from (reading, expression, start);

    tried->next = MAX (start + 1, end);
    if (end > start)
      start = end - 1;
  }
}

static gboolean
is_late (const Reading *reading)
{
  return reading->deadline != 0 && reading->matcher->clock (reading->matcher->clock_data) >= reading->deadline;
}

static void
match_expressions (Reading *reading)
{
  const HavenProgram *program = reading->matcher->program;

  for (guint32 at = 0; at < reading->search.n_tokens && reading->search.steps_left > 0; at++) {
    const HavenEdge *edge = haven_tokens_first_edge (reading->search.tokens, at);

    for (; edge != NULL; edge = haven_tokens_next_edge (reading->search.tokens, edge)) {
      const HavenSymbol *symbol = &program->symbols[edge->symbol];

      if (symbol->n_anchors > 0 && is_late (reading))
        return;
      for (guint32 i = 0; i < symbol->n_anchors && reading->search.steps_left > 0; i++)
        try_around (reading, program->anchors[symbol->anchor + i], at);
    }
  }
}

static void
read_window (Reading *reading, guint32 first, guint32 end)
{
  haven_tokens_read (reading->matcher->tokens, reading->text, first, end);
  reading->matcher->window++;
  reading->search.n_tokens = reading->matcher->tokens->tokens->len;
}

/*
 * A long message made to be slow must not hold up the window it is shown in: the time there is gets shared
 * out among the hits that are left, so that its end is looked at as well as its start.
 */
static void
share_time (Reading *reading, gint64 end, guint n_hits, guint n_left)
{
  gint64 now = reading->matcher->clock (reading->matcher->clock_data);

  reading->search.steps_left = STEPS_PER_MESSAGE;
  reading->deadline = now + MAX (end - now, 0) * n_hits / MAX (n_left, 1);
}

/*
 * Reads the words around hits, and those between hits that are close. A message without a hit is not read
 * at all; a long one only where something may be.
 */
static void
match_windows (Reading *reading)
{
  const HavenHit *hits = (const HavenHit *)(gconstpointer)reading->matcher->hits->data;
  guint n_hits = reading->matcher->hits->len;
  gint64 time_end;

  if (reading->n_words <= WHOLE) {
    read_window (reading, 0, reading->n_words);
    match_expressions (reading);
    return;
  }
  time_end = reading->matcher->clock (reading->matcher->clock_data) + LONG_MESSAGE_TIME;
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
    share_time (reading, time_end, i - before, n_hits - before);
    read_window (reading, first, end);
    match_expressions (reading);
  }
  reading->deadline = 0;
}

static gboolean
has_literal (const char *const *literals, const char *lower)
{
  for (guint i = 0; literals[i] != NULL; i++) {
    if (strstr (lower, literals[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* The first word that ends after a byte of the visible text. */
static guint32
word_after (const Reading *reading, gsize byte)
{
  guint n_words;
  const HavenWord *words = haven_text_get_words (reading->text, &n_words);
  guint32 low = 0, high = n_words;

  while (low < high) {
    guint32 middle = low + (high - low) / 2;

    if (words[middle].end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Reads the words around a stretch of the visible text, and finds the tokens it touches. */
static gboolean
find_tokens (Reading *reading, gsize start, gsize end, guint32 *first, guint32 *last)
{
  guint32 word = word_after (reading, start);
  guint n_words;
  const HavenWord *words = haven_text_get_words (reading->text, &n_words);
  guint32 at = 0;

  if (word == n_words)
    return FALSE;
  read_window (reading, word > MARGIN ? word - MARGIN : 0, word + MARGIN);
  while (at < reading->search.n_tokens && haven_tokens_get (reading->search.tokens, at)->word < word)
    at++;
  *first = at++;
  while (at < reading->search.n_tokens && at - *first < HAVEN_MAX_REACH &&
         words[haven_tokens_get (reading->search.tokens, at)->word].start < end)
    at++;
  *last = at;
  return TRUE;
}

static void
consider_pattern (Reading *reading, guint32 rule, gsize start, gsize end)
{
  HavenMatcher *matcher = reading->matcher;
  const HavenRuleCode *code = &matcher->program->rules[rule];
  HavenMoment moment = {
      &reading->search, &matcher->program->languages[code->language], reading->address, 0, 0, 0};
  const HavenConditionCode *stop;

  if (!find_tokens (reading, start, end, &moment.start, &moment.end))
    return;
  stop = haven_conditions_stop (code, &moment);
  if (matcher->watcher != NULL)
    matcher->watcher (rule, &moment, stop, matcher->watcher_data);
  if (stop == NULL)
    add_match (reading, rule, &moment, start, end);
}

/* Returns FALSE when the time was up. */
static gboolean
match_pattern (Reading *reading, RulePattern *pattern, const char *visible, gsize length, gint64 deadline)
{
  HavenMatcher *matcher = reading->matcher;
  gsize from = 0, start, end;

  while (met_rule (matcher, pattern->rule)->next < MAX_PER_RULE) {
    HavenPatternResult result = haven_pattern_find (pattern->pattern, visible, length, from, matcher->clock,
                                                    matcher->clock_data, deadline, &start, &end);

    if (result != HAVEN_PATTERN_FOUND)
      return result != HAVEN_PATTERN_LATE;
    if (end > start)
      consider_pattern (reading, pattern->rule, start, end);
    from = MAX (end, from + 1);
    while (from < length && ((guchar)visible[from] & 0xC0) == 0x80)
      from++;
    if (from >= length)
      break;
  }
  return TRUE;
}

static void
match_patterns (Reading *reading)
{
  HavenMatcher *matcher = reading->matcher;
  gsize length;
  const char *visible = haven_text_get_visible (reading->text, &length);
  g_autofree char *lower = g_ascii_strdown (visible, length);
  gint64 deadline = matcher->clock (matcher->clock_data) + PATTERN_TIME;

  for (guint i = 0; i < matcher->patterns->len; i++) {
    RulePattern *pattern = &g_array_index (matcher->patterns, RulePattern, i);

    if (pattern->strikes >= STRIKES || !has_literal (haven_pattern_get_literals (pattern->pattern), lower))
      continue;
    if (match_pattern (reading, pattern, visible, length, deadline)) {
      pattern->strikes = 0; /* a busy machine is slow now and then, a bad pattern always */
      continue;
    }
    if (++pattern->strikes == STRIKES) {
      g_ptr_array_add (matcher->set_aside, &matcher->infos[pattern->rule]);
      g_warning ("rule %s of pack %s takes too long and is set aside", matcher->infos[pattern->rule].id,
                 matcher->infos[pattern->rule].pack);
    }
    return;
  }
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const HavenMatch *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  return one->rule < other->rule ? -1 : one->rule > other->rule;
}

/**
 * haven_matcher_match:
 * @matcher: a matcher
 * @text: a message
 * @scene: (nullable): what else is known about it; without one it is a message between two
 * @matches: (element-type HavenMatch): where to add what was met, in the order of the text
 *
 * Returns: how many matches were added
 */
guint
haven_matcher_match (HavenMatcher *matcher,
                     const HavenText *text,
                     const HavenMatchScene *scene,
                     GArray *matches)
{
  Reading reading = {.matcher = matcher,
                     .text = text,
                     .search = {matcher->program, matcher->tokens, 0, STEPS_PER_MESSAGE},
                     .matches = matches,
                     .first_match = matches->len};

  g_array_set_size (matcher->hits, 0);
  haven_index_find (matcher->program->terms, text, matcher->hits);
  if (matcher->hits->len == 0 && matcher->patterns->len == 0)
    return 0;
  matcher->message++;
  haven_text_get_words (text, &reading.n_words);
  reading.address = haven_address_read (matcher->program, text, scene);
  if (matcher->hits->len > 0)
    match_windows (&reading);
  if (matcher->patterns->len > 0)
    match_patterns (&reading);
  if (matches->len - reading.first_match > 1)
    qsort (&g_array_index (matches, HavenMatch, reading.first_match), matches->len - reading.first_match,
           sizeof (HavenMatch), compare_matches);
  return matches->len - reading.first_match;
}

/**
 * haven_packs_set_aside_broken:
 * @packs: (element-type HavenPack): packs that are to be read together; broken ones are removed from it
 * @errors: (nullable) (element-type GError): where to say what was wrong with them
 *
 * One person's mistake in one pack must not switch off the others.
 */
void
haven_packs_set_aside_broken (GPtrArray *packs, GPtrArray *errors)
{
  while (packs->len > 0) {
    g_autoptr (GError) error = NULL;
    const HavenPack *culprit = NULL;
    g_autoptr (HavenProgram) program = haven_compile (packs, &culprit, &error);

    if (program != NULL)
      return;
    g_ptr_array_remove (packs, (gpointer)culprit);
    if (errors != NULL)
      g_ptr_array_add (errors, g_steal_pointer (&error));
  }
}
