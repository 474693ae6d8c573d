/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-witness-window.h"

#include <string.h>

#include <gdk/gdkkeysyms.h>
#include <gtkconv.h>
#include <gtkimhtml.h>

/*
 * What a person in front of Pidgin's windows could read and point at, said in words: the tests and the
 * headless scripts/try ask here where to click, and click with a real pointer.
 */

/**
 * haven_witness_json:
 * @out: where to append
 * @text: (nullable): any text; bytes that are not UTF-8 become U+FFFD
 *
 * Appends @text as a JSON string, NULL as null.
 */
void
haven_witness_json (GString *out, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL) {
    g_string_append (out, "null");
    return;
  }
  g_string_append_c (out, '"');
  for (const guchar *p = (const guchar *)valid; *p != 0; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if (*p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", *p);
    else
      g_string_append_c (out, (char)*p);
  }
  g_string_append_c (out, '"');
}

static PidginConversation *
find (const char *name)
{
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
    if (purple_strequal (purple_conversation_get_name (l->data), name) &&
        PIDGIN_IS_PIDGIN_CONVERSATION (l->data))
      return PIDGIN_CONVERSATION ((PurpleConversation *)l->data);
  }
  return NULL;
}

static GtkTextBuffer *
find_buffer (const char *name)
{
  PidginConversation *gtkconv = find (name);

  return gtkconv != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtkconv->imhtml)) : NULL;
}

/**
 * haven_witness_text:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): the text that a screen reader, find or copy meets there
 */
char *
haven_witness_text (const char *conversation)
{
  GtkTextBuffer *buffer = find_buffer (conversation);
  GtkTextIter start;
  GtkTextIter end;

  if (buffer == NULL)
    return NULL;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

static void
count_ours (GtkTextTag *tag, gpointer n)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (name != NULL && g_str_has_prefix (name, "haven-"))
    *(guint *)n += 1;
}

/**
 * haven_witness_tags:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): how many tags of Haven's its text keeps
 */
char *
haven_witness_tags (const char *conversation)
{
  GtkTextBuffer *buffer = find_buffer (conversation);
  guint n = 0;

  if (buffer == NULL)
    return NULL;
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), count_ours, &n);
  return g_strdup_printf ("%u", n);
}

/**
 * haven_witness_markup:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): what Pidgin's "Save as" would write
 */
char *
haven_witness_markup (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);

  return gtkconv != NULL ? gtk_imhtml_get_markup (GTK_IMHTML (gtkconv->imhtml)) : NULL;
}

/**
 * haven_witness_entry:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): what stands in the entry, unsent
 */
char *
haven_witness_entry (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  GtkTextIter start;
  GtkTextIter end;

  if (gtkconv == NULL)
    return NULL;
  gtk_text_buffer_get_bounds (gtkconv->entry_buffer, &start, &end);
  return gtk_text_buffer_get_text (gtkconv->entry_buffer, &start, &end, TRUE);
}

/**
 * haven_witness_attach:
 * @conversation: its name
 * @path: a picture
 *
 * Puts the picture into the entry, as the menu Insert, Image does.
 *
 * Returns: (nullable) (transfer full): "ok", NULL when it could not
 */
char *
haven_witness_attach (const char *conversation, const char *path)
{
  PidginConversation *gtkconv = find (conversation);
  char *data = NULL;
  gsize length = 0;
  GtkTextIter end;
  int id;

  if (gtkconv == NULL || !g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  id = purple_imgstore_add_with_id (data, length, "picture.jpg");
  gtk_text_buffer_get_end_iter (gtkconv->entry_buffer, &end);
  gtk_imhtml_insert_image_at_iter (GTK_IMHTML (gtkconv->entry), id, &end);
  purple_imgstore_unref_by_id (id);
  return g_strdup ("ok");
}

/**
 * haven_witness_close:
 * @conversation: its name
 *
 * Closes its tab by the tab's own button.
 *
 * Returns: (nullable) (transfer full): "ok", NULL when there is none
 */
char *
haven_witness_close (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);

  if (gtkconv == NULL)
    return NULL;
  gtk_button_clicked (GTK_BUTTON (gtkconv->close));
  return g_strdup ("ok");
}

/**
 * haven_witness_topic:
 * @conversation: a room's name
 *
 * Returns: (nullable) (transfer full): wherever Pidgin shows its topic: the entry, its tooltip, and the bar
 * with the name
 */
