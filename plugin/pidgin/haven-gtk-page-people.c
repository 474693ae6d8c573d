/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"
#include "settings/haven-settings.h"

#define ATTACK_HOURS 2
#define ROW_WIDTH 400 /* pixels for what a row says */
#define KEY "haven-choice"
#define LIST "haven-choices"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *attack;
  GtkWidget *attack_words;
} People;

static void fill (People *people);

/* By what the row says, not by its number: a choice may have been made in a conversation since it was drawn.
 */
static void
on_undo (GtkButton *button, gpointer user_data)
{
  People *people = user_data;
  const HavenPluginApi *api = people->gtk->api;

  api->undo_choice (api->plugin, g_object_get_data (G_OBJECT (button), KEY));
  fill (people);
  gtk_widget_grab_focus (people->attack);
}

static gboolean
is_under_attack (const People *people)
{
  return haven_gtk_settings (people->gtk)->attack_until > g_get_real_time ();
}

static void
fill_attack (People *people)
{
  g_autofree char *words = NULL;

  if (is_under_attack (people)) {
    g_autoptr (GDateTime) until =
        g_date_time_new_from_unix_local (haven_gtk_settings (people->gtk)->attack_until / G_TIME_SPAN_SECOND);
    /* it may last for days */
    g_autofree char *stamp = g_date_time_format (until, "%F %R");

    words = g_strdup_printf (_ ("“Under attack” is on until %s, and ends by itself."), stamp);
    gtk_button_set_label (GTK_BUTTON (people->attack), _ ("_End it now"));
  } else {
    words =
        g_strdup (_ ("When many people turn on you at once: for two hours, who is not your contact is held "
                     "and is told nothing. It ends by itself."));
    gtk_button_set_label (GTK_BUTTON (people->attack), _ ("I am under _attack"));
  }
  gtk_label_set_text (GTK_LABEL (people->attack_words), words);
}

static void
on_attack (GtkButton *button, gpointer user_data)
{
  People *people = user_data;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (people->gtk));

  settings->attack_until =
      is_under_attack (people) ? 0 : g_get_real_time () + ATTACK_HOURS * G_TIME_SPAN_HOUR;
  haven_gtk_take_settings (people->gtk, g_steal_pointer (&settings));
  fill_attack (people);
}

/* Each button keeps all that is listed: the page may be filled anew while its choice is taken back. */
static void
fill (People *people)
{
  const HavenPluginApi *api = people->gtk->api;
  g_autoptr (GPtrArray) choices = api->list_choices (api->plugin);

  haven_gtk_rows_clear (people->rows);
  for (guint i = 0; i < choices->len; i++) {
    const HavenKeptChoice *choice = choices->pdata[i];
    GtkWidget *button = haven_gtk_button (_ ("Undo"), "haven-undo-choice", G_CALLBACK (on_undo), people);

    g_object_set_data_full (G_OBJECT (button), LIST, g_ptr_array_ref (choices),
                            (GDestroyNotify)g_ptr_array_unref);
    g_object_set_data (G_OBJECT (button), KEY, (gpointer)choice);
    haven_gtk_rows_add (people->rows, choice->words, button);
  }
  haven_gtk_rows_done (people->rows,
                       _ ("Nothing yet. What you choose in a content note's menu for a person or "
                          "a room stands here."));
}

static void
refresh (GtkWidget *box, gpointer people)
{
  fill (people);
  fill_attack (people);
}

/**
 * haven_gtk_page_people:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): what was chosen for people, rooms and rules, each with a way back, and "under
 * attack"
 */
GtkWidget *
haven_gtk_page_people (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *row = gtk_hbox_new (FALSE, 0);
  People *people = g_new0 (People, 1);

  people->gtk = gtk;
  people->rows = haven_gtk_rows_new ("haven-choices", 160);
  haven_gtk_rows_set_width (people->rows, ROW_WIDTH);
  people->attack_words = haven_gtk_sentence ("");
  people->attack = haven_gtk_button ("", "haven-attack", G_CALLBACK (on_attack), people);
  gtk_button_set_use_underline (GTK_BUTTON (people->attack), TRUE);
  gtk_widget_set_name (people->attack_words, "haven-attack-words");
  haven_gtk_set_width (people->attack_words, 430);
  g_object_set_data_full (G_OBJECT (box), "haven-people", people, g_free);
  haven_gtk_prefs_follow (box, refresh, people);
  gtk_box_pack_start (GTK_BOX (row), people->attack, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), people->rows, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), people->attack_words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  fill (people);
  fill_attack (people);
  return box;
}
