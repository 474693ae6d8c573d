/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "conduct/haven-person.h"
#include "haven-wall-clock.h"
#include "haven-message.h"

G_BEGIN_DECLS

typedef struct _HavenConduct HavenConduct;

/**
 * HavenStanding:
 * @score: how much a person did lately, 0 for nothing; halves in %HAVEN_CONDUCT_HALF_LIFE
 * @step: where on the ladder policy put them
 * @until: when that ends, in microseconds since 1970 UTC; 0 for no end
 * @by_user: whether the user put them there
 * @newcomer: whether they have written in the room for less than an hour, as far as is remembered
 * @person: (nullable): what is remembered of them, borrowed until the memory changes
 */
typedef struct {
  double score;
  HavenStep step;
  gint64 until;
  gboolean by_user;
  gboolean newcomer;
  const HavenPerson *person;
} HavenStanding;

#define HAVEN_CONDUCT_MAX_PEOPLE 10000

typedef void (*HavenPersonFunc) (const char *id, const HavenPerson *person, gpointer data);

HavenConduct *haven_conduct_new (void);
void haven_conduct_free (HavenConduct *conduct);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConduct, haven_conduct_free)

void haven_conduct_clear (HavenConduct *conduct);
void haven_conduct_set_clock (HavenConduct *conduct, const HavenWallClock *clock);
void haven_conduct_set_contacts (HavenConduct *conduct, const char *const *names);
void haven_conduct_observe (HavenConduct *conduct,
                            const HavenMessage *message,
                            guint64 fingerprint,
                            GPtrArray *findings);
void
haven_conduct_observe_own (HavenConduct *conduct, const HavenMessage *message, const GPtrArray *findings);
void haven_conduct_observe_event (HavenConduct *conduct,
                                  HavenEvent event,
                                  const HavenMessage *message,
                                  GPtrArray *findings);
gboolean haven_conduct_is_newcomer (const HavenConduct *conduct, const HavenMessage *message);
gboolean haven_conduct_is_pile_on (const HavenConduct *conduct, gint64 now);
HavenStanding
haven_conduct_get_standing (HavenConduct *conduct, const char *account, const char *sender, gint64 now);
void haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until, gint64 now);
void haven_conduct_mute (HavenConduct *conduct, const char *account, const char *sender, gint64 now);
void haven_conduct_forgive (HavenConduct *conduct, const char *account, const char *sender);

char *haven_conduct_person_id (const char *account, const char *sender);
void haven_conduct_foreach (HavenConduct *conduct, HavenPersonFunc func, gpointer data);
void haven_conduct_restore (HavenConduct *conduct, const char *id, const HavenPerson *person);
void haven_conduct_drop (HavenConduct *conduct, const char *id);
void haven_conduct_prune (HavenConduct *conduct, gint64 now);

G_END_DECLS