char *
haven_witness_topic (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  g_autofree char *tooltip = NULL;
  g_autofree char *bar = NULL;

  if (gtkconv == NULL || purple_conversation_get_type (gtkconv->active_conv) != PURPLE_CONV_TYPE_CHAT ||
      gtkconv->u.chat->topic_text == NULL)
    return NULL;
  tooltip = gtk_widget_get_tooltip_text (gtkconv->u.chat->topic_text);
  /* the second column is the markup of the name and the topic */
  gtk_tree_model_get (GTK_TREE_MODEL (gtkconv->infopane_model), &gtkconv->infopane_iter, 1, &bar, -1);
  return g_strdup_printf ("%s\n%s\n%s", gtk_entry_get_text (GTK_ENTRY (gtkconv->u.chat->topic_text)), tooltip,
                          bar);
}

/**
 * haven_witness_present:
 * @conversation: its name
 *
 * Brings it to the front, its entry focused.
 *
 * Returns: (nullable) (transfer full): "ok"
 */
char *
haven_witness_present (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);

  if (gtkconv == NULL)
    return NULL;
  /* Pidgin itself switches only for a key or a button */
  pidgin_conv_window_switch_gtkconv (gtkconv->win, gtkconv);
  gtk_window_present (GTK_WINDOW (gtkconv->win->window));
  gtk_widget_grab_focus (gtkconv->entry);
  return g_strdup ("ok");
}

static char *
rectangle (GtkTextView *view, const GtkTextIter *start, const GtkTextIter *end)
{
  GdkRectangle from;
  GdkRectangle to;
  int x = 0;
  int y = 0;
  int root_x = 0;
  int root_y = 0;

  gtk_text_view_get_iter_location (view, start, &from);
  gtk_text_view_get_iter_location (view, end, &to);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_TEXT, from.x, from.y, &x, &y);
  gdk_window_get_origin (gtk_text_view_get_window (view, GTK_TEXT_WINDOW_TEXT), &root_x, &root_y);
  return g_strdup_printf ("%d %d %d %d", root_x + x, root_y + y,
                          to.y == from.y ? MAX (to.x - from.x, from.width) : from.width, from.height);
}

/**
 * haven_witness_where:
 * @conversation: its name
 * @needle: text that stands in its window
 *
 * Returns: (nullable) (transfer full): "x y width height" on the screen of its last occurrence, scrolled into
 * view
 */
char *
haven_witness_where (const char *conversation, const char *needle)
{
  PidginConversation *gtkconv = find (conversation);
  GtkTextBuffer *buffer = find_buffer (conversation);
  GtkTextIter end;
  GtkTextIter from;
  GtkTextIter to;

  if (buffer == NULL)
    return NULL;
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (!gtk_text_iter_backward_search (&end, needle, GTK_TEXT_SEARCH_VISIBLE_ONLY, &from, &to, NULL))
    return NULL;
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (gtkconv->imhtml), &from, 0.0, FALSE, 0, 0);
  return rectangle (GTK_TEXT_VIEW (gtkconv->imhtml), &from, &to);
}

/**
 * haven_witness_in_view:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): the lines of its window that a person sees without moving it, the
 * first and the last perhaps in part
 */
char *
haven_witness_in_view (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  GtkTextView *view = gtkconv != NULL ? GTK_TEXT_VIEW (gtkconv->imhtml) : NULL;
  GtkTextIter from;
  GtkTextIter to;
  GdkRectangle area;

  if (view == NULL)
    return NULL;
  gtk_text_view_get_visible_rect (view, &area);
  gtk_text_view_get_line_at_y (view, &from, area.y, NULL);
  gtk_text_view_get_line_at_y (view, &to, area.y + area.height - 1, NULL);
  gtk_text_iter_forward_to_line_end (&to);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &from, &to, FALSE);
}

/**
 * haven_witness_picture:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): "x y width height" on the screen of the last picture in its window
 */
