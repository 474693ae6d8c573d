/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * The only place that understands how something was said: one function a context, one row each in the
 * table below. They speak of concepts of the language pack, so that another language brings its own words.
 */

#include "haven-context.h"

#include <string.h>

#include "haven-moment.h"

#define NEGATION_REACH 5
#define NEGATION_BEHIND 3
#define REPORT_REACH 12
#define REPORT_AFTER 4
#define CONDITION_REACH 10
#define PLAY_REACH 10
#define DENIAL_REACH 3 /* words before a joke that may deny it */
#define OPPOSE_REACH 8
#define SHORT_WORDS 6
#define SHORTEST_NAME 2 /* bytes: "I" and "A" are none */
#define QUOTED_WORDS 3  /* fewer are a name in quotation marks: "friends" 🤮 */

#define IS(at, words) (haven_moment_is (moment, HAVEN_WORDS_##words, at) > 0)

/* Whether the word is one of a phrase of that concept, wherever in the phrase it stands. */
static gboolean
is_within (const HavenMoment *moment, HavenContextWords words, guint32 at)
{
  guint32 first = at > 3 ? at - 3 : 0;

  for (guint32 p = first; p <= at; p++) {
    if (haven_moment_is (moment, words, p) > at - p)
      return TRUE;
  }
  return FALSE;
}

/* "not only", "why not", "do not care": the word is there, but it denies nothing. */
static gboolean
is_excused_negator (const HavenMoment *moment, guint32 at)
{
  if (is_within (moment, HAVEN_WORDS_NOT_ONLY, at))
    return TRUE;
  /* "do not you …", "can not you …": a question the other way round */
  return IS (at, NOT) && at > 0 && (IS (at - 1, AUXILIARY) || IS (at - 1, BE) || IS (at - 1, MODAL)) &&
         HAVEN_MOMENT_IS_ANY (moment, at + 1, HAVEN_WORDS_YOU, HAVEN_WORDS_HE, HAVEN_WORDS_SHE,
                              HAVEN_WORDS_THEY, HAVEN_WORDS_WE);
}

static gboolean
is_pronoun (const HavenMoment *moment, guint32 at)
{
  return HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_I, HAVEN_WORDS_YOU, HAVEN_WORDS_YOUR, HAVEN_WORDS_HE,
                              HAVEN_WORDS_SHE, HAVEN_WORDS_WE, HAVEN_WORDS_THEY);
}

static gboolean
is_negator (const HavenMoment *moment, guint32 at, guint32 denied)
{
  /* "no idiot would" denies, "no, you …" and "no you …" answer */
  if (IS (at, NO))
    return denied - at <= 2 && !is_pronoun (moment, at + 1) && !is_excused_negator (moment, at);
  return HAVEN_MOMENT_IS_ANY (moment, at, HAVEN_WORDS_NOT, HAVEN_WORDS_NONE, HAVEN_WORDS_HARDLY) &&
         !is_excused_negator (moment, at);
}

/* "X ≠ Y", "X != Y", "X =/= Y": a sign between two words of what was met. */
static gboolean
has_unequal_sign (const HavenMoment *moment)
{
  static const char *const signs[] = {"≠", "!=", "/=", "=/"};
  const char *visible = haven_text_get_visible (moment->search->tokens->text, NULL);

  for (guint32 at = moment->start + 1; at < moment->end; at++) {
    guint32 from = haven_moment_word (moment, at - 1)->end, to = haven_moment_word (moment, at)->start;

    for (guint i = 0; from < to && i < G_N_ELEMENTS (signs); i++) {
      if (g_strstr_len (visible + from, to - from, signs[i]) != NULL)
        return TRUE;
    }
  }
  return FALSE;
}

/* German and Dutch deny behind the verb, spoken French as well: "ich schlage dich nicht", "je te frappe pas".
 */
static gboolean
is_denied_behind (const HavenMoment *moment)
{
  for (guint32 at = moment->end; at < moment->end + NEGATION_BEHIND; at++) {
    if (haven_moment_begins_clause (moment, at) || IS (at, BUT))
      return FALSE;
    if (IS (at, NOT_BEHIND))
      return !is_excused_negator (moment, at);
  }
  return FALSE;
}

