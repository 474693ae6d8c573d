/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-line.h"

#include <string.h>

#include "haven-gtk-collapse.h"
#include "haven-gtk-mark.h"
#include "haven-gtk-names.h"
#include "haven-gtk-notes.h"
#include "haven-gtk-veil.h"

#define WAITING "haven-gtk-waiting"

/* What displaying-* leaves for displayed-*, which follows at once for the same conversation. */
typedef struct {
  HavenGtkVeil *veil; /* (nullable): in gtk->veils */
  GtkTextMark *from;  /* where the line will begin */
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (!gtk_text_mark_get_deleted (waiting->from))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (waiting->from), waiting->from);
  g_object_unref (waiting->from);
  g_free (waiting);
}

static HavenVeil *
find_core_veil (HavenGtk *gtk, PurpleConversation *conversation, const char *text)
{
  HavenVeil *veil = gtk->api->current_veil (gtk->api->plugin, conversation);

  /* a window that is made late is filled from the history of messages, which holds placeholders */
  if (veil == NULL && strstr (text, "haven-") != NULL)
    veil = gtk->api->find_veil (gtk->api->plugin, conversation, text);
  return veil;
}

/**
 * haven_gtk_line_displaying:
 * @account: the account
 * @who: who wrote the line
 * @text: (inout): its markup
 * @conversation: where it will stand
 * @flags: message flags
 * @gtk: the Pidgin part
 *
 * Puts a marker in the place of a veiled text, so that the text never enters the window.
 *
 * Returns: %FALSE: the line is shown
 */
gboolean
haven_gtk_line_displaying (PurpleAccount *account,
                           const char *who,
                           char **text,
                           PurpleConversation *conversation,
                           int flags,
                           gpointer gtk)
{
  PidginConversation *gtkconv = PIDGIN_CONVERSATION (conversation);
  HavenVeil *core;
  Waiting *waiting;
  GtkTextIter end;

  if (gtkconv == NULL || text == NULL || *text == NULL)
    return FALSE;
  core = find_core_veil (gtk, conversation, *text);
  waiting = g_new0 (Waiting, 1);
  gtk_text_buffer_get_end_iter (GTK_IMHTML (gtkconv->imhtml)->text_buffer, &end);
  waiting->from = g_object_ref (
      gtk_text_buffer_create_mark (GTK_IMHTML (gtkconv->imhtml)->text_buffer, NULL, &end, TRUE));
  g_object_set_data_full (G_OBJECT (gtkconv->imhtml), WAITING, waiting, waiting_free);
  if (core == NULL)
    return FALSE;
  waiting->veil = haven_gtk_veil_of_core (gtk, core);
  g_free (*text);
  *text =
      g_strdup (g_str_has_prefix (core->placeholder, "/me ") ? "/me " HAVEN_GTK_MARKER : HAVEN_GTK_MARKER);
  return FALSE;
}

static void
place_veil (HavenGtkVeil *veil, PurpleConversation *conversation, GtkIMHtml *imhtml, GtkTextMark *from)
{
  GtkTextIter limit;
  GtkTextIter end;
  GtkTextIter start;
  GtkTextIter stop;

  if (haven_gtk_collapse_take (veil, imhtml, from))
    return;
  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &limit, from);
  gtk_text_buffer_get_end_iter (imhtml->text_buffer, &end);
  if (!gtk_text_iter_backward_search (&end, HAVEN_GTK_MARKER, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &stop,
                                      &limit))
    return;
  haven_gtk_veil_place (veil, conversation, imhtml, &start, &stop);
  haven_gtk_collapse_remember (veil);
}

/* The signs behind links, and the notes below the line. What is veiled says nothing of its links until it
 * opens. */
static void
note_links (HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, GtkTextMark *from)
{
  const HavenVerdict *verdict = gtk->api->current_verdict (gtk->api->plugin, conversation);
  GtkTextMark *to;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (imhtml->text_buffer, &end);
  to = gtk_text_buffer_create_mark (imhtml->text_buffer, NULL, &end, FALSE);
  haven_gtk_mark_links (gtk, imhtml, conversation, from, to);
  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &end, to);
  gtk_text_buffer_delete_mark (imhtml->text_buffer, to);
  haven_gtk_notes_put (gtk, imhtml, &end, verdict);
}

/**
 * haven_gtk_line_displayed:
 * @account: the account
 * @who: who wrote the line
 * @text: its markup
 * @conversation: where it stands now
 * @flags: message flags
 * @gtk: the Pidgin part
 *
 * Makes the marker a veil, and writes the notes below the line.
 */
void
haven_gtk_line_displayed (PurpleAccount *account,
                          const char *who,
                          const char *text,
                          PurpleConversation *conversation,
                          int flags,
                          gpointer gtk)
{
  HavenGtk *self = gtk;
  PidginConversation *gtkconv = PIDGIN_CONVERSATION (conversation);
  GtkIMHtml *imhtml = gtkconv != NULL ? GTK_IMHTML (gtkconv->imhtml) : NULL;
  Waiting *waiting = imhtml != NULL ? g_object_get_data (G_OBJECT (imhtml), WAITING) : NULL;

  if (waiting == NULL)
    return;
  if (waiting->veil != NULL)
    place_veil (waiting->veil, conversation, imhtml, waiting->from);
  else if ((flags & PURPLE_MESSAGE_SEND) == 0)
    note_links (self, conversation, imhtml, waiting->from);
  if ((flags & PURPLE_MESSAGE_RECV) != 0)
    haven_gtk_names_line (self, conversation, imhtml, who, waiting->from);
  g_object_set_data (G_OBJECT (imhtml), WAITING, NULL);
}
