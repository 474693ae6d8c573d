/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes up a whole file. Returns: whether all of it could be read; one that is not there holds nothing. */
typedef gboolean (*HavenKeptFileLoader) (gpointer to, const char *path, GError **error);

typedef struct _HavenKeptFile HavenKeptFile;

HavenKeptFile *haven_kept_file_new (const char *path, const char *what);
void haven_kept_file_free (HavenKeptFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenKeptFile, haven_kept_file_free)

void haven_kept_file_take (HavenKeptFile *file);
gboolean haven_kept_file_is_ours (const HavenKeptFile *file);
void haven_kept_file_read (HavenKeptFile *file, HavenKeptFileLoader load, gpointer to);
gboolean haven_kept_file_is_unread (const HavenKeptFile *file);
void haven_kept_file_set_aside (HavenKeptFile *file);
void haven_kept_file_write (HavenKeptFile *file, GBytes *text);
gboolean haven_kept_file_has_failed (HavenKeptFile *file);

G_END_DECLS
