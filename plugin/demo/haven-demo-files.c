/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-demo-files.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Files that leave the demo: whoever they are sent to takes them at once. What arrived lies in the folder
 * demo-received of the user's directory, so that a test can look at it.
 */

static void
keep (const char *name, gconstpointer data, gsize length)
{
  g_autofree char *folder = g_build_filename (purple_user_dir (), "demo-received", NULL);
  g_autofree char *plain = g_path_get_basename (name);
  g_autofree char *path = g_build_filename (folder, plain, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, data, (gssize)length, NULL);
}

static gssize
on_write (const guchar *data, size_t size, PurpleXfer *xfer)
{
  g_byte_array_append (xfer->data, data, (guint)size);
  return (gssize)size;
}

static void
on_end (PurpleXfer *xfer)
{
  GByteArray *data = xfer->data;

  keep (purple_xfer_get_filename (xfer), data->data, data->len);
  g_clear_pointer ((GByteArray **)&xfer->data, g_byte_array_unref);
}

static void
on_cancel (PurpleXfer *xfer)
{
  g_clear_pointer ((GByteArray **)&xfer->data, g_byte_array_unref);
}

static void
on_init (PurpleXfer *xfer)
{
  xfer->data = g_byte_array_new ();
  purple_xfer_ref (xfer);
  purple_xfer_start (xfer, -1, NULL, 0);
  while (purple_xfer_get_bytes_remaining (xfer) > 0 && !purple_xfer_is_canceled (xfer))
    purple_xfer_prpl_ready (xfer);
  if (!purple_xfer_is_canceled (xfer)) {
    purple_xfer_set_completed (xfer, TRUE);
    purple_xfer_end (xfer);
  }
  purple_xfer_unref (xfer);
}

/* Returns: (transfer full): a transfer to @who */
PurpleXfer *
haven_demo_new_xfer (PurpleConnection *gc, const char *who)
{
  PurpleXfer *xfer = purple_xfer_new (purple_connection_get_account (gc), PURPLE_XFER_SEND, who);

  purple_xfer_set_init_fnc (xfer, on_init);
  purple_xfer_set_write_fnc (xfer, on_write);
  purple_xfer_set_end_fnc (xfer, on_end);
  purple_xfer_set_cancel_send_fnc (xfer, on_cancel);
  return xfer;
}

/* As the protocol's send_file: @path is NULL when the user has yet to choose one. */
void
haven_demo_send_file (PurpleConnection *gc, const char *who, const char *path)
{
  PurpleXfer *xfer = haven_demo_new_xfer (gc, who);

  if (path != NULL)
    purple_xfer_request_accepted (xfer, path);
  else
    purple_xfer_request (xfer);
}

/* The pictures of a message that arrived, the newest under the name picture-in-message. */
void
haven_demo_keep_pictures (const char *message)
{
  /* libpurple's search complains of an empty text */
  const char *at = *message != '\0' ? purple_strcasestr (message, "<img id=") : NULL;

  while (at != NULL) {
    int id = atoi (at + strlen ("<img id=") + (at[strlen ("<img id=")] == '"'));
    PurpleStoredImage *image = purple_imgstore_find_by_id (id);

    if (image != NULL)
      keep ("picture-in-message", purple_imgstore_get_data (image), purple_imgstore_get_size (image));
    at = purple_strcasestr (at + 1, "<img id=");
  }
}
