/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-list.h"
#include "links/haven-site-map.h"
#include "links/haven-well-known.h"

G_BEGIN_DECLS

typedef struct _HavenSites HavenSites;

/**
 * HavenListInfo:
 * @path: (nullable): the file it was read from
 * @date: YYYY-MM-DD
 * @category: what its sites are listed for, as far as they have one in common
 * @n_sites: how many entries it has
 *
 * One list that is followed, as a person wants to see it.
 */
typedef struct {
  char *path;
  char *id;
  char *title;
  char *date;
  char *category;
  guint n_sites;
} HavenListInfo;

HavenSites *haven_sites_new (void);
void haven_sites_free (HavenSites *sites);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenSites, haven_sites_free)

guint
haven_sites_load_directory (HavenSites *sites, const char *directory, const char *cache, GPtrArray *errors);
guint haven_sites_load_data (HavenSites *sites, const char *datadir, GPtrArray *errors);
void haven_sites_set_exceptions (HavenSites *sites, const char *const *hosts);
void haven_sites_set_country (HavenSites *sites, const char *country);

guint haven_sites_lookup (
    const HavenSites *sites, const char *host, const char *path, HavenSiteRecord *records, guint n_records);
gboolean haven_sites_is_excepted (const HavenSites *sites, const char *host);
const HavenWellKnown *haven_sites_get_well_known (const HavenSites *sites);
const HavenListEntry *haven_sites_see (const HavenSites *sites, const char *topic);
const char *haven_sites_get_topic (const HavenSites *sites, const char *host);
const GPtrArray *haven_sites_get_lists (const HavenSites *sites);

G_END_DECLS
