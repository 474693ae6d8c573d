/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What is remembered of people who were hostile: a score that fades, the step of the ladder that policy
 * put them on, and when the user told them to stop. Whoever was never hostile is not remembered here.
 */

#include "conduct/haven-conduct.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "conduct/haven-fingerprint.h"
#include "conduct/haven-likeness.h"
#include "haven-finding.h"

/*
 * What the worst finding in a message adds to its sender's score, by severity. Words about somebody else
 * count little: whoever swears at the world is not harassing the reader.
 */
static const double severity_points[] = {0.0, 1.0, 2.0, 4.0};
#define ELSEWHERE_SHARE 0.2
#define AGAIN_FACTOR 1.25 /* somebody who was hostile before, and is not forgotten */
#define AFTER_NO_FACTOR 1.5
#define AFTER_NO_SPAN (14 * G_TIME_SPAN_DAY)
#define AFTER_NO_PAUSE (2 * G_TIME_SPAN_MINUTE) /* a last "ok, sorry" is no harassment */
#define EVASION_SPAN (2 * G_TIME_SPAN_DAY)
#define FORGOTTEN_SCORE 0.05 /* about a month after one insult */

struct _HavenConduct {
  GHashTable *people; /* person id → HavenPerson */
  HavenTraffic *traffic;
  HavenLikeness *contacts; /* nullable */
};

/**
 * haven_conduct_new:
 *
 * Returns: (transfer full): a memory of nobody
 */
HavenConduct *
haven_conduct_new (void)
{
  HavenConduct *conduct = g_new0 (HavenConduct, 1);

  conduct->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  conduct->traffic = haven_traffic_new ();
  return conduct;
}

/**
 * haven_conduct_free:
 * @conduct: (nullable) (transfer full): a memory
 */
void
haven_conduct_free (HavenConduct *conduct)
{
  if (conduct == NULL)
    return;
  g_hash_table_unref (conduct->people);
  haven_traffic_free (conduct->traffic);
  haven_likeness_free (conduct->contacts);
  g_free (conduct);
}

/**
 * haven_conduct_set_contacts:
 * @conduct: a memory
 * @names: (array zero-terminated=1): names of the user's contacts, whom a stranger may try to look like
 */
void
haven_conduct_set_contacts (HavenConduct *conduct, const char *const *names)
{
  haven_likeness_free (conduct->contacts);
  conduct->contacts = haven_likeness_new (names);
}

/**
 * haven_conduct_clear:
 * @conduct: a memory, of nobody afterwards
 */
void
haven_conduct_clear (HavenConduct *conduct)
{
  g_hash_table_remove_all (conduct->people);
  haven_traffic_free (conduct->traffic);
  conduct->traffic = haven_traffic_new ();
}

/**
 * haven_conduct_person_id:
 * @account: (nullable): the user's account, "protocol:username"
 * @sender: (nullable): a person on it
 *
 * An address that says its own server is the same person on every account of that protocol; a mere nick
 * is known only within the account.
 *
 * Returns: (transfer full): an id for that person
 */
char *
haven_conduct_person_id (const char *account, const char *sender)
{
  const char *colon = account != NULL ? strchr (account, ':') : NULL;
  const char *name = sender != NULL ? sender : "";
  gsize account_length = account != NULL ? strlen (account) : 0;
  char *id;

  if (colon != NULL && strchr (name, '@') != NULL)
    account_length = colon - account;
  id = g_malloc (account_length + 1 + strlen (name) + 1);
  if (account_length > 0)
    memcpy (id, account, account_length);
  id[account_length] = ' ';
  strcpy (id + account_length + 1, name);
  return id;
}

static HavenPerson *
find_person (HavenConduct *conduct, const char *account, const char *sender)
{
  g_autofree char *id = haven_conduct_person_id (account, sender);

  return g_hash_table_lookup (conduct->people, id);
}

/* A clock that was set back lets no score grow. */
static double
decayed (const HavenPerson *person, gint64 now)
{
  gint64 passed = MAX (now - person->scored_at, 0);

  return person->score * exp2 (-(double)passed / HAVEN_CONDUCT_HALF_LIFE);
}

