/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that runs the regular expressions of rules, and sets those aside that are slow. */

#include "haven-pass.h"

#include "haven-rule.h"

#define PATTERN_TIME 2000 /* microseconds for all patterns on one message */
#define OWN_TIME 1000     /* of them that one pattern took itself, for it to be called slow */
#define MAX_LOOKS 64      /* places in one message where the conditions of a pattern are looked at */

static void
clear_pattern (gpointer data)
{
  haven_pattern_free (((RulePattern *)data)->pattern);
}

static void
add_literals (HavenLiteralIndex *index, const HavenPattern *pattern, guint32 owner)
{
  const char *const *literals = haven_pattern_get_literals (pattern);

  for (guint i = 0; literals[i] != NULL; i++)
    haven_literal_index_add (index, literals[i], owner);
}

/**
 * haven_patterns_read:
 * @program: a program
 * @literals: (out) (transfer full): finds which of them are worth a try, by their places in what is returned
 * @sharing_literals: (out) (transfer full): the same for those about what may be shared, which most messages
 * are spared
 *
 * Returns: (transfer full) (element-type RulePattern): those of its rules that are regular expressions
 */
GArray *
haven_patterns_read (const HavenProgram *program,
                     HavenLiteralIndex **literals,
                     HavenLiteralIndex **sharing_literals)
{
  GArray *patterns = g_array_new (FALSE, FALSE, sizeof (RulePattern));

  *literals = haven_literal_index_new ();
  *sharing_literals = haven_literal_index_new ();
  g_array_set_clear_func (patterns, clear_pattern);
  for (guint32 i = 0; i < program->n_rules; i++) {
    gboolean sharing = program->rules[i].kind == HAVEN_KIND_SHARING;
    RulePattern pattern = {NULL, i, 0};

    if (program->rules[i].form != HAVEN_RULE_PATTERN)
      continue;
    /* it was compiled once before, when its pack was */
    pattern.pattern = haven_pattern_new (haven_program_string (program, program->rules[i].pattern), NULL);
    if (pattern.pattern == NULL)
      continue;
    add_literals (sharing ? *sharing_literals : *literals, pattern.pattern, patterns->len);
    g_array_append_val (patterns, pattern);
  }
  haven_literal_index_build (*literals);
  haven_literal_index_build (*sharing_literals);
  return patterns;
}

