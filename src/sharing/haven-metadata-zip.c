/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The only place that knows how a ZIP is built: its directory, which stands at its end, what its entries
 * hold, and a small ZIP of a few entries of a large one. Source: PKWARE, APPNOTE 6.3 (4.3, 4.5.3).
 */
#include "sharing/haven-metadata-zip.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_INFLATED (1 << 20)
#define MOST_DIRECTORY (8 << 20) /* bytes of a directory that are read of a large file */
#define END_RECORD 22
#define LONGEST_END (END_RECORD + 65535) /* with its comment */
#define LARGE_LOCATOR 20
#define LARGE_RECORD 56
#define LOCAL_HEAD 30
#define CENTRAL_HEAD 46

static guint64
le64 (const guint8 *at)
{
  return (guint64)haven_le32 (at + 4) << 32 | haven_le32 (at);
}

/* ZIP64: what two or four bytes cannot say stands in a record of its own, which a locator right before the
 * end record leads to. */
static gboolean
read_large_record (
    const guint8 *tail, gsize end, guint64 before, guint64 *at_record, HavenZipDirectory *directory)
{
  const guint8 *record;
  guint64 at;

  if (end < LARGE_LOCATOR + LARGE_RECORD || memcmp (tail + end - LARGE_LOCATOR, "PK\x06\x07", 4) != 0)
    return FALSE;
  at = le64 (tail + end - LARGE_LOCATOR + 8);
  if (at < before || at - before > end - LARGE_LOCATOR - LARGE_RECORD)
    return FALSE;
  record = tail + (at - before);
  if (memcmp (record, "PK\x06\x06", 4) != 0)
    return FALSE;
  *directory = (HavenZipDirectory){le64 (record + 48), le64 (record + 40), le64 (record + 32)};
  *at_record = at;
  return TRUE;
}

/**
 * haven_zip_find_directory:
 * @tail: the last bytes of a file, or all of them
 * @length: how many
 * @before: bytes of the file that stand before them
 * @directory: (out): where the directory of its entries stands
 *
 * Returns: whether the end of the file says where it is
 */
gboolean
haven_zip_find_directory (const guint8 *tail, gsize length, guint64 before, HavenZipDirectory *directory)
{
  gsize lowest = length > LONGEST_END ? length - LONGEST_END : 0;

  if (length < END_RECORD)
    return FALSE;
  for (gsize behind = length - END_RECORD + 1; behind > lowest; behind--) {
    const guint8 *end = tail + behind - 1;
    guint64 limit = before + behind - 1;

    if (memcmp (end, "PK\x05\x06", 4) != 0)
      continue;
    *directory = (HavenZipDirectory){haven_le32 (end + 16), haven_le32 (end + 12), haven_le16 (end + 10)};
    if ((directory->at == G_MAXUINT32 || directory->size == G_MAXUINT32 || directory->n == G_MAXUINT16) &&
        !read_large_record (tail, behind - 1, before, &limit, directory) && directory->at == G_MAXUINT32)
      return FALSE;
    return directory->at < limit;
  }
  return FALSE;
}

/* ZIP64: sizes and places that four bytes cannot say, in this order, and only those. */
static void
read_large_entry (const guint8 *head, const guint8 *extra, gsize length, HavenZipEntry *entry)
{
  gsize at = 0;

  while (length - at >= 4) {
    guint id = haven_le16 (extra + at), size = haven_le16 (extra + at + 2);

    at += 4;
    if (size > length - at)
      return;
    if (id == 0x0001) {
      gsize end = at + size;

      at += haven_le32 (head + 24) == G_MAXUINT32 ? 8 : 0; /* how large it is unpacked */
      if (entry->packed == G_MAXUINT32 && at + 8 <= end) {
        entry->packed = le64 (extra + at);
        at += 8;
      }
      if (entry->local == G_MAXUINT32 && at + 8 <= end)
        entry->local = le64 (extra + at);
      return;
    }
    at += size;
  }
}

/**
 * haven_zip_next:
 * @data: bytes with a directory
 * @length: how many
 * @at: (inout): where its next entry stands
 * @entry: (out): the entry; its name is borrowed from @data
 *
 * Returns: whether there is one
 */
gboolean
haven_zip_next (const guint8 *data, gsize length, gsize *at, HavenZipEntry *entry)
{
  const guint8 *head;
  gsize extra, rest;

  if (*at > length || length - *at < CENTRAL_HEAD || memcmp (data + *at, "PK\x01\x02", 4) != 0)
    return FALSE;
  head = data + *at;
  entry->method = haven_le16 (head + 10);
  entry->packed = haven_le32 (head + 20);
  entry->name_length = haven_le16 (head + 28);
  entry->local = haven_le32 (head + 42);
  extra = haven_le16 (head + 30);
  rest = entry->name_length + extra + haven_le16 (head + 32);
  if (rest > length - *at - CENTRAL_HEAD)
    return FALSE;
  entry->name = (const char *)head + CENTRAL_HEAD;
  if (entry->packed == G_MAXUINT32 || entry->local == G_MAXUINT32)
    read_large_entry (head, head + CENTRAL_HEAD + entry->name_length, extra, entry);
  *at += CENTRAL_HEAD + rest;
  return TRUE;
}

