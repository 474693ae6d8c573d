/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-data-path.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "links/haven-helplines.h"
#include "settings/haven-settings.h"

typedef struct {
  HavenGtk *gtk;
  HavenHelplines *lines; /* (nullable) */
  GtkWidget *country;
  GtkWidget *card;
} Help;

static void
help_free (gpointer data)
{
  Help *help = data;

  haven_helplines_free (help->lines);
  g_free (help);
}

static void
fill_card (Help *help)
{
  const char *country = haven_gtk_settings (help->gtk)->country;
  g_autofree char *card = NULL;

  if (help->lines == NULL)
    card = g_strdup (_ ("The list of help lines could not be read."));
  else if (country == NULL)
    card = g_strdup (_ ("Choose where you live, and the lines there stand here."));
  else
    card = haven_helplines_card (help->lines, country, g_get_real_time ());
  gtk_label_set_text (GTK_LABEL (help->card), card);
}

static void
on_country (GtkComboBox *combo, gpointer user_data)
{
  Help *help = user_data;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (help->gtk));
  int active = gtk_combo_box_get_active (combo);

  g_clear_pointer (&settings->country, g_free);
  if (active > 0)
    settings->country = g_strdup (haven_helplines_get_nth (help->lines, (guint)active - 1)->country);
  haven_gtk_take_settings (help->gtk, g_steal_pointer (&settings));
  fill_card (help);
}

/* 0 for "not said", or for a country that is not in the list. */
static guint
index_of_country (const Help *help)
{
  const char *now = haven_gtk_settings (help->gtk)->country;
  guint n = help->lines != NULL ? haven_helplines_get_n_countries (help->lines) : 0;

  for (guint i = 0; now != NULL && i < n; i++)
    if (g_ascii_strcasecmp (now, haven_helplines_get_nth (help->lines, i)->country) == 0)
      return i + 1;
  return 0;
}

static void
refresh (GtkWidget *box, gpointer user_data)
{
  Help *help = user_data;

  g_signal_handlers_block_by_func (help->country, on_country, help);
  gtk_combo_box_set_active (GTK_COMBO_BOX (help->country), (int)index_of_country (help));
  g_signal_handlers_unblock_by_func (help->country, on_country, help);
  fill_card (help);
}

static GtkWidget *
country_combo (Help *help)
{
  GtkWidget *combo = gtk_combo_box_text_new ();
  guint n = help->lines != NULL ? haven_helplines_get_n_countries (help->lines) : 0;

  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("not said"));
  for (guint i = 0; i < n; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo),
                                    haven_helplines_get_nth (help->lines, i)->name);
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), (int)index_of_country (help));
  gtk_widget_set_name (combo, "haven-country");
  g_signal_connect (combo, "changed", G_CALLBACK (on_country), help);
  return combo;
}

/**
 * haven_gtk_page_help:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): where the user lives, and who can be called there
 */
GtkWidget *
haven_gtk_page_help (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);
  g_autofree char *path = haven_data_path ("helplines.json");
  Help *help = g_new0 (Help, 1);

  help->gtk = gtk;
  help->lines = haven_helplines_load (path, NULL);
  help->card = haven_gtk_sentence ("");
  gtk_label_set_selectable (GTK_LABEL (help->card), TRUE);
  gtk_misc_set_padding (GTK_MISC (help->card), 6, 6);
  haven_gtk_set_width (help->card, 440);
  gtk_widget_set_name (help->card, "haven-help-card");
  g_object_set_data_full (G_OBJECT (box), "haven-help", help, help_free);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scroll), help->card);
  help->country = country_combo (help);
  haven_gtk_prefs_follow (box, refresh, help);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_field (_ ("Where I _live"), help->country), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), scroll, TRUE, TRUE, 0);
  fill_card (help);
  return box;
}
