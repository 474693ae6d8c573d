/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes up what stands in a file. Returns: whether all of it could be read. */
typedef gboolean (*HavenFileReader) (gpointer to, const char *data, gsize length, GError **error);

gboolean haven_file_ensure_directory (const char *path, GError **error);
int haven_file_open (const char *path, GError **error);
char *haven_file_read (const char *path, gsize max_size, gsize *length, GError **error);
gboolean
haven_file_read_into (const char *path, gsize max_size, HavenFileReader reader, gpointer to, GError **error);
gboolean haven_file_read_if_there (
    const char *path, gsize max_size, HavenFileReader reader, gpointer to, GError **error);
gboolean haven_file_write (const char *path, const char *data, gsize length, GError **error);
gboolean haven_file_write_all (int fd, const char *data, gsize length);
gboolean haven_file_sync_name (const char *path, GError **error);
gboolean haven_file_keep_beside (const char *path, GError **error);
int haven_file_lock (const char *path, GError **error);
guint haven_file_sweep (const char *path);
gboolean haven_file_fail (GError **error, const char *path, const char *what);

G_END_DECLS
