/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-notes.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-style.h"
#include "haven-gtk-sweep.h"
#include "haven-gtk-why.h"

/*
 * A note stands in a line of its own, indented, on a ground that runs across the whole window, and answers
 * to a click. No markup that a message may carry can make any of the three.
 */

#define MAX_NOTES 5

/* The sign in front: what the font has of it. */
static const char *
sign (GtkWidget *widget)
{
  static const char *const signs[] = {"ⓘ", "ℹ"};

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, signs[i]);

    if (pango_layout_get_unknown_glyphs_count (layout) == 0)
      return signs[i];
  }
  return "(i)";
}

static void
verdict_free (gpointer verdict)
{
  haven_verdict_free (verdict);
}

static gboolean
on_event (GtkTextTag *tag, GObject *imhtml, GdkEvent *event, GtkTextIter *iter, gpointer gtk)
{
  const HavenVerdict *verdict = g_object_get_data (G_OBJECT (tag), "haven-verdict");

  if (event->type != GDK_BUTTON_RELEASE || event->button.button != 1 || verdict == NULL ||
      gtk_text_buffer_get_has_selection (gtk_text_iter_get_buffer (iter)))
    return FALSE;
  haven_gtk_why_show_link (gtk, verdict);
  return FALSE;
}

/* A tag that answers to a click: that of a whole line runs across the window, that of a sign does not. */
static GtkTextTag *
new_tag (HavenGtk *gtk, GtkIMHtml *imhtml, const HavenVerdict *verdict, gboolean line)
{
  g_autofree char *id = haven_gtk_new_id ();
  g_autofree char *name = g_strconcat ("haven-note-", id, NULL);
  HavenGtkColours colours;
  GtkTextTag *tag;

  haven_gtk_colours_read (&colours, GTK_WIDGET (imhtml));
  tag = gtk_text_buffer_create_tag (
      imhtml->text_buffer, name, line ? "paragraph-background-gdk" : "background-gdk", &colours.note_back,
      "foreground-gdk", &colours.quiet_text, "scale", PANGO_SCALE_SMALL, "weight", PANGO_WEIGHT_NORMAL, NULL);
  if (line)
    g_object_set (tag, "left-margin", 26, NULL);
  g_object_set_data_full (G_OBJECT (tag), "haven-verdict", haven_verdict_copy (verdict), verdict_free);
  g_object_set_data (G_OBJECT (tag), "cursor", (gpointer) "");
  g_signal_connect (tag, "event", G_CALLBACK (on_event), gtk);
  haven_gtk_sweep_count (gtk);
  return tag;
}

/**
 * haven_gtk_notes_put:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 * @at: (inout): the end of the line that the notes belong to
 * @verdict: (nullable): what was judged about that line
 *
 * Puts the verdict's notes below that line, each in a line of its own.
 */
void
haven_gtk_notes_put (HavenGtk *gtk, GtkIMHtml *imhtml, GtkTextIter *at, const HavenVerdict *verdict)
{
  GtkTextTag *tag;

  if (verdict == NULL || verdict->notes->len == 0)
    return;
  tag = new_tag (gtk, imhtml, verdict, TRUE);
  for (guint i = 0; i < verdict->notes->len && i < MAX_NOTES; i++) {
    g_autofree char *line = g_strdup_printf ("%s %s · %s", sign (GTK_WIDGET (imhtml)),
                                             (const char *)verdict->notes->pdata[i], _ ("details"));

    gtk_text_buffer_insert (imhtml->text_buffer, at, "\n", -1);
    gtk_text_buffer_insert_with_tags (imhtml->text_buffer, at, line, -1, tag, NULL);
  }
}

/**
 * haven_gtk_notes_put_sign:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 * @at: (inout): right behind a link
 * @verdict: what is known of it
 *
 * Puts a sign there that says so to whoever clicks on it.
 */
void
haven_gtk_notes_put_sign (HavenGtk *gtk, GtkIMHtml *imhtml, GtkTextIter *at, const HavenVerdict *verdict)
{
  g_autofree char *words = g_strdup_printf (" %s ", sign (GTK_WIDGET (imhtml)));

  gtk_text_buffer_insert_with_tags (imhtml->text_buffer, at, words, -1, new_tag (gtk, imhtml, verdict, FALSE),
                                    NULL);
}
