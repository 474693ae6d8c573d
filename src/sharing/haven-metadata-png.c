/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PNG and WebP, both made of chunks. Source: W3C PNG (third edition); Google, WebP Container Specification.
 */
#include "sharing/haven-metadata-private.h"

#include "haven-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_any (const guint8 *type, const char *const *types)
{
  for (guint i = 0; types[i] != NULL; i++) {
    if (memcmp (type, types[i], 4) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What the keyword of a text says about the text. */
static guint
seen_by_keyword (const guint8 *body, gsize length)
{
  static const struct {
    const char *keyword;
    guint seen;
  } keywords[] = {
      {"Author", HAVEN_METADATA_AUTHOR},
      {"Copyright", HAVEN_METADATA_AUTHOR},
      {"Artist", HAVEN_METADATA_AUTHOR},
      {"Software", HAVEN_METADATA_DEVICE},
      {"Source", HAVEN_METADATA_DEVICE},
      {"Creation Time", HAVEN_METADATA_TIME},
      {"date:create", HAVEN_METADATA_TIME},
      {"date:modify", HAVEN_METADATA_TIME},
      {"exif:GPS", HAVEN_METADATA_PLACE},
      {"exif:Make", HAVEN_METADATA_DEVICE},
      {"exif:Model", HAVEN_METADATA_DEVICE},
      {"Thumb::", HAVEN_METADATA_TEXT},
      {"Location", HAVEN_METADATA_PLACE},
      {"Raw profile type", HAVEN_METADATA_TEXT | HAVEN_METADATA_DEVICE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++) {
    gsize n = strlen (keywords[i].keyword);

    if (length >= n && g_ascii_strncasecmp ((const char *)body, keywords[i].keyword, n) == 0)
      return keywords[i].seen;
  }
  return HAVEN_METADATA_TEXT;
}

static guint
read_chunk (const guint8 *type, const guint8 *body, gsize length, HavenExif *exif)
{
  static const char *const texts[] = {"tEXt", "zTXt", "iTXt", NULL};
  static const char xmp[] = "XML:com.adobe.xmp";

  if (memcmp (type, "eXIf", 4) == 0) {
    haven_exif_read (body, length, exif);
    return exif->seen;
  }
  if (memcmp (type, "tIME", 4) == 0)
    return HAVEN_METADATA_TIME;
  if (!is_any (type, texts))
    return 0;
  if (length > sizeof xmp && memcmp (body, xmp, sizeof xmp) == 0)
    return body[sizeof xmp] == 0 ? haven_xmp_read (body, length) : HAVEN_METADATA_TEXT; /* 1: compressed */
  return seen_by_keyword (body, length);
}

/* The chunk at @at: FALSE when it does not fit. */
static gboolean
next_chunk (const guint8 *data, gsize length, gsize at, gsize *body, gsize *end)
{
  if (at > length || length - at < 12 || haven_be32 (data + at) > length - at - 12)
    return FALSE;
  *body = at + 8;
  *end = at + 12 + haven_be32 (data + at);
  return TRUE;
}

/**
 * haven_png_read:
 * @data: a PNG file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_png_read (const guint8 *data, gsize length)
{
  HavenExif exif = HAVEN_EXIF_NONE;
  guint seen = 0;
  gsize at = 8, body, end;

  while (next_chunk (data, length, at, &body, &end)) {
    seen |= read_chunk (data + at + 4, data + body, end - 4 - body, &exif);
    at = end;
  }
  return seen;
}

/* Source: PNG, annex D: the cyclic redundancy check of a chunk's type and data. */
static guint32
crc (const guint8 *data, gsize length)
{
  guint32 value = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    value ^= data[i];
    for (guint bit = 0; bit < 8; bit++)
      value = value & 1 ? value >> 1 ^ 0xedb88320 : value >> 1;
  }
  return ~value;
}

static void
append_be32 (GByteArray *out, guint32 value)
{
  const guint8 bytes[] = {(guint8)(value >> 24), (guint8)(value >> 16), (guint8)(value >> 8), (guint8)value};

  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
append_png_orientation (GByteArray *out, guint orientation)
{
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  if (orientation == 1)
    return;
  g_byte_array_append (chunk, (const guint8 *)"eXIf", 4);
  haven_exif_append_orientation (chunk, orientation);
  append_be32 (out, chunk->len - 4);
  g_byte_array_append (out, chunk->data, chunk->len);
  append_be32 (out, crc (chunk->data, chunk->len));
}

/**
 * haven_png_strip:
 * @data: a PNG file
 * @length: bytes of it
 * @error: why it could not be done
 *
 * Keeps the chunks that make the picture, its colours and its animation, and no other.
 *
 * Returns: (transfer full) (nullable): the picture alone
 */
GByteArray *
haven_png_strip (const guint8 *data, gsize length, GError **error)
{
  static const char *const kept[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                     "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST", "sPLT",
                                     "acTL", "fcTL", "fdAT", "cICP", "mDCV", "cLLI", NULL};
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint)MIN (length, G_MAXUINT / 2));
  HavenExif exif = HAVEN_EXIF_NONE;
  gsize at = 8, body, end;

  g_byte_array_append (out, data, 8);
  while (next_chunk (data, length, at, &body, &end)) {
    const guint8 *type = data + at + 4;

    read_chunk (type, data + body, end - 4 - body, &exif);
    if (memcmp (type, "IEND", 4) == 0)
      append_png_orientation (out, exif.orientation);
    /* a chunk that a reader must know, but this one does not, may change what is seen */
    if (is_any (type, kept))
      g_byte_array_append (out, data + at, (guint)(end - at));
    else if (g_ascii_isupper ((char)type[0]))
      break;
    if (memcmp (type, "IEND", 4) == 0)
      return g_steal_pointer (&out);
    at = end;
  }
  g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("The PNG picture is broken at byte %zu."), at);
  return NULL;
}

/* The chunk of a RIFF file at @at; they are padded to an even length. */
static gboolean
next_riff (const guint8 *data, gsize length, gsize at, gsize *body, gsize *size, gsize *end)
{
  if (at > length || length - at < 8 || haven_le32 (data + at + 4) > length - at - 8)
    return FALSE;
  *body = at + 8;
  *size = haven_le32 (data + at + 4);
  *end = MIN (*body + *size + (*size & 1), length);
  return TRUE;
}

static guint
read_riff (const guint8 *type, const guint8 *body, gsize size, HavenExif *exif)
{
  if (memcmp (type, "XMP ", 4) == 0)
    return haven_xmp_read (body, size);
  if (memcmp (type, "EXIF", 4) != 0)
    return 0;
  /* some writers leave JPEG's head before the block */
  if (size > 6 && memcmp (body, "Exif\0\0", 6) == 0)
    haven_exif_read (body + 6, size - 6, exif);
  else
    haven_exif_read (body, size, exif);
  return exif->seen;
}

/**
 * haven_webp_read:
 * @data: a WebP file
 * @length: bytes of it
 *
 * Returns: HavenMetadataSeen bits
 */
guint
haven_webp_read (const guint8 *data, gsize length)
{
  HavenExif exif = HAVEN_EXIF_NONE;
  guint seen = 0;
  gsize at = 12, body, size, end;

  while (next_riff (data, length, at, &body, &size, &end)) {
    seen |= read_riff (data + at, data + body, size, &exif);
    at = end;
  }
  return seen;
}

static void
append_le32 (GByteArray *out, guint32 value)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16), (guint8)(value >> 24)};

  g_byte_array_append (out, bytes, sizeof bytes);
}

