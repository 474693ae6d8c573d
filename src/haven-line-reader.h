/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenLineReader:
 * @line: (nullable): the line that haven_line_reader_next() went on to, without its end and with no NUL
 * behind it, good until the next one; %NULL for one that is too long
 * @length: its size in bytes
 * @number: which line it is, from 1
 * @failed: why reading ended before the end, an errno; 0 where it did not
 *
 * A way through a file that others wrote, to be kept on the stack: whatever stands in it, no more than one
 * line of a bounded length is in memory. Other fields are private.
 */
typedef struct {
  const char *line;
  gsize length;
  guint64 number;
  int failed;
  int fd;
  gsize longest;
  char *buffer;
  gsize size;
  gsize start; /* what of the buffer is not given out yet */
  gsize end;
} HavenLineReader;

HavenLineReader haven_line_reader (int fd, gsize longest);
void haven_line_reader_clear (HavenLineReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenLineReader, haven_line_reader_clear)
gboolean haven_line_reader_next (HavenLineReader *reader);

G_END_DECLS
