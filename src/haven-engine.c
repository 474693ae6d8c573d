/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * One message in, one verdict out: read the text once, match it once over every pack, let the detectors
 * look, remember, and let policy decide.
 */

#include "haven-engine.h"

#include <string.h>

#include "conduct/haven-conduct.h"
#include "conduct/haven-fingerprint.h"
#include "conduct/haven-reminders.h"
#include "conduct/haven-turns.h"
#include "detect/haven-detectors.h"
#include "haven-mark.h"
#include "haven-seam.h"
#include "links/haven-link.h"
#include "links/haven-sites.h"
#include "match/haven-matcher.h"
#include "match/haven-pack.h"
#include "policy/haven-policy.h"
#include "settings/haven-settings.h"
#include "sharing/haven-facts.h"
#include "sharing/haven-recent.h"
#include "text/haven-text.h"

struct _HavenEngine {
  HavenSettings *settings;
  HavenText *text;
  HavenText *joined;     /* a message behind what its writer said just before */
  HavenMatcher *matcher; /* nullable: of the packs */
  GPtrArray *languages;  /* HavenPack: the words of their languages */
  HavenMatcher *own; /* nullable: of the user's own topics: few words, which are never written to a cache */
  GArray *matches;
  HavenConduct *conduct;
  HavenReminders *reminders;
  HavenSites *sites;    /* nullable */
  HavenFacts *facts;    /* those of the settings */
  HavenFacts *contacts; /* nullable */
  HavenRecent *recent;
  HavenTurns *turns;
  gboolean brief; /* see haven_engine_set_brief() */
};

/**
 * haven_engine_new:
 *
 * Returns: (transfer full): an engine with the settings of a first run, no packs and no memory
 */
HavenEngine *
haven_engine_new (void)
{
  HavenEngine *engine = g_new0 (HavenEngine, 1);

  engine->settings = haven_settings_new ();
  engine->languages = g_ptr_array_new ();
  engine->text = haven_text_new ();
  engine->joined = haven_text_new ();
  engine->facts = haven_facts_new (engine->settings->facts);
  engine->matches = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  engine->conduct = haven_conduct_new ();
  engine->reminders = haven_reminders_new ();
  engine->recent = haven_recent_new ();
  engine->turns = haven_turns_new ();
  return engine;
}

/**
 * haven_engine_free:
 * @engine: (nullable) (transfer full): an engine
 */
void
haven_engine_free (HavenEngine *engine)
{
  if (engine == NULL)
    return;
  haven_settings_free (engine->settings);
  haven_facts_free (engine->facts);
  haven_facts_free (engine->contacts);
  haven_recent_free (engine->recent);
  haven_turns_free (engine->turns);
  haven_text_free (engine->text);
  haven_text_free (engine->joined);
  haven_matcher_free (engine->matcher);
  g_ptr_array_unref (engine->languages);
  haven_matcher_free (engine->own);
  haven_sites_free (engine->sites);
  g_array_unref (engine->matches);
  haven_conduct_free (engine->conduct);
  haven_reminders_free (engine->reminders);
  g_free (engine);
}

/*
 * The user's own topics have a matcher of their own, because that of the packs is mapped from a cache file as
 * it is. The words of the languages go into both: "you're" is "you are" in a topic of the user's own too.
 */
static HavenMatcher *
new_own (const HavenEngine *engine, const HavenSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_pack_unref);

  for (guint i = 0; i < settings->custom->len; i++) {
    const HavenCustomTopic *topic = settings->custom->pdata[i];
    HavenPack *pack =
        haven_pack_new_custom (topic->id, topic->nickname, (const char *const *)topic->words, error);

    if (pack == NULL)
      return NULL;
    g_ptr_array_add (packs, pack);
  }
  for (guint i = 0; i < engine->languages->len; i++)
    g_ptr_array_add (packs, haven_pack_ref (engine->languages->pdata[i]));
  return haven_matcher_new (packs, error);
}

