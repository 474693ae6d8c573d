/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-pictures.h"

#include <purple.h>

#include "sharing/haven-metadata.h"
#include "text/haven-picture-tags.h"

/* The pictures of a message that leaves: what they say, and the same without it. */

#define PHOTO_SIZE (40 * 1024) /* a smaller JPEG is a drawing or a button */

static gboolean
is_photo (HavenFileKind kind, gsize length, guint says)
{
  return kind == HAVEN_FILE_HEIF ||
         (kind == HAVEN_FILE_JPEG &&
          (length >= PHOTO_SIZE || says & (HAVEN_METADATA_DEVICE | HAVEN_METADATA_PLACE)));
}

/**
 * haven_pictures_add:
 * @data: a picture, or a file that is offered
 * @length: bytes of it
 * @message: (inout): what is told of it
 *
 * Nearly every document names the program that wrote it, which tells nobody anything: that is passed over.
 */
void
haven_pictures_add (const guint8 *data, gsize length, HavenMessage *message)
{
  HavenFileKind kind = haven_metadata_kind (data, length);
  guint says = haven_metadata_read (data, length);

  if (kind == HAVEN_FILE_PDF || kind == HAVEN_FILE_OFFICE)
    message->files_say |= says & ~(guint)(HAVEN_METADATA_DEVICE | HAVEN_METADATA_TIME);
  else if (kind == HAVEN_FILE_VIDEO)
    message->files_say |= says & ~(guint)HAVEN_METADATA_TIME;
  else
    message->pictures_say |= says;
  message->n_photos += is_photo (kind, length, says);
}

/**
 * haven_pictures_describe:
 * @markup: what is about to leave
 * @message: (inout): what is told of its pictures
 */
void
haven_pictures_describe (const char *markup, HavenMessage *message)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);

  while (haven_picture_tags_next (&pictures)) {
    PurpleStoredImage *image = purple_imgstore_find_by_id (pictures.id);
    const guint8 *data = image != NULL ? purple_imgstore_get_data (image) : NULL;

    if (data != NULL)
      haven_pictures_add (data, purple_imgstore_get_size (image), message);
  }
}

/**
 * haven_pictures_can_strip:
 * @markup: what is about to leave
 *
 * Returns: whether each of its pictures that says something can be sent without it
 */
gboolean
haven_pictures_can_strip (const char *markup)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);
  gboolean some = FALSE;

  while (haven_picture_tags_next (&pictures)) {
    PurpleStoredImage *image = purple_imgstore_find_by_id (pictures.id);
    const guint8 *data = image != NULL ? purple_imgstore_get_data (image) : NULL;
    gsize length = image != NULL ? purple_imgstore_get_size (image) : 0;

    if (data == NULL || haven_metadata_read (data, length) == 0)
      continue;
    if (!haven_metadata_can_strip (haven_metadata_kind (data, length)))
      return FALSE;
    some = TRUE;
  }
  return some;
}

/**
 * haven_pictures_strip:
 * @markup: what is about to leave
 * @ids: (element-type int): where the numbers of new pictures are added; the caller gives them back with
 *   purple_imgstore_unref_by_id() once they are sent
 * @error: why a picture could not be rewritten
 *
 * Returns: (transfer full) (nullable): the same message with pictures that only show what they show
 */
char *
haven_pictures_strip (const char *markup, GArray *ids, GError **error)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (markup);
  GString *out = g_string_new (NULL);
  gsize from = 0;

  while (haven_picture_tags_next (&pictures)) {
    PurpleStoredImage *image = purple_imgstore_find_by_id (pictures.id);
    g_autoptr (GBytes) bytes = NULL;
    gsize length;
    gconstpointer data;
    int fresh;

    if (image == NULL ||
        haven_metadata_read (purple_imgstore_get_data (image), purple_imgstore_get_size (image)) == 0)
      continue;
    bytes = haven_metadata_strip (purple_imgstore_get_data (image), purple_imgstore_get_size (image), error);
    if (bytes == NULL) {
      g_string_free (out, TRUE);
      return NULL;
    }
    data = g_bytes_get_data (bytes, &length);
    fresh =
        purple_imgstore_add_with_id (g_memdup2 (data, length), length, purple_imgstore_get_filename (image));
    g_array_append_val (ids, fresh);
    g_string_append_len (out, markup + from, (gssize)(pictures.digits.start - from));
    g_string_append_printf (out, "%d", fresh);
    from = pictures.digits.end;
  }
  g_string_append (out, markup + from);
  return g_string_free (out, FALSE);
}
