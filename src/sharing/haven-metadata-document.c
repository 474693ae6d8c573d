/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PDF and office files. Source: ISO 32000-1, 14.3.3; ECMA-376 part 2 (core properties); OASIS
 * OpenDocument 1.3, 4.3; APPNOTE (ZIP). */
#include "sharing/haven-metadata-private.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_ENTRIES 10000
#define MOST_INFLATED (1 << 20)
#define MOST_PROPERTIES 4        /* entries that are inflated: a file has two of them, or one */
#define MOST_DIRECTORY (8 << 20) /* bytes of a directory that are read of a large file */
#define END_RECORD 22
#define LONGEST_END (END_RECORD + 65535) /* with its comment */
#define LOCAL_HEAD 30

/* Whether a key of a PDF dictionary has a value that is not empty: "/Author (Ann)" or "/Author <FEFF…>". */
static gboolean
pdf_has (const guint8 *data, gsize length, const char *key)
{
  const char *at = (const char *)data, *end = at + length;
  gsize n = strlen (key);

  while ((at = haven_bytes_find (at, (gsize)(end - at), key)) != NULL) {
    at += n;
    while (at < end && g_ascii_isspace (*at))
      at++;
    if (end - at >= 2 && ((at[0] == '(' && at[1] != ')') || (at[0] == '<' && at[1] != '>' && at[1] != '<') ||
                          g_ascii_isdigit (at[0])))
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_pdf_read:
 * @data: a PDF file
 * @length: bytes of it
 *
 * Reads the information dictionary and XMP where they stand uncompressed, as nearly all writers leave them.
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_pdf_read (const guint8 *data, gsize length)
{
  const char *packet = haven_bytes_find (data, length, "<x:xmpmeta");
  guint seen = 0;

  seen |= pdf_has (data, length, "/Author") ? HAVEN_METADATA_AUTHOR : 0;
  seen |=
      pdf_has (data, length, "/Producer") || pdf_has (data, length, "/Creator") ? HAVEN_METADATA_DEVICE : 0;
  seen |= pdf_has (data, length, "/CreationDate") ? HAVEN_METADATA_TIME : 0;
  seen |= pdf_has (data, length, "/Subject") || pdf_has (data, length, "/Keywords") ? HAVEN_METADATA_TEXT : 0;
  if (packet != NULL)
    seen |= haven_xmp_read ((const guint8 *)packet, length - (gsize)(packet - (const char *)data));
  return seen;
}

/* One entry of a ZIP's central directory. */
typedef struct {
  const char *name;
  gsize name_length;
  guint method;
  gsize packed;
  gsize local;
} Entry;

static gboolean
name_is (const Entry *entry, const char *name)
{
  return strlen (name) == entry->name_length && memcmp (entry->name, name, entry->name_length) == 0;
}

/* The central directory's start, from the record at the end of the file; FALSE when there is none. */
static gboolean
find_directory (const guint8 *data, gsize length, gsize *at, gsize *n)
{
  gsize lowest = length > LONGEST_END ? length - LONGEST_END : 0;

  if (length < END_RECORD)
    return FALSE;
  for (gsize behind = length - END_RECORD + 1; behind > lowest; behind--) {
    gsize end = behind - 1;

    if (memcmp (data + end, "PK\x05\x06", 4) == 0) {
      *n = haven_le16 (data + end + 10);
      *at = haven_le32 (data + end + 16);
      return *at < end;
    }
  }
  return FALSE;
}

static gboolean
next_entry (const guint8 *data, gsize length, gsize *at, Entry *entry)
{
  gsize rest;

  if (*at > length || length - *at < 46 || memcmp (data + *at, "PK\x01\x02", 4) != 0)
    return FALSE;
  entry->method = haven_le16 (data + *at + 10);
  entry->packed = haven_le32 (data + *at + 20);
  entry->name_length = haven_le16 (data + *at + 28);
  entry->local = haven_le32 (data + *at + 42);
  rest = entry->name_length + haven_le16 (data + *at + 30) + haven_le16 (data + *at + 32);
  if (rest > length - *at - 46)
    return FALSE;
  entry->name = (const char *)data + *at + 46;
  *at += 46 + rest;
  return TRUE;
}

/* What an entry holds, at most a megabyte of it; NULL when it cannot be read. */
static char *
unpack (const guint8 *data, gsize length, const Entry *entry, gsize *size)
{
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree char *out = g_malloc (MOST_INFLATED);
  gsize at = entry->local, skip, used = 0, read;

  if (at > length || length - at < 30)
    return NULL;
  skip = 30 + haven_le16 (data + at + 26) + haven_le16 (data + at + 28);
  if (skip > length - at || entry->packed > length - at - skip)
    return NULL;
  at += skip;
  if (entry->method == 0) {
    *size = MIN (entry->packed, MOST_INFLATED);
    memcpy (out, data + at, *size);
    return g_steal_pointer (&out);
  }
  *size = 0;
  while (entry->method == 8 && used < entry->packed && *size < MOST_INFLATED) {
    gsize written = 0;
    GConverterResult result =
        g_converter_convert (inflate, data + at + used, entry->packed - used, out + *size,
                             MOST_INFLATED - *size, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

    *size += written;
    used += read;
    if (result == G_CONVERTER_ERROR || result == G_CONVERTER_FINISHED)
      break;
  }
  return *size > 0 ? g_steal_pointer (&out) : NULL;
}

/* Whether an element of any prefix has text in it: "<dc:creator>Ann</dc:creator>". */
static gboolean
xml_has (const char *xml, gsize length, const char *element)
{
  const char *at = xml, *end = xml + length;

  while ((at = haven_bytes_find (at, (gsize)(end - at), element)) != NULL) {
    gsize n = strlen (element);

    if (at > xml && (at[-1] == '<' || at[-1] == ':')) {
      const char *close = memchr (at, '>', (gsize)(end - at));

      if (close == NULL)
        return FALSE;
      if (close[-1] != '/' && close + 1 < end && close[1] != '<')
        return TRUE;
      /* what stands within a tag is no other element; each tag is read once */
      at = close;
      continue;
    }
    at += n;
  }
  return FALSE;
}

static guint
read_properties (const guint8 *data, gsize length, const Entry *entry)
{
  gsize size;
  g_autofree char *xml = unpack (data, length, entry, &size);
  guint seen = 0;

  if (xml == NULL)
    return 0;
  if (xml_has (xml, size, "creator") || xml_has (xml, size, "lastModifiedBy") ||
      xml_has (xml, size, "initial-creator") || xml_has (xml, size, "Company") ||
      xml_has (xml, size, "Manager"))
    seen |= HAVEN_METADATA_AUTHOR;
  if (xml_has (xml, size, "Application") || xml_has (xml, size, "generator"))
    seen |= HAVEN_METADATA_DEVICE;
  if (xml_has (xml, size, "created") || xml_has (xml, size, "creation-date") ||
      xml_has (xml, size, "modified"))
    seen |= HAVEN_METADATA_TIME;
  if (xml_has (xml, size, "description") || xml_has (xml, size, "keywords") || xml_has (xml, size, "subject"))
    seen |= HAVEN_METADATA_TEXT;
  return seen;
}

static gboolean
is_properties (const Entry *entry)
{
  return name_is (entry, "docProps/core.xml") || name_is (entry, "docProps/app.xml") ||
         name_is (entry, "meta.xml");
}

/* What the name of an entry alone says. */
static guint
seen_by_name (const Entry *entry)
{
  static const char *const small[] = {"docProps/thumbnail.jpeg", "docProps/thumbnail.wmf",
                                      "Thumbnails/thumbnail.png"};
  static const char *const told[] = {"word/comments.xml", "xl/comments1.xml", "Versions/Version1"};

  for (gsize i = 0; i < G_N_ELEMENTS (small); i++) {
    if (name_is (entry, small[i]))
      return HAVEN_METADATA_THUMBNAIL;
    if (name_is (entry, told[i]))
      return HAVEN_METADATA_TEXT;
  }
  return 0;
}

/**
 * haven_office_read:
 * @data: an Office Open XML or OpenDocument file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits; 0 also for any other ZIP
 */
guint
haven_office_read (const guint8 *data, gsize length)
{
  gsize at, n;
  guint seen = 0, n_properties = 0;
  Entry entry;

  if (!find_directory (data, length, &at, &n))
    return 0;
  for (gsize i = 0; i < n && i < MOST_ENTRIES && next_entry (data, length, &at, &entry); i++) {
    if (is_properties (&entry))
      seen |= n_properties++ < MOST_PROPERTIES ? read_properties (data, length, &entry) : 0;
    else
      seen |= seen_by_name (&entry);
  }
  return seen;
}

static void
put_le (guint8 *at, guint32 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    at[i] = (guint8)(value >> (8 * i));
}

/* The directory of a large file, where one is that can be read: how many entries it has. */
static gboolean
read_far_directory (HavenReadAt read, gpointer file, guint64 length, GByteArray *directory, gsize *n)
{
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  gsize size = (gsize)MIN (length, LONGEST_END), at;

  if (!read (file, length - size, size, tail) || tail->len < END_RECORD)
    return FALSE;
  for (at = tail->len - END_RECORD; memcmp (tail->data + at, "PK\x05\x06", 4) != 0; at--)
    if (at == 0)
      return FALSE;
  *n = haven_le16 (tail->data + at + 10);
  size = haven_le32 (tail->data + at + 12);
  return size <= MOST_DIRECTORY && read (file, haven_le32 (tail->data + at + 16), size, directory) &&
         directory->len == size;
}

/* Appends the entry at @offset of a large file, with its name and what it holds. */
static gboolean
append_entry (HavenReadAt read, gpointer file, const Entry *entry, GByteArray *out)
{
  gsize from = out->len, rest;

  if (!read (file, entry->local, LOCAL_HEAD, out) || out->len - from < LOCAL_HEAD)
    return FALSE;
  rest = haven_le16 (out->data + from + 26) + haven_le16 (out->data + from + 28) +
         MIN (entry->packed, MOST_INFLATED);
  return read (file, (guint64)entry->local + LOCAL_HEAD, rest, out) && out->len - from == LOCAL_HEAD + rest;
}

/**
 * haven_office_condense:
 * @read: reads from the file
 * @file: what is given to @read
 * @length: bytes of the file
 * @out: where to append
 *
 * An office file may be large for its pictures and films, and what it says stands in small entries of which
 * the directory at its end tells. Appends a file of the same form that has only those. Files of more than 4
 * GiB (ZIP64) are not read.
 *
 * Returns: whether the file could be read
 */
gboolean
haven_office_condense (HavenReadAt read, gpointer file, guint64 length, GByteArray *out)
{
  g_autoptr (GByteArray) directory = g_byte_array_new (), kept = g_byte_array_new ();
  guint8 end[END_RECORD] = "PK\x05\x06";
  gsize n = 0, at = 0, n_kept = 0;
  Entry entry;

  /* it begins as it does, whatever is left of it */
  if (!read (file, 0, LOCAL_HEAD, out) || !read_far_directory (read, file, length, directory, &n))
    return FALSE;
  for (gsize i = 0; i < n && i < MOST_ENTRIES && n_kept < 16; i++) {
    gsize from = at, place = out->len;

    if (!next_entry (directory->data, directory->len, &at, &entry))
      break;
    if ((!is_properties (&entry) && seen_by_name (&entry) == 0) || entry.packed > MOST_INFLATED ||
        !append_entry (read, file, &entry, out))
      continue;
    g_byte_array_append (kept, directory->data + from, (guint)(at - from));
    put_le (kept->data + kept->len - (at - from) + 42, (guint32)place, 4);
    n_kept++;
  }
  put_le (end + 8, (guint32)n_kept, 2);
  put_le (end + 10, (guint32)n_kept, 2);
  put_le (end + 12, kept->len, 4);
  put_le (end + 16, out->len, 4);
  g_byte_array_append (out, kept->data, kept->len);
  g_byte_array_append (out, end, sizeof end);
  return TRUE;
}
