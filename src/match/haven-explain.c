/* SPDX-License-Identifier: GPL-2.0-or-later */

/* How one message was read and why each rule did or did not meet it, as data. */

#include "haven-explain.h"

#include <string.h>

#include "haven-matcher-private.h"

#define MAX_RULES 200

static const struct {
  guint32 flag;
  const char *name;
} flag_names[] = {
    {HAVEN_WORD_SENTENCE_START, "sentence"},
    {HAVEN_WORD_CLAUSE_START, "clause"},
    {HAVEN_WORD_QUOTED, "quoted"},
    {HAVEN_WORD_QUESTION, "question"},
    {HAVEN_WORD_HASHTAG, "hashtag"},
    {HAVEN_WORD_MENTION, "mention"},
    {HAVEN_WORD_CAPITAL, "capital"},
    {HAVEN_WORD_SHOUTED, "shouted"},
    {HAVEN_WORD_EMOJI, "emoji"},
    {HAVEN_WORD_IDEOGRAPH, "ideograph"},
    {HAVEN_WORD_LINK, "link"},
    {HAVEN_WORD_JOINED, "joined"},
};

typedef struct {
  HavenMatcher *matcher;
  HavenExplanation *explanation;
} Watch;

static void
explained_word_free (HavenExplainedWord *word)
{
  g_free (word->folded);
  g_strfreev (word->readings);
  g_strfreev (word->parts);
  g_free (word);
}

static void
explained_rule_free (HavenExplainedRule *rule)
{
  g_free (rule->span);
  g_free (rule->stopped_by);
  g_free (rule);
}

/**
 * haven_explanation_free:
 * @explanation: (nullable) (transfer full): an explanation
 */
void
haven_explanation_free (HavenExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->visible);
  g_ptr_array_unref (explanation->words);
  g_ptr_array_unref (explanation->hits);
  g_ptr_array_unref (explanation->rules);
  g_free (explanation);
}

/**
 * haven_word_flags_to_string:
 * @flags: HavenWordFlags
 *
 * Returns: (transfer full): their names with commas between; "" for none
 */
char *
haven_word_flags_to_string (guint32 flags)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++) {
    if ((flags & flag_names[i].flag) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", flag_names[i].name);
  }
  return g_string_free (names, FALSE);
}

static void
explain_words (HavenExplanation *explanation, const HavenText *text)
{
  guint n_words, n_readings, next = 0;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const HavenReading *readings = haven_text_get_readings (text, &n_readings);
  const char *folded = haven_text_get_folded (text, NULL);

  for (guint i = 0; i < n_words; i++) {
    HavenExplainedWord *word = g_new0 (HavenExplainedWord, 1);
    g_autoptr (GPtrArray) others = g_ptr_array_new ();

    word->folded = g_strndup (folded + words[i].fold, words[i].fold_length);
    word->flags = words[i].flags;
    for (; next < n_readings && readings[next].first_word == i; next++)
      g_ptr_array_add (others, g_strndup (folded + readings[next].fold, readings[next].length));
    g_ptr_array_add (others, NULL);
    word->readings = (char **)g_ptr_array_free (g_steal_pointer (&others), FALSE);
    g_ptr_array_add (explanation->words, word);
  }
}

/* What stands at a token by itself. */
static char *
name_token (const HavenTokens *tokens, guint32 at)
{
  const HavenProgram *program = tokens->program;

  for (const HavenEdge *edge = haven_tokens_first_edge (tokens, at); edge != NULL;
       edge = haven_tokens_next_edge (tokens, edge)) {
    const HavenSymbol *symbol = &program->symbols[edge->symbol];

    if (edge->span == 1 && symbol->length > 0 && !symbol->prefix)
      return g_strndup (program->strings + symbol->text, symbol->length);
  }
  return g_strdup ("…");
}

/* What a word that no pack speaks of was meant as, where a finger slipped. */
static void
explain_slips (HavenExplainedWord *word, const HavenTokens *tokens, guint32 at)
{
  const HavenProgram *program = tokens->program;
  g_autoptr (GPtrArray) readings = NULL;

  if (haven_program_find (program, word->folded, strlen (word->folded)) != 0)
    return;
  readings = g_ptr_array_new ();
  for (guint i = 0; word->readings[i] != NULL; i++)
    g_ptr_array_add (readings, g_strdup (word->readings[i]));
  for (const HavenEdge *edge = haven_tokens_first_edge (tokens, at); edge != NULL;
       edge = haven_tokens_next_edge (tokens, edge)) {
    const HavenSymbol *symbol = &program->symbols[edge->symbol];
    g_autofree char *meant = g_strndup (program->strings + symbol->text, symbol->length);

    if (edge->span == 1 && symbol->length > 0 && !symbol->prefix &&
        !g_strv_contains ((const char *const *)word->readings, meant))
      g_ptr_array_add (readings, g_steal_pointer (&meant));
  }
  g_ptr_array_add (readings, NULL);
  g_strfreev (word->readings);
  word->readings = (char **)g_ptr_array_free (g_steal_pointer (&readings), FALSE);
}

