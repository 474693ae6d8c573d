/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * What is remembered of people who were hostile: a score that fades, the step of the ladder that policy
 * put them on, and when the user told them to stop. Whoever was never hostile is not remembered here.
 */

#include "conduct/haven-conduct.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "conduct/haven-fairness.h"
#include "conduct/haven-fingerprint.h"
#include "conduct/haven-likeness.h"
#include "conduct/haven-traffic.h"
#include "haven-finding.h"

/*
 * What the worst finding in a message adds to its sender's score, by severity. Words about somebody else
 * count little: whoever swears at the world is not harassing the reader.
 */
static const double severity_points[] = {0.0, 1.0, 2.0, 4.0};
#define ELSEWHERE_SHARE 0.2
#define AGAIN_FACTOR 1.25 /* somebody who was hostile before, and is not forgotten */
#define AFTER_NO_FACTOR 1.5
#define AFTER_NO_PAUSE (2 * G_TIME_SPAN_MINUTE) /* a last "ok, sorry" is no harassment */
#define EVASION_SPAN (2 * G_TIME_SPAN_DAY)
#define MAX_ID 256       /* bytes: an XMPP address may have 3071, and a name costs nobody anything */
#define N_HELD_PRINTS 64 /* of what held people wrote last, to see it again under another name */

/* What somebody who is held wrote last. */
typedef struct {
  guint person; /* hash of their id */
  guint64 fingerprint;
  gint64 time;
} HeldPrint;

struct _HavenConduct {
  GHashTable *people;                   /* person id → HavenPerson */
  HeldPrint held_prints[N_HELD_PRINTS]; /* a ring */
  guint n_held_prints;
  HavenTraffic *traffic;
  HavenLikeness *contacts;     /* nullable */
  const HavenWallClock *clock; /* nullable: the clock is right */
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
 * haven_conduct_set_clock:
 * @conduct: a memory
 * @clock: (nullable): what is believed of the clock; borrowed. With NULL it is always right
 *
 * Nobody is forgotten, and no hold ends for good, because a clock was set wrong for a while.
 */
void
haven_conduct_set_clock (HavenConduct *conduct, const HavenWallClock *clock)
{
  conduct->clock = clock;
}

static gint64
latest (const HavenConduct *conduct, gint64 now)
{
  return conduct->clock != NULL ? haven_wall_clock_stamp (conduct->clock, now) : now;
}

static gint64
believed (const HavenConduct *conduct, gint64 now)
{
  return conduct->clock != NULL ? haven_wall_clock_from (conduct->clock, now, 0) : now;
}

/**
 * haven_conduct_clear:
 * @conduct: a memory, of nobody afterwards
 */
void
haven_conduct_clear (HavenConduct *conduct)
{
  g_hash_table_remove_all (conduct->people);
  conduct->n_held_prints = 0;
  haven_traffic_free (conduct->traffic);
  conduct->traffic = haven_traffic_new ();
}

/* What is too long keeps its beginning, for a person to recognise, and a hash of all of it. */
static char *
shorten (const char *id)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  g_autofree char *head = g_utf8_make_valid (id, MAX_ID / 2);

  return g_strconcat (head, "…", hash, NULL);
}

/**
 * haven_conduct_person_id:
 * @account: (nullable): the user's account, "protocol:username"
 * @sender: (nullable): a person on it
 *
 * An address that says its own server is the same person on every account of that protocol; a mere nick
 * is known only within the account.
 *
 * Returns: (transfer full): an id for that person, UTF-8 whatever the protocol gave
 */
char *
haven_conduct_person_id (const char *account, const char *sender)
{
  const char *colon = account != NULL ? strchr (account, ':') : NULL;
  const char *name = sender != NULL ? sender : "";
  gsize account_length = account != NULL ? strlen (account) : 0;
  gsize name_length = strlen (name);
  g_autofree char *id = NULL;
  gsize length;

  if (colon != NULL && strchr (name, '@') != NULL)
    account_length = (gsize)(colon - account);
  length = account_length + 1 + name_length;
  id = g_malloc (length + 1);
  if (account_length > 0)
    memcpy (id, account, account_length);
  id[account_length] = ' ';
  memcpy (id + account_length + 1, name, name_length + 1);
  if (length > MAX_ID)
    return shorten (id);
  return g_utf8_validate_len (id, length, NULL) ? g_steal_pointer (&id) : g_utf8_make_valid (id, -1);
}

