/* SPDX-License-Identifier: GPL-2.0-or-later */
/* HEIC, AVIF and video, made of boxes. Source: ISO/IEC 14496-12 (boxes, meta), 23008-12 (HEIF), QuickTime
 * File Format. */
#include "sharing/haven-metadata-private.h"

#include <string.h>

#define MOST_ITEMS 4096
#define MOST_PACKETS 4 /* of XMP, which are read whole */

typedef struct {
  const guint8 *body;
  gsize length;
} Box;

/* The first box of a type among those that fill @length bytes; of one that is cut short, what there is. */
static gboolean
find_box (const guint8 *data, gsize length, const char *type, Box *box)
{
  gsize at = 0;

  while (length - at >= 8) {
    guint64 size = haven_be32 (data + at);
    gsize head = 8;

    if (size == 1 && length - at >= 16) {
      size = (guint64)haven_be32 (data + at + 8) << 32 | haven_be32 (data + at + 12);
      head = 16;
    } else if (size == 0) {
      size = length - at;
    }
    if (size < head)
      return FALSE;
    if (memcmp (data + at + 4, type, 4) == 0) {
      box->body = data + at + head;
      box->length = (gsize)MIN (size, length - at) - head;
      return TRUE;
    }
    if (size > length - at)
      return FALSE;
    at += (gsize)size;
  }
  return FALSE;
}

/* The id of the next item of a type (an infe box of version 2 or 3) from @at on, 0 when there is none. */
static guint32
find_item (const Box *iinf, const char *type, gsize *at)
{
  if (*at == 0)
    *at = iinf->length >= 6 && iinf->body[0] == 0 ? 6 : 8;
  for (guint n = 0; n < MOST_ITEMS && iinf->length >= *at && iinf->length - *at >= 8; n++) {
    gsize size = haven_be32 (iinf->body + *at);
    const guint8 *infe = iinf->body + *at + 8;

    if (size < 8 || size > iinf->length - *at)
      return 0;
    *at += size;
    if (size >= 8 + 12 && infe[0] == 2 && memcmp (infe + 8, type, 4) == 0)
      return haven_be16 (infe + 4);
    if (size >= 8 + 14 && infe[0] == 3 && memcmp (infe + 10, type, 4) == 0)
      return haven_be32 (infe + 4);
  }
  return 0;
}

static guint64
read_sized (const Box *box, gsize *at, guint size)
{
  guint64 value = 0;

  for (guint i = 0; i < size && *at < box->length; i++)
    value = value << 8 | box->body[(*at)++];
  return value;
}

/* Where an item stands. */
typedef struct {
  guint method; /* 0: in the file, 1: in the box idat of the box meta, 2: in another item */
  guint64 offset;
  guint64 length;
} Place;

/* Where the first extent of an item stands (iloc of version 0 to 2). */
static gboolean
locate_item (const Box *iloc, guint32 wanted, Place *place)
{
  guint version, offset_size, length_size, base_size, index_size;
  gsize at = 6;
  guint64 n;

  if (iloc->length < 8)
    return FALSE;
  version = iloc->body[0];
  offset_size = iloc->body[4] >> 4;
  length_size = iloc->body[4] & 15;
  base_size = iloc->body[5] >> 4;
  index_size = version > 0 ? iloc->body[5] & 15 : 0;
  n = read_sized (iloc, &at, version < 2 ? 2 : 4);
  for (guint64 i = 0; i < n && i < MOST_ITEMS && at < iloc->length; i++) {
    guint64 id = read_sized (iloc, &at, version < 2 ? 2 : 4), base, extents;

    place->method = version > 0 ? (guint)read_sized (iloc, &at, 2) & 15 : 0;
    at += 2; /* data reference */
    base = read_sized (iloc, &at, base_size);
    extents = read_sized (iloc, &at, 2);
    if (id != wanted || extents == 0) {
      at += (gsize)extents * (index_size + offset_size + length_size);
      continue;
    }
    at += index_size;
    place->offset = base + read_sized (iloc, &at, offset_size);
    place->length = read_sized (iloc, &at, length_size);
    return TRUE;
  }
  return FALSE;
}

