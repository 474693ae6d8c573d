/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-known-names.h"

G_BEGIN_DECLS

const HavenKnownName *haven_baited_joined (const HavenWellKnown *known, const char *label, gboolean one_word);
const HavenKnownName *
haven_baited_hyphened (const HavenWellKnown *known, const char *label, const char *ending);

G_END_DECLS
