/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"
#include "settings/haven-settings.h"
#include "sharing/haven-facts.h"

#define MAX_FACT 200
#define LINE_KEY "haven-line"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *show;
  GtkWidget *item;
  GtkWidget *value;
  GtkWidget *said;
} Facts;

static const struct {
  const char *id;
  const char *title;
} items[] = {
    {"name", N_ ("a name")},          {"phone", N_ ("a phone number")},
    {"address", N_ ("an address")},   {"email", N_ ("an e-mail address")},
    {"work", N_ ("work or school")},  {"handle", N_ ("another name I use")},
    {"other", N_ ("something else")},
};

/* What an id of settings is in words; one that is not of this page stands as it is. */
static char *
item_in_words (const char *line)
{
  const char *tab = strchr (line, '\t');
  g_autofree char *id = tab != NULL ? g_strndup (line, (gsize)(tab - line)) : g_strdup (line);

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (g_str_equal (items[i].id, id))
      return g_strdup (_ (items[i].title));
  return g_steal_pointer (&id);
}

static void fill (Facts *facts);

static void
on_remove (GtkButton *button, gpointer user_data)
{
  Facts *facts = user_data;
  const char *line = g_object_get_data (G_OBJECT (button), LINE_KEY);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (facts->gtk));
  guint index = 0;

  /* looked for by its words: a command may have changed the list since it was drawn */
  if (g_ptr_array_find_with_equal_func (settings->facts, line, g_str_equal, &index))
    g_ptr_array_remove_index (settings->facts, index);
  haven_gtk_take_settings (facts->gtk, g_steal_pointer (&settings));
  fill (facts);
  gtk_widget_grab_focus (facts->value);
}

static void
fill (Facts *facts)
{
  const GPtrArray *lines = haven_gtk_settings (facts->gtk)->facts;
  gboolean shown = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (facts->show));

  haven_gtk_rows_clear (facts->rows);
  for (guint i = 0; i < lines->len; i++) {
    const char *tab = strchr (lines->pdata[i], '\t');
    g_autofree char *item = item_in_words (lines->pdata[i]);
    g_autofree char *words = g_strdup_printf ("%s: %s", item, shown && tab != NULL ? tab + 1 : "••••");
    GtkWidget *remove = haven_gtk_button (_ ("Remove"), "haven-fact-remove", G_CALLBACK (on_remove), facts);

    g_object_set_data_full (G_OBJECT (remove), LINE_KEY, g_strdup (lines->pdata[i]), g_free);
    haven_gtk_rows_add (facts->rows, words, remove);
  }
  haven_gtk_rows_done (facts->rows, _ ("Nothing is listed yet."));
  gtk_widget_set_sensitive (facts->show, lines->len > 0);
}

static void
refresh (GtkWidget *box, gpointer facts)
{
  fill (facts);
}

static void
on_show (GtkToggleButton *button, gpointer facts)
{
  fill (facts);
}

/* Whether the line can be looked for, and not in every other word. */
static gboolean
can_be_used (const char *line)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (HavenFacts) facts = NULL;

  g_ptr_array_add (lines, (gpointer)line);
  facts = haven_facts_new (lines);
  return haven_facts_count (facts) == 1;
}

static void
on_add (GtkWidget *widget, gpointer user_data)
{
  Facts *facts = user_data;
  g_autofree char *value = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (facts->value))));
  int item = MAX (0, gtk_combo_box_get_active (GTK_COMBO_BOX (facts->item)));
  g_autofree char *line = g_strdup_printf ("%s\t%s", items[item].id, g_strdelimit (value, "\t\n\r", ' '));
  g_autoptr (HavenSettings) settings = NULL;

  if (!can_be_used (line)) {
    gtk_label_set_text (GTK_LABEL (facts->said),
                        _ ("That is too short: it would be met in every other word."));
    return;
  }
  settings = haven_settings_copy (haven_gtk_settings (facts->gtk));
  if (!g_ptr_array_find_with_equal_func (settings->facts, line, g_str_equal, NULL))
    g_ptr_array_add (settings->facts, g_steal_pointer (&line));
  haven_gtk_take_settings (facts->gtk, g_steal_pointer (&settings));
  gtk_entry_set_text (GTK_ENTRY (facts->value), "");
  gtk_label_set_text (GTK_LABEL (facts->said), "");
  fill (facts);
}

static GtkWidget *
build_adding (Facts *facts)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 6);

  facts->item = gtk_combo_box_text_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (facts->item), _ (items[i].title));
  gtk_combo_box_set_active (GTK_COMBO_BOX (facts->item), 0);
  facts->value = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (facts->value), MAX_FACT);
  gtk_widget_set_name (facts->item, "haven-fact-item");
  gtk_widget_set_name (facts->value, "haven-fact-value");
  atk_object_set_name (gtk_widget_get_accessible (facts->item), _ ("What it is"));
  atk_object_set_name (gtk_widget_get_accessible (facts->value), _ ("What never to share"));
  g_signal_connect (facts->value, "activate", G_CALLBACK (on_add), facts);
  gtk_box_pack_start (GTK_BOX (row), facts->item, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), facts->value, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row),
                      haven_gtk_button (_ ("_Add"), "haven-fact-add", G_CALLBACK (on_add), facts), FALSE,
                      FALSE, 0);
  return row;
}

/**
 * haven_gtk_page_facts:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): what the user listed never to share, covered until they ask to see it, and a
 * box to try a sentence
 */
GtkWidget *
haven_gtk_page_facts (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  Facts *facts = g_new0 (Facts, 1);

  facts->gtk = gtk;
  facts->rows = haven_gtk_rows_new ("haven-facts", 140);
  facts->show = gtk_check_button_new_with_mnemonic (_ ("Show _what they are"));
  facts->said = haven_gtk_sentence ("");
  gtk_widget_set_name (facts->show, "haven-facts-show");
  gtk_widget_set_name (facts->said, "haven-fact-said");
  g_object_set_data_full (G_OBJECT (box), "haven-facts", facts, g_free);
  haven_gtk_prefs_follow (box, refresh, facts);
  g_signal_connect (facts->show, "toggled", G_CALLBACK (on_show), facts);
  gtk_box_pack_start (GTK_BOX (box), build_adding (facts), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), facts->said, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), facts->rows, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), facts->show, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_try_box (gtk, TRUE), FALSE, FALSE, 0);
  fill (facts);
  return box;
}
