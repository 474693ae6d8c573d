/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-error.h"
#include "sharing/haven-metadata.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SEEN_ALL                                                                                             \
  (HAVEN_METADATA_PLACE | HAVEN_METADATA_DEVICE | HAVEN_METADATA_AUTHOR | HAVEN_METADATA_TIME |              \
   HAVEN_METADATA_THUMBNAIL)

static void
put (GByteArray *out, const void *data, gsize length)
{
  g_byte_array_append (out, data, (guint)length);
}

static void
put_be (GByteArray *out, guint32 value, guint bytes)
{
  for (guint i = bytes; i > 0; i--) {
    guint8 byte = (guint8)(value >> (8 * (i - 1)));

    put (out, &byte, 1);
  }
}

static void
put_le32 (GByteArray *out, guint32 value)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16), (guint8)(value >> 24)};

  put (out, bytes, 4);
}

static void
put_entry (GByteArray *out, guint tag, guint type, guint32 count, guint32 value)
{
  put_be (out, tag, 2);
  put_be (out, type, 2);
  put_be (out, count, 4);
  put_be (out, value, 4);
}

/* An Exif block that says a camera, an author, a time, a place, a turn by 90 degrees, and holds a small
 * picture. */
static GByteArray *
exif_block (void)
{
  GByteArray *out = g_byte_array_new ();

  put (out, "MM\0*\0\0\0\x08", 8);
  put_be (out, 5, 2);
  put_entry (out, 0x010f, 2, 4, 0x4d6f7468); /* Make, "Moth" */
  put_entry (out, 0x0112, 3, 1, 6 << 16);
  put_entry (out, 0x0132, 2, 4, 0x32303236);
  put_entry (out, 0x013b, 2, 4, 0x416e6e00);
  put_entry (out, 0x8825, 4, 1, 74);
  put_be (out, 92, 4); /* the directory of the small picture */
  put_be (out, 1, 2);
  put_entry (out, 0x0001, 2, 2, 0x4e000000); /* GPSLatitudeRef, "N" */
  put_be (out, 0, 4);
  put_be (out, 1, 2);
  put_entry (out, 0x0201, 4, 1, 100);
  put_be (out, 0, 4);
  return out;
}

static void
put_segment (GByteArray *out, guint marker, const void *body, gsize length)
{
  put_be (out, 0xff00 | marker, 2);
  put_be (out, (guint32)length + 2, 2);
  put (out, body, length);
}

static void
put_png_head (GByteArray *out)
{
  put (out, "\x89PNG\r\n\x1a\n", 8);
}

static void
put_chunk (GByteArray *out, const char *type, const void *body, gsize length)
{
  put_be (out, (guint32)length, 4);
  put (out, type, 4);
  put (out, body, length);
  put (out, "crc.", 4);
}

/* What one field of an Exif block says, in the block itself or in the one for places. */
static void
test_exif_fields (void)
{
  static const struct {
    const char *description;
    guint tag;
    guint type;
    guint32 value;
    gboolean place;
    guint seen;
  } fields[] = {
      {"a camera", 0x0110, 2, 0x41000000, FALSE, HAVEN_METADATA_DEVICE},
      {"a camera of blanks", 0x0110, 2, 0x20202020, FALSE, 0},
      {"a camera of a type that there is not", 0x0110, 99, 0x41000000, FALSE, 0},
      {"a description", 0x010e, 2, 0x41000000, FALSE, HAVEN_METADATA_TEXT},
      {"something else", 0x0100, 2, 0x41000000, FALSE, 0},
      {"a latitude", 0x0002, 2, 0x41000000, TRUE, HAVEN_METADATA_PLACE},
      {"the name of an area", 0x001c, 2, 0x41000000, TRUE, HAVEN_METADATA_PLACE},
      {"a time", 0x0007, 2, 0x41000000, TRUE, HAVEN_METADATA_TIME},
      {"the version of the block alone", 0x0000, 1, 0x02030000, TRUE, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (GByteArray) exif = g_byte_array_new (), out = g_byte_array_new ();

    g_test_message ("%s", fields[i].description);
    put (exif, "MM\0*\0\0\0\x08", 8);
    if (fields[i].place) {
      put_be (exif, 1, 2);
      put_entry (exif, 0x8825, 4, 1, 26);
      put_be (exif, 0, 4);
    }
    put_be (exif, 1, 2);
    put_entry (exif, fields[i].tag, fields[i].type, 4, fields[i].value);
    put_be (exif, 0, 4);
    put_png_head (out);
    put_chunk (out, "eXIf", exif->data, exif->len);
    g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, fields[i].seen);
  }
}

