/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenJsonLimits:
 * @size: most bytes of a document
 * @depth: most levels of arrays and objects within one another
 * @members: most keys of one object and elements of one array
 * @is_line: whether a document is one line of many, of which whoever reads them says the number
 */
typedef struct {
  gsize size;
  guint depth;
  guint members;
  gboolean is_line;
} HavenJsonLimits;

gboolean haven_json_check (const char *data, gsize length, const HavenJsonLimits *limits, GError **error);

G_END_DECLS
