/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"

/**
 * haven_gtk_page_reminders:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): what a reminder is shown for, and a box to try a sentence
 */
GtkWidget *
haven_gtk_page_reminders (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);

  gtk_box_pack_start (GTK_BOX (box), haven_gtk_preferences_table (gtk, HAVEN_SECTION_REMINDERS, 2), FALSE,
                      FALSE, 0);
  gtk_box_pack_end (GTK_BOX (box), haven_gtk_try_box (gtk, TRUE), FALSE, FALSE, 0);
  return box;
}
