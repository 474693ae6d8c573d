/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What a pack's author should know before anybody else uses the pack. */

#include "haven-lint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-compiler.h"
#include "haven-frames.h"
#include "haven-matcher-private.h"
#include "haven-pack-private.h"
#include "haven-slips.h"
#include "haven-taxonomy.h"

#define TITLE_WORDS 5
#define SLOW_PATTERN 500 /* microseconds on a text made to be slow */
#define SLOW_TEXT 16384

typedef struct {
  GPtrArray *notes;
  HavenMatcher *matcher;
  GPtrArray *packs; /* element-type HavenPack: all that are read together */
  const HavenPack *pack;
  HavenText *text;
  GArray *matches;
} Linter;

/* Why a rule was not met by an example. */
typedef struct {
  guint32 rule;
  gboolean met;
  const HavenConditionCode *stop;
} Trial;

static void
note_free (HavenLintNote *note)
{
  g_free (note->text);
  g_free (note);
}

static void G_GNUC_PRINTF (4, 5)
    say (Linter *linter, gboolean is_error, const HavenRule *rule, const char *format, ...)
{
  HavenLintNote *note = g_new0 (HavenLintNote, 1);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  note->is_error = is_error;
  if (rule != NULL)
    note->text = g_strdup_printf ("%s: %s (%s): %s", linter->pack->name, rule->where, rule->id, what);
  else
    note->text = g_strdup_printf ("%s: %s", linter->pack->name, what);
  g_ptr_array_add (linter->notes, note);
}

static guint32
find_rule (const Linter *linter, const char *id)
{
  const HavenProgram *program = haven_matcher_get_program (linter->matcher);

  for (guint32 i = 0; i < program->n_rules; i++) {
    const HavenRuleInfo *info = haven_matcher_get_rule (linter->matcher, i);

    if (g_str_equal (info->pack, haven_pack_get_whole (linter->pack)) && g_str_equal (info->id, id))
      return i;
  }
  return G_MAXUINT32;
}

static void
watch (guint32 rule, const HavenMoment *moment, const HavenConditionCode *condition, gpointer data)
{
  Trial *trial = data;

  if (rule != trial->rule)
    return;
  trial->met = trial->met || condition == NULL;
  if (condition != NULL)
    trial->stop = condition;
}

static Trial
try_example (Linter *linter, guint32 rule, const HavenExample *example)
{
  HavenMatchScene scene = {(const char *const *)example->names, example->im};
  Trial trial = {rule, FALSE, NULL};

  haven_matcher_set_watcher (linter->matcher, watch, &trial);
  haven_text_read (linter->text, example->text, strlen (example->text), HAVEN_FORMAT_PLAIN);
  g_array_set_size (linter->matches, 0);
  haven_matcher_match (linter->matcher, linter->text, &scene, linter->matches);
  haven_matcher_set_watcher (linter->matcher, NULL, NULL);
  return trial;
}

