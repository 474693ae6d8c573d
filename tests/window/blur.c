/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <sys/resource.h>

#include "haven-gtk-picture.h"
#include "haven-gtk-style.h"

/* Blurs the picture in a file, and says how large the outcome is and how much memory that took at most, in
 * kB. */

/* only a label is drawn in colours, and none is drawn here */
void
haven_gtk_colours_read (HavenGtkColours *colours, GtkWidget *widget)
{
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autoptr (GdkPixbuf) blurred = NULL;
  gsize length = 0;
  struct rusage usage;

  if (argc != 2 || !g_file_get_contents (argv[1], &data, &length, NULL))
    return 2;
  blurred = haven_gtk_picture_blur (data, length);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%d %d %ld\n", gdk_pixbuf_get_width (blurred), gdk_pixbuf_get_height (blurred), usage.ru_maxrss);
  return 0;
}