char *
haven_witness_picture (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  GtkTextBuffer *buffer = find_buffer (conversation);
  GtkTextIter iter;

  if (buffer == NULL)
    return NULL;
  gtk_text_buffer_get_end_iter (buffer, &iter);
  while (gtk_text_iter_backward_char (&iter)) {
    if (gtk_text_iter_get_char (&iter) == 0xFFFC) {
      GtkTextIter next = iter;

      gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (gtkconv->imhtml), &iter, 0.0, FALSE, 0, 0);
      gtk_text_iter_forward_char (&next);
      return rectangle (GTK_TEXT_VIEW (gtkconv->imhtml), &iter, &next);
    }
  }
  return NULL;
}

/**
 * haven_witness_smiley:
 * @conversation: its name
 * @word: a smiley's word
 *
 * Returns: (nullable) (transfer full): "picture" or "no picture"; NULL when it is no smiley there
 */
char *
haven_witness_smiley (const char *conversation, const char *word)
{
  PidginConversation *gtkconv = find (conversation);
  const char *protocol =
      gtkconv != NULL
          ? purple_account_get_protocol_name (purple_conversation_get_account (gtkconv->active_conv))
          : NULL;
  GtkIMHtmlSmiley *smiley =
      gtkconv != NULL ? gtk_imhtml_smiley_get (GTK_IMHTML (gtkconv->imhtml), protocol, word) : NULL;

  if (smiley == NULL)
    return NULL;
  return g_strdup (smiley->icon != NULL ? "picture" : "no picture");
}

static char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_ENTRY (widget))
    return g_strdup (gtk_entry_get_text (GTK_ENTRY (widget)));
  if (GTK_IS_TEXT_VIEW (widget)) {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
    GtkTextIter start;
    GtkTextIter end;

    gtk_text_buffer_get_bounds (buffer, &start, &end);
    return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  }
  return NULL;
}

typedef struct {
  GString *out;
  const char *window;
} Walk;

/* The letter that Alt goes to it by; "" where there is none. */
static char *
letter_of (GtkWidget *widget)
{
  guint key = GTK_IS_LABEL (widget) ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) : GDK_KEY_VoidSymbol;
  char letter[7] = "";

  if (key != GDK_KEY_VoidSymbol)
    g_unichar_to_utf8 (gdk_keyval_to_unicode (gdk_keyval_to_lower (key)), letter);
  return g_strdup (letter);
}

/* Whether it is not scrolled away, even a part of it. */
static gboolean
is_in_view (GtkWidget *widget)
{
  GtkAllocation box;

  gtk_widget_get_allocation (widget, &box);
  for (GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT); view != NULL;
       view = gtk_widget_get_ancestor (gtk_widget_get_parent (view), GTK_TYPE_VIEWPORT)) {
    GtkAllocation window;
    int y = 0;

    gtk_widget_get_allocation (view, &window);
    if (!gtk_widget_translate_coordinates (widget, view, 0, 0, NULL, &y) || y < 0 ||
        y + box.height > window.height)
      return FALSE;
  }
  return TRUE;
}

/* Whether some of its words do not come to the screen. */
static gboolean
is_cut_off (GtkWidget *widget)
{
  GtkRequisition wanted;
  GtkAllocation box;

  if (!GTK_IS_LABEL (widget))
    return FALSE;
  gtk_widget_get_allocation (widget, &box);
  gtk_widget_get_requisition (widget, &wanted);
  return wanted.width > box.width + 1 || wanted.height > box.height + 1 ||
         pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static void
describe (Walk *walk, GtkWidget *widget)
{
  AtkObject *accessible = gtk_widget_get_accessible (widget);
  g_autofree char *text = text_of (widget);
  g_autofree char *tooltip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *letter = letter_of (widget);
  g_autofree char *chosen = GTK_IS_COMBO_BOX_TEXT (widget)
                                ? gtk_combo_box_text_get_active_text (GTK_COMBO_BOX_TEXT (widget))
                                : NULL;
  GtkAllocation box;
  int x = 0;
  int y = 0;

  gtk_widget_get_allocation (widget, &box);
  if (gtk_widget_get_window (widget) != NULL)
    gdk_window_get_origin (gtk_widget_get_window (widget), &x, &y);
  if (!gtk_widget_get_has_window (widget)) {
    x += box.x;
    y += box.y;
  }
  g_string_append (walk->out, "{\"window\":");
  haven_witness_json (walk->out, walk->window);
  g_string_append (walk->out, ",\"type\":");
  haven_witness_json (walk->out, G_OBJECT_TYPE_NAME (widget));
  g_string_append (walk->out, ",\"name\":");
  haven_witness_json (walk->out, gtk_widget_get_name (widget));
  g_string_append (walk->out, ",\"text\":");
  haven_witness_json (walk->out, text);
  g_string_append (walk->out, ",\"accessible\":");
  haven_witness_json (walk->out, accessible != NULL ? atk_object_get_name (accessible) : NULL);
  g_string_append (walk->out, ",\"tooltip\":");
  haven_witness_json (walk->out, tooltip);
  g_string_append (walk->out, ",\"letter\":");
  haven_witness_json (walk->out, letter);
  g_string_append (walk->out, ",\"chosen\":");
  haven_witness_json (walk->out, chosen);
  g_string_append_printf (
      walk->out,
      ",\"x\":%d,\"y\":%d,\"width\":%d,\"height\":%d,\"cut\":%s,\"in_view\":%s,\"sensitive\":%s,\"focus\":%s,"
      "\"can_focus\":%s,\"active\":%s}\n",
      x, y, box.width, box.height, is_cut_off (widget) ? "true" : "false",
      is_in_view (widget) ? "true" : "false", gtk_widget_is_sensitive (widget) ? "true" : "false",
      gtk_widget_has_focus (widget) ? "true" : "false", gtk_widget_get_can_focus (widget) ? "true" : "false",
      GTK_IS_TOGGLE_BUTTON (widget) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)) ? "true"
                                                                                                 : "false");
}

