/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-closed-rows.h"

#include "haven-gtk-style.h"

/*
 * Messages in a window, each closed until it is opened. More may come while somebody reads: what is there
 * already stays as it is, open, with the keyboard where it was.
 */

#define KEY "haven-closed-key"
#define WORDS_KEY "haven-closed-words"
/* Pixels: what opened words have at least, how far they stand under their title, and what is beside them: a
 * box to pick, borders, and the padding, which comes on top of what a label asks for. */
#define LEAST 200
#define INDENT 20
#define BESIDE (40 + 2 * INDENT)

/**
 * haven_gtk_closed_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
haven_gtk_closed_row_free (HavenGtkClosedRow *row)
{
  if (row == NULL)
    return;
  g_free (row->title);
  g_free (row->tip);
  g_free (row->words);
  g_free (row);
}

/* A row that says something else now, such as a name that is covered, is another one. */
static char *
key_of (const HavenGtkClosedRow *row)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s\n%s", row->id, row->title, row->words);
}

/**
 * haven_gtk_closed_rows_time:
 * @microseconds: since 1970 UTC
 *
 * Returns: (transfer full): the day and the minute, for a title
 */
char *
haven_gtk_closed_rows_time (gint64 microseconds)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (microseconds / G_USEC_PER_SEC);

  return then != NULL ? g_date_time_format (then, "%F %R") : g_strdup ("");
}

static GtkWidget *
new_expander (const HavenGtkClosedRow *row, const char *name)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *label = haven_gtk_sentence (row->title);
  GtkWidget *text = haven_gtk_sentence (row->words);

  gtk_widget_set_name (expander, name);
  gtk_label_set_line_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, row->tip);
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), label);
  gtk_expander_set_label_fill (GTK_EXPANDER (expander), TRUE);
  atk_object_set_name (gtk_widget_get_accessible (expander), row->title);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_misc_set_padding (GTK_MISC (text), INDENT, 4);
  g_object_set_data (G_OBJECT (text), WORDS_KEY, text);
  gtk_container_add (GTK_CONTAINER (expander), text);
  return expander;
}

static GtkWidget *
new_row (const HavenGtkClosedRow *row, const HavenGtkClosedRows *look)
{
  GtkWidget *box = gtk_hbox_new (FALSE, 4);
  GtkWidget *upper = gtk_vbox_new (FALSE, 0);

  if (look->control != NULL)
    gtk_box_pack_start (GTK_BOX (upper), look->control (row, look->data), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), upper, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_expander (row, look->name), TRUE, TRUE, 0);
  g_object_set_data_full (G_OBJECT (box), KEY, key_of (row), g_free);
  gtk_widget_show_all (box);
  return box;
}

static void
collect (GtkWidget *row, gpointer rows)
{
  g_hash_table_insert (rows, g_object_get_data (G_OBJECT (row), KEY), row);
}

/* A label breaks its words in the width that it asks for, whatever it gets. */
static void
set_width (GtkWidget *widget, gpointer width)
{
  if (g_object_get_data (G_OBJECT (widget), WORDS_KEY) != NULL)
    gtk_widget_set_size_request (widget, GPOINTER_TO_INT (width), -1);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), set_width, width);
}

static void
fit_words (GtkWidget *box)
{
  GtkAllocation room;

  gtk_widget_get_allocation (gtk_widget_get_parent (box), &room);
  set_width (box, GINT_TO_POINTER (MAX (room.width - BESIDE, LEAST)));
}

static void
on_allocated (GtkWidget *viewport, GtkAllocation *room, gpointer box)
{
  fit_words (box);
}

/**
 * haven_gtk_closed_rows_show:
 * @box: where the rows stand
 * @rows: (element-type HavenGtkClosedRow): what is to stand there, from top to bottom
 * @look: what a row is made of
 *
 * Makes the rows those of @rows. Those that stay are not touched.
 */
void
haven_gtk_closed_rows_show (GtkWidget *box, const GPtrArray *rows, const HavenGtkClosedRows *look)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer left;

  gtk_container_foreach (GTK_CONTAINER (box), collect, before);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *key = key_of (rows->pdata[i]);
    GtkWidget *row = g_hash_table_lookup (before, key);

    g_hash_table_remove (before, key);
    if (row == NULL) {
      row = new_row (rows->pdata[i], look);
      gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
    }
    gtk_box_reorder_child (GTK_BOX (box), row, (int)i);
  }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &left))
    gtk_widget_destroy (left);
  fit_words (box);
}

/**
 * haven_gtk_closed_rows_scrolled:
 * @child: a box of rows, whose words take the width that there is, or the list on their left
 * @width: how wide it is at least, in pixels
 *
 * Returns: (transfer floating): @child with what scrolls it
 */
GtkWidget *
haven_gtk_closed_rows_scrolled (GtkWidget *child, int width)
{
  GtkWidget *window = gtk_scrolled_window_new (NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  if (GTK_IS_TREE_VIEW (child)) {
    gtk_container_add (GTK_CONTAINER (window), child);
  } else {
    gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (window), child);
    g_signal_connect (gtk_widget_get_parent (child), "size-allocate", G_CALLBACK (on_allocated), child);
    /* a row that the keyboard reaches is moved into sight */
    gtk_container_set_focus_vadjustment (GTK_CONTAINER (child),
                                         gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)));
  }
  gtk_widget_set_size_request (window, width, -1);
  return window;
}
