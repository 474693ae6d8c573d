/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Exif and XMP, which several formats carry. Source: CIPA DC-008 (Exif 2.32) over TIFF 6.0; ISO 16684-1
 * (XMP).
 */
#include "sharing/haven-metadata-private.h"

#include <string.h>

#define MOST_ENTRIES 1024
#define MOST_DIRECTORIES 12
#define MOST_LOOKED (1 << 20) /* bytes of a file's fields that are asked whether they are blank */

/* A TIFF block in either byte order. */
typedef struct {
  const guint8 *data;
  gsize length;
  gboolean big;
  guint directories; /* read so far: a block that names many, or one many times, does not choose how long it
                        takes */
} Tiff;

typedef enum { MAIN, EXIF, GPS, THUMBNAIL } Directory;

static guint
get16 (const Tiff *tiff, gsize at)
{
  return tiff->big ? haven_be16 (tiff->data + at) : haven_le16 (tiff->data + at);
}

static guint32
get32 (const Tiff *tiff, gsize at)
{
  return tiff->big ? haven_be32 (tiff->data + at) : haven_le32 (tiff->data + at);
}

/* Whether a field of text, or any other field, holds something; one that is not looked at may. */
static gboolean
is_filled (const Tiff *tiff, gsize entry, HavenExif *exif)
{
  static const guint8 sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
  guint type = get16 (tiff, entry + 2);
  guint32 count = get32 (tiff, entry + 4);
  gsize size, at;

  if (type == 0 || type >= G_N_ELEMENTS (sizes) || count == 0 || count > tiff->length)
    return FALSE;
  size = (gsize)count * sizes[type];
  at = size <= 4 ? entry + 8 : get32 (tiff, entry + 8);
  if (at > tiff->length || size > tiff->length - at)
    return FALSE;
  for (gsize i = 0; i < size; i++, exif->looked++) {
    if (exif->looked >= MOST_LOOKED || (tiff->data[at + i] != 0 && tiff->data[at + i] != ' '))
      return TRUE;
  }
  return FALSE;
}

static guint
seen_by_tag (Directory directory, guint tag)
{
  if (directory == GPS) /* 0 is the version of the block, and may stand alone in it */
    return tag >= 1 && tag <= 4     ? HAVEN_METADATA_PLACE
           : tag == 7 || tag == 29  ? HAVEN_METADATA_TIME
           : tag == 28 || tag == 27 ? HAVEN_METADATA_PLACE
                                    : 0;
  if (directory == THUMBNAIL)
    return tag == 0x0201 || tag == 0x0111 ? HAVEN_METADATA_THUMBNAIL : 0;
  switch (tag) {
  case 0x010f: /* Make */
  case 0x0110: /* Model */
  case 0x0131: /* Software */
  case 0x013c: /* HostComputer */
  case 0xa431: /* BodySerialNumber */
  case 0xa433: /* LensMake */
  case 0xa434: /* LensModel */
  case 0xa435: /* LensSerialNumber */
  case 0x927c: /* MakerNote */
  case 0xa420: /* ImageUniqueID */
    return HAVEN_METADATA_DEVICE;
  case 0x013b: /* Artist */
  case 0x8298: /* Copyright */
  case 0x9c9d: /* XPAuthor */
  case 0xa430: /* CameraOwnerName */
    return HAVEN_METADATA_AUTHOR;
  case 0x0132: /* DateTime */
  case 0x9003: /* DateTimeOriginal */
  case 0x9004: /* DateTimeDigitized */
    return HAVEN_METADATA_TIME;
  case 0x010e: /* ImageDescription */
  case 0x9286: /* UserComment */
  case 0x9c9b: /* XPTitle */
  case 0x9c9c: /* XPComment */
  case 0x9c9e: /* XPKeywords */
  case 0x9c9f: /* XPSubject */
    return HAVEN_METADATA_TEXT;
  default:
    return 0;
  }
}

/* A picture may hold several blocks; programs turn it by the first that says how. */
static void
take_turn (HavenExif *exif, guint orientation)
{
  if (exif->turned || orientation < 1 || orientation > 8)
    return;
  exif->orientation = orientation;
  exif->turned = TRUE;
}

