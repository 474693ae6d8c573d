/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JPEG. Source: ITU-T T.81 (segments), T.871 (JFIF), CIPA DC-008 (Exif), IPTC IIM 4.2, CIPA DC-007 (MPF). */
#include "sharing/haven-metadata-private.h"

#include "haven-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One segment: from its marker to the start of the next; body is what follows its length. */
typedef struct {
  guint marker;
  gsize start;
  gsize body;
  gsize end;
} Segment;

/* Reads the segment at @at; FALSE at a broken one. */
static gboolean
read_segment (const guint8 *data, gsize length, gsize at, Segment *segment)
{
  segment->start = at;
  if (at >= length || data[at] != 0xff)
    return FALSE;
  while (at < length && data[at] == 0xff) /* fill bytes may stand before a marker */
    at++;
  if (at >= length)
    return FALSE;
  segment->marker = data[at++];
  segment->body = segment->end = at;
  if (segment->marker == 0xd8 || segment->marker == 0xd9 || segment->marker == 0x01 ||
      (segment->marker >= 0xd0 && segment->marker <= 0xd7))
    return TRUE;
  if (length - at < 2 || haven_be16 (data + at) < 2 || haven_be16 (data + at) > length - at)
    return FALSE;
  segment->body = at + 2;
  segment->end = at + haven_be16 (data + at);
  return TRUE;
}

/* The coded picture after a start of scan: it ends at a marker that is neither a stuffed byte nor a restart.
 */
static gsize
scan_end (const guint8 *data, gsize length, gsize at)
{
  while (at + 1 < length) {
    if (data[at] == 0xff && data[at + 1] != 0 && data[at + 1] != 0xff &&
        !(data[at + 1] >= 0xd0 && data[at + 1] <= 0xd7))
      return at;
    at++;
  }
  return length;
}

static gboolean
body_is (const guint8 *data, const Segment *segment, const char *id, gsize n)
{
  return segment->end - segment->body >= n && memcmp (data + segment->body, id, n) == 0;
}

/* Source: IPTC IIM 4.2: 2:80 by-line, 2:90 city, 2:92 location, 2:120 caption… each after 0x1c 0x02. */
static guint
read_iptc (const guint8 *data, gsize start, gsize end)
{
  guint seen = 0;

  for (gsize at = start; end - start > 5 && at < end - 5; at++) {
    if (data[at] != 0x1c || data[at + 1] != 2 || haven_be16 (data + at + 3) == 0)
      continue;
    switch (data[at + 2]) {
    case 80:
    case 110:
    case 116:
    case 122:
      seen |= HAVEN_METADATA_AUTHOR;
      break;
    case 26:
    case 90:
    case 92:
    case 95:
    case 101:
      seen |= HAVEN_METADATA_PLACE;
      break;
    case 5:
    case 25:
    case 105:
    case 120:
      seen |= HAVEN_METADATA_TEXT;
      break;
    case 55:
    case 60:
      seen |= HAVEN_METADATA_TIME;
      break;
    default:
      break;
    }
  }
  return seen;
}

static guint
read_body (const guint8 *data, const Segment *segment, HavenExif *exif)
{
  static const char xmp[] = "http://ns.adobe.com/xap/1.0/", more[] = "http://ns.adobe.com/xmp/extension/";
  const guint8 *body = data + segment->body;
  gsize length = segment->end - segment->body;

  if (segment->marker == 0xe1 && body_is (data, segment, "Exif\0\0", 6)) {
    haven_exif_read (body + 6, length - 6, exif);
    return exif->seen;
  }
  if (segment->marker == 0xe1 &&
      (body_is (data, segment, xmp, sizeof xmp) || body_is (data, segment, more, sizeof more)))
    return haven_xmp_read (body, length);
  if (segment->marker == 0xed)
    return read_iptc (data, segment->body, segment->end);
  if (segment->marker == 0xfe)
    return length > 0 ? HAVEN_METADATA_TEXT : 0;
  if (segment->marker == 0xe0 && body_is (data, segment, "JFIF\0", 5))
    return length >= 14 && body[12] != 0 && body[13] != 0 ? HAVEN_METADATA_THUMBNAIL : 0;
  if ((segment->marker == 0xe0 && body_is (data, segment, "JFXX\0", 5)) ||
      (segment->marker == 0xe2 && body_is (data, segment, "MPF\0", 4)))
    return HAVEN_METADATA_THUMBNAIL;
  return 0;
}

