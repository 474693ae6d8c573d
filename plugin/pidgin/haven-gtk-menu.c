/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-menu.h"

#include <glib/gi18n-lib.h>

#include "haven-gtk-choice.h"
#include "haven-gtk-except.h"
#include "haven-gtk-evidence.h"
#include "haven-gtk-held.h"
#include "haven-gtk-help.h"
#include "haven-gtk-mute.h"
#include "haven-gtk-room.h"
#include "haven-gtk-steady.h"
#include "haven-gtk-why.h"

#define ID_KEY "haven-id"

/* The menu and its items keep the veil's id, not the veil: it may be gone when an item is chosen, or when the
 * menu is placed anew because the screen changed. */
static HavenGtkVeil *
veil_of (gpointer menu_or_item, HavenGtk *gtk)
{
  return g_hash_table_lookup (gtk->veils, g_object_get_data (G_OBJECT (menu_or_item), ID_KEY));
}

static void
set_veil (gpointer menu_or_item, const HavenGtkVeil *veil)
{
  g_object_set_data_full (G_OBJECT (menu_or_item), ID_KEY, g_strdup (veil->id), g_free);
}

static void
on_toggle (GtkMenuItem *item, gpointer gtk)
{
  HavenGtkVeil *veil = veil_of (item, gtk);

  if (veil != NULL)
    haven_gtk_veil_toggle_later (veil);
}

static void
set_all_open (gpointer item, HavenGtk *gtk, gboolean open)
{
  HavenGtkVeil *veil = veil_of (item, gtk);

  if (veil == NULL || veil->imhtml == NULL)
    return;
  haven_gtk_steady_keep (veil);
  haven_gtk_veils_set_all_open (gtk, veil->imhtml, open);
}

static void
on_open_all (GtkMenuItem *item, gpointer gtk)
{
  set_all_open (item, gtk, TRUE);
}

static void
on_close_all (GtkMenuItem *item, gpointer gtk)
{
  set_all_open (item, gtk, FALSE);
}

static void
on_why (GtkMenuItem *item, gpointer gtk)
{
  HavenGtkVeil *veil = veil_of (item, gtk);

  if (veil != NULL)
    haven_gtk_why_show (veil);
}

static void
on_help (GtkMenuItem *item, gpointer gtk)
{
  haven_gtk_help_show (gtk);
}

static void
on_choice (GtkMenuItem *item, gpointer gtk)
{
  HavenGtkVeil *veil = veil_of (item, gtk);

  if (veil != NULL)
    haven_gtk_choose (veil, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "haven-choice")));
}

static void
on_mute (GtkMenuItem *item, gpointer gtk)
{
  const HavenGtkVeil *veil = veil_of (item, gtk);

  if (veil != NULL && veil->sender != NULL && haven_gtk_veil_is_placed (veil))
    haven_gtk_mute (gtk, veil->conversation, veil->sender);
}

static GtkWidget *
add (GtkWidget *menu, HavenGtkVeil *veil, const char *label, GCallback activated)
{
  GtkWidget *item = gtk_menu_item_new_with_mnemonic (label);

  set_veil (item, veil);
  g_signal_connect (item, "activate", activated, veil->gtk);
  gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
  return item;
}

static void
add_choice (GtkWidget *menu, HavenGtkVeil *veil, const char *label, HavenChoice choice)
{
  GtkWidget *item;

  if (!haven_gtk_choice_fits (veil, choice))
    return;
  item = add (menu, veil, label, G_CALLBACK (on_choice));
  g_object_set_data (G_OBJECT (item), "haven-choice", GINT_TO_POINTER (choice));
}

static GtkWidget *
always_open_menu (HavenGtkVeil *veil)
{
  GtkWidget *menu = gtk_menu_new ();

  add_choice (menu, veil, _ ("This _topic"), HAVEN_CHOICE_TOPIC);
  add_choice (menu, veil, _ ("This _person"), HAVEN_CHOICE_PERSON);
  add_choice (menu, veil, _ ("This _room"), HAVEN_CHOICE_ROOM);
  return menu;
}

static void
on_done (GtkMenuShell *menu, gpointer user_data)
{
  /* the item's "activate" comes after this */
  g_object_unref (g_object_ref_sink (menu));
}

/* Of whom the user said so already, nothing more is to say; and no contact is muted by one key that slipped.
 */
static gboolean
can_mute (const HavenGtkVeil *veil)
{
  const HavenPluginApi *api = veil->gtk->api;
  g_autofree char *aside = NULL;

  if (veil->sender == NULL || !haven_gtk_veil_is_placed (veil) ||
      purple_find_buddy (purple_conversation_get_account (veil->conversation), veil->sender) != NULL)
    return FALSE;
  aside = api->find_aside (api->plugin, veil->conversation, veil->sender);
  return aside == NULL;
}

static GtkWidget *
build (HavenGtkVeil *veil)
{
  GtkWidget *menu = gtk_menu_new ();
  GtkWidget *item;

  gtk_widget_set_name (menu, "haven-veil-menu");
  add (menu, veil, veil->open ? _ ("_Close") : _ ("_Open"), G_CALLBACK (on_toggle));
  add (menu, veil, _ ("Open _all here"), G_CALLBACK (on_open_all));
  if (haven_gtk_veils_any_open (veil->gtk, veil->imhtml))
    add (menu, veil, _ ("Clos_e all here"), G_CALLBACK (on_close_all));
  add (menu, veil, _ ("_Why"), G_CALLBACK (on_why));
  if (haven_gtk_help_fits (veil->verdict))
    add (menu, veil, _ ("_Help lines"), G_CALLBACK (on_help));
  if (veil->verdict != NULL) {
    gtk_menu_shell_append (GTK_MENU_SHELL (menu), gtk_separator_menu_item_new ());
    item = gtk_menu_item_new_with_mnemonic (_ ("A_lways open"));
    gtk_menu_item_set_submenu (GTK_MENU_ITEM (item), always_open_menu (veil));
    gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
    add_choice (menu, veil, _ ("_Not in this room"), HAVEN_CHOICE_NOT_HERE);
    add_choice (menu, veil, _ ("_This was wrong"), HAVEN_CHOICE_WRONG);
    if (can_mute (veil))
      add (menu, veil, _ ("_Mute this person"), G_CALLBACK (on_mute));
  }
  return menu;
}

