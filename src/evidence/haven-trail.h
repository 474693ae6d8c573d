/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HAVEN_TRAIL_MOST 1000 /* conversations; whoever writes under many names makes as many */

/* The conversations that are followed since something happened in them. */
typedef struct _HavenTrail HavenTrail;

HavenTrail *haven_trail_new (void);
void haven_trail_free (HavenTrail *trail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTrail, haven_trail_free)

void haven_trail_follow (HavenTrail *trail, const char *account, const char *conversation);
gboolean haven_trail_follows (const HavenTrail *trail, const char *account, const char *conversation);

G_END_DECLS
