/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-engine.h"
#include "haven-gtk-file.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"
#include "haven-locale.h"
#include "haven-taxonomy.h"
#include "links/haven-list-shelf.h"
#include "links/haven-sites.h"
#include "settings/haven-settings.h"

#define ID_KEY "haven-list"

/* The lists of sites that are followed, one row each, and below them the two ways by which one comes in. */
typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *category;
  GtkWidget *address;
  GtkWidget *key;
  GtkWidget *fetch;
  GtkWidget *said;
} Lists;

static const char *const levels[] = {N_ ("as its kind"), N_ ("say nothing"), N_ ("a small mark"),
                                     N_ ("a note below"), N_ ("ask before opening")};

/* What a list in another form is for, since it does not say so itself. */
static const char *const categories[] = {"health-fraud",
                                         "stop-treatment",
                                         "pro-harm",
                                         "low-credibility:fabricated",
                                         "low-credibility:conspiracy",
                                         "low-credibility:unreliable",
                                         "low-credibility:mixed",
                                         "satire",
                                         "state-media",
                                         "shortener"};

static void fill (Lists *lists);

static void
say (Lists *lists, const char *text)
{
  gtk_label_set_text (GTK_LABEL (lists->said), text);
}

static void
say_not_taken (Lists *lists, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("Not taken in, and nothing was changed: %s"), error->message);

  say (lists, text);
}

static void
say_taken (Lists *lists, const char *id)
{
  g_autofree char *text = g_strdup_printf (_ ("The list “%s” was taken in and is in force."), id);

  say (lists, text);
}

static void
on_level (GtkComboBox *combo, gpointer user_data)
{
  Lists *lists = user_data;
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (lists->gtk));
  HavenFollowed *followed = haven_settings_list (settings, g_object_get_data (G_OBJECT (combo), ID_KEY));
  int active = gtk_combo_box_get_active (combo);

  followed->chosen = active > 0;
  followed->level = active > 0 ? (HavenLinkLevel)(active - 1) : HAVEN_LINK_SILENT;
  haven_gtk_take_settings (lists->gtk, g_steal_pointer (&settings));
}

static const HavenListInfo *
find_list (Lists *lists, const char *id)
{
  const GPtrArray *all =
      haven_sites_get_lists (haven_engine_get_sites (lists->gtk->api->get_engine (lists->gtk->api->plugin)));

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((const HavenListInfo *)all->pdata[i])->id, id))
      return all->pdata[i];
  return NULL;
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  Lists *lists = user_data;
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), ID_KEY));
  const HavenListInfo *info = find_list (lists, id);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (lists->gtk));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (info == NULL || info->path == NULL)
    return;
  if (!haven_shelf_remove (info->path, &error)) {
    say (lists, error->message);
    return;
  }
  haven_settings_forget_list (settings, id);
  haven_gtk_take_settings (lists->gtk, g_steal_pointer (&settings));
  /* the row goes with what is read anew, and the button with it */
  lists->gtk->api->reload_library (lists->gtk->api->plugin);
  text = g_strdup_printf (_ ("The list “%s” is no longer followed."), id);
  say (lists, text);
  gtk_widget_grab_focus (lists->category);
}

static void
on_fetched (const char *id, const GError *error, gpointer user_data)
{
  Lists *lists = ((HavenGtk *)user_data)->lists; /* the page may be gone by now */

  if (lists == NULL)
    return;
  gtk_widget_set_sensitive (lists->fetch, TRUE);
  if (error != NULL)
    say_not_taken (lists, error);
  else
    say_taken (lists, id);
}

static void
begin_fetch (Lists *lists, const char *id, const char *address, const char *key)
{
  const HavenPluginApi *api = lists->gtk->api;
  const HavenListSource source = {id, address, key};
  g_autoptr (GError) error = NULL;

  say (lists, _ ("Fetching. Nothing else is sent."));
  gtk_widget_set_sensitive (lists->fetch, FALSE);
  if (api->fetch_list (api->plugin, &source, on_fetched, lists->gtk, NULL, &error))
    return;
  gtk_widget_set_sensitive (lists->fetch, TRUE);
  say_not_taken (lists, error);
}

