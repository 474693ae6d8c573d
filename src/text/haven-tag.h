/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "haven-scan.h"

G_BEGIN_DECLS

#define HAVEN_TAG_NAME 8 /* letters of a tag's name that are told apart */

typedef enum {
  HAVEN_TAG_OTHER,
  HAVEN_TAG_BREAK,
  HAVEN_TAG_BLOCK,
  HAVEN_TAG_LINK,
  HAVEN_TAG_PICTURE,
  HAVEN_TAG_STYLED, /* it may have a style that hides */
  HAVEN_TAG_SILENT, /* what it holds is not for reading */
} HavenTagKind;

typedef enum {
  HAVEN_TAG_INK_SEEN,
  HAVEN_TAG_INK_PALE,   /* on white paper nobody sees it */
  HAVEN_TAG_INK_SAME,   /* the colour of its paper */
  HAVEN_TAG_INK_HIDDEN, /* in clients other than Pidgin */
} HavenTagInk;

/**
 * HavenTagReader:
 * @source: (array length=length): markup, with a block of zeros behind it
 * @length: its bytes
 * @scanner: looks for the ends of short tags
 * @no_close: no '>' is left
 * @no_quote: no '"' is left
 * @no_apostrophe: no '\'' is left
 * @no_comment_close: no "-->" is left
 *
 * Reads tag after tag, always further on. What was once found missing is not searched for again, so that
 * reading stays linear.
 */
typedef struct {
  const char *source;
  gsize length;
  const HavenScanner *scanner;
  gboolean no_close;
  gboolean no_quote;
  gboolean no_apostrophe;
  gboolean no_comment_close;
} HavenTagReader;

/**
 * HavenTag:
 * @start: where its '<' is
 * @name_end: one past the last letter of its name
 * @end: one past its '>'
 * @closes: it begins with "</"
 * @name: in lower case, padded with zeros or cut
 */
typedef struct {
  gsize start;
  gsize name_end;
  gsize end;
  gboolean closes;
  char name[HAVEN_TAG_NAME];
} HavenTag;

/* A stretch of the source. */
typedef struct {
  gsize start;
  gsize end;
} HavenRange;

gboolean haven_tag_read (HavenTagReader *reader, gsize start, HavenTag *tag);
HavenTagKind haven_tag_get_kind (const HavenTag *tag);
gboolean
haven_tag_find_attribute (const char *source, const HavenTag *tag, const char *name, HavenRange *value);
HavenTagInk haven_tag_get_ink (const char *source, const HavenTag *tag);

G_END_DECLS
