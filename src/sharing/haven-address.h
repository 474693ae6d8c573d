/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-shared.h"

G_BEGIN_DECLS

gboolean haven_address_asia_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_after_label (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_is_public (const HavenReader *reader, guint first, guint last);
gboolean haven_address_is_after_flat (const HavenReader *reader, guint token);
gboolean haven_address_town_find (const HavenReader *reader, guint token, HavenShared *found);

G_END_DECLS