static guint
hash_person (const char *account, const char *sender)
{
  g_autofree char *id = haven_conduct_person_id (account, sender);

  return g_str_hash (id);
}

/* Of most people nothing is remembered, and of some users' contacts of nobody. */
static HavenPerson *
find_person (HavenConduct *conduct, const char *account, const char *sender)
{
  g_autofree char *id = NULL;

  if (g_hash_table_size (conduct->people) == 0)
    return NULL;
  id = haven_conduct_person_id (account, sender);
  return g_hash_table_lookup (conduct->people, id);
}

typedef struct {
  gint64 latest;
  gint64 believed;
} Moments;

static gboolean
is_forgotten (gpointer id, gpointer data, gpointer user_data)
{
  HavenPerson *person = data;
  const Moments *moments = user_data;

  haven_person_fit_clock (person, moments->latest);
  return haven_person_is_forgotten (person, moments->believed);
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
  gboolean mutes_too;
} Cutoff;

/* Only what the user said themselves is no attacker's to push out. */
static gboolean
is_below (gpointer id, gpointer data, gpointer user_data)
{
  const HavenPerson *person = data;
  const Cutoff *cutoff = user_data;

  return !person->by_user && (cutoff->mutes_too || person->step != HAVEN_STEP_MUTE) &&
         haven_person_score (person, cutoff->now) <= cutoff->cutoff;
}

/* The lower half by score, so that a flood of new names costs each of them little. */
static void
drop_half (HavenConduct *conduct, gint64 now, gboolean mutes_too)
{
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (double));
  Cutoff cutoff = {now, 0.0, mutes_too};
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, conduct->people);
  while (g_hash_table_iter_next (&iter, NULL, &person)) {
    double score = haven_person_score (person, now);

    g_array_append_val (scores, score);
  }
  g_array_sort (scores, compare_scores);
  cutoff.cutoff = g_array_index (scores, double, scores->len / 2);
  g_hash_table_foreach_remove (conduct->people, is_below, &cutoff);
}

/**
 * haven_conduct_prune:
 * @conduct: a memory
 * @now: microseconds since 1970 UTC
 *
 * Forgets whoever was quiet for weeks, and when there are still too many, the half with the lower scores;
 * those who were muted only when there is no room without them, those whom the user muted never.
 */
void
haven_conduct_prune (HavenConduct *conduct, gint64 now)
{
  Moments moments = {latest (conduct, now), believed (conduct, now)};

  g_hash_table_foreach_remove (conduct->people, is_forgotten, &moments);
  if (g_hash_table_size (conduct->people) < HAVEN_CONDUCT_MAX_PEOPLE)
    return;
  drop_half (conduct, now, FALSE);
  if (g_hash_table_size (conduct->people) > HAVEN_CONDUCT_MAX_PEOPLE * 3 / 4)
    drop_half (conduct, now, TRUE);
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

static gboolean
weighs_more (const HavenFinding *a, const HavenFinding *b)
{
  gboolean a_you = a->about == HAVEN_ABOUT_YOU, b_you = b->about == HAVEN_ABOUT_YOU;

  return a_you != b_you ? a_you : a->severity > b->severity;
}

/* What a message counts for is its worst, and that is also what a reason names. */
static void
blame (HavenPerson *person, const GPtrArray *findings, gint64 time)
{
  const HavenFinding *worst = NULL;
  g_autofree char *rule = NULL;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind == HAVEN_KIND_HARASSMENT && (worst == NULL || weighs_more (finding, worst)))
      worst = finding;
  }
  if (worst == NULL)
    return;
  rule = g_strdup_printf ("%s/%s", worst->pack, worst->rule);
  haven_person_blame (person, time, worst->category, rule);
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

