/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-reader.h"

G_BEGIN_DECLS

guint haven_person_role_after_title (const HavenReader *reader, guint token);
guint haven_person_role_read (const HavenReader *reader, guint token);

G_END_DECLS
