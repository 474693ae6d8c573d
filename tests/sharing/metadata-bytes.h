/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-metadata.h"

#include <glib.h>

G_BEGIN_DECLS

/* All that exif_block() says. */
#define SEEN_ALL                                                                                             \
  (HAVEN_METADATA_PLACE | HAVEN_METADATA_DEVICE | HAVEN_METADATA_AUTHOR | HAVEN_METADATA_TIME |              \
   HAVEN_METADATA_THUMBNAIL)

/* What files with something to tell are written with. */
void put (GByteArray *out, const void *data, gsize length);
void put_be (GByteArray *out, guint32 value, guint bytes);
void put_le32 (GByteArray *out, guint32 value);
void put_entry (GByteArray *out, guint tag, guint type, guint32 count, guint32 value);
GByteArray *exif_block (void);

G_END_DECLS
