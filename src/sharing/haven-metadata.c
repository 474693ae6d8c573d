/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a file says besides what it shows: where, when, by whom and with what it was made. Each format has its
 * own file; this one knows which is which, and says it in words. Files are foreign data: every length is
 * checked against what is there before it is used, and nothing is decoded but what is looked for.
 */
#include "sharing/haven-metadata-private.h"

#include "haven-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
starts (const guint8 *data, gsize length, const char *magic, gsize n)
{
  return length >= n && memcmp (data, magic, n) == 0;
}

/* Source: ISO/IEC 14496-12, 4.3: the brand of the file, its version, and other brands that it goes by too. */
static HavenFileKind
kind_of_boxes (const guint8 *data, gsize length)
{
  gsize end = MIN (MIN (length, haven_be32 (data)), 64);

  static const char *const stills[] = {"heic", "heix", "hevc", "heim", "heis",
                                       "mif1", "msf1", "avif", "avis"};

  for (guint i = 0; i < G_N_ELEMENTS (stills); i++) {
    if (memcmp (data + 8, stills[i], 4) == 0)
      return HAVEN_FILE_HEIF;
  }
  for (gsize at = 16; at + 4 <= end; at += 4) {
    if (memcmp (data + at, "mif1", 4) == 0)
      return HAVEN_FILE_HEIF;
  }
  return HAVEN_FILE_VIDEO;
}

/**
 * haven_metadata_kind:
 * @data: a file's bytes
 * @length: how many
 *
 * Goes by what the file is, never by its name.
 *
 * Returns: which format it is in
 */
HavenFileKind
haven_metadata_kind (const guint8 *data, gsize length)
{
  if (starts (data, length, "\xff\xd8\xff", 3))
    return HAVEN_FILE_JPEG;
  if (starts (data, length, "\x89PNG\r\n\x1a\n", 8))
    return HAVEN_FILE_PNG;
  if (starts (data, length, "RIFF", 4) && length >= 12 && memcmp (data + 8, "WEBP", 4) == 0)
    return HAVEN_FILE_WEBP;
  if (length >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return kind_of_boxes (data, length);
  if (starts (data, length, "%PDF-", 5))
    return HAVEN_FILE_PDF;
  if (starts (data, length, "PK\x03\x04", 4))
    return HAVEN_FILE_OFFICE;
  return HAVEN_FILE_OTHER;
}

/**
 * haven_metadata_read:
 * @data: a file's bytes
 * @length: how many
 *
 * Returns: HavenMetadataSeen bits of what it says; 0 when it says nothing, is broken or of an unknown kind
 */
guint
haven_metadata_read (const guint8 *data, gsize length)
{
  switch (haven_metadata_kind (data, length)) {
  case HAVEN_FILE_JPEG:
    return haven_jpeg_read (data, length);
  case HAVEN_FILE_PNG:
    return haven_png_read (data, length);
  case HAVEN_FILE_WEBP:
    return haven_webp_read (data, length);
  case HAVEN_FILE_HEIF:
    return haven_heif_read (data, length);
  case HAVEN_FILE_VIDEO:
    return haven_video_read (data, length);
  case HAVEN_FILE_PDF:
    return haven_pdf_read (data, length);
  case HAVEN_FILE_OFFICE:
    return haven_office_read (data, length);
  case HAVEN_FILE_OTHER:
    break;
  }
  return 0;
}

/**
 * haven_metadata_can_strip:
 * @kind: what kind of file it is
 *
 * Returns: whether haven_metadata_strip() can take it all away without touching what the file shows
 */
gboolean
haven_metadata_can_strip (HavenFileKind kind)
{
  return kind == HAVEN_FILE_JPEG || kind == HAVEN_FILE_PNG || kind == HAVEN_FILE_WEBP;
}

/**
 * haven_metadata_strip:
 * @data: a file's bytes
 * @length: how many
 * @error: why it could not be done: HAVEN_ERROR_INVALID when the file is broken or not of a kind that can be
 * stripped
 *
 * Takes away all that a JPEG, PNG or WebP picture says and does not show. The coded picture is copied byte
 * for byte, as are colour profiles; how the picture is to be turned is kept, in the smallest Exif block there
 * is. Whatever stands behind the picture's end is left out. A file that is not understood to its end is
 * refused, not half done.
 *
 * Returns: (transfer full) (nullable): the file without it, NULL on error
 */
GBytes *
haven_metadata_strip (const guint8 *data, gsize length, GError **error)
{
  GByteArray *out = NULL;

  switch (haven_metadata_kind (data, length)) {
  case HAVEN_FILE_JPEG:
    out = haven_jpeg_strip (data, length, error);
    break;
  case HAVEN_FILE_PNG:
    out = haven_png_strip (data, length, error);
    break;
  case HAVEN_FILE_WEBP:
    out = haven_webp_strip (data, length, error);
    break;
  default:
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         _ ("Only JPEG, PNG and WebP pictures can be sent without it."));
  }
  return out != NULL ? g_byte_array_free_to_bytes (out) : NULL;
}
