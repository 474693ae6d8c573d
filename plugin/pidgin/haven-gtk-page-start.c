/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

/**
 * haven_gtk_page_start:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): profile and strictness
 */
GtkWidget *
haven_gtk_page_start (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (_ ("A profile is a beginning: what you choose on the other pages is "
                                            "added to it. Light covers only what is "
                                            "plain; strict covers what only may be meant."));

  haven_gtk_preferences_add (box, gtk, HAVEN_SECTION_START);
  haven_gtk_set_width (words, 430);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  return box;
}
