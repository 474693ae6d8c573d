/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-names.h"
#include "haven-gtk-veil.h"
#include "text/haven-log-lines.h"

/*
 * Plugins that show the last conversation again (history and its relatives) write the log into the window
 * when a conversation is made, without any signal. So the window is read once, after them.
 */

/* Of a longer log, as a room has that was open for weeks, only its end is read, and shown. */
#define MAX_LINES 2000

/* What stands in one line of the window, which nobody wrote while Haven listened. */
typedef struct {
  char *sender; /* nullable: the name in front of it; a line of several has none, and is judged whole */
  char *markup; /* nullable: the words behind that name */
  int skip;     /* characters before them */
  HavenVerdict *verdict; /* nullable */
} Line;

static void
line_clear (gpointer data)
{
  Line *line = data;

  g_free (line->sender);
  g_free (line->markup);
  haven_verdict_free (line->verdict);
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

static void
find_words (GtkIMHtml *imhtml, int number, int skip, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (imhtml->text_buffer, start, number);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  gtk_text_iter_forward_chars (start, skip);
}

static Line
read_line (HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, int number)
{
  g_autofree char *text = NULL;
  HavenLogLines log;
  GtkTextIter start;
  GtkTextIter end;
  Line line = {0};

  find_words (imhtml, number, 0, &start, &end);
  if (gtk_text_iter_equal (&start, &end))
    return line;
  text = gtk_text_buffer_get_text (imhtml->text_buffer, &start, &end, TRUE);
  log = haven_log_lines (text);
  haven_log_lines_next (&log);
  if (log.words > log.start)
    line.sender = g_strstrip (g_strndup (text + log.name, log.name_end - log.name));
  line.skip = (int)g_utf8_strlen (text, (gssize)log.words);
  find_words (imhtml, number, line.skip, &start, &end);
  if (gtk_text_iter_compare (&start, &end) >= 0)
    return line;
  line.markup = gtk_imhtml_get_markup_range (imhtml, &start, &end);
  line.verdict =
      gtk->api->judge_logged (gtk->api->plugin, conversation, line.sender, log.second, line.markup);
  return line;
}

static void
veil_line (HavenGtk *gtk, PurpleConversation *conversation, GtkIMHtml *imhtml, int number, const Line *line)
{
  GtkTextIter start;
  GtkTextIter end;

  if (line->verdict == NULL || line->verdict->action == HAVEN_ACTION_SHOW)
    return;
  find_words (imhtml, number, line->skip, &start, &end);
  haven_gtk_veil_place (haven_gtk_veil_of_line (gtk, line->sender, line->markup, line->verdict), conversation,
                        imhtml, &start, &end);
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
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  GtkIMHtml *imhtml;
  gboolean is_cut;

  /* a second conversation with the same contact shares the text, and its veils are already there */
  if (gtkconv == NULL || g_list_length (gtkconv->convs) > 1)
    return;
  imhtml = GTK_IMHTML (gtkconv->imhtml);
  if (gtk_text_buffer_get_char_count (imhtml->text_buffer) == 0)
    return;
  is_cut = cut (imhtml);
  g_array_set_clear_func (lines, line_clear);
  for (int i = 0; i < gtk_text_buffer_get_line_count (imhtml->text_buffer); i++) {
    const Line line = read_line (gtk, conversation, imhtml, i);

    g_array_append_val (lines, line);
  }
  /* from the end, so that what is put in does not move the lines before it */
  for (guint i = lines->len; i > 0; i--) {
    const Line *line = &g_array_index (lines, Line, i - 1);

    veil_line (gtk, conversation, imhtml, (int)i - 1, line);
    scan_name (gtk, conversation, imhtml, (int)i - 1, line->sender);
  }
  if (is_cut)
    say_cut (imhtml);
}
