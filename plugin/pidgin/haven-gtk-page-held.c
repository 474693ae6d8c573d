/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-held.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "settings/haven-settings.h"

#define MAX_DAYS 3650

static void
on_days (GtkSpinButton *spin, gpointer gtk)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));

  settings->held_days = (guint)gtk_spin_button_get_value_as_int (spin);
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

static void
on_evidence (GtkToggleButton *button, gpointer gtk)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));

  settings->keep_evidence = gtk_toggle_button_get_active (button);
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

static void
on_show (GtkButton *button, gpointer gtk)
{
  haven_gtk_held_show (gtk);
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
  GtkWidget *days = gtk_spin_button_new_with_range (1, MAX_DAYS, 1);
  GtkWidget *evidence =
      gtk_check_button_new_with_mnemonic (_ ("Keep _evidence of what is held, both sides of it"));
  GtkWidget *row = gtk_hbox_new (FALSE, 0);
  GtkWidget *words = haven_gtk_sentence (_ ("Who writes to you in anger once is only covered. Who goes on is "
                                            "held for an hour, then for a day, then "
                                            "until further notice. Your contacts are never held."));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (days), haven_gtk_settings (gtk)->held_days);
  gtk_widget_set_name (days, "haven-held-days");
  g_signal_connect (days, "value-changed", G_CALLBACK (on_days), gtk);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (evidence), haven_gtk_settings (gtk)->keep_evidence);
  gtk_widget_set_name (evidence, "haven-keep-evidence");
  g_signal_connect (evidence, "toggled", G_CALLBACK (on_evidence), gtk);
  gtk_widget_set_size_request (words, 430, -1);
  gtk_box_pack_start (GTK_BOX (row),
                      haven_gtk_button (_ ("_Held messages…"), "haven-show-held", G_CALLBACK (on_show), gtk),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("_Keep for days"), days), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), evidence, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  return box;
}
