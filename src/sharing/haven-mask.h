/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "haven-finding.h"

G_BEGIN_DECLS

gboolean haven_sharing_can_mask (const HavenFinding *finding);
char *haven_sharing_mask (const char *markup, gsize length, const GPtrArray *findings);
gboolean haven_sharing_shows_end (const char *item);
char *haven_sharing_preview (const char *item, const char *span, gsize length);

G_END_DECLS
