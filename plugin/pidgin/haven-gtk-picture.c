/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-picture.h"

#include <math.h>
#include <purple.h>
#include <string.h>

#include <cairo.h>
#include <pango/pangocairo.h>

#include "haven-gtk-style.h"

/* So few pixels that no shape survives, enough for a mood of colours. */
#define GRID 8
#define MAX_WIDTH 320
#define MAX_HEIGHT 220
#define MIN_SIDE 48
/* A picture of more than this is not decoded for a veil; a plain field stands for it. */
#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_SIDE 8192
#define MAX_PICTURES 8

/**
 * haven_gtk_picture_ids:
 * @markup: libpurple markup
 *
 * Returns: (transfer full) (element-type int): the imgstore numbers of its pictures, the first eight at most
 */
GArray *
haven_gtk_picture_ids (const char *markup)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (int));
  const char *rest = markup;
  const char *start = NULL;
  const char *end = NULL;
  GData *attributes = NULL;

  while (ids->len < MAX_PICTURES && purple_markup_find_tag ("img", rest, &start, &end, &attributes)) {
    const char *value = g_datalist_get_data (&attributes, "id");
    int id = value != NULL ? (int)CLAMP (g_ascii_strtoll (value, NULL, 10), 0, G_MAXINT) : 0;

    if (id > 0)
      g_array_append_val (ids, id);
    g_datalist_clear (&attributes);
    rest = end + 1;
  }
  return ids;
}

typedef struct {
  int width;
  int height;
} Size;

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Size *size = user_data;

  size->width = width;
  size->height = height;
  /* A loader that is asked for nothing gives up here, before it sets memory aside: 200 kB of PNG can be a
   * picture of 14000 × 14000, and most loaders decode the whole of it before they make it small. */
  if (width > MAX_SIDE || height > MAX_SIDE)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (width > 64 || height > 64)
    gdk_pixbuf_loader_set_size (loader, CLAMP (width, 1, 64), CLAMP (height, 1, 64));
}

static GdkPixbuf *
plain_field (void)
{
  GdkPixbuf *field = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 160, 110);

  gdk_pixbuf_fill (field, 0x9aa3a8ff);
  return field;
}

static void
fit (const Size *size, int *width, int *height)
{
  double scale = MIN (1.0, MIN ((double)MAX_WIDTH / size->width, (double)MAX_HEIGHT / size->height));

  *width = MAX (MIN_SIDE, (int)lround (size->width * scale));
  *height = MAX (MIN_SIDE, (int)lround (size->height * scale));
}

/* Lays the picture on grey, so that transparent ones do not show through as black. */
static GdkPixbuf *
on_grey (GdkPixbuf *picture)
{
  return gdk_pixbuf_composite_color_simple (picture, gdk_pixbuf_get_width (picture),
                                            gdk_pixbuf_get_height (picture), GDK_INTERP_BILINEAR, 255, 8,
                                            0xb0b5b8, 0xb0b5b8);
}

/**
 * haven_gtk_picture_blur:
 * @data: a picture file's bytes
 * @length: how many
 *
 * Reduces a picture to 8 × 8 pixels and draws those large: what was finer is gone, not hidden. Of an
 * animation only the first frame is read, so that nothing moves or flashes.
 *
 * Returns: (transfer full): the blurred picture; a plain field when the bytes cannot be read
 */
GdkPixbuf *
haven_gtk_picture_blur (gconstpointer data, gsize length)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) flat = NULL;
  g_autoptr (GdkPixbuf) small = NULL;
  GdkPixbuf *picture;
  Size size = {0};
  gboolean written;
  int width = 0;
  int height = 0;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &size);
  written = length <= MAX_BYTES && gdk_pixbuf_loader_write (loader, data, length, NULL);
  written = gdk_pixbuf_loader_close (loader, NULL) && written;
  picture = written ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (picture == NULL || size.width < 1 || size.height < 1 || size.width > MAX_SIDE || size.height > MAX_SIDE)
    return plain_field ();
  flat = on_grey (picture);
  small = gdk_pixbuf_scale_simple (flat, GRID, GRID, GDK_INTERP_BILINEAR);
  fit (&size, &width, &height);
  return gdk_pixbuf_scale_simple (small, width, height, GDK_INTERP_BILINEAR);
}

static cairo_surface_t *
surface_of (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  gdk_cairo_set_source_pixbuf (cr, pixbuf, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

/* GTK 2 has no way back from a surface. */
static GdkPixbuf *
pixbuf_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *from = cairo_image_surface_get_data (surface);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *to = gdk_pixbuf_get_pixels (pixbuf);

  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      guint32 pixel;

      memcpy (&pixel, from + y * stride + x * 4, sizeof pixel);
      to[y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3] = (pixel >> 16) & 0xff;
      to[y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3 + 1] = (pixel >> 8) & 0xff;
      to[y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3 + 2] = pixel & 0xff;
    }
  }
  return pixbuf;
}

static void
draw_label (cairo_t *cr, GtkWidget *widget, int width, int height, const char *label)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  HavenGtkColours colours;
  int text_width = 0;
  int text_height = 0;
  double x;
  double y;

  haven_gtk_colours_read (&colours, widget);
  pango_cairo_context_set_resolution (pango_layout_get_context (layout),
                                      gdk_screen_get_resolution (gtk_widget_get_screen (widget)));
  pango_layout_set_font_description (layout, gtk_widget_get_style (widget)->font_desc);
  pango_layout_set_text (layout, label, -1);
  pango_layout_set_width (layout, MAX (1, width - 20) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = floor ((width - text_width) / 2.0);
  y = floor ((height - text_height) / 2.0);
  cairo_set_source_rgba (cr, colours.veil_back.red / 65535.0, colours.veil_back.green / 65535.0,
                         colours.veil_back.blue / 65535.0, 0.9);
  cairo_rectangle (cr, MAX (0, x - 8), MAX (0, y - 4), text_width + 16, text_height + 8);
  cairo_fill (cr);
  gdk_cairo_set_source_color (cr, &colours.veil_text);
  cairo_move_to (cr, floor ((width - MAX (1, width - 20)) / 2.0), y);
  pango_cairo_show_layout (cr, layout);
}

/**
 * haven_gtk_picture_veil:
 * @widget: where it will stand: gives colours and font
 * @id: the picture's imgstore number
 * @label: what stands on it; plain text
 *
 * Returns: (transfer full): the blurred picture with @label on it; a plain field when there is none
 */
GdkPixbuf *
haven_gtk_picture_veil (GtkWidget *widget, int id, const char *label)
{
  PurpleStoredImage *image = purple_imgstore_find_by_id (id);
  g_autoptr (GdkPixbuf) blurred = image != NULL ? haven_gtk_picture_blur (purple_imgstore_get_data (image),
                                                                          purple_imgstore_get_size (image))
                                                : plain_field ();
  cairo_surface_t *surface = surface_of (blurred);
  cairo_t *cr = cairo_create (surface);
  GdkPixbuf *out;

  draw_label (cr, widget, gdk_pixbuf_get_width (blurred), gdk_pixbuf_get_height (blurred), label);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  out = pixbuf_of (surface);
  cairo_surface_destroy (surface);
  return out;
}