/* The picture's turn behind it, and the flags in VP8X that say what the file holds. */
static void
finish_webp (GByteArray *out, gssize flags, guint orientation)
{
  if (flags >= 0) {
    out->data[flags] &= (guint8) ~(0x08 | 0x04);
    if (orientation != 1) {
      out->data[flags] |= 0x08;
      g_byte_array_append (out, (const guint8 *)"EXIF", 4);
      append_le32 (out, 26);
      haven_exif_append_orientation (out, orientation);
    }
  }
  for (guint i = 0; i < 4; i++)
    out->data[4 + i] = (guint8)((out->len - 8) >> (8 * i));
}

/**
 * haven_webp_strip:
 * @data: a WebP file
 * @length: bytes of it
 * @error: why it could not be done
 *
 * Returns: (transfer full) (nullable): the picture alone
 */
GByteArray *
haven_webp_strip (const guint8 *data, gsize length, GError **error)
{
  static const char *const kept[] = {"VP8 ", "VP8L", "VP8X", "ICCP", "ANIM", "ANMF", "ALPH", NULL};
  g_autoptr (GByteArray) out = g_byte_array_sized_new ((guint)MIN (length, G_MAXUINT / 2));
  gsize riff = haven_le32 (data + 4), at = 12, body, size, end;
  HavenExif exif = HAVEN_EXIF_NONE;
  gssize flags = -1;
  gboolean picture = FALSE;

  if (riff > length - 8 || riff < 12) {
    g_set_error_literal (error, HAVEN_ERROR, HAVEN_ERROR_INVALID,
                         _ ("The WebP picture is shorter than it says."));
    return NULL;
  }
  length = riff + 8;
  g_byte_array_append (out, data, 12);
  while (next_riff (data, length, at, &body, &size, &end)) {
    read_riff (data + at, data + body, size, &exif);
    if (is_any (data + at, kept)) {
      if (memcmp (data + at, "VP8X", 4) == 0 && size >= 10)
        flags = (gssize)out->len + 8;
      else
        picture |= memcmp (data + at, "VP8", 3) == 0 || memcmp (data + at, "ANMF", 4) == 0;
      g_byte_array_append (out, data + at, (guint)(end - at));
    }
    at = end;
  }
  if (at < length || !picture) {
    g_set_error (error, HAVEN_ERROR, HAVEN_ERROR_INVALID, _ ("The WebP picture is broken at byte %zu."), at);
    return NULL;
  }
  finish_webp (out, flags, exif.orientation);
  return g_steal_pointer (&out);
}
