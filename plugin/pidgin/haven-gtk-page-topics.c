/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"

/**
 * haven_gtk_page_topics:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): every topic with the depth it is covered from, and a box to try a sentence
 */
GtkWidget *
haven_gtk_page_topics (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *table = haven_gtk_preferences_table (gtk, HAVEN_SECTION_TOPICS, 1);
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scroll), table);
  gtk_box_pack_start (GTK_BOX (box), scroll, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_try_box (gtk, FALSE), FALSE, FALSE, 0);
  return box;
}
