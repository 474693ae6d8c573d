/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "settings/haven-settings.h"

G_BEGIN_DECLS

typedef struct _HavenSettingsStore HavenSettingsStore;

/* Called in the main context of the store's thread when the settings, or what is wrong with them, changed. */
typedef void (*HavenSettingsChanged) (HavenSettingsStore *store, gpointer data);

HavenSettingsStore *haven_settings_store_new (const char *directory);
void haven_settings_store_free (HavenSettingsStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenSettingsStore, haven_settings_store_free)

void haven_settings_store_watch (HavenSettingsStore *store, HavenSettingsChanged changed, gpointer data);
const HavenSettings *haven_settings_store_get (const HavenSettingsStore *store);
const GError *haven_settings_store_get_problem (const HavenSettingsStore *store);
gboolean haven_settings_store_is_saved (const HavenSettingsStore *store);
gboolean haven_settings_store_is_first_run (const HavenSettingsStore *store);
void haven_settings_store_set (HavenSettingsStore *store, const HavenSettings *settings);
gboolean haven_settings_store_wipe (HavenSettingsStore *store);
gboolean haven_settings_store_reload (HavenSettingsStore *store);

G_END_DECLS
