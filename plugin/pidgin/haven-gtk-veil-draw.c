/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-veil-draw.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-collapse.h"
#include "haven-gtk-mark.h"
#include "haven-gtk-menu.h"
#include "haven-gtk-notes.h"
#include "haven-gtk-picture.h"
#include "haven-gtk-style.h"
#include "haven-gtk-sweep.h"
#include "haven-gtk-why.h"
#include "text/haven-picture-tags.h"

/* Tags are named after what they do and the veil's id. A name is needed: GtkIMHtml reads the names of all
 * tags when it writes markup, and crashes on one without. */
#define TAG_BAR "haven-bar-"
#define TAG_CLOSE "haven-close-"
#define TAG_WHY "haven-why-"
#define TAG_QUIET "haven-quiet"

/* Longer originals lose their formatting in Pidgin as well. */
#define MAX_FORMATS 100

/* A selection that ends on the veil is a selection, not a click. */
static gboolean
has_selection (GtkIMHtml *imhtml)
{
  return gtk_text_buffer_get_selection_bounds (imhtml->text_buffer, NULL, NULL);
}

static gboolean
on_tag_event (GtkTextTag *tag, GObject *imhtml, GdkEvent *event, GtkTextIter *iter, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  HavenGtkVeil *veil = g_hash_table_lookup (gtk->veils, g_object_get_data (G_OBJECT (tag), "haven-id"));
  const char *verb = g_object_get_data (G_OBJECT (tag), "haven-verb");

  if (veil == NULL || veil->imhtml == NULL)
    return FALSE;
  if (event->type == GDK_BUTTON_PRESS && event->button.button == 3) {
    haven_gtk_menu_pop_up (veil, event->button.button, event->button.time);
    return TRUE;
  }
  if (event->type != GDK_BUTTON_RELEASE || event->button.button != 1 || has_selection (veil->imhtml))
    return FALSE;
  if (g_str_equal (verb, TAG_WHY))
    haven_gtk_why_show (veil);
  else
    haven_gtk_veil_toggle_later (veil);
  return FALSE;
}

static void
colour_tag (GtkTextTag *tag, const HavenGtkColours *colours, const char *verb, gboolean focused)
{
  if (g_str_equal (verb, TAG_BAR))
    g_object_set (tag, "background-gdk", focused ? &colours->focus_back : &colours->veil_back,
                  "foreground-gdk", focused ? &colours->focus_text : &colours->veil_text, "underline",
                  focused ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE, NULL);
  else
    g_object_set (tag, "foreground-gdk", focused ? &colours->focus_text : &colours->quiet_text,
                  "background-gdk", focused ? &colours->focus_back : NULL, NULL);
}

static GtkTextTag *
tag_for (HavenGtkVeil *veil, const char *verb)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;
  g_autofree char *name = g_strconcat (verb, veil->id, NULL);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
  HavenGtkColours colours;

  if (tag == NULL) {
    tag = gtk_text_buffer_create_tag (buffer, name, "scale",
                                      g_str_equal (verb, TAG_BAR) ? 1.0 : PANGO_SCALE_SMALL, NULL);
    if (!g_str_equal (verb, TAG_BAR))
      g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, NULL);
    g_object_set_data_full (G_OBJECT (tag), "haven-id", g_strdup (veil->id), g_free);
    g_object_set_data_full (G_OBJECT (tag), "haven-verb", g_strdup (verb), g_free);
    g_object_set_data (G_OBJECT (tag), "cursor", (gpointer) ""); /* GtkIMHtml then shows a hand */
    g_signal_connect (tag, "event", G_CALLBACK (on_tag_event), veil->gtk);
    haven_gtk_sweep_count (veil->gtk);
  }
  haven_gtk_colours_read (&colours, GTK_WIDGET (veil->imhtml));
  colour_tag (tag, &colours, verb, veil->focused);
  return tag;
}

static GtkTextTag *
quiet_tag (GtkIMHtml *imhtml)
{
  GtkTextTag *tag =
      gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (imhtml->text_buffer), TAG_QUIET);
  HavenGtkColours colours;

  haven_gtk_colours_read (&colours, GTK_WIDGET (imhtml));
  if (tag == NULL) {
    tag = gtk_text_buffer_create_tag (imhtml->text_buffer, TAG_QUIET, "scale", PANGO_SCALE_SMALL, NULL);
    g_object_set_data (G_OBJECT (tag), "haven-verb", (gpointer)TAG_QUIET);
  }
  colour_tag (tag, &colours, TAG_QUIET, FALSE);
  return tag;
}

/**
 * haven_gtk_veil_draw_closed:
 * @veil: a veil
 * @iter: (inout): where it stands
 *
 * Puts its words into the text, and its pictures blurred.
 */
void
haven_gtk_veil_draw_closed (HavenGtkVeil *veil, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;
  GtkTextTag *bar = tag_for (veil, TAG_BAR);
  g_autofree char *label = haven_gtk_veil_words (veil);
  g_autofree char *words = g_strdup_printf (" ▒▒ %s ▒▒ ", label);

  gtk_text_buffer_insert_with_tags (buffer, iter, words, -1, bar, NULL);
  for (guint i = 0; i < veil->pictures->len; i++) {
    g_autoptr (GdkPixbuf) picture = haven_gtk_picture_veil (
        GTK_WIDGET (veil->imhtml), g_array_index (veil->pictures, int, i), _ ("picture · click to open"));
    int offset;
    GtkTextIter start;

    gtk_text_buffer_insert (buffer, iter, "\n", -1);
    offset = gtk_text_iter_get_offset (iter);
    gtk_text_buffer_insert_pixbuf (buffer, iter, picture);
    gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
    gtk_text_buffer_apply_tag (buffer, bar, &start, iter);
  }
}

