/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-steady.h"

/*
 * What a reader opens or closes stays where they can see it. Pidgin goes to the end of a conversation whenever its text
 * changes size and the last line is in view, be it only the upper edge of a picture; whoever opened a line above would
 * look at something else.
 */

#define BEFORE_PIDGIN (G_PRIORITY_LOW - 1) /* Pidgin goes to the end in an idle of low priority */
#define NEARLY 4.0                         /* points; a bar that was dragged to its end may stand a little off it */

static gboolean
is_at_end (GtkIMHtml *imhtml)
{
  const GtkAdjustment *bar = GTK_TEXT_VIEW (imhtml)->vadjustment;

  return bar == NULL || bar->value + bar->page_size >= bar->upper - NEARLY;
}

/* How far the text at @mark is from the beginning of the whole text. */
static double
height_at (GtkIMHtml *imhtml, GtkTextMark *mark)
{
  GtkTextIter iter;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &iter, mark);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (imhtml), &iter, &place);
  return place.y;
}

static gboolean
keep_now (gpointer user_data)
{
  HavenGtkVeil *veil = user_data;
  GtkIMHtml *imhtml = veil->imhtml;
  const GtkAdjustment *bar;

  veil->steady = 0;
  if (!haven_gtk_veil_is_placed (veil) || GTK_TEXT_VIEW (imhtml)->vadjustment == NULL)
    return FALSE;
  bar = GTK_TEXT_VIEW (imhtml)->vadjustment;
  if (veil->was_at_end && height_at (imhtml, veil->start) >= bar->upper - bar->page_size)
    return FALSE; /* it is in view there as well, and new messages are followed as before */
  if (imhtml->scroll_src != 0 && imhtml->scroll_time == NULL) {
    g_source_remove (imhtml->scroll_src);
    imhtml->scroll_src = 0;
  }
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (imhtml), veil->end, 0.0, FALSE, 0, 0);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (imhtml), veil->start, 0.0, FALSE, 0, 0);
  return FALSE;
}

/**
 * haven_gtk_steady_keep:
 * @veil: a veil that the reader is about to open or to close, or beside which they do that to others
 *
 * Keeps it in view once the text has its new size: its beginning always, its end where there is room for both.
 */
void
haven_gtk_steady_keep (HavenGtkVeil *veil)
{
  if (veil->imhtml == NULL || veil->steady != 0)
    return;
  veil->was_at_end = is_at_end (veil->imhtml);
  veil->steady = g_idle_add_full (BEFORE_PIDGIN, keep_now, veil, NULL);
}