static void
replace_matcher (HavenMatcher **matcher, HavenMatcher *with)
{
  haven_matcher_free (*matcher);
  *matcher = with;
}

static gboolean
build_own (HavenEngine *engine, const HavenSettings *settings, GError **error)
{
  gboolean any = settings->custom->len > 0;
  HavenMatcher *own = any ? new_own (engine, settings, error) : NULL;

  if (own != NULL || !any)
    replace_matcher (&engine->own, own);
  return own != NULL || !any;
}

/**
 * haven_engine_take_matcher:
 * @engine: an engine
 * @matcher: (transfer full): the packs to read with from now on
 * @languages: (element-type HavenPack) (transfer full): the words of their languages, as topics of the user's
 *   own are read with them
 * @error: what is wrong with a topic of the user's own
 *
 * The packs are in force in any case; with a topic that cannot be read those from before are.
 *
 * Returns: whether the topics are read too
 */
gboolean
haven_engine_take_matcher (HavenEngine *engine, HavenMatcher *matcher, GPtrArray *languages, GError **error)
{
  replace_matcher (&engine->matcher, matcher);
  g_ptr_array_unref (engine->languages);
  engine->languages = languages;
  return build_own (engine, engine->settings, error);
}

/**
 * haven_engine_take_packs:
 * @engine: an engine
 * @packs: (element-type HavenPack) (transfer full): the packs to read with from now on
 * @error: what is wrong with them, or with a topic of the user's own
 *
 * As haven_engine_take_matcher(), for whoever keeps nothing of what they are compiled to. When they do not
 * hold together the packs from before stay in force.
 *
 * Returns: whether they are read now, and the topics too
 */
gboolean
haven_engine_take_packs (HavenEngine *engine, GPtrArray *packs, GError **error)
{
  HavenMatcher *matcher;
  gboolean ok;

  g_ptr_array_set_free_func (packs, (GDestroyNotify)haven_pack_unref);
  matcher = haven_matcher_new (packs, error);
  ok = matcher != NULL &&
       haven_engine_take_matcher (engine, matcher, haven_packs_get_languages (packs), error);
  g_ptr_array_unref (packs);
  return ok;
}

static gboolean
same_topics (const HavenSettings *a, const HavenSettings *b)
{
  if (a->custom->len != b->custom->len)
    return FALSE;
  for (guint i = 0; i < a->custom->len; i++) {
    const HavenCustomTopic *first = a->custom->pdata[i], *second = b->custom->pdata[i];

    if (!g_str_equal (first->id, second->id) || !g_str_equal (first->nickname, second->nickname) ||
        !g_strv_equal ((const char *const *)first->words, (const char *const *)second->words))
      return FALSE;
  }
  return TRUE;
}

/* A topic of the user's own that cannot be read leaves those from before: never silently off. */
static void
follow_settings (HavenEngine *engine, const HavenSettings *settings)
{
  if (!same_topics (engine->settings, settings) && !build_own (engine, settings, NULL))
    g_warning ("a topic of the user's own cannot be read");
}

/* Tells the lists of sites what the settings say about them. Lists and settings come in any order, so this is
 * called for both. */
static void
tell_sites (HavenEngine *engine)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  if (engine->sites == NULL)
    return;
  for (guint i = 0; i < engine->settings->link_exceptions->len; i++)
    g_ptr_array_add (hosts, engine->settings->link_exceptions->pdata[i]);
  g_ptr_array_add (hosts, NULL);
  haven_sites_set_exceptions (engine->sites, (const char *const *)hosts->pdata);
  haven_sites_set_country (engine->sites, engine->settings->country);
}

/**
 * haven_engine_set_settings:
 * @engine: an engine
 * @settings: what the user chose; copied. Which packs are switched off is the business of whoever brings them
 */
void
haven_engine_set_settings (HavenEngine *engine, const HavenSettings *settings)
{
  HavenSettings *copy = haven_settings_copy (settings);

  follow_settings (engine, copy);
  haven_settings_free (engine->settings);
  engine->settings = copy;
  haven_facts_free (engine->facts);
  engine->facts = haven_facts_new (copy->facts);
  tell_sites (engine);
}

