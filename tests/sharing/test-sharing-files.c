/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What files other than pictures say besides what they show: films, documents, and pictures that are written
 * like films. */

#include "haven-error.h"
#include "metadata-bytes.h"
#include "sharing/haven-metadata.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
put_box (GByteArray *out, const char *type, const GByteArray *body)
{
  put_be (out, body->len + 8, 4);
  put (out, type, 4);
  put (out, body->data, body->len);
}

/* A HEIF file of one item, described by an entry of version 2 or 3; its boxes may say their length in 64
 * bits. */
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

/* Behind a ZIP's directory a remark may stand, of as many bytes as two of them can say. */
static void
test_office_with_comment (void)
{
  static const guint lengths[] = {0, 1, 65534, 65535};

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    static const char xml[] = "<c><dc:creator>Ann</dc:creator></c>";
    g_autoptr (GByteArray) file = zip ("docProps/core.xml", xml, sizeof xml - 1, STORED);
    g_autofree char *comment = g_strnfill (lengths[i], 'x');

    file->data[file->len - 2] = (guint8)lengths[i];
    file->data[file->len - 1] = (guint8)(lengths[i] >> 8);
    put (file, comment, lengths[i]);
    g_test_message ("%u bytes", lengths[i]);
    g_assert_cmpuint (haven_metadata_read (file->data, file->len), ==, HAVEN_METADATA_AUTHOR);
  }
}

/* As every writer of such files packs them. */
static void
test_office_deflated (void)
{
  static const char xml[] = "<c><dc:creator>Ann</dc:creator></c>";
  g_autoptr (GConverter) deflate = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9));
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
test_not_strippable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_metadata_strip ((const guint8 *)"%PDF-1.4", 8, &error));
  g_assert_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID);
}

/* A film of many headers is read as far as any other file, and no further: it is sparse, and takes no room.
 */
static void
test_many_headers (void)
{
  static const char first[] = "\0\0\0\x10"
                              "ftypisom\0\0\0\0",
                    header[] = "\x01\0\0\0moov";
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

#define FAR ((guint32)80 << 20)

static void
put_far (GByteArray *at, gsize place, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at->data[place + i] = (guint8)(value >> (8 * i));
}

/* A sparse file that begins with @head and has @tail 80 MiB further on. */
static GBytes *
load_large (const char *head, gsize length, const GByteArray *tail, gboolean *whole)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("haven-large-XXXXXX", &path, NULL);
  GBytes *bytes;

  g_assert_cmpint (pwrite (fd, head, length, 0), ==, (gssize)length);
  g_assert_cmpint (pwrite (fd, tail->data, tail->len, FAR), ==, (gssize)tail->len);
  close (fd);
  bytes = haven_metadata_load (path, whole, NULL);
  g_unlink (path);
  g_assert_nonnull (bytes);
  return bytes;
}

/* Who wrote an office file that is large for its pictures stands behind them; so it does in a PDF. */
static void
test_large_documents (void)
{
  static const char xml[] = "<c><dc:creator>Ann</dc:creator></c>", name[] = "docProps/core.xml";
  g_autoptr (GByteArray) tail = zip (name, xml, strlen (xml), STORED), pdf = g_byte_array_new ();
  gsize directory = 30 + strlen (name) + strlen (xml), end = tail->len - 22;
  g_autoptr (GBytes) office = NULL, paper = NULL, cut = NULL;
  gboolean whole = TRUE;

  put_far (tail, directory + 42, FAR);
  put_far (tail, end + 12, (guint32)(end - directory));
  put_far (tail, end + 16, FAR + (guint32)directory);
  office = load_large ("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 30, tail, &whole);
  g_assert_false (whole);
  g_assert_cmpuint (g_bytes_get_size (office), <, 1024);
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (office, NULL), g_bytes_get_size (office)), ==,
                    HAVEN_METADATA_AUTHOR);
  put_far (tail, directory + 42, G_MAXUINT32); /* an entry that is nowhere */
  cut = load_large ("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 30, tail, &whole);
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (cut, NULL), g_bytes_get_size (cut)), ==, 0);
  put (pdf, "<< /Author (Ann) >>", 19);
  paper = load_large ("%PDF-1.4", 8, pdf, &whole);
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (paper, NULL), g_bytes_get_size (paper)), ==,
                    HAVEN_METADATA_AUTHOR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/metadata/heic/read", test_heic);
  g_test_add_func ("/sharing/metadata/pdf/read", test_pdf);
  g_test_add_func ("/sharing/metadata/office/read", test_office);
  g_test_add_func ("/sharing/files/office-with-a-comment", test_office_with_comment);
  g_test_add_func ("/sharing/metadata/office/deflated", test_office_deflated);
  g_test_add_func ("/sharing/metadata/film/read", test_film);
  g_test_add_func ("/sharing/metadata/not-strippable", test_not_strippable);
  g_test_add_func ("/sharing/metadata/film/many-headers", test_many_headers);
  g_test_add_func ("/sharing/metadata/documents/large", test_large_documents);
  return g_test_run ();
}
