/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "conduct/haven-conduct.h"
#include "conduct/haven-reminders.h"
#include "haven-message.h"
#include "haven-verdict.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

/* The only place that chooses actions. */
HavenVerdict *haven_policy_judge_incoming (const HavenSettings *settings,
                                           const HavenMessage *message,
                                           GPtrArray *findings,
                                           const HavenStanding *standing,
                                           HavenStep *step);
HavenVerdict *haven_policy_judge_outgoing (const HavenSettings *settings,
                                           const HavenReminders *reminders,
                                           const HavenMessage *message,
                                           GPtrArray *findings);
gboolean haven_policy_asks_about (const HavenSettings *settings,
                                  const HavenFinding *finding,
                                  const char *topic,
                                  const char *conversation);
const char *haven_policy_name (const HavenFinding *finding);
gboolean haven_policy_is_held (const HavenSettings *settings,
                               const HavenMessage *message,
                               const HavenStanding *standing);
void haven_policy_hold_again (const HavenSettings *settings,
                              HavenVerdict *verdict,
                              const HavenMessage *message,
                              const HavenStanding *standing);
void haven_policy_veil_at_most (HavenVerdict *verdict);
gint64 haven_policy_step_end (HavenStep step, gint64 now);

G_END_DECLS
