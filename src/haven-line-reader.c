/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that takes a file of lines apart that may be larger than memory. */

#include "haven-line-reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 65536

/**
 * haven_line_reader:
 * @fd: what is read; borrowed, and not closed
 * @longest: the most bytes of a line, its end not counted
 *
 * Returns: a way through its lines that stands before the first
 */
HavenLineReader
haven_line_reader (int fd, gsize longest)
{
  return (HavenLineReader){.fd = fd, .longest = longest};
}

/**
 * haven_line_reader_clear:
 * @reader: a way through lines, of which nothing is good afterwards
 */
void
haven_line_reader_clear (HavenLineReader *reader)
{
  g_clear_pointer (&reader->buffer, g_free);
}

/* More behind what is there already. Whoever writes line by line is answered line by line: what there is, is
 * enough. */
static gboolean
read_more (HavenLineReader *reader)
{
  gssize got;

  if (reader->start > 0) {
    memmove (reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
  }
  if (reader->size - reader->end < CHUNK) {
    reader->size = 2 * reader->size + CHUNK;
    reader->buffer = g_realloc (reader->buffer, reader->size);
  }
  do {
    got = read (reader->fd, reader->buffer + reader->end, reader->size - reader->end);
  } while (got < 0 && errno == EINTR);
  if (got < 0)
    reader->failed = errno;
  else
    reader->end += (gsize)got;
  return got > 0;
}

/**
 * haven_line_reader_next:
 * @reader: a way through lines
 *
 * Goes on to the next line, which is @reader->line then. One that is too long is passed over without being
 * kept. The last line needs no end.
 *
 * Returns: whether there is one more
 */
gboolean
haven_line_reader_next (HavenLineReader *reader)
{
  gboolean too_long = FALSE;
  gsize searched = 0;
  const char *end = NULL;

  do {
    gsize there = reader->end - reader->start;

    if (there > searched)
      end = memchr (reader->buffer + reader->start + searched, '\n', there - searched);
    searched = there;
    if (end == NULL && there > reader->longest) {
      too_long = TRUE;
      reader->start = reader->end;
      searched = 0;
    }
  } while (end == NULL && read_more (reader));
  if (end == NULL && reader->start == reader->end && !too_long)
    return FALSE;
  reader->number++;
  reader->line = reader->buffer + reader->start;
  reader->length = end != NULL ? (gsize)(end - reader->line) : reader->end - reader->start;
  reader->start += reader->length + (end != NULL ? 1 : 0);
  if (too_long || reader->length > reader->longest) {
    reader->line = NULL;
    reader->length = 0;
  }
  return TRUE;
}