/*
 * A "not" within a few words before it, in the same clause, not beyond a "but" or an "if"; two of them
 * cancel each other, but for words that go along with another "not" in their language: "nigdy nie".
 * Words that the rule itself asked for do not count, words in its gaps do.
 */
static gboolean
is_negated (const HavenMoment *moment)
{
  guint32 denied = moment->end - 1;
  guint n_negators = 0, n_along = 0, seen = 0;

  while (denied > moment->start && haven_moment_in_gap (moment, denied))
    denied--;
  for (guint32 at = denied; at-- > 0 && seen < NEGATION_REACH;) {
    gboolean own = at >= moment->start && !haven_moment_in_gap (moment, at);

    if (haven_moment_begins_clause (moment, at + 1))
      break;
    seen += at < moment->start;
    if (own)
      continue;
    if (IS (at, BUT) || IS (at, IF))
      break;
    if (!is_negator (moment, at, denied))
      continue;
    if (IS (at, CONCORD))
      n_along++;
    else
      n_negators++;
  }
  n_negators += is_denied_behind (moment);
  if (n_negators == 0)
    n_negators = n_along > 0;
  n_negators += has_unequal_sign (moment);
  return n_negators % 2 == 1;
}

static gboolean
is_on_quoted_line (const HavenMoment *moment)
{
  const char *visible = haven_text_get_visible (moment->search->tokens->text, NULL);
  gsize at = haven_moment_word (moment, moment->start)->start;

  while (at > 0 && visible[at - 1] != '\n')
    at--;
  while (visible[at] == ' ')
    at++;
  return visible[at] == '>';
}

/* All of it stands in quotation marks but for emoji behind them, by which the writer answers: "X are Y" 😡 */
static gboolean
is_quoted_and_answered (const HavenMoment *moment)
{
  guint n_quoted = 0;

  for (guint32 at = moment->start; at < moment->end; at++) {
    guint32 flags = haven_tokens_get (moment->search->tokens, at)->flags;

    if ((flags & HAVEN_WORD_QUOTED) != 0)
      n_quoted++;
    else if (!haven_moment_in_gap (moment, at) &&
             ((flags & HAVEN_WORD_EMOJI) == 0 || n_quoted < QUOTED_WORDS))
      return FALSE;
  }
  return n_quoted > 0;
}

/* Between quotation marks; but a message that is nothing else is said, not quoted, unless its line says ">".
 */
static gboolean
is_quoted (const HavenMoment *moment)
{
  if (!is_quoted_and_answered (moment))
    return FALSE;
  for (guint32 at = 0; at < moment->search->n_tokens; at++) {
    if ((haven_tokens_get (moment->search->tokens, at)->flags & HAVEN_WORD_QUOTED) == 0)
      return TRUE;
  }
  return is_on_quoted_line (moment);
}

static gboolean
is_past_speech (const HavenMoment *moment, guint32 at)
{
  return IS (at, SAID);
}

static gboolean
speaks_to_you (const HavenMoment *moment, guint32 from, guint32 to)
{
  for (guint32 at = from; at < to; at++) {
    if (IS (at, YOU) || IS (at, YOUR))
      return TRUE;
  }
  return FALSE;
}

/*
 * Whether a verb of saying reports what somebody else said: "he said", "they keep calling me", "I was told".
 * Not "I tell you", "tell him", "let me tell you", nor "everyone says you are": that one is said to you.
 */
