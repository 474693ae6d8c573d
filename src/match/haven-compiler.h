/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-pack-private.h"
#include "haven-program.h"

G_BEGIN_DECLS

HavenProgram *haven_compile (GPtrArray *packs, const HavenPack **culprit, GError **error);

G_END_DECLS
