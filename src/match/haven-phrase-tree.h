/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-program.h"

G_BEGIN_DECLS

void haven_phrase_tree_build (HavenProgramParts *parts);

G_END_DECLS