/* The first word that ends after a byte of the visible text. */
static guint32
word_after (const HavenPass *pass, gsize byte)
{
  guint n_words;
  const HavenWord *words = haven_text_get_words (pass->text, &n_words);
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
find_tokens (HavenPass *pass, gsize start, gsize end, guint32 *first, guint32 *last)
{
  guint32 word = word_after (pass, start);
  guint n_words;
  const HavenWord *words = haven_text_get_words (pass->text, &n_words);
  guint32 at = 0;

  if (word == n_words)
    return FALSE;
  haven_pass_read_window (pass, word > MARGIN ? word - MARGIN : 0, word + MARGIN);
  haven_tokens_add_flags (pass->matcher->tokens);
  while (at < pass->search.n_tokens && haven_tokens_get (pass->search.tokens, at)->word < word)
    at++;
  *first = at++;
  while (at < pass->search.n_tokens && at - *first < HAVEN_MAX_REACH &&
         words[haven_tokens_get (pass->search.tokens, at)->word].start < end)
    at++;
  *last = at;
  return TRUE;
}

static void
consider_pattern (HavenPass *pass, guint32 rule, gsize start, gsize end)
{
  HavenMatcher *matcher = pass->matcher;
  const HavenRuleCode *code = &matcher->program->rules[rule];
  HavenMoment moment = {
      &pass->search, &matcher->program->languages[code->language], haven_pass_get_address (pass), 0, 0, 0};
  const HavenConditionCode *stop;

  if (!find_tokens (pass, start, end, &moment.start, &moment.end))
    return;
  stop = haven_conditions_stop (code, &moment);
  if (matcher->watcher != NULL)
    matcher->watcher (rule, &moment, stop, matcher->watcher_data);
  if (stop == NULL)
    haven_pass_add (pass, rule, &moment, start, end);
}

/* Returns FALSE when the time was up. */
static gboolean
match_pattern (HavenPass *pass, RulePattern *pattern, const char *visible, gsize length, gint64 deadline)
{
  HavenMatcher *matcher = pass->matcher;
  gsize from = 0;

  for (guint looks = 0;
       from < length && looks < MAX_LOOKS && met_rule (matcher, pattern->rule)->next < MAX_PER_RULE;
       looks++) {
    HavenPatternSpan found = {from, from};
    HavenPatternResult result =
        haven_pattern_find (pattern->pattern, visible, length, &matcher->clock, deadline, &found);

    if (result != HAVEN_PATTERN_FOUND)
      return result != HAVEN_PATTERN_LATE;
    if (found.end > found.start)
      consider_pattern (pass, pattern->rule, found.start, found.end);
    from = MAX (found.end, from + 1);
    while (from < length && ((guchar)visible[from] & 0xC0) == 0x80)
      from++;
  }
  return TRUE;
}

static void
strike (HavenMatcher *matcher, RulePattern *pattern)
{
  const HavenRuleInfo *rule = &matcher->infos[pattern->rule];

  if (++pattern->strikes < STRIKES)
    return;
  g_ptr_array_add (matcher->set_aside, (gpointer)rule);
  g_warning ("rule %s of pack %s takes too long and is set aside", rule->id, rule->pack);
}

/* The first pattern from one on whose letters are there; @end when there is none before it. */
static guint
next_wanted (const guint64 *wanted, guint from, guint end)
{
  while (from < end) {
    guint64 rest = wanted[from / 64] >> from % 64;

    if (rest != 0)
      return MIN (from + __builtin_ctzll (rest), end);
    from += 64 - from % 64;
  }
  return end;
}

/* Runs those of the patterns from one to another that are wanted. Returns FALSE when the time was up. */
static gboolean
match_wanted (HavenPass *pass, const guint64 *wanted, guint from, guint end, gint64 deadline)
{
  HavenMatcher *matcher = pass->matcher;
  gsize length;
  const char *visible = haven_text_get_visible (pass->text, &length);

  for (guint i = next_wanted (wanted, from, end); i < end; i = next_wanted (wanted, i + 1, end)) {
    RulePattern *pattern = &g_array_index (matcher->patterns, RulePattern, i);
    gboolean in_time;

    if (pattern->strikes >= STRIKES)
      continue;
    in_time = match_pattern (pass, pattern, visible, length, deadline);
    if (haven_pattern_take_spent (pattern->pattern) < OWN_TIME)
      pattern->strikes = 0; /* a busy machine is slow now and then, a bad pattern always */
    else if (!in_time)
      strike (matcher, pattern);
    if (in_time)
      continue;
    matcher->first_pattern = (i + 1) % matcher->patterns->len;
    return FALSE;
  }
  return TRUE;
}

/**
 * haven_pass_match_patterns:
 * @pass: a message
 * @wanted: (array): a bit for each pattern: whether letters that it requires are there
 *
 * Runs regular expressions under a deadline that they share. Where a long message leaves no time for all, the
 * next one begins with those that had to wait; only a pattern that took the time itself is called slow.
 */
void
haven_pass_match_patterns (HavenPass *pass, const guint64 *wanted)
{
  HavenMatcher *matcher = pass->matcher;
  guint first = matcher->first_pattern;
  gint64 deadline;

  haven_stopwatch_start (&matcher->stopwatch);
  deadline = haven_clock_read (&matcher->clock) + PATTERN_TIME;
  if (match_wanted (pass, wanted, first, matcher->patterns->len, deadline))
    match_wanted (pass, wanted, 0, first, deadline);
}
