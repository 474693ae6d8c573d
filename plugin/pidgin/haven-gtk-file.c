/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-file.h"

#include <glib/gi18n-lib.h>

/* The only place that asks for the name of a file. */

static char *
run (GtkWidget *dialog)
{
  g_autoptr (GObject) own = NULL;
  char *path = NULL;

  own = g_object_ref (G_OBJECT (dialog)); /* it may be destroyed before it is answered */
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  if (gtk_dialog_run (GTK_DIALOG (dialog)) == GTK_RESPONSE_ACCEPT)
    path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));
  gtk_widget_destroy (dialog);
  return path;
}

static const char *
documents (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : g_get_home_dir ();
}

/* It goes with the window that asks, and answers with no file then: whoever asked may be gone. */
static GtkWidget *
new_dialog (GtkWidget *widget, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkWidget *dialog =
      gtk_file_chooser_dialog_new (title, GTK_WINDOW (gtk_widget_get_toplevel (widget)), action,
                                   _ ("_Cancel"), GTK_RESPONSE_CANCEL, accept, GTK_RESPONSE_ACCEPT, NULL);

  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-file");
  /* GTK begins with the files used last, where nothing can be saved and no name can be typed */
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), documents ());
  return dialog;
}

/**
 * haven_gtk_choose_file:
 * @widget: something in the window that asks
 * @title: what for
 *
 * Returns: (transfer full) (nullable): a file that is there
 */
char *
haven_gtk_choose_file (GtkWidget *widget, const char *title)
{
  return run (new_dialog (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open")));
}

/**
 * haven_gtk_choose_new_file:
 * @widget: something in the window that asks
 * @title: what for
 * @name: how it is called unless the user says otherwise
 *
 * Returns: (transfer full) (nullable): where to write
 */
char *
haven_gtk_choose_new_file (GtkWidget *widget, const char *title, const char *name)
{
  GtkWidget *dialog = new_dialog (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));

  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  return run (dialog);
}
