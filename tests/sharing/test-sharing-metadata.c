/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-error.h"
#include "metadata-bytes.h"
#include "sharing/haven-metadata.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

/* Whether a field is blank is asked of so many bytes of a file and no more: a block may name all of its bytes
 * a thousand times. */
static void
test_exif_blanks (void)
{
  static const struct {
    const char *description;
    guint32 blanks;
    guint seen;
  } rows[] = {{"blanks", 1000, 0}, {"more blanks than are looked at", 3 << 20, HAVEN_METADATA_DEVICE}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GByteArray) exif = g_byte_array_new (), out = g_byte_array_new ();
    g_autofree char *blanks = g_strnfill (rows[i].blanks, ' ');

    g_test_message ("%s", rows[i].description);
    put (exif, "MM\0*\0\0\0\x08", 8);
    put_be (exif, 1, 2);
    put_entry (exif, 0x0110, 2, rows[i].blanks, 26);
    put_be (exif, 0, 4);
    put (exif, blanks, rows[i].blanks);
    put_png_head (out);
    put_chunk (out, "eXIf", exif->data, exif->len);
    g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, rows[i].seen);
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

static GByteArray *
put_before_picture (const GByteArray *picture, const guint8 *segments, gsize length)
{
  GByteArray *out = g_byte_array_new ();

  put (out, picture->data, 2);
  put (out, segments, length);
  put (out, picture->data + 2, picture->len - 2);
  return out;
}

/* A second block, which says nothing of it, leaves the picture turned as the first one says. */
static void
test_jpeg_two_blocks (void)
{
  static const guint8 blocks[] = {0xff, 0xe1, 0,   34, 'E', 'x',  'i',  'f',  0, 0,  'M', 'M', 0,   '*', 0,
                                  0,    0,    8,   0,  1,   0x01, 0x12, 0,    3, 0,  0,   0,   1,   0,   6,
                                  0,    0,    0,   0,  0,   0,    0xff, 0xe1, 0, 22, 'E', 'x', 'i', 'f', 0,
                                  0,    'M',  'M', 0,  '*', 0,    0,    0,    8, 0,  0,   0,   0,   0,   0};
  g_autoptr (GByteArray) bare = jpeg (FALSE);
  g_autoptr (GByteArray) one = put_before_picture (bare, blocks, 36);
  g_autoptr (GByteArray) two = put_before_picture (bare, blocks, sizeof blocks);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) of_one = haven_metadata_strip (one->data, one->len, &error);
  g_autoptr (GBytes) of_two = haven_metadata_strip (two->data, two->len, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (of_one), >, bare->len);
  g_assert_true (g_bytes_equal (of_one, of_two));
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

/* Cut anywhere from @first to before @end a file is refused, and reading it stays within it. */
static void
refuse_cut (const GByteArray *full, gsize first, gsize end)
{
  for (gsize length = first; length < end; length++) {
    g_autofree guint8 *copy = g_memdup2 (full->data, length);
    g_autoptr (GError) error = NULL;

    haven_metadata_read (copy, length);
    g_assert_null (haven_metadata_strip (copy, length, &error));
    g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
  }
}

static void
test_jpeg_broken (void)
{
  g_autoptr (GByteArray) full = jpeg (TRUE);

  refuse_cut (full, 0, full->len - 25);
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
      {"more of XMP", 0xe1, "http://ns.adobe.com/xmp/extension/\0GPSLatitude", 46, HAVEN_METADATA_PLACE,
       FALSE},
      {"by whom it is", 0xed, "Photoshop 3.0\0\x1c\x02\x50\0\3Ann", 22, HAVEN_METADATA_AUTHOR, FALSE},
      {"the city where it was taken", 0xed, "Photoshop 3.0\0\x1c\x02\x5a\0\3Ulm", 22, HAVEN_METADATA_PLACE,
       FALSE},
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
  static const guint8 turn[] = {0, 0, 0, 26, 'e', 'X',  'I',  'f', 'M',  'M',  0,    '*', 0,
                                0, 0, 8, 0,  1,   0x01, 0x12, 0,   3,    0,    0,    0,   1,
                                0, 6, 0, 0,  0,   0,    0,    0,   0xd6, 0x67, 0x4b, 0x69};
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

  refuse_cut (full, 8, full->len);
}

/* What the keyword of a text says it is about. */
static void
test_png_keywords (void)
{
  static const struct {
    const char keyword[34];
    guint seen;
  } texts[] = {
      {"author", HAVEN_METADATA_AUTHOR},
      {"Software", HAVEN_METADATA_DEVICE},
      {"Creation Time", HAVEN_METADATA_TIME},
      {"exif:GPSLatitude", HAVEN_METADATA_PLACE},
      {"Thumb::URI", HAVEN_METADATA_TEXT},
      {"Raw profile type exif", HAVEN_METADATA_TEXT | HAVEN_METADATA_DEVICE},
      {"XML:com.adobe.xmp\0\0\0\0\0GPSLatitude", HAVEN_METADATA_PLACE},
      {"XML:com.adobe.xmp\0\1\0\0\0compressed", HAVEN_METADATA_TEXT},
      {"anything else", HAVEN_METADATA_TEXT},
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GByteArray) out = g_byte_array_new ();

    g_test_message ("%s", texts[i].keyword);
    put_png_head (out);
    put_chunk (out, "iTXt", texts[i].keyword, 34);
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
  static const guint8 turn[] = {'E', 'X',  'I',  'F', 26, 0, 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8, 0,
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

  refuse_cut (full, 12, full->len);
  put (none, "RIFF\x10\0\0\0WEBPICCP\4\0\0\0prof", 24);
  g_assert_null (haven_metadata_strip (none->data, none->len, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/metadata/jpeg/read", test_jpeg_read);
  g_test_add_func ("/sharing/metadata/jpeg/strip-is-exact", test_jpeg_strip);
  g_test_add_func ("/sharing/metadata/jpeg/two-blocks", test_jpeg_two_blocks);
  g_test_add_func ("/sharing/metadata/jpeg/broken", test_jpeg_broken);
  g_test_add_func ("/sharing/metadata/exif/fields", test_exif_fields);
  g_test_add_func ("/sharing/metadata/exif/blanks", test_exif_blanks);
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
  return g_test_run ();
}
