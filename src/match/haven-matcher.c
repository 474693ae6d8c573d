/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The public side of the matcher: compiled packs and messages go in, matches come out. */

#include "haven-pass.h"

#include "haven-compiler.h"
#include "haven-run.h"
#include "haven-slips.h"

#define MAX_MATCHES 256

static gint64
read_stopwatch (gpointer data)
{
  return haven_stopwatch_read (data);
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

static gboolean
parts_words (const HavenProgram *program)
{
  for (guint32 i = 0; i < program->n_languages; i++)
    if (program->languages[i].concepts[HAVEN_WORDS_JOINS] != 0)
      return TRUE;
  return FALSE;
}

/* How much of a row of bits, one a set, the first question about an anchor can ask for: the sets that it asks
 * for have the lowest numbers. */
static guint32
count_present (const HavenProgram *program)
{
  guint32 last = 0;

  for (guint32 i = 0; i < program->n_anchors; i++)
    last = MAX (last, program->anchors[i].need);
  return HAVEN_ROW_LENGTH (last);
}

/**
 * haven_matcher_new_with:
 * @program: (transfer full): compiled packs
 *
 * Returns: (transfer full): a matcher that reads with them
 */
HavenMatcher *
haven_matcher_new_with (HavenProgram *program)
{
  HavenMatcher *matcher = g_new0 (HavenMatcher, 1);

  matcher->infos = read_infos (program);
  matcher->patterns = haven_patterns_read (program, &matcher->literals, &matcher->sharing_literals);
  matcher->wanted = g_new0 (guint64, matcher->patterns->len / 64 + 1);
  matcher->set_aside = g_ptr_array_new ();
  matcher->tried = g_new0 (Tried, program->n_expressions + 1);
  matcher->met = g_new0 (Scratch, program->n_rules + 1);
  matcher->until = g_new0 (Scratch, program->n_rules + 1);
  matcher->seen = g_new0 (HavenSeen, program->n_sets + 1);
  matcher->present = g_new0 (guint64, HAVEN_ROW_LENGTH (program->n_sets));
  matcher->n_present = count_present (program);
  matcher->parts_words = parts_words (program);
  matcher->clock = (HavenClock){read_stopwatch, &matcher->stopwatch};
  matcher->tokens = haven_tokens_new (program);
  matcher->hits = g_array_new (FALSE, FALSE, sizeof (HavenHit));
  matcher->program = program;
  return matcher;
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
  HavenProgram *program = haven_compile (packs, NULL, error);

  return program != NULL ? haven_matcher_new_with (program) : NULL;
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
  haven_literal_index_free (matcher->literals);
  haven_literal_index_free (matcher->sharing_literals);
  g_free (matcher->wanted);
  g_array_unref (matcher->hits);
  g_ptr_array_unref (matcher->set_aside);
  g_free (matcher->infos);
  g_free (matcher->tried);
  g_free (matcher->met);
  g_free (matcher->until);
  g_free (matcher->seen);
  g_free (matcher->present);
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
 */
void
haven_matcher_set_clock (HavenMatcher *matcher, HavenClock clock)
{
  matcher->clock = clock;
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

/**
 * haven_matcher_find_rule:
 * @matcher: a matcher
 * @pack: id of a pack
 * @rule: id of a rule of that pack
 *
 * Looks through all of them, for a list that a person reads.
 *
 * Returns: (transfer none) (nullable): what the rule says about itself
 */
const HavenRuleInfo *
haven_matcher_find_rule (const HavenMatcher *matcher, const char *pack, const char *rule)
{
  for (guint32 i = 0; i < matcher->program->n_rules; i++) {
    const HavenRuleInfo *info = &matcher->infos[i];

    if (g_strcmp0 (info->id, rule) == 0 && g_strcmp0 (info->pack, pack) == 0)
      return info;
  }
  return NULL;
}

static gboolean
is_known (const HavenPass *pass, const HavenMatch *match)
{
  for (guint i = pass->first_match; i < pass->matches->len; i++) {
    const HavenMatch *other = &g_array_index (pass->matches, HavenMatch, i);

    if (other->rule == match->rule && other->start < match->end && match->start < other->end)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_pass_add:
 * @pass: a message
 * @rule: a rule that met it
 * @moment: how
 * @start: the first byte of the visible text
 * @end: one past the last
 *
 * A rule that meets the same words twice is noted once.
 */
void
haven_pass_add (HavenPass *pass, guint32 rule, const HavenMoment *moment, guint32 start, guint32 end)
{
  HavenMatcher *matcher = pass->matcher;
  HavenMatch match = {&matcher->infos[rule], start, end, matcher->infos[rule].about, FALSE};
  HavenAbout subject = haven_moment_get_subject (moment);

  if (match.about == HAVEN_ABOUT_ANY)
    match.about = subject;
  if (moment->address == HAVEN_ADDRESS_OTHER && match.about == HAVEN_ABOUT_YOU)
    match.about = HAVEN_ABOUT_THIRD;
  match.at_you = moment->address == HAVEN_ADDRESS_ME ||
                 (moment->address == HAVEN_ADDRESS_OPEN &&
                  (subject == HAVEN_ABOUT_YOU || matcher->infos[rule].about == HAVEN_ABOUT_YOU));
  if (is_known (pass, &match) || pass->matches->len - pass->first_match >= MAX_MATCHES)
    return;
  g_array_append_val (pass->matches, match);
  met_rule (matcher, rule)->next++;
}

/**
 * haven_pass_get_address:
 * @pass: a message
 *
 * Returns: to whom it is said
 */
HavenAddress
haven_pass_get_address (HavenPass *pass)
{
  if (!pass->is_addressed)
    pass->address = haven_address_read (pass->matcher->program, pass->text, pass->scene);
  pass->is_addressed = TRUE;
  return pass->address;
}

/**
 * haven_pass_read_window:
 * @pass: a message
 * @first: the first word to read
 * @end: one past the last
 *
 * From here on only these words can be searched.
 */
void
haven_pass_read_window (HavenPass *pass, guint32 first, guint32 end)
{
  haven_tokens_read (pass->matcher->tokens, pass->text, first, end);
  pass->search.n_tokens = pass->matcher->tokens->n_tokens;
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

/* Marks in matcher->wanted which patterns must be run, because the letters that they require occur. Returns:
 * whether there are any; for most messages there are none. */
static gboolean
find_wanted (HavenMatcher *matcher, const HavenText *text, const HavenMatchScene *scene)
{
  gsize length;
  const char *visible;
  guint n;

  if (matcher->patterns->len == 0)
    return FALSE;
  visible = haven_text_get_visible (text, &length);
  memset (matcher->wanted, 0, (matcher->patterns->len / 64 + 1) * sizeof *matcher->wanted);
  n = haven_literal_index_find (matcher->literals, visible, length, matcher->wanted);
  if (scene == NULL || !scene->spares_sharing)
    n += haven_literal_index_find (matcher->sharing_literals, visible, length, matcher->wanted);
  return n > 0;
}

/*
 * The index looks for phrases in the text as it is written. The words of a hashtag, and words with an emoji
 * between them, come to stand side by side only as tokens, so that its "nothing found" does not hold for
 * them.
 */
static gboolean
is_interwoven (const HavenText *text)
{
  const HavenWord *words;
  guint n_words;

  if (haven_text_may_have_hashtags (text))
    return TRUE;
  if (!haven_text_may_have_emoji (text))
    return FALSE;
  words = haven_text_peek_words (text, &n_words);
  for (guint i = 1; i + 1 < n_words; i++)
    if (words[i].flags & HAVEN_WORD_EMOJI)
      return TRUE;
  return FALSE;
}

/* A long word may be several whose spaces were left out; the index does not find those either. */
static gboolean
has_long_word (const HavenText *text)
{
  guint n_bounds;
  const guint32 *bounds = haven_text_get_bounds (text, &n_bounds);

  for (guint i = 0; i < n_bounds; i += 2)
    if (bounds[i + 1] - bounds[i] >= HAVEN_RUN_ALONE)
      return TRUE;
  return FALSE;
}

/* Whether the text must be cut into tokens and searched. The first question mostly settles it; they stand in
 * the order of what they cost. */
static gboolean
may_hold_words (const HavenMatcher *matcher, const HavenText *text)
{
  return haven_index_may_hold (matcher->program->terms, text) || is_interwoven (text) ||
         (matcher->parts_words && has_long_word (text)) || haven_text_may_have_guesses (text) ||
         haven_slips_may_stand (matcher->program, text);
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
  HavenPass pass = {.matcher = matcher,
                    .text = text,
                    .scene = scene,
                    .search = {matcher->program, matcher->tokens, 0, STEPS_PER_MESSAGE},
                    .matches = matches,
                    .first_match = matches->len};
  gboolean may_hold = may_hold_words (matcher, text);
  gboolean has_wanted = find_wanted (matcher, text, scene);

  if (!may_hold && !has_wanted)
    return 0;
  matcher->message++;
  haven_tokens_begin (matcher->tokens);
  if (may_hold)
    haven_pass_match_words (&pass);
  if (has_wanted)
    haven_pass_match_patterns (&pass, matcher->wanted);
  if (matches->len - pass.first_match > 1)
    qsort (&g_array_index (matches, HavenMatch, pass.first_match), matches->len - pass.first_match,
           sizeof (HavenMatch), compare_matches);
  return matches->len - pass.first_match;
}
