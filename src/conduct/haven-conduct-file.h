/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "conduct/haven-conduct.h"

G_BEGIN_DECLS

char *haven_conduct_to_json (HavenConduct *conduct, gint64 now, gsize *length);
gboolean haven_conduct_from_json (HavenConduct *conduct, const char *data, gsize length, GError **error);
gboolean haven_conduct_load (HavenConduct *conduct, const char *path, GError **error);

G_END_DECLS
