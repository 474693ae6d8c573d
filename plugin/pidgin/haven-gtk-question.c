/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-question.h"

#include "haven-gtk-style.h"

/* The question before what cannot be taken back, or what others may notice. */

typedef struct {
  void (*act) (gpointer data);
  GDestroyNotify free_data;
  gpointer data;
} Answer;

static void
answer_free (gpointer data, GClosure *closure)
{
  Answer *answer = data;

  if (answer->free_data != NULL)
    answer->free_data (answer->data);
  g_free (answer);
}

static void
on_response (GtkDialog *dialog, int response, gpointer data)
{
  const Answer *answer = data;

  if (response == GTK_RESPONSE_ACCEPT)
    answer->act (answer->data);
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

/**
 * haven_gtk_question_ask:
 * @parent: the window it belongs to, and goes with
 * @question: what is asked
 * @data: (transfer full): for the question's functions
 *
 * Asks, and does it when the answer is yes. Enter and Escape go back.
 */
void
haven_gtk_question_ask (GtkWindow *parent, const HavenGtkQuestion *question, gpointer data)
{
  GtkWidget *dialog =
      gtk_dialog_new_with_buttons (question->title, parent, GTK_DIALOG_DESTROY_WITH_PARENT, GTK_STOCK_CANCEL,
                                   GTK_RESPONSE_CANCEL, question->verb, GTK_RESPONSE_ACCEPT, NULL);
  GtkWidget *label = haven_gtk_sentence (question->words);
  GtkWidget *room = gtk_vbox_new (FALSE, 0);
  Answer *answer = g_new0 (Answer, 1);

  *answer = (Answer){question->act, question->free_data, data};
  gtk_window_set_role (GTK_WINDOW (dialog), question->role);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  haven_gtk_set_width (label, 420);
  /* the padding of a label is taken from the width in which its words are broken */
  gtk_container_set_border_width (GTK_CONTAINER (room), 12);
  gtk_container_add (GTK_CONTAINER (room), label);
  gtk_container_add (GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), room);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), answer, answer_free, 0);
  gtk_widget_show_all (dialog);
}
