/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "sharing/haven-metadata.h"

#include <string.h>

G_BEGIN_DECLS

/* What an Exif block says, and how the picture is to be turned (1 to 8, 1 is upright; whether a block said
 * it). A file may have many blocks, and they may name the same bytes many times: how many were looked at.
 */
typedef struct {
  guint seen;
  guint orientation;
  gboolean turned;
  gsize looked;
} HavenExif;

#define HAVEN_EXIF_NONE                                                                                      \
  {                                                                                                          \
    0, 1, FALSE, 0                                                                                           \
  }

void haven_exif_read (const guint8 *tiff, gsize length, HavenExif *exif);
void haven_exif_append_orientation (GByteArray *out, guint orientation);
guint haven_xmp_read (const guint8 *data, gsize length);

guint haven_jpeg_read (const guint8 *data, gsize length);
GByteArray *haven_jpeg_strip (const guint8 *data, gsize length, GError **error);
guint haven_png_read (const guint8 *data, gsize length);
GByteArray *haven_png_strip (const guint8 *data, gsize length, GError **error);
guint haven_webp_read (const guint8 *data, gsize length);
GByteArray *haven_webp_strip (const guint8 *data, gsize length, GError **error);
guint haven_heif_read (const guint8 *data, gsize length);
guint haven_video_read (const guint8 *data, gsize length);
guint haven_pdf_read (const guint8 *data, gsize length);
guint haven_office_read (const guint8 *data, gsize length);

/* Appends up to @length bytes of a file from @offset on; fewer where it ends before. */
typedef gboolean (*HavenReadAt) (gpointer file, guint64 offset, gsize length, GByteArray *out);

gboolean haven_office_condense (HavenReadAt read, gpointer file, guint64 length, GByteArray *out);

static inline guint
haven_be16 (const guint8 *at)
{
  return (guint)at[0] << 8 | at[1];
}

static inline guint32
haven_be32 (const guint8 *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static inline guint32
haven_le32 (const guint8 *at)
{
  return (guint32)at[3] << 24 | (guint32)at[2] << 16 | (guint32)at[1] << 8 | at[0];
}

static inline guint
haven_le16 (const guint8 *at)
{
  return (guint)at[1] << 8 | at[0];
}

/* The first place of some bytes among others; NUL is a byte like any other, as g_strstr_len() does not know.
 */
static inline const char *
haven_bytes_find (const void *data, gsize length, const char *wanted)
{
  const char *at = data, *end = at + length;
  gsize n = strlen (wanted);

  while ((gsize)(end - at) >= n && (at = memchr (at, wanted[0], (gsize)(end - at) - n + 1)) != NULL) {
    if (memcmp (at, wanted, n) == 0)
      return at;
    at++;
  }
  return NULL;
}

G_END_DECLS
