/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-held-rows.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-style.h"

/*
 * The messages in the held window, each closed until it is opened. More may come while somebody reads: what
 * is there already stays as it is, open, with the keyboard where it was.
 */

#define KEY "haven-held-key"

/**
 * haven_gtk_held_cause:
 * @item: something held
 *
 * Returns: (transfer none): what it is held for, in a few words
 */
const char *
haven_gtk_held_cause (const HavenHeldItem *item)
{
  return item->cause != NULL && *item->cause != '\0' ? item->cause : _ ("held");
}

/* A row that says something else now, such as a name that is covered, is another one. */
static char *
key_of (const HavenHeldItem *item, const char *title)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", item->id, title);
}

static char *
clock_time (gint64 microseconds)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (microseconds / G_USEC_PER_SEC);

  return then != NULL ? g_date_time_format (then, "%x %R") : g_strdup ("");
}

static char *
title_of (const HavenPluginApi *api, const HavenHeldItem *item)
{
  g_autofree char *when = clock_time (item->time);
  g_autofree char *name = api->show_name (api->plugin, item->account, item->sender);

  return g_strdup_printf ("%s · %s · %s", when, name, haven_gtk_held_cause (item));
}

static GtkWidget *
new_row (const HavenHeldItem *item, const char *title)
{
  g_autofree char *words = purple_markup_strip_html (item->markup);
  g_autofree char *opened = g_strdup_printf ("%s\n\n%s", words, item->reason != NULL ? item->reason : "");
  GtkWidget *row = gtk_expander_new (NULL);
  GtkWidget *label = haven_gtk_sentence (title);
  GtkWidget *text = haven_gtk_sentence (g_strchomp (opened));

  gtk_widget_set_name (row, "haven-held-message");
  gtk_label_set_line_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  haven_gtk_set_width (label, 380);
  gtk_widget_set_tooltip_text (label, item->reason);
  gtk_expander_set_label_widget (GTK_EXPANDER (row), label);
  haven_gtk_set_width (text, 380);
  atk_object_set_name (gtk_widget_get_accessible (row), title);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_misc_set_padding (GTK_MISC (text), 20, 4);
  gtk_container_add (GTK_CONTAINER (row), text);
  g_object_set_data_full (G_OBJECT (row), KEY, key_of (item, title), g_free);
  gtk_widget_show_all (row);
  return row;
}

static void
collect (GtkWidget *row, gpointer rows)
{
  g_hash_table_insert (rows, g_object_get_data (G_OBJECT (row), KEY), row);
}

/**
 * haven_gtk_held_rows_show:
 * @box: where the rows stand
 * @api: what the core plugin offers
 * @items: (element-type HavenHeldItem): what is to stand there, from top to bottom
 *
 * Makes the rows those of @items. Those that stay are not touched.
 */
void
haven_gtk_held_rows_show (GtkWidget *box, const HavenPluginApi *api, const GPtrArray *items)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer left;

  gtk_container_foreach (GTK_CONTAINER (box), collect, before);
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *title = title_of (api, items->pdata[i]);
    g_autofree char *key = key_of (items->pdata[i], title);
    GtkWidget *row = g_hash_table_lookup (before, key);

    g_hash_table_remove (before, key);
    if (row == NULL) {
      row = new_row (items->pdata[i], title);
      gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
    }
    gtk_box_reorder_child (GTK_BOX (box), row, (int)i);
  }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &left))
    gtk_widget_destroy (left);
}
