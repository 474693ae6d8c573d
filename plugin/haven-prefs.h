/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-plugin-api.h"

G_BEGIN_DECLS

PurplePluginPrefFrame *haven_prefs_make_frame (PurplePlugin *handle);
void haven_prefs_connect (HavenPlugin *plugin);
void haven_prefs_clear (void);

G_END_DECLS