static guint
count_formats (const char *markup)
{
  guint n = 0;

  for (const char *p = strchr (markup, '<'); p != NULL; p = strchr (p + 1, '<'))
    n++;
  return n;
}

/* What is left of markup that has too much of it: the words, as words again. */
static char *
without_formats (const char *markup)
{
  g_autofree char *stripped = purple_markup_strip_html (markup);
  g_autofree char *escaped = g_markup_escape_text (stripped, -1);

  return purple_strreplace (escaped, "\n", "<br>");
}

/* The text as Pidgin itself would have shown it. */
static char *
prepare_original (const HavenGtkVeil *veil)
{
  g_autofree char *text = g_strdup (veil->original);
  g_autofree char *linked = NULL;

  purple_message_meify (text, -1);
  if (veil->veil == NULL && !haven_gtk_veil_is_message (veil))
    return g_steal_pointer (&text);
  linked = purple_markup_linkify (text);
  return count_formats (linked) > MAX_FORMATS ? without_formats (linked) : g_steal_pointer (&linked);
}

/* Puts markup in at the veil's end, which moves along. */
static void
put_text (HavenGtkVeil *veil, const HavenGtkVeil *from)
{
  g_autofree char *text = prepare_original (from);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (veil->imhtml->text_buffer, &iter, veil->end);
  gtk_imhtml_insert_html_at_iter (veil->imhtml, text, GTK_IMHTML_NO_COMMENTS | GTK_IMHTML_NO_SCROLL, &iter);
}

static void
put_words (HavenGtkVeil *veil, const char *words, GtkTextTag *tag)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, veil->end);
  gtk_text_buffer_insert_with_tags (buffer, &iter, words, -1, tag, NULL);
}

static void
put_notes (HavenGtkVeil *veil, const HavenGtkVeil *from)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (veil->imhtml->text_buffer, &iter, veil->end);
  haven_gtk_notes_put (veil->gtk, veil->imhtml, &iter, from->verdict);
}

static gboolean
has_picture (const HavenGtkVeil *veil)
{
  g_auto (HavenPictureTags) pictures = haven_picture_tags (veil->original);

  return haven_picture_tags_next (&pictures);
}

/* In the line of a picture they would stand beside it, as high as it is while the keyboard is on them. */
static void
put_way_back (HavenGtkVeil *veil, GtkTextTag *quiet)
{
  const HavenGtkVeil *last =
      veil->more != NULL && veil->more->len > 0 ? veil->more->pdata[veil->more->len - 1] : veil;

  put_words (veil, has_picture (last) ? "\n" : "   ", quiet);
  put_words (veil, _ ("close"), tag_for (veil, TAG_CLOSE));
  put_words (veil, " · ", quiet);
  put_words (veil, _ ("why"), tag_for (veil, TAG_WHY));
}

/**
 * haven_gtk_veil_draw_open:
 * @veil: a veil, whose end mark moves with what is put in
 *
 * Puts into the text what it covered, with a way to close it again. Of several lines in one, each stands in a
 * line of its own with the time when it came.
 */
void
haven_gtk_veil_draw_open (HavenGtkVeil *veil)
{
  GtkTextTag *quiet = quiet_tag (veil->imhtml);

  if (veil->is_name) {
    put_text (veil, veil);
    put_words (veil, " ", quiet);
    put_words (veil, _ ("close"), tag_for (veil, TAG_CLOSE));
    return;
  }
  put_words (veil, _ ("[opened]"), quiet);
  put_words (veil, " ", quiet);
  put_text (veil, veil);
  for (guint i = 0; veil->more != NULL && i < veil->more->len; i++) {
    const HavenGtkVeil *member = veil->more->pdata[i];
    g_autofree char *when = haven_gtk_collapse_time (member);
    g_autofree char *start = g_strdup_printf ("\n    (%s) ", when);

    put_words (veil, start, quiet);
    put_text (veil, member);
  }
  put_way_back (veil, quiet);
  haven_gtk_mark_links (veil->gtk, veil->imhtml, veil->conversation, veil->start, veil->end);
  put_notes (veil, veil);
  for (guint i = 0; veil->more != NULL && i < veil->more->len; i++)
    put_notes (veil, veil->more->pdata[i]);
}

typedef struct {
  HavenGtk *gtk;
  HavenGtkColours colours;
} Painter;

static void
paint_tag (GtkTextTag *tag, gpointer user_data)
{
  Painter *painter = user_data;
  const char *verb = g_object_get_data (G_OBJECT (tag), "haven-verb");
  const char *id = g_object_get_data (G_OBJECT (tag), "haven-id");
  const HavenGtkVeil *veil = id != NULL ? g_hash_table_lookup (painter->gtk->veils, id) : NULL;

  if (verb != NULL)
    colour_tag (tag, &painter->colours, verb, veil != NULL && veil->focused);
}

/**
 * haven_gtk_veils_colour:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 *
 * Gives its veils the theme's colours anew: the theme or the keyboard's place changed.
 */
void
haven_gtk_veils_colour (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  Painter painter = {gtk};

  haven_gtk_colours_read (&painter.colours, GTK_WIDGET (imhtml));
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (imhtml->text_buffer), paint_tag, &painter);
}
