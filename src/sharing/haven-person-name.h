/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-reader.h"

G_BEGIN_DECLS

gboolean haven_name_is_other_word (const HavenReader *reader, guint token);
gboolean haven_name_is_given (const HavenReader *reader, guint token);
gboolean haven_name_is_surname (const HavenReader *reader, guint token);
gboolean haven_name_can_be (const HavenReader *reader, guint token);
gboolean haven_name_is_initial (const HavenReader *reader, guint token);
gboolean haven_name_is_title (const HavenReader *reader, guint token);
guint haven_name_skip_titles (const HavenReader *reader, guint token);
guint haven_name_read (const HavenReader *reader, guint token);
guint haven_name_read_full (const HavenReader *reader, guint token);
gboolean haven_name_is_firm (const HavenReader *reader, guint token, guint n);

G_END_DECLS