static gboolean
is_report (const HavenMoment *moment, guint32 verb, guint32 first)
{
  gboolean passive = FALSE;
  guint32 at = verb;

  while (at > first && !haven_moment_begins_clause (moment, at) &&
         HAVEN_MOMENT_IS_ANY (moment, at - 1, HAVEN_WORDS_FILLER, HAVEN_WORDS_AUXILIARY, HAVEN_WORDS_MODAL,
                              HAVEN_WORDS_NOT, HAVEN_WORDS_BE, HAVEN_WORDS_GET)) {
    at--;
    passive = passive || IS (at, BE) || IS (at, GET);
  }
  if (at == first || haven_moment_begins_clause (moment, at))
    return is_past_speech (moment, verb);
  at--;
  /* a word may be read as several: "ik" */
  if (is_within (moment, HAVEN_WORDS_I, at) || IS (at, WE))
    return passive && is_past_speech (moment, verb);
  /* "if you tell them I will …": it has not been told, and what "I" will do is the writer's own */
  if (IS (at, YOU) && at > first && IS (at - 1, IF) && !is_past_speech (moment, verb))
    return !IS (moment->start, I) && !IS (moment->start, WE);
  if (IS (at, ME) || IS (at, TO))
    return FALSE;
  for (guint32 p = at > first + 2 ? at - 2 : first; p <= at; p++) {
    guint32 length = haven_moment_is (moment, HAVEN_WORDS_EVERYONE, p);

    if (length > 0 && p + length == at + 1)
      return !speaks_to_you (moment, verb, moment->end);
  }
  /* "you call yourself …" */
  return !(IS (at, YOU) && IS (verb, CALL) && IS (verb + 1, YOU));
}

