/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-veil.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "haven-gtk-menu.h"
#include "haven-gtk-picture.h"
#include "haven-gtk-style.h"
#include "haven-gtk-why.h"

/* Tags are named after what they do and the veil's id. A name is needed: GtkIMHtml reads the names of all
 * tags when it writes markup, and crashes on one without. */
#define TAG_BAR "haven-bar-"
#define TAG_CLOSE "haven-close-"
#define TAG_WHY "haven-why-"
#define TAG_QUIET "haven-quiet"

/* Longer originals lose their formatting in Pidgin as well. */
#define MAX_FORMATS 100

static void
veil_free (gpointer data)
{
  HavenGtkVeil *veil = data;

  if (veil->idle != 0)
    g_source_remove (veil->idle);
  for (guint i = 0; i < veil->pictures->len; i++)
    purple_imgstore_unref_by_id (g_array_index (veil->pictures, int, i));
  g_array_unref (veil->pictures);
  if (veil->imhtml != NULL)
    g_object_remove_weak_pointer (G_OBJECT (veil->imhtml), (gpointer *)&veil->imhtml);
  g_clear_object (&veil->start);
  g_clear_object (&veil->end);
  g_clear_pointer (&veil->verdict, haven_verdict_free);
  g_free (veil->id);
  g_free (veil->label);
  g_free (veil->sender);
  g_free (veil->original);
  g_free (veil);
}

/**
 * haven_gtk_veils_new:
 *
 * Returns: (transfer full): an empty set of veils
 */
GHashTable *
haven_gtk_veils_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, veil_free);
}

static HavenGtkVeil *
add (HavenGtk *gtk, const char *id, const char *sender, const char *original, const HavenVerdict *verdict)
{
  HavenGtkVeil *veil = g_new0 (HavenGtkVeil, 1);

  veil->gtk = gtk;
  veil->id = g_strdup (id);
  veil->sender = g_strdup (sender);
  veil->original = g_strdup (original);
  veil->verdict = verdict != NULL ? haven_verdict_copy (verdict) : NULL;
  veil->pictures = haven_gtk_picture_ids (original);
  for (guint i = 0; i < veil->pictures->len;) {
    int picture = g_array_index (veil->pictures, int, i);

    if (purple_imgstore_find_by_id (picture) == NULL) {
      g_array_remove_index (veil->pictures, i);
      continue;
    }
    /* the protocol lets go of it as soon as the message is written */
    purple_imgstore_ref_by_id (picture);
    i++;
  }
  g_hash_table_replace (gtk->veils, veil->id, veil);
  return veil;
}

/**
 * haven_gtk_veil_of_core:
 * @gtk: the Pidgin part
 * @core: a veil of the core plugin
 *
 * A veil is shown in one place: when Pidgin shows its line anew, the new place takes over.
 *
 * Returns: (transfer none): what covers it in the window, not placed yet
 */
HavenGtkVeil *
haven_gtk_veil_of_core (HavenGtk *gtk, HavenVeil *core)
{
  HavenGtkVeil *veil = add (gtk, core->id, core->sender, core->original, core->verdict);

  veil->veil = core;
  veil->open = core->open;
  veil->label = g_strdup (core->label != NULL ? core->label : _ ("content note"));
  return veil;
}

/**
 * haven_gtk_veil_of_line:
 * @gtk: the Pidgin part
 * @sender: (nullable): who wrote the line, where that is known
 * @original: its markup
 * @verdict: why it is covered
 *
 * Returns: (transfer none): a veil that only this window knows of, not placed yet
 */
HavenGtkVeil *
haven_gtk_veil_of_line (HavenGtk *gtk, const char *sender, const char *original, const HavenVerdict *verdict)
{
  g_autofree char *id = g_strdup_printf ("line-%u", ++gtk->next_id);
  HavenGtkVeil *veil = add (gtk, id, sender, original, verdict);

  veil->label = g_strdup (verdict->label != NULL ? verdict->label : _ ("content note"));
  return veil;
}

/**
 * haven_gtk_veil_is_placed:
 * @veil: a veil
 *
 * Returns: whether it still stands in a text: a window may be closed, a scrollback cleared
 */
