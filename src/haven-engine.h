/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-message.h"
#include "haven-verdict.h"

G_BEGIN_DECLS

typedef struct _HavenEngine HavenEngine;
typedef struct _HavenSettings HavenSettings;
typedef struct _HavenConduct HavenConduct;
typedef struct _HavenReminders HavenReminders;
typedef struct _HavenSites HavenSites;
typedef struct _HavenFacts HavenFacts;
typedef struct _HavenRecent HavenRecent;
typedef struct _HavenMatcher HavenMatcher;

HavenEngine *haven_engine_new (void);
void haven_engine_free (HavenEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEngine, haven_engine_free)

/* (transfer full); packs and languages: element-type HavenPack */
gboolean
haven_engine_take_matcher (HavenEngine *engine, HavenMatcher *matcher, GPtrArray *languages, GError **error);
gboolean haven_engine_take_packs (HavenEngine *engine, GPtrArray *packs, GError **error);
void haven_engine_set_settings (HavenEngine *engine, const HavenSettings *settings);
void haven_engine_take_sites (HavenEngine *engine, HavenSites *sites);
const HavenSites *haven_engine_get_sites (const HavenEngine *engine);
void haven_engine_set_contacts (HavenEngine *engine, const GPtrArray *lines);
void haven_engine_set_brief (HavenEngine *engine, gboolean brief);
HavenRecent *haven_engine_get_recent (HavenEngine *engine);
const GPtrArray *haven_engine_get_set_aside (const HavenEngine *engine);
const char *haven_engine_name_rule (const HavenEngine *engine, const char *pack, const char *rule);
HavenConduct *haven_engine_get_conduct (HavenEngine *engine);
HavenReminders *haven_engine_get_reminders (HavenEngine *engine);
void haven_engine_forget (HavenEngine *engine);
HavenVerdict *haven_engine_judge (HavenEngine *engine, const HavenMessage *message);
HavenVerdict *haven_engine_judge_event (HavenEngine *engine, HavenEvent event, const HavenMessage *message);

G_END_DECLS
