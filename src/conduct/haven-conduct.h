/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "conduct/haven-traffic.h"
#include "haven-message.h"

G_BEGIN_DECLS

typedef struct _HavenConduct HavenConduct;

/* The ladder, from the bottom. */
typedef enum {
  HAVEN_STEP_NONE,
  HAVEN_STEP_VEIL,
  HAVEN_STEP_HOLD_HOUR,
  HAVEN_STEP_HOLD_DAY,
  HAVEN_STEP_MUTE,
} HavenStep;

/**
 * HavenStanding:
 * @score: how much a person did lately, 0 for nothing; halves in %HAVEN_CONDUCT_HALF_LIFE
 * @step: where on the ladder policy put them
 * @until: when that ends, in microseconds since 1970 UTC; 0 for no end
 */
typedef struct {
  double score;
  HavenStep step;
  gint64 until;
} HavenStanding;

/**
 * HavenPerson:
 *
 * What is remembered of one person: never a word of what they wrote.
 */
typedef struct {
  double score;
  gint64 scored_at; /* when @score was right */
  HavenStep step;
  gint64 until;        /* when @step ends; 0 for no end */
  gint64 stopped_at;   /* when the user last told them to stop; 0 for never */
  guint64 fingerprint; /* of the last hostile message */
} HavenPerson;

#define HAVEN_CONDUCT_HALF_LIFE (3 * G_TIME_SPAN_DAY)
#define HAVEN_CONDUCT_MAX_PEOPLE 10000

typedef void (*HavenPersonFunc) (const char *id, const HavenPerson *person, gpointer data);

HavenConduct *haven_conduct_new (void);
void haven_conduct_free (HavenConduct *conduct);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConduct, haven_conduct_free)

void haven_conduct_clear (HavenConduct *conduct);
void haven_conduct_set_contacts (HavenConduct *conduct, const char *const *names);
void haven_conduct_observe (HavenConduct *conduct,
                            const HavenMessage *message,
                            guint64 fingerprint,
                            GPtrArray *findings);
void
haven_conduct_observe_own (HavenConduct *conduct, const HavenMessage *message, const GPtrArray *findings);
void haven_conduct_observe_event (HavenConduct *conduct,
                                  HavenEvent event,
                                  const char *account,
                                  const char *sender,
                                  gint64 now,
                                  GPtrArray *findings);
gboolean haven_conduct_is_pile_on (const HavenConduct *conduct, gint64 now);
HavenStanding
haven_conduct_get_standing (HavenConduct *conduct, const char *account, const char *sender, gint64 now);
void haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until);
void haven_conduct_forgive (HavenConduct *conduct, const char *account, const char *sender);

char *haven_conduct_person_id (const char *account, const char *sender);
void haven_conduct_foreach (HavenConduct *conduct, HavenPersonFunc func, gpointer data);
void haven_conduct_restore (HavenConduct *conduct, const char *id, const HavenPerson *person);
void haven_conduct_prune (HavenConduct *conduct, gint64 now);

G_END_DECLS
