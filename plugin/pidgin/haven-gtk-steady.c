/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-steady.h"

/*
 * What a reader opens or closes stays where they can see it, and what they read stays where it was. Pidgin
 * goes to the end of a conversation whenever its text changes size and the last line is in view, be it only
 * the upper edge of a picture; whoever opened a line above would look at something else.
 */

#define BEFORE_PIDGIN (G_PRIORITY_LOW - 1) /* Pidgin goes to the end in an idle of low priority */
#define NEARLY 4.0 /* points; a bar that was dragged to its end may stand a little off it */
#define PLACE "haven-place"

/**
 * Place:
 * @imhtml: a conversation's text, which owns this
 * @top: the uppermost line in view
 * @above: how much of that line is above the view
 * @source: restores it
 */
typedef struct {
  GtkIMHtml *imhtml;
  GtkTextMark *top;
  double above;
  guint source;
} Place;

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

/* It would go to the end as soon as nothing else is to be done. */
static void
stop_pidgin (GtkIMHtml *imhtml)
{
  if (imhtml->scroll_src == 0 || imhtml->scroll_time != NULL)
    return;
  g_source_remove (imhtml->scroll_src);
  imhtml->scroll_src = 0;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  if (place->source != 0)
    g_source_remove (place->source);
  if (!gtk_text_mark_get_deleted (place->top))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (place->top), place->top);
  g_object_unref (place->top);
  g_free (place);
}

static gboolean
restore_now (gpointer user_data)
{
  Place *place = user_data;
  GtkIMHtml *imhtml = place->imhtml;
  GtkAdjustment *bar = GTK_TEXT_VIEW (imhtml)->vadjustment;

  place->source = 0;
  if (bar != NULL && !gtk_text_mark_get_deleted (place->top)) {
    stop_pidgin (imhtml);
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (imhtml), place->top, 0.0, TRUE, 0.0,
                                  0.0); /* measures what is above */
    gtk_adjustment_set_value (
        bar, MIN (height_at (imhtml, place->top) + place->above, bar->upper - bar->page_size));
  }
  g_object_set_data (G_OBJECT (imhtml), PLACE, NULL);
  return FALSE;
}

/**
 * haven_gtk_steady_keep_place:
 * @imhtml: a conversation's text, around which or in which something is about to take or to leave room
 *
 * Keeps its uppermost line where it is. A text that stands at its end stays there.
 */
void
haven_gtk_steady_keep_place (GtkIMHtml *imhtml)
{
  const GtkAdjustment *bar = GTK_TEXT_VIEW (imhtml)->vadjustment;
  GtkTextIter top;
  Place *place;

  if (!gtk_widget_get_realized (GTK_WIDGET (imhtml)) || is_at_end (imhtml) ||
      g_object_get_data (G_OBJECT (imhtml), PLACE) != NULL)
    return;
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (imhtml), &top, (int)bar->value, NULL);
  place = g_new0 (Place, 1);
  place->imhtml = imhtml;
  place->top = g_object_ref (gtk_text_buffer_create_mark (imhtml->text_buffer, NULL, &top, TRUE));
  place->above = bar->value - height_at (imhtml, place->top);
  place->source = g_idle_add_full (BEFORE_PIDGIN, restore_now, place, NULL);
  g_object_set_data_full (G_OBJECT (imhtml), PLACE, place, place_free);
}

/**
 * haven_gtk_steady_leave:
 * @imhtml: a conversation's text
 *
 * Keeps nothing in it any more.
 */
void
haven_gtk_steady_leave (GtkIMHtml *imhtml)
{
  g_object_set_data (G_OBJECT (imhtml), PLACE, NULL);
}

/**
 * haven_gtk_steady_sees:
 * @veil: a veil
 *
 * Returns: whether any of it is in view
 */
gboolean
haven_gtk_steady_sees (const HavenGtkVeil *veil)
{
  const GtkAdjustment *bar;
  double y;

  if (!haven_gtk_veil_is_placed (veil) || GTK_TEXT_VIEW (veil->imhtml)->vadjustment == NULL)
    return FALSE;
  bar = GTK_TEXT_VIEW (veil->imhtml)->vadjustment;
  y = height_at (veil->imhtml, veil->start);
  return y >= bar->value && y < bar->value + bar->page_size;
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
  stop_pidgin (imhtml);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (imhtml), veil->end, 0.0, FALSE, 0, 0);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (imhtml), veil->start, 0.0, FALSE, 0, 0);
  return FALSE;
}

/**
 * haven_gtk_steady_keep:
 * @veil: a veil that the reader is about to open or to close, or beside which they do that to others
 *
 * Keeps it in view once the text has its new size: its beginning always, its end where there is room for
 * both.
 */
void
haven_gtk_steady_keep (HavenGtkVeil *veil)
{
  if (veil->imhtml == NULL || veil->steady != 0)
    return;
  veil->was_at_end = is_at_end (veil->imhtml);
  haven_gtk_steady_keep_place (veil->imhtml); /* first, so that only what is needed is moved after it */
  veil->steady = g_idle_add_full (BEFORE_PIDGIN, keep_now, veil, NULL);
}
