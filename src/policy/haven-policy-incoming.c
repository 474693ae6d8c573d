/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "policy/haven-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-locale.h"
#include "haven-taxonomy.h"
#include "settings/haven-profile.h"

/* The score at which a person who is not a contact climbs to each step: light, balanced, strict. */
static const double ladder[][3] = {
    [HAVEN_STEP_HOLD_HOUR] = {9.0, 6.0, 4.0},
    [HAVEN_STEP_HOLD_DAY] = {15.0, 10.0, 7.0},
    [HAVEN_STEP_MUTE] = {24.0, 16.0, 11.0},
};

#define MAX_VEILED 2 /* titles that a label has room for */

typedef struct {
  const HavenSettings *settings;
  const HavenProfile *profile;
  const HavenMessage *message;
  HavenVerdict *verdict;
  const char *veiled[MAX_VEILED]; /* titles of what a veil covers, in the order found, each once */
  guint n_veiled;
} Judgement;

static gboolean
excepted (const Judgement *judgement, const HavenFinding *finding)
{
  return haven_settings_is_excepted (judgement->settings, finding->pack, finding->rule,
                                     judgement->message->conversation);
}

/* @reason: (transfer full) */
static void
add_once (GPtrArray *reasons, char *reason)
{
  g_autofree char *added = reason;

  if (!g_ptr_array_find_with_equal_func (reasons, added, g_str_equal, NULL))
    g_ptr_array_add (reasons, g_steal_pointer (&added));
}

/* It is called as its owner called it, and no pack has it. */
static gboolean
is_own_topic (const HavenFinding *finding)
{
  return finding->title != NULL && g_str_equal (finding->category, "custom");
}

static char *
describe_finding (const HavenFinding *finding)
{
  if (is_own_topic (finding))
    return g_strdup_printf (_ ("%s, a topic of your own"), finding->title);
  return g_strdup_printf (_ ("%s: “%s”, rule %s of pack %s"),
                          haven_taxonomy_title (finding->kind, finding->category),
                          finding->title != NULL ? haven_locale_title (finding->title) : finding->rule,
                          finding->rule, finding->pack);
}

/* A rule may have met several times, and a veil and a hold may rest on the same one: it is said once. */
static void
add_reason (Judgement *judgement, const HavenFinding *finding)
{
  GPtrArray *reasons = judgement->verdict->reasons;

  add_once (reasons, describe_finding (finding));
  if (finding->across)
    add_once (reasons, g_strdup (_ ("This was read together with what the same person wrote just before.")));
}

static void
add_title (Judgement *judgement, const char *title)
{
  for (guint i = 0; i < judgement->n_veiled; i++) {
    if (g_str_equal (judgement->veiled[i], title))
      return;
  }
  if (judgement->n_veiled < MAX_VEILED)
    judgement->veiled[judgement->n_veiled++] = title;
}

static void
veil_for (Judgement *judgement, HavenFinding *finding)
{
  add_title (judgement, is_own_topic (finding) ? finding->title
                                               : haven_taxonomy_title (finding->kind, finding->category));
  judgement->verdict->action = MAX (judgement->verdict->action, HAVEN_ACTION_VEIL);
  haven_verdict_cover (judgement->verdict, finding);
  add_reason (judgement, finding);
}

/* Strictness: light leaves weak rules out; strict veils one depth earlier. */
static gboolean
content_is_chosen (const Judgement *judgement, const HavenFinding *finding)
{
  gboolean custom = g_str_equal (finding->category, "custom") && finding->item != NULL;
  HavenTopicChoice choice =
      haven_settings_topic (judgement->settings, judgement->message->conversation, judgement->message->sender,
                            custom ? finding->item : finding->category);
  HavenDepth from = choice.depth;

  if (from == HAVEN_DEPTH_NONE)
    return FALSE;
  if (choice.strictness == HAVEN_STRICTNESS_LIGHT && finding->severity == 1)
    return FALSE;
  if (choice.strictness == HAVEN_STRICTNESS_STRICT && from > HAVEN_DEPTH_MENTION)
    from--;
  return finding->depth == HAVEN_DEPTH_NONE || finding->depth >= from;
}

/* A picture is weighed by who sent it, unless the user chose otherwise for all pictures. */
static gboolean
picture_is_veiled (const Judgement *judgement, const HavenFinding *finding)
{
  if (haven_settings_chooses (judgement->settings, judgement->message->conversation,
                              judgement->message->sender, finding->category))
    return content_is_chosen (judgement, finding);
  return !judgement->message->contact && judgement->profile->strangers != HAVEN_STRANGERS_SHOWN;
}

static gboolean
is_under_attack (const Judgement *judgement)
{
  return judgement->settings->attack_until > judgement->message->time;
}