/**
 * haven_jpeg_read:
 * @data: a JPEG file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_jpeg_read (const guint8 *data, gsize length)
{
  Segment segment;
  HavenExif exif = HAVEN_EXIF_NONE;
  guint seen = 0;
  gsize at = 0;

  while (read_segment (data, length, at, &segment) && segment.marker != 0xd9) {
    seen |= read_body (data, &segment, &exif);
    at = segment.marker == 0xda ? scan_end (data, length, segment.end) : segment.end;
  }
  return seen;
}

/* What a picture needs to look the same: tables, frames, scans, JFIF, its colour profile and Adobe's colour
 * transform. */
static gboolean
is_kept (const guint8 *data, const Segment *segment)
{
  if (segment->marker == 0xe0)
    return body_is (data, segment, "JFIF\0", 5);
  if (segment->marker == 0xe2)
    return body_is (data, segment, "ICC_PROFILE\0", 12);
  if (segment->marker == 0xee)
    return body_is (data, segment, "Adobe", 5);
  return !(segment->marker >= 0xe1 && segment->marker <= 0xef) && segment->marker != 0xfe;
}

static void
append_orientation (GByteArray *out, guint orientation)
{
  static const guint8 head[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0};

  if (orientation == 1)
    return;
  g_byte_array_append (out, head, sizeof head);
  haven_exif_append_orientation (out, orientation);
}

/* A segment as it is; the small picture that JFIF may hold is left out. */
static void
append_segment (GByteArray *out, const guint8 *data, const Segment *segment)
{
  static const guint8 head[] = {0xff, 0xe0, 0, 16};
  static const guint8 none[] = {0, 0};

  if (segment->marker != 0xe0 || segment->end - segment->body < 14) {
    g_byte_array_append (out, data + segment->start, (guint)(segment->end - segment->start));
    return;
  }
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, data + segment->body, 12);
  g_byte_array_append (out, none, sizeof none);
}

/**
 * haven_jpeg_strip:
 * @data: a JPEG file
 * @length: bytes of it
 * @error: why it could not be done
 *
 * Returns: (transfer full) (nullable): the picture alone
 */
GByteArray *
haven_jpeg_strip (const guint8 *data, gsize length, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint)MIN (length, G_MAXUINT / 2));
  Segment segment = {0};
  HavenExif exif = HAVEN_EXIF_NONE;
  gboolean scanned = FALSE, turned = FALSE;
  gsize at = 0;

  while (read_segment (data, length, at, &segment)) {
    read_body (data, &segment, &exif);
    at = segment.end;
    /* after what applications add, and before all that is the picture's own */
    if (!turned && segment.marker != 0xd8 && segment.marker != 0xfe &&
        !(segment.marker >= 0xe0 && segment.marker <= 0xef)) {
      append_orientation (out, exif.orientation);
      turned = TRUE;
    }
    if (is_kept (data, &segment))
      append_segment (out, data, &segment);
    if (segment.marker == 0xd9 && scanned)
      return g_steal_pointer (&out);
    if (segment.marker == 0xda) {
      gsize end = scan_end (data, length, at);

      g_byte_array_append (out, data + at, (guint)(end - at));
      at = end;
      scanned = TRUE;
    }
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("The JPEG picture is broken at byte %zu."), at);
  return NULL;
}