/* What the cells of a row draw, first of all columns to last. */
static GPtrArray *
cells_of (GtkTreeView *view, GtkTreeModel *model, GtkTreeIter *iter)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GList *columns = gtk_tree_view_get_columns (view);

  for (GList *c = columns; c != NULL; c = c->next) {
    GList *renderers = gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (c->data));

    gtk_tree_view_column_cell_set_cell_data (c->data, model, iter, FALSE, FALSE);
    for (GList *r = renderers; r != NULL; r = r->next) {
      char *text = NULL;

      if (!GTK_IS_CELL_RENDERER_TEXT (r->data))
        continue;
      g_object_get (r->data, "text", &text, NULL);
      if (text != NULL)
        g_ptr_array_add (cells, text);
    }
    g_list_free (renderers);
  }
  g_list_free (columns);
  return cells;
}

static void
describe_rows (Walk *walk, GtkTreeView *view, GtkTreeModel *model, GtkTreeIter *parent)
{
  GtkTreeIter iter;
  gboolean more = gtk_tree_model_iter_children (model, &iter, parent);

  for (; more; more = gtk_tree_model_iter_next (model, &iter)) {
    g_autoptr (GPtrArray) cells = cells_of (view, model, &iter);
    g_autofree char *all = NULL;

    g_string_append (walk->out, "{\"window\":");
    haven_witness_json (walk->out, walk->window);
    g_string_append (walk->out, ",\"type\":\"row\",\"text\":");
    haven_witness_json (walk->out, cells->len > 0 ? cells->pdata[0] : NULL);
    g_ptr_array_add (cells, NULL);
    all = g_strjoinv ("\t", (char **)cells->pdata);
    g_string_append (walk->out, ",\"cells\":");
    haven_witness_json (walk->out, all);
    g_string_append (walk->out, "}\n");
    describe_rows (walk, view, model, &iter);
  }
}

static void
walk_widget (GtkWidget *widget, gpointer user_data)
{
  Walk *walk = user_data;

  if (!gtk_widget_get_mapped (widget))
    return;
  describe (walk, widget);
  if (GTK_IS_TREE_VIEW (widget) && gtk_tree_view_get_model (GTK_TREE_VIEW (widget)) != NULL)
    describe_rows (walk, GTK_TREE_VIEW (widget), gtk_tree_view_get_model (GTK_TREE_VIEW (widget)), NULL);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), walk_widget, walk);
}

/**
 * haven_witness_widgets:
 *
 * Returns: (transfer full): one JSON object a line for each widget that can be seen, in any window
 */
char *
haven_witness_widgets (void)
{
  GString *out = g_string_new (NULL);
  GList *windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next) {
    Walk walk = {out, gtk_window_get_title (l->data)};

    walk_widget (l->data, &walk);
  }
  g_list_free (windows);
  return g_string_free (out, FALSE);
}
