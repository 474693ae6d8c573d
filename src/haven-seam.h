/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "text/haven-text.h"

G_BEGIN_DECLS

gboolean haven_seam_merge (GPtrArray *findings, GPtrArray *joined, gsize before, const HavenText *text);

G_END_DECLS
