/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-witness-lists.h"

#include <gtkblist.h>
#include <gtkconv.h>
#include <gtkimhtml.h>
#include <gtkroomlist.h>

/* What stands around a conversation: the bar above it, the buddy list, a server's list of rooms; and what a
 * screen reader is told of its text. */

static PidginConversation *
find (const char *name)
{
  for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
    if (purple_strequal (purple_conversation_get_name (l->data), name) &&
        PIDGIN_IS_PIDGIN_CONVERSATION (l->data))
      return PIDGIN_CONVERSATION ((PurpleConversation *)l->data);
  return NULL;
}

/**
 * haven_witness_bar:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): the markup in the bar above it
 */
char *
haven_witness_bar (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  char *bar = NULL;

  if (gtkconv != NULL)
    gtk_tree_model_get (GTK_TREE_MODEL (gtkconv->infopane_model), &gtkconv->infopane_iter, 1, &bar, -1);
  return bar;
}

/**
 * haven_witness_spoken:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): what a screen reader gets: the accessible name of its text, below it
 * the description, and below that the accessible text
 */
char *
haven_witness_spoken (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  AtkObject *accessible = gtkconv != NULL ? gtk_widget_get_accessible (gtkconv->imhtml) : NULL;
  g_autofree char *text = NULL;

  if (accessible == NULL || !ATK_IS_TEXT (accessible))
    return NULL;
  text = atk_text_get_text (ATK_TEXT (accessible), 0, -1);
  return g_strdup_printf ("%s\n%s\n%s", atk_object_get_name (accessible),
                          atk_object_get_description (accessible), text);
}

/**
 * haven_witness_found:
 * @conversation: its name
 *
 * Returns: (nullable) (transfer full): what Pidgin's "Find" has marked in its text; "" for nothing
 */
char *
haven_witness_found (const char *conversation)
{
  PidginConversation *gtkconv = find (conversation);
  GtkTextBuffer *buffer = gtkconv != NULL ? GTK_IMHTML (gtkconv->imhtml)->text_buffer : NULL;
  GtkTextTag *tag =
      buffer != NULL ? gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "search") : NULL;
  GtkTextIter start, end;

  if (tag == NULL)
    return NULL;
  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_begins_tag (&start, tag) && !gtk_text_iter_forward_to_tag_toggle (&start, tag))
    return g_strdup ("");
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

typedef struct {
  const char *name;
  GtkTreePath *path;
} Search;

static gboolean
is_it (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  Search *search = user_data;
  PurpleBlistNode *node = NULL;
  PurpleBuddy *buddy = NULL;

  gtk_tree_model_get (model, iter, NODE_COLUMN, &node, -1);
  if (node != NULL && PURPLE_BLIST_NODE_IS_CONTACT (node))
    buddy = purple_contact_get_priority_buddy (PURPLE_CONTACT (node));
  if (buddy == NULL || !purple_strequal (purple_buddy_get_name (buddy), search->name))
    return FALSE;
  search->path = gtk_tree_path_copy (path);
  return TRUE;
}

/* The buddy list, when it is shown, and the row of @name in it. */
static GtkTreeView *
find_row (const char *name, GdkRectangle *box)
{
  PidginBuddyList *list = pidgin_blist_get_default_gtk_blist ();
  GtkTreeView *view = list != NULL ? GTK_TREE_VIEW (list->treeview) : NULL;
  Search search = {name, NULL};

  if (view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (view)))
    return NULL;
  gtk_tree_model_foreach (gtk_tree_view_get_model (view), is_it, &search);
  if (search.path == NULL)
    return NULL;
  gtk_tree_view_get_cell_area (view, search.path, gtk_tree_view_get_column (view, 0), box);
  gtk_tree_path_free (search.path);
  return view;
}

/**
 * haven_witness_rest:
 * @name: a contact
 *
 * Lets the pointer rest on its row in the buddy list: the list gets the event that a pointer would have sent,
 * however busy the machine is. The tooltip comes after Pidgin's own delay.
 *
 * Returns: (nullable) (transfer full): "ok"
 */
char *
haven_witness_rest (const char *name)
{
  GdkRectangle box;
  GtkTreeView *view = find_row (name, &box);
  GdkEvent *event;

  if (view == NULL)
    return NULL;
  event = gdk_event_new (GDK_MOTION_NOTIFY);
  event->motion.window = g_object_ref (gtk_tree_view_get_bin_window (view));
  event->motion.x = box.x + 10;
  event->motion.y = box.y + box.height / 2;
  event->motion.time = GDK_CURRENT_TIME;
  event->motion.device = gdk_device_get_core_pointer ();
  gtk_main_do_event (event);
  gdk_event_free (event);
  return g_strdup ("ok");
}

/**
 * haven_witness_open:
 * @what: "list" for the buddy list, "rooms" for the server's list of rooms, or a conversation whose tab
 * becomes a window of its own
 *
 * Returns: (nullable) (transfer full): "ok"
 */
char *
haven_witness_open (const char *what)
{
  PidginConversation *gtkconv = find (what);

  if (purple_strequal (what, "list")) {
    purple_blist_set_visible (TRUE);
  } else if (purple_strequal (what, "rooms")) {
    if (purple_connections_get_all () == NULL)
      return NULL;
    pidgin_roomlist_dialog_show_with_account (
        purple_connection_get_account (purple_connections_get_all ()->data));
  } else if (gtkconv != NULL) {
    PidginWindow *window = pidgin_conv_window_new ();

    pidgin_conv_window_remove_gtkconv (gtkconv->win, gtkconv);
    pidgin_conv_window_add_gtkconv (window, gtkconv);
    pidgin_conv_window_show (window);
  } else {
    return NULL;
  }
  return g_strdup ("ok");
}
