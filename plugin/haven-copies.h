/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

G_BEGIN_DECLS

typedef struct _HavenCopies HavenCopies;

HavenCopies *haven_copies_new (const char *directory);
void haven_copies_free (HavenCopies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCopies, haven_copies_free)

char *haven_copies_make (HavenCopies *copies, const char *path, GError **error);
void haven_copies_remove (const char *path);
void haven_copies_give (HavenCopies *copies, const char *path, PurpleXfer *xfer);
void haven_copies_forget (HavenCopies *copies, PurpleXfer *xfer);

G_END_DECLS