static const guint8 scan[] = {0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56};

static GByteArray *
jpeg (gboolean metadata)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = exif_block ();

  put (out, "\xff\xd8", 2);
  put_segment (out, 0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0", 14);
  if (metadata) {
    g_autoptr (GByteArray) body = g_byte_array_new ();

    put (body, "Exif\0\0", 6);
    put (body, exif->data, exif->len);
    put_segment (out, 0xe1, body->data, body->len);
    put_segment (out, 0xe1, "http://ns.adobe.com/xap/1.0/\0<x dc:creator='Ann'/>", 51);
    put_segment (out, 0xed, "Photoshop 3.0\0\x1c\x02\x50\0\3Ann", 22);
    put_segment (out, 0xfe, "made by Ann", 11);
  }
  put_segment (out, 0xe2, "ICC_PROFILE\0\1\1abc", 17);
  put_segment (out, 0xdb, "table", 5);
  put_segment (out, 0xda, "head", 4);
  put (out, scan, sizeof scan);
  put (out, "\xff\xd9", 2);
  if (metadata)
    put (out, "a film behind the picture", 25);
  return out;
}

static void
test_jpeg_read (void)
{
  g_autoptr (GByteArray) full = jpeg (TRUE), bare = jpeg (FALSE);

  g_assert_cmpuint (haven_metadata_read (full->data, full->len), ==, SEEN_ALL | HAVEN_METADATA_TEXT);
  g_assert_cmpuint (haven_metadata_read (bare->data, bare->len), ==, 0);
}

