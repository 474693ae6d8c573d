/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-block.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-style.h"

typedef struct {
  HavenGtk *gtk;
  char *account;
  char *who;
} Block;

static void
on_block_answer (GtkDialog *dialog, int response, gpointer data)
{
  Block *block = data;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT &&
      !block->gtk->api->set_blocked (block->gtk->api->plugin, block->account, block->who, TRUE, &error))
    purple_notify_warning (block->gtk->handle, _ ("Haven"), error->message, NULL);
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
block_free (gpointer data, GClosure *closure)
{
  Block *block = data;

  g_free (block->account);
  g_free (block->who);
  g_free (block);
}

/**
 * haven_gtk_block_ask:
 * @gtk: the Pidgin part
 * @parent: the window it belongs to
 * @account: "protocol:username"
 * @who: somebody on it
 * @words: what a block would do and what they will notice
 *
 * Asks before the server is told to refuse somebody. Enter goes back: this is the one thing here that others
 * may notice.
 */
void
haven_gtk_block_ask (
    HavenGtk *gtk, GtkWindow *parent, const char *account, const char *who, const char *words)
{
  GtkWidget *dialog = gtk_dialog_new_with_buttons (_ ("Haven: block"), parent, GTK_DIALOG_DESTROY_WITH_PARENT,
                                                   GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL, _ ("_Block"),
                                                   GTK_RESPONSE_ACCEPT, NULL);
  GtkWidget *label = haven_gtk_sentence (words);
  GtkWidget *room = gtk_vbox_new (FALSE, 0);
  Block *block = g_new0 (Block, 1);

  block->gtk = gtk;
  block->account = g_strdup (account);
  block->who = g_strdup (who);
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-block");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  gtk_widget_set_size_request (label, 420, -1);
  /* the padding of a label is taken from the width in which its words are broken */
  gtk_container_set_border_width (GTK_CONTAINER (room), 12);
  gtk_container_add (GTK_CONTAINER (room), label);
  gtk_container_add (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), room);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_block_answer), block, block_free, 0);
  gtk_widget_show_all (dialog);
}
