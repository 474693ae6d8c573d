/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-help.h"

#include <glib/gi18n-lib.h>

#include "haven-data-path.h"
#include "haven-gtk-style.h"
#include "links/haven-helplines.h"
#include "settings/haven-settings.h"

/* The card with help lines. It is offered, never opened by itself, and nobody learns that it was. */

/* What the card needs while it is open. */
typedef struct {
  HavenHelplines *helplines;
  GtkWidget *words;
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  haven_helplines_free (card->helplines);
  g_free (card);
}

/**
 * haven_gtk_help_fits:
 * @verdict: (nullable): what was seen in a message
 *
 * Returns: whether help lines are worth a quiet word there: it is about suicide or self-harm
 */
gboolean
haven_gtk_help_fits (const HavenVerdict *verdict)
{
  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++) {
    const HavenFinding *finding = verdict->findings->pdata[i];

    if (finding->kind == HAVEN_KIND_CONTENT &&
        (purple_strequal (finding->category, "suicide") || purple_strequal (finding->category, "self-harm")))
      return TRUE;
  }
  return FALSE;
}

static void
show_country (Card *card, const char *country)
{
  g_autofree char *words = country != NULL
                               ? haven_helplines_card (card->helplines, country, g_get_real_time ())
                               : g_strdup_printf (_ ("Choose a country above. A directory of all: %s"),
                                                  haven_helplines_get_elsewhere (card->helplines));

  gtk_label_set_text (GTK_LABEL (card->words), words);
}

static void
on_country (GtkComboBox *combo, gpointer user_data)
{
  Card *card = user_data;
  int n = gtk_combo_box_get_active (combo);

  if (n >= 0)
    show_country (card, haven_helplines_get_nth (card->helplines, (guint)n)->country);
}

/* The choice holds for this card only: nothing of it is kept. */
static GtkWidget *
country_combo (Card *card, const char *country)
{
  const HavenCountryHelp *here = haven_helplines_find (card->helplines, country);
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (guint i = 0; i < haven_helplines_get_n_countries (card->helplines); i++) {
    const HavenCountryHelp *help = haven_helplines_get_nth (card->helplines, i);

    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), help->name);
    if (help == here)
      gtk_combo_box_set_active (GTK_COMBO_BOX (combo), (int)i);
  }
  gtk_widget_set_name (combo, "haven-help-country");
  g_signal_connect (combo, "changed", G_CALLBACK (on_country), card);
  return combo;
}

static GtkWidget *
country_row (Card *card, const char *country)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("C_ountry"));
  GtkWidget *combo = country_combo (card, country);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), combo, FALSE, FALSE, 0);
  return row;
}

static GtkWidget *
scrolled_words (GtkWidget *words)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_widget_set_name (words, "haven-help-words");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scrolled), words);
  haven_gtk_fit_width (words);
  gtk_widget_set_size_request (scrolled, haven_gtk_scaled (scrolled, 470),
                               MIN (haven_gtk_scaled (scrolled, 300), haven_gtk_room_high (scrolled, 110)));
  return scrolled;
}

static void
fill (GtkWidget *box, HavenHelplines *helplines, const char *country)
{
  Card *card = g_new0 (Card, 1);

  card->helplines = helplines;
  card->words = haven_gtk_sentence (NULL);
  g_object_set_data_full (G_OBJECT (box), "haven-help", card, card_free);
  show_country (card, country);
  gtk_box_pack_start (GTK_BOX (box), country_row (card, country), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), scrolled_words (card->words), TRUE, TRUE, 0);
}

/**
 * haven_gtk_help_show:
 * @gtk: the Pidgin part
 *
 * Opens the card with the help lines of the user's country, or of one that they choose on it. Nothing is
 * sent and nothing is written down. There is one card; a new one takes the old one's place.
 */
void
haven_gtk_help_show (HavenGtk *gtk)
{
  g_autofree char *path = haven_data_path ("helplines.json");
  g_autoptr (GError) error = NULL;
  HavenHelplines *helplines = haven_helplines_load (path, &error);
  GtkWidget *card = gtk_dialog_new ();
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (card));

  g_clear_pointer (&gtk->help, gtk_widget_destroy);
  gtk->help = card;
  g_signal_connect (card, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->help);
  g_signal_connect (card, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_window_set_title (GTK_WINDOW (card), _ ("Haven: help lines"));
  gtk_window_set_role (GTK_WINDOW (card), "haven-help");
  gtk_window_set_position (GTK_WINDOW (card), GTK_WIN_POS_MOUSE);
  gtk_container_set_border_width (GTK_CONTAINER (card), 8);
  gtk_box_set_spacing (GTK_BOX (box), 6);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (_ ("Nobody is told that you opened this.")), FALSE,
                      FALSE, 0);
  if (helplines != NULL)
    fill (box, helplines, gtk->api->get_settings (gtk->api->plugin)->country);
  else
    gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (error->message), FALSE, FALSE, 0);
  gtk_dialog_add_button (GTK_DIALOG (card), _ ("_Close"), GTK_RESPONSE_CLOSE);
  gtk_dialog_set_default_response (GTK_DIALOG (card), GTK_RESPONSE_CLOSE);
  gtk_widget_show_all (card);
}
