/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-prefs.h"
#include "haven-taxonomy.h"
#include "settings/haven-settings.h"

static void
on_toggled (GtkToggleButton *button, gpointer gtk)
{
  const char *category = g_object_get_data (G_OBJECT (button), "haven-category");
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));

  haven_settings_set_reminder (settings, category, gtk_toggle_button_get_active (button));
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

static GtkWidget *
new_check (HavenGtk *gtk, const HavenCategory *category)
{
  GtkWidget *check = gtk_check_button_new_with_label (_ (category->title));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (check),
                                haven_settings_reminder (haven_gtk_settings (gtk), category->id));
  gtk_widget_set_name (check, category->id);
  g_object_set_data (G_OBJECT (check), "haven-category", (gpointer)category->id);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), gtk);
  return check;
}

/**
 * haven_gtk_page_reminders:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): what a reminder is shown for, and a box to try a sentence
 */
GtkWidget *
haven_gtk_page_reminders (HavenGtk *gtk)
{
  guint n_categories = 0;
  const HavenCategory *categories = haven_taxonomy_get (&n_categories);
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *table = gtk_table_new (1, 2, TRUE);
  guint n = 0;

  for (guint i = 0; i < n_categories; i++) {
    if (categories[i].kind != HAVEN_KIND_SHARING)
      continue;
    gtk_table_attach (GTK_TABLE (table), new_check (gtk, &categories[i]), n % 2, n % 2 + 1, n / 2, n / 2 + 1,
                      GTK_FILL | GTK_EXPAND, GTK_FILL, 0, 0);
    n++;
  }
  gtk_box_pack_start (GTK_BOX (box), table, FALSE, FALSE, 0);
  gtk_box_pack_end (GTK_BOX (box), haven_gtk_try_box (gtk, TRUE), FALSE, FALSE, 0);
  return box;
}