/**
 * haven_engine_take_sites:
 * @engine: an engine
 * @sites: (nullable) (transfer full): the lists that the user follows
 *
 * The engine tells them from its settings which sites the user trusts and where they live.
 */
void
haven_engine_take_sites (HavenEngine *engine, HavenSites *sites)
{
  haven_sites_free (engine->sites);
  engine->sites = sites;
  tell_sites (engine);
}

/**
 * haven_engine_get_sites:
 * @engine: an engine
 *
 * Returns: (transfer none) (nullable): the lists that the user follows
 */
const HavenSites *
haven_engine_get_sites (const HavenEngine *engine)
{
  return engine->sites;
}

/**
 * haven_engine_set_contacts:
 * @engine: an engine
 * @lines: (element-type utf8): "contact\tname" for each name and address of the user's contacts
 *
 * One contact named to another is noticed in what the user sends.
 */
void
haven_engine_set_contacts (HavenEngine *engine, const GPtrArray *lines)
{
  haven_facts_free (engine->contacts);
  engine->contacts = haven_facts_new (lines);
}

/**
 * haven_engine_set_brief:
 * @engine: an engine
 * @brief: whether a message that is shown is only looked through for what decides that
 *
 * Most messages are shown, and whoever shows them does not list what is in them, so that a detector that
 * policy never acts on need not look. Of a message that is veiled, held or muted everything is reported in
 * any case, for its reasons and as evidence.
 */
void
haven_engine_set_brief (HavenEngine *engine, gboolean brief)
{
  engine->brief = brief;
}

/**
 * haven_engine_get_recent:
 * @engine: an engine
 *
 * Returns: (transfer none): what it remembers of what others lately wrote
 */
HavenRecent *
haven_engine_get_recent (HavenEngine *engine)
{
  return engine->recent;
}

/**
 * haven_engine_get_set_aside:
 * @engine: an engine
 *
 * Returns: (transfer none) (nullable) (element-type HavenRuleInfo): rules whose regular expressions took too
 * long three times and are no longer tried, until packs are read anew
 */
const GPtrArray *
haven_engine_get_set_aside (const HavenEngine *engine)
{
  return engine->matcher != NULL ? haven_matcher_get_set_aside (engine->matcher) : NULL;
}

/**
 * haven_engine_name_rule:
 * @engine: an engine
 * @pack: id of a pack, as findings say it
 * @rule: id of a rule in it
 *
 * Returns: (transfer none) (nullable): the rule's title, until packs or settings change; NULL where it is not
 * in force
 */
const char *
haven_engine_name_rule (const HavenEngine *engine, const char *pack, const char *rule)
{
  const HavenMatcher *matchers[] = {engine->matcher, engine->own};

  for (guint i = 0; i < G_N_ELEMENTS (matchers); i++) {
    const HavenRuleInfo *info =
        matchers[i] != NULL ? haven_matcher_find_rule (matchers[i], pack, rule) : NULL;

    if (info != NULL)
      return info->title;
  }
  return NULL;
}

/**
 * haven_engine_get_conduct:
 * @engine: an engine
 *
 * Returns: (transfer none): what it remembers of people
 */
HavenConduct *
haven_engine_get_conduct (HavenEngine *engine)
{
  return engine->conduct;
}

/**
 * haven_engine_get_reminders:
 * @engine: an engine
 *
 * Returns: (transfer none): how its reminders fade; whoever asked the user tells it the answer
 */
HavenReminders *
haven_engine_get_reminders (HavenEngine *engine)
{
  return engine->reminders;
}

/**
 * haven_engine_forget:
 * @engine: an engine
 *
 * Lets go of all that messages left in it: of people, of reminders, and of what was heard lately. What it
 * judges by stays.
 */