static void
on_update (GtkButton *button, gpointer user_data)
{
  Lists *lists = user_data;
  const char *id = g_object_get_data (G_OBJECT (button), ID_KEY);
  const HavenFollowed *followed = haven_settings_find_list (haven_gtk_settings (lists->gtk), id);

  if (followed != NULL && followed->address != NULL)
    begin_fetch (lists, id, followed->address, followed->key);
}

static void
on_fetch (GtkButton *button, gpointer user_data)
{
  Lists *lists = user_data;
  g_autofree char *address = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (lists->address))));
  g_autofree char *key = g_strstrip (g_strdup (gtk_entry_get_text (GTK_ENTRY (lists->key))));

  begin_fetch (lists, NULL, address, key);
}

static void
on_take_file (GtkButton *button, gpointer user_data)
{
  Lists *lists = user_data;
  g_autofree char *path = haven_gtk_choose_file (lists->said, _ ("Take in a list of sites"));
  g_autofree char *directory = g_build_filename (purple_user_dir (), "haven", "lists", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  int category = gtk_combo_box_get_active (GTK_COMBO_BOX (lists->category));

  if (path == NULL)
    return;
  id = haven_shelf_take_file (directory, path, categories[MAX (category, 0)], today, &error);
  if (id == NULL) {
    say_not_taken (lists, error);
    return;
  }
  lists->gtk->api->reload_library (lists->gtk->api->plugin);
  say_taken (lists, id);
}

static GtkWidget *
with_id (GtkWidget *widget, const HavenListInfo *info)
{
  g_object_set_data_full (G_OBJECT (widget), ID_KEY, g_strdup (info->id), g_free);
  return widget;
}

/* As @levels lists them. */
static guint
level_of (Lists *lists, const char *id)
{
  const HavenFollowed *followed = haven_settings_find_list (haven_gtk_settings (lists->gtk), id);

  return followed != NULL && followed->chosen ? (guint)followed->level + 1 : 0;
}

static void
refresh_level (GtkWidget *combo, gpointer lists)
{
  g_signal_handlers_block_by_func (combo, on_level, lists);
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo),
                            (int)level_of (lists, g_object_get_data (G_OBJECT (combo), ID_KEY)));
  g_signal_handlers_unblock_by_func (combo, on_level, lists);
}

static GtkWidget *
new_level (Lists *lists, const HavenListInfo *info)
{
  GtkWidget *combo = haven_gtk_combo (levels, G_N_ELEMENTS (levels), level_of (lists, info->id), info->id);

  atk_object_set_name (gtk_widget_get_accessible (combo), haven_locale_title (info->title));
  g_signal_connect (combo, "changed", G_CALLBACK (on_level), lists);
  haven_gtk_prefs_follow (combo, refresh_level, lists);
  return with_id (combo, info);
}

static gboolean
is_own (const HavenListInfo *info)
{
  g_autofree char *own = g_build_filename (purple_user_dir (), "haven", NULL);

  return haven_shelf_holds (own, info->path);
}

static GtkWidget *
new_controls (Lists *lists, const HavenListInfo *info)
{
  const HavenFollowed *followed = haven_settings_find_list (haven_gtk_settings (lists->gtk), info->id);
  GtkWidget *box = gtk_hbox_new (FALSE, 4);

  if (followed != NULL && followed->address != NULL)
    gtk_box_pack_start (
        GTK_BOX (box),
        with_id (haven_gtk_button (_ ("Update"), "haven-list-update", G_CALLBACK (on_update), lists), info),
        FALSE, FALSE, 0);
  if (is_own (info))
    gtk_box_pack_start (
        GTK_BOX (box),
        with_id (haven_gtk_button (_ ("Remove"), "haven-list-remove", G_CALLBACK (on_remove), lists), info),
        FALSE, FALSE, 0);
  /* a reputable site and a fact-checker are never noted, so there is nothing to choose */
  if (!g_str_equal (info->category, "reputable") && !g_str_equal (info->category, "fact-checker"))
    gtk_box_pack_start (GTK_BOX (box), new_level (lists, info), FALSE, FALSE, 0);
  return box;
}

