/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "text/haven-tag.h"

G_BEGIN_DECLS

/**
 * HavenPictureTags:
 * @id: the number that the picture has in the client's store of images, more than 0
 * @digits: where that number stands in the markup
 *
 * A way through the pictures that a message carries, `<img id="5">`, to be kept on the stack. Other fields
 * are private.
 */
typedef struct {
  int id;
  HavenRange digits;
  char *padded; /* the markup with a block of zeros behind it; %NULL where there is no picture */
  HavenTagReader reader;
  gsize at;
} HavenPictureTags;

HavenPictureTags haven_picture_tags (const char *markup);
void haven_picture_tags_clear (HavenPictureTags *pictures);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenPictureTags, haven_picture_tags_clear)
gboolean haven_picture_tags_next (HavenPictureTags *pictures);

G_END_DECLS
