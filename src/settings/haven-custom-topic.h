/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json-writer.h"
#include "haven-json.h"
#include "settings/haven-settings.h"

G_BEGIN_DECLS

gboolean haven_custom_topics_read (const HavenJsonValue *root, HavenSettings *settings, GError **error);
void haven_custom_topics_write (HavenJsonWriter *writer, const GPtrArray *custom);

G_END_DECLS
