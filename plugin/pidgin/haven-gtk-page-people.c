/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-engine.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"
#include "haven-locale.h"
#include "haven-taxonomy.h"
#include "settings/haven-settings.h"

#define ATTACK_HOURS 2
#define ROW_WIDTH 400 /* pixels for what a row says */
#define KEY "haven-key"
#define EXCEPTIONS_KEY "haven-exceptions"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *attack;
  GtkWidget *attack_words;
} People;

static void fill (People *people);

static void
take_back (People *people, HavenSettings *settings)
{
  haven_gtk_take_settings (people->gtk, settings);
  fill (people);
  gtk_widget_grab_focus (people->attack);
}

static void
on_undo_person (GtkButton *button, gpointer people)
{
  HavenSettings *settings = haven_settings_copy (haven_gtk_settings (((People *)people)->gtk));

  haven_settings_forget_person (settings, g_object_get_data (G_OBJECT (button), KEY));
  take_back (people, settings);
}

static void
on_undo_room (GtkButton *button, gpointer people)
{
  HavenSettings *settings = haven_settings_copy (haven_gtk_settings (((People *)people)->gtk));

  haven_settings_forget_room (settings, g_object_get_data (G_OBJECT (button), KEY));
  take_back (people, settings);
}

/* By what the row says, not by its number: a choice may have been made in a conversation since it was drawn.
 */
static void
on_undo_exception (GtkButton *button, gpointer people)
{
  HavenSettings *settings = haven_settings_copy (haven_gtk_settings (((People *)people)->gtk));
  const GPtrArray *exceptions = g_object_get_data (G_OBJECT (button), EXCEPTIONS_KEY);

  for (guint i = 0; i < exceptions->len; i++) {
    const HavenException *exception = exceptions->pdata[i];

    haven_settings_remove_exception (settings, exception->pack, exception->rule, exception->conversation);
  }
  take_back (people, settings);
}

static GtkWidget *
add_choice (People *people, const char *words, GCallback undo)
{
  GtkWidget *button = haven_gtk_button (_ ("Undo"), "haven-undo-choice", undo, people);

  haven_gtk_rows_add (people->rows, words, button);
  return button;
}

/* A person or a room, as lists show them. */
static char *
show (People *people, const char *name)
{
  const HavenPluginApi *api = people->gtk->api;

  return api->show_name (api->plugin, NULL, name);
}

/* A topic of the user's own as they called it. */
static const char *
topic_in_words (People *people, const char *topic)
{
  const GPtrArray *custom = haven_gtk_settings (people->gtk)->custom;

  for (guint i = 0; i < custom->len; i++) {
    const HavenCustomTopic *own = custom->pdata[i];

    if (g_str_equal (own->id, topic))
      return own->nickname;
  }
  return haven_taxonomy_title (HAVEN_KIND_CONTENT, topic);
}

/* "self-harm, eating" */
static char *
topics_in_words (People *people, const HavenPlace *place)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (place->topics), (GCompareFunc)g_strcmp0);
  g_autoptr (GString) words = g_string_new (NULL);

  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", topic_in_words (people, l->data));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_places (People *people, GHashTable *places, GCallback undo)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (places), (GCompareFunc)g_strcmp0);

  for (GList *l = keys; l != NULL; l = l->next) {
    const HavenPlace *place = g_hash_table_lookup (places, l->data);
    g_autofree char *topics = topics_in_words (people, place);
    g_autofree char *name = show (people, l->data);
    g_autofree char *words = NULL;
    GtkWidget *button;

    if (place->trusted && !place->always_open && *topics == '\0')
      words = g_strdup_printf (_ ("%s: trusted, and not held"), name);
    else if (place->trusted)
      words = g_strdup_printf (_ ("%s: trusted, and not held; more is open"), name);
    else if (place->always_open)
      words = g_strdup_printf (_ ("%s: everything is open"), name);
    else if (*topics != '\0')
      words = g_strdup_printf (_ ("%s: chosen for %s"), name, topics);
    else
      continue;
    button = add_choice (people, words, undo);
    g_object_set_data_full (G_OBJECT (button), KEY, g_strdup (l->data), g_free);
  }
}

/* The rule in its own calm words; by its id where its pack is not in force. What Haven sees by itself has no
 * pack: its rules are called as what they see. */
static const char *
rule_in_words (People *people, const HavenException *exception)
{
  const HavenPluginApi *api = people->gtk->api;
  const char *title =
      haven_engine_name_rule (api->get_engine (api->plugin), exception->pack, exception->rule);

  if (title != NULL)
    return haven_locale_title (title);
  if (!g_str_equal (exception->pack, "haven"))
    return exception->rule;
  return haven_taxonomy_title (haven_taxonomy_find (HAVEN_KIND_CONTENT, exception->rule) != NULL
                                   ? HAVEN_KIND_CONTENT
                                   : HAVEN_KIND_HARASSMENT,
                               exception->rule);
}

static char *
exception_in_words (People *people, const HavenException *exception)
{
  g_autofree char *name = exception->conversation != NULL ? show (people, exception->conversation) : NULL;
  const char *rule = rule_in_words (people, exception);
  const char *pack = people->gtk->api->name_pack (people->gtk->api->plugin, exception->pack);

  return name != NULL ? g_strdup_printf (_ ("“%s” is silent in %s (pack “%s”)"), rule, name, pack)
                      : g_strdup_printf (_ ("“%s” is silent everywhere (pack “%s”)"), rule, pack);
}

/* Several rules of a pack may be called the same: nobody could tell their rows apart, so they have one. */
static void
add_exceptions (People *people, const GPtrArray *exceptions)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < exceptions->len; i++) {
    const HavenException *exception = exceptions->pdata[i];
    g_autofree char *words = exception_in_words (people, exception);
    GPtrArray *row = g_hash_table_lookup (rows, words);

    if (row == NULL) {
      GtkWidget *button = add_choice (people, words, G_CALLBACK (on_undo_exception));

      row = g_ptr_array_new_with_free_func ((GDestroyNotify)haven_exception_free);
      g_object_set_data_full (G_OBJECT (button), EXCEPTIONS_KEY, row, (GDestroyNotify)g_ptr_array_unref);
      g_hash_table_insert (rows, g_steal_pointer (&words), row);
    }
    g_ptr_array_add (row, haven_exception_new (exception->pack, exception->rule, exception->conversation));
  }
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

static void
fill (People *people)
{
  const HavenSettings *settings = haven_gtk_settings (people->gtk);

  haven_gtk_rows_clear (people->rows);
  add_places (people, settings->people, G_CALLBACK (on_undo_person));
  add_places (people, settings->rooms, G_CALLBACK (on_undo_room));
  add_exceptions (people, settings->exceptions);
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
