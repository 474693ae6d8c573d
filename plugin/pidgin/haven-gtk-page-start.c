/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "settings/haven-profile.h"
#include "settings/haven-settings.h"

static const char *const strictness[] = {N_ ("light"), N_ ("balanced"), N_ ("strict")};

static void
on_profile (GtkComboBox *combo, gpointer gtk)
{
  guint n_profiles = 0;
  const HavenProfile *profiles = haven_profiles_get (&n_profiles);
  int active = gtk_combo_box_get_active (combo);
  g_autoptr (HavenSettings) settings = NULL;

  if (active < 0 || (guint)active >= n_profiles)
    return;
  settings = haven_settings_copy (haven_gtk_settings (gtk));
  g_free (settings->profile);
  settings->profile = g_strdup (profiles[active].id);
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

static void
on_strictness (GtkComboBox *combo, gpointer gtk)
{
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));

  settings->strictness = (HavenStrictness)MAX (0, gtk_combo_box_get_active (combo));
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

static GtkWidget *
profile_combo (HavenGtk *gtk)
{
  guint n_profiles = 0;
  const HavenProfile *profiles = haven_profiles_get (&n_profiles);
  const char *now = haven_gtk_settings (gtk)->profile;
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (guint i = 0; i < n_profiles; i++) {
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ (profiles[i].title));
    if (purple_strequal (profiles[i].id, now))
      gtk_combo_box_set_active (GTK_COMBO_BOX (combo), (int)i);
  }
  gtk_widget_set_name (combo, "haven-profile");
  g_signal_connect (combo, "changed", G_CALLBACK (on_profile), gtk);
  return combo;
}

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
  GtkWidget *careful = haven_gtk_combo (strictness, G_N_ELEMENTS (strictness),
                                        haven_gtk_settings (gtk)->strictness, "haven-strictness");
  GtkWidget *words = haven_gtk_sentence (_ ("A profile is a beginning: what you choose on the other pages is "
                                            "added to it. Light covers only what is "
                                            "plain; strict covers what only may be meant."));

  g_signal_connect (careful, "changed", G_CALLBACK (on_strictness), gtk);
  gtk_widget_set_size_request (words, 430, -1);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("_Profile"), profile_combo (gtk)), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("How _careful"), careful), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  return box;
}
