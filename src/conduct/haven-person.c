/* SPDX-License-Identifier: GPL-2.0-or-later */

/* One person's record: a score that fades, a step of the ladder, and why. */

#include "conduct/haven-person.h"

#include <math.h>

/**
 * haven_person_score:
 * @person: a person
 * @now: microseconds since 1970 UTC
 *
 * Returns: how much they did lately; a clock that was set back lets no score grow
 */
double
haven_person_score (const HavenPerson *person, gint64 now)
{
  gint64 passed = MAX (now - person->scored_at, 0);

  return person->score * exp2 (-(double)passed / HAVEN_CONDUCT_HALF_LIFE);
}

/**
 * haven_person_add:
 * @person: a person
 * @points: what something they did weighs
 * @now: when they did it, in microseconds since 1970 UTC
 */
void
haven_person_add (HavenPerson *person, double points, gint64 now)
{
  person->score = MIN (haven_person_score (person, now) + points, HAVEN_PERSON_MAX_SCORE);
  person->scored_at = now;
}

/**
 * haven_person_blame:
 * @person: a person
 * @time: when they did something, in microseconds since 1970 UTC
 * @category: what
 * @rule: which rule of which pack saw it
 */
void
haven_person_blame (HavenPerson *person, gint64 time, const char *category, const char *rule)
{
  /* categories and rules are as many as the packs have, however many people there are */
  person->causes[person->n_causes++ % HAVEN_PERSON_CAUSES] =
      (HavenCause){time, g_intern_string (category), g_intern_string (rule)};
}

/**
 * haven_person_count_causes:
 * @person: a person
 *
 * Returns: how many causes are remembered
 */
guint
haven_person_count_causes (const HavenPerson *person)
{
  return MIN (person->n_causes, HAVEN_PERSON_CAUSES);
}

/**
 * haven_person_cause:
 * @person: a person
 * @index: below haven_person_count_causes(); 0 is the oldest
 *
 * Returns: (transfer none): a cause
 */
const HavenCause *
haven_person_cause (const HavenPerson *person, guint index)
{
  guint first = person->n_causes > HAVEN_PERSON_CAUSES ? person->n_causes : 0;

  return &person->causes[(first + index) % HAVEN_PERSON_CAUSES];
}

/**
 * haven_person_is_on_ladder:
 * @person: a person
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether they are held or muted now
 */
gboolean
haven_person_is_on_ladder (const HavenPerson *person, gint64 now)
{
  return person->step >= HAVEN_STEP_HOLD_HOUR && (person->until == 0 || now < person->until);
}

/**
 * haven_person_is_forgotten:
 * @person: a person
 * @now: microseconds since 1970 UTC
 *
 * Returns: whether nothing of them is worth remembering any more: weeks were quiet. A mute stands until the
 *   user takes it back
 */
gboolean
haven_person_is_forgotten (const HavenPerson *person, gint64 now)
{
  gboolean stopped = person->stopped_at != 0 && now < person->stopped_at + HAVEN_PERSON_STOP_SPAN;

  return !haven_person_is_on_ladder (person, now) && !stopped &&
         haven_person_score (person, now) < HAVEN_PERSON_FORGOTTEN_SCORE;
}

/* A hold lasts at most a day, whatever the clock said when it began. */
static gint64
longest_hold (HavenStep step)
{
  return step == HAVEN_STEP_HOLD_HOUR ? G_TIME_SPAN_HOUR : G_TIME_SPAN_DAY;
}

/**
 * haven_person_fit_clock:
 * @person: a person
 * @now: microseconds since 1970 UTC
 *
 * What seems to have been later than now was now: after a clock was set back an hour must not last for
 * years, and a score must go on fading.
 */
void
haven_person_fit_clock (HavenPerson *person, gint64 now)
{
  person->scored_at = MIN (person->scored_at, now);
  person->stopped_at = MIN (person->stopped_at, now);
  if (person->until != 0 && person->until > now + longest_hold (person->step))
    person->until = now + longest_hold (person->step);
}
