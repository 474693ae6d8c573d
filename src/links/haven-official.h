/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-bait.h"

G_BEGIN_DECLS

const char *haven_official_lookalike (const HavenBaits *baits, const char *host, const char *domain);

G_END_DECLS
