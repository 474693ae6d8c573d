/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "conduct/haven-conduct.h"

G_BEGIN_DECLS

void haven_conduct_join (HavenConduct *ours, HavenConduct *base, HavenConduct *theirs);

G_END_DECLS
