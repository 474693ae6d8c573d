/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "match/haven-matcher.h"
#include "match/haven-pack.h"

void fixture_add_pack (GPtrArray *packs, const char *pack, const char *name);
GPtrArray *fixture_packs (const char *const *packs);
char *fixture_error (const char *const *packs);
HavenMatcher *fixture_matcher (const char *pack);
char *fixture_pack (const char *rules);
char *fixture_match (HavenMatcher *matcher, const char *message, const HavenMatchScene *scene);