void
haven_engine_forget (HavenEngine *engine)
{
  haven_conduct_clear (engine->conduct);
  haven_reminders_clear (engine->reminders);
  haven_recent_clear (engine->recent);
  haven_turns_clear (engine->turns);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const HavenMatch *one = a, *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

static gboolean
is_brief (const HavenEngine *engine, const HavenMessage *message)
{
  return engine->brief && message->direction == HAVEN_DIRECTION_INCOMING;
}

static HavenMatchScene
scene_of (const HavenMessage *message, gboolean spares_sharing)
{
  return (HavenMatchScene){message->my_names, message->kind == HAVEN_CONVERSATION_IM, spares_sharing};
}

static void
add_own_matches (HavenEngine *engine, const HavenText *text, const HavenMatchScene *scene)
{
  if (engine->own != NULL && haven_matcher_match (engine->own, text, scene, engine->matches) > 0)
    g_array_sort (engine->matches, by_place);
}

/* Fills engine->matches with the rules that engine->text meets, in the order of the text. */
static void
match_all (HavenEngine *engine, const HavenMessage *message, gboolean spares_sharing)
{
  const HavenMatchScene scene = scene_of (message, spares_sharing);

  g_array_set_size (engine->matches, 0);
  if (engine->matcher != NULL)
    haven_matcher_match (engine->matcher, engine->text, &scene, engine->matches);
  add_own_matches (engine, engine->text, &scene);
}

/* Fills engine->matches with the rules that engine->joined meets, and @reported with those that only what
 * somebody else said would meet. */
static void
match_joined (HavenEngine *engine, const HavenMessage *whole, GArray *reported)
{
  const HavenMatchScene scene = scene_of (whole, is_brief (engine, whole));

  g_array_set_size (engine->matches, 0);
  if (engine->matcher != NULL)
    haven_matcher_find_reported (engine->matcher, engine->joined, &scene, engine->matches, reported);
  add_own_matches (engine, engine->joined, &scene);
}

/* The words of a mark that came beside the text are foreign text like any other: they are kept only when they
 * are short, one line without a link, and no rule meets them; else they would show what the veil covers. */
static char *
read_declared (HavenEngine *engine, const HavenMessage *message)
{
  g_autoptr (GArray) links = NULL;
  gsize length;
  const char *visible;

  if (message->declared == NULL || *message->declared == '\0' ||
      strnlen (message->declared, HAVEN_MARK_LABEL_MAX + 1) > HAVEN_MARK_LABEL_MAX || engine->matcher == NULL)
    return NULL;
  haven_text_read (engine->text, message->declared, strlen (message->declared), HAVEN_FORMAT_PLAIN);
  match_all (engine, message, FALSE);
  visible = haven_text_get_visible (engine->text, &length);
  for (guint i = 0; i < engine->matches->len; i++) {
    if (g_strcmp0 (g_array_index (engine->matches, HavenMatch, i).rule->category, "declared") != 0)
      return NULL;
  }
  links = haven_links_find (visible, length);
  if (length == 0 || memchr (visible, '\n', length) != NULL || memchr (visible, '<', length) != NULL ||
      links->len > 0)
    return NULL;
  return g_strstrip (g_strndup (visible, length));
}

/* Runs one half of the detectors: those that decide about incoming messages, or the others. */
static void
look (const HavenEngine *engine,
      const HavenText *text,
      const HavenMessage *message,
      const char *declared,
      gboolean deciding,
      GPtrArray *findings)
{
  const HavenSight sight = {.message = message,
                            .declared = declared,
                            .text = text,
                            .matches = (const HavenMatch *)(gconstpointer)engine->matches->data,
                            .n_matches = engine->matches->len,
                            .sites = engine->sites,
                            .facts = engine->facts,
                            .contacts = engine->contacts,
                            .recent = engine->recent};
  guint n_detectors;
  const HavenDetector *detectors = haven_detectors_get (&n_detectors);

  for (guint i = 0; i < n_detectors; i++)
    if (detectors[i].decides_incoming == deciding)
      detectors[i].look (&sight, findings);
}

/* From where to where @reported stands behind the first @before bytes; FALSE when nothing of it does. What
 * begins before them was in part said. */
static gboolean
find_reported_behind (const GArray *reported, gsize before, gsize *start, gsize *end)
{
  *start = G_MAXSIZE;
  *end = before;
  for (guint i = 0; i < reported->len; i++) {
    const HavenMatch *match = &g_array_index (reported, HavenMatch, i);

    if (match->start < before)
      continue;
    *start = MIN (*start, match->start);
    *end = MAX (*end, match->end);
  }
  return *end > before;
}

/* In "hey you", "answer me you idiot" only both together look as if "you" told something. So what was said
 * before must announce the words by itself: read without all that stands between, they are reported still. */
static void
keep_announced (HavenEngine *engine, const HavenMessage *whole, gsize before, GArray *reported)
{
  g_autoptr (GString) words = g_string_new_len (whole->text, (gssize)before);
  HavenMessage closer = *whole;
  gsize start, end;

  if (!find_reported_behind (reported, before, &start, &end) || end > whole->length)
    return;
  g_string_append_len (words, whole->text + start, (gssize)(end - start));
  closer.text = words->str;
  closer.length = words->len;
  g_array_set_size (reported, 0);
  haven_text_read (engine->joined, closer.text, closer.length, closer.format);
  match_joined (engine, &closer, reported);
  for (guint i = 0; i < reported->len; i++) {
    HavenMatch *match = &g_array_index (reported, HavenMatch, i);

    match->start += match->start >= before ? start - before : 0;
    match->end += match->end > before ? start - before : 0;
  }
}

/* Adds what a message says only together with what its writer said just before. Returns: (nullable): the
 * words before, when it says something with them. */
static char *
detect_across (HavenEngine *engine, const HavenMessage *message, GPtrArray *findings)
{
  gsize before;
  g_autoptr (GString) words = haven_turns_join (engine->turns, message, engine->text, &before);
  g_autoptr (GPtrArray) joined = NULL;
  g_autoptr (GArray) reported = NULL;
  HavenMessage whole = *message;

  if (words == NULL)
    return NULL;
  whole.text = words->str;
  whole.length = words->len;
  whole.format = HAVEN_FORMAT_PLAIN;
  whole.declared = NULL;
  joined = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  reported = g_array_new (FALSE, FALSE, sizeof (HavenMatch));
  haven_text_read (engine->joined, whole.text, whole.length, whole.format);
  match_joined (engine, &whole, reported);
  look (engine, engine->joined, &whole, NULL, TRUE, joined);
  if (message->direction == HAVEN_DIRECTION_OUTGOING)
    look (engine, engine->joined, &whole, NULL, FALSE, joined);
  keep_announced (engine, &whole, before, reported);
  if (!haven_seam_merge (&(HavenSeam){engine->text, before, joined, reported}, findings))
    return NULL;
  return g_strndup (words->str, before - 1);
}

static GPtrArray *
detect (HavenEngine *engine, const HavenMessage *message)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);
  g_autofree char *declared = read_declared (engine, message);

  haven_text_read (engine->text, message->text != NULL ? message->text : "", message->length,
                   message->format);
  match_all (engine, message, is_brief (engine, message));
  look (engine, engine->text, message, declared, TRUE, findings);
  if (!is_brief (engine, message))
    look (engine, engine->text, message, declared, FALSE, findings);
  return findings;
}

