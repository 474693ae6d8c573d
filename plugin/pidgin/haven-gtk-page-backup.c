/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib/gi18n-lib.h>

#include "haven-file.h"
#include "haven-gtk-file.h"
#include "haven-gtk-prefs.h"
#include "haven-gtk-style.h"
#include "settings/haven-settings-file.h"

typedef struct {
  HavenGtk *gtk;
  GtkWidget *said;
  GtkWidget *confirm; /* "really?", hidden until it is asked */
  GtkWidget *keep;
  GtkWidget *undo;       /* hidden unless @before is there */
  HavenSettings *before; /* (nullable): what was in force before a copy was taken, as long as nothing else was
                          * chosen since */
  gboolean taking;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  haven_settings_free (backup->before);
  g_free (backup);
}

static void
on_save (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;
  g_autofree char *path =
      haven_gtk_choose_new_file (backup->said, _ ("Save a copy of the settings"), "haven-settings.json");
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (path == NULL)
    return;
  json = haven_settings_to_json (haven_gtk_settings (backup->gtk), &length);
  gtk_label_set_text (GTK_LABEL (backup->said), haven_file_write (path, json, length, &error)
                                                    ? _ ("Saved, readable by you alone.")
                                                    : error->message);
}

/* What was chosen since would be lost with what the copy brought. */
static void
forget_before (Backup *backup)
{
  g_clear_pointer (&backup->before, haven_settings_free);
  gtk_widget_hide (backup->undo);
}

static void
refresh (GtkWidget *box, gpointer user_data)
{
  Backup *backup = user_data;

  if (!backup->taking)
    forget_before (backup);
}

/* @settings: (transfer full) */
static void
take (Backup *backup, HavenSettings *settings)
{
  backup->taking = TRUE;
  haven_gtk_take_settings (backup->gtk, settings);
  backup->taking = FALSE;
}

static void
on_load (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;
  g_autofree char *path = haven_gtk_choose_file (backup->said, _ ("Take settings from a copy"));
  g_autoptr (GError) error = NULL;
  HavenSettings *settings;

  if (path == NULL)
    return;
  settings = haven_settings_load (path, &error);
  if (settings == NULL) {
    gtk_label_set_text (GTK_LABEL (backup->said), error->message);
    return;
  }
  forget_before (backup);
  backup->before = haven_settings_copy (haven_gtk_settings (backup->gtk));
  take (backup, settings);
  gtk_widget_show (backup->undo);
  gtk_label_set_text (GTK_LABEL (backup->said), _ ("These settings are in force."));
}

static void
on_undo (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;

  take (backup, g_steal_pointer (&backup->before));
  forget_before (backup);
  gtk_label_set_text (GTK_LABEL (backup->said), _ ("What you had chosen before is in force again."));
}

static void
on_wipe (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;

  gtk_widget_show (backup->confirm);
  gtk_widget_grab_focus (backup->keep);
}

static void
on_keep (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;

  gtk_widget_hide (backup->confirm);
}

static void
on_wipe_now (GtkButton *button, gpointer user_data)
{
  Backup *backup = user_data;
  const HavenPluginApi *api = backup->gtk->api;

  gtk_widget_hide (backup->confirm);
  gtk_label_set_text (GTK_LABEL (backup->said),
                      api->wipe (api->plugin) ? _ ("Everything is gone; Haven begins anew.")
                                              : _ ("Not everything could be removed: look into the folder."));
}

static GtkWidget *
build_confirm (Backup *backup)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkWidget *row = gtk_hbox_new (FALSE, 6);
  GtkWidget *words =
      haven_gtk_sentence (_ ("Held messages, evidence, what is remembered of people, packs and "
                             "lists that you added, and all that you chose go at once. None of "
                             "it can be brought back."));

  backup->keep = haven_gtk_button (_ ("_Keep it all"), "haven-wipe-keep", G_CALLBACK (on_keep), backup);
  haven_gtk_set_width (words, 430);
  gtk_box_pack_start (GTK_BOX (row), backup->keep, FALSE, FALSE, 0);
  gtk_box_pack_start (
      GTK_BOX (row),
      haven_gtk_button (_ ("Wi_pe it all now"), "haven-wipe-now", G_CALLBACK (on_wipe_now), backup), FALSE,
      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), row, FALSE, FALSE, 0);
  gtk_widget_show_all (box);
  gtk_widget_set_no_show_all (box, TRUE);
  gtk_widget_hide (box);
  return box;
}

/**
 * haven_gtk_page_backup:
 * @gtk: the Pidgin part
 *
 * Returns: (transfer floating): a copy of the settings, out and in, and the end of everything that is kept
 */
GtkWidget *
haven_gtk_page_backup (HavenGtk *gtk)
{
  GtkWidget *box = gtk_vbox_new (FALSE, 8);
  GtkWidget *copies = gtk_hbox_new (FALSE, 6);
  GtkWidget *wipe = gtk_hbox_new (FALSE, 6);
  GtkWidget *words =
      haven_gtk_sentence (_ ("A copy tells whoever reads it which topics you chose, and your own words and "
                             "facts are only sealed in it, not encrypted. Keep it where nobody else looks."));
  Backup *backup = g_new0 (Backup, 1);

  backup->gtk = gtk;
  backup->said = haven_gtk_sentence ("");
  gtk_widget_set_name (backup->said, "haven-backup-said");
  haven_gtk_set_width (backup->said, 430);
  haven_gtk_set_width (words, 430);
  g_object_set_data_full (G_OBJECT (box), "haven-backup", backup, backup_free);
  haven_gtk_prefs_follow (box, refresh, backup);
  backup->confirm = build_confirm (backup);
  gtk_box_pack_start (GTK_BOX (copies),
                      haven_gtk_button (_ ("_Save a copy…"), "haven-save", G_CALLBACK (on_save), backup),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (copies),
                      haven_gtk_button (_ ("_Take in a copy…"), "haven-load", G_CALLBACK (on_load), backup),
                      FALSE, FALSE, 0);
  backup->undo = haven_gtk_button (_ ("_Undo"), "haven-load-undo", G_CALLBACK (on_undo), backup);
  gtk_widget_set_no_show_all (backup->undo, TRUE);
  gtk_box_pack_start (GTK_BOX (copies), backup->undo, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (wipe),
                      haven_gtk_button (_ ("_Wipe everything…"), "haven-wipe", G_CALLBACK (on_wipe), backup),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), words, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), copies, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), gtk_hseparator_new (), FALSE, FALSE, 8);
  gtk_box_pack_start (GTK_BOX (box), wipe, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), backup->confirm, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), backup->said, FALSE, FALSE, 0);
  return box;
}
