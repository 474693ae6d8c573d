/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-gtk-evidence.h"
#include "haven-gtk-held.h"
#include "haven-gtk-preference.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-rows.h"
#include "haven-gtk-style.h"

#define ID_KEY "haven-id"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *rows;
  GtkWidget *said;
  GtkWidget *show;
} Page;

static void fill (Page *page);

static void
on_release (GtkButton *button, gpointer user_data)
{
  Page *page = user_data;
  const HavenPluginApi *api = page->gtk->api;
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), ID_KEY));
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  if (!api->release_person (api->plugin, id, &error))
    said =
        g_strdup_printf (_ ("Not all that was held could be shown: %s. It is still there."), error->message);
  gtk_label_set_text (GTK_LABEL (page->said),
                      said != NULL ? said : _ ("Released: they can reach you again. Nobody was told."));
  fill (page);
  gtk_widget_grab_focus (page->show);
}

static char *
describe (const HavenPluginApi *api, const HavenAside *aside)
{
  g_autofree char *name = api->show_name (api->plugin, aside->account, aside->name);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (aside->until / G_USEC_PER_SEC);
  g_autofree char *stamp = end != NULL ? g_date_time_format (end, "%F %R") : g_strdup ("");

  return aside->muted || aside->until == 0 ? g_strdup_printf (_ ("%s: muted until you release them"), name)
                                           : g_strdup_printf (_ ("%s: held until %s"), name, stamp);
}

static void
fill (Page *page)
{
  const HavenPluginApi *api = page->gtk->api;
  g_autoptr (GPtrArray) list = api->list_aside (api->plugin);

  haven_gtk_rows_clear (page->rows);
  for (guint i = 0; i < list->len; i++) {
    const HavenAside *aside = list->pdata[i];
    g_autofree char *words = describe (api, aside);
    GtkWidget *button =
        haven_gtk_button (_ ("Release"), "haven-release-person", G_CALLBACK (on_release), page);

    g_object_set_data_full (G_OBJECT (button), ID_KEY, g_strdup (aside->id), g_free);
    haven_gtk_rows_add (page->rows, words, button);
  }
  haven_gtk_rows_done (page->rows, _ ("Nobody is held or muted."));
}

static void
refresh (GtkWidget *box, gpointer page)
{
  fill (page);
}

/* A hold ends by itself. */
static void
on_map (GtkWidget *box, gpointer user_data)
{
  Page *page = user_data;

  gtk_label_set_text (GTK_LABEL (page->said), "");
  fill (page);
}

static void
on_show (GtkButton *button, gpointer gtk)
{
  haven_gtk_held_show (gtk);
}

static void
on_evidence (GtkButton *button, gpointer gtk)
{
  haven_gtk_evidence_show (gtk, NULL);
}

/**
 * haven_gtk_page_held:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): how long held messages are kept, evidence, and the way to both; who is
 *   held or muted, each with a way back
 */
GtkWidget *
haven_gtk_page_held (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  Page *page = g_new0 (Page, 1);
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *words = haven_gtk_sentence (_ ("Who writes to you in anger once is only covered. Who goes on is "
                                            "held for an hour, then for a day, then "
                                            "until further notice. Your contacts are never held."));

  page->gtk = gtk;
  page->rows = haven_gtk_rows_new ("haven-aside", 90);
  page->said = haven_gtk_sentence ("");
  page->show = haven_gtk_button (_ ("_Held messages…"), "haven-show-held", G_CALLBACK (on_show), gtk);
  g_object_set_data_full (G_OBJECT (box), "haven-held-page", page, g_free);
  g_signal_connect (box, "map", G_CALLBACK (on_map), page);
  haven_gtk_prefs_follow (box, refresh, page);
  haven_gtk_set_width (words, 430);
  haven_gtk_set_width (page->said, 430);
  gtk_box_pack_start (GTK_BOX (row), page->show, FALSE, FALSE, 0);
  gtk_box_pack_start (
      GTK_BOX (row),
      haven_gtk_button (_ ("E_vidence…"), "haven-show-evidence", G_CALLBACK (on_evidence), gtk), FALSE, FALSE,
      0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  haven_gtk_preferences_add (box, gtk, HAVEN_SECTION_HELD);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), haven_gtk_sentence (_ ("Who is held or muted now:")), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), page->rows, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), page->said, FALSE, FALSE, 0);
  fill (page);
  return box;
}
