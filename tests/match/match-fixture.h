/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "match/haven-matcher.h"
#include "match/haven-pack.h"

HavenMatcher *fixture_matcher (const char *pack);
char *fixture_pack (const char *rules);
char *fixture_match (HavenMatcher *matcher, const char *message, const HavenMatchScene *scene);