/* The user's own word, a mute, stands until they take it back; the rest fades. */
static gboolean
is_forgotten (gpointer id, gpointer data, gpointer now_pointer)
{
  const HavenPerson *person = data;
  gint64 now = *(gint64 *)now_pointer;
  gboolean on_ladder = person->step >= HAVEN_STEP_HOLD_HOUR && (person->until == 0 || now < person->until);
  gboolean stopped = person->stopped_at != 0 && now < person->stopped_at + AFTER_NO_SPAN;

  return !on_ladder && !stopped && decayed (person, now) < FORGOTTEN_SCORE;
}

static gint
compare_scores (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}

typedef struct {
  gint64 now;
  double cutoff;
} Cutoff;

static gboolean
is_below (gpointer id, gpointer person, gpointer data)
{
  const Cutoff *cutoff = data;

  return ((HavenPerson *)person)->step != HAVEN_STEP_MUTE && decayed (person, cutoff->now) <= cutoff->cutoff;
}

/**
 * haven_conduct_prune:
 * @conduct: a memory
 * @now: microseconds since 1970 UTC
 *
 * Forgets whoever was quiet for weeks, and when there are still too many, the half with the lower scores.
 */
void
haven_conduct_prune (HavenConduct *conduct, gint64 now)
{
  g_autoptr (GArray) scores = NULL;
  GHashTableIter iter;
  gpointer person;
  Cutoff cutoff = {now, 0.0};

  g_hash_table_foreach_remove (conduct->people, is_forgotten, &now);
  if (g_hash_table_size (conduct->people) < HAVEN_CONDUCT_MAX_PEOPLE)
    return;
  scores = g_array_new (FALSE, FALSE, sizeof (double));
  g_hash_table_iter_init (&iter, conduct->people);
  while (g_hash_table_iter_next (&iter, NULL, &person)) {
    double score = decayed (person, now);

    g_array_append_val (scores, score);
  }
  g_array_sort (scores, compare_scores);
  cutoff.cutoff = g_array_index (scores, double, scores->len / 2);
  g_hash_table_foreach_remove (conduct->people, is_below, &cutoff);
}

static HavenPerson *
make_person (HavenConduct *conduct, const char *account, const char *sender, gint64 now)
{
  g_autofree char *id = haven_conduct_person_id (account, sender);
  HavenPerson *person = g_hash_table_lookup (conduct->people, id);

  if (person != NULL)
    return person;
  if (g_hash_table_size (conduct->people) >= HAVEN_CONDUCT_MAX_PEOPLE)
    haven_conduct_prune (conduct, now);
  person = g_new0 (HavenPerson, 1);
  person->scored_at = now;
  g_hash_table_insert (conduct->people, g_steal_pointer (&id), person);
  return person;
}

/* Friends tease: between contacts only what is grave weighs in full. */
static double
points_of (const GPtrArray *findings, gboolean contact)
{
  double points = 0.0;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    double own;

    if (finding->kind != HAVEN_KIND_HARASSMENT)
      continue;
    own = severity_points[MIN (finding->severity, G_N_ELEMENTS (severity_points) - 1)];
    /* one message counts by its worst, or a rule written twice would count twice */
    if (finding->about != HAVEN_ABOUT_YOU || (contact && finding->severity < 3))
      own *= ELSEWHERE_SHARE;
    points = MAX (points, own);
  }
  return points;
}

static gboolean
is_hostile_to_user (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_HARASSMENT && finding->about == HAVEN_ABOUT_YOU)
      return TRUE;
  }
  return FALSE;
}

static void
add_finding (GPtrArray *findings, const char *category, const char *title, guint severity)
{
  HavenFinding *finding = haven_finding_new (HAVEN_KIND_HARASSMENT, category, category, "haven");

  finding->title = g_strdup (title);
  finding->severity = severity;
  finding->about = HAVEN_ABOUT_YOU;
  g_ptr_array_add (findings, finding);
}

static gboolean
was_told_to_stop (const HavenPerson *person, gint64 now)
{
  return person != NULL && person->stopped_at != 0 && now > person->stopped_at + AFTER_NO_PAUSE &&
         now < person->stopped_at + AFTER_NO_SPAN;
}

