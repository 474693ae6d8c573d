/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata-bytes.h"

void
put (GByteArray *out, const void *data, gsize length)
{
  g_byte_array_append (out, data, (guint)length);
}

void
put_be (GByteArray *out, guint32 value, guint bytes)
{
  for (guint i = bytes; i > 0; i--) {
    guint8 byte = (guint8)(value >> (8 * (i - 1)));

    put (out, &byte, 1);
  }
}

void
put_le32 (GByteArray *out, guint32 value)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16), (guint8)(value >> 24)};

  put (out, bytes, 4);
}

void
put_entry (GByteArray *out, guint tag, guint type, guint32 count, guint32 value)
{
  put_be (out, tag, 2);
  put_be (out, type, 2);
  put_be (out, count, 4);
  put_be (out, value, 4);
}

/* An Exif block that says a camera, an author, a time, a place, a turn by 90 degrees, and holds a small
 * picture. */
GByteArray *
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
