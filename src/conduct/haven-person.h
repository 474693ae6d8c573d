/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"

G_BEGIN_DECLS

/* The ladder, from the bottom. */
typedef enum {
  HAVEN_STEP_NONE,
  HAVEN_STEP_VEIL,
  HAVEN_STEP_HOLD_HOUR,
  HAVEN_STEP_HOLD_DAY,
  HAVEN_STEP_MUTE,
} HavenStep;

/**
 * HavenCause:
 * @time: when it was seen, in microseconds since 1970 UTC
 * @category: its category
 * @rule: "rule of pack", as a reason names it
 *
 * One thing that a person did, without a word of it.
 */
typedef struct {
  gint64 time;
  const char *category;
  const char *rule;
} HavenCause;

#define HAVEN_PERSON_CAUSES 4

/**
 * HavenPerson:
 * @score: how much they did, right at @scored_at; it fades from then on
 * @scored_at: microseconds since 1970 UTC
 * @step: where on the ladder they stand
 * @until: when @step ends; 0 for no end
 * @by_user: whether the user put them there
 * @stopped_at: when the user last told them to stop; 0 for never
 * @fingerprint: of the last hostile message; not kept over a restart
 * @causes: the last things they did: a ring
 * @n_causes: how many there were, in all
 *
 * What is remembered of one person: never a word of what they wrote.
 */
typedef struct {
  double score;
  gint64 scored_at;
  HavenStep step;
  gint64 until;
  gboolean by_user;
  gint64 stopped_at;
  guint64 fingerprint;
  HavenCause causes[HAVEN_PERSON_CAUSES];
  guint n_causes;
} HavenPerson;

#define HAVEN_CONDUCT_HALF_LIFE (3 * G_TIME_SPAN_DAY)
#define HAVEN_PERSON_FORGOTTEN_SCORE 0.05 /* about a month after one insult */
#define HAVEN_PERSON_MAX_SCORE 1e6        /* a mute takes 24; the file of it holds no more than this */
#define HAVEN_PERSON_STOP_SPAN (14 * G_TIME_SPAN_DAY)

double haven_person_score (const HavenPerson *person, gint64 now);
void haven_person_add (HavenPerson *person, double points, gint64 now);
void haven_person_blame (HavenPerson *person, gint64 time, const char *category, const char *rule);
const HavenCause *haven_person_cause (const HavenPerson *person, guint index);
guint haven_person_count_causes (const HavenPerson *person);
gboolean haven_person_is_on_ladder (const HavenPerson *person, gint64 now);
gboolean haven_person_is_forgotten (const HavenPerson *person, gint64 now);
void haven_person_fit_clock (HavenPerson *person, gint64 now);

G_END_DECLS
