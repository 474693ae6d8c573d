/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HavenPack HavenPack;

HavenPack *haven_pack_new_from_data (const char *data, gsize length, const char *name, GError **error);
HavenPack *haven_pack_new_from_file (const char *path, GError **error);
HavenPack *
haven_pack_new_custom (const char *topic_id, const char *nickname, const char *const *words, GError **error);
HavenPack *haven_pack_ref (HavenPack *pack);
void haven_pack_unref (HavenPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPack, haven_pack_unref)

const char *haven_pack_get_id (const HavenPack *pack);
const char *haven_pack_get_whole (const HavenPack *pack);
const char *haven_pack_get_title (const HavenPack *pack);
const char *haven_pack_get_version (const HavenPack *pack);
gboolean haven_pack_has_rules (const HavenPack *pack);
gboolean haven_pack_is_language (const HavenPack *pack);

/* Reads every *.json in a directory and its subdirectories; a bad pack is set aside, its error added to
 * errors. */
GPtrArray *haven_packs_load_directory (const char *directory, GPtrArray *errors);

/* Takes out the packs that are switched off, by their ids, but for those that one of the others leans on. */
void haven_packs_switch_off (GPtrArray *packs, const GPtrArray *ids);

/* Adds the packs of a directory that say what the words of a language are, for languages that packs lacks. */
void haven_packs_add_languages (GPtrArray *packs, const char *directory);

G_END_DECLS
