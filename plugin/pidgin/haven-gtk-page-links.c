/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"

#define SITE_KEY "haven-site"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *trusted; /* rows */
} Links;

static void fill_trusted (Links *links);

static void
on_distrust (GtkButton *button, gpointer user_data)
{
  Links *links = user_data;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (links->gtk));
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (settings->link_exceptions,
                                        g_object_get_data (G_OBJECT (button), SITE_KEY), g_str_equal, &index))
    g_ptr_array_remove_index (settings->link_exceptions, index);
  haven_gtk_take_settings (links->gtk, g_steal_pointer (&settings));
  fill_trusted (links);
}

static void
fill_trusted (Links *links)
{
  const GPtrArray *sites = haven_gtk_settings (links->gtk)->link_exceptions;

  haven_gtk_rows_clear (links->trusted);
  for (guint i = 0; i < sites->len; i++) {
    GtkWidget *undo = haven_gtk_button (_ ("Undo"), "haven-distrust", G_CALLBACK (on_distrust), links);

    g_object_set_data_full (G_OBJECT (undo), SITE_KEY, g_strdup (sites->pdata[i]), g_free);
    haven_gtk_rows_add (links->trusted, sites->pdata[i], undo);
  }
  haven_gtk_rows_done (links->trusted,
                       _ ("You have named no site that you trust. The card of a note has a button "
                          "for it."));
}

static void
refresh (GtkWidget *box, gpointer links)
{
  fill_trusted (links);
}

/**
 * haven_gtk_page_links:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): how loud a link of each kind is
 */
GtkWidget *
haven_gtk_page_links (HavenGtk *gtk)
{
  GtkWidget *table = haven_gtk_preferences_table (gtk, HAVEN_SECTION_LINKS, 1);
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  Links *links = g_new0 (Links, 1);
  GtkWidget *words = haven_gtk_sentence (
      _ ("A note says who lists a site and since when. A site that no list names gets no note, "
         "and that says nothing about it."));

  links->gtk = gtk;
  links->trusted = haven_gtk_rows_new ("haven-trusted", 60);
  g_object_set_data_full (G_OBJECT (box), "haven-links", links, g_free);
  haven_gtk_prefs_follow (box, refresh, links);
  haven_gtk_set_width (words, 430);
  gtk_box_pack_start (GTK_BOX (box), table, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (_ ("Sites you trust, of which nothing is noted:")),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), links->trusted, TRUE, TRUE, 0);
  fill_trusted (links);
  return box;
}
