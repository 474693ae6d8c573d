/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "haven-gtk-hide.h"

#include <gdk/gdkkeysyms.h>

/*
 * Quick hide: Ctrl+F9, in any of Pidgin's windows, closes all of Haven's own. Nothing is decided by it: a
 * question that was open is closed with nothing sent.
 */

static void
close_window (GtkWidget *window)
{
  /* a dialog has somebody who waits for its answer: Pidgin itself, for the preferences */
  if (GTK_IS_DIALOG (window))
    gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CLOSE);
  else
    gtk_widget_destroy (window);
}

/**
 * haven_gtk_hide_all:
 * @gtk: the Pidgin part
 *
 * Closes every window that is Haven's: each has a role that begins with "haven-"; the preferences stand in
 * one of Pidgin's.
 */
void
haven_gtk_hide_all (HavenGtk *gtk)
{
  GList *windows = gtk_window_list_toplevels ();
  GtkWidget *prefs = gtk->prefs != NULL ? gtk_widget_get_toplevel (gtk->prefs) : NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l != NULL; l = l->next) {
    const char *role = gtk_window_get_role (l->data);

    if (l->data == prefs || (role != NULL && g_str_has_prefix (role, "haven-")))
      close_window (l->data);
  }
  g_list_free_full (windows, g_object_unref);
}

/* Before any window sees the key: the shortcut must hold in each of them, the buddy list too. */
static int
on_key (GtkWidget *widget, GdkEventKey *event, gpointer gtk)
{
  if (event->type != GDK_KEY_PRESS || event->keyval != GDK_KEY_F9 || (event->state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  haven_gtk_hide_all (gtk);
  return TRUE;
}

/**
 * haven_gtk_hide_listen:
 * @gtk: the Pidgin part
 *
 * Returns: what gtk_key_snooper_remove() takes when it shall end
 */
guint
haven_gtk_hide_listen (HavenGtk *gtk)
{
  return gtk_key_snooper_install (on_key, gtk);
}