/*
 * What is aimed at the reader is veiled by its weight; between contacts only what is grave, since friends
 * tease. What is aimed at others is veiled only where the user asked for everything.
 */
static gboolean
harassment_is_veiled (const Judgement *judgement, const HavenFinding *finding)
{
  static const guint from_strangers[] = {3, 2, 1};
  static const guint from_contacts[] = {3, 3, 2};
  HavenStrictness strictness = judgement->settings->strictness;
  gboolean everything = (judgement->profile->flags & HAVEN_PROFILE_ALL_TOPICS) != 0;

  if (everything)
    return TRUE;
  if (finding->about != HAVEN_ABOUT_YOU)
    return FALSE;
  if ((judgement->profile->flags & HAVEN_PROFILE_AT_ME) != 0 || is_under_attack (judgement))
    return TRUE;
  return finding->severity >= (judgement->message->contact ? from_contacts : from_strangers)[strictness];
}

static void
add_link_note (Judgement *judgement, const HavenFinding *finding)
{
  HavenLinkLevel level = haven_settings_link (judgement->settings, finding->category, finding->pack);

  judgement->verdict->link_level = MAX (judgement->verdict->link_level, level);
  if (level < HAVEN_LINK_NOTE)
    return;
  g_ptr_array_add (judgement->verdict->notes,
                   g_strdup (finding->note != NULL
                                 ? finding->note
                                 : haven_taxonomy_title (finding->kind, finding->category)));
}

static void
judge_findings (Judgement *judgement)
{
  for (guint i = 0; i < judgement->verdict->findings->len; i++) {
    HavenFinding *finding = judgement->verdict->findings->pdata[i];

    if (excepted (judgement, finding))
      continue;
    switch (finding->kind) {
    case HAVEN_KIND_CONTENT:
      if (g_str_equal (finding->category, "picture") ? picture_is_veiled (judgement, finding)
                                                     : content_is_chosen (judgement, finding))
        veil_for (judgement, finding);
      break;
    case HAVEN_KIND_HARASSMENT:
      if (harassment_is_veiled (judgement, finding))
        veil_for (judgement, finding);
      break;
    case HAVEN_KIND_LINK:
      add_link_note (judgement, finding);
      break;
    case HAVEN_KIND_SHARING:
      break; /* what others tell about themselves is theirs */
    }
  }
}

static HavenStep
step_for_score (double score, HavenStrictness strictness)
{
  for (HavenStep step = HAVEN_STEP_MUTE; step >= HAVEN_STEP_HOLD_HOUR; step--) {
    if (score >= ladder[step][strictness])
      return step;
  }
  return HAVEN_STEP_NONE;
}

/* Only somebody who did something just now climbs; nobody climbs down before the time is over. */
static HavenStep
choose_step (const Judgement *judgement, const HavenStanding *standing)
{
  HavenStep step = standing->step;

  for (guint i = 0; i < judgement->verdict->findings->len; i++) {
    const HavenFinding *finding = judgement->verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_HARASSMENT && !excepted (judgement, finding))
      return MAX (step, step_for_score (standing->score, judgement->settings->strictness));
  }
  return step;
}

static void
set_cause (HavenVerdict *verdict, const char *cause)
{
  g_free (verdict->cause);
  verdict->cause = g_strdup (cause);
}

/* The times and the rules that led here, never a word that was written. */
static char *
describe_causes (const HavenPerson *person)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; person != NULL && i < haven_person_count_causes (person); i++) {
    const HavenCause *cause = haven_person_cause (person, i);
    g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (cause->time / G_USEC_PER_SEC);
    g_autofree char *stamp = when != NULL ? g_date_time_format (when, "%F %R") : g_strdup ("");

    g_string_append_printf (text, "%s%s %s (%s)", i > 0 ? "; " : "", stamp,
                            haven_taxonomy_title (HAVEN_KIND_HARASSMENT, cause->category), cause->rule);
  }
  return g_string_free (text, FALSE);
}

static char *
describe_step (HavenStep step, gint64 until, const HavenStanding *standing)
{
  g_autofree char *causes = describe_causes (standing->person);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (until / G_USEC_PER_SEC);
  g_autofree char *stamp = end != NULL ? g_date_time_format (end, "%F %R") : g_strdup ("");

  if (standing->by_user)
    return g_strdup (_ ("Muted by you, until you release them."));
  if (step == HAVEN_STEP_MUTE)
    /* Translators: what follows is a list of times, kinds of harassment and rules */
    return g_strdup_printf (_ ("Muted until you release them, for what came before: %s"), causes);
  return g_strdup_printf (_ ("Held until %s, for what came before: %s"), stamp, causes);
}

