/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenNudges HavenNudges;

HavenNudges *haven_nudges_new (PurplePlugin *handle);
void haven_nudges_free (HavenNudges *nudges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenNudges, haven_nudges_free)

void haven_nudges_came (HavenNudges *nudges, PurpleAccount *account, const char *sender, gboolean held);

G_END_DECLS