static void
read_directory (Tiff *tiff, guint32 at, Directory directory, HavenExif *exif)
{
  guint n;
  gsize next;

  if (tiff->directories++ >= MOST_DIRECTORIES || at < 8 || at > tiff->length - 2)
    return;
  n = get16 (tiff, at);
  if (n > MOST_ENTRIES || (gsize)n * 12 + 2 > tiff->length - at)
    return;
  for (guint i = 0; i < n; i++) {
    gsize entry = at + 2 + (gsize)i * 12;
    guint tag = get16 (tiff, entry);

    if (directory == MAIN && tag == 0x8769)
      read_directory (tiff, get32 (tiff, entry + 8), EXIF, exif);
    else if (directory == MAIN && tag == 0x8825)
      read_directory (tiff, get32 (tiff, entry + 8), GPS, exif);
    else if (directory == MAIN && tag == 0x0112 && get16 (tiff, entry + 2) == 3)
      take_turn (exif, get16 (tiff, entry + 8));
    else if (seen_by_tag (directory, tag) != 0 && is_filled (tiff, entry, exif))
      exif->seen |= seen_by_tag (directory, tag);
  }
  next = at + 2 + (gsize)n * 12;
  if (directory == MAIN && tiff->length - next >= 4 && get32 (tiff, next) != 0)
    read_directory (tiff, get32 (tiff, next), THUMBNAIL, exif);
}

/**
 * haven_exif_read:
 * @tiff: an Exif block from its byte order on
 * @length: bytes of it
 * @exif: (inout): what it says; how the picture is to be turned stays as a block before said it
 */
void
haven_exif_read (const guint8 *tiff, gsize length, HavenExif *exif)
{
  Tiff block = {tiff, length, FALSE, 0};

  exif->seen = 0;
  if (length < 14 || (memcmp (tiff, "II*\0", 4) != 0 && memcmp (tiff, "MM\0*", 4) != 0))
    return;
  block.big = tiff[0] == 'M';
  read_directory (&block, get32 (&block, 4), MAIN, exif);
}

/**
 * haven_exif_append_orientation:
 * @out: where to append
 * @orientation: how the picture is to be turned
 *
 * Appends the smallest Exif block, that says only this.
 */
void
haven_exif_append_orientation (GByteArray *out, guint orientation)
{
  const guint8 block[] = {'M',  'M',  0, '*', 0, 0, 0, 8, 0, 1,
                          0x01, 0x12, 0, 3,   0, 0, 0, 1, 0, (guint8)orientation,
                          0,    0,    0, 0,   0, 0};

  g_byte_array_append (out, block, sizeof block);
}

/* Whether one of the names stands in the packet, with or without a value. */
static gboolean
has_any (const char *data, gsize length, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++) {
    if (haven_bytes_find (data, length, names[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_xmp_read:
 * @data: an XMP packet
 * @length: bytes of it
 *
 * Goes by the names of properties, which are the same in every writer's prefixes.
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_xmp_read (const guint8 *data, gsize length)
{
  static const char *const place[] = {"GPSLatitude",
                                      "GPSLongitude",
                                      "photoshop:City",
                                      "Iptc4xmpCore:Location",
                                      "LocationShown",
                                      "LocationCreated",
                                      NULL};
  static const char *const author[] = {
      "dc:creator", "dc:rights", "CreatorContactInfo", "AuthorsPosition", "OwnerName", "pdf:Author", NULL};
  static const char *const device[] = {"CreatorTool",  "tiff:Model",    "tiff:Make", "SerialNumber",
                                       "pdf:Producer", "softwareAgent", NULL};
  static const char *const when[] = {"CreateDate", "ModifyDate", "DateCreated", "DateTimeOriginal", NULL};
  static const char *const text[] = {
      "dc:description", "dc:title",          "dc:subject", "photoshop:Headline",
      "xmpMM:History",  "DocumentAncestors", NULL};
  static const char *const thumbnail[] = {"xmpGImg:image", "xmp:Thumbnails", NULL};
  const char *packet = (const char *)data;
  guint seen = 0;

  seen |= has_any (packet, length, place) ? HAVEN_METADATA_PLACE : 0;
  seen |= has_any (packet, length, author) ? HAVEN_METADATA_AUTHOR : 0;
  seen |= has_any (packet, length, device) ? HAVEN_METADATA_DEVICE : 0;
  seen |= has_any (packet, length, when) ? HAVEN_METADATA_TIME : 0;
  seen |= has_any (packet, length, text) ? HAVEN_METADATA_TEXT : 0;
  seen |= has_any (packet, length, thumbnail) ? HAVEN_METADATA_THUMBNAIL : 0;
  return seen;
}
