/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json-writer.h"
#include "haven-json.h"

G_BEGIN_DECLS

/**
 * HavenSettingsStep:
 * @root: settings of one version
 * @writer: an object that holds its version already
 *
 * Writes the members of @root, but for the version, as the next version has them; haven_json_writer_copy()
 * takes over what stays.
 */
typedef void (*HavenSettingsStep) (const HavenJsonValue *root, HavenJsonWriter *writer);

HavenJson *haven_settings_migrate (HavenJson *json,
                                   const HavenSettingsStep *steps,
                                   int version,
                                   const HavenJsonLimits *limits,
                                   GError **error);

G_END_DECLS
