/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "text/haven-text.h"

G_BEGIN_DECLS

/**
 * HavenSeam:
 * @text: a message by itself, read
 * @before: how many bytes its writer's words just before have, with the space behind them
 * @joined: (element-type HavenFinding): what was seen in both together
 * @reported: (element-type HavenMatch): what stands in both together, as words of somebody else's
 *
 * Where two messages of one turn meet. Places in @joined and @reported are bytes of both together.
 */
typedef struct {
  const HavenText *text;
  gsize before;
  GPtrArray *joined;
  GArray *reported;
} HavenSeam;

gboolean haven_seam_merge (const HavenSeam *seam, GPtrArray *findings);

G_END_DECLS