static gboolean
was_told_to_stop (const HavenPerson *person, gint64 now)
{
  return person != NULL && person->stopped_at != 0 && now > person->stopped_at + AFTER_NO_PAUSE &&
         now < person->stopped_at + HAVEN_PERSON_STOP_SPAN;
}

static void
remember_held_print (HavenConduct *conduct, guint person, guint64 fingerprint, gint64 time)
{
  if (fingerprint != HAVEN_FINGERPRINT_NONE)
    conduct->held_prints[conduct->n_held_prints++ % N_HELD_PRINTS] = (HeldPrint){person, fingerprint, time};
}

/* Somebody new who repeats, hostile, what a held person wrote: it may be them, and nothing more is said. */
static gboolean
may_be_held_person (const HavenConduct *conduct, guint64 fingerprint, gint64 now)
{
  for (guint i = 0; i < MIN (conduct->n_held_prints, N_HELD_PRINTS); i++) {
    const HeldPrint *print = &conduct->held_prints[i];

    if (now < print->time + EVASION_SPAN && haven_fingerprint_alike (print->fingerprint, fingerprint))
      return TRUE;
  }
  return FALSE;
}

/* In a room everybody meets everybody; in an IM a borrowed name is aimed at the user. */
static void
notice_impersonation (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings)
{
  if (conduct->contacts == NULL || message->contact || message->sender == NULL ||
      haven_likeness_find (conduct->contacts, message->sender) == NULL)
    return;
  haven_finding_add_conduct (findings, "impersonation", _ ("A name that looks like a contact's"),
                             message->kind == HAVEN_CONVERSATION_IM ? 2 : 1, HAVEN_ABOUT_YOU);
}

/* Somebody who is no contact and to whom the user never wrote, as far as is remembered. */
static gboolean
is_unasked (const HavenConduct *conduct, const HavenMessage *message)
{
  return message->kind == HAVEN_CONVERSATION_IM && !message->contact &&
         !haven_traffic_is_answered (conduct->traffic, message);
}

static void
notice_media (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];

    if (finding->kind != HAVEN_KIND_CONTENT || g_strcmp0 (finding->category, "picture") != 0)
      continue;
    if (is_unasked (conduct, message))
      haven_finding_add_conduct (findings, "unsolicited-media",
                                 _ ("A picture from somebody whom you never answered"), 1, HAVEN_ABOUT_YOU);
    return;
  }
}

/* What was seen weighs on its sender. Returns: them; NULL where it weighs nothing, and nobody new is
 * remembered. */
static HavenPerson *
charge (HavenConduct *conduct, const HavenMessage *message, const GPtrArray *findings, double factor)
{
  double points = points_of (findings, message->contact);
  HavenPerson *person;

  if (points <= 0.0)
    return NULL;
  person = make_person (conduct, message->account, message->sender, message->time);
  haven_person_add (person, points * factor, message->time);
  blame (person, findings, message->time);
  return person;
}