static void
add_list (Lists *lists, const HavenListInfo *info)
{
  g_autofree char *size =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u site", "%u sites", info->n_sites), info->n_sites);
  g_autofree char *words = g_strdup_printf ("%s\n%s, %s%s", haven_locale_title (info->title), size,
                                            info->date, is_own (info) ? _ (", your own") : "");

  haven_gtk_rows_add (lists->rows, words, new_controls (lists, info));
}

static void
fill (Lists *lists)
{
  const HavenPluginApi *api = lists->gtk->api;
  const GPtrArray *all = haven_sites_get_lists (haven_engine_get_sites (api->get_engine (api->plugin)));
  const GPtrArray *problems = api->get_problems (api->plugin);

  haven_gtk_rows_clear (lists->rows);
  for (guint i = 0; i < all->len; i++)
    if (is_own (all->pdata[i]))
      add_list (lists, all->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    if (!is_own (all->pdata[i]))
      add_list (lists, all->pdata[i]);
  for (guint i = 0; i < problems->len; i++)
    haven_gtk_rows_add (lists->rows, ((const GError *)problems->pdata[i])->message, NULL);
  haven_gtk_rows_done (lists->rows, _ ("No list is followed."));
}

static GtkWidget *
new_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_width_chars (GTK_ENTRY (entry), 26);
  gtk_widget_set_name (entry, name);
  return entry;
}

static void
on_destroy (GtkWidget *box, gpointer user_data)
{
  Lists *lists = user_data;

  if (lists->gtk->lists == lists)
    lists->gtk->lists = NULL;
}

static GtkWidget *
new_category (void)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo),
                                    haven_taxonomy_title (HAVEN_KIND_LINK, categories[i]));
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), 0);
  gtk_widget_set_name (combo, "haven-list-category");
  return combo;
}

static void
add_beside (GtkWidget *box, const char *label, GtkWidget *control, GtkWidget *button)
{
  GtkWidget *row = haven_gtk_field (label, control);

  if (button != NULL)
    gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
}

/**
 * haven_gtk_lists_new:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): the lists of sites, how loud each is, and how more come in
 */
GtkWidget *
haven_gtk_lists_new (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  Lists *lists = g_new0 (Lists, 1);

  lists->gtk = gtk;
  gtk->lists = lists;
  lists->rows = haven_gtk_rows_new ("haven-lists", 150);
  haven_gtk_rows_set_width (lists->rows, 205);
  lists->category = new_category ();
  lists->address = new_entry ("haven-list-address");
  lists->key = new_entry ("haven-list-key");
  lists->said = haven_gtk_sentence (NULL);
  lists->fetch = haven_gtk_button (_ ("_Fetch now"), "haven-list-fetch", G_CALLBACK (on_fetch), lists);
  haven_gtk_set_width (lists->said, 430);
  g_object_set_data_full (G_OBJECT (box), "haven-lists", lists, g_free);
  g_signal_connect (box, "destroy", G_CALLBACK (on_destroy), lists);
  gtk_container_set_border_width (GTK_CONTAINER (box), 6);
  gtk_box_pack_start (GTK_BOX (box), lists->rows, TRUE, TRUE, 0);
  add_beside (box, _ ("From a file, read _as"), lists->category,
              haven_gtk_button (_ ("_Take in…"), "haven-list-file", G_CALLBACK (on_take_file), lists));
  add_beside (box, _ ("From a_n address (https)"), lists->address, NULL);
  add_beside (box, _ ("with its minisign ke_y"), lists->key, lists->fetch);
  gtk_box_pack_start (GTK_BOX (box), lists->said, FALSE, FALSE, 0);
  fill (lists);
  return box;
}

/**
 * haven_gtk_lists_update:
 * @gtk: the Pidgin part
 *
 * Shows what is followed now, where the page is on the screen.
 */
void
haven_gtk_lists_update (HavenGtk *gtk)
{
  if (gtk->lists != NULL)
    fill (gtk->lists);
}
