/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PDF and office files. Source: ISO 32000-1, 14.3.3; ECMA-376 part 2 (core properties); OASIS
 * OpenDocument 1.3, 4.3. */
#include "sharing/haven-metadata-zip.h"

#include <string.h>

#define MOST_ENTRIES 10000
#define MOST_PROPERTIES 4 /* entries that are unpacked: a file has two of them, or one */
#define MOST_KEPT 16      /* entries that are looked for in a large file */

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

/* Whether a tag of this name, behind whatever prefix, begins here: "<dc:creator>" and not "</dc:creator>". */
static gboolean
is_opening (const char *xml, const char *name, const char *behind, const char *end)
{
  const char *before = name;

  if (behind >= end || (*behind != '>' && !g_ascii_isspace (*behind)))
    return FALSE;
  if (before > xml && before[-1] == ':')
    for (before--; before > xml && (g_ascii_isalnum (before[-1]) || strchr ("-_.", before[-1]) != NULL);)
      before--;
  return before > xml && before[-1] == '<';
}

/* Whether an element of any prefix has text in it: "<dc:creator>Ann</dc:creator>". */
static gboolean
xml_has (const char *xml, gsize length, const char *element)
{
  const char *at = xml, *end = xml + length;
  gsize n = strlen (element);

  while ((at = haven_bytes_find (at, (gsize)(end - at), element)) != NULL) {
    const char *name = at;

    at += n;
    if (!is_opening (xml, name, at, end))
      continue;
    /* what stands within a tag is no other element; each tag is read once */
    at = memchr (at, '>', (gsize)(end - at));
    if (at == NULL)
      return FALSE;
    if (at[-1] == '/')
      continue;
    do
      at++;
    while (at < end && g_ascii_isspace (*at));
    if (at < end && *at != '<')
      return TRUE;
  }
  return FALSE;
}

static guint
read_properties (const guint8 *data, gsize length, const HavenZipEntry *entry)
{
  gsize size;
  g_autofree char *xml = haven_zip_unpack (data, length, entry, &size);
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
name_is (const HavenZipEntry *entry, const char *name)
{
  return strlen (name) == entry->name_length && memcmp (entry->name, name, entry->name_length) == 0;
}

static gboolean
is_properties (const HavenZipEntry *entry)
{
  return name_is (entry, "docProps/core.xml") || name_is (entry, "docProps/app.xml") ||
         name_is (entry, "meta.xml");
}

/* What the name of an entry alone says. */
static guint
seen_by_name (const HavenZipEntry *entry)
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
  HavenZipDirectory directory;
  HavenZipEntry entry;
  guint seen = 0, n_properties = 0;
  gsize at;

  if (!haven_zip_find_directory (data, length, 0, &directory))
    return 0;
  at = (gsize)directory.at;
  for (gsize i = 0; i < directory.n && i < MOST_ENTRIES && haven_zip_next (data, length, &at, &entry); i++) {
    if (is_properties (&entry))
      seen |= n_properties++ < MOST_PROPERTIES ? read_properties (data, length, &entry) : 0;
    else
      seen |= seen_by_name (&entry);
  }
  return seen;
}

/**
 * haven_office_condense:
 * @read: reads from the file
 * @file: what is given to @read
 * @length: bytes of the file
 * @out: where to append
 *
 * An office file may be large for its pictures and films, and what it says stands in small entries of which
 * the directory at its end tells. Appends a file of the same form that has only those.
 *
 * Returns: whether the file could be read
 */
gboolean
haven_office_condense (HavenReadAt read, gpointer file, guint64 length, GByteArray *out)
{
  g_autoptr (GByteArray) directory = g_byte_array_new (), kept = g_byte_array_new ();
  gsize at = 0, n_tried = 0, n_kept = 0;
  HavenZipEntry entry;

  if (!haven_zip_begin (read, file, length, out, directory))
    return FALSE;
  /* who fills a directory with entries that are nowhere does not choose how much is read for them */
  for (gsize i = 0; i < MOST_ENTRIES && n_tried < MOST_KEPT; i++) {
    gsize from = at;

    if (!haven_zip_next (directory->data, directory->len, &at, &entry))
      break;
    if (!is_properties (&entry) && seen_by_name (&entry) == 0)
      continue;
    n_tried++;
    n_kept += haven_zip_copy (read, file, &entry, directory->data + from, at - from, kept, out);
  }
  haven_zip_end (out, kept, n_kept);
  return TRUE;
}
