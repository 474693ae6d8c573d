/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-pack-private.h"

G_BEGIN_DECLS

HavenConcept *
haven_names_find (GPtrArray *packs, const HavenPack *pack, const char *name, const HavenPack **owner);
char *haven_names_suggest (GPtrArray *packs, const HavenPack *pack, const char *name);

G_END_DECLS
