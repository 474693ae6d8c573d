/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-link.h"

G_BEGIN_DECLS

/**
 * HavenScheme:
 * @name: as it is written, in lower case
 * @authority: whether "//" and a host follow
 * @kind: what its addresses lead to
 */
typedef struct {
  const char *name;
  gboolean authority;
  HavenLinkKind kind;
} HavenScheme;

const HavenScheme *haven_scheme_find (const char *name, gsize length);
const HavenScheme *
haven_scheme_read (const char *text, gsize length, gsize at, gsize *end, gboolean *defanged);

G_END_DECLS