static void
place_at_veil (GtkMenu *menu, int *x, int *y, gboolean *push_in, gpointer gtk)
{
  const HavenGtkVeil *veil = veil_of (menu, gtk);
  GtkTextView *view;
  GdkRectangle box;
  GtkTextIter start;
  int root_x = 0;
  int root_y = 0;

  *push_in = TRUE;
  if (veil == NULL || !haven_gtk_veil_is_placed (veil))
    return;
  view = GTK_TEXT_VIEW (veil->imhtml);
  gtk_text_buffer_get_iter_at_mark (veil->imhtml->text_buffer, &start, veil->start);
  gtk_text_view_get_iter_location (view, &start, &box);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_TEXT, box.x, box.y + box.height, x, y);
  gdk_window_get_origin (gtk_text_view_get_window (view, GTK_TEXT_WINDOW_TEXT), &root_x, &root_y);
  *x += root_x;
  *y += root_y;
}

/**
 * haven_gtk_menu_pop_up:
 * @veil: a veil
 * @button: the mouse button that was pressed; 0 when it was the keyboard
 * @time: the event's time
 *
 * Opens the veil's menu at the pointer, or below the veil.
 */
void
haven_gtk_menu_pop_up (HavenGtkVeil *veil, guint button, guint32 time)
{
  GtkWidget *menu;

  if (!haven_gtk_veil_is_placed (veil))
    return;
  menu = build (veil);
  set_veil (menu, veil);
  g_signal_connect (menu, "deactivate", G_CALLBACK (on_done), NULL);
  gtk_widget_show_all (menu);
  gtk_menu_popup (GTK_MENU (menu), NULL, NULL, button == 0 ? place_at_veil : NULL, veil->gtk, button, time);
}

static void
open_all_in (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_veils_set_all_open (gtk, GTK_IMHTML (PIDGIN_CONVERSATION (conversation)->imhtml), TRUE);
}

static void
close_all_in (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_veils_set_all_open (gtk, GTK_IMHTML (PIDGIN_CONVERSATION (conversation)->imhtml), FALSE);
}

static void
show_except (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_except_show (gtk, conversation);
}

static void
show_room (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_room_show (conversation, gtk);
}

static void
show_held (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_held_show_of (gtk, conversation);
}

static void
show_evidence (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_evidence_show (gtk, conversation);
}

static void
mute (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_mute (gtk, conversation, purple_conversation_get_name (conversation));
}

static void
end_mute (PurpleConversation *conversation, gpointer gtk)
{
  haven_gtk_mute_end (gtk, conversation, purple_conversation_get_name (conversation));
}

/* Who writes in private can be muted before Haven notices anything. */
static PurpleMenuAction *
mute_action (HavenGtk *gtk, PurpleConversation *conversation)
{
  const HavenPluginApi *api = gtk->api;
  g_autofree char *aside =
      api->find_aside (api->plugin, conversation, purple_conversation_get_name (conversation));

  return aside == NULL
             ? purple_menu_action_new (_ ("_Mute this person"), PURPLE_CALLBACK (mute), gtk, NULL)
             : purple_menu_action_new (_ ("Re_lease this person"), PURPLE_CALLBACK (end_mute), gtk, NULL);
}

/**
 * haven_gtk_menu_extend:
 * @gtk: the Pidgin part
 * @conversation: a conversation
 * @actions: (inout) (element-type PurpleMenuAction): what its menu will show
 *
 * Adds Haven's items to the conversation's "Options" menu.
 */
void
haven_gtk_menu_extend (HavenGtk *gtk, PurpleConversation *conversation, GList **actions)
{
  GList *items = NULL;

  items = g_list_append (items, purple_menu_action_new (_ ("_Open all content notes here"),
                                                        PURPLE_CALLBACK (open_all_in), gtk, NULL));
  items = g_list_append (items, purple_menu_action_new (_ ("_Close all content notes here"),
                                                        PURPLE_CALLBACK (close_all_in), gtk, NULL));
  items = g_list_append (items, purple_menu_action_new (_ ("Open everything _except…"),
                                                        PURPLE_CALLBACK (show_except), gtk, NULL));
  if (purple_conversation_get_type (conversation) == PURPLE_CONV_TYPE_CHAT)
    items = g_list_append (
        items, purple_menu_action_new (_ ("_Room card…"), PURPLE_CALLBACK (show_room), gtk, NULL));
  else
    items = g_list_append (items, mute_action (gtk, conversation));
  items = g_list_append (
      items, purple_menu_action_new (_ ("_Held messages…"), PURPLE_CALLBACK (show_held), gtk, NULL));
  items = g_list_append (
      items, purple_menu_action_new (_ ("E_vidence…"), PURPLE_CALLBACK (show_evidence), gtk, NULL));
  *actions = g_list_append (*actions, purple_menu_action_new (_ ("_Haven"), NULL, NULL, items));
}
