/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-sites.h"
#include "match/haven-matcher.h"

G_BEGIN_DECLS

/**
 * HavenReader:
 *
 * Packs and lists that are being read beside everything else.
 */
typedef struct _HavenReader HavenReader;

/**
 * HavenRead:
 * @matcher: the packs that hold together and are not switched off
 * @languages: (element-type HavenPack): the words of their languages
 * @sites: the lists of sites
 * @titles: titles of packs by their ids
 * @problems: (element-type GError): what could not be read
 *
 * What came of it.
 */
typedef struct {
  HavenMatcher *matcher;
  GPtrArray *languages;
  HavenSites *sites;
  GHashTable *titles;
  GPtrArray *problems;
} HavenRead;

HavenReader *haven_reader_begin (const char *directory, const GPtrArray *packs_off);
gboolean haven_reader_is_done (HavenReader *reader);
gboolean haven_reader_is_compiling (HavenReader *reader);
HavenRead *haven_reader_end (HavenReader *reader);
void haven_read_free (HavenRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRead, haven_read_free)

G_END_DECLS
