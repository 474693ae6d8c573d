/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-list.h"

G_BEGIN_DECLS

/**
 * HavenSiteRecord:
 *
 * What one list says about one site; all strings belong to the map.
 */
typedef struct {
  const char *list; /* id of the list */
  const char *list_title;
  const char *list_date;
  const char *category;
  const char *reason;  /* "" for none */
  const char *sources; /* parted by "; ", "" for none */
  const char *since;   /* "" for the date of the list */
  const char *path;    /* "" for the whole site */
} HavenSiteRecord;

typedef struct _HavenSiteMap HavenSiteMap;

GBytes *haven_site_map_compile (const HavenList *const *lists, guint n_lists, guint64 seed, guint64 stamp);
HavenSiteMap *haven_site_map_new (GBytes *bytes, GError **error);
HavenSiteMap *haven_site_map_open (const char *path, GError **error);
void haven_site_map_free (HavenSiteMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenSiteMap, haven_site_map_free)

guint64 haven_site_map_get_stamp (const HavenSiteMap *map);
guint haven_site_map_get_n_records (const HavenSiteMap *map);
gboolean haven_site_map_get_first (const HavenSiteMap *map, HavenSiteRecord *record);
guint haven_site_map_lookup (
    const HavenSiteMap *map, const char *host, const char *path, HavenSiteRecord *records, guint n_records);

G_END_DECLS
