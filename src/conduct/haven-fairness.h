/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "conduct/haven-traffic.h"
#include "haven-message.h"

G_BEGIN_DECLS

void haven_fairness_read (HavenTraffic *traffic, const HavenMessage *message, GPtrArray *findings);
void haven_fairness_spare (const HavenTraffic *traffic, const HavenMessage *message, GPtrArray *findings);
double
haven_fairness_share (const HavenTraffic *traffic, const HavenMessage *message, const GPtrArray *findings);

G_END_DECLS
