/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

typedef struct _HavenKeeper HavenKeeper;

HavenKeeper *haven_keeper_new (const char *directory);
void haven_keeper_free (HavenKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenKeeper, haven_keeper_free)

void haven_keeper_incoming (HavenKeeper *keeper,
                            const HavenMessage *message,
                            const HavenVerdict *verdict,
                            const char *alias,
                            double score);
void haven_keeper_outgoing (HavenKeeper *keeper, const HavenMessage *message);
void haven_keeper_held (HavenKeeper *keeper, const HavenHeldItem *item);
void haven_keeper_did (
    HavenKeeper *keeper, const char *account, const char *conversation, const char *who, const char *did);
gboolean haven_keeper_note (
    HavenKeeper *keeper, const char *account, const char *conversation, const char *kind, const char *words);
gboolean haven_keeper_has_lost (HavenKeeper *keeper);

G_END_DECLS
