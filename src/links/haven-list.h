/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenListEntry:
 * @host: (nullable): in ASCII form and lower case
 * @digest: (nullable): the SHA-256 of the host in its place, as hexadecimal digits, where a list shall be
 *   no directory of what it names
 * @path: (nullable): begins with "/"; the entry only speaks of what is at or under it
 * @category: (nullable): id from the taxonomy; %NULL for the list's own
 * @reason: (nullable): why it is listed, in a few words
 * @sources: (nullable): who says so
 * @topics: (nullable): what a reputable site is good for, or what the claims of another are about:
 * "vaccines", "cancer"…
 * @countries: (nullable): whom it serves, as ISO 3166 codes; %NULL for everyone
 * @page: (nullable): for a reputable site, the page to offer
 * @since: (nullable): year, or year and month, of the listing
 * @retracted: whether the list took the entry back
 */
typedef struct {
  char *host;
  char *digest;
  char *path;
  char *category;
  char *reason;
  char **sources;
  char **topics;
  char **countries;
  char *page;
  char *since;
  gboolean retracted;
} HavenListEntry;

/**
 * HavenList:
 *
 * A list of sites: who keeps it, by which rule hosts come on it, and the entries.
 */
typedef struct {
  char *id;
  char *title;
  char *maintainer;
  char *date; /* YYYY-MM-DD */
  char *licence;
  char *homepage; /* nullable */
  char *basis;
  char *category;
  GPtrArray *entries; /* HavenListEntry */
} HavenList;

#define HAVEN_LIST_MAX_SIZE (256 * 1024 * 1024) /* bytes; a million entries with reasons are below it */
#define HAVEN_LIST_MAX_TEXT 2000                /* bytes of one text of a list */

HavenList *haven_list_new (const char *id);
void haven_list_free (HavenList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenList, haven_list_free)

HavenListEntry *haven_list_add (HavenList *list, const char *address);
HavenList *haven_list_from_json (const char *data, gsize length, GError **error);
HavenList *haven_list_load (const char *path, GError **error);
gboolean haven_list_category_known (const char *category);
char *haven_list_to_json (const HavenList *list, gsize *length);
char *haven_list_to_csv (const HavenList *list);

G_END_DECLS