/* The boxes that say what there is besides the picture. */
typedef struct {
  Box file;
  Box iinf;
  Box iloc;
  Box idat;
} Meta;

static const guint8 *
item_data (const Meta *meta, guint32 id, gsize *size)
{
  Place place;
  const Box *in;

  if (!locate_item (&meta->iloc, id, &place) || place.method > 1)
    return NULL;
  in = place.method == 1 ? &meta->idat : &meta->file;
  if (place.offset > in->length || place.length > in->length - place.offset)
    return NULL;
  *size = (gsize)place.length;
  return in->body + place.offset;
}

static guint
read_items (const Meta *meta)
{
  HavenExif exif = HAVEN_EXIF_NONE;
  const guint8 *item;
  guint32 id;
  gsize size, at = 0;
  guint packets = 0, seen = 0;

  id = find_item (&meta->iinf, "Exif", &at);
  item = id != 0 ? item_data (meta, id, &size) : NULL;
  /* four bytes say how far it is to the byte order */
  if (item != NULL && size > 4 && haven_be32 (item) < size - 4) {
    haven_exif_read (item + 4 + haven_be32 (item), size - 4 - haven_be32 (item), &exif);
    seen |= exif.seen;
  }
  at = 0;
  while (packets++ < MOST_PACKETS && (id = find_item (&meta->iinf, "mime", &at)) != 0) {
    item = item_data (meta, id, &size);
    seen |= item != NULL ? haven_xmp_read (item, size) : 0;
  }
  return seen;
}

/**
 * haven_heif_read:
 * @data: a HEIC or AVIF file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_heif_read (const guint8 *data, gsize length)
{
  Meta meta = {.file = {data, length}};
  Box full, boxes, iref;
  guint seen;

  if (!find_box (data, length, "meta", &full) || full.length < 4)
    return 0;
  boxes = (Box){full.body + 4, full.length - 4};
  if (!find_box (boxes.body, boxes.length, "iinf", &meta.iinf) ||
      !find_box (boxes.body, boxes.length, "iloc", &meta.iloc))
    return 0;
  find_box (boxes.body, boxes.length, "idat", &meta.idat);
  seen = read_items (&meta);
  if (find_box (boxes.body, boxes.length, "iref", &iref) &&
      haven_bytes_find (iref.body, iref.length, "thmb") != NULL)
    seen |= HAVEN_METADATA_THUMBNAIL;
  return seen;
}

static gboolean
has_bytes (const Box *box, const char *bytes)
{
  return haven_bytes_find (box->body, box->length, bytes) != NULL;
}

/**
 * haven_video_read:
 * @data: an MP4 or QuickTime file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_video_read (const guint8 *data, gsize length)
{
  Box moov;
  guint seen = 0;

  if (!find_box (data, length, "moov", &moov))
    return 0;
  if (has_bytes (&moov, "\251xyz") || has_bytes (&moov, "location.ISO6709") || has_bytes (&moov, "loci"))
    seen |= HAVEN_METADATA_PLACE;
  if (has_bytes (&moov, "\251mod") || has_bytes (&moov, "\251mak") || has_bytes (&moov, "quicktime.model") ||
      has_bytes (&moov, "quicktime.make") || has_bytes (&moov, "\251swr"))
    seen |= HAVEN_METADATA_DEVICE;
  if (has_bytes (&moov, "\251aut") || has_bytes (&moov, "\251ART") || has_bytes (&moov, "quicktime.author"))
    seen |= HAVEN_METADATA_AUTHOR;
  if (has_bytes (&moov, "\251day") || has_bytes (&moov, "quicktime.creationdate"))
    seen |= HAVEN_METADATA_TIME;
  return seen;
}