static void
test_jpeg_strip (void)
{
  static const guint8 turn[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0,    0,    'M', 'M',
                                0,    '*',  0, 0,  0,   8,   0,   1,   0x01, 0x12, 0,   3,
                                0,    0,    0, 1,  0,   6,   0,   0,   0,    0,    0,   0};
  g_autoptr (GByteArray) full = jpeg (TRUE), bare = jpeg (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = haven_metadata_strip (full->data, full->len, &error);
  gsize length;
  const guint8 *data = g_bytes_get_data (stripped, &length);

  /* the same picture, with nothing but its turn added after its colours: two, eighteen and twenty-one bytes
   * on */
  g_assert_no_error (error);
  g_assert_cmpmem (data, 20 + 21, bare->data, 20 + 21);
  g_assert_cmpmem (data + 41, sizeof turn, turn, sizeof turn);
  g_assert_cmpmem (data + 41 + sizeof turn, length - 41 - sizeof turn, bare->data + 41, bare->len - 41);
  g_assert_cmpuint (haven_metadata_read (data, length), ==, 0);
}

static void
test_jpeg_broken (void)
{
  g_autoptr (GByteArray) full = jpeg (TRUE);

  /* cut anywhere before its end it is refused, and reading it stays within it */
  for (gsize length = 0; length + 25 < full->len; length++) {
    g_autofree guint8 *copy = g_memdup2 (full->data, length);
    g_autoptr (GError) error = NULL;

    haven_metadata_read (copy, length);
    g_assert_null (haven_metadata_strip (copy, length, &error));
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
}

/* The small picture that stands in JFIF's own segment goes, and the segment stays. */
static void
test_jpeg_small_picture (void)
{
  static const char with[] = "JFIF\0\1\1\0\0\1\0\1\1\1rgb", without[] = "JFIF\0\1\1\0\0\1\0\1\0";
  g_autoptr (GByteArray) full = g_byte_array_new (), bare = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = NULL;

  for (guint i = 0; i < 2; i++) {
    GByteArray *out = i == 0 ? full : bare;

    put (out, "\xff\xd8", 2);
    put_segment (out, 0xe0, i == 0 ? with : without, i == 0 ? 17 : 14);
    if (i == 0) {
      put_segment (out, 0xe0, "JFXX\0\x10small", 11);
      put_segment (out, 0xe2, "MPF\0small", 9);
    }
    put_segment (out, 0xda, "head", 4);
    put (out, scan, sizeof scan);
    put (out, "\xff\xd9", 2);
  }
  g_assert_cmpuint (haven_metadata_read (full->data, full->len), ==, HAVEN_METADATA_THUMBNAIL);
  stripped = haven_metadata_strip (full->data, full->len, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped), bare->data, bare->len);
}

/* Each segment by itself: what it says, and whether a picture needs it to look the same. */
static void
test_jpeg_segments (void)
{
  static const struct {
    const char *description;
    guint marker;
    const char *body;
    gsize length;
    guint seen;
    gboolean kept;
  } segments[] = {
      {"a small picture of JFIF's", 0xe0, "JFXX\0\x10small", 11, HAVEN_METADATA_THUMBNAIL, FALSE},
      {"more pictures", 0xe2, "MPF\0small", 9, HAVEN_METADATA_THUMBNAIL, FALSE},
      {"a profile of colours", 0xe2, "ICC_PROFILE\0\1\1abc", 17, 0, TRUE},
      {"how colours are coded", 0xee, "Adobe\0d\0\0\0\0\1", 12, 0, TRUE},
      {"somebody's own", 0xec, "Ducky", 5, 0, FALSE},
      {"a remark", 0xfe, "by Ann", 6, HAVEN_METADATA_TEXT, FALSE},
      {"a remark of nothing", 0xfe, "", 0, 0, FALSE},
      {"more of XMP", 0xe1, "http://ns.adobe.com/xmp/extension/\0GPSLatitude", 46, HAVEN_METADATA_PLACE, FALSE},
      {"by whom it is", 0xed, "Photoshop 3.0\0\x1c\x02\x50\0\3Ann", 22, HAVEN_METADATA_AUTHOR, FALSE},
      {"the city where it was taken", 0xed, "Photoshop 3.0\0\x1c\x02\x5a\0\3Ulm", 22, HAVEN_METADATA_PLACE, FALSE},
      {"a caption", 0xed, "Photoshop 3.0\0\x1c\x02\x78\0\3Ulm", 22, HAVEN_METADATA_TEXT, FALSE},
      {"the day", 0xed, "Photoshop 3.0\0\x1c\x02\x37\0\3day", 22, HAVEN_METADATA_TIME, FALSE},
      {"a city of nothing", 0xed, "Photoshop 3.0\0\x1c\x02\x5a\0\0Ulm", 22, 0, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (segments); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new (), kept = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) stripped = NULL;

    g_test_message ("%s", segments[i].description);
    put (out, "\xff\xd8\xff\xff", 4); /* before a marker there may be more of its first byte */
    put_segment (out, segments[i].marker, segments[i].body, segments[i].length);
    put (kept, "\xff\xd8", 2);
    if (segments[i].kept)
      put (kept, out->data + 2, out->len - 2);
    for (guint j = 0; j < 2; j++) {
      put_segment (j == 0 ? out : kept, 0xda, "head", 4);
      put (j == 0 ? out : kept, scan, sizeof scan);
      put (j == 0 ? out : kept, "\xff\xd9", 2);
    }
    g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, segments[i].seen);
    stripped = haven_metadata_strip (out->data, out->len, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped), kept->data, kept->len);
  }
}

/* A block that says nothing but a name, a time and a turn, in the order of bytes that most cameras write. */
static void
test_little_endian (void)
{
  static const char block[] = "II*\0\x08\0\0\0\2\0"
                              "\x3b\x01\2\0\4\0\0\0Ann\0"
                              "\x12\x01\3\0\1\0\0\0\3\0\0\0"
                              "\0\0\0";
  g_autoptr (GByteArray) out = g_byte_array_new (), body = g_byte_array_new ();
  g_autoptr (GBytes) stripped = NULL;
  const guint8 *data;

  put (body, "Exif\0\0", 6);
  put (body, block, sizeof block);
  put (out, "\xff\xd8", 2);
  put_segment (out, 0xe1, body->data, body->len);
  put_segment (out, 0xda, "head", 4);
  put (out, scan, sizeof scan);
  put (out, "\xff\xd9", 2);
  g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, HAVEN_METADATA_AUTHOR);
  stripped = haven_metadata_strip (out->data, out->len, NULL);
  g_assert_nonnull (stripped);
  data = g_bytes_get_data (stripped, NULL);
  g_assert_cmpuint (g_bytes_get_size (stripped), >, 2 + 10 + 20);
  g_assert_cmpuint (data[2 + 10 + 19], ==, 3); /* the turn, in the block that is written */
}

