/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detect/haven-moving.h"

#include <string.h>

/* The only place that knows how a file says that its picture moves. Nothing is decoded: only the frames are
 * counted, up to two. */

typedef struct {
  const guint8 *data;
  gsize length;
  gsize at;
} Reader;

static gboolean
skip (Reader *reader, gsize bytes)
{
  if (bytes > reader->length - reader->at)
    return FALSE;
  reader->at += bytes;
  return TRUE;
}

/* The size of a table of colours, by the byte that announces it. */
static gsize
table_size (guint8 packed)
{
  return (packed & 0x80) != 0 ? 3u * (2u << (packed & 7)) : 0;
}

/* A chain of blocks with their lengths in front, up to one of length 0. */
static gboolean
skip_blocks (Reader *reader)
{
  while (reader->at < reader->length) {
    guint8 size = reader->data[reader->at];

    if (!skip (reader, 1u + size))
      return FALSE;
    if (size == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
skip_frame (Reader *reader)
{
  return reader->length - reader->at > 10 && skip (reader, 10 + table_size (reader->data[reader->at + 9])) &&
         skip (reader, 1) && skip_blocks (reader);
}

static gboolean
gif_moves (const guint8 *data, gsize length)
{
  Reader reader = {data, length, 0};
  guint frames = 0;

  if (length < 13 || !skip (&reader, 13 + table_size (data[10])))
    return FALSE;
  while (reader.at < length) {
    guint8 block = data[reader.at];

    /* a file that ends within its second frame is shown moving all the same */
    if (block == 0x2c && ++frames == 2)
      return TRUE;
    if (block == 0x2c ? !skip_frame (&reader) : block != 0x21 || !skip (&reader, 2) || !skip_blocks (&reader))
      return FALSE;
  }
  return FALSE;
}

/* In a PNG the chunk acTL stands before the picture, in a WebP the flag stands in its first chunk. */
static gboolean
png_moves (const guint8 *data, gsize length)
{
  for (gsize at = 8; length - at >= 12;) {
    gsize size =
        ((gsize)data[at] << 24) | ((gsize)data[at + 1] << 16) | ((gsize)data[at + 2] << 8) | data[at + 3];

    if (memcmp (data + at + 4, "acTL", 4) == 0)
      return TRUE;
    if (memcmp (data + at + 4, "IDAT", 4) == 0 || size > length - at - 12)
      return FALSE;
    at += size + 12;
  }
  return FALSE;
}

/**
 * haven_picture_moves:
 * @data: a picture file's bytes; any bytes at all
 * @length: how many
 *
 * Returns: whether it has more than one frame: GIF, PNG and WebP are known
 */
gboolean
haven_picture_moves (gconstpointer data, gsize length)
{
  if (length >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return gif_moves (data, length);
  if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return png_moves (data, length);
  if (length >= 21 && memcmp (data, "RIFF", 4) == 0 && memcmp ((const guint8 *)data + 8, "WEBPVP8X", 8) == 0)
    return (((const guint8 *)data)[20] & 0x02) != 0;
  return FALSE;
}
