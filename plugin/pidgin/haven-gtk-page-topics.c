/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "haven-taxonomy.h"
#include "settings/haven-settings.h"

static const char *const depths[] = {N_ ("as the profile says"), N_ ("never cover"), N_ ("cover details"),
                                     N_ ("cover talk about it"), N_ ("cover any mention")};

/* In the order of the words above, after the first. */
static const HavenDepth depth_of[] = {HAVEN_DEPTH_NONE, HAVEN_DEPTH_NONE, HAVEN_DEPTH_GRAPHIC,
                                      HAVEN_DEPTH_DISCUSS, HAVEN_DEPTH_MENTION};

static guint
chosen (const HavenSettings *settings, const char *category)
{
  const HavenTopicChoice *choice = g_hash_table_lookup (settings->topics, category);

  for (guint i = 1; choice != NULL && i < G_N_ELEMENTS (depth_of); i++)
    if (depth_of[i] == choice->depth)
      return i;
  return 0;
}

static void
on_changed (GtkComboBox *combo, gpointer gtk)
{
  const char *category = g_object_get_data (G_OBJECT (combo), "haven-category");
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (gtk));
  int active = gtk_combo_box_get_active (combo);

  if (active <= 0)
    g_hash_table_remove (settings->topics, category);
  else
    haven_settings_set_topic (settings, category, depth_of[active], settings->strictness);
  haven_gtk_take_settings (gtk, g_steal_pointer (&settings));
}

/* "custom:*" and the like stand for topics that are no list; they have their own pages. */
static gboolean
can_be_chosen (const HavenCategory *category)
{
  return category->kind == HAVEN_KIND_CONTENT && category->id[strlen (category->id) - 1] != '*';
}

static void
add_topic (GtkWidget *table, guint row, HavenGtk *gtk, const HavenCategory *category)
{
  GtkWidget *words = gtk_label_new (_ (category->title));
  GtkWidget *combo = haven_gtk_combo (depths, G_N_ELEMENTS (depths),
                                      chosen (haven_gtk_settings (gtk), category->id), category->id);

  gtk_misc_set_alignment (GTK_MISC (words), 0.0f, 0.5f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), combo);
  atk_object_set_name (gtk_widget_get_accessible (combo), _ (category->title));
  g_object_set_data (G_OBJECT (combo), "haven-category", (gpointer)category->id);
  g_signal_connect (combo, "changed", G_CALLBACK (on_changed), gtk);
  gtk_table_attach (GTK_TABLE (table), words, 0, 1, row, row + 1, GTK_FILL | GTK_EXPAND, GTK_FILL, 8, 1);
  gtk_table_attach (GTK_TABLE (table), combo, 1, 2, row, row + 1, GTK_FILL, GTK_FILL, 8, 1);
}

/**
 * haven_gtk_page_topics:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): every topic with the depth it is covered from, and a box to try a sentence
 */
GtkWidget *
haven_gtk_page_topics (HavenGtk *gtk)
{
  guint n_categories = 0;
  const HavenCategory *categories = haven_taxonomy_get (&n_categories);
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *table = gtk_table_new (1, 2, FALSE);
  GtkWidget *scroll = gtk_scrolled_window_new (NULL, NULL);
  guint row = 0;

  for (guint i = 0; i < n_categories; i++)
    if (can_be_chosen (&categories[i]))
      add_topic (table, row++, gtk, &categories[i]);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scroll), table);
  gtk_box_pack_start (GTK_BOX (box), scroll, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_try_box (gtk, FALSE), FALSE, FALSE, 0);
  return box;
}
