/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

/**
 * haven_gtk_page_pictures:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): from whom pictures are blurred
 */
GtkWidget *
haven_gtk_page_pictures (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (
      _ ("Most profiles blur pictures from people who are not your contacts. Haven does not look "
         "at what a picture shows: it goes by who sent it, what they wrote beside it, and whether "
         "it moves. The pictures that people chose for themselves follow the same."));

  haven_gtk_set_width (words, 430);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_preferences_table (gtk, HAVEN_SECTION_PICTURES, 1), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  return box;
}
