/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-engine.h"

G_BEGIN_DECLS

typedef struct _HavenMemory HavenMemory;

HavenMemory *haven_memory_new (HavenConduct *conduct, const char *path, gboolean saves);
void haven_memory_take_over (HavenMemory *memory);
void haven_memory_save (HavenMemory *memory);
void haven_memory_free (HavenMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenMemory, haven_memory_free)

G_END_DECLS
