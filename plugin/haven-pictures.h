/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-message.h"

G_BEGIN_DECLS

void haven_pictures_add (const guint8 *data, gsize length, HavenMessage *message);
void haven_pictures_describe (const char *markup, HavenMessage *message);
gboolean haven_pictures_can_strip (const char *markup);
char *haven_pictures_strip (const char *markup, GArray *ids, GError **error);

G_END_DECLS
