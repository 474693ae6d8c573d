/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-room-pass.h"

#include <glib/gi18n-lib.h>

#include "haven-file.h"
#include "haven-gtk-file.h"
#include "haven-gtk-style.h"
#include "settings/haven-room-pass.h"

/* Before the card of a room is handed on: what the file will hold, to be looked at, and under which name. */

#define WIDTH 420

typedef struct {
  HavenRoomCard *card;
  char *room;
  GtkWidget *dialog; /* NULL when it is gone */
  GtkWidget *from;
  GtkWidget *status;
} Pass;

static void
pass_free (gpointer data)
{
  Pass *pass = data;

  haven_room_card_free (pass->card);
  g_free (pass->room);
  g_free (pass);
}

/* A room's name may hold what no file's can. */
static char *
name_for_file (const char *room)
{
  g_autofree char *name = g_strdup (room);

  for (char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && (guchar)*at < 0x80)
      *at = '-';
  return g_strdup_printf ("room-card-%s.json", name);
}

/* FALSE when the dialog is to stay: no file was chosen, or it could not be written. */
static gboolean
save (const Pass *pass)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  gsize length = 0;
  g_autofree char *json = haven_room_pass_to_json (
      pass->card, pass->room, gtk_entry_get_text (GTK_ENTRY (pass->from)), today, &length);
  g_autofree char *name = name_for_file (pass->room);
  /* it may be closed while a file is chosen, and @pass would end with it */
  g_autoptr (GObject) dialog = g_object_ref (G_OBJECT (pass->dialog));
  g_autofree char *path = haven_gtk_choose_new_file (GTK_WIDGET (dialog), _ ("Save the room card"), name);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return FALSE;
  if (haven_file_write (path, json, length, &error))
    return TRUE;
  if (pass->dialog != NULL)
    gtk_label_set_text (GTK_LABEL (pass->status), error->message);
  return FALSE;
}

static void
on_response (GtkDialog *dialog, int response, gpointer pass)
{
  if (response != GTK_RESPONSE_OK || save (pass))
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static GtkWidget *
new_preview (const HavenRoomCard *card)
{
  const HavenRoomNoteInfo *notes = haven_room_notes_get ();
  GtkWidget *box = gtk_vbox_new (FALSE, 4);
  GtkWidget *frame = gtk_frame_new (_ ("The file will hold"));

  for (guint i = 0; i < HAVEN_N_ROOM_NOTES; i++) {
    g_autofree char *words =
        card->notes[i] != NULL ? g_strdup_printf ("%s: %s", _ (notes[i].title), card->notes[i]) : NULL;
    GtkWidget *line;

    if (words == NULL)
      continue;
    line = haven_gtk_sentence (words);
    haven_gtk_set_width (line, WIDTH);
    gtk_box_pack_start (GTK_BOX (box), line, FALSE, FALSE, 0);
  }
  gtk_container_set_border_width (GTK_CONTAINER (box), 8);
  gtk_container_add (GTK_CONTAINER (frame), box);
  gtk_widget_set_name (frame, "haven-room-pass-preview");
  return frame;
}

static GtkWidget *
new_from (Pass *pass)
{
  GtkWidget *row = gtk_hbox_new (FALSE, 8);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("In the _name of"));

  pass->from = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (pass->from), TRUE);
  gtk_widget_set_name (pass->from, "haven-room-pass-from");
  gtk_widget_set_tooltip_text (pass->from, _ ("Any name that whoever gets it knows you by, or nothing"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), pass->from);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), pass->from, TRUE, TRUE, 0);
  return row;
}

/**
 * haven_gtk_room_pass_ask:
 * @parent: the room's card
 * @card: what is noted there now
 * @room: the room's name as its server knows it
 *
 * Shows what can be handed on, and saves it on the user's word.
 */
void
haven_gtk_room_pass_ask (GtkWindow *parent, const HavenRoomCard *card, const char *room)
{
  Pass *pass = g_new0 (Pass, 1);
  GtkWidget *dialog =
      gtk_dialog_new_with_buttons (_ ("Haven: pass on a room card"), parent, GTK_DIALOG_DESTROY_WITH_PARENT,
                                   _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Save…"), GTK_RESPONSE_OK, NULL);
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (dialog));

  pass->card = haven_room_card_copy (card);
  pass->room = g_strdup (room);
  pass->dialog = dialog;
  pass->status =
      haven_gtk_sentence (_ ("Whether you would share there and when you look again stay with you. The "
                             "file has the room's name and the day in it. It goes to nobody until you "
                             "give it to somebody."));
  haven_gtk_set_width (pass->status, WIDTH);
  gtk_window_set_role (GTK_WINDOW (dialog), "haven-room-pass");
  gtk_container_set_border_width (GTK_CONTAINER (dialog), 8);
  gtk_box_set_spacing (GTK_BOX (box), 8);
  gtk_box_pack_start (GTK_BOX (box), new_preview (card), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_from (pass), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), pass->status, FALSE, FALSE, 0);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_object_set_data_full (G_OBJECT (dialog), "haven-room-pass", pass, pass_free);
  g_signal_connect (dialog, "destroy", G_CALLBACK (gtk_widget_destroyed), &pass->dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), pass);
  gtk_widget_grab_focus (pass->from);
  gtk_widget_show_all (dialog);
}
