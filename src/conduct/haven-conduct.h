/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

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

#define HAVEN_CONDUCT_HALF_LIFE (3 * G_TIME_SPAN_DAY)

HavenConduct *haven_conduct_new (void);
void haven_conduct_free (HavenConduct *conduct);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConduct, haven_conduct_free)

void haven_conduct_clear (HavenConduct *conduct);
void haven_conduct_observe (HavenConduct *conduct, const HavenMessage *message, GPtrArray *findings);
HavenStanding
haven_conduct_get_standing (HavenConduct *conduct, const char *account, const char *sender, gint64 now);
void haven_conduct_set_step (
    HavenConduct *conduct, const char *account, const char *sender, HavenStep step, gint64 until);
void haven_conduct_forgive (HavenConduct *conduct, const char *account, const char *sender);

G_END_DECLS