static double
factor_of (const HavenPerson *person, gboolean hostile, gboolean after_no, gint64 now)
{
  if (after_no)
    return AFTER_NO_FACTOR;
  return hostile && person != NULL && haven_person_score (person, now) >= HAVEN_PERSON_FORGOTTEN_SCORE
             ? AGAIN_FACTOR
             : 1.0;
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
  gboolean hostile;
  double factor;

  haven_fairness_read (conduct->traffic, message, findings);
  hostile = is_hostile_to_user (findings);
  haven_traffic_observe (conduct->traffic, message, fingerprint, hostile, findings);
  haven_fairness_spare (conduct->traffic, message, findings);
  notice_impersonation (conduct, message, findings);
  notice_media (conduct, message, findings);
  if (after_no && message->kind == HAVEN_CONVERSATION_IM)
    haven_finding_add_conduct (findings, "contact-after-no", _ ("Writes on after you said stop"), 2,
                               HAVEN_ABOUT_YOU);
  if (person == NULL && hostile && may_be_held_person (conduct, fingerprint, message->time))
    haven_finding_add_conduct (findings, "evasion", _ ("May be somebody you muted"), 3, HAVEN_ABOUT_YOU);
  factor = factor_of (person, hostile, after_no, message->time) *
           haven_fairness_share (conduct->traffic, message, findings);
  person = charge (conduct, message, findings, factor);
  if (person == NULL || !hostile)
    return;
  person->fingerprint = fingerprint;
  if (haven_person_is_on_ladder (person, message->time))
    remember_held_print (conduct, hash_person (message->account, message->sender), fingerprint,
                         message->time);
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
 * @message: from whom, and when
 * @findings: (element-type HavenFinding): where what is seen over time is added
 */
void
haven_conduct_observe_event (HavenConduct *conduct,
                             HavenEvent event,
                             const HavenMessage *message,
                             GPtrArray *findings)
{
  const HavenPerson *person = find_person (conduct, message->account, message->sender);

  haven_traffic_observe_event (conduct->traffic, event, message->account, message->sender, message->time,
                               findings);
  if (event != HAVEN_EVENT_JOIN && was_told_to_stop (person, message->time))
    haven_finding_add_conduct (findings, "contact-after-no", _ ("Asks on after you said stop"), 2,
                               HAVEN_ABOUT_YOU);
  if (event == HAVEN_EVENT_FILE && is_unasked (conduct, message))
    haven_finding_add_conduct (findings, "unsolicited-media",
                               _ ("A file from somebody whom you never answered"), 1, HAVEN_ABOUT_YOU);
  charge (conduct, message, findings, 1.0);
}

/**
 * haven_conduct_is_newcomer:
 * @conduct: a memory
 * @message: a message that was observed
 *
 * A name in a room is somebody's only as long as they are there: who comes back under another one is new.
 *
 * Returns: whether it was written in a room, by a name that has written there for less than an hour
 */
gboolean
haven_conduct_is_newcomer (const HavenConduct *conduct, const HavenMessage *message)
{
  return message->kind == HAVEN_CONVERSATION_CHAT && haven_traffic_is_new (conduct->traffic, message);
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
  HavenStanding standing = {.step = HAVEN_STEP_NONE, .person = person};

  if (person == NULL)
    return standing;
  haven_person_fit_clock (person, latest (conduct, now));
  standing.score = haven_person_score (person, now);
  if (person->until == 0 || now < person->until) {
    standing.step = person->step;
    standing.until = person->until;
    standing.by_user = person->by_user;
  }
  return standing;
}

static HavenPerson *
put_on_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until, gint64 now)
{
  HavenPerson *person = make_person (conduct, account, sender, now);

  person->step = step;
  person->until = until;
  person->by_user = FALSE;
  if (step >= HAVEN_STEP_HOLD_HOUR)
    remember_held_print (conduct, hash_person (account, sender), person->fingerprint, person->scored_at);
  return person;
}

/**
 * haven_conduct_set_step:
 * @conduct: a memory
 * @account: (nullable): the user's account
 * @sender: (nullable): a person on it
 * @step: where on the ladder policy puts them
 * @until: when that ends, in microseconds since 1970 UTC; 0 for no end
 * @now: microseconds since 1970 UTC
 */
void
haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until, gint64 now)
{
  put_on_step (conduct, account, sender, step, until, now);
}

/**
 * haven_conduct_mute:
 * @conduct: a memory
 * @account: (nullable): the user's account
 * @sender: (nullable): a person on it, whom the user mutes
 * @now: microseconds since 1970 UTC
 */
void
haven_conduct_mute (HavenConduct *conduct, const char *account, const char *sender, gint64 now)
{
  put_on_step (conduct, account, sender, HAVEN_STEP_MUTE, 0, now)->by_user = TRUE;
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

  haven_conduct_drop (conduct, id);
}

/**
 * haven_conduct_drop:
 * @conduct: a memory
 * @id: what haven_conduct_person_id() gave, of whom nothing is remembered afterwards
 */
void
haven_conduct_drop (HavenConduct *conduct, const char *id)
{
  g_hash_table_remove (conduct->people, id);
  for (guint i = 0; i < MIN (conduct->n_held_prints, N_HELD_PRINTS); i++) {
    if (conduct->held_prints[i].person == g_str_hash (id))
      conduct->held_prints[i].fingerprint = HAVEN_FINGERPRINT_NONE;
  }
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
