/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "conduct/haven-conduct.h"

#include <math.h>

#include "haven-finding.h"

/*
 * What each finding adds to its sender's score. Words about somebody else count little: whoever swears
 * at the world is not harassing the reader.
 */
static const double severity_points[] = {0.0, 1.0, 2.0, 4.0};
#define ELSEWHERE_SHARE 0.2

typedef struct {
  double score;
  gint64 scored_at;
  HavenStep step;
  gint64 until;
} Person;

struct _HavenConduct {
  GHashTable *people; /* "account\x1fsender" → Person */
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
  g_free (conduct);
}

/**
 * haven_conduct_clear:
 * @conduct: a memory, of nobody afterwards
 */
void
haven_conduct_clear (HavenConduct *conduct)
{
  g_hash_table_remove_all (conduct->people);
}

static Person *
find_person (HavenConduct *conduct, const char *account, const char *sender, gboolean make)
{
  g_autofree char *key =
      g_strconcat (account != NULL ? account : "", "\x1f", sender != NULL ? sender : "", NULL);
  Person *person = g_hash_table_lookup (conduct->people, key);

  if (person == NULL && make) {
    person = g_new0 (Person, 1);
    g_hash_table_insert (conduct->people, g_steal_pointer (&key), person);
  }
  return person;
}

/* A clock that was set back lets no score grow. */
static double
decayed (const Person *person, gint64 now)
{
  gint64 passed = MAX (now - person->scored_at, 0);

  return person->score * exp2 (-(double)passed / HAVEN_CONDUCT_HALF_LIFE);
}

static double
points_of (const GPtrArray *findings)
{
  double points = 0.0;

  for (guint i = 0; i < findings->len; i++) {
    const HavenFinding *finding = findings->pdata[i];
    double own;

    if (finding->kind != HAVEN_KIND_HARASSMENT)
      continue;
    own = severity_points[MIN (finding->severity, G_N_ELEMENTS (severity_points) - 1)];
    /* one message counts by its worst, or a rule written twice would count twice */
    points = MAX (points, finding->about == HAVEN_ABOUT_YOU ? own : own * ELSEWHERE_SHARE);
  }
  return points;
}

/**
 * haven_conduct_observe:
 * @conduct: a memory
 * @message: an incoming message
 * @findings: (element-type HavenFinding) (inout): what was seen in it; what is seen only over time is added
 */
void
haven_conduct_observe (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings)
{
  double points = points_of (findings);
  Person *person;

  if (points <= 0.0)
    return;
  person = find_person (conduct, message->account, message->sender, TRUE);
  person->score = decayed (person, message->time) + points;
  person->scored_at = message->time;
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
  const Person *person = find_person (conduct, account, sender, FALSE);
  HavenStanding standing = {0.0, HAVEN_STEP_NONE, 0};

  if (person == NULL)
    return standing;
  standing.score = decayed (person, now);
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
 * @step: where on the ladder policy puts them
 * @until: when that ends, in microseconds since 1970 UTC; 0 for no end
 */
void
haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until)
{
  Person *person = find_person (conduct, account, sender, TRUE);

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
  g_autofree char *key =
      g_strconcat (account != NULL ? account : "", "\x1f", sender != NULL ? sender : "", NULL);

  g_hash_table_remove (conduct->people, key);
}
