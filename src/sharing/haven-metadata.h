/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file says besides what it shows. */
typedef enum {
  HAVEN_METADATA_PLACE = 1 << 0,     /* where it was made */
  HAVEN_METADATA_DEVICE = 1 << 1,    /* with what: camera, program, serial number */
  HAVEN_METADATA_AUTHOR = 1 << 2,    /* by whom */
  HAVEN_METADATA_TIME = 1 << 3,      /* when */
  HAVEN_METADATA_THUMBNAIL = 1 << 4, /* a small picture, maybe from before it was cropped */
  HAVEN_METADATA_TEXT = 1 << 5,      /* comments, descriptions, earlier versions */
} HavenMetadataSeen;

typedef enum {
  HAVEN_FILE_OTHER,
  HAVEN_FILE_JPEG,
  HAVEN_FILE_PNG,
  HAVEN_FILE_WEBP,
  HAVEN_FILE_HEIF,
  HAVEN_FILE_VIDEO,
  HAVEN_FILE_PDF,
  HAVEN_FILE_OFFICE,
} HavenFileKind;

GBytes *haven_metadata_load (const char *path, gboolean *whole, GError **error);
HavenFileKind haven_metadata_kind (const guint8 *data, gsize length);
guint haven_metadata_read (const guint8 *data, gsize length);
gboolean haven_metadata_can_strip (HavenFileKind kind);
GBytes *haven_metadata_strip (const guint8 *data, gsize length, GError **error);

G_END_DECLS