/* Somebody new who repeats, hostile, what a muted person wrote: it may be them, and nothing more is said. */
static gboolean
may_be_muted_person (HavenConduct *conduct, guint64 fingerprint, gint64 now)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, conduct->people);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const HavenPerson *person = value;

    if (person->step >= HAVEN_STEP_HOLD_HOUR && now < person->scored_at + EVASION_SPAN &&
        haven_fingerprint_alike (person->fingerprint, fingerprint))
      return TRUE;
  }
  return FALSE;
}

/* Somebody who calls themselves Jackass is not insulted by their name. */
static void
drop_names (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings)
{
  for (guint i = findings->len; message->kind == HAVEN_CONVERSATION_CHAT && i-- > 0;) {
    const HavenFinding *finding = findings->pdata[i];
    g_autofree char *span = NULL;

    if (finding->kind != HAVEN_KIND_HARASSMENT || finding->end > message->length ||
        finding->start >= finding->end)
      continue;
    span = g_strndup (message->text + finding->start, finding->end - finding->start);
    if (haven_traffic_knows (conduct->traffic, message, span))
      g_ptr_array_remove_index (findings, i);
  }
}

/* In a room everybody meets everybody; in an IM a borrowed name is aimed at the user. */
static void
notice_impersonation (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings)
{
  if (conduct->contacts == NULL || message->contact || message->sender == NULL ||
      haven_likeness_find (conduct->contacts, message->sender) == NULL)
    return;
  add_finding (findings, "impersonation", _ ("A name that looks like a contact's"),
               message->kind == HAVEN_CONVERSATION_IM ? 2 : 1);
}

/**
 * haven_conduct_observe:
 * @conduct: a memory
 * @message: an incoming message
 * @fingerprint: its fingerprint
 * @findings: (element-type HavenFinding) (inout): what was seen in it; what is seen only over time is added
 */
void
haven_conduct_observe (HavenConduct *conduct,
                       const HavenMessage *message,
                       guint64 fingerprint,
                       GPtrArray *findings)
{
  HavenPerson *person = find_person (conduct, message->account, message->sender);
  gboolean after_no = was_told_to_stop (person, message->time);
  gboolean hostile, again;
  double points;

  drop_names (conduct, message, findings);
  hostile = is_hostile_to_user (findings);
  haven_traffic_observe (conduct->traffic, message, fingerprint, hostile, findings);
  notice_impersonation (conduct, message, findings);
  if (after_no && message->kind == HAVEN_CONVERSATION_IM)
    add_finding (findings, "contact-after-no", _ ("Writes on after you said stop"), 2);
  if (person == NULL && hostile && may_be_muted_person (conduct, fingerprint, message->time))
    add_finding (findings, "evasion", _ ("May be somebody you muted"), 3);
  points = points_of (findings, message->contact);
  if (points <= 0.0)
    return;
  person = make_person (conduct, message->account, message->sender, message->time);
  again = hostile && decayed (person, message->time) >= FORGOTTEN_SCORE;
  person->score = decayed (person, message->time) + points * (after_no ? AFTER_NO_FACTOR
                                                              : again  ? AGAIN_FACTOR
                                                                       : 1.0);
  person->scored_at = message->time;
  if (hostile)
    person->fingerprint = fingerprint;
}

/**
 * haven_conduct_observe_own:
 * @conduct: a memory
 * @message: what the user wrote
 * @findings: (element-type HavenFinding): what was seen in it: "contact-after-no" when it tells somebody to
 * stop
 */
void
haven_conduct_observe_own (HavenConduct *conduct, const HavenMessage *message, const GPtrArray *findings)
{
  haven_traffic_observe_own (conduct->traffic, message);
  if (message->kind != HAVEN_CONVERSATION_IM)
    return;
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_HARASSMENT && g_str_equal (finding->category, "contact-after-no"))
      make_person (conduct, message->account, message->conversation, message->time)->stopped_at =
          message->time;
  }
}

