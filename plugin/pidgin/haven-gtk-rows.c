/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-rows.h"

#include "haven-gtk-style.h"

#define BOX_KEY "haven-rows-box"
#define WIDTH_KEY "haven-rows-width"
#define WIDTH 290 /* pixels for the words of a row, unless said otherwise */

static GtkWidget *
box_of (GtkWidget *rows)
{
  return g_object_get_data (G_OBJECT (rows), BOX_KEY);
}

/**
 * haven_gtk_rows_new:
 * @name: the widget's name, for style files and tests
 * @height: how high it is at least, in pixels
 *
 * Returns: (transfer floating): a list that scrolls, each row some words and one control
 */
GtkWidget *
haven_gtk_rows_new (const char *name, int height)
{
  GtkWidget *rows = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *box = gtk_vbox_new (FALSE, 2);

  gtk_container_set_border_width (GTK_CONTAINER (box), 4);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (rows), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (rows), box);
  gtk_widget_set_size_request (rows, -1, haven_gtk_scaled (rows, height));
  gtk_widget_set_name (rows, name);
  g_object_set_data (G_OBJECT (rows), BOX_KEY, box);
  /* a row that the keyboard reaches is moved into sight */
  gtk_container_set_focus_vadjustment (GTK_CONTAINER (box),
                                       gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (rows)));
  return rows;
}

/**
 * haven_gtk_rows_set_width:
 * @rows: a list of rows
 * @width: pixels for the words of each row that is added from now on, to leave room for a wide control
 */
void
haven_gtk_rows_set_width (GtkWidget *rows, int width)
{
  g_object_set_data (G_OBJECT (rows), WIDTH_KEY, GINT_TO_POINTER (width));
}

static void
destroy_row (GtkWidget *row, gpointer user_data)
{
  gtk_widget_destroy (row);
}

/**
 * haven_gtk_rows_clear:
 * @rows: a list of rows
 */
void
haven_gtk_rows_clear (GtkWidget *rows)
{
  gtk_container_foreach (GTK_CONTAINER (box_of (rows)), destroy_row, NULL);
}

/**
 * haven_gtk_rows_add:
 * @rows: a list of rows
 * @words: what the row says; plain text
 * @control: (transfer floating) (nullable): what can be done about it, on the right
 */
void
haven_gtk_rows_add (GtkWidget *rows, const char *words, GtkWidget *control)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *label = haven_gtk_sentence (words);
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (rows), WIDTH_KEY));

  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.5f);
  haven_gtk_set_width (label, width > 0 ? width : WIDTH);
  gtk_box_pack_start (GTK_BOX (row), label, TRUE, TRUE, 0);
  if (control != NULL) {
    atk_object_set_description (gtk_widget_get_accessible (control), words);
    gtk_box_pack_end (GTK_BOX (row), control, FALSE, FALSE, 0);
  }
  gtk_box_pack_start (GTK_BOX (box_of (rows)), row, FALSE, FALSE, 0);
}

/**
 * haven_gtk_rows_done:
 * @rows: a list of rows
 * @when_empty: what stands there when there are none
 */
void
haven_gtk_rows_done (GtkWidget *rows, const char *when_empty)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (box_of (rows)));

  if (children == NULL)
    haven_gtk_rows_add (rows, when_empty, NULL);
  gtk_widget_show_all (rows);
}
