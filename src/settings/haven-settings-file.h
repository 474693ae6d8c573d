/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "settings/haven-settings.h"

G_BEGIN_DECLS

HavenSettings *haven_settings_from_json (const char *data, gsize length, GError **error);
char *haven_settings_to_json (const HavenSettings *settings, gsize *length);
int haven_settings_file_version (const char *path);
HavenSettings *haven_settings_load (const char *path, GError **error);

G_END_DECLS
