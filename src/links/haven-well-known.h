/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-bait.h"

G_BEGIN_DECLS

/* Sites that somebody might pretend to be: the well-known ones, and those that the user knows. */
typedef struct _HavenWellKnown HavenWellKnown;

HavenWellKnown *haven_well_known_new (void);
void haven_well_known_free (HavenWellKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenWellKnown, haven_well_known_free)

gboolean haven_well_known_load (HavenWellKnown *known, const char *path, GError **error);
void haven_well_known_add_host (HavenWellKnown *known, const char *host);
void haven_well_known_set_own (HavenWellKnown *known, const char *const *hosts);
HavenBaits *haven_well_known_get_baits (HavenWellKnown *known);

gboolean haven_well_known_has (const HavenWellKnown *known, const char *domain);
gboolean haven_well_known_has_name (const HavenWellKnown *known, const char *name);
const char *haven_well_known_host (const HavenWellKnown *known, const char *domain);
gboolean haven_well_known_same (const HavenWellKnown *known, const char *domain, const char *other);
const char *haven_well_known_lookalike (const HavenWellKnown *known, const char *host, const char *domain);
const char *haven_well_known_in_path (const HavenWellKnown *known, const char *path);
const char *haven_well_known_in_page (const HavenWellKnown *known, const char *host, const char *path);

G_END_DECLS
