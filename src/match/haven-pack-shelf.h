/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "match/haven-pack.h"

G_BEGIN_DECLS

HavenPack *
haven_pack_shelf_take (const char *directory, const char *installed, const char *path, GError **error);
gboolean haven_pack_shelf_has (const char *directory, const char *id);
gboolean haven_pack_shelf_remove (const char *directory, const char *id, GError **error);

G_END_DECLS
