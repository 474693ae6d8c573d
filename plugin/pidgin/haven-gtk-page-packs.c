/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-data-path.h"
#include "haven-gtk-file.h"
#include "haven-gtk-lists.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"
#include "haven-locale.h"
#include "haven-taxonomy.h"
#include "match/haven-heads.h"
#include "match/haven-pack-shelf.h"
#include "settings/haven-settings.h"

#define ID_KEY "haven-pack"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *said;
  gboolean filled;
} Packs;

static gboolean
is_off (const HavenSettings *settings, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func (settings->packs_off, id, g_str_equal, index);
}

static void
on_toggled (GtkToggleButton *button, gpointer user_data)
{
  Packs *packs = user_data;
  const char *id = g_object_get_data (G_OBJECT (button), ID_KEY);
  g_autoptr (HavenSettings) settings = haven_settings_copy (haven_gtk_settings (packs->gtk));
  gboolean on = gtk_toggle_button_get_active (button);
  guint index = 0;

  if (on && is_off (settings, id, &index))
    g_ptr_array_remove_index (settings->packs_off, index);
  else if (!on && !is_off (settings, id, NULL))
    g_ptr_array_add (settings->packs_off, g_strdup (id));
  haven_gtk_take_settings (packs->gtk, g_steal_pointer (&settings));
}

static void
refresh (GtkWidget *on, gpointer user_data)
{
  Packs *packs = user_data;
  const char *id = g_object_get_data (G_OBJECT (on), ID_KEY);

  g_signal_handlers_block_by_func (on, on_toggled, packs);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (on), !is_off (haven_gtk_settings (packs->gtk), id, NULL));
  g_signal_handlers_unblock_by_func (on, on_toggled, packs);
}

static const char *
title_of (const HavenPack *pack)
{
  return haven_locale_title (haven_pack_get_title (pack));
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (title_of (*(HavenPack *const *)a), title_of (*(HavenPack *const *)b));
}

static char *
own_directory (void)
{
  return g_build_filename (purple_user_dir (), "haven", "packs", NULL);
}

static void on_remove (GtkButton *button, gpointer user_data);

/* One that was taken in can go again. */
static GtkWidget *
with_remove (Packs *self, const HavenPack *pack, GtkWidget *on)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 6);
  GtkWidget *button = haven_gtk_button (_ ("Remove"), "haven-pack-remove", G_CALLBACK (on_remove), self);

  atk_object_set_description (gtk_widget_get_accessible (button), title_of (pack));
  g_object_set_data_full (G_OBJECT (button), ID_KEY, g_strdup (haven_pack_get_id (pack)), g_free);
  gtk_box_pack_start (GTK_BOX (row), on, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
  return row;
}

static void
add_pack (Packs *self, const HavenPack *pack, const char *whose)
{
  g_autofree char *own = own_directory ();
  const char *id = haven_pack_get_id (pack);
  GtkWidget *on = gtk_check_button_new_with_label (_ ("on"));
  g_autofree char *words =
      g_strdup_printf ("%s, %s%s", title_of (pack), haven_pack_get_version (pack), whose);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (on), !is_off (haven_gtk_settings (self->gtk), id, NULL));
  gtk_widget_set_name (on, id);
  atk_object_set_name (gtk_widget_get_accessible (on), title_of (pack));
  g_object_set_data_full (G_OBJECT (on), ID_KEY, g_strdup (id), g_free);
  g_signal_connect (on, "toggled", G_CALLBACK (on_toggled), self);
  haven_gtk_prefs_follow (on, refresh, self);
  if (*whose != '\0' && haven_pack_shelf_has (own, id))
    on = with_remove (self, pack, on);
  haven_gtk_rows_add (self->rows, words, on);
}

/* Every pack of a directory that notices anything, also one that is switched off and so not in the engine. */
static void
add_directory (Packs *self, const char *directory, HavenHeads *heads, const char *whose)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) packs = NULL;

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    return;
  packs = haven_packs_load_directory (directory, heads, problems);
  g_ptr_array_sort (packs, compare_titles);
  for (guint i = 0; i < packs->len; i++) {
    const HavenPack *pack = packs->pdata[i];

    /* A part goes with its whole, which has the switch. */
    if (haven_pack_has_rules (pack) && g_str_equal (haven_pack_get_id (pack), haven_pack_get_whole (pack)))
      add_pack (self, pack, whose);
  }
  for (guint i = 0; i < problems->len; i++)
    haven_gtk_rows_add (self->rows, ((GError *)problems->pdata[i])->message, NULL);
}

