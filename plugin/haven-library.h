/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-engine.h"
#include "settings/haven-settings-store.h"

G_BEGIN_DECLS

typedef struct _HavenLibrary HavenLibrary;

typedef void (*HavenLibraryChanged) (gpointer data);

HavenLibrary *haven_library_new (HavenEngine *engine, HavenSettingsStore *store, const char *directory);
void haven_library_free (HavenLibrary *library);
void haven_library_watch (HavenLibrary *library, HavenLibraryChanged changed, gpointer data);
gboolean haven_library_is_slow (HavenLibrary *library);
void haven_library_wait (HavenLibrary *library);
void haven_library_follow_settings (HavenLibrary *library);
void haven_library_reload (HavenLibrary *library);
void haven_library_reload_beside (HavenLibrary *library);
void haven_library_stop (HavenLibrary *library);
void haven_library_tell_slow_rules (HavenLibrary *library);
const char *haven_library_name_pack (HavenLibrary *library, const char *id);
const GPtrArray *haven_library_get_problems (HavenLibrary *library);

G_END_DECLS
