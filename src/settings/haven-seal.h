/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json.h"

G_BEGIN_DECLS

char *haven_seal (const char *text);
gboolean haven_seal_read (const HavenJsonValue *value, char **words, GError **error);

G_END_DECLS
