/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-known-names.h"

G_BEGIN_DECLS

const HavenKnownName *
haven_slip_find (const HavenWellKnown *known, const char *ascii, const char *label, const char *skeleton);

G_END_DECLS