static GByteArray *
png (gboolean metadata)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = exif_block ();

  put_png_head (out);
  put_chunk (out, "IHDR", "thirteen byte", 13);
  if (metadata) {
    exif->data[8 + 2 + 12 + 9] = 1; /* upright */
    put_chunk (out, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0dc:creator", 32);
    put_chunk (out, "zTXt", "Author\0packed", 13);
    put_chunk (out, "prVt", "somebody's own", 14);
    put_chunk (out, "eXIf", exif->data, exif->len);
    put_chunk (out, "tEXt", "Author\0Ann", 10);
    put_chunk (out, "tIME", "sevenby", 7);
  }
  put_chunk (out, "iCCP", "profile", 7);
  put_chunk (out, "IDAT", "pixels", 6);
  put_chunk (out, "IEND", "", 0);
  return out;
}

static void
test_png (void)
{
  g_autoptr (GByteArray) full = png (TRUE), bare = png (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = haven_metadata_strip (full->data, full->len, &error);
  gsize length;
  const guint8 *data = g_bytes_get_data (stripped, &length);

  g_assert_no_error (error);
  g_assert_cmpuint (haven_metadata_read (full->data, full->len), ==, SEEN_ALL);
  g_assert_cmpmem (data, length, bare->data, bare->len);
}

/* How a picture is turned is kept, in a chunk of its own before the end. */
static void
test_png_turned (void)
{
  static const guint8 turn[] = {0, 0, 0, 26, 'e', 'X', 'I', 'f', 'M', 'M', 0, '*', 0, 0, 0,    8,    0,    1,   0x01, 0x12,
                                0, 3, 0, 0,  0,   1,   0,   6,   0,   0,   0, 0,   0, 0, 0xd6, 0x67, 0x4b, 0x69};
  g_autoptr (GByteArray) full = g_byte_array_new (), bare = png (FALSE), exif = exif_block ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = NULL;
  gsize length, end = bare->len - 12; /* where IEND stands */
  const guint8 *data;

  put (full, bare->data, end);
  put_chunk (full, "eXIf", exif->data, exif->len);
  put_chunk (full, "IEND", "", 0);
  put (full, "a film behind the picture", 25);
  stripped = haven_metadata_strip (full->data, full->len, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (stripped, &length);
  g_assert_cmpmem (data, end, bare->data, end);
  g_assert_cmpmem (data + end, sizeof turn, turn, sizeof turn);
  g_assert_cmpmem (data + end + sizeof turn, length - end - sizeof turn, bare->data + end, 12);
}

static void
test_png_broken (void)
{
  g_autoptr (GByteArray) full = png (TRUE);

  for (gsize length = 8; length < full->len; length++) {
    g_autofree guint8 *copy = g_memdup2 (full->data, length);
    g_autoptr (GError) error = NULL;

    haven_metadata_read (copy, length);
    g_assert_null (haven_metadata_strip (copy, length, &error));
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
}

/* What the keyword of a text says it is about. */
static void
test_png_keywords (void)
{
  static const struct {
    const char keyword[30];
    guint seen;
  } texts[] = {
      {"author", HAVEN_METADATA_AUTHOR},       {"Software", HAVEN_METADATA_DEVICE},
      {"Creation Time", HAVEN_METADATA_TIME},  {"exif:GPSLatitude", HAVEN_METADATA_PLACE},
      {"Thumb::URI", HAVEN_METADATA_TEXT},     {"Raw profile type exif", HAVEN_METADATA_TEXT | HAVEN_METADATA_DEVICE},
      {"XML:com.adobe.xmp\0GPSLatitude", HAVEN_METADATA_PLACE},
      {"anything else", HAVEN_METADATA_TEXT},
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();

    g_test_message ("%s", texts[i].keyword);
    put_png_head (out);
    put_chunk (out, "iTXt", texts[i].keyword, 30);
    g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, texts[i].seen);
  }
}

static void
test_png_unknown_critical (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  put_png_head (out);
  put_chunk (out, "IHDR", "thirteen byte", 13);
  put_chunk (out, "QQQQ", "", 0);
  put_chunk (out, "IEND", "", 0);
  g_assert_null (haven_metadata_strip (out->data, out->len, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
}

static void
put_riff (GByteArray *out, const char *type, const void *body, gsize length)
{
  put (out, type, 4);
  put_le32 (out, (guint32)length);
  put (out, body, length);
  if (length & 1)
    put (out, "", 1);
}

static GByteArray *
webp (gboolean metadata)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = exif_block ();
  guint8 head[10] = {0x20, 0, 0, 0, 1, 0, 0, 1, 0, 0};

  exif->data[8 + 2 + 12 + 9] = 1;
  head[0] |= metadata ? 0x0c : 0;
  put (out, "RIFF", 4);
  put_le32 (out, 0);
  put (out, "WEBP", 4);
  put_riff (out, "VP8X", head, sizeof head);
  put_riff (out, "ICCP", "profile", 7);
  put_riff (out, "VP8 ", "pixels", 6);
  if (metadata) {
    put_riff (out, "EXIF", exif->data, exif->len);
    put_riff (out, "XMP ", "dc:creator", 10);
  }
  for (guint i = 0; i < 4; i++)
    out->data[4 + i] = (guint8)((out->len - 8) >> (8 * i));
  return out;
}

static void
test_webp (void)
{
  g_autoptr (GByteArray) full = webp (TRUE), bare = webp (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = haven_metadata_strip (full->data, full->len, &error);
  gsize length;
  const guint8 *data = g_bytes_get_data (stripped, &length);

  g_assert_no_error (error);
  g_assert_cmpuint (haven_metadata_read (full->data, full->len), ==, SEEN_ALL);
  g_assert_cmpmem (data, length, bare->data, bare->len);
}

/* A turned picture stays turned: its Exif block is written anew, and the head says that there is one. */
static void
test_webp_turned (void)
{
  static const guint8 turn[] = {'E', 'X', 'I',  'F',  26, 0, 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8, 0,
                                1,   0x01, 0x12, 0,   3,  0, 0, 0, 1,   0,   6, 0,   0, 0, 0, 0, 0};
  g_autoptr (GByteArray) full = webp (TRUE), bare = webp (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stripped = NULL;
  gsize length, exif = bare->len + 8; /* where the block stands in the full one */
  const guint8 *data;

  full->data[exif + 8 + 2 + 12 + 9] = 6;
  stripped = haven_metadata_strip (full->data, full->len, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (stripped, &length);
  g_assert_cmpuint (length, ==, bare->len + sizeof turn);
  g_assert_cmpuint (data[4] | data[5] << 8, ==, length - 8);
  g_assert_cmpuint (data[20], ==, 0x20 | 0x08); /* a profile and an Exif block, and no XMP */
  g_assert_cmpmem (data + 21, bare->len - 21, bare->data + 21, bare->len - 21);
  g_assert_cmpmem (data + bare->len, sizeof turn, turn, sizeof turn);
}

/* A turn that there is not is none, and a block may begin as it does in JPEG. */
static void
test_webp_block (void)
{
  g_autoptr (GByteArray) bare = webp (FALSE), exif = exif_block ();

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GByteArray) out = g_byte_array_new (), body = g_byte_array_new ();
    g_autoptr (GBytes) stripped = NULL;

    exif->data[8 + 2 + 12 + 9] = i == 0 ? 9 : 0;
    put (body, "Exif\0\0", 6);
    put (body, exif->data, exif->len);
    put (out, bare->data, bare->len);
    put_riff (out, "EXIF", body->data, body->len);
    for (guint j = 0; j < 4; j++)
      out->data[4 + j] = (guint8)((out->len - 8) >> (8 * j));
    g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, SEEN_ALL);
    stripped = haven_metadata_strip (out->data, out->len, NULL);
    g_assert_nonnull (stripped);
    g_assert_cmpmem (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped), bare->data, bare->len);
  }
}

static void
test_webp_broken (void)
{
  g_autoptr (GByteArray) full = webp (TRUE);
  g_autoptr (GByteArray) none = g_byte_array_new ();

  for (gsize length = 12; length < full->len; length++) {
    g_autofree guint8 *copy = g_memdup2 (full->data, length);
    g_autoptr (GError) error = NULL;

    haven_metadata_read (copy, length);
    g_assert_null (haven_metadata_strip (copy, length, &error));
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
  put (none, "RIFF\x10\0\0\0WEBPICCP\4\0\0\0prof", 24);
  g_assert_null (haven_metadata_strip (none->data, none->len, NULL));
}

static void
put_box (GByteArray *out, const char *type, const GByteArray *body)
{
  put_be (out, body->len + 8, 4);
  put (out, type, 4);
  put (out, body->data, body->len);
}

/* A HEIF file of one item, described by an entry of version 2 or 3; its boxes may say their length in 64 bits. */
static GByteArray *
heif (guint version, const char *type, const GByteArray *item, gboolean wide, const char *relation)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) meta = g_byte_array_new (), iinf = g_byte_array_new (), infe = g_byte_array_new ();
  g_autoptr (GByteArray) iloc = g_byte_array_new (), iref = g_byte_array_new ();
  guint head;

  put (out,
       "\0\0\0\x10"
       "ftypheic\0\0\0\0",
       16);
  put_be (infe, version << 24, 4);
  put_be (infe, 7, version == 2 ? 2 : 4);
  put_be (infe, 0, 2);
  put (infe, type, 5);
  put (iinf, "\0\0\0\0\0\1", 6);
  put_box (iinf, "infe", infe);
  put (iref, "\0\0\0\0", 4);
  if (relation != NULL)
    put (iref, relation, 4);
  /* everything before the item: ftyp, meta, iinf, iref, iloc */
  head = 16 + 8 + (wide ? 8 : 0) + 4 + 8 + iinf->len + 8 + iref->len + 8 + 22;
  put (iloc, "\0\0\0\0\x44\0\0\1\0\7\0\0\0\1", 14);
  put_be (iloc, head, 4);
  put_be (iloc, item->len, 4);
  put (meta, "\0\0\0\0", 4);
  put_box (meta, "iinf", iinf);
  put_box (meta, "iref", iref);
  put_box (meta, "iloc", iloc);
  if (wide) {
    put (out, "\0\0\0\1meta\0\0\0\0", 12);
    put_be (out, meta->len + 16, 4);
    put (out, meta->data, meta->len);
  } else {
    put_box (out, "meta", meta);
  }
  put (out, item->data, item->len);
  return out;
}

static void
test_heic (void)
{
  g_autoptr (GByteArray) exif = exif_block (), block = g_byte_array_new (), packet = g_byte_array_new ();

  put_be (block, 0, 4); /* how far it is to the byte order */
  put (block, exif->data, exif->len);
  put (packet, "<x dc:creator='Ann'/>", 21);
  for (guint version = 2; version <= 3; version++)
    for (guint wide = 0; wide < 2; wide++) {
      g_autoptr (GByteArray) camera = heif (version, "Exif", block, wide, NULL);
      g_autoptr (GByteArray) xmp = heif (version, "mime", packet, wide, NULL);
      g_autoptr (GByteArray) small = heif (version, "hvc1", packet, wide, "thmb");
      g_autoptr (GByteArray) bare = heif (version, "hvc1", block, wide, "dimg");

      g_assert_cmpint (haven_metadata_kind (camera->data, camera->len), ==, HAVEN_FILE_HEIF);
      g_assert_cmpuint (haven_metadata_read (camera->data, camera->len), ==, SEEN_ALL);
      g_assert_cmpuint (haven_metadata_read (xmp->data, xmp->len), ==, HAVEN_METADATA_AUTHOR);
      g_assert_cmpuint (haven_metadata_read (small->data, small->len), ==, HAVEN_METADATA_THUMBNAIL);
      g_assert_cmpuint (haven_metadata_read (bare->data, bare->len), ==, 0);
      for (gsize length = 0; length < camera->len; length++) {
        g_autofree guint8 *copy = g_memdup2 (camera->data, length);

        haven_metadata_read (copy, length); /* cut anywhere, it is read without harm */
      }
    }
  g_assert_false (haven_metadata_can_strip (HAVEN_FILE_HEIF));
}

static void
test_film (void)
{
  static const struct {
    const char *says;
    guint seen;
  } atoms[] = {
      {"\251xyz", HAVEN_METADATA_PLACE},
      {"com.apple.quicktime.location.ISO6709", HAVEN_METADATA_PLACE},
      {"loci", HAVEN_METADATA_PLACE},
      {"\251mak", HAVEN_METADATA_DEVICE},
      {"com.apple.quicktime.model", HAVEN_METADATA_DEVICE},
      {"\251ART", HAVEN_METADATA_AUTHOR},
      {"com.apple.quicktime.author", HAVEN_METADATA_AUTHOR},
      {"trak", 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (atoms); i++) {
    for (guint j = 0; j < 2; j++) {
      g_autoptr (GByteArray) out = g_byte_array_new (), body = g_byte_array_new ();

      g_test_message ("atom %u", i);
      put (out,
           "\0\0\0\x10"
           "ftypisom\0\0\0\0",
           16);
      put (body, atoms[i].says, strlen (atoms[i].says));
      /* in the film itself the same letters say nothing */
      put_box (out, j == 0 ? "moov" : "mdat", body);
      g_assert_cmpint (haven_metadata_kind (out->data, out->len), ==, HAVEN_FILE_VIDEO);
      g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, j == 0 ? atoms[i].seen : 0);
    }
  }
  g_assert_false (haven_metadata_can_strip (HAVEN_FILE_VIDEO));
}

static void
test_pdf (void)
{
  static const char packet[] = "%PDF-1.4\n<x:xmpmeta><dc:title>Ann's will</dc:title></x:xmpmeta>";
  static const char hex[] = "%PDF-1.4\n1 0 obj << /Author <FEFF0041> /Subject 7 0 R /Producer <> >> endobj";
  static const char full[] =
      "%PDF-1.4\n\0\xff\n1 0 obj << /Author (Ann) /Producer (x) /CreationDate (D:2026) >> endobj";
  static const char bare[] = "%PDF-1.4\n1 0 obj << /Author () >> endobj";

  g_assert_cmpuint (haven_metadata_read ((const guint8 *)full, sizeof full), ==,
                    HAVEN_METADATA_AUTHOR | HAVEN_METADATA_DEVICE | HAVEN_METADATA_TIME);
  g_assert_cmpuint (haven_metadata_read ((const guint8 *)bare, sizeof bare), ==, 0);
  g_assert_cmpuint (haven_metadata_read ((const guint8 *)packet, sizeof packet), ==, HAVEN_METADATA_TEXT);
  g_assert_cmpuint (haven_metadata_read ((const guint8 *)hex, sizeof hex), ==,
                    HAVEN_METADATA_AUTHOR | HAVEN_METADATA_TEXT);
}

#define STORED 0
#define DEFLATED 8

/* A ZIP of one entry. */
static GByteArray *
zip (const char *name, const char *body, gsize length, guint method)
{
  GByteArray *out = g_byte_array_new ();
  gsize n = strlen (name);
  guint8 sizes[4] = {(guint8)length, (guint8)(length >> 8), 0, 0}, names[4] = {(guint8)n, 0, 0, 0};
  guint at;

  put (out, "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
  put (out, sizes, 4);
  put (out, sizes, 4);
  put (out, names, 4);
  put (out, name, n);
  put (out, body, length);
  at = out->len;
  put (out, "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
  out->data[at + 10] = (guint8)method;
  put (out, sizes, 4);
  put (out, sizes, 4);
  put (out, names, 2);
  put (out, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
  put (out, name, n);
  put (out, "PK\5\6\0\0\0\0\1\0\1\0\0\0\0\0", 16);
  put_le32 (out, at);
  put (out, "\0", 2);
  return out;
}

static void
test_office (void)
{
  static const struct {
    const char *name;
    const char *body;
    guint seen;
  } entries[] = {
      {"docProps/core.xml", "<c><dc:creator>Ann</dc:creator></c>", HAVEN_METADATA_AUTHOR},
      {"docProps/core.xml", "<c><dc:creator></dc:creator><cp:keywords/></c>", 0},
      {"docProps/core.xml", "<c><dcterms:created>2026</dcterms:created></c>", HAVEN_METADATA_TIME},
      {"docProps/app.xml", "<p><Application>x</Application></p>", HAVEN_METADATA_DEVICE},
      {"meta.xml", "<m><dc:description>for Ann</dc:description></m>", HAVEN_METADATA_TEXT},
      {"docProps/thumbnail.jpeg", "", HAVEN_METADATA_THUMBNAIL},
      {"word/comments.xml", "", HAVEN_METADATA_TEXT},
      {"notes.txt", "<dc:creator>Ann</dc:creator>", 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autoptr (GByteArray) file = zip (entries[i].name, entries[i].body, strlen (entries[i].body), STORED);

    g_test_message ("%s %s", entries[i].name, entries[i].body);
    g_assert_cmpuint (haven_metadata_read (file->data, file->len), ==, entries[i].seen);
  }
}

/* As every writer of such files packs them. */
static void
test_office_deflated (void)
{
  static const char xml[] = "<c><dc:creator>Ann</dc:creator></c>";
  g_autoptr (GConverter) deflate =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
  g_autoptr (GByteArray) file = NULL;
  char packed[200];
  gsize read, written;

  g_assert_cmpint (g_converter_convert (deflate, xml, sizeof xml - 1, packed, sizeof packed,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  file = zip ("docProps/core.xml", packed, written, DEFLATED);
  g_assert_cmpuint (haven_metadata_read (file->data, file->len), ==, HAVEN_METADATA_AUTHOR);
  file->data[file->len - 22 - 46 - strlen ("docProps/core.xml") + 22] = 0xff; /* says more than there is */
  g_assert_cmpuint (haven_metadata_read (file->data, file->len), ==, 0);
  for (gsize i = 0; i < written; i++) { /* broken anywhere, it is read without harm */
    g_autoptr (GByteArray) broken = zip ("docProps/core.xml", packed, written, DEFLATED);

    broken->data[30 + strlen ("docProps/core.xml") + i] ^= 0x55;
    haven_metadata_read (broken->data, broken->len);
  }
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) words =
      haven_metadata_words (HAVEN_FILE_JPEG, HAVEN_METADATA_TIME | HAVEN_METADATA_PLACE);
  g_autoptr (GPtrArray) none = haven_metadata_words (HAVEN_FILE_JPEG, 0);

  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpstr (words->pdata[0], ==, "This picture says where it was taken.");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_not_strippable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_metadata_strip ((const guint8 *)"%PDF-1.4", 8, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
}

/* A film of many headers is read as far as any other file, and no further: it is sparse, and takes no room. */
static void
test_many_headers (void)
{
  static const char first[] = "\0\0\0\x10" "ftypisom\0\0\0\0", header[] = "\x01\0\0\0moov";
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int fd = g_file_open_tmp ("haven-film-XXXXXX", &path, NULL);

  g_assert_cmpint (pwrite (fd, first, 16, 0), ==, 16);
  for (int i = 0; i < 8; i++)
    g_assert_cmpint (pwrite (fd, header, 8, 16 + ((off_t)i << 24)), ==, 8);
  g_assert_cmpint (ftruncate (fd, 16 + ((off_t)8 << 24)), ==, 0);
  close (fd);
  bytes = haven_metadata_load (path, NULL, NULL);
  g_unlink (path);
  g_assert_nonnull (bytes);
  g_assert_cmpint (haven_metadata_kind (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), ==,
                   HAVEN_FILE_VIDEO);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, 64 << 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/metadata/jpeg/read", test_jpeg_read);
  g_test_add_func ("/sharing/metadata/jpeg/strip-is-exact", test_jpeg_strip);
  g_test_add_func ("/sharing/metadata/jpeg/broken", test_jpeg_broken);
  g_test_add_func ("/sharing/metadata/exif/fields", test_exif_fields);
  g_test_add_func ("/sharing/metadata/jpeg/segments", test_jpeg_segments);
  g_test_add_func ("/sharing/metadata/webp/block", test_webp_block);
  g_test_add_func ("/sharing/metadata/jpeg/small-picture-goes", test_jpeg_small_picture);
  g_test_add_func ("/sharing/metadata/jpeg/little-endian", test_little_endian);
  g_test_add_func ("/sharing/metadata/png/strip-is-exact", test_png);
  g_test_add_func ("/sharing/metadata/png/stays-turned", test_png_turned);
  g_test_add_func ("/sharing/metadata/png/broken", test_png_broken);
  g_test_add_func ("/sharing/metadata/png/keywords", test_png_keywords);
  g_test_add_func ("/sharing/metadata/png/unknown-critical-chunk", test_png_unknown_critical);
  g_test_add_func ("/sharing/metadata/webp/strip-is-exact", test_webp);
  g_test_add_func ("/sharing/metadata/webp/stays-turned", test_webp_turned);
  g_test_add_func ("/sharing/metadata/webp/broken", test_webp_broken);
  g_test_add_func ("/sharing/metadata/heic/read", test_heic);
  g_test_add_func ("/sharing/metadata/pdf/read", test_pdf);
  g_test_add_func ("/sharing/metadata/office/read", test_office);
  g_test_add_func ("/sharing/metadata/office/deflated", test_office_deflated);
  g_test_add_func ("/sharing/metadata/film/read", test_film);
  g_test_add_func ("/sharing/metadata/words", test_words);
  g_test_add_func ("/sharing/metadata/not-strippable", test_not_strippable);
  g_test_add_func ("/sharing/metadata/film/many-headers", test_many_headers);
  return g_test_run ();
}