/* Asked of a reading of its own: of a message without anything in it, or of a long one, not all was read. */
static void
explain_parts (HavenExplanation *explanation, const HavenProgram *program, const HavenText *text)
{
  g_autoptr (HavenTokens) tokens = haven_tokens_new (program);

  haven_tokens_begin (tokens);
  haven_tokens_read (tokens, text, 0, G_MAXUINT32);
  for (guint i = 0; i < explanation->words->len; i++) {
    HavenExplainedWord *word = explanation->words->pdata[i];
    g_autoptr (GPtrArray) parts = g_ptr_array_new ();

    if (tokens->firsts[i + 1] - tokens->firsts[i] == 1)
      explain_slips (word, tokens, tokens->firsts[i]);
    if (tokens->firsts[i + 1] - tokens->firsts[i] < 2)
      continue;
    for (guint32 at = tokens->firsts[i]; at < tokens->firsts[i + 1]; at++)
      g_ptr_array_add (parts, name_token (tokens, at));
    g_ptr_array_add (parts, NULL);
    word->parts = (char **)g_ptr_array_free (g_steal_pointer (&parts), FALSE);
  }
}

static char *
span_of (const HavenText *text, guint32 first, guint32 last)
{
  guint n_words;
  const HavenWord *words = haven_text_get_words (text, &n_words);
  const char *visible = haven_text_get_visible (text, NULL);

  return g_strndup (visible + words[first].start, words[last].end - words[first].start);
}

static void
explain_hits (HavenExplanation *explanation, HavenMatcher *matcher, const HavenText *text)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));

  haven_index_find (haven_matcher_get_program (matcher)->terms, text, hits);
  for (guint i = 0; i < hits->len; i++) {
    const HavenHit *hit = &g_array_index (hits, HavenHit, i);
    char *span = span_of (text, hit->first_word, hit->last_word);

    if (g_ptr_array_find_with_equal_func (explanation->hits, span, g_str_equal, NULL))
      g_free (span);
    else
      g_ptr_array_add (explanation->hits, span);
  }
}

/* A rule is seen by each way through its words, and one way mostly lies within another: the longest says it.
 */
static HavenExplainedRule *
find_overlapping (const HavenExplanation *explanation, const HavenExplainedRule *rule)
{
  for (guint i = 0; i < explanation->rules->len; i++) {
    HavenExplainedRule *other = explanation->rules->pdata[i];

    if (other->rule == rule->rule && other->about == rule->about &&
        g_strcmp0 (other->stopped_by, rule->stopped_by) == 0 && other->first <= rule->last &&
        rule->first <= other->last)
      return other;
  }
  return NULL;
}

static void
take_rule (HavenExplanation *explanation, HavenExplainedRule *rule)
{
  HavenExplainedRule *other = find_overlapping (explanation, rule);
  HavenExplainedRule shorter;

  if (other == NULL) {
    g_ptr_array_add (explanation->rules, rule);
    return;
  }
  if (rule->last - rule->first > other->last - other->first) {
    shorter = *other;
    *other = *rule;
    *rule = shorter;
  }
  explained_rule_free (rule);
}

static void
watch (guint32 index, const HavenMoment *moment, const HavenConditionCode *condition, gpointer data)
{
  Watch *watching = data;
  const HavenTokens *tokens = haven_matcher_get_tokens (watching->matcher);
  HavenExplainedRule *rule;

  if (watching->explanation->rules->len >= MAX_RULES)
    return;
  rule = g_new0 (HavenExplainedRule, 1);
  rule->rule = haven_matcher_get_rule (watching->matcher, index);
  rule->about = rule->rule->about != HAVEN_ABOUT_ANY ? rule->rule->about : haven_moment_get_subject (moment);
  rule->first = haven_tokens_get (tokens, moment->start)->word;
  rule->last = haven_tokens_get (tokens, moment->end - 1)->word;
  rule->span = span_of (tokens->text, rule->first, rule->last);
  if (condition != NULL)
    rule->stopped_by =
        g_strdup (haven_program_string (haven_matcher_get_program (watching->matcher), condition->source));
  take_rule (watching->explanation, rule);
}

/**
 * haven_explain:
 * @matcher: a matcher
 * @message: a message
 * @length: its bytes
 * @format: how it is written
 * @scene: (nullable): what else is known about it
 *
 * Returns: (transfer full): how it was read; it borrows the rules of @matcher
 */
HavenExplanation *
haven_explain (HavenMatcher *matcher,
               const char *message,
               gsize length,
               HavenFormat format,
               const HavenMatchScene *scene)
{
  HavenExplanation *explanation = g_new0 (HavenExplanation, 1);
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  Watch watching = {matcher, explanation};

  explanation->words = g_ptr_array_new_with_free_func ((GDestroyNotify)explained_word_free);
  explanation->hits = g_ptr_array_new_with_free_func (g_free);
  explanation->rules = g_ptr_array_new_with_free_func ((GDestroyNotify)explained_rule_free);
  haven_text_read (text, message, length, format);
  explanation->visible = g_strdup (haven_text_get_visible (text, NULL));
  explain_words (explanation, text);
  explain_parts (explanation, haven_matcher_get_program (matcher), text);
  explain_hits (explanation, matcher, text);
  haven_matcher_set_watcher (matcher, watch, &watching);
  haven_matcher_match (matcher, text, scene, matches);
  haven_matcher_set_watcher (matcher, NULL, NULL);
  return explanation;
}
