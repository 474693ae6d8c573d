/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-preference.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"

/* Widgets for the plain preferences, whose words and values are the library's. What is chosen is in force at
 * once. */

typedef struct {
  HavenGtk *gtk;
  HavenPreference preference;
  gboolean showing; /* what is in force is being shown, and nobody chose it just now */
} Bound;

static void
take (const Bound *bound, const char *value)
{
  g_autoptr (HavenSettings) settings = NULL;

  if (bound->showing)
    return;
  settings = haven_settings_copy (haven_gtk_settings (bound->gtk));
  if (haven_preference_set (&bound->preference, settings, value))
    haven_gtk_take_settings (bound->gtk, g_steal_pointer (&settings));
}

/* Another profile says something else. */
static void
put_words (GtkComboBox *combo, const Bound *bound)
{
  GtkTreeModel *model = gtk_combo_box_get_model (combo);
  GtkTreeIter row;
  gboolean more = gtk_tree_model_get_iter_first (model, &row);

  for (guint i = 0; more; i++) {
    g_autofree char *words =
        haven_preference_value_words (&bound->preference, i, haven_gtk_settings (bound->gtk));

    gtk_list_store_set (GTK_LIST_STORE (model), &row, 0, words, -1);
    more = gtk_tree_model_iter_next (model, &row);
  }
}

static void
choose (GtkComboBox *combo, const HavenPreference *preference, const char *value)
{
  for (guint i = 0; i < haven_preference_count_values (preference); i++)
    if (g_str_equal (haven_preference_value (preference, i).id, value))
      gtk_combo_box_set_active (combo, (int)i);
}

static void
refresh (GtkWidget *control, gpointer data)
{
  Bound *bound = data;
  g_autofree char *now = haven_preference_get (&bound->preference, haven_gtk_settings (bound->gtk));

  bound->showing = TRUE;
  switch (bound->preference.kind) {
  case HAVEN_PREFERENCE_CHOICE:
    put_words (GTK_COMBO_BOX (control), bound);
    choose (GTK_COMBO_BOX (control), &bound->preference, now);
    break;
  case HAVEN_PREFERENCE_SWITCH:
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (control), g_str_equal (now, "true"));
    break;
  case HAVEN_PREFERENCE_NUMBER:
    /* to be told the same number would take away one that is half typed */
    if (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (control)) != atoi (now))
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), g_ascii_strtod (now, NULL));
    break;
  }
  bound->showing = FALSE;
}

static void
on_chosen (GtkComboBox *combo, gpointer data)
{
  const Bound *bound = data;
  int active = gtk_combo_box_get_active (combo);

  if (active >= 0)
    take (bound, haven_preference_value (&bound->preference, (guint)active).id);
}

static void
on_toggled (GtkToggleButton *button, gpointer bound)
{
  take (bound, gtk_toggle_button_get_active (button) ? "true" : "false");
}

static void
on_number (GtkSpinButton *spin, gpointer bound)
{
  g_autofree char *value = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (spin));

  take (bound, value);
}

static void
bound_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
new_combo (const HavenPreference *preference, const HavenSettings *settings, const char *now)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (guint i = 0; i < haven_preference_count_values (preference); i++) {
    g_autofree char *words = haven_preference_value_words (preference, i, settings);

    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), words);
  }
  choose (GTK_COMBO_BOX (combo), preference, now);
  return combo;
}

/* A switch says itself what it is about. */
static GtkWidget *
new_control (HavenGtk *gtk, const HavenPreference *preference)
{
  g_autofree char *now = haven_preference_get (preference, haven_gtk_settings (gtk));
  Bound *bound = g_new0 (Bound, 1);
  GtkWidget *control = NULL;
  const char *signal = NULL;
  GCallback callback = NULL;

  bound->gtk = gtk;
  bound->preference = *preference;
  switch (preference->kind) {
  case HAVEN_PREFERENCE_CHOICE:
    control = new_combo (preference, haven_gtk_settings (gtk), now);
    signal = "changed";
    callback = G_CALLBACK (on_chosen);
    break;
  case HAVEN_PREFERENCE_SWITCH:
    control = gtk_check_button_new_with_mnemonic (_ (preference->title));
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (control), g_str_equal (now, "true"));
    signal = "toggled";
    callback = G_CALLBACK (on_toggled);
    break;
  case HAVEN_PREFERENCE_NUMBER:
    control = gtk_spin_button_new_with_range (preference->minimum, preference->maximum, 1);
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), g_ascii_strtod (now, NULL));
    signal = "value-changed";
    callback = G_CALLBACK (on_number);
    break;
  }
  gtk_widget_set_name (control, preference->id);
  g_signal_connect_data (control, signal, callback, bound, bound_free, 0);
  haven_gtk_prefs_follow (control, refresh, bound);
  return control;
}

/**
 * haven_gtk_preferences_add:
 * @box: a vertical box
 * @gtk: the Pidgin part
 * @section: whose preferences are put into it, one under the other
 */
void
haven_gtk_preferences_add (GtkWidget *box, HavenGtk *gtk, HavenSection section)
{
  g_autoptr (GArray) list = haven_preferences_list ();

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    GtkWidget *control;

    if (preference->section != section)
      continue;
    control = new_control (gtk, preference);
    if (preference->kind != HAVEN_PREFERENCE_SWITCH)
      control = haven_gtk_field (_ (preference->title), control);
    gtk_box_pack_start (GTK_BOX (box), control, FALSE, FALSE, 0);
  }
}

static void
attach (GtkWidget *table, GtkWidget *child, guint column, guint row, gboolean wide)
{
  gtk_table_attach (GTK_TABLE (table), child, column, column + 1, row, row + 1,
                    wide ? GTK_FILL | GTK_EXPAND : GTK_FILL, GTK_FILL, 8, 1);
}

/* A title before a control that says nothing of its own. */
static void
attach_titled (GtkWidget *table, const HavenPreference *preference, GtkWidget *control, guint row)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ (preference->title));

  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.5f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  atk_object_set_name (gtk_widget_get_accessible (control), gtk_label_get_text (GTK_LABEL (label)));
  attach (table, label, 0, row, TRUE);
  attach (table, control, 1, row, FALSE);
}

/**
 * haven_gtk_preferences_table:
 * @gtk: the Pidgin part
 * @section: a section of many preferences
 * @columns: how many switches stand side by side
 *
 * Returns: (transfer floating): a table of them
 */
GtkWidget *
haven_gtk_preferences_table (HavenGtk *gtk, HavenSection section, guint columns)
{
  g_autoptr (GArray) list = haven_preferences_list ();
  GtkWidget *table = gtk_table_new (1, 2, FALSE);
  guint n = 0;

  for (guint i = 0; i < list->len; i++) {
    const HavenPreference *preference = &g_array_index (list, HavenPreference, i);
    GtkWidget *control;

    if (preference->section != section)
      continue;
    control = new_control (gtk, preference);
    if (preference->kind == HAVEN_PREFERENCE_SWITCH)
      attach (table, control, n % columns, n / columns, TRUE);
    else
      attach_titled (table, preference, control, n);
    n++;
  }
  return table;
}