/**
 * haven_conduct_observe_event:
 * @conduct: a memory
 * @event: what came besides a message
 * @account: (nullable): the user's account
 * @sender: (nullable): from whom
 * @now: microseconds since 1970 UTC
 * @findings: (element-type HavenFinding): where what is seen over time is added
 */
void
haven_conduct_observe_event (HavenConduct *conduct,
                             HavenEvent event,
                             const char *account,
                             const char *sender,
                             gint64 now,
                             GPtrArray *findings)
{
  HavenPerson *person = find_person (conduct, account, sender);
  double points;

  haven_traffic_observe_event (conduct->traffic, event, account, sender, now, findings);
  if (event != HAVEN_EVENT_JOIN && was_told_to_stop (person, now))
    add_finding (findings, "contact-after-no", _ ("Asks on after you said stop"), 2);
  points = points_of (findings, FALSE);
  if (points <= 0.0)
    return;
  person = make_person (conduct, account, sender, now);
  person->score = decayed (person, now) + points;
  person->scored_at = now;
}

/**
 * haven_conduct_is_pile_on:
 * @conduct: a memory
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether several strangers were hostile to the user within the last minutes, so that "under
 *   attack" is worth suggesting
 */
gboolean
haven_conduct_is_pile_on (const HavenConduct *conduct, gint64 now)
{
  return haven_traffic_is_pile_on (conduct->traffic, now);
}

static gint64
longest_hold (HavenStep step)
{
  return step == HAVEN_STEP_HOLD_HOUR ? G_TIME_SPAN_HOUR : G_TIME_SPAN_DAY;
}

/**
 * haven_conduct_get_standing:
 * @conduct: a memory
 * @account: (nullable): the user's account
 * @sender: (nullable): a person on it
 * @now: microseconds since 1970 UTC
 *
 * Returns: how that person stands now; a hold whose time is over is none
 */
HavenStanding
haven_conduct_get_standing (HavenConduct *conduct, const char *account, const char *sender, gint64 now)
{
  HavenPerson *person = find_person (conduct, account, sender);
  HavenStanding standing = {0.0, HAVEN_STEP_NONE, 0};

  if (person == NULL)
    return standing;
  standing.score = decayed (person, now);
  /* a clock set back must not make an hour last for years */
  if (person->until != 0 && person->until - now > longest_hold (person->step))
    person->until = now + longest_hold (person->step);
  if (person->until == 0 || now < person->until) {
    standing.step = person->step;
    standing.until = person->until;
  }
  return standing;
}

/**
 * haven_conduct_set_step:
 * @conduct: a memory
 * @account: (nullable): the user's account
 * @sender: (nullable): a person on it
 * @step: where on the ladder policy, or the user, puts them
 * @until: when that ends, in microseconds since 1970 UTC; 0 for no end
 */
void
haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until)
{
  HavenPerson *person = make_person (conduct, account, sender, until);

  person->step = step;
  person->until = until;
}

/**
 * haven_conduct_forgive:
 * @conduct: a memory
 * @account: (nullable): the user's account
 * @sender: (nullable): a person on it, of whom nothing is remembered afterwards
 */
void
haven_conduct_forgive (HavenConduct *conduct, const char *account, const char *sender)
{
  g_autofree char *id = haven_conduct_person_id (account, sender);

  g_hash_table_remove (conduct->people, id);
}

/**
 * haven_conduct_foreach:
 * @conduct: a memory; @func may not change it
 * @func: called for everyone who is remembered, in no order
 * @data: passed to @func
 */
void
haven_conduct_foreach (HavenConduct *conduct, HavenPersonFunc func, gpointer data)
{
  GHashTableIter iter;
  gpointer id, person;

  g_hash_table_iter_init (&iter, conduct->people);
  while (g_hash_table_iter_next (&iter, &id, &person))
    func (id, person, data);
}

/**
 * haven_conduct_restore:
 * @conduct: a memory
 * @id: what haven_conduct_person_id() gave
 * @person: what was remembered of them; copied
 */
void
haven_conduct_restore (HavenConduct *conduct, const char *id, const HavenPerson *person)
{
  g_hash_table_replace (conduct->people, g_strdup (id), g_memdup2 (person, sizeof *person));
}
