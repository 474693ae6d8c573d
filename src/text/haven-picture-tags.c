/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The only place that knows how libpurple's markup shows a picture that came with the message, or will leave
 * with it. */

#include "text/haven-picture-tags.h"

#include <string.h>

/* Nearly no message has one: nothing is copied for those. */
static gboolean
may_have_picture (const char *markup)
{
  for (const char *tag = strchr (markup, '<'); tag != NULL; tag = strchr (tag + 1, '<')) {
    if (g_ascii_strncasecmp (tag, "<img", strlen ("<img")) == 0)
      return TRUE;
  }
  return FALSE;
}

/**
 * haven_picture_tags:
 * @markup: libpurple markup, any bytes at all; not needed afterwards
 *
 * Returns: a way through its pictures that stands before the first
 */
HavenPictureTags
haven_picture_tags (const char *markup)
{
  HavenPictureTags pictures = {0};
  gsize length;

  if (!may_have_picture (markup))
    return pictures;
  length = strlen (markup);
  pictures.padded = g_malloc0 (length + HAVEN_SCAN_PADDING);
  memcpy (pictures.padded, markup, length);
  pictures.reader = (HavenTagReader){pictures.padded, length, haven_scanner_get_best ()};
  return pictures;
}

/**
 * haven_picture_tags_clear:
 * @pictures: a way through pictures, of which nothing is good afterwards
 */
void
haven_picture_tags_clear (HavenPictureTags *pictures)
{
  g_clear_pointer (&pictures->padded, g_free);
}

/* Read as atoi() does in clients and protocols, but that no number comes out of what is too large for one. */
static gboolean
read_id (HavenPictureTags *pictures, HavenRange value)
{
  gint64 id = 0;
  gsize at = value.start;

  while (at < value.end && g_ascii_isspace (pictures->padded[at]))
    at++;
  at += at < value.end && pictures->padded[at] == '+';
  pictures->digits.start = at;
  for (; at < value.end && g_ascii_isdigit (pictures->padded[at]); at++)
    id = MIN (id * 10 + g_ascii_digit_value (pictures->padded[at]), (gint64)G_MAXINT + 1);
  pictures->digits.end = at;
  pictures->id = id <= G_MAXINT ? (int)id : 0;
  return pictures->id > 0;
}

/**
 * haven_picture_tags_next:
 * @pictures: a way through pictures
 *
 * Goes on to the next picture that has a number, which is @pictures->id then.
 *
 * Returns: whether there is one more
 */
gboolean
haven_picture_tags_next (HavenPictureTags *pictures)
{
  const char *markup = pictures->padded;
  const char *sign;

  while (markup != NULL &&
         (sign = memchr (markup + pictures->at, '<', pictures->reader.length - pictures->at)) != NULL) {
    HavenTag tag;
    HavenRange value;

    pictures->at = (gsize)(sign - markup) + 1;
    if (!haven_tag_read (&pictures->reader, pictures->at - 1, &tag))
      continue;
    pictures->at = tag.end;
    if (haven_tag_get_kind (&tag) == HAVEN_TAG_PICTURE && !tag.closes &&
        haven_tag_find_attribute (markup, &tag, "id", &value) && read_id (pictures, value))
      return TRUE;
  }
  return FALSE;
}