static gboolean
is_reported_after (const HavenMoment *moment)
{
  guint32 end = haven_moment_sentence_end (moment, moment->start);

  /* where the verb says who spoke, or stands before it: "…, sagte er", "…, me dijo" */
  for (guint32 at = moment->end; at < end && at <= moment->end + REPORT_AFTER; at++) {
    if (IS (at, SAID_AFTER))
      return TRUE;
  }
  for (guint32 at = moment->end + 1; at < end && at <= moment->end + REPORT_AFTER; at++) {
    if (is_past_speech (moment, at) &&
        HAVEN_MOMENT_IS_ANY (moment, at - 1, HAVEN_WORDS_HE, HAVEN_WORDS_SHE, HAVEN_WORDS_THEY,
                             HAVEN_WORDS_SOMEONE, HAVEN_WORDS_KIN, HAVEN_WORDS_ROLE))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_reported (const HavenMoment *moment)
{
  guint32 first = haven_moment_sentence_start (moment, moment->start);

  for (guint32 at = moment->end; at-- > first && moment->end - at <= REPORT_REACH;) {
    if (at >= moment->start && !haven_moment_in_gap (moment, at))
      continue;
    if (IS (at, HEAR_TOLD) || IS (at, REPORTED))
      return TRUE;
    /* "these so called …", "you can say what you like, …": what follows is the writer's own */
    if (IS (at, SAY) && !is_within (moment, HAVEN_WORDS_OWN_SAYING, at) && is_report (moment, at, first))
      return TRUE;
  }
  return is_reported_after (moment);
}

static gboolean
is_asked (const HavenMoment *moment)
{
  return haven_moment_any_flagged (moment, HAVEN_WORD_QUESTION) ||
         haven_moment_ends_before (moment, HAVEN_WORDS_ASK, moment->start, CONDITION_REACH);
}

static gboolean
is_conditional (const HavenMoment *moment)
{
  if (haven_moment_ends_before (moment, HAVEN_WORDS_IF, moment->start, CONDITION_REACH))
    return TRUE;
  for (guint32 at = moment->start; at < moment->end; at++) {
    if (haven_moment_in_gap (moment, at) && IS (at, IF))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_about_me (const HavenMoment *moment)
{
  return haven_moment_get_subject (moment) == HAVEN_ABOUT_ME;
}

static gboolean
is_about_third (const HavenMoment *moment)
{
  return haven_moment_get_subject (moment) == HAVEN_ABOUT_THIRD;
}

static gboolean
is_past (const HavenMoment *moment)
{
  return haven_moment_ends_before (moment, HAVEN_WORDS_PAST, moment->start, REPORT_REACH) ||
         haven_moment_starts_after (moment, HAVEN_WORDS_PAST, moment->end, REPORT_REACH);
}

/* ";)" and ":P", and the tone tags people put at the end: "/j", "/lh" */
static gboolean
find_playful_sign (const HavenMoment *moment)
{
  static const char *const signs[] = {";)",  ";-)", ";P", ";p",  ":P", ":p",
                                      ":-P", ":-p", ":D", ":-D", "=P", "=D"};
  static const char *const tags[] = {"/j", "/jk", "/lh", "/s", "/hj"};
  const char *visible = haven_text_get_visible (moment->search->tokens->text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    const char *sign = strstr (visible, signs[i]);

    if (sign != NULL && (sign == visible || !g_ascii_isalnum (sign[-1])))
      return TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    const char *tag = strstr (visible, tags[i]);
    gsize length = strlen (tags[i]);

    if (tag != NULL && tag > visible && g_ascii_isspace (tag[-1]) && !g_ascii_isalnum (tag[length]) &&
        tag[length] != '/')
      return TRUE;
  }
  return FALSE;
}

/* The text is looked through once, not for each of the many things that may be met in it. */
static gboolean
has_playful_sign (const HavenMoment *moment)
{
  if (moment->search->playful == 0)
    moment->search->playful = find_playful_sign (moment) ? 1 : -1;
  return moment->search->playful > 0;
}

/* "not even joking", "this is no joke": then nothing beside it is play either, whatever "lol" stands there.
 */
static gboolean
is_joke_denied (const HavenMoment *moment, guint32 at)
{
  if (at == 0 || haven_moment_begins_clause (moment, at))
    return FALSE;
  if (IS (at - 1, NO))
    return TRUE;
  for (guint32 back = 1; back <= DENIAL_REACH && back <= at; back++) {
    if (IS (at - back, NOT))
      return TRUE;
    if (haven_moment_begins_clause (moment, at - back))
      return FALSE;
  }
  return FALSE;
}

static gboolean
is_playful (const HavenMoment *moment)
{
  guint32 first = moment->start > PLAY_REACH ? moment->start - PLAY_REACH : 0;
  guint32 end = MIN (moment->end + PLAY_REACH, moment->search->n_tokens);
  gboolean found = FALSE;

  for (guint32 at = first; at < end; at++) {
    if (IS (at, JOKE) && is_joke_denied (moment, at))
      return FALSE;
    found = found || IS (at, JOKE) || IS (at, LAUGH);
  }
  return found || has_playful_sign (moment);
}

/* The first token before it that is no article: "the word X", "a term like X". */
static guint32
skip_articles_back (const HavenMoment *moment, guint32 at)
{
  while (at > 0 && !haven_moment_begins_clause (moment, at) &&
         HAVEN_MOMENT_IS_ANY (moment, at - 1, HAVEN_WORDS_A, HAVEN_WORDS_FILLER))
    at--;
  return at;
}

static gboolean
is_naming (const HavenMoment *moment)
{
  guint32 before = skip_articles_back (moment, moment->start);

  if (haven_moment_ends_before (moment, HAVEN_WORDS_QUOTE_NOUN, before, 1) ||
      haven_moment_starts_after (moment, HAVEN_WORDS_QUOTE_NOUN, moment->end, 0) ||
      haven_moment_starts_after (moment, HAVEN_WORDS_MEAN, moment->end, 1))
    return TRUE;
  /* a dish, a plant, a place called X */
  return before > 0 && haven_moment_ends_before (moment, HAVEN_WORDS_CALL, before, 0) &&
         (haven_moment_any_flagged (moment, HAVEN_WORD_QUOTED) ||
          haven_moment_all_flagged (moment, HAVEN_WORD_CAPITAL));
}

/* "it is racist to say X": what is wrong, then a verb of saying, then it */
static gboolean
is_opposed_before (const HavenMoment *moment)
{
  guint32 first = haven_moment_sentence_start (moment, moment->start);
  gboolean saying = FALSE;

  for (guint32 at = moment->end; at-- > first && moment->end - at <= OPPOSE_REACH + 4;) {
    if (at >= moment->start && !haven_moment_in_gap (moment, at))
      continue;
    if (IS (at, THINK_WRONG) && !is_within (moment, HAVEN_WORDS_OWN_SAYING, at))
      return TRUE;
    if (saying && (IS (at, WRONG) || IS (at, OPPOSE)))
      return TRUE;
    saying = saying || IS (at, SAY) || IS (at, USE_WORD) || IS (at, CALL);
  }
  return haven_moment_ends_before (moment, HAVEN_WORDS_AGAINST, skip_articles_back (moment, moment->start),
                                   2);
}

/* "X is wrong", "X. That is not ok"; but not "X, you are disgusting" */
static gboolean
is_opposed_after (const HavenMoment *moment)
{
  for (guint32 at = moment->end; at < moment->search->n_tokens && at <= moment->end + 5; at++) {
    guint32 after = at + haven_moment_is (moment, HAVEN_WORDS_BE, at);

    if (after == at || (at > 0 && is_pronoun (moment, at - 1)))
      continue;
    while (after < moment->search->n_tokens && after < at + 5 &&
           HAVEN_MOMENT_IS_ANY (moment, after, HAVEN_WORDS_FILLER, HAVEN_WORDS_A) && !IS (after, WRONG))
      after++;
    if (IS (after, WRONG))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_opposed (const HavenMoment *moment)
{
  return is_opposed_before (moment) || is_opposed_after (moment);
}

/* The name of a film, a song, a book: capitals and a word that says so, or two capitals in running text. */
static gboolean
is_titled (const HavenMoment *moment)
{
  gboolean capital = haven_moment_all_flagged (moment, HAVEN_WORD_CAPITAL);
  gboolean quoted = haven_moment_all_flagged (moment, HAVEN_WORD_QUOTED);
  guint32 before = moment->start;

  if (haven_moment_starts_after (moment, HAVEN_WORDS_WORK_NOUN, moment->end, 1))
    return TRUE;
  while (before > 0 && !haven_moment_begins_clause (moment, before) &&
         HAVEN_MOMENT_IS_ANY (moment, before - 1, HAVEN_WORDS_A, HAVEN_WORDS_CALL, HAVEN_WORDS_FILLER))
    before--;
  if (haven_moment_ends_before (moment, HAVEN_WORDS_WORK_NOUN, before, 0))
    return TRUE;
  if ((capital || quoted) && haven_moment_ends_before (moment, HAVEN_WORDS_CONSUME, moment->start, 3))
    return TRUE;
  return capital && moment->end - moment->start >= 2 &&
         !haven_moment_any_flagged (moment, HAVEN_WORD_SHOUTED) &&
         !haven_moment_begins_clause (moment, moment->start);
}

static gboolean
is_shouted (const HavenMoment *moment)
{
  return haven_moment_all_flagged (moment, HAVEN_WORD_SHOUTED);
}

static gboolean
is_hashtag (const HavenMoment *moment)
{
  return haven_moment_any_flagged (moment, HAVEN_WORD_HASHTAG);
}

static gboolean
is_short (const HavenMoment *moment)
{
  guint n_words, n_said = 0;
  const HavenWord *words = haven_text_get_words (moment->search->tokens->text, &n_words);

  /* @names are no part of what is said */
  for (guint i = 0; i < n_words && n_said <= SHORT_WORDS; i++)
    n_said += (words[i].flags & HAVEN_WORD_MENTION) == 0;
  return n_said <= SHORT_WORDS;
}

static gboolean
is_link (const HavenMoment *moment)
{
  return haven_moment_any_flagged (moment, HAVEN_WORD_LINK);
}

static gboolean
is_mention (const HavenMoment *moment)
{
  guint n_words;
  const HavenWord *words = haven_text_get_words (moment->search->tokens->text, &n_words);

  for (guint i = 0; i < n_words; i++) {
    if ((words[i].flags & HAVEN_WORD_MENTION) != 0)
      return TRUE;
  }
  return FALSE;
}

/* "jackass: try again" calls somebody who goes by that name. */
static gboolean
is_nick (const HavenMoment *moment)
{
  gsize length, end = 0;
  const char *visible = haven_text_get_visible (moment->search->tokens->text, &length);

  while (end < length && !g_ascii_isspace (visible[end]))
    end++;
  if (end < 2 || end + 1 >= length || visible[end - 1] != ':')
    return FALSE;
  return moment->end > moment->start && haven_moment_word (moment, moment->end - 1)->end < end;
}

/* A word with a capital that is no day, month, language or the like; within what is all in capitals none is
 * told by them. */
static gboolean
is_name (const HavenMoment *moment, guint32 at)
{
  const HavenWord *word = haven_moment_word (moment, at);
  guint32 flags = word->flags;

  return word->end - word->start >= SHORTEST_NAME && (flags & HAVEN_WORD_CAPITAL) != 0 &&
         (flags & HAVEN_WORD_LINK) == 0 && !IS (at, NO_NAME) && !IS (at, I) && at > 0 &&
         (haven_moment_word (moment, at - 1)->flags & HAVEN_WORD_SHOUTED) == 0;
}

/* Whether a word that leads to a place stands right before, or before the name's first word: "at Holly Hill".
 */
static gboolean
is_led_to (const HavenMoment *moment, guint32 at)
{
  return IS (at - 1, BEFORE_NAME) || (at > 1 && is_name (moment, at - 1) && IS (at - 2, BEFORE_NAME));
}

/* "my job at Lidl", "I go to Lincoln High": a name stands right behind what was met, or in a gap of it behind
 * "at". */
static gboolean
is_named (const HavenMoment *moment)
{
  guint32 behind = moment->end;

  for (guint32 at = moment->start + 1; at < moment->end; at++) {
    if (haven_moment_in_gap (moment, at) && is_name (moment, at) && is_led_to (moment, at))
      return TRUE;
  }
  while (behind < moment->search->n_tokens && behind < moment->end + 2 && IS (behind, THE))
    behind++;
  return behind < moment->search->n_tokens && !haven_moment_begins_clause (moment, behind) &&
         is_name (moment, behind);
}

static const struct {
  const char *name;
  gboolean (*holds) (const HavenMoment *moment);
} contexts[HAVEN_N_CONTEXTS] = {
    [HAVEN_CONTEXT_NEGATED] = {"negated", is_negated},
    [HAVEN_CONTEXT_QUOTED] = {"quoted", is_quoted},
    [HAVEN_CONTEXT_REPORTED] = {"reported", is_reported},
    [HAVEN_CONTEXT_ASKED] = {"asked", is_asked},
    [HAVEN_CONTEXT_CONDITIONAL] = {"conditional", is_conditional},
    [HAVEN_CONTEXT_ABOUT_ME] = {"about-me", is_about_me},
    [HAVEN_CONTEXT_ABOUT_THIRD] = {"about-third", is_about_third},
    [HAVEN_CONTEXT_PAST_OTHER] = {"past-other", is_past},
    [HAVEN_CONTEXT_PLAYFUL] = {"playful", is_playful},
    [HAVEN_CONTEXT_NAMING] = {"naming", is_naming},
    [HAVEN_CONTEXT_OPPOSED] = {"opposed", is_opposed},
    [HAVEN_CONTEXT_TITLED] = {"titled", is_titled},
    [HAVEN_CONTEXT_SHOUTED] = {"shouted", is_shouted},
    [HAVEN_CONTEXT_HASHTAG] = {"hashtag", is_hashtag},
    [HAVEN_CONTEXT_TO_YOU] = {"to-you", haven_moment_is_to_you},
    [HAVEN_CONTEXT_SHORT] = {"short", is_short},
    [HAVEN_CONTEXT_LINK] = {"link", is_link},
    [HAVEN_CONTEXT_MENTION] = {"mention", is_mention},
    [HAVEN_CONTEXT_NICK] = {"nick", is_nick},
    [HAVEN_CONTEXT_ADVISING] = {"advising", haven_moment_is_advising},
    [HAVEN_CONTEXT_FALSE_FRIEND] = {"false-friend", haven_moment_is_false_friend},
    [HAVEN_CONTEXT_NAMED] = {"named", is_named},
};

/**
 * haven_context_holds:
 * @context: a context
 * @moment: something that was met
 *
 * Returns: whether it was said that way
 */
gboolean
haven_context_holds (HavenContext context, const HavenMoment *moment)
{
  return contexts[context].holds (moment);
}

/**
 * haven_context_to_string:
 * @context: a context
 *
 * Returns: its name in packs
 */
const char *
haven_context_to_string (HavenContext context)
{
  return contexts[context].name;
}

/**
 * haven_context_from_string:
 * @name: a name in a pack
 * @context: (out): the context of that name
 *
 * Returns: whether there is one
 */
gboolean
haven_context_from_string (const char *name, HavenContext *context)
{
  for (guint i = 0; i < HAVEN_N_CONTEXTS; i++) {
    if (g_str_equal (contexts[i].name, name)) {
      *context = i;
      return TRUE;
    }
  }
  return FALSE;
}
