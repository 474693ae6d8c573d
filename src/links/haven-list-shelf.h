/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "links/haven-list.h"

G_BEGIN_DECLS

#define HAVEN_SHELF_MAX_LIST (64 * 1024 * 1024) /* bytes of a list that is taken in */
#define HAVEN_SHELF_MAX_SIGNATURE 8192          /* bytes of a .minisig file */

char *haven_shelf_take_file (
    const char *directory, const char *path, const char *category, const char *today, GError **error);
char *haven_shelf_take_signed (const char *directory,
                               const char *id,
                               const char *data,
                               gsize length,
                               const char *signature,
                               const char *key,
                               GError **error);
gboolean haven_shelf_remove (const char *path, GError **error);
gboolean haven_shelf_holds (const char *directory, const char *path);

G_END_DECLS