/* What the newest thing they did is called. */
static const char *
name_cause (const HavenStanding *standing)
{
  guint n = standing->person != NULL ? haven_person_count_causes (standing->person) : 0;

  if (standing->by_user || n == 0)
    return standing->by_user ? _ ("muted by you") : _ ("held");
  return haven_taxonomy_title (HAVEN_KIND_HARASSMENT, haven_person_cause (standing->person, n - 1)->category);
}

/* Holds a message because of its sender, whatever it says. */
static void
hold_for (HavenVerdict *verdict, HavenStep step, gint64 until, const HavenStanding *standing)
{
  verdict->action = step == HAVEN_STEP_MUTE ? HAVEN_ACTION_MUTE : HAVEN_ACTION_HOLD;
  verdict->until = until;
  set_cause (verdict, name_cause (standing));
  g_ptr_array_add (verdict->reasons, describe_step (step, until, standing));
}

/* A friend in crisis, whoever keeps order here, or somebody the user trusts is never held: a veil leaves them
 * visible. */
static gboolean
is_spared (const HavenSettings *settings, const HavenMessage *message, const HavenStanding *standing)
{
  return message->contact || message->staff ||
         (haven_settings_trusts (settings, message->sender) && !standing->by_user);
}

static void
apply_step (Judgement *judgement, HavenStep step, const HavenStanding *standing)
{
  const HavenMessage *message = judgement->message;
  HavenVerdict *verdict = judgement->verdict;

  if (step < HAVEN_STEP_HOLD_HOUR)
    return;
  if (is_spared (judgement->settings, message, standing)) {
    verdict->action = MAX (verdict->action, HAVEN_ACTION_VEIL);
    if (judgement->n_veiled == 0)
      add_title (judgement, standing->by_user ? _ ("muted by you") : _ ("repeated messages"));
    return;
  }
  hold_for (verdict, step,
            step == standing->step ? standing->until : haven_policy_step_end (step, message->time), standing);
}

/* Whether one finding is enough to hold this message, whatever its sender did before. A pile-on is, however
 * little each of the many said. A flood need not be aimed at the user: it hits everybody in the room. */
static gboolean
is_held_at_once (const Judgement *judgement, const HavenFinding *finding, gboolean newcomer)
{
  const HavenProfile *profile = judgement->profile;
  gboolean listed = g_strv_contains (profile->held, finding->category);

  if (finding->kind != HAVEN_KIND_HARASSMENT || excepted (judgement, finding))
    return FALSE;
  if (finding->about != HAVEN_ABOUT_YOU)
    return listed && g_str_equal (finding->category, "flood");
  return (g_str_equal (finding->category, "pile-on") && haven_finding_is_conduct (finding)) ||
         ((listed || (newcomer && (profile->flags & HAVEN_PROFILE_HOLD_NEW) != 0)) &&
          harassment_is_veiled (judgement, finding));
}

static void
hold_at_once (Judgement *judgement, gboolean newcomer)
{
  HavenVerdict *verdict = judgement->verdict;

  for (guint i = 0; i < verdict->findings->len; i++) {
    HavenFinding *finding = verdict->findings->pdata[i];

    if (!is_held_at_once (judgement, finding, newcomer))
      continue;
    haven_verdict_cover (verdict, finding);
    if (verdict->action < HAVEN_ACTION_HOLD) {
      set_cause (verdict, haven_taxonomy_title (HAVEN_KIND_HARASSMENT, finding->category));
      add_reason (judgement, finding);
    }
    if (newcomer && (judgement->profile->flags & HAVEN_PROFILE_HOLD_NEW) != 0)
      g_ptr_array_add (verdict->reasons, g_strdup (_ ("This name has written here for less than an hour.")));
    verdict->action = MAX (verdict->action, HAVEN_ACTION_HOLD);
    return;
  }
}

static void
hold_strangers (Judgement *judgement)
{
  if (!is_under_attack (judgement) && judgement->profile->strangers != HAVEN_STRANGERS_HELD)
    return;
  if (judgement->verdict->action < HAVEN_ACTION_HOLD)
    set_cause (judgement->verdict, _ ("under attack"));
  judgement->verdict->action = MAX (judgement->verdict->action, HAVEN_ACTION_HOLD);
  g_ptr_array_add (judgement->verdict->reasons,
                   g_strdup (_ ("While “under attack” is on, people who are not contacts are held.")));
}

/* The words with which the sender marked the message. They can be shown: the engine drops them when a rule
 * meets them. */