static gboolean
has_word (const HavenNode *node, gboolean (*is_like) (const char *word))
{
  if (node->kind == HAVEN_NODE_WORD && is_like (node->text))
    return TRUE;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
    if (has_word (node->children->pdata[i], is_like))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_or (const char *word)
{
  return g_ascii_strcasecmp (word, "or") == 0;
}

static gboolean
ends_with_comma (const char *word)
{
  return g_str_has_suffix (word, ",") || g_str_has_suffix (word, ";");
}

static gboolean
has_star_inside (const char *word)
{
  const char *star = strchr (word, '*');

  return star != NULL && star > word && star[1] != '\0';
}

/* What somebody who begins may have meant by an expression that does not meet what it should. */
static const char *
guess_meaning (const HavenRule *rule)
{
  static const struct {
    gboolean (*is_like) (const char *word);
    const char *hint;
  } hints[] = {
      {ends_with_comma, N_ (" (a comma means nothing in a rule; choices are written “(a | b)”)")},
      {is_or, N_ (" (“or” is a word like others here; choices are written “(a | b)”)")},
      {has_star_inside, N_ (" (a * stands for any ending, and only at the end of a word)")},
  };

  for (guint i = 0; i < rule->expressions->len; i++) {
    for (guint j = 0; j < G_N_ELEMENTS (hints); j++) {
      if (has_word (((HavenExpression *)rule->expressions->pdata[i])->root, hints[j].is_like))
        return _ (hints[j].hint);
    }
  }
  return "";
}

static void
lint_examples (Linter *linter, const HavenRule *rule)
{
  const HavenProgram *program = haven_matcher_get_program (linter->matcher);
  guint32 index = find_rule (linter, rule->id);

  for (guint i = 0; i < rule->yes->len; i++) {
    const HavenExample *example = rule->yes->pdata[i];
    Trial trial = try_example (linter, index, example);

    if (trial.met)
      continue;
    if (trial.stop != NULL)
      say (linter, TRUE, rule, _ ("examples.yes[%u] is not met, “%s” stops it: %s"), i,
           haven_program_string (program, trial.stop->source), example->text);
    else
      say (linter, TRUE, rule, _ ("examples.yes[%u] is not met, its words are not seen%s: %s"), i,
           guess_meaning (rule), example->text);
  }
  for (guint i = 0; i < rule->no->len; i++) {
    const HavenExample *example = rule->no->pdata[i];

    if (try_example (linter, index, example).met)
      say (linter, TRUE, rule, _ ("examples.no[%u] is met, and must not be: %s"), i, example->text);
  }
  if (linter->pack->is_custom)
    return;
  if (rule->yes->len == 0)
    say (linter, TRUE, rule, _ ("examples.yes: there must be a message that the rule meets"));
  if (rule->no->len == 0)
    say (linter, TRUE, rule, _ ("examples.no: there must be a message that it must leave alone"));
}

/* @rule (nullable): the one that names the category; else the pack does. */
static void
lint_category (Linter *linter, const HavenRule *rule, HavenKind kind, const char *category)
{
  const char *meant;

  if (haven_taxonomy_find (kind, category) != NULL)
    return;
  meant = haven_taxonomy_suggest (kind, category);
  if (meant != NULL)
    say (linter, TRUE, rule, _ ("category: there is no %s category “%s” (did you mean %s?)"),
         haven_kind_to_string (kind), category, meant);
  else
    say (linter, TRUE, rule, _ ("category: there is no %s category “%s”"), haven_kind_to_string (kind),
         category);
}

static void
lint_words (Linter *linter, const HavenRule *rule)
{
  g_auto (GStrv) words = g_strsplit (rule->title, " ", -1);

  if (g_strv_length (words) > TITLE_WORDS)
    say (linter, FALSE, rule, _ ("title: %u words; a veil has room for %u"), g_strv_length (words),
         TITLE_WORDS);
  if (strpbrk (rule->title, "!") != NULL)
    say (linter, FALSE, rule, _ ("title: a calm title has no exclamation mark"));
  /* packs that take a frame say what it is about */
  if (rule->category != NULL && !linter->pack->is_custom)
    lint_category (linter, rule, rule->kind, rule->category);
}

static gint64
steady_clock (gpointer data)
{
  return g_get_monotonic_time ();
}

/* Feeds a pattern what patterns are slow on: its own literals without what follows them, and long rows of one
 * letter. */
static void
lint_pattern (Linter *linter, const HavenRule *rule)
{
  g_autoptr (HavenPattern) pattern = rule->pattern != NULL ? haven_pattern_new (rule->pattern, NULL) : NULL;
  const char *const *literals = pattern != NULL ? haven_pattern_get_literals (pattern) : NULL;
  const HavenClock clock = {steady_clock, NULL};
  gint64 slowest = 0;

  for (guint i = 0; literals != NULL && literals[i] != NULL; i++) {
    static const char *const fillers[] = {"a", " ", "0", "ab ", ""};

    for (guint j = 0; j < G_N_ELEMENTS (fillers); j++) {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *valid = NULL; /* a literal may end within a character */
      gint64 before;
      HavenPatternSpan found = {0, 0};

      while (text->len < SLOW_TEXT) {
        g_string_append (text, j % 2 == 0 || text->len == 0 ? literals[i] : "");
        g_string_append (text, *fillers[j] != '\0' ? fillers[j] : literals[i]);
      }
      valid = g_utf8_make_valid (text->str, text->len);
      before = g_get_monotonic_time ();
      haven_pattern_find (pattern, valid, strlen (valid), &clock, before + 100000, &found);
      slowest = MAX (slowest, g_get_monotonic_time () - before);
    }
  }
  if (slowest > SLOW_PATTERN * 4)
    say (linter, FALSE, rule, _ ("pattern: slow on long messages (%u ms for 16 KiB); it may be set aside"),
         (guint)(slowest / 1000));
}

static gboolean
same_expressions (const HavenRule *a, const HavenRule *b)
{
  if (a->form != b->form || a->expressions->len != b->expressions->len ||
      g_strcmp0 (a->pattern, b->pattern) != 0)
    return FALSE;
  for (guint i = 0; i < a->expressions->len; i++) {
    if (!g_str_equal (((HavenExpression *)a->expressions->pdata[i])->source,
                      ((HavenExpression *)b->expressions->pdata[i])->source))
      return FALSE;
  }
  return TRUE;
}

/* A rule is shadowed when an earlier one of its category asks for the same and lets as much pass. */
static void
lint_shadows (Linter *linter, guint index)
{
  const HavenRule *rule = linter->pack->rules->pdata[index];

  for (guint i = 0; i < index; i++) {
    const HavenRule *other = linter->pack->rules->pdata[i];

    if (g_strcmp0 (rule->category, other->category) == 0 && rule->depth <= other->depth &&
        rule->severity <= other->severity && other->unless->len <= rule->unless->len &&
        other->only->len <= rule->only->len && same_expressions (rule, other))
      say (linter, FALSE, rule, _ ("asks for the same as %s (%s), which goes at least as far"), other->where,
           other->id);
  }
}

static gboolean
names_itself (const HavenNode *node, const char *name)
{
  if (node->kind == HAVEN_NODE_CONCEPT && g_str_equal (node->text, name))
    return TRUE;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
    if (names_itself (node->children->pdata[i], name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_named_in (const GPtrArray *expressions, const char *name)
{
  for (guint i = 0; i < expressions->len; i++) {
    if (names_itself (((HavenExpression *)expressions->pdata[i])->root, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_named_in_conditions (const GPtrArray *conditions, const char *name)
{
  for (guint i = 0; i < conditions->len; i++) {
    const HavenCondition *condition = conditions->pdata[i];

    if (condition->expression != NULL && names_itself (condition->expression->root, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_included (const HavenPack *pack, const char *name)
{
  for (guint i = 0; i < pack->concepts->len; i++) {
    const HavenConcept *concept = pack->concepts->pdata[i];

    for (guint j = 0; concept->entries[j] != NULL; j++) {
      if (concept->entries[j][0] == '@' && g_str_equal (concept->entries[j] + 1, name))
        return TRUE;
    }
  }
  for (guint i = 0; i < pack->parts->len; i++) {
    if (names_itself (((HavenPart *)pack->parts->pdata[i])->expression->root, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_open_in (const HavenPack *frames, const char *name)
{
  for (guint i = 0; i < frames->open->len; i++) {
    if (g_str_equal (((const HavenConcept *)frames->open->pdata[i])->name, name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_used (const Linter *linter, const char *name)
{
  const HavenPack *pack = linter->pack;
  g_autoptr (GPtrArray) frames = haven_frames_of (linter->packs, pack);

  if (g_str_equal (name, HAVEN_SLIPS_CONCEPT))
    return TRUE;
  for (guint i = 0; i < pack->rules->len; i++) {
    const HavenRule *rule = pack->rules->pdata[i];

    if (is_named_in (rule->expressions, name) || is_named_in_conditions (rule->unless, name) ||
        is_named_in_conditions (rule->only, name))
      return TRUE;
  }
  for (guint i = 0; i < frames->len; i++) {
    if (is_open_in (frames->pdata[i], name))
      return TRUE;
  }
  return is_included (pack, name);
}

/* Whether what stands here is named by any rule; packs of nothing but words are named by others. */
static void
lint_names (Linter *linter)
{
  const HavenPack *pack = linter->pack;

  if (pack->rules->len == 0 && pack->frames == NULL)
    return;
  for (guint i = 0; i < pack->concepts->len; i++) {
    const HavenConcept *concept = pack->concepts->pdata[i];

    if (!is_used (linter, concept->name))
      say (linter, FALSE, NULL, _ ("%s: no rule of this pack names it"), concept->where);
  }
  for (guint i = 0; i < pack->parts->len; i++) {
    const HavenPart *part = pack->parts->pdata[i];

    if (!is_used (linter, part->name))
      say (linter, FALSE, NULL, _ ("%s: no rule of this pack names it"), part->where);
  }
}

static gboolean
has_taker (const Linter *linter)
{
  for (guint i = 0; i < linter->packs->len; i++) {
    if (haven_frames_take (linter->packs->pdata[i], linter->pack))
      return TRUE;
  }
  return FALSE;
}

/* A pack whose frames are many shows some of them at work in its parts. */
static gboolean
is_shown_in_part (const Linter *linter, const char *frame)
{
  for (guint i = 0; i < linter->packs->len; i++) {
    const HavenPack *part = linter->packs->pdata[i];

    if (g_strcmp0 (part->part_of, linter->pack->id) == 0 && haven_frames_get_examples (part, frame) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* The frames that a pack takes are rules of its own: they too need to be shown at work. */
static void
lint_frames (Linter *linter, const HavenPack *frames)
{
  for (guint i = 0; i < frames->rules->len; i++) {
    const HavenRule *frame = frames->rules->pdata[i];
    const HavenRule *examples = haven_frames_get_examples (linter->pack, frame->id);

    if (examples != NULL)
      lint_examples (linter, examples);
    else if (!is_shown_in_part (linter, frame->id))
      say (linter, TRUE, NULL,
           _ ("examples.%s: there must be messages here that the frame of %s meets and leaves alone"),
           frame->id, frames->id);
  }
  for (guint i = 0; i < frames->open->len; i++) {
    const HavenConcept *open = frames->open->pdata[i];

    if (!g_hash_table_contains (linter->pack->by_name, open->name))
      say (linter, FALSE, NULL, _ ("concepts.%s: the frames of %s wait for it (%s)"), open->name, frames->id,
           open->asks);
  }
}

static void
lint_examples_of_part (Linter *linter)
{
  for (guint i = 0; i < linter->pack->frame_examples->len; i++) {
    const HavenRule *examples = linter->pack->frame_examples->pdata[i];

    if (find_rule (linter, examples->id) != G_MAXUINT32)
      lint_examples (linter, examples);
    else
      say (linter, TRUE, NULL, _ ("%s: the frames that %s takes have no rule “%s”"), examples->where,
           linter->pack->part_of, examples->id);
  }
}

static void
lint_taken_frames (Linter *linter)
{
  g_autoptr (GPtrArray) frames = haven_frames_of (linter->packs, linter->pack);

  for (guint i = 0; i < frames->len; i++)
    lint_frames (linter, frames->pdata[i]);
  if (frames->len > 0)
    lint_category (linter, NULL, linter->pack->kind, linter->pack->category);
}

/* Findings and exceptions name a rule and the whole that its pack is part of: both must be one. */
static void
lint_same_ids (Linter *linter, const HavenPack *other)
{
  for (guint i = 0; i < linter->pack->rules->len; i++) {
    const HavenRule *rule = linter->pack->rules->pdata[i];

    for (guint j = 0; j < other->rules->len; j++) {
      if (g_str_equal (((const HavenRule *)other->rules->pdata[j])->id, rule->id))
        say (linter, TRUE, rule, _ ("%s is part of the same pack and has a rule of that id too"),
             other->name);
    }
  }
}

static void
lint_part (Linter *linter)
{
  const char *whole = haven_pack_get_whole (linter->pack);
  gboolean has_whole = linter->pack->part_of == NULL;

  for (guint i = 0; i < linter->packs->len; i++) {
    const HavenPack *other = linter->packs->pdata[i];

    if (other == linter->pack)
      continue;
    has_whole |= g_str_equal (other->id, whole);
    if (g_str_equal (haven_pack_get_whole (other), whole))
      lint_same_ids (linter, other);
  }
  if (!has_whole)
    say (linter, TRUE, NULL, _ ("part-of: there is no pack “%s”"), whole);
}

static gboolean
has_pack (const Linter *linter, const char *id)
{
  for (guint i = 0; i < linter->packs->len; i++) {
    if (g_str_equal (((const HavenPack *)linter->packs->pdata[i])->id, id))
      return TRUE;
  }
  return FALSE;
}

static void
lint_uses (Linter *linter)
{
  for (char **id = linter->pack->uses; id != NULL && *id != NULL; id++) {
    if (!has_pack (linter, *id))
      say (linter, TRUE, NULL, _ ("uses: there is no pack “%s”"), *id);
  }
}

/* As BCP 47 has it: a code of two or three letters, and perhaps more behind it. */
static void
lint_language (Linter *linter)
{
  const char *language = linter->pack->language;
  gsize length = strspn (language, "abcdefghijklmnopqrstuvwxyz");

  if (length < 2 || length > 3 || (language[length] != '\0' && language[length] != '-'))
    say (linter, TRUE, NULL,
         _ ("language: “%s” is no code of a language; write two or three small letters, such as en"),
         language);
}

static void
lint_pack (Linter *linter)
{
  gboolean is_frames = haven_frames_is_frame_pack (linter->pack);

  for (guint i = 0; i < linter->pack->rules->len; i++) {
    const HavenRule *rule = linter->pack->rules->pdata[i];

    lint_words (linter, rule);
    if (!is_frames)
      lint_examples (linter, rule);
    lint_pattern (linter, rule);
    lint_shadows (linter, i);
  }
  if (is_frames && !has_taker (linter))
    say (linter, FALSE, NULL, _ ("open: no pack takes these frames, so that they meet nothing"));
  lint_taken_frames (linter);
  if (!linter->pack->is_custom)
    lint_language (linter);
  if (linter->pack->frames == NULL)
    lint_examples_of_part (linter);
  lint_part (linter);
  lint_uses (linter);
  lint_names (linter);
}

/* Whether one pack leans on another; @asked_for: somebody wants to know of its frames, so who takes them too,
 * and its parts, which show some of them at work. */
static gboolean
leans_on (const HavenPack *pack, const HavenPack *other, gboolean asked_for)
{
  return other->is_language || haven_frames_take (pack, other) || g_strcmp0 (pack->part_of, other->id) == 0 ||
         (asked_for && (haven_frames_take (other, pack) || g_strcmp0 (other->part_of, pack->id) == 0)) ||
         (pack->uses != NULL && g_strv_contains ((const char *const *)pack->uses, other->id));
}

static gboolean
is_needed (GPtrArray *packs, guint n_asked_for, const HavenPack *other)
{
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    if (g_str_equal (pack->id, other->id))
      return FALSE;
  }
  for (guint i = 0; i < packs->len; i++) {
    if (leans_on (packs->pdata[i], other, i < n_asked_for))
      return TRUE;
  }
  return FALSE;
}

/* Those to be looked at, and whatever they need, and what that needs. */
static GPtrArray *
gather (GPtrArray *packs, GPtrArray *others)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < packs->len; i++)
    g_ptr_array_add (all, packs->pdata[i]);
  for (gboolean more = TRUE; more && others != NULL;) {
    more = FALSE;
    for (guint i = 0; i < others->len; i++) {
      if (!is_needed (all, packs->len, others->pdata[i]))
        continue;
      g_ptr_array_add (all, others->pdata[i]);
      more = TRUE;
    }
  }
  return all;
}

/**
 * haven_lint_packs:
 * @packs: (element-type HavenPack): the packs to look at
 * @others: (nullable) (element-type HavenPack): packs whose concepts they may name
 *
 * Returns: (transfer full) (element-type HavenLintNote): what their authors should know, in their order
 */
GPtrArray *
haven_lint_packs (GPtrArray *packs, GPtrArray *others)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify)note_free);
  g_autoptr (GPtrArray) all = gather (packs, others);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (HavenMatcher) matcher = NULL;
  g_autoptr (HavenText) text = haven_text_new ();
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  Linter linter = {notes, NULL, all, NULL, text, matches};

  haven_packs_set_aside_broken (all, errors);
  for (guint i = 0; i < errors->len; i++) {
    HavenLintNote *note = g_new0 (HavenLintNote, 1);

    note->is_error = TRUE;
    note->text = g_strdup (((GError *)errors->pdata[i])->message);
    g_ptr_array_add (notes, note);
  }
  matcher = haven_matcher_new (all, NULL);
  if (matcher == NULL)
    return notes;
  linter.matcher = matcher;
  for (guint i = 0; i < packs->len; i++) {
    linter.pack = packs->pdata[i];
    if (g_ptr_array_find (all, linter.pack, NULL))
      lint_pack (&linter);
  }
  return notes;
}