static void
fill (Packs *packs)
{
  g_autofree char *installed = haven_data_path ("packs");
  g_autofree char *own = own_directory ();
  g_autofree char *cache = g_build_filename (purple_user_dir (), "haven", "cache", NULL);
  g_autoptr (HavenHeads) heads = haven_heads_new (cache);

  haven_gtk_rows_clear (packs->rows);
  add_directory (packs, own, heads, _ (", your own"));
  add_directory (packs, installed, heads, "");
  haven_gtk_rows_done (packs->rows, _ ("There are no packs."));
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  Packs *packs = user_data;
  g_autofree char *own = own_directory ();
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), ID_KEY)); /* the button goes */
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (haven_pack_shelf_remove (own, id, &error)) {
    packs->gtk->api->reload_beside (packs->gtk->api->plugin);
    text = g_strdup (_ ("Removed. In a moment it is not in force any more."));
  } else {
    text = g_strdup (error->message);
  }
  fill (packs);
  gtk_label_set_text (GTK_LABEL (packs->said), text);
}

/* Reading packs takes a moment: only who looks at the page waits for it. */
static void
on_map (GtkWidget *box, gpointer user_data)
{
  Packs *packs = user_data;

  if (!packs->filled)
    fill (packs);
  packs->filled = TRUE;
}

/* A pack sees a topic, and what is covered is still for its user to choose: one that does nothing looks
 * broken. */
static char *
describe_taken (const Packs *packs, HavenPack *pack)
{
  const HavenSettings *settings = haven_gtk_settings (packs->gtk);
  g_autoptr (GPtrArray) topics = haven_pack_list_topics (pack);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is taken in. In a moment it is in force."), title_of (pack));

  for (guint i = 0; i < topics->len; i++) {
    const char *topic = topics->pdata[i];

    if (haven_settings_topic (settings, NULL, NULL, topic).depth == HAVEN_DEPTH_NONE)
      g_string_append_printf (left, "%s%s", left->len > 0 ? ", " : "",
                              haven_taxonomy_title (HAVEN_KIND_CONTENT, topic));
  }
  if (left->len == 0)
    return g_steal_pointer (&text);
  /* Translators: what follows is one topic, or several with commas between them */
  return g_strdup_printf (_ ("%s Nothing is covered for it yet: choose its topic on the page Topics (%s)."),
                          text, left->str);
}

static void
on_take (GtkButton *button, gpointer user_data)
{
  Packs *packs = user_data;
  g_autofree char *path = haven_gtk_choose_file (packs->said, _ ("Take in a pack"));
  g_autofree char *directory = own_directory ();
  g_autofree char *installed = haven_data_path ("packs");
  g_autofree char *text = NULL;
  g_autoptr (HavenPack) pack = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  pack = haven_pack_shelf_take (directory, installed, path, &error);
  if (pack != NULL) {
    packs->gtk->api->reload_beside (packs->gtk->api->plugin);
    fill (packs);
    text = describe_taken (packs, pack);
  } else {
    text = g_strdup_printf (_ ("Not taken in, and nothing was changed: %s"), error->message);
  }
  gtk_label_set_text (GTK_LABEL (packs->said), text);
}

static GtkWidget *
build_packs (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *take = gtk_hbox_new (FALSE, 6);
  Packs *packs = g_new0 (Packs, 1);

  packs->gtk = gtk;
  packs->rows = haven_gtk_rows_new ("haven-packs", 200);
  packs->said = haven_gtk_sentence (NULL);
  haven_gtk_set_width (packs->said, 430);
  g_object_set_data_full (G_OBJECT (box), "haven-packs", packs, g_free);
  g_signal_connect (box, "map", G_CALLBACK (on_map), packs);
  gtk_container_set_border_width (GTK_CONTAINER (box), 6);
  gtk_box_pack_start (
      GTK_BOX (take),
      haven_gtk_button (_ ("_Take in a file…"), "haven-pack-file", G_CALLBACK (on_take), packs), FALSE, FALSE,
      0);
  gtk_box_pack_start (GTK_BOX (box), packs->rows, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), take, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), packs->said, FALSE, FALSE, 0);
  return box;
}

/**
 * haven_gtk_page_packs:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): every pack with its switch and every list with how loud it is, and how more
 *   of both come in
 */
GtkWidget *
haven_gtk_page_packs (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *tabs = gtk_notebook_new ();
  g_autofree char *own = g_build_filename (purple_user_dir (), "haven", NULL);
  g_autofree char *words =
      g_strdup_printf (_ ("Your own stand in %s, in packs and in lists. They are read anew "
                          "whenever something changes there."),
                       own);
  GtkWidget *where = haven_gtk_sentence (words);

  haven_gtk_set_width (where, 430);
  gtk_widget_set_name (tabs, "haven-packs-and-lists");
  gtk_notebook_append_page (GTK_NOTEBOOK (tabs), build_packs (gtk), gtk_label_new (_ ("Packs")));
  gtk_notebook_append_page (GTK_NOTEBOOK (tabs), haven_gtk_lists_new (gtk),
                            gtk_label_new (_ ("Lists of sites")));
  gtk_box_pack_start (GTK_BOX (box), tabs, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), where, FALSE, FALSE, 0);
  return box;
}
