/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-style.h"

#include <math.h>

/* What a normal text must at least have against its ground: WCAG 2.1, success criterion 1.4.3. */
#define READABLE 4.5

static GdkColor
mix (const GdkColor *ground, const GdkColor *drop, double share)
{
  GdkColor out = {0};

  out.red = (guint16)(ground->red + (drop->red - ground->red) * share);
  out.green = (guint16)(ground->green + (drop->green - ground->green) * share);
  out.blue = (guint16)(ground->blue + (drop->blue - ground->blue) * share);
  return out;
}

static double
linear (guint16 channel)
{
  double value = channel / 65535.0;

  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkColor *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

/* The contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it. */
static double
contrast_of (const GdkColor *one, const GdkColor *other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* The mixed colour if it can be read on @ground, otherwise the theme's own text colour. */
static GdkColor
readable (GdkColor mixed, const GdkColor *ground, const GdkColor *text)
{
  return contrast_of (&mixed, ground) >= READABLE ? mixed : *text;
}

/**
 * haven_gtk_colours_read:
 * @colours: (out caller-allocates): what to fill
 * @widget: a text view with a style
 */
void
haven_gtk_colours_read (HavenGtkColours *colours, GtkWidget *widget)
{
  GtkStyle *style = gtk_widget_get_style (widget);
  const GdkColor *base = &style->base[GTK_STATE_NORMAL];
  const GdkColor *text = &style->text[GTK_STATE_NORMAL];
  const GdkColor *selected = &style->base[GTK_STATE_SELECTED];
  GdkColor grey = mix (base, text, 0.10);

  colours->veil_back = mix (&grey, selected, 0.14);
  colours->focus_back = mix (&grey, selected, 0.42);
  colours->note_back = mix (base, text, 0.05);
  colours->veil_text = readable (mix (text, base, 0.22), &colours->veil_back, text);
  /* in a dark theme what is chosen may be light */
  colours->focus_text = readable (colours->veil_text, &colours->focus_back, text);
  if (contrast_of (base, &colours->focus_back) > contrast_of (&colours->focus_text, &colours->focus_back))
    colours->focus_text = *base;
  colours->quiet_text = readable (mix (text, base, 0.36), &colours->note_back, text);
}

/* Pixels: the frame of a window and a bar of the desktop's; a bar that scrolls; a window's own border. */
#define WINDOW_FRAME 40
#define SCROLLBAR 24
#define BORDER 12

/* How much larger letters are drawn here than those of 96 dots per inch. */
static double
density (GtkWidget *widget)
{
  double resolution = gdk_screen_get_resolution (gtk_widget_get_screen (widget));

  return resolution > 0 ? resolution / 96 : 1;
}

/* The size that is right for the letters of @widget, as far as so many @percent of the screen's width have
 * room for it. */
static int
scale_within (GtkWidget *widget, int pixels, int percent)
{
  const PangoFontDescription *font;
  double size;
  int room = gdk_screen_get_width (gtk_widget_get_screen (widget)) * percent / 100;

  gtk_widget_ensure_style (widget);
  font = gtk_widget_get_style (widget)->font_desc;
  size = pango_font_description_get_size (font) / (double)PANGO_SCALE;
  if (pango_font_description_get_size_is_absolute (font))
    size *= 0.75; /* pixels, of which an inch has 96 and 72 points */
  else
    size *= density (widget);
  return MAX (pixels, MIN (room, (int)(pixels * size / 10)));
}

/**
 * haven_gtk_scaled:
 * @widget: a widget
 * @pixels: a size that is right for letters of ten points on a screen of 96 dots per inch
 *
 * Returns: the size that is right for the letters of @widget, as far as half of the screen has room for it;
 * never less than @pixels
 */
int
haven_gtk_scaled (GtkWidget *widget, int pixels)
{
  return scale_within (widget, pixels, 50);
}

/**
 * haven_gtk_set_width:
 * @widget: a label that wraps, or an entry
 * @pixels: the width that is right for letters of ten points on a screen of 96 dots per inch
 *
 * Asks for the width that is right for its letters.
 */
void
haven_gtk_set_width (GtkWidget *widget, int pixels)
{
  gtk_widget_set_size_request (widget, haven_gtk_scaled (widget, pixels), -1);
}

/**
 * haven_gtk_set_width_wide:
 * @widget: a label that wraps, in a wide window
 * @pixels: the width that is right for letters of ten points on a screen of 96 dots per inch
 *
 * Asks for the width that is right for its letters, as far as three quarters of the screen have room for it.
 */
void
haven_gtk_set_width_wide (GtkWidget *widget, int pixels)
{
  gtk_widget_set_size_request (widget, scale_within (widget, pixels, 75), -1);
}

/**
 * haven_gtk_set_width_beside:
 * @widget: a label that wraps, or an entry, in one of two columns that have their titles before them
 * @pixels: the width that is right for letters of ten points on a screen of 96 dots per inch
 *
 * Asks for the width that is right for its letters, as far as a fifth of the screen has room for it.
 */
void
haven_gtk_set_width_beside (GtkWidget *widget, int pixels)
{
  gtk_widget_set_size_request (widget, scale_within (widget, pixels, 20), -1);
}

/**
 * haven_gtk_wrap_wide:
 * @label: a title before what stands beside it
 *
 * Breaks its words where it would take more than a quarter of the screen's width.
 */
void
haven_gtk_wrap_wide (GtkWidget *label)
{
  int most = gdk_screen_get_width (gtk_widget_get_screen (label)) * 22 / 100;
  GtkRequisition need;

  gtk_widget_size_request (label, &need);
  if (need.width <= most)
    return;
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_size_request (label, most, -1);
}

/**
 * haven_gtk_room_high:
 * @widget: a widget
 * @beside: how high all else in its window is, in pixels that are right for letters of ten points
 *
 * Returns: how high it can be before its window is higher than the screen, in pixels
 */
int
haven_gtk_room_high (GtkWidget *widget, int beside)
{
  return gdk_screen_get_height (gtk_widget_get_screen (widget)) - WINDOW_FRAME -
         haven_gtk_scaled (widget, beside);
}

/**
 * haven_gtk_fit_row:
 * @row: a box with buttons side by side
 * @first: how many of them stay in the first row
 *
 * Returns: (transfer floating): @row, or two rows where the screen has no room for one
 */
GtkWidget *
haven_gtk_fit_row (GtkWidget *row, guint first)
{
  GtkWidget *rows, *second;
  g_autoptr (GList) buttons = gtk_container_get_children (GTK_CONTAINER (row));
  GtkRequisition need;

  gtk_widget_show_all (row);
  gtk_widget_size_request (row, &need);
  if (need.width <= gdk_screen_get_width (gtk_widget_get_screen (row)) - 2 * BORDER)
    return row;
  rows = gtk_vbox_new (FALSE, 4);
  second = gtk_hbox_new (FALSE, gtk_box_get_spacing (GTK_BOX (row)));
  for (GList *l = g_list_nth (buttons, first); l != NULL; l = l->next) {
    g_object_ref (l->data);
    gtk_container_remove (GTK_CONTAINER (row), l->data);
    gtk_box_pack_start (GTK_BOX (second), l->data, FALSE, FALSE, 0);
    g_object_unref (l->data);
  }
  gtk_box_pack_start (GTK_BOX (rows), row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (rows), second, FALSE, FALSE, 0);
  return rows;
}

/**
 * haven_gtk_fit_screen:
 * @child: most of a window
 * @beside: how high all else in that window is, in pixels that are right for letters of ten points
 *
 * With large letters on a small screen a window's buttons would be off the screen.
 *
 * Returns: (transfer floating): @child, in what scrolls it where the screen has no room for all of it
 */
GtkWidget *
haven_gtk_fit_screen (GtkWidget *child, int beside)
{
  int width = gdk_screen_get_width (gtk_widget_get_screen (child)) - 2 * BORDER;
  int height = haven_gtk_room_high (child, beside);
  GtkWidget *scrolled;
  GtkRequisition need;

  gtk_widget_show_all (child);
  gtk_widget_size_request (child, &need);
  if (need.width <= width && need.height <= height)
    return child;
  scrolled = gtk_scrolled_window_new (NULL, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_viewport_set_shadow_type (GTK_VIEWPORT (gtk_widget_get_parent (child)), GTK_SHADOW_NONE);
  gtk_widget_set_size_request (scrolled, MIN (width, need.width + SCROLLBAR),
                               MIN (height, need.height + SCROLLBAR));
  /* what the keyboard reaches is moved into sight */
  gtk_container_set_focus_hadjustment (GTK_CONTAINER (child),
                                       gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  gtk_container_set_focus_vadjustment (GTK_CONTAINER (child),
                                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  return scrolled;
}

static void
on_allocated (GtkWidget *viewport, GtkAllocation *room, gpointer label)
{
  gtk_widget_set_size_request (label, MAX (room->width - 12, 100), -1);
}

/**
 * haven_gtk_fit_width:
 * @label: a label that wraps, in a viewport
 *
 * Has its words broken where the viewport ends, whatever room it gets. A label breaks them in the width that
 * it asks for, and what is wider than the viewport is cut off.
 */
void
haven_gtk_fit_width (GtkWidget *label)
{
  g_signal_connect (gtk_widget_get_ancestor (label, GTK_TYPE_VIEWPORT), "size-allocate",
                    G_CALLBACK (on_allocated), label);
}

/**
 * haven_gtk_sentence:
 * @text: plain text
 *
 * Returns: (transfer floating): a label that wraps, begins on the left, and can be selected by no accident
 */
GtkWidget *
haven_gtk_sentence (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.0f);
  return label;
}

/**
 * haven_gtk_title:
 * @text: plain text
 *
 * Returns: (transfer floating): a label for the top of a page
 */
GtkWidget *
haven_gtk_title (const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *markup = g_markup_printf_escaped ("<span size=\"large\" weight=\"bold\">%s</span>", text);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.5f);
  return label;
}

/**
 * haven_gtk_button:
 * @label: its words, with a mnemonic
 * @name: the widget's name, for style files and tests
 * @clicked: (type GtkButton): called with @user_data
 * @user_data: data for @clicked
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
haven_gtk_button (const char *label, const char *name, GCallback clicked, gpointer user_data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_name (button, name);
  g_signal_connect (button, "clicked", clicked, user_data);
  return button;
}