gboolean
haven_gtk_veil_is_placed (const HavenGtkVeil *veil)
{
  GtkTextIter start;
  GtkTextIter end;

  if (veil->imhtml == NULL || veil->start == NULL || gtk_text_mark_get_deleted (veil->start))
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (veil->imhtml->text_buffer, &start, veil->start);
  gtk_text_buffer_get_iter_at_mark (veil->imhtml->text_buffer, &end, veil->end);
  return !gtk_text_iter_equal (&start, &end);
}

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
                  "foreground-gdk", &colours->veil_text, "underline",
                  focused ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE, NULL);
  else
    g_object_set (tag, "foreground-gdk", &colours->quiet_text, NULL);
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

static void
draw_closed (HavenGtkVeil *veil, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;
  GtkTextTag *bar = tag_for (veil, TAG_BAR);
  g_autofree char *words = g_strdup_printf (" ▒▒ %s ▒▒ ", veil->label);

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

/* The text as Pidgin itself would have shown it. */
static char *
prepare_original (const HavenGtkVeil *veil)
{
  g_autofree char *text = g_strdup (veil->original);
  g_autofree char *linked = NULL;

  purple_message_meify (text, -1);
  if (veil->veil == NULL)
    return g_steal_pointer (&text);
  linked = purple_markup_linkify (text);
  return count_formats (linked) > MAX_FORMATS ? purple_markup_strip_html (linked) : g_steal_pointer (&linked);
}

static void
draw_open (HavenGtkVeil *veil, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;
  g_autofree char *text = prepare_original (veil);
  GtkTextTag *quiet = quiet_tag (veil->imhtml);

  gtk_text_buffer_insert_with_tags (buffer, iter, _ ("[opened]"), -1, quiet, NULL);
  gtk_text_buffer_insert (buffer, iter, " ", -1);
  gtk_imhtml_insert_html_at_iter (veil->imhtml, text, GTK_IMHTML_NO_COMMENTS | GTK_IMHTML_NO_SCROLL, iter);
  gtk_text_buffer_get_iter_at_mark (buffer, iter, veil->end);
  gtk_text_buffer_insert_with_tags (buffer, iter, "   ", -1, quiet, NULL);
  gtk_text_buffer_insert_with_tags (buffer, iter, _ ("close"), -1, tag_for (veil, TAG_CLOSE), NULL);
  gtk_text_buffer_insert_with_tags (buffer, iter, " · ", -1, quiet, NULL);
  gtk_text_buffer_insert_with_tags (buffer, iter, _ ("why"), -1, tag_for (veil, TAG_WHY), NULL);
}

/* Both marks have left gravity at rest, so that a message that is appended right behind the veil does not
 * become part of it; while text is put in, the end must move along. */
static void
set_end (HavenGtkVeil *veil, const GtkTextIter *iter, gboolean left_gravity)
{
  GtkTextBuffer *buffer = veil->imhtml->text_buffer;

  if (veil->end != NULL) {
    gtk_text_buffer_delete_mark (buffer, veil->end);
    g_object_unref (veil->end);
  }
  veil->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, iter, left_gravity));
}

/**
 * haven_gtk_veil_draw:
 * @veil: a veil
 *
 * Puts into the text what the veil's state asks for.
 */
void
haven_gtk_veil_draw (HavenGtkVeil *veil)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  if (!haven_gtk_veil_is_placed (veil))
    return;
  buffer = veil->imhtml->text_buffer;
  gtk_text_buffer_get_iter_at_mark (buffer, &start, veil->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, veil->end);
  gtk_imhtml_delete (veil->imhtml, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, veil->start);
  set_end (veil, &start, FALSE);
  if (veil->open)
    draw_open (veil, &start);
  else
    draw_closed (veil, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, veil->end);
  set_end (veil, &end, TRUE);
}

static void
on_style_set (GtkWidget *imhtml, GtkStyle *previous, gpointer gtk)
{
  haven_gtk_veils_colour (gtk, GTK_IMHTML (imhtml));
}

