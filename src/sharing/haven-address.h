/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-shared.h"

G_BEGIN_DECLS

gboolean haven_address_asia_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_after_label (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_is_public (const HavenReader *reader, guint first, guint last);
gboolean haven_address_is_after_flat (const HavenReader *reader, guint token);
gboolean haven_address_town_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_last_line_find (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_address_is_next_line (const HavenReader *reader, guint token, gboolean lower);
gboolean haven_address_leads_to_name (const HavenReader *reader, guint token);
gboolean haven_address_has_article (const HavenReader *reader, guint token);
gboolean haven_address_is_calle (const HavenReader *reader, guint token);

G_END_DECLS
