/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-names.h"
#include "haven-gtk-veil.h"

/*
 * Plugins that show the last conversation again (history and its relatives) write the log into the window
 * when a conversation is made, without any signal. So the window is read once, after them.
 */

/* Of a longer log, as a room has that was open for weeks, only its end is read, and shown. */
#define MAX_LINES 2000

/* "(20:22:49) sam: words": the offset of the first word in characters, and who wrote it. A line of several
 * has none of this and is judged whole. */
static int
skip_author (const char *line, char **sender)
{
  const char *close = line[0] == '(' ? strchr (line, ')') : NULL;
  const char *colon = close != NULL ? strstr (close, ": ") : NULL;

  *sender = NULL;
  if (close == NULL || close - line > 40 || colon == NULL || colon - close > 80)
    return 0;
  *sender = g_strndup (close + 1, colon - close - 1);
  g_strstrip (*sender);
  return (int)g_utf8_pointer_to_offset (line, colon + 2);
}

/* A log says nobody's id, only the name that was shown: that is judged, as it is in front of a line of today.
 */
static void
scan_name (HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, int number, const char *name)
{
  GtkTextIter start;
  GtkTextMark *from;

  gtk_text_buffer_get_iter_at_line (imhtml->text_buffer, &start, number);
  from = gtk_text_buffer_create_mark (imhtml->text_buffer, NULL, &start, TRUE);
  haven_gtk_names_line (gtk, conversation, imhtml, name, from);
  gtk_text_buffer_delete_mark (imhtml->text_buffer, from);
}

/* Returns: (transfer full) (nullable): who wrote the line, when it says so */
static char *
scan_line (HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, int number)
{
  g_autofree char *line = NULL;
  g_autofree char *sender = NULL;
  g_autofree char *markup = NULL;
  g_autoptr (HavenVerdict) verdict = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (imhtml->text_buffer, &start, number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (gtk_text_iter_equal (&start, &end))
    return NULL;
  line = gtk_text_buffer_get_text (imhtml->text_buffer, &start, &end, TRUE);
  gtk_text_iter_forward_chars (&start, skip_author (line, &sender));
  if (gtk_text_iter_compare (&start, &end) >= 0)
    return g_steal_pointer (&sender);
  markup = gtk_imhtml_get_markup_range (imhtml, &start, &end);
  verdict = gtk->api->judge_line (gtk->api->plugin, conversation, NULL, markup);
  if (verdict != NULL && verdict->action != HAVEN_ACTION_SHOW)
    haven_gtk_veil_place (haven_gtk_veil_of_line (gtk, sender, markup, verdict), conversation, imhtml, &start,
                          &end);
  return g_steal_pointer (&sender);
}

/* Returns: whether it was longer than is read */
static gboolean
cut (GtkIMHtml *imhtml)
{
  int too_many = gtk_text_buffer_get_line_count (imhtml->text_buffer) - MAX_LINES;
  GtkTextIter start;
  GtkTextIter end;

  if (too_many <= 0)
    return FALSE;
  gtk_text_buffer_get_start_iter (imhtml->text_buffer, &start);
  gtk_text_buffer_get_iter_at_line (imhtml->text_buffer, &end, too_many);
  gtk_imhtml_delete (imhtml, &start, &end);
  return TRUE;
}

static void
say_cut (GtkIMHtml *imhtml)
{
  g_autofree char *words = g_strconcat (_ ("Earlier lines stand in the log."), "\n", NULL);
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (imhtml->text_buffer, &start);
  gtk_text_buffer_insert (imhtml->text_buffer, &start, words, -1);
}

/**
 * haven_gtk_history_scan:
 * @gtk: the Pidgin part
 * @conversation: a conversation that was just made
 *
 * Veils what other plugins have already written into its window.
 */
void
haven_gtk_history_scan (HavenGtk *gtk, PurpleConversation *conversation)
{
  PidginConversation *gtkconv = PIDGIN_CONVERSATION (conversation);
  GtkIMHtml *imhtml;
  gboolean is_cut;

  /* a second conversation with the same contact shares the text, and its veils are already there */
  if (gtkconv == NULL || g_list_length (gtkconv->convs) > 1)
    return;
  imhtml = GTK_IMHTML (gtkconv->imhtml);
  if (gtk_text_buffer_get_char_count (imhtml->text_buffer) == 0)
    return;
  is_cut = cut (imhtml);
  /* from the end, so that what is put in does not move the lines that are still to be read */
  for (int i = gtk_text_buffer_get_line_count (imhtml->text_buffer) - 1; i >= 0; i--) {
    g_autofree char *sender = scan_line (gtk, conversation, imhtml, i);

    scan_name (gtk, conversation, imhtml, i, sender);
  }
  if (is_cut)
    say_cut (imhtml);
}
