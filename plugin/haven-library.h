/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-engine.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

GPtrArray *haven_library_load (HavenEngine *engine, const HavenSettings *settings, const char *directory);
gboolean haven_library_differs (const HavenSettings *before, const HavenSettings *after);

G_END_DECLS