/* Runs the detectors that detect() left out, now that it is known that the message is not simply shown. */
static HavenVerdict *
complete (HavenEngine *engine, const HavenMessage *message, HavenVerdict *verdict)
{
  if (!is_brief (engine, message) || verdict->action == HAVEN_ACTION_SHOW)
    return verdict;
  match_all (engine, message, FALSE);
  look (engine, engine->text, message, NULL, FALSE, verdict->findings);
  return verdict;
}

static HavenVerdict *
judge_standing (HavenEngine *engine, const HavenMessage *message, GPtrArray *findings)
{
  HavenStanding standing =
      haven_conduct_get_standing (engine->conduct, message->account, message->sender, message->time);
  HavenStep step;
  HavenVerdict *verdict;

  standing.newcomer = haven_conduct_is_newcomer (engine->conduct, message);
  verdict = haven_policy_judge_incoming (engine->settings, message, findings, &standing, &step);
  if (step != standing.step)
    haven_conduct_set_step (engine->conduct, message->account, message->sender, step,
                            haven_policy_step_end (step, message->time), message->time);
  return complete (engine, message, verdict);
}

/**
 * haven_engine_judge_event:
 * @engine: an engine
 * @event: what somebody did
 * @message: who did it, when, and in what words; it has a sender
 *
 * For what comes from a person besides messages. That it comes again and again is weighed together with its
 * words, so that requests without a hostile word can be held too.
 *
 * Returns: (transfer full): what is to happen to it
 */
