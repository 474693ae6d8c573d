/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-shared.h"

G_BEGIN_DECLS

gboolean haven_person_find_beside (const HavenReader *reader, guint token, HavenShared *found);
gboolean haven_birth_find_beside (const HavenReader *reader, guint token, HavenShared *found);

G_END_DECLS