/**
 * haven_gtk_veil_place:
 * @veil: a veil
 * @conversation: where it stands
 * @imhtml: the text it stands in
 * @start: where what it replaces begins
 * @end: where that ends
 *
 * Covers the text between @start and @end.
 */
void
haven_gtk_veil_place (HavenGtkVeil *veil,
                      PurpleConversation *conversation,
                      GtkIMHtml *imhtml,
                      const GtkTextIter *start,
                      const GtkTextIter *end)
{
  veil->conversation = conversation;
  veil->imhtml = imhtml;
  g_object_add_weak_pointer (G_OBJECT (imhtml), (gpointer *)&veil->imhtml);
  veil->start = g_object_ref (gtk_text_buffer_create_mark (imhtml->text_buffer, NULL, start, TRUE));
  set_end (veil, end, TRUE);
  if (g_signal_handler_find (imhtml, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, on_style_set,
                             veil->gtk) == 0)
    g_signal_connect (imhtml, "style-set", G_CALLBACK (on_style_set), veil->gtk);
  haven_gtk_veil_draw (veil);
}

/**
 * haven_gtk_veil_set_open:
 * @veil: a veil
 * @open: whether its text shall be shown
 *
 * Where the core knows the veil it is told, and calls back to have it drawn.
 */
void
haven_gtk_veil_set_open (HavenGtkVeil *veil, gboolean open)
{
  if (veil->open == open || !haven_gtk_veil_is_placed (veil))
    return;
  if (veil->veil != NULL) {
    veil->gtk->api->set_veil_open (veil->gtk->api->plugin, veil->veil, open);
    return;
  }
  veil->open = open;
  haven_gtk_veil_draw (veil);
}

static gboolean
toggle_now (gpointer user_data)
{
  HavenGtkVeil *veil = user_data;

  veil->idle = 0;
  haven_gtk_veil_set_open (veil, !veil->open);
  return FALSE;
}

/**
 * haven_gtk_veil_toggle_later:
 * @veil: a veil
 *
 * Opens or closes it once the event is over: the text view still looks at the text it was clicked on. A
 * double click asks twice and is answered once.
 */
void
haven_gtk_veil_toggle_later (HavenGtkVeil *veil)
{
  if (veil->idle == 0)
    veil->idle = g_idle_add (toggle_now, veil);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const HavenGtkVeil *one = *(HavenGtkVeil *const *)a;
  const HavenGtkVeil *other = *(HavenGtkVeil *const *)b;
  GtkTextIter left;
  GtkTextIter right;

  gtk_text_buffer_get_iter_at_mark (one->imhtml->text_buffer, &left, one->start);
  gtk_text_buffer_get_iter_at_mark (other->imhtml->text_buffer, &right, other->start);
  return gtk_text_iter_compare (&left, &right);
}

/**
 * haven_gtk_veils_in:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 *
 * Returns: (transfer container) (element-type HavenGtkVeil): its veils from top to bottom, open or not
 */
GPtrArray *
haven_gtk_veils_in (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  GPtrArray *veils = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, gtk->veils);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    HavenGtkVeil *veil = value;

    if (veil->imhtml == imhtml && haven_gtk_veil_is_placed (veil))
      g_ptr_array_add (veils, veil);
  }
  g_ptr_array_sort (veils, by_place);
  return veils;
}

/**
 * haven_gtk_veils_open_all:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 *
 * Opens every veil in it.
 */
void
haven_gtk_veils_open_all (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (gtk, imhtml);

  for (guint i = 0; i < veils->len; i++)
    haven_gtk_veil_set_open (veils->pdata[i], TRUE);
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

static void
silence_tag (GtkTextTag *tag, gpointer gtk)
{
  g_signal_handlers_disconnect_by_data (tag, gtk);
}

/**
 * haven_gtk_veils_leave:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 *
 * Leaves the text as it is, covered lines covered, with nothing in it that would call Haven.
 */
void
haven_gtk_veils_leave (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (imhtml->text_buffer), silence_tag, gtk);
  g_signal_handlers_disconnect_by_func (imhtml, on_style_set, gtk);
}
