/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-list.h"

G_BEGIN_DECLS

typedef enum {
  HAVEN_LIST_GUESS,
  HAVEN_LIST_HAVEN,      /* Haven's own JSON */
  HAVEN_LIST_HOSTS,      /* a hosts file: "0.0.0.0 example.com" */
  HAVEN_LIST_DOMAINS,    /* one domain a line */
  HAVEN_LIST_MASTODON,   /* the CSV of a Mastodon server's domain blocks */
  HAVEN_LIST_ADBLOCK,    /* rules for Adblock Plus and uBlock: "||example.com^" */
  HAVEN_LIST_UBLACKLIST, /* match patterns of browsers, each for a site or a path */
  HAVEN_LIST_RATINGS,    /* a CSV with a column of hosts and one of labels or scores */
} HavenListFormat;

/**
 * HavenImportReport:
 * @n_skipped: lines that say nothing about a site that can be listed
 * @first_skipped: the number of the first such line, from 1; 0 for none
 */
typedef struct {
  guint n_skipped;
  guint first_skipped;
} HavenImportReport;

gboolean haven_list_format_from_string (const char *id, HavenListFormat *format);
HavenListFormat haven_list_guess_format (const char *data, gsize length);
HavenList *haven_list_import (
    const char *data, gsize length, HavenListFormat format, HavenImportReport *report, GError **error);

G_END_DECLS
