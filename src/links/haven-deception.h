/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-link.h"
#include "links/haven-well-known.h"

G_BEGIN_DECLS

/**
 * HavenSign:
 * @category: id from the taxonomy
 * @note: a line for the reader
 *
 * Something about a link that may deceive.
 */
typedef struct {
  const char *category;
  char *note;
} HavenSign;

void haven_sign_free (HavenSign *sign);

void
haven_deception_look (const HavenLink *link, const char *rest, const HavenWellKnown *known, GPtrArray *signs);
HavenSign *
haven_deception_compare (const HavenLink *shown, const HavenLink *target, const HavenWellKnown *known);
gboolean haven_deception_file_name (const char *name, gsize length);
HavenSign *
haven_deception_onward (const HavenLink *link, const HavenLink *target, const HavenWellKnown *known);

G_END_DECLS