/**
 * haven_zip_unpack:
 * @data: a ZIP
 * @length: bytes of it
 * @entry: one of its entries
 * @size: (out): bytes that are returned
 *
 * Returns: (transfer full) (nullable): what the entry holds, at most a megabyte of it; NULL when it cannot be
 * read
 */
char *
haven_zip_unpack (const guint8 *data, gsize length, const HavenZipEntry *entry, gsize *size)
{
  g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree char *out = g_malloc (MOST_INFLATED);
  gsize at, skip, used = 0, read;

  if (entry->local > length || length - entry->local < LOCAL_HEAD)
    return NULL;
  at = (gsize)entry->local;
  skip = LOCAL_HEAD + haven_le16 (data + at + 26) + haven_le16 (data + at + 28);
  if (skip > length - at || entry->packed > length - at - skip)
    return NULL;
  at += skip;
  if (entry->method == 0) {
    *size = (gsize)MIN (entry->packed, MOST_INFLATED);
    memcpy (out, data + at, *size);
    return g_steal_pointer (&out);
  }
  *size = 0;
  while (entry->method == 8 && used < entry->packed && *size < MOST_INFLATED) {
    gsize written = 0;
    GConverterResult result =
        g_converter_convert (inflate, data + at + used, (gsize)entry->packed - used, out + *size,
                             MOST_INFLATED - *size, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

    *size += written;
    used += read;
    if (result == G_CONVERTER_ERROR || result == G_CONVERTER_FINISHED)
      break;
  }
  return *size > 0 ? g_steal_pointer (&out) : NULL;
}

static void
put_le (guint8 *at, guint32 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    at[i] = (guint8)(value >> (8 * i));
}

/**
 * haven_zip_begin:
 * @read: reads from a large file
 * @file: what is given to @read
 * @length: bytes of the file
 * @out: where to append the beginning of a small one
 * @directory: where to append the directory of the large one, at most 8 MiB of it
 *
 * Returns: whether there is a directory
 */
gboolean
haven_zip_begin (HavenReadAt read, gpointer file, guint64 length, GByteArray *out, GByteArray *directory)
{
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  gsize size = (gsize)MIN (length, LONGEST_END + LARGE_LOCATOR + LARGE_RECORD);
  HavenZipDirectory place;

  /* it begins as it does, whatever is left of it */
  return read (file, 0, LOCAL_HEAD, out) && read (file, length - size, size, tail) &&
         haven_zip_find_directory (tail->data, tail->len, length - size, &place) &&
         read (file, place.at, (gsize)MIN (place.size, MOST_DIRECTORY), directory);
}

/* Appends what an entry of a large file holds, with its head; @out is as before when it cannot be read. */
static gboolean
append_entry (HavenReadAt read, gpointer file, const HavenZipEntry *entry, GByteArray *out)
{
  gsize from = out->len, rest = 0;

  if (entry->packed > MOST_INFLATED || entry->local > G_MAXINT64 - LOCAL_HEAD)
    return FALSE;
  if (read (file, entry->local, LOCAL_HEAD, out) && out->len - from == LOCAL_HEAD) {
    rest = haven_le16 (out->data + from + 26) + haven_le16 (out->data + from + 28) + (gsize)entry->packed;
    if (read (file, entry->local + LOCAL_HEAD, rest, out) && out->len - from == LOCAL_HEAD + rest)
      return TRUE;
  }
  g_byte_array_set_size (out, (guint)from);
  return FALSE;
}

/**
 * haven_zip_copy:
 * @read: reads from a large file
 * @file: what is given to @read
 * @entry: an entry of it
 * @row: the entry as it stands in the directory
 * @length: bytes of @row
 * @kept: where to append the entry's row for the small one
 * @out: where to append the entry
 *
 * Returns: whether the entry could be read, and is small
 */
gboolean
haven_zip_copy (HavenReadAt read,
                gpointer file,
                const HavenZipEntry *entry,
                const guint8 *row,
                gsize length,
                GByteArray *kept,
                GByteArray *out)
{
  guint32 place = out->len;

  if (!append_entry (read, file, entry, out))
    return FALSE;
  g_byte_array_append (kept, row, (guint)length);
  put_le (kept->data + kept->len - length + 42, place, 4);
  return TRUE;
}

/**
 * haven_zip_end:
 * @out: a small ZIP's entries, to which the directory is appended
 * @kept: its rows
 * @n: how many
 */
void
haven_zip_end (GByteArray *out, const GByteArray *kept, gsize n)
{
  guint8 end[END_RECORD] = "PK\x05\x06";

  put_le (end + 8, (guint32)n, 2);
  put_le (end + 10, (guint32)n, 2);
  put_le (end + 12, kept->len, 4);
  put_le (end + 16, out->len, 4);
  g_byte_array_append (out, kept->data, kept->len);
  g_byte_array_append (out, end, sizeof end);
}
