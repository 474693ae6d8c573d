/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-veil.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-collapse.h"
#include "haven-gtk-picture.h"
#include "haven-gtk-reply.h"
#include "haven-gtk-steady.h"
#include "haven-gtk-veil-draw.h"
#include "haven-gtk-walk.h"

static void
veil_free (gpointer data)
{
  HavenGtkVeil *veil = data;

  if (veil->idle != 0)
    g_source_remove (veil->idle);
  if (veil->steady != 0)
    g_source_remove (veil->steady);
  for (guint i = 0; i < veil->pictures->len; i++)
    purple_imgstore_unref_by_id (g_array_index (veil->pictures, int, i));
  g_array_unref (veil->pictures);
  if (veil->imhtml != NULL)
    g_object_remove_weak_pointer (G_OBJECT (veil->imhtml), (gpointer *)&veil->imhtml);
  g_clear_object (&veil->start);
  g_clear_object (&veil->end);
  g_clear_pointer (&veil->verdict, haven_verdict_free);
  g_clear_pointer (&veil->more, g_ptr_array_unref);
  g_free (veil->head);
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
  veil->time = core->time;
  veil->label = g_strdup (core->label != NULL ? core->label : _ ("content note"));
  return veil;
}

/**
 * haven_gtk_new_id:
 *
 * A window keeps its tags when Haven is switched off, so a number that begins anew would find what is no
 * longer ours.
 *
 * Returns: (transfer full): a name that no tag has or had, for what only the window knows of
 */
char *
haven_gtk_new_id (void)
{
  return g_uuid_string_random ();
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
  g_autofree char *id = haven_gtk_new_id ();
  HavenGtkVeil *veil = add (gtk, id, sender, original, verdict);

  veil->label = g_strdup (verdict->label != NULL ? verdict->label : _ ("content note"));
  return veil;
}

/**
 * haven_gtk_veil_of_name:
 * @gtk: the Pidgin part
 * @name: a name that somebody gave themselves
 * @label: what stands in its place
 *
 * Returns: (transfer none): a veil in front of a line, not placed yet
 */
HavenGtkVeil *
haven_gtk_veil_of_name (HavenGtk *gtk, const char *name, const char *label)
{
  g_autofree char *id = haven_gtk_new_id ();
  g_autofree char *markup = g_markup_escape_text (name, -1);
  HavenGtkVeil *veil = add (gtk, id, name, markup, NULL);

  veil->label = g_strdup (label);
  veil->is_name = TRUE;
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

/**
 * haven_gtk_veil_words:
 * @veil: a veil
 *
 * Returns: (transfer full): what stands on it, and what a screen reader says of it
 */
char *
haven_gtk_veil_words (const HavenGtkVeil *veil)
{
  return veil->more != NULL ? haven_gtk_collapse_words (veil) : g_strdup (veil->label);
}

/**
 * haven_gtk_veil_is_message:
 * @veil: a veil
 *
 * Returns: whether it covers something that somebody sent, and not a line of a log
 */
gboolean
haven_gtk_veil_is_message (const HavenGtkVeil *veil)
{
  return veil->time > 0;
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
    haven_gtk_veil_draw_open (veil);
  else
    haven_gtk_veil_draw_closed (veil, &start);
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
                             veil->gtk) == 0) {
    g_signal_connect (imhtml, "style-set", G_CALLBACK (on_style_set), veil->gtk);
    haven_gtk_walk_describe (imhtml, TRUE);
  }
  haven_gtk_veil_draw (veil);
}

/* The core's veil of it shall be as it is; the core then calls back, and finds it so. */
static void
tell_core (const HavenGtkVeil *veil, gboolean open)
{
  const HavenPluginApi *api = veil->gtk->api;

  if (veil->veil != NULL && veil->veil->open != open)
    api->set_veil_open (api->plugin, veil->veil, open);
}

/**
 * haven_gtk_veil_set_open:
 * @veil: a veil
 * @open: whether its text shall be shown
 *
 * Where several lines stand in one, they open and close together.
 */
void
haven_gtk_veil_set_open (HavenGtkVeil *veil, gboolean open)
{
  if (veil->head != NULL)
    veil = g_hash_table_lookup (veil->gtk->veils, veil->head);
  if (veil == NULL || veil->open == open || !haven_gtk_veil_is_placed (veil))
    return;
  veil->open = open;
  tell_core (veil, open);
  for (guint i = 0; veil->more != NULL && i < veil->more->len; i++)
    tell_core (veil->more->pdata[i], open);
  haven_gtk_veil_draw (veil);
  if (open)
    haven_gtk_reply_opened (veil);
}

/**
 * haven_gtk_veil_toggle:
 * @veil: a veil
 *
 * Opens or closes it, as its reader asked, and keeps it in their sight.
 */
void
haven_gtk_veil_toggle (HavenGtkVeil *veil)
{
  haven_gtk_steady_keep (veil);
  haven_gtk_veil_set_open (veil, !veil->open);
}

static gboolean
toggle_now (gpointer user_data)
{
  HavenGtkVeil *veil = user_data;

  veil->idle = 0;
  haven_gtk_veil_toggle (veil);
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
 * haven_gtk_veils_move:
 * @gtk: the Pidgin part
 * @from: a conversation that is about to go, while its text stays
 * @to: another one that is shown in the same text
 *
 * What stood in @from belongs to @to from now on.
 */
void
haven_gtk_veils_move (HavenGtk *gtk, const PurpleConversation *from, PurpleConversation *to)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, gtk->veils);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    HavenGtkVeil *veil = value;

    if (veil->conversation == from)
      veil->conversation = to;
  }
}

/**
 * haven_gtk_veils_set_all_open:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 * @open: whether every veil in it shall be open
 */
void
haven_gtk_veils_set_all_open (HavenGtk *gtk, GtkIMHtml *imhtml, gboolean open)
{
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (gtk, imhtml);

  for (guint i = 0; i < veils->len; i++)
    haven_gtk_veil_set_open (veils->pdata[i], open);
}

/**
 * haven_gtk_veils_any_open:
 * @gtk: the Pidgin part
 * @imhtml: a conversation's text
 *
 * Returns: whether some veil in it is open
 */
gboolean
haven_gtk_veils_any_open (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (gtk, imhtml);

  for (guint i = 0; i < veils->len; i++)
    if (((const HavenGtkVeil *)veils->pdata[i])->open)
      return TRUE;
  return FALSE;
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
  haven_gtk_steady_leave (imhtml);
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (imhtml->text_buffer), silence_tag, gtk);
  if (g_signal_handlers_disconnect_by_func (imhtml, on_style_set, gtk) > 0)
    haven_gtk_walk_describe (imhtml, FALSE);
}
