/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenLogLines:
 * @start: where the line begins that haven_log_lines_next() went on to, a byte of the log
 * @name: where its author's name begins, behind the time
 * @name_end: one past the last byte of that name; @name where there is none
 * @second: of the day, when it was written, as its stamp says; -1 where it says none
 * @words: where what they wrote begins; @start for a line that nobody wrote
 * @end: one past its last byte, its break not counted
 * @last: whether no break follows it
 *
 * A way through the lines of a log, to be kept on the stack; it borrows the log. Other fields are private.
 */
typedef struct {
  gsize start;
  gsize name;
  gsize name_end;
  int second;
  gsize words;
  gsize end;
  gboolean last;
  const char *log;
  gsize length;
  gsize next;
  gsize next_tag; /* where the next "<br" stands that closes; @length for none */
} HavenLogLines;

HavenLogLines haven_log_lines (const char *log);
gboolean haven_log_lines_next (HavenLogLines *lines);

G_END_DECLS
