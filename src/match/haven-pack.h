/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HavenPack HavenPack;
typedef struct _HavenHeads HavenHeads; /* haven-heads.h */

HavenPack *haven_pack_new_from_data (const char *data, gsize length, const char *name, GError **error);
HavenPack *haven_pack_new_from_file (const char *path, HavenHeads *heads, GError **error);
HavenPack *
haven_pack_new_custom (const char *topic_id, const char *nickname, const char *const *words, GError **error);
HavenPack *haven_pack_ref (HavenPack *pack);
void haven_pack_unref (HavenPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPack, haven_pack_unref)

const char *haven_pack_get_id (const HavenPack *pack);
const char *haven_pack_get_whole (const HavenPack *pack);
const char *haven_pack_get_title (const HavenPack *pack);
const char *haven_pack_get_version (const HavenPack *pack);
GPtrArray *haven_pack_list_topics (const HavenPack *pack);
gboolean haven_pack_has_rules (const HavenPack *pack);
gboolean haven_pack_is_language (const HavenPack *pack);

/* haven-packs.c: (element-type HavenPack) packs that are read together; (element-type GError) errors,
 * nullable: what was wrong with those that were left out */
GPtrArray *haven_packs_load_directory (const char *directory, HavenHeads *heads, GPtrArray *errors);
void haven_packs_switch_off (GPtrArray *packs, const GPtrArray *ids);
void haven_packs_add_languages (GPtrArray *packs, const char *directory, HavenHeads *heads);
GPtrArray *haven_packs_get_languages (const GPtrArray *packs);
gboolean haven_packs_read_whole (GPtrArray *packs, const HavenPack **culprit, GError **error);
void haven_packs_set_aside_broken (GPtrArray *packs, GPtrArray *errors);

G_END_DECLS
