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

/* Nothing is stripped of these, but broken anywhere they are read without harm. */
static void
read_cut (const GByteArray *file)
{
  for (gsize length = 0; length < file->len; length++) {
    g_autofree guint8 *copy = g_memdup2 (file->data, length);

    haven_metadata_read (copy, length);
  }
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
      read_cut (camera);
    }
  g_assert_false (haven_metadata_can_strip (HAVEN_FILE_HEIF));
}

/* Items may stand within the box that tells of them, and XMP need not be the first of what has a type. */
static void
test_heic_inside (void)
{
  static const char other[] = "{}", packet[] = "<x dc:creator='Ann'/>";
  g_autoptr (GByteArray) out = g_byte_array_new (), meta = g_byte_array_new (), iinf = g_byte_array_new ();
  g_autoptr (GByteArray) iloc = g_byte_array_new (), idat = g_byte_array_new ();

  put (iinf, "\0\0\0\0\0\2", 6);
  for (guint id = 1; id <= 2; id++) {
    g_autoptr (GByteArray) infe = g_byte_array_new ();

    put_be (infe, 2 << 24, 4);
    put_be (infe, id, 2);
    put (infe, "\0\0mime", 7);
    put_box (iinf, "infe", infe);
  }
  put (iloc, "\1\0\0\0\x44\0\0\2", 8);
  for (guint id = 1; id <= 2; id++) {
    put_be (iloc, id, 2);
    put (iloc, "\0\1\0\0\0\1", 6); /* in idat, one extent */
    put_be (iloc, id == 1 ? 0 : strlen (other), 4);
    put_be (iloc, (guint32)strlen (id == 1 ? other : packet), 4);
  }
  put (idat, other, strlen (other));
  put (idat, packet, strlen (packet));
  put (meta, "\0\0\0\0", 4);
  put_box (meta, "iinf", iinf);
  put_box (meta, "iloc", iloc);
  put_box (meta, "idat", idat);
  put (out,
       "\0\0\0\x18"
       "ftypmiaf\0\0\0\0miafmif1",
       24);
  put_box (out, "meta", meta);
  g_assert_cmpint (haven_metadata_kind (out->data, out->len), ==, HAVEN_FILE_HEIF);
  g_assert_cmpuint (haven_metadata_read (out->data, out->len), ==, HAVEN_METADATA_AUTHOR);
  read_cut (out);
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
      {"com.apple.quicktime.make", HAVEN_METADATA_DEVICE},
      {"\251day", HAVEN_METADATA_TIME},
      {"com.apple.quicktime.creationdate", HAVEN_METADATA_TIME},
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

/* A film whose end is missing still says what stands in what there is of it. */
static void
test_film_cut (void)
{
  static const char film[] = "\0\0\0\x10"
                             "ftypisom\0\0\0\0"
                             "\0\0\2\0moov\251xyz";

  g_assert_cmpuint (haven_metadata_read ((const guint8 *)film, sizeof film), ==, HAVEN_METADATA_PLACE);
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
      {"docProps/core.xml", "<c>\n<dc:creator></dc:creator>\n<dc:subject>\n</dc:subject>\n</c>", 0},
      {"docProps/core.xml", "<c>\n<dc:creator>\n Ann</dc:creator>\n</c>", HAVEN_METADATA_AUTHOR},
      {"docProps/core.xml", "<c><creator x='1'>Ann</creator></c>", HAVEN_METADATA_AUTHOR},
      {"docProps/app.xml", "<p><Companywide>Ann</Companywide></p>", 0},
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

static void
put_le64 (GByteArray *out, guint64 value)
{
  put_le32 (out, (guint32)value);
  put_le32 (out, (guint32)(value >> 32));
}

static void
put_far (GByteArray *at, gsize place, guint32 value)
{
  for (guint i = 0; i < 4; i++)
    at->data[place + i] = (guint8)(value >> (8 * i));
}

/* The ZIP of one entry as ZIP64 has it, when @before bytes stand in front of it: what its records say is in
 * eight bytes each, and all ones where they stood in four. */
static GByteArray *
zip64 (const char *name, const char *body, guint64 before)
{
  g_autoptr (GByteArray) plain = zip (name, body, strlen (body), STORED);
  GByteArray *out = g_byte_array_new ();
  gsize directory = 30 + strlen (name) + strlen (body), end = plain->len - 22, record;

  put (out, plain->data, end);
  put_far (out, directory + 20, G_MAXUINT32);
  put_far (out, directory + 24, G_MAXUINT32);
  put_far (out, directory + 42, G_MAXUINT32);
  out->data[directory + 30] = 6 + 28;
  put (out, "\x34\x12\2\0no\1\0\x18\0", 10); /* somebody's own, and then the sizes and the place */
  put_le64 (out, strlen (body));
  put_le64 (out, strlen (body));
  put_le64 (out, before);
  record = out->len;
  put (out, "PK\6\6\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0", 24);
  put_le64 (out, 1);
  put_le64 (out, 1);
  put_le64 (out, record - directory);
  put_le64 (out, before + directory);
  put (out, "PK\6\7\0\0\0\0", 8);
  put_le64 (out, before + record);
  put_le32 (out, 1);
  put (out, "PK\5\6\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0", 22);
  return out;
}

static void
test_office_zip64 (void)
{
  g_autoptr (GByteArray) file = zip64 ("docProps/core.xml", "<c><dc:creator>Ann</dc:creator></c>", 0);

  g_assert_cmpuint (haven_metadata_read (file->data, file->len), ==, HAVEN_METADATA_AUTHOR);
  read_cut (file);
  for (gsize i = 0; i < file->len; i++) {
    g_autoptr (GByteArray) broken = g_byte_array_new ();

    put (broken, file->data, file->len);
    broken->data[i] ^= 0xff;
    haven_metadata_read (broken->data, broken->len);
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

#define ZIP_HEAD "PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static void
test_large_zip64 (void)
{
  g_autoptr (GByteArray) tail = zip64 ("docProps/core.xml", "<c><dc:creator>Ann</dc:creator></c>", FAR);
  g_autoptr (GBytes) office = load_large (ZIP_HEAD, 30, tail, NULL);

  g_assert_cmpuint (g_bytes_get_size (office), <, 1024);
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (office, NULL), g_bytes_get_size (office)), ==,
                    HAVEN_METADATA_AUTHOR);
}

/* A directory may name the same place a thousand times, each time for an entry that does not fit there: none
 * of them is kept. */
static void
test_large_nowhere (void)
{
  static const char name[] = "docProps/core.xml";
  g_autoptr (GByteArray) one = zip (name, "", 0, STORED), tail = g_byte_array_new ();
  g_autoptr (GBytes) office = NULL;
  gsize directory = 30 + strlen (name), row = one->len - 22 - directory;

  put_far (one, directory + 20, 1 << 20);
  put_far (one, directory + 42, FAR);
  put (tail, one->data, directory);
  for (guint i = 0; i < 1000; i++)
    put (tail, one->data + directory, row);
  put (tail, "PK\5\6\0\0\0\0\xe8\3\xe8\3", 12);
  put_le32 (tail, (guint32)(1000 * row));
  put_le32 (tail, FAR + (guint32)directory);
  put (tail, "\0", 2);
  office = load_large (ZIP_HEAD, 30, tail, NULL);
  g_assert_cmpuint (g_bytes_get_size (office), <, 1024);
}

/* Of a film's header that is larger than what is taken of it, the end is taken too: what it says stands
 * there. */
static void
test_large_film_header (void)
{
  static const char film[] = "\0\0\0\x10"
                             "ftypisom\0\0\0\0"
                             "\4\xff\xff\xf4moov";
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  put (tail, "\251xyz", 4); /* the last four of the 80 MiB of the header */
  put (tail, "\0\0\0\x08mdat", 8);
  bytes = load_large (film, 24, tail, NULL);
  g_assert_cmpuint (haven_metadata_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), ==,
                    HAVEN_METADATA_PLACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sharing/metadata/heic/read", test_heic);
  g_test_add_func ("/sharing/metadata/heic/inside", test_heic_inside);
  g_test_add_func ("/sharing/metadata/pdf/read", test_pdf);
  g_test_add_func ("/sharing/metadata/office/read", test_office);
  g_test_add_func ("/sharing/files/office-with-a-comment", test_office_with_comment);
  g_test_add_func ("/sharing/metadata/office/deflated", test_office_deflated);
  g_test_add_func ("/sharing/metadata/film/read", test_film);
  g_test_add_func ("/sharing/metadata/not-strippable", test_not_strippable);
  g_test_add_func ("/sharing/metadata/film/many-headers", test_many_headers);
  g_test_add_func ("/sharing/metadata/film/cut", test_film_cut);
  g_test_add_func ("/sharing/metadata/film/large-header", test_large_film_header);
  g_test_add_func ("/sharing/metadata/office/zip64", test_office_zip64);
  g_test_add_func ("/sharing/metadata/documents/large", test_large_documents);
  g_test_add_func ("/sharing/metadata/documents/large-zip64", test_large_zip64);
  g_test_add_func ("/sharing/metadata/documents/large-nowhere", test_large_nowhere);
  return g_test_run ();
}
