/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *haven_csv_read_row (const char *at, const char *end, GPtrArray *fields, guint *n_lines);
void haven_csv_append_row (GString *csv, const char *const *fields, guint n_fields);

G_END_DECLS
