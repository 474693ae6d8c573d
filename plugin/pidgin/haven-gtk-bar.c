/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-bar.h"

#include <glib/gi18n-lib.h>
#include <gtkblist.h>
#include <gtkmenutray.h>

#include "haven-gtk-held.h"
#include "haven-gtk-style.h"

#define WORDS_KEY "haven-words"
#define COUNT_KEY "haven-count"
#define WINDOW_KEY "haven-window"
#define PADDING 6

/* "2 held": in the bar of the window while the conversation they were held for is in front, and all together
 * in the buddy list, as a person who was held from the start has no conversation. */

/**
 * haven_gtk_bars_new:
 *
 * Returns: (transfer full): an empty set of counters, by window
 */
GHashTable *
haven_gtk_bars_new (void)
{
  return g_hash_table_new (NULL, NULL);
}

static gboolean
on_clicked (GtkWidget *counter, GdkEventButton *event, gpointer gtk)
{
  PidginWindow *win = g_object_get_data (G_OBJECT (counter), WINDOW_KEY);

  if (event->button == 1 && event->type == GDK_BUTTON_PRESS)
    haven_gtk_held_show_of (gtk, win != NULL ? pidgin_conv_window_get_active_conversation (win) : NULL);
  return TRUE; /* a press that went on would make the menu bar grab the pointer */
}

/* Words in a menu bar: a button's frame does not fit there. The keyboard has Options, Haven. */
static GtkWidget *
new_counter (HavenGtk *gtk)
{
  GtkWidget *counter = gtk_event_box_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_event_box_set_visible_window (GTK_EVENT_BOX (counter), FALSE);
  gtk_widget_set_name (counter, "haven-held-counter");
  atk_object_set_role (gtk_widget_get_accessible (counter), ATK_ROLE_PUSH_BUTTON);
  gtk_misc_set_padding (GTK_MISC (label), PADDING, 0);
  gtk_container_add (GTK_CONTAINER (counter), label);
  gtk_widget_show (label);
  g_signal_connect (counter, "button-press-event", G_CALLBACK (on_clicked), gtk);
  return counter;
}

/* What all menus of the bar need, and what else stands in the corner of this one. */
static int
width_of_others (GtkWidget *bar, GtkWidget *counter)
{
  g_autoptr (GList) items = gtk_container_get_children (GTK_CONTAINER (bar));
  GtkRequisition need, own;
  int width = 0;

  gtk_widget_get_child_requisition (counter, &own);
  for (GList *l = items; l != NULL; l = l->next) {
    gtk_widget_get_child_requisition (l->data, &need);
    width += need.width;
    if (gtk_widget_is_ancestor (counter, l->data))
      width -= own.width;
  }
  return width;
}

/* Words that would cover a menu, in a narrow list or a language of long ones, leave the number. */
static void
fit (GtkWidget *counter)
{
  GtkWidget *bar = gtk_widget_get_ancestor (counter, GTK_TYPE_MENU_BAR);
  GtkLabel *label = GTK_LABEL (gtk_bin_get_child (GTK_BIN (counter)));
  const char *words = g_object_get_data (G_OBJECT (counter), WORDS_KEY);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (counter, words);
  g_autofree char *number =
      g_strdup_printf ("%u", GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (counter), COUNT_KEY)));
  GtkAllocation room = {0, 0, 0, 0};
  const char *fitting = words;
  int width;

  if (bar != NULL)
    gtk_widget_get_allocation (bar, &room);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (room.width > 1 && width_of_others (bar, counter) + width + 2 * PADDING > room.width)
    fitting = number;
  if (!g_str_equal (gtk_label_get_text (label), fitting))
    gtk_label_set_text (label, fitting);
}

static void
on_bar_size (GtkWidget *bar, GtkAllocation *allocation, gpointer counter)
{
  fit (counter);
}

static void
append (GtkWidget *tray, GtkWidget *counter)
{
  GtkWidget *bar;

  pidgin_menu_tray_append (PIDGIN_MENU_TRAY (tray), counter, NULL);
  bar = gtk_widget_get_ancestor (counter, GTK_TYPE_MENU_BAR);
  if (bar != NULL)
    g_signal_connect_object (bar, "size-allocate", G_CALLBACK (on_bar_size), counter, 0);
}

static void
set_count (GtkWidget *counter, guint count)
{
  char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u held", "%u held", count), count);

  g_object_set_data_full (G_OBJECT (counter), WORDS_KEY, words, g_free);
  g_object_set_data (G_OBJECT (counter), COUNT_KEY, GUINT_TO_POINTER (count));
  fit (counter);
  atk_object_set_name (gtk_widget_get_accessible (counter), words);
  gtk_widget_set_tooltip_text (counter, _ ("Messages that Haven keeps aside: look at them when you want to"));
  if (count > 0)
    gtk_widget_show (counter);
  else
    gtk_widget_hide (counter);
}

static void
on_destroy (GtkWidget *button, gpointer user_data)
{
  HavenGtk *gtk = user_data;

  g_hash_table_remove (gtk->bars, g_object_get_data (G_OBJECT (button), WINDOW_KEY));
}

/* Shows in a window's menu bar how many messages are held for the conversation in front; nothing when there
 * are none. */
static void
update_counter (HavenGtk *gtk, PidginWindow *win)
{
  PidginConversation *gtkconv = pidgin_conv_window_get_active_gtkconv (win);
  guint count = gtkconv != NULL ? gtk->api->count_held (gtk->api->plugin, gtkconv->active_conv) : 0;
  GtkWidget *button = g_hash_table_lookup (gtk->bars, win);

  if (win->menu.tray == NULL || (button == NULL && count == 0))
    return;
  if (button == NULL) {
    button = new_counter (gtk);
    g_object_set_data (G_OBJECT (button), WINDOW_KEY, win);
    g_signal_connect (button, "destroy", G_CALLBACK (on_destroy), gtk);
    append (win->menu.tray, button);
    g_hash_table_insert (gtk->bars, win, button);
  }
  set_count (button, count);
}

static void
update_tray (HavenGtk *gtk)
{
  guint count = gtk->api->count_held (gtk->api->plugin, NULL);
  PidginBuddyList *list = pidgin_blist_get_default_gtk_blist ();

  if (gtk->tray == NULL && (count == 0 || list == NULL || list->menutray == NULL))
    return;
  if (gtk->tray == NULL) {
    gtk->tray = new_counter (gtk);
    g_signal_connect (gtk->tray, "destroy", G_CALLBACK (gtk_widget_destroyed), &gtk->tray);
    append (list->menutray, gtk->tray);
  }
  set_count (gtk->tray, count);
}

/**
 * haven_gtk_bar_update_all:
 * @gtk: the Pidgin part
 *
 * The same for every window, and for the buddy list.
 */
void
haven_gtk_bar_update_all (HavenGtk *gtk)
{
  for (GList *l = pidgin_conv_windows_get_list (); l != NULL; l = l->next)
    update_counter (gtk, l->data);
  update_tray (gtk);
}

/**
 * haven_gtk_bars_remove:
 * @gtk: the Pidgin part
 *
 * Takes all counters away.
 */
void
haven_gtk_bars_remove (HavenGtk *gtk)
{
  g_autoptr (GList) buttons = g_hash_table_get_values (gtk->bars);

  for (GList *l = buttons; l != NULL; l = l->next)
    gtk_widget_destroy (l->data);
  g_clear_pointer (&gtk->tray, gtk_widget_destroy);
}
