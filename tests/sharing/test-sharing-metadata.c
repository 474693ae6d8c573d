/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-error.h"
#include "sharing/haven-metadata.h"

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

static void
put_chunk (GByteArray *out, const char *type, const void *body, gsize length)
{
  put_be (out, (guint32)length, 4);
  put (out, type, 4);
  put (out, body, length);
  put (out, "crc.", 4);
}

static GByteArray *
png (gboolean metadata)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) exif = exif_block ();

  put (out, "\x89PNG\r\n\x1a\n", 8);
  put_chunk (out, "IHDR", "thirteen byte", 13);
  if (metadata) {
    exif->data[8 + 2 + 12 + 9] = 1; /* upright */
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

static void
test_png_unknown_critical (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  put (out, "\x89PNG\r\n\x1a\n", 8);
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

static void
put_box (GByteArray *out, const char *type, const GByteArray *body)
{
  put_be (out, body->len + 8, 4);
  put (out, type, 4);
  put (out, body->data, body->len);
}

static void
test_heic (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new (), meta = g_byte_array_new (), iinf = g_byte_array_new ();
  g_autoptr (GByteArray) infe = g_byte_array_new (), iloc = g_byte_array_new (), exif = exif_block ();
  guint head;

  put (out,
       "\0\0\0\x10"
       "ftypheic\0\0\0\0",
       16);
  put (infe, "\2\0\0\0\0\7\0\0Exif\0", 13);
  put (iinf, "\0\0\0\0\0\1", 6);
  put_box (iinf, "infe", infe);
  head = 16 + 8 + 4 + 8 + iinf->len + 8 + 22; /* everything before the block: ftyp, meta, iinf, iloc */
  put (iloc, "\0\0\0\0\x44\0\0\1\0\7\0\0\0\1", 14);
  put_be (iloc, head, 4);
  put_be (iloc, exif->len + 4, 4);
  put (meta, "\0\0\0\0", 4);
  put_box (meta, "iinf", iinf);
  put_box (meta, "iloc", iloc);
  put_box (out, "meta", meta);
  put_be (out, 0, 4);
  put (out, exif->data, exif->len);

  g_assert_cmpint (haven_metadata_kind (out->data, out->len), ==, HAVEN_FILE_HEIF);
  g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, SEEN_ALL);
  g_assert_false (haven_metadata_can_strip (HAVEN_FILE_HEIF));
}

static void
test_pdf (void)
{
  static const char full[] =
      "%PDF-1.4\n\0\xff\n1 0 obj << /Author (Ann) /Producer (x) /CreationDate (D:2026) >> endobj";
  static const char bare[] = "%PDF-1.4\n1 0 obj << /Author () >> endobj";

  g_assert_cmpuint (haven_metadata_read ((const guint8 *)full, sizeof full), ==,
                    HAVEN_METADATA_AUTHOR | HAVEN_METADATA_DEVICE | HAVEN_METADATA_TIME);
  g_assert_cmpuint (haven_metadata_read ((const guint8 *)bare, sizeof bare), ==, 0);
}

/* A ZIP of one stored entry. */
static GByteArray *
zip (const char *name, const char *body)
{
  GByteArray *out = g_byte_array_new ();
  gsize n = strlen (name), length = strlen (body);
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
  g_autoptr (GByteArray) word = zip ("docProps/core.xml", "<c><dc:creator>Ann</dc:creator></c>");
  g_autoptr (GByteArray) empty = zip ("docProps/core.xml", "<c><dc:creator></dc:creator></c>");
  g_autoptr (GByteArray) other = zip ("notes.txt", "<dc:creator>Ann</dc:creator>");

  g_assert_cmpuint (haven_metadata_read (word->data, word->len), ==, HAVEN_METADATA_AUTHOR);
  g_assert_cmpuint (haven_metadata_read (empty->data, empty->len), ==, 0);
  g_assert_cmpuint (haven_metadata_read (other->data, other->len), ==, 0);
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
  g_test_add_func ("/sharing/metadata/png/strip-is-exact", test_png);
  g_test_add_func ("/sharing/metadata/png/unknown-critical-chunk", test_png_unknown_critical);
  g_test_add_func ("/sharing/metadata/webp/strip-is-exact", test_webp);
  g_test_add_func ("/sharing/metadata/heic/read", test_heic);
  g_test_add_func ("/sharing/metadata/pdf/read", test_pdf);
  g_test_add_func ("/sharing/metadata/office/read", test_office);
  g_test_add_func ("/sharing/metadata/words", test_words);
  g_test_add_func ("/sharing/metadata/not-strippable", test_not_strippable);
  g_test_add_func ("/sharing/metadata/film/many-headers", test_many_headers);
  return g_test_run ();
}
