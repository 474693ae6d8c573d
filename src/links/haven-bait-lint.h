/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "links/haven-well-known.h"

G_BEGIN_DECLS

/* (element-type utf8) errors and advice */
gboolean haven_bait_lint (const char *path,
                          const char *data,
                          gsize length,
                          HavenWellKnown *known,
                          GPtrArray *errors,
                          GPtrArray *advice);

G_END_DECLS