static const char *
senders_words (const Judgement *judgement)
{
  for (guint i = 0; i < judgement->verdict->findings->len; i++) {
    const HavenFinding *finding = judgement->verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT && g_str_equal (finding->category, "declared") &&
        finding->note != NULL)
      return finding->note;
  }
  return NULL;
}

static void
set_label (const Judgement *judgement)
{
  const char *own = senders_words (judgement);
  HavenVerdict *verdict = judgement->verdict;

  if (verdict->action == HAVEN_ACTION_SHOW || judgement->n_veiled == 0)
    return;
  if (own != NULL && judgement->n_veiled == 1) {
    verdict->subject = g_strdup_printf ("“%s”", own);
    verdict->label = g_strdup_printf (_ ("content note from the sender: “%s”"), own);
    return;
  }
  verdict->subject = judgement->n_veiled > 1
                         ? g_strconcat (judgement->veiled[0], ", ", judgement->veiled[1], NULL)
                         : g_strdup (judgement->veiled[0]);
  verdict->label = g_strdup_printf (_ ("content note: %s"), verdict->subject);
}

/**
 * haven_policy_is_held:
 * @settings: what the user chose
 * @message: somebody's, for who they are and when; its text is not looked at
 * @standing: how they stand
 *
 * For what a person does that is no message, such as coming in or typing.
 *
 * Returns: whether whatever comes from them is kept out of sight
 */
gboolean
haven_policy_is_held (const HavenSettings *settings,
                      const HavenMessage *message,
                      const HavenStanding *standing)
{
  if (is_spared (settings, message, standing))
    return FALSE;
  return standing->step >= HAVEN_STEP_HOLD_HOUR || settings->attack_until > message->time ||
         haven_profile_of (settings)->strangers == HAVEN_STRANGERS_HELD;
}

/**
 * haven_policy_hold_again:
 * @settings: what the user chose
 * @verdict: what became of a message that counts against nobody, because it counted when it was said
 * @message: that message, for who wrote it; its text is not looked at
 * @standing: how they stand now
 *
 * A room sends its history to everyone who enters. Nobody climbs for it, but whoever is held stays held.
 */
void
haven_policy_hold_again (const HavenSettings *settings,
                         HavenVerdict *verdict,
                         const HavenMessage *message,
                         const HavenStanding *standing)
{
  if (standing->step >= HAVEN_STEP_HOLD_HOUR && !is_spared (settings, message, standing))
    hold_for (verdict, standing->step, standing->until, standing);
}

/**
 * haven_policy_veil_at_most:
 * @verdict: what became of a line that nobody sends now: a topic, a join, a log that is replayed
 *
 * Leaves only what its words deserve: without a label it was held for who sent it, and that is decided
 * already.
 */
void
haven_policy_veil_at_most (HavenVerdict *verdict)
{
  if (haven_action_keeps_aside (verdict->action))
    verdict->action = verdict->label != NULL ? HAVEN_ACTION_VEIL : HAVEN_ACTION_SHOW;
}

/**
 * haven_policy_step_end:
 * @step: a step of the ladder
 * @now: when it begins, in microseconds since 1970 UTC
 *
 * Returns: when it ends, in microseconds since 1970 UTC; 0 for no end
 */
gint64
haven_policy_step_end (HavenStep step, gint64 now)
{
  switch (step) {
  case HAVEN_STEP_HOLD_HOUR:
    return now + G_TIME_SPAN_HOUR;
  case HAVEN_STEP_HOLD_DAY:
    return now + G_TIME_SPAN_DAY;
  default:
    return 0;
  }
}

/**
 * haven_policy_judge_incoming:
 * @settings: what the user chose
 * @message: an incoming message
 * @findings: (element-type HavenFinding): what was seen in it and over time
 * @standing: how its sender stands, this message counted
 * @step: (out): where on the ladder its sender belongs now
 *
 * Returns: (transfer full): what is to happen to the message; it holds a reference to @findings
 */
HavenVerdict *
haven_policy_judge_incoming (const HavenSettings *settings,
                             const HavenMessage *message,
                             GPtrArray *findings,
                             const HavenStanding *standing,
                             HavenStep *step)
{
  Judgement judgement = {settings, haven_profile_of (settings), message, haven_verdict_new_with (findings)};

  judge_findings (&judgement);
  if (judgement.verdict->action == HAVEN_ACTION_VEIL &&
      haven_settings_always_open (settings, message->conversation, message->sender))
    judgement.verdict->action = HAVEN_ACTION_SHOW;
  *step = choose_step (&judgement, standing);
  apply_step (&judgement, *step, standing);
  if (!is_spared (settings, message, standing)) {
    hold_at_once (&judgement, standing->newcomer);
    hold_strangers (&judgement);
  }
  set_label (&judgement);
  return judgement.verdict;
}
