/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-message.h"

G_BEGIN_DECLS

typedef struct _HavenTraffic HavenTraffic;

HavenTraffic *haven_traffic_new (void);
void haven_traffic_free (HavenTraffic *traffic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTraffic, haven_traffic_free)

void haven_traffic_observe (HavenTraffic *traffic,
                            const HavenMessage *message,
                            guint64 fingerprint,
                            gboolean hostile,
                            GPtrArray *findings);
void haven_traffic_observe_event (HavenTraffic *traffic,
                                  HavenEvent event,
                                  const char *account,
                                  const char *sender,
                                  gint64 now,
                                  GPtrArray *findings);
void haven_traffic_observe_own (HavenTraffic *traffic, const HavenMessage *message);
gboolean haven_traffic_takes_part (const HavenTraffic *traffic, const HavenMessage *message);
void haven_traffic_note_need (HavenTraffic *traffic, const HavenMessage *message);
gboolean haven_traffic_is_in_need (const HavenTraffic *traffic, const HavenMessage *message);
gboolean haven_traffic_is_answered (const HavenTraffic *traffic, const HavenMessage *message);
gboolean haven_traffic_knows (const HavenTraffic *traffic, const HavenMessage *message, const char *name);
gboolean haven_traffic_is_new (const HavenTraffic *traffic, const HavenMessage *message);
gboolean haven_traffic_is_pile_on (const HavenTraffic *traffic, gint64 now);

G_END_DECLS