HavenVerdict *
haven_engine_judge_event (HavenEngine *engine, HavenEvent event, const HavenMessage *message)
{
  g_autoptr (GPtrArray) findings = detect (engine, message);
  g_autoptr (GPtrArray) over_time = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_finding_free);

  /* nobody writes when they join */
  if (event != HAVEN_EVENT_JOIN)
    haven_conduct_observe (engine->conduct, message, haven_fingerprint (engine->text), findings);
  haven_conduct_observe_event (engine->conduct, event, message, over_time);
  g_ptr_array_extend_and_steal (findings, g_steal_pointer (&over_time));
  return judge_standing (engine, message, findings);
}

static HavenVerdict *
judge_outgoing (HavenEngine *engine, const HavenMessage *message, GPtrArray *findings)
{
  g_autofree char *before = NULL;
  HavenVerdict *verdict;

  /* a sentence to try goes to nobody: it is no habit of the user's, and tells nobody to stop */
  if (message->conversation != NULL) {
    before = detect_across (engine, message, findings);
    haven_conduct_observe_own (engine->conduct, message, findings);
    haven_reminders_mark_declared (engine->reminders, message->conversation, TRUE, findings);
  }
  verdict = haven_policy_judge_outgoing (engine->settings, engine->reminders, message, findings);
  verdict->before = g_steal_pointer (&before);
  /* what is asked about may never leave */
  if (message->conversation != NULL && verdict->action != HAVEN_ACTION_ASK)
    haven_turns_said (engine->turns, message, engine->text);
  return verdict;
}

/**
 * haven_engine_judge:
 * @engine: an engine
 * @message: a message; nothing of it is kept but what conduct remembers of its sender, and for a minute the
 *   words of a short one, as its sender may go on with the sentence
 *
 * Returns: (transfer full): what is to happen to it
 */
HavenVerdict *
haven_engine_judge (HavenEngine *engine, const HavenMessage *message)
{
  g_autoptr (GPtrArray) findings = detect (engine, message);
  g_autofree char *before = NULL;
  HavenStanding nobody = {0};
  HavenVerdict *verdict;
  HavenStep step;

  if (message->direction == HAVEN_DIRECTION_OUTGOING)
    return judge_outgoing (engine, message, findings);
  if (message->sender != NULL || message->author != NULL) {
    before = detect_across (engine, message, findings);
    haven_turns_said (engine->turns, message, engine->text);
  }
  /* a line of nobody's (a topic, a sentence to try), or of the past, is counted against nobody */
  if (message->sender == NULL || message->past)
    return complete (engine, message,
                     haven_policy_judge_incoming (engine->settings, message, findings, &nobody, &step));
  haven_recent_heard (engine->recent, message, engine->text);
  if (message->kind == HAVEN_CONVERSATION_CHAT)
    haven_reminders_mark_declared (engine->reminders, message->conversation, FALSE, findings);
  haven_conduct_observe (engine->conduct, message, haven_fingerprint (engine->text), findings);
  verdict = judge_standing (engine, message, findings);
  verdict->before = g_steal_pointer (&before);
  return verdict;
}
