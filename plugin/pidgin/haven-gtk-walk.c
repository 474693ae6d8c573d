/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-walk.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "haven-gtk-menu.h"
#include "haven-gtk-offer.h"
#include "haven-gtk-strip.h"
#include "haven-gtk-veil.h"

/*
 * The keyboard's way to veils: F9 goes to the next one above, Shift+F9 to the next one below, Enter opens or
 * closes it, the menu key (or Shift+F10) opens its menu, Escape, writing on or a click into the entry ends
 * it.
 *
 * The keys are caught at the window, before the text and the entry see them: Pidgin gives the focus back to
 * the entry with every key, and there Enter would send.
 */

#define GTKCONV "haven-gtkconv" /* of an entry: the conversation it is for */

static HavenGtkVeil *
find_focused (HavenGtk *gtk, GtkIMHtml *imhtml)
{
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (gtk, imhtml);

  for (guint i = 0; i < veils->len; i++) {
    HavenGtkVeil *veil = veils->pdata[i];

    if (veil->focused)
      return veil;
  }
  return NULL;
}

/* What a screen reader says: the veil, as if it were a button of its own. The real focus stays in the entry,
 * so the change is announced as one of the text's. */
static void
name_text (GtkIMHtml *imhtml, const HavenGtkVeil *veil)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (imhtml));
  g_autofree char *words = veil != NULL ? haven_gtk_veil_words (veil) : NULL;
  g_autofree char *name = NULL;

  if (veil != NULL)
    name = g_strdup_printf (veil->open ? _ ("%s, open, button") : _ ("%s, closed, button"), words);
  atk_object_set_name (accessible, name != NULL ? name : "");
  if (veil != NULL)
    atk_object_notify_state_change (accessible, ATK_STATE_FOCUSED, TRUE);
}

static void
set_focused (HavenGtk *gtk, GtkIMHtml *imhtml, HavenGtkVeil *veil)
{
  HavenGtkVeil *before = find_focused (gtk, imhtml);

  if (before != NULL)
    before->focused = FALSE;
  if (veil != NULL)
    veil->focused = TRUE;
  name_text (imhtml, veil);
  haven_gtk_veils_colour (gtk, imhtml);
}

static void
go (HavenGtk *gtk, PidginConversation *gtkconv, int step)
{
  GtkIMHtml *imhtml = GTK_IMHTML (gtkconv->imhtml);
  g_autoptr (GPtrArray) veils = haven_gtk_veils_in (gtk, imhtml);
  HavenGtkVeil *focused = find_focused (gtk, imhtml);
  guint index = 0;
  GtkTextIter iter;

  if (veils->len == 0)
    return;
  if (focused == NULL)
    index = step < 0 ? veils->len - 1 : 0;
  else if (g_ptr_array_find (veils, focused, &index))
    index = (index + veils->len + (guint)(step + (int)veils->len)) % veils->len;
  set_focused (gtk, imhtml, veils->pdata[index]);
  gtk_text_buffer_get_iter_at_mark (imhtml->text_buffer, &iter, ((HavenGtkVeil *)veils->pdata[index])->start);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (imhtml), &iter, 0.0, FALSE, 0, 0);
}

static gboolean
is_modifier (guint keyval)
{
  return keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R;
}

/* Returns whether the key was for the veil that the keyboard is on. */
static gboolean
act_on_focused (HavenGtk *gtk, PidginConversation *gtkconv, const GdkEventKey *event)
{
  GtkIMHtml *imhtml = GTK_IMHTML (gtkconv->imhtml);
  HavenGtkVeil *veil = find_focused (gtk, imhtml);
  gboolean shift = (event->state & GDK_SHIFT_MASK) != 0;

  if (veil == NULL || is_modifier (event->keyval))
    return FALSE;
  if (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter) {
    haven_gtk_veil_toggle (veil);
    name_text (imhtml, veil);
    return TRUE;
  }
  if (event->keyval == GDK_KEY_Menu || (shift && event->keyval == GDK_KEY_F10)) {
    haven_gtk_menu_pop_up (veil, 0, event->time);
    return TRUE;
  }
  set_focused (gtk, imhtml, NULL);
  return event->keyval == GDK_KEY_Escape;
}

static gboolean
on_key_press (GtkWidget *window, GdkEventKey *event, gpointer user_data)
{
  HavenGtk *gtk = user_data;
  PidginWindow *win = g_object_get_data (G_OBJECT (window), "haven-window");
  PidginConversation *gtkconv = pidgin_conv_window_get_active_gtkconv (win);

  if (gtkconv == NULL)
    return FALSE;
  if (event->keyval == GDK_KEY_F9) {
    go (gtk, gtkconv, (event->state & GDK_SHIFT_MASK) != 0 ? 1 : -1);
    return TRUE;
  }
  if (act_on_focused (gtk, gtkconv, event))
    return TRUE;
  return event->keyval == GDK_KEY_Escape &&
         (haven_gtk_strip_escape (gtk, gtkconv) || haven_gtk_offer_escape (gtk, gtkconv));
}

/* Whoever clicks there is about to write or to send: Enter is for that again. */
static gboolean
on_entry_click (GtkWidget *entry, GdkEventButton *event, gpointer gtk)
{
  PidginConversation *gtkconv = g_object_get_data (G_OBJECT (entry), GTKCONV);

  if (find_focused (gtk, GTK_IMHTML (gtkconv->imhtml)) != NULL)
    set_focused (gtk, GTK_IMHTML (gtkconv->imhtml), NULL);
  return FALSE;
}

/**
 * haven_gtk_walk_describe:
 * @imhtml: a conversation's text
 * @has_veils: whether there is something to walk to
 *
 * Tells a screen reader how its veils are reached and opened.
 */
void
haven_gtk_walk_describe (GtkIMHtml *imhtml, gboolean has_veils)
{
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (imhtml)),
                              has_veils
                                  ? _ ("F9 goes to the content note above, Shift and F9 to the one below; "
                                       "Enter opens it, and closes it again.")
                                  : "");
}

/**
 * haven_gtk_walk_attach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation that is shown
 *
 * Makes its veils reachable by the keyboard. Doing it twice does it once.
 */
void
haven_gtk_walk_attach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkWidget *window = gtkconv->win != NULL ? gtkconv->win->window : NULL;

  if (window != NULL && g_object_get_data (G_OBJECT (window), "haven-window") == NULL) {
    g_object_set_data (G_OBJECT (window), "haven-window", gtkconv->win);
    g_signal_connect (window, "key-press-event", G_CALLBACK (on_key_press), gtk);
  }
  if (g_object_get_data (G_OBJECT (gtkconv->entry), GTKCONV) == NULL) {
    g_object_set_data (G_OBJECT (gtkconv->entry), GTKCONV, gtkconv);
    g_signal_connect (gtkconv->entry, "button-press-event", G_CALLBACK (on_entry_click), gtk);
  }
}

/**
 * haven_gtk_walk_detach:
 * @gtk: the Pidgin part
 * @gtkconv: a conversation
 *
 * Takes the keys away again.
 */
void
haven_gtk_walk_detach (HavenGtk *gtk, PidginConversation *gtkconv)
{
  GtkWidget *window = gtkconv->win != NULL ? gtkconv->win->window : NULL;

  if (window != NULL) {
    g_signal_handlers_disconnect_by_func (window, on_key_press, gtk);
    g_object_set_data (G_OBJECT (window), "haven-window", NULL);
  }
  g_signal_handlers_disconnect_by_func (gtkconv->entry, on_entry_click, gtk);
  g_object_set_data (G_OBJECT (gtkconv->entry), GTKCONV, NULL);
}
