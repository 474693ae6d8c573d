/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-json.h"
#include "haven-pack-private.h"

G_BEGIN_DECLS

gboolean haven_frames_read (const HavenJsonValue *root, HavenPack *pack, GError **error);
void haven_part_free (HavenPart *part);

gboolean haven_frames_is_frame_pack (const HavenPack *pack);
gboolean haven_frames_take (const HavenPack *taker, const HavenPack *frames);
GPtrArray *haven_frames_of (GPtrArray *packs, const HavenPack *taker);
gboolean haven_frames_check (const HavenPack *taker, const GPtrArray *frames, GError **error);
const HavenRule *haven_frames_get_examples (const HavenPack *taker, const char *rule);
const HavenPart *haven_part_find (const HavenPack *pack, const char *name);

G_END_DECLS
