/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-pack.h"

G_BEGIN_DECLS

HavenHeads *haven_heads_new (const char *directory);
HavenHeads *haven_heads_new_from_bytes (GBytes *bytes, GError **error);
void haven_heads_free (HavenHeads *heads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenHeads, haven_heads_free)

HavenPack *haven_heads_find (HavenHeads *heads, const char *checksum, const char *name);
void haven_heads_add (HavenHeads *heads, HavenPack *pack);
GBytes *haven_heads_to_bytes (const HavenHeads *heads);
void haven_heads_save (HavenHeads *heads);

G_END_DECLS
