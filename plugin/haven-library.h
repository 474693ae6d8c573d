/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-engine.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

GPtrArray *haven_library_load (HavenEngine *engine, const char *directory);

G_END_DECLS
