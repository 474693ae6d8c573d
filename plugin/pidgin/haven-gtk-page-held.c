/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-evidence.h"
#include "haven-gtk-held.h"
#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

static void
on_show (GtkButton *button, gpointer gtk)
{
  haven_gtk_held_show (gtk);
}

static void
on_evidence (GtkButton *button, gpointer gtk)
{
  haven_gtk_evidence_show (gtk);
}

/**
 * haven_gtk_page_held:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): how long held messages are kept, evidence, and the way to both
 */
GtkWidget *
haven_gtk_page_held (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (_ ("Who writes to you in anger once is only covered. Who goes on is "
                                            "held for an hour, then for a day, then "
                                            "until further notice. Your contacts are never held."));

  haven_gtk_set_width (words, 430);
  gtk_box_pack_start (GTK_BOX (row),
                      haven_gtk_button (_ ("_Held messages…"), "haven-show-held", G_CALLBACK (on_show), gtk),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (
      GTK_BOX (row),
      haven_gtk_button (_ ("E_vidence…"), "haven-show-evidence", G_CALLBACK (on_evidence), gtk), FALSE, FALSE,
      0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  haven_gtk_preferences_add (box, gtk, HAVEN_SECTION_HELD);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  return box;
}
